"""Notes are found where they were played, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.note_events import NoteEvent, Part, find_notes
from tests.played_parts import BASS, DRUMS, VOICE, line, sound


def _found(samples: np.ndarray, part: Part = Part.CHORDS) -> tuple[NoteEvent, ...]:
    notes = find_notes(samples, SAMPLE_RATE, part)
    assert notes is not None
    return notes


@pytest.mark.parametrize(("kind", "within_ms"), [(BASS, 3.0), (VOICE, 16.0), (DRUMS, 3.0)])
def test_every_note_is_found_once(kind: str, within_ms: float) -> None:
    played = line(kind, 14, seed=3)
    part = Part.DRUMS if kind == DRUMS else Part.CHORDS
    found = _found(sound(kind, played), part)
    assert len(found) == len(played)
    for note, event in zip(played, found, strict=True):
        assert 1000 * abs(event.onset_frame / SAMPLE_RATE - note.time_s) < within_ms
        assert event.is_sure
        assert event.pitch is None


def test_a_shifted_sound_has_the_same_notes_shifted() -> None:
    played = sound(VOICE, line(VOICE, 8, seed=5))
    moved = np.concatenate([np.zeros(777, np.float32), played])
    for before, after in zip(_found(played), _found(moved), strict=True):
        assert after.onset_frame - before.onset_frame == pytest.approx(777, abs=20)


def test_a_quieter_sound_has_the_same_notes_quieter() -> None:
    played = sound(BASS, line(BASS, 8, seed=5))
    for loud, soft in zip(_found(played), _found(played / 4), strict=True):
        assert soft.onset_frame == pytest.approx(loud.onset_frame, abs=1)
        assert soft.level_db - loud.level_db == pytest.approx(-12.04, abs=0.01)


def test_frames_are_of_the_song() -> None:
    played = sound(DRUMS, line(DRUMS, 6, seed=1))
    there = find_notes(played, SAMPLE_RATE, Part.DRUMS, start_frame=1_000_000)
    assert there is not None
    for here, far in zip(_found(played, Part.DRUMS), there, strict=True):
        assert far.onset_frame == pytest.approx(here.onset_frame + 1_000_000)


def test_stereo_is_its_middle() -> None:
    played = sound(BASS, line(BASS, 5, seed=2))
    assert _found(np.stack([played, played], axis=1)) == _found(played)


def test_silence_and_a_steady_tone_have_no_notes() -> None:
    assert _found(np.zeros(SAMPLE_RATE, np.float32)) == ()
    assert find_notes(np.zeros(0, np.float32), SAMPLE_RATE, Part.MELODY) == ()
    tone = 0.3 * np.sin(2 * np.pi * 220 * np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE)
    within = [
        note
        for note in _found(tone.astype(np.float32))
        if 0.2 < note.onset_frame / SAMPLE_RATE < 3.8
    ]
    assert within == []


def test_a_note_across_two_pieces_of_work_is_found_once() -> None:
    played = sound(DRUMS, line(DRUMS, 60, seed=4))
    assert len(played) > 20 * SAMPLE_RATE
    found = _found(played, Part.DRUMS)
    assert len(found) == 60
    assert all(one.onset_frame < other.onset_frame for one, other in pairwise(found))


@pytest.mark.parametrize("allowed", [0, 1, 3])
def test_it_stops_when_it_is_not_wanted_any_more(allowed: int) -> None:
    asked = 0

    def is_wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked <= allowed

    played = sound(BASS, line(BASS, 5, seed=2))
    assert find_notes(played, SAMPLE_RATE, Part.MELODY, is_wanted=is_wanted) is None
    assert asked == allowed + 1

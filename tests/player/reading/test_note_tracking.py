"""Notes and pitch traces of single voices, against lines that were made of known notes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from mir_eval.transcription import precision_recall_f1_overlap
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.reading.note_tracking import find_notes
from player.reading.song_notes import SongNotes
from tests.played_parts import BASS, VOICE, Played, line, sound
from tests.songs.instruments import frequency_hz

_KINDS = {"bass": BASS, "vocals": VOICE}


def _stem(stem: str, notes: Sequence[Played]) -> NDArray[np.float32]:
    return np.repeat(sound(_KINDS[stem], notes)[:, None], 2, axis=1)


def _f_measure(found: SongNotes, true: Sequence[Played]) -> float:
    spans = [(note.start_frame, note.stop_frame) for note in found.notes]
    return float(
        precision_recall_f1_overlap(
            np.array([(note.time_s, note.time_s + note.length_s) for note in true]),
            np.array([frequency_hz(note.midi) for note in true]),
            np.array(spans).reshape(-1, 2) / SAMPLE_RATE,
            np.array([frequency_hz(note.midi) for note in found.notes]),
            offset_ratio=None,
        )[2]
    )


@pytest.mark.parametrize("stem", ["bass", "vocals"])
def test_the_notes_of_a_line_are_found(stem: str) -> None:
    true = line(_KINDS[stem], 40, seed=5)
    trace, found = find_notes(_stem(stem, true), SAMPLE_RATE, stem)
    assert _f_measure(found, true) >= 0.95
    at_s = trace.frames / SAMPLE_RATE
    for note in true:
        middle = int(np.searchsorted(at_s, note.time_s + note.length_s / 2))
        assert trace.midi[middle] == pytest.approx(note.midi, abs=0.5)


@pytest.mark.parametrize("midi", [23.0, 28.0, 40.0, 55.0])
def test_a_bass_is_in_its_own_octave_from_low_b_up(midi: float) -> None:
    true = [Played(0.5 + 0.6 * number, 0.5, midi) for number in range(4)]
    _, found = find_notes(_stem("bass", true), SAMPLE_RATE, "bass")
    assert [note.midi for note in found.notes] == pytest.approx([midi] * 4, abs=0.3)


def test_a_pitch_that_is_struck_again_is_another_note() -> None:
    true = [Played(0.5 + 0.25 * number, 0.25, 33.0) for number in range(8)]
    _, found = find_notes(_stem("bass", true), SAMPLE_RATE, "bass")
    assert _f_measure(found, true) == 1.0


def test_a_voice_out_of_tune_has_its_own_pitches() -> None:
    true = [Played(0.5 + 0.5 * n, 0.45, 60.45 + step) for n, step in enumerate((0, 2, 4, 5, 7))]
    _, found = find_notes(_stem("vocals", true), SAMPLE_RATE, "vocals")
    assert [note.midi for note in found.notes] == pytest.approx([n.midi for n in true], abs=0.15)


def test_quiet_bleed_beside_a_voice_is_no_note() -> None:
    true = [Played(0.5 + 1.0 * number, 0.4, 62.0 + number) for number in range(5)]
    bleed = [Played(1.0 + 1.0 * number, 0.4, 50.0 + number, 0.003) for number in range(5)]
    _, found = find_notes(
        _stem("vocals", sorted([*true, *bleed], key=lambda n: n.time_s)), SAMPLE_RATE, "vocals"
    )
    assert _f_measure(found, true) == 1.0


@pytest.mark.parametrize("frames", [0, 1, 500, 3 * SAMPLE_RATE])
def test_silence_and_nothing_have_no_notes(frames: int) -> None:
    for level in (0.0, 1e-6):
        noise = np.random.default_rng(1).standard_normal((frames, 2)).astype(np.float32)
        trace, found = find_notes(level * noise, SAMPLE_RATE, "vocals")
        assert found.notes == ()
        assert np.isnan(trace.midi).all()


def test_noise_has_no_notes() -> None:
    noise = np.random.default_rng(1).standard_normal((4 * SAMPLE_RATE, 2)).astype(np.float32)
    _, found = find_notes(0.1 * noise, SAMPLE_RATE, "vocals")
    assert len(found.notes) == 0


def test_another_rate_gives_the_same_notes_at_its_own_frames() -> None:
    true = line(BASS, 8, seed=3)
    at_44 = _stem("bass", true)
    _, one = find_notes(at_44, SAMPLE_RATE, "bass")
    _, other = find_notes(at_44[::2], SAMPLE_RATE // 2, "bass")
    assert len(one.notes) == len(other.notes)
    for first, second in zip(one.notes, other.notes, strict=True):
        assert 2 * second.start_frame == pytest.approx(first.start_frame, abs=900)
        assert second.midi == pytest.approx(first.midi, abs=0.1)


def test_louder_notes_have_more_velocity() -> None:
    levels = (1.0, 0.5, 0.25, 1.0)
    true = [Played(0.5 + 0.6 * n, 0.5, 40.0 + 2 * n, level) for n, level in enumerate(levels)]
    _, found = find_notes(_stem("bass", true), SAMPLE_RATE, "bass")
    loud, soft, softest, again = (note.velocity for note in found.notes)
    assert softest < soft < loud
    assert again == pytest.approx(loud, abs=0.06)

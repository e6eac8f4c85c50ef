"""A take's notes are found in its recording, and told in the song's time and pitch."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.note_events import NoteEvent, Part
from player.stream_clock import StreamGap
from player.take_notes import take_notes
from player.take_timeline import TakePart
from tests.played_parts import BASS, Played, sound

RATIO = 0.6
SONG_START = 4 * SAMPLE_RATE


def _recording(rate_ratio: float = 1.0) -> np.ndarray:
    """Three notes, at 1.0, 1.6 and 2.4 s: float32 (frames, 1)."""
    played = [Played(time_s * rate_ratio, 0.4, 40.0 + 2) for time_s in (1.0, 1.6, 2.4)]
    return sound(BASS, played)[:, None]


def _notes(part: TakePart, **wanted: object) -> tuple[NoteEvent, ...]:
    found = take_notes(_recording(), SAMPLE_RATE, part, Part.MELODY, **wanted)  # type: ignore[arg-type]
    assert found is not None
    return found


def _part(*points: tuple[float, float], **more: object) -> TakePart:
    in_frames = tuple((at_s * SAMPLE_RATE, song) for at_s, song in points)
    return TakePart(in_frames, RATIO, **{"pitch_semitones": 0.0, **more})  # type: ignore[arg-type]


def test_onsets_are_where_the_song_was() -> None:
    notes = _notes(_part((0.5, SONG_START), (3.0, SONG_START + 2.5 * RATIO * SAMPLE_RATE)))
    times_s = [(note.onset_frame - SONG_START) / SAMPLE_RATE / RATIO for note in notes]
    assert times_s == pytest.approx([0.5, 1.1, 1.9], abs=0.004)


def test_what_is_played_a_little_before_the_round_is_told_too() -> None:
    notes = _notes(_part((1.1, SONG_START), (2.0, SONG_START + 0.9 * RATIO * SAMPLE_RATE)))
    first_s = (notes[0].onset_frame - SONG_START) / SAMPLE_RATE / RATIO
    assert first_s == pytest.approx(-0.1, abs=0.004)


def test_pitches_are_the_songs_own() -> None:
    """Played to a song that sounded two semitones higher."""
    points = ((0.5, float(SONG_START)), (3.0, float(SONG_START + 1e5)))
    notes = _notes(_part(*points, pitch_semitones=2.0))
    pitches = [note.pitch.midi for note in notes if note.pitch is not None]
    assert pitches == pytest.approx([40.0] * 3, abs=0.1)


def test_a_hole_in_the_recording_is_no_note() -> None:
    points = ((0.5, float(SONG_START)), (3.0, float(SONG_START + 1e5)))
    gap = StreamGap(1.6 * SAMPLE_RATE, 0.02)
    assert len(_notes(_part(*points))) == 3
    assert len(_notes(_part(*points, gaps=(gap,)))) == 2


def test_it_ends_where_nobody_wants_it_any_more() -> None:
    points = ((0.5, float(SONG_START)), (3.0, float(SONG_START + 1e5)))
    found = take_notes(
        _recording(), SAMPLE_RATE, _part(*points), Part.MELODY, is_wanted=lambda: False
    )
    assert found is None

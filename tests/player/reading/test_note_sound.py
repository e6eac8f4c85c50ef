"""Notes as tones: each in its place, on its key, beginning and ending without a click."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE, Samples
from player.pitch_names import midi_to_frequency
from player.reading.note_sound import NoteSound, key_of
from player.reading.song_notes import SongNote, SongNotes

SECOND = SAMPLE_RATE
# More than a block of it.
SONG = 8 * SECOND


def sound_of(*notes: SongNote, tuning_cents: float = 0.0) -> Samples:
    sound = NoteSound(SongNotes(notes), SONG, tuning_cents)
    return np.concatenate([sound.samples(span) for span in sound.spans])


def frequency_of(sound: Samples) -> float:
    """Of the first harmonic, in Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 20))
    spectrum[: round(30 / SECOND * (1 << 20))] = 0
    return float(np.argmax(spectrum)) * SECOND / (1 << 20)


def level(sound: Samples) -> float:
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))


def test_it_is_as_long_as_the_song_and_silent_between_notes() -> None:
    sound = sound_of(SongNote(SECOND, 2 * SECOND, 57.0), SongNote(3 * SECOND, 4 * SECOND, 60.0))
    assert (sound.shape, sound.dtype) == ((SONG,), np.float32)
    assert not sound[:SECOND].any()
    assert not sound[round(2.06 * SECOND) : 3 * SECOND].any()
    assert level(sound[SECOND : 2 * SECOND]) > 0.02
    assert not sound[round(4.06 * SECOND) :].any()


@pytest.mark.parametrize(("midi", "key"), [(57.0, 57), (56.7, 57), (57.4, 57)])
def test_a_note_sounds_on_its_key(midi: float, key: int) -> None:
    sound = sound_of(SongNote(0, SECOND, midi))[:SECOND]
    assert frequency_of(sound) == pytest.approx(midi_to_frequency(key), abs=0.2)


def test_it_is_as_sharp_as_the_song() -> None:
    sound = sound_of(SongNote(0, SECOND, 57.3), tuning_cents=30)[:SECOND]
    assert frequency_of(sound) == pytest.approx(midi_to_frequency(57.3), abs=0.2)
    assert key_of(56.8, 40) == 56
    assert key_of(56.8, 0) == 57


def test_a_soft_note_is_softer() -> None:
    loud = sound_of(SongNote(0, SECOND, 57.0, 1.0))
    soft = sound_of(SongNote(0, SECOND, 57.0, 0.2))
    assert 0.3 < level(soft) / level(loud) < 0.6


def test_nothing_clicks_also_where_blocks_meet() -> None:
    # Across the border of two blocks, and one note right after another.
    middle = 1 << 18
    sound = sound_of(
        SongNote(middle - SECOND, middle + 100, 45.0),
        SongNote(middle + 100, middle + SECOND, 45.0),
    )
    around = sound[middle - 2000 : middle + 2000].astype(np.float64)
    # The steepest that the harmonics of a 110 Hz tone can be, attack and all.
    assert np.abs(np.diff(around)).max() < 0.03
    spectrum = np.abs(np.fft.rfft(sound.astype(np.float64)))
    above = round(12_000 / SECOND * len(sound))
    assert spectrum[above:].max() < 1e-3 * spectrum.max()


def test_the_highest_note_has_nothing_that_folds_back() -> None:
    sound = sound_of(SongNote(0, SECOND, 100.0)).astype(np.float64)
    spectrum = np.abs(np.fft.rfft(sound[:SECOND] * np.hanning(SECOND)))
    loud = np.flatnonzero(spectrum > 0.02 * spectrum.max())
    fundamental = midi_to_frequency(100)
    harmonics = loud / fundamental
    assert np.allclose(harmonics, np.round(harmonics), atol=0.01)


def test_blocks_are_told_apart_by_what_sounds_in_them() -> None:
    one, other = SongNote(0, SECOND, 45.0), SongNote(6 * SECOND, 7 * SECOND, 47.0)
    before, after = NoteSound(SongNotes((one, other)), SONG), NoteSound(SongNotes((one,)), SONG)
    first, second = before.spans
    assert first[1] == second[0]
    assert second[1] == SONG
    assert before.tones(first) == after.tones(first)
    assert before.tones(second) != after.tones(second)
    # What rings across a border is in both.
    across = NoteSound(SongNotes((SongNote(first[1] - 100, first[1] - 10, 45.0),)), SONG)
    assert across.tones(first) == across.tones(second) != ()

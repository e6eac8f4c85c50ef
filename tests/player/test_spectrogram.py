"""Sines, clicks and seams in spectrogram tiles."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from player.pitch_names import midi_to_frequency
from player.spectrogram import compute_decibels, compute_tile
from player.spectrogram_tile import (
    FLOOR_DB,
    LOWEST_MIDI,
    PITCHES,
    PITCHES_PER_SEMITONE,
    TILE_COLUMNS,
    ZOOMS,
)

_RATE = 44_100
_ZOOM = 1
COLUMN_FRAMES = ZOOMS[_ZOOM].column_frames
TILE_FRAMES = ZOOMS[_ZOOM].tile_frames
CONTEXT_FRAMES = ZOOMS[_ZOOM].context_frames
_FRAMES = 2 * TILE_FRAMES + CONTEXT_FRAMES


def _tone(midi: float, frames: int = _FRAMES, channels: int = 2) -> NDArray[np.float32]:
    phase = 2 * np.pi * midi_to_frequency(midi) * np.arange(frames) / _RATE
    return np.repeat(np.sin(phase)[:, None], channels, axis=1).astype(np.float32)


def _tile(song: NDArray[np.float32], index: int) -> SpectrogramTile:
    start, stop = frames_to_read(index, len(song))
    return compute_tile(song[start:stop], index, _RATE, "mix")


@pytest.mark.parametrize("midi", [24, 28, 29, 36, 45, 57, 69, 81, 96, 107, 108])
def test_a_sine_is_at_its_pitch_with_its_level(midi: int) -> None:
    tone = _tone(midi, channels=1)
    tile = _tile(tone, 1)
    column = tile.decibels[:, TILE_COLUMNS // 2]
    assert column.argmax() == (midi - tile.lowest_midi) * tile.pitches_per_semitone
    assert column.max() == pytest.approx(0.0, abs=0.01)
    quiet = _tile(tone * np.float32(0.01), 1)
    assert quiet.decibels[:, 9].max() == pytest.approx(-40.0, abs=0.01)


@pytest.mark.parametrize("midi", [28.17, 60.17, 84.17, 95.83, 107.83])
def test_a_sine_between_two_rows_loses_little(midi: float) -> None:
    assert _tile(_tone(midi, channels=1), 1).decibels[:, 200].max() > -3.0


def test_one_row_is_as_steady_as_the_sine() -> None:
    row = _tile(_tone(69), 1).decibels[135]
    assert row.max() - row.min() < 0.01


def test_a_bass_moves_by_a_semitone() -> None:
    """E1 for half a second, then F1: each is the loudest row in its own time."""
    change_frame = 100 * COLUMN_FRAMES
    song = np.concatenate([_tone(28)[:change_frame], _tone(29)[: TILE_FRAMES - change_frame]])
    decibels = _tile(song, 0).decibels
    assert decibels[:, 70].argmax() == 12
    assert decibels[:, 130].argmax() == 15
    for column, other_row in ((70, 15), (130, 12)):
        assert decibels[other_row, column] < -9.0


def test_two_bass_notes_at_once_are_two() -> None:
    decibels = _tile((_tone(28) + _tone(30)) / 2, 1).decibels.mean(axis=1)
    assert decibels[12] > decibels[15] + 3
    assert decibels[18] > decibels[15] + 3


@pytest.mark.parametrize("offset", [0, 256, 1023])
def test_a_click_is_in_its_column_wherever_it_falls(offset: int) -> None:
    song = np.zeros((_FRAMES, 2), np.float32)
    song[TILE_FRAMES + 200 * COLUMN_FRAMES + offset] = 1.0
    decibels = _tile(song, 1).decibels
    assert decibels[240, 200] > decibels[240].max() - 3
    assert decibels[240, 200] == pytest.approx(-52.5, abs=3)
    assert np.all(decibels[240, [190, 210]] < FLOOR_DB + 0.01)


def test_tiles_join_without_a_seam() -> None:
    """The same columns in the middle of one tile and across the joint of two."""
    random = np.random.default_rng(0)
    song = random.normal(0, 0.2, (_FRAMES, 2)).astype(np.float32) + 0.2 * _tone(60)
    shift = 200
    left, right = _tile(song, 0).decibels, _tile(song, 1).decibels
    across = np.hstack([left[:, shift:], right[:, :shift]])
    inside = _tile(song[shift * COLUMN_FRAMES :], 0).decibels
    start = CONTEXT_FRAMES // COLUMN_FRAMES  # what was before the shortened song is gone
    np.testing.assert_allclose(across[:, start:], inside[:, start:], atol=0.01)


def test_sides_do_not_cancel() -> None:
    song = _tone(69)
    song[:, 1] *= -1
    assert _tile(song, 1).decibels.max() == pytest.approx(0.0, abs=0.01)
    song[:, 1] = 0
    assert _tile(song, 1).decibels.max() == pytest.approx(-3.01, abs=0.01)


def test_first_and_last_tile_of_a_song() -> None:
    song = _tone(69, TILE_FRAMES + 100 * COLUMN_FRAMES)
    first, last = _tile(song, 0), _tile(song, 1)
    assert (first.start_frame, first.stop_frame) == (0, TILE_FRAMES)
    assert last.start_frame == TILE_FRAMES
    assert first.decibels[135, 2] > -3
    assert last.decibels[135, 97] > -3
    assert np.all(last.decibels[:, 150:] < FLOOR_DB + 0.01)


def test_silence_and_a_song_of_one_sample() -> None:
    for song in (np.zeros((_RATE, 2), np.float32), np.ones((1, 2), np.float32)):
        decibels = _tile(song, 0).decibels
        assert decibels.shape == (PITCHES, TILE_COLUMNS)
        assert decibels.dtype == np.float32
        assert np.isfinite(decibels).all()


def test_another_rate() -> None:
    phase = 2 * np.pi * 440 * np.arange(_FRAMES) / 48_000
    tile = compute_tile(np.sin(phase)[:, None].astype(np.float32)[: 2**19], 1, 48_000, "bass")
    assert tile.decibels[:, 200].argmax() == 135
    assert tile.source == "bass"

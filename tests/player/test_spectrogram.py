"""Sines, runs of notes, clicks and seams in spectrogram tiles."""

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
    zoom_for,
)

RATE = 44_100
ZOOM = 1
COLUMN_FRAMES, TILE_FRAMES = ZOOMS[ZOOM].column_frames, ZOOMS[ZOOM].tile_frames
FRAMES = 2 * TILE_FRAMES + ZOOMS[ZOOM].context_frames
EIGHTH_S = 60 / 140 / 2
E1, F1 = 28, 29

Decibels = NDArray[np.float32]


def tone(midi: float, frames: int = FRAMES, channels: int = 2) -> NDArray[np.float32]:
    phase = 2 * np.pi * midi_to_frequency(midi) * np.arange(frames) / RATE
    return np.repeat(np.sin(phase)[:, None], channels, axis=1).astype(np.float32)


def decibels(song: NDArray[np.float32], index: int, zoom: int = ZOOM) -> Decibels:
    start, stop = ZOOMS[zoom].frames_to_read(index, len(song))
    return compute_decibels(song[start:stop], zoom, index, RATE)


def row(midi: float) -> int:
    return round((midi - LOWEST_MIDI) * PITCHES_PER_SEMITONE)


def width(levels: Decibels, below_db: float) -> float:
    """Over how many places, with fractions, levels stay above the highest less this."""
    peak, least = int(levels.argmax()), levels.max() - below_db
    edges = []
    for side in (levels[peak:], levels[peak::-1]):
        outside = int(np.argmax(side < least))
        above, below = side[outside - 1], side[outside]
        edges.append(outside - 1 + (above - least) / (above - below))
    return float(sum(edges))


def run_of(midis: tuple[int, ...], seconds: float) -> NDArray[np.float32]:
    """Eighth notes at 140 BPM with four harmonics."""
    note_s = np.arange(round(EIGHTH_S * RATE)) / RATE
    ends = np.minimum(1.0, np.minimum(note_s, EIGHTH_S - note_s) / 0.005)
    notes = [
        ends
        * sum(np.sin(2 * np.pi * h * midi_to_frequency(midi) * note_s) / h for h in range(1, 5))
        for midi in midis
    ]
    line = np.concatenate([notes[each % len(notes)] for each in range(round(seconds / EIGHTH_S))])
    return np.repeat(line[:, None], 2, axis=1).astype(np.float32)


@pytest.mark.parametrize("midi", [24, 28, 29, 36, 45, 57, 69, 81, 96, 107, 108])
def test_a_sine_is_at_its_pitch_with_its_level(midi: int) -> None:
    sine = tone(midi, channels=1)
    column = decibels(sine, 1)[:, TILE_COLUMNS // 2]
    assert column.argmax() == row(midi)
    assert column.max() == pytest.approx(0.0, abs=0.01)
    quiet = decibels(sine * np.float32(0.01), 1)
    assert quiet[:, 9].max() == pytest.approx(-40.0, abs=0.01)


@pytest.mark.parametrize("zoom", range(len(ZOOMS)))
@pytest.mark.parametrize("midi", [28, 69, 108])
def test_every_zoom_shows_the_same_pitch_and_level(zoom: int, midi: int) -> None:
    seconds = np.arange(2 * ZOOMS[1].tile_frames if zoom < 2 else 5 * ZOOMS[2].tile_frames) / RATE
    sine = np.sin(2 * np.pi * midi_to_frequency(midi) * seconds)[:, None].astype(np.float32)
    column = decibels(sine, 0, zoom)[:, TILE_COLUMNS // 2]
    assert column.argmax() == row(midi)
    assert column.max() == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("midi", [28.1, 60.1, 84.1, 95.9, 107.9])
def test_a_sine_between_two_rows_loses_little(midi: float) -> None:
    assert decibels(tone(midi, channels=1), 1)[:, 200].max() > -3.0


@pytest.mark.parametrize("cents", [-37.0, -4.0, 0.0, 13.0, 44.0])
@pytest.mark.parametrize("note", [28, 40, 57])
def test_the_pitch_of_a_line_can_be_read_within_three_cents(note: int, cents: float) -> None:
    """The top of the parabola through the highest row and its neighbours."""
    levels = decibels(tone(note + cents / 100, channels=1), 1)[:, 200]
    top = int(levels.argmax())
    lower, middle, upper = levels[top - 1 : top + 2]
    read = top + 0.5 * (lower - upper) / (lower - 2 * middle + upper)
    error_cents = (read / PITCHES_PER_SEMITONE + LOWEST_MIDI - note) * 100 - cents
    assert abs(error_cents) < 3.0


@pytest.mark.parametrize("midi", [28, 40, 52, 64, 76, 88])
def test_a_line_is_narrower_than_a_key(midi: int) -> None:
    levels = decibels(tone(midi), 1)[:, 200]
    assert width(levels, 6.0) * 100 / PITCHES_PER_SEMITONE < 60
    assert width(levels, 20.0) * 100 / PITCHES_PER_SEMITONE < 110


def test_a_hit_is_shorter_than_a_sixteenth_even_in_the_bass() -> None:
    song = np.zeros((FRAMES, 2), np.float32)
    song[TILE_FRAMES + 200 * COLUMN_FRAMES] = 1.0
    lowest = decibels(song, 1)[row(E1)]
    assert abs(int(lowest.argmax()) - 200) <= 1
    assert width(lowest, 6.0) * COLUMN_FRAMES / RATE < EIGHTH_S / 2


def test_one_row_is_as_steady_as_the_sine() -> None:
    levels = decibels(tone(69), 1)[row(69)]
    assert levels.max() - levels.min() < 0.01


def test_eighths_a_semitone_apart_in_the_lowest_octave_are_told_apart() -> None:
    """In the middle of each note its own row stands far above its neighbour's."""
    levels = decibels(run_of((E1, F1), 25), 1)
    seconds = (TILE_FRAMES + (np.arange(TILE_COLUMNS) + 0.5) * COLUMN_FRAMES) / RATE
    number, part = np.divmod(seconds / EIGHTH_S, 1.0)
    middles = np.flatnonzero(np.abs(part - 0.5) < 0.15)
    own = [levels[row(E1 if number[at] % 2 == 0 else F1), at] for at in middles]
    other = [levels[row(F1 if number[at] % 2 == 0 else E1), at] for at in middles]
    assert np.min(own) > -6.0
    assert np.mean(own) - np.mean(other) > 25.0


def test_repeated_eighths_have_gaps_between_them() -> None:
    levels = decibels(run_of((E1,), 25), 1)[row(E1)]
    assert np.median(levels) - levels.min() > 12.0


@pytest.mark.parametrize(("lower", "upper"), [(33, 36), (40, 43), (52, 54), (69, 70)])
def test_two_notes_at_once_are_two(lower: int, upper: int) -> None:
    """A minor third at A1, a whole tone at E3, a semitone at A4."""
    power = 10 ** (decibels((tone(lower) + tone(upper)) / 2, 1) / 10)
    levels = 10 * np.log10(power.mean(axis=1))
    valley = levels[row(lower) : row(upper) + 1].min()
    assert levels[row(lower)] > valley + 4
    assert levels[row(upper)] > valley + 4


@pytest.mark.parametrize("offset", [0, 256, 1023])
def test_a_click_is_in_its_column_wherever_it_falls(offset: int) -> None:
    song = np.zeros((FRAMES, 2), np.float32)
    song[TILE_FRAMES + 200 * COLUMN_FRAMES + offset] = 1.0
    high = decibels(song, 1)[row(104)]
    assert high[200] > high.max() - 3
    assert np.all(high[[190, 210]] < FLOOR_DB + 0.01)


@pytest.mark.parametrize("zoom", range(3))
def test_tiles_join_without_a_seam(zoom: int) -> None:
    """The same columns in the middle of one tile and across the joint of two."""
    grid = ZOOMS[zoom]
    frames = 2 * grid.tile_frames + grid.context_frames
    random = np.random.default_rng(0)
    song = random.normal(0, 0.2, (frames, 2)).astype(np.float32) + 0.2 * tone(60, frames)
    shift = 200
    left, right = decibels(song, 0, zoom), decibels(song, 1, zoom)
    across = np.hstack([left[:, shift:], right[:, :shift]])
    inside = decibels(song[shift * grid.column_frames :], 0, zoom)
    start = grid.context_columns  # what was before the shortened song is gone
    # Where hardly anything is, rounding decides where it belongs.
    is_seen = across[:, start:] > -80
    assert is_seen.mean() > 0.9
    difference = np.abs(across - inside)[:, start:][is_seen]
    assert difference.max() < (0.05 if grid.decimation == 1 else 0.5)


def test_sides_do_not_cancel() -> None:
    song = tone(69)
    song[:, 1] *= -1
    assert decibels(song, 1).max() == pytest.approx(0.0, abs=0.01)
    song[:, 1] = 0
    assert decibels(song, 1).max() == pytest.approx(-3.01, abs=0.01)


def test_a_faint_side_is_seen_beside_a_loud_middle() -> None:
    song = tone(40)
    faint = np.float32(0.01) * tone(76)
    song[:, :1] += faint[:, :1]
    song[:, 1:] -= faint[:, 1:]
    levels = decibels(song, 1)[:, 200]
    assert levels[row(40)] == pytest.approx(0.0, abs=0.01)
    assert levels[row(76)] == pytest.approx(-40.0, abs=0.1)


def test_first_and_last_tile_of_a_song() -> None:
    song = tone(69, TILE_FRAMES + 100 * COLUMN_FRAMES)
    first, last = decibels(song, 0), decibels(song, 1)
    assert first[row(69), 3] > -3
    assert last[row(69), 96] > -3
    assert np.all(last[:, 150:] < FLOOR_DB + 0.01)


@pytest.mark.parametrize("zoom", range(len(ZOOMS)))
def test_silence_and_a_song_of_one_sample(zoom: int) -> None:
    for song in (np.zeros((RATE, 2), np.float32), np.ones((1, 2), np.float32)):
        levels = decibels(song, 0, zoom)
        assert levels.shape == (PITCHES, TILE_COLUMNS)
        assert levels.dtype == np.float32
        assert np.isfinite(levels).all()


def test_a_tile_knows_its_place_and_its_levels() -> None:
    song = tone(69) * np.float32(0.1)
    start, stop = ZOOMS[ZOOM].frames_to_read(1, len(song))
    tile = compute_tile(song[start:stop], ZOOM, 1, RATE, "bass")
    assert (tile.source, tile.zoom, tile.index) == ("bass", ZOOM, 1)
    assert (tile.start_frame, tile.stop_frame) == (TILE_FRAMES, 2 * TILE_FRAMES)
    assert tile.level_db(1.5 * TILE_FRAMES, 69.0) == pytest.approx(-20.0, abs=0.25)
    assert tile.level_db(1.5 * TILE_FRAMES, 66.0) < -60.0
    assert tile.level_db(1.5 * TILE_FRAMES, 200.0) == tile.level_db(1.5 * TILE_FRAMES, 108.0)


def test_another_rate() -> None:
    start, stop = ZOOMS[ZOOM].frames_to_read(1, FRAMES)
    phase = 2 * np.pi * 440 * np.arange(start, stop) / 48_000
    levels = compute_decibels(np.sin(phase)[:, None].astype(np.float32), ZOOM, 1, 48_000)
    assert levels[:, 200].argmax() == row(69)


@pytest.mark.parametrize(
    ("visible_s", "zoom"), [(2.0, 0), (10.0, 0), (40.0, 1), (120.0, 2), (300.0, 3), (3600.0, 3)]
)
def test_the_zoom_follows_what_is_visible_of_the_song(visible_s: float, zoom: int) -> None:
    assert zoom_for(visible_s * RATE / 1150) == zoom

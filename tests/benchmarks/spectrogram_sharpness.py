"""How sharp the spectrogram is: how wide a steady tone and a single hit are, and runs of notes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.pitch_names import Pitch, midi_to_frequency
from player.spectrogram import compute_decibels
from player.spectrogram_tile import LOWEST_MIDI, PITCHES_PER_SEMITONE, TILE_COLUMNS, ZOOMS
from tests.benchmarks.table import Table

_ZOOM = 1
_GRID = ZOOMS[_ZOOM]
_FRAMES = 3 * _GRID.tile_frames
_BELOW_DB = 6.0
_LOWEST = 28  # E1
_EIGHTH_FRAMES = round(60 / 140 / 2 * SAMPLE_RATE)
_ENDS_FRAMES = 220
_HARMONICS = range(1, 5)

Decibels = NDArray[np.float32]


def tables() -> list[Table]:
    """Widths where the level is 6 dB below the highest, and eighth notes at 140 BPM."""
    widths = [_widths(midi) for midi in range(_LOWEST, _LOWEST + 61, 12)]
    runs = [_run(distance) for distance in (1, 2, 3, 5)]
    return [
        Table("Spectrogram, widths 6 dB below the top", ("note", "a tone", "a hit"), tuple(widths)),
        Table(
            "Spectrogram, two notes by turns, eighths at 140 BPM: levels in the middle of a note",
            ("notes", "the one that sounds", "the other"),
            tuple(runs),
        ),
    ]


def _widths(midi: int) -> tuple[str, str, str]:
    phase = 2 * np.pi * midi_to_frequency(midi) * np.arange(_FRAMES) / SAMPLE_RATE
    cents = _width(_decibels(np.sin(phase))[:, TILE_COLUMNS // 2]) * 100 / PITCHES_PER_SEMITONE
    hit = np.zeros(_FRAMES)
    hit[_GRID.tile_frames * 3 // 2] = 1.0
    seconds = _width(_decibels(hit)[_row(midi)]) * _GRID.column_frames / SAMPLE_RATE
    return Pitch(midi).name, f"{cents:.0f} cents", f"{seconds * 1000:.0f} ms"


def _run(semitones: int) -> tuple[str, str, str]:
    notes = (_LOWEST, _LOWEST + semitones)
    sounds = [_note(midi) for midi in notes]
    count = _FRAMES // _EIGHTH_FRAMES
    levels = _decibels(np.concatenate([sounds[number % 2] for number in range(count)]))
    frames = _GRID.tile_frames + (np.arange(TILE_COLUMNS) + 0.5) * _GRID.column_frames
    number, part = np.divmod(frames / _EIGHTH_FRAMES, 1.0)
    own, other = [], []
    for column in np.flatnonzero(np.abs(part - 0.5) < 0.15):
        now = int(number[column]) % 2
        own.append(levels[_row(notes[now]), column])
        other.append(levels[_row(notes[1 - now]), column])
    names = " and ".join(Pitch(midi).name for midi in notes)
    return names, f"{np.mean(own):.1f} dB", f"{np.mean(other):.1f} dB"


def _note(midi: int) -> NDArray[np.float64]:
    frames = np.arange(_EIGHTH_FRAMES)
    ends = np.clip(np.minimum(frames, _EIGHTH_FRAMES - frames) / _ENDS_FRAMES, 0.0, 1.0)
    phase = 2 * np.pi * midi_to_frequency(midi) * frames / SAMPLE_RATE
    return np.asarray(ends * sum(np.sin(number * phase) / number for number in _HARMONICS))


def _decibels(sound: NDArray[np.float64]) -> Decibels:
    start, stop = _GRID.frames_to_read(1, len(sound))
    samples = sound[start:stop, None].astype(np.float32)
    return compute_decibels(samples, _ZOOM, 1, SAMPLE_RATE)


def _row(midi: int) -> int:
    return (midi - LOWEST_MIDI) * PITCHES_PER_SEMITONE


def _width(levels: Decibels) -> float:
    """Over how many places, with fractions, levels stay near the highest."""
    peak, least = int(levels.argmax()), levels.max() - _BELOW_DB
    width = 0.0
    for side in (levels[peak:], levels[peak::-1]):
        outside = int(np.argmax(side < least))
        above, below = side[outside - 1], side[outside]
        width += outside - 1 + (above - least) / (above - below)
    return width

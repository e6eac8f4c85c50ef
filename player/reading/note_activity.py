"""Which notes sound: a spectrum as a sum of notes with their harmonics.

Approximate transcription by non-negative least squares, as Mauch & Dixon 2010 do it for chords
("Approximate note transcription for the improved identification of difficult chords", ISMIR): what
is explained as a harmonic of a lower note does not count as a note.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from player.reading.log_spectrum import BINS, BINS_PER_SEMITONE, LOWEST_MIDI, sines

NOTES = 76
"""From LOWEST_MIDI: C1 to D♯7."""

_HARMONICS = 16
_FALLING = 0.75
_BACKGROUND_SEMITONES = 12
_ROUNDS = 200
_LEAST = 1e-9


def note_activity(spectrum: NDArray[np.float32]) -> NDArray[np.float32]:
    """How loud each note is, float32 (columns, NOTES), from `log_spectrum`: (columns, BINS).

    The least squares are come near by multiplicative updates (Lee & Seung 2001, "Algorithms for
    non-negative matrix factorization"), all columns at once.
    """
    notes = _notes()
    seen = _above_background(spectrum)
    inner = notes @ notes.T
    target = seen @ notes.T
    activity = target / np.float32(inner.sum(axis=1).max())
    for _ in range(_ROUNDS):
        activity *= target / (activity @ inner + np.float32(_LEAST))
    return activity


def _above_background(spectrum: NDArray[np.float32]) -> NDArray[np.float32]:
    """What stands out of the octave around it: noise and drums do not."""
    reach = _BACKGROUND_SEMITONES * BINS_PER_SEMITONE // 2
    padded = np.pad(spectrum, ((0, 0), (reach + 1, reach)), "reflect")
    sums = np.cumsum(padded, axis=1, dtype=np.float64)
    means = (sums[:, 2 * reach + 1 :] - sums[:, : -2 * reach - 1]) / (2 * reach + 1)
    return np.maximum(spectrum - means, 0).astype(np.float32)


@cache
def _notes() -> NDArray[np.float32]:
    """What each note looks like: float32 (NOTES, BINS), every row of length 1."""
    numbers = np.arange(1, _HARMONICS + 1)
    midi = LOWEST_MIDI + np.arange(NOTES)[:, None] + 12 * np.log2(numbers)
    partials = sines(midi.ravel()).reshape(NOTES, _HARMONICS, BINS)
    rows = np.tensordot(partials, _FALLING ** (numbers - 1.0), axes=(1, 0))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def pitch_classes(
    activity: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Octaves together, float32 (columns, 12), C first. weights: of each note, (NOTES,)."""
    missing = -NOTES % 12
    padded = np.pad(activity * weights, ((0, 0), (0, missing)))
    found: NDArray[np.float32] = padded.reshape(len(activity), -1, 12).sum(axis=1)
    return found

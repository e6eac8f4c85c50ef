"""Finds a song's chords and its key.

1. Which notes sound in every beat, in the others and in the bass, tuned as the song is
   (`log_spectrum.py`, `note_activity.py`, `harmonic_steps.py`, `harmony_features.py`).
2. How well each chord fits each beat (`chord_states.py`, weights in `chord_weights.py`).
3. The key, from chords and notes (`key_recognition.py`).
4. The likeliest chords one after another, given the key and where bars begin, and how sure each of
   them is (`chord_sequence.py`, `harmony_model.py`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart
from player.reading.chord_weights import FROM_MIX, FROM_STEMS
from player.reading.harmonic_steps import HarmonicSteps, harmonic_steps
from player.reading.harmony_features import HarmonyFeatures, features_of_mix, features_of_stems
from player.reading.harmony_model import read_harmony
from player.reading.song_key import FoundKey
from player.tuning import find_tuning

# Less than this of the mix, in amplitude, is what a separation leaves in a stem that has nothing.
_LEAST_STEM = 0.02
_SURE_OF_TUNING = 0.3
_CHUNK_FRAMES = 1 << 20


def find_harmony(
    other: NDArray[np.float32] | None,
    bass: NDArray[np.float32] | None,
    mix: NDArray[np.float32],
    grid: BeatGrid | None,
    sample_rate: int,
) -> tuple[ChordChart, FoundKey | None]:
    """The chords of a song from its first frame to its last, and its key.

    other, bass, mix: float32 (frames, channels), equally long. other, bass: None where the song is
    not separated; then chords are found in the mix, less well. A bass that is silent is done
    without. The key is None, and there are no chords, where nothing sounds.
    """
    if len(mix) < sample_rate or _level(mix) == 0:
        return ChordChart(), None
    steps = harmonic_steps(grid, len(mix), sample_rate)
    features, is_of_stems = features_here(other, bass, mix, steps, sample_rate)
    return read_harmony(features, steps, FROM_STEMS if is_of_stems else FROM_MIX)


def features_here(
    other: NDArray[np.float32] | None,
    bass: NDArray[np.float32] | None,
    mix: NDArray[np.float32],
    steps: HarmonicSteps,
    sample_rate: int,
) -> tuple[HarmonyFeatures, bool]:
    """Of the stems, and True; of the mix, and False, where no stem says anything."""
    least = _LEAST_STEM * _level(mix)
    if other is None or _level(other) <= least:
        return features_of_mix(mix, steps, sample_rate, _cents(mix, sample_rate)), False
    if bass is None or _level(bass) <= least:
        bass = np.zeros_like(other[:1])
    return features_of_stems(other, bass, steps, sample_rate, _cents(other, sample_rate)), True


def _cents(samples: NDArray[np.float32], sample_rate: int) -> float:
    tuning = find_tuning(samples, sample_rate)
    return 0.0 if tuning is None or tuning.confidence < _SURE_OF_TUNING else tuning.cents


def _level(samples: NDArray[np.float32]) -> float:
    """Root of the mean square of the mono sum; a song is read piece by piece, not copied."""
    power = 0.0
    for start in range(0, len(samples), _CHUNK_FRAMES):
        mono = samples[start : start + _CHUNK_FRAMES].mean(axis=1, dtype=np.float32)
        power += float(np.square(mono).sum(dtype=np.float64))
    return float(np.sqrt(power / max(1, len(samples))))

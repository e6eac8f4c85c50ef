"""What chords are found from: which pitch classes sound above and in the bass, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.reading.harmonic_steps import HarmonicSteps
from player.reading.log_spectrum import HOP, LOWEST_MIDI, RATE, analysis_sound, log_spectrum
from player.reading.note_activity import NOTES, note_activity, pitch_classes

# Quieter than this beside the song's usual step, there is nothing.
_SILENT = 0.03
_MIDI = LOWEST_MIDI + np.arange(NOTES)
_TREBLE = np.interp(_MIDI, (44, 52, 84, 98), (0, 1, 1, 0)).astype(np.float32)
_BASS = np.interp(_MIDI, (26, 28, 50, 60), (0.3, 1, 1, 0)).astype(np.float32)
_LOW = np.interp(_MIDI, (26, 28, 45, 55), (0.3, 1, 1, 0)).astype(np.float32)
# How much the low notes of the others count beside the bass.
_LOW_SHARE = 0.3


@dataclass(frozen=True, eq=False)
class HarmonyFeatures:
    """float32, one row for each step.

    treble, bass: (steps, 12), from C, the loudest of a step 1. levels: (steps,), how loud it is
    there beside the song's median, as a logarithm to the base 10.
    """

    treble: NDArray[np.float32]
    bass: NDArray[np.float32]
    levels: NDArray[np.float32]


def features_of_stems(
    other: NDArray[np.float32],
    bass: NDArray[np.float32],
    steps: HarmonicSteps,
    sample_rate: int,
    cents: float,
) -> HarmonyFeatures:
    """Of the stems that carry the harmony, float32 (frames, channels) each."""
    above = note_activity(_by_step(other, steps, sample_rate, cents))
    below = note_activity(_by_step(bass, steps, sample_rate, cents))
    low = pitch_classes(below, _BASS) + _LOW_SHARE * pitch_classes(above, _LOW)
    return _features(pitch_classes(above, _TREBLE), low, steps)


def features_of_mix(
    mix: NDArray[np.float32], steps: HarmonicSteps, sample_rate: int, cents: float
) -> HarmonyFeatures:
    """Of the whole song, float32 (frames, channels), where it is not separated."""
    activity = note_activity(_by_step(mix, steps, sample_rate, cents))
    return _features(pitch_classes(activity, _TREBLE), pitch_classes(activity, _LOW), steps)


def _by_step(
    samples: NDArray[np.float32], steps: HarmonicSteps, sample_rate: int, cents: float
) -> NDArray[np.float32]:
    """The mean spectrum of every step, (steps, BINS)."""
    spectrum = log_spectrum(analysis_sound(samples, sample_rate), cents)
    places = steps.frames * (RATE / sample_rate / HOP)
    firsts = np.clip(np.round(places).astype(int), 0, len(spectrum))
    sums = np.concatenate([np.zeros((1, spectrum.shape[1])), np.cumsum(spectrum, 0, np.float64)])
    starts = np.minimum(firsts[:-1], len(spectrum) - 1)
    stops = np.maximum(firsts[1:], starts + 1)
    means = (sums[stops] - sums[starts]) / (stops - starts)[:, None]
    return np.asarray(means, np.float32)


def _features(
    treble: NDArray[np.float32], bass: NDArray[np.float32], steps: HarmonicSteps
) -> HarmonyFeatures:
    total = np.maximum(treble.sum(axis=1), bass.sum(axis=1))
    lengths = np.diff(steps.frames)
    usual = _weighted_median(total, lengths)
    levels = np.log10(np.maximum(total, 1e-3 * usual + 1e-12) / (usual + 1e-12))
    return HarmonyFeatures(_levelled(treble), _levelled(bass), levels.astype(np.float32))


def _levelled(classes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each step's loudest brought to 1, and what is silent to 0."""
    loudest = classes.max(axis=1)
    least = _SILENT * np.median(loudest) + 1e-9
    return np.asarray(np.sqrt(classes / np.maximum(loudest, least)[:, None]), np.float32)


def _weighted_median(values: NDArray[np.float32], weights: NDArray[np.int64]) -> float:
    order = np.argsort(values)
    below = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(below, below[-1] / 2)]])

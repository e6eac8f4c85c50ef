"""How near found beats come to true ones: mir_eval's measures, and errors in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass

import mir_eval
import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE

NEAR_S = 0.07
RIGHT = 0.9
"""Beats, or downbeats, of this F-measure are right."""

_SAME_TEMPO = 0.04


def beat_f_measure(true_s: NDArray[np.float64], found_s: NDArray[np.float64]) -> float:
    """At 70 ms, without the first five seconds, as is usual."""
    trimmed = [mir_eval.beat.trim_beats(beats) for beats in (true_s, found_s)]
    if not len(trimmed[1]):
        return 0.0
    return float(mir_eval.beat.f_measure(*trimmed, f_measure_threshold=NEAR_S))


@dataclass(frozen=True)
class Accuracy:
    """beats, downbeats: F-measures. any_level: of the beats, also at twice or half the tempo and
    off the beat (mir_eval's AMLt). error_ms, deviation_ms: of the beats that were found, signed
    mean and mean of the absolutes; NaN if none were.
    """

    beats: float
    downbeats: float
    any_level: float
    has_metre: bool
    has_tempo: bool
    error_ms: float
    deviation_ms: float
    beat_confidence: float
    downbeat_confidence: float


_UNKNOWN = float("nan")
NOTHING = Accuracy(0.0, 0.0, 0.0, False, False, _UNKNOWN, _UNKNOWN, 0.0, 0.0)
"""Of a song in which nothing was found."""


def accuracy(true: BeatGrid, found: BeatGrid | None) -> Accuracy:
    """Of what was found in a song, nothing being all wrong."""
    if found is None:
        return NOTHING
    true_s, found_s = true.frames / SAMPLE_RATE, found.frames / SAMPLE_RATE
    errors_ms = 1000 * _errors_s(true_s, found_s)
    tempos = [np.median(np.diff(beats)) for beats in (true_s, found_s)]
    trimmed = [mir_eval.beat.trim_beats(beats) for beats in (true_s, found_s)]
    any_level = mir_eval.beat.continuity(*trimmed)[3] if len(trimmed[1]) > 1 else 0.0
    return Accuracy(
        beats=beat_f_measure(true_s, found_s),
        downbeats=beat_f_measure(true_s[list(true.downbeats)], found_s[list(found.downbeats)]),
        any_level=float(any_level),
        has_metre=found.metre == true.metre,
        has_tempo=bool(abs(np.log(tempos[0] / tempos[1])) < _SAME_TEMPO),
        error_ms=float(errors_ms.mean()) if len(errors_ms) else _UNKNOWN,
        deviation_ms=float(np.abs(errors_ms).mean()) if len(errors_ms) else _UNKNOWN,
        beat_confidence=found.beat_confidence,
        downbeat_confidence=found.downbeat_confidence,
    )


def _errors_s(true_s: NDArray[np.float64], found_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much later than the nearest true beat each is that lies near one."""
    differences = found_s[:, None] - true_s[None, :]
    nearest = np.abs(differences).argmin(axis=1)
    errors = differences[np.arange(len(found_s)), nearest]
    return np.asarray(errors[np.abs(errors) < NEAR_S])

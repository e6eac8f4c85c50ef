"""Beats brought from the nearest 10 ms to the moment at which things are struck.

An onset is looked for where the sound after it is loudest beside the sound before it. It begins
where the rise of its amplitude there, taken as a straight line, begins: the first sample of a sharp
attack as well as of a soft one. The middle of the rise comes later, of isolated generated notes by
5 ms with guitar and piano, 9 with organ and voice, 8 to 13 with bass; what is taken by 1 to 4, 2,
and 7 to 14, and within 1 ms with drums. What the players' hits say, each some milliseconds beside
the beat, is smoothed by Whittaker's smoother (penalised least squares on the change of tempo, or on
the change of that), robustly: the steadiest tempo that explains the hits as well as a free one.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solveh_banded

_REACH_S = 0.04
_STEP_S = 0.001
_WINDOW_S = 0.012
_RISE_S = 0.012
_RISE_STEP_S = 0.0005
_SMOOTH_S = 0.004
# The line goes through these shares of the rise: noise is below, ringing above.
_LOW, _HIGH = 0.2, 0.6
# How much louder, as a natural logarithm, an onset has to be than what was before.
_LEAST_RISE = 0.7
# Which difference of the beats costs something, and how much beside a hit that lies off its beat,
# the steadiest first: of the second a steady tempo is free, of the third also one that changes
# steadily.
_STIFFNESS = ((2, 1e6), (2, 1e4), (3, 3000.0), (3, 30.0))
_AS_GOOD = 1.1
_EXACT_S = 0.0005
_HUBER_S = 0.008
_ROUNDS = 4


def struck_times(
    mono: NDArray[np.float32], rate: float, beats_s: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """When something is struck near each beat, in seconds, and how clearly: (beats,) both, the
    second 0 where nothing is.
    """
    # A difference has no lows: what is slow to begin says little about when.
    power = np.diff(mono, prepend=mono[:1]).astype(np.float64) ** 2
    floor = 1e-3 * power.mean() + 1e-15
    energy = np.concatenate([[0.0], np.cumsum(power)])
    offsets_s = np.arange(-_REACH_S, _REACH_S + _STEP_S / 2, _STEP_S)
    moments = (beats_s[:, None] + offsets_s[None, :]) * rate
    window = _WINDOW_S * rate

    def energy_between(
        start: NDArray[np.float64], stop: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        edges = [np.clip(np.round(edge).astype(int), 0, len(power)) for edge in (start, stop)]
        return np.asarray((energy[edges[1]] - energy[edges[0]]) / window + floor)

    rise = np.log(energy_between(moments, moments + window))
    rise -= np.log(energy_between(moments - window, moments))
    best = rise.argmax(axis=1)
    height = rise[np.arange(len(beats_s)), best]
    clear = (height > _LEAST_RISE) & (best > 0) & (best < len(offsets_s) - 1)
    weights = np.where(clear, np.minimum(height, 3.0) / 3.0, 0.0)
    found_s = beats_s + offsets_s[best]
    return found_s + _start_of_rise(energy, rate, found_s), weights


def _start_of_rise(
    energy: NDArray[np.float64], rate: float, found_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much later than `found_s` the amplitude begins to rise, in seconds."""
    offsets_s = np.arange(-_RISE_S, _RISE_S + _RISE_STEP_S / 2, _RISE_STEP_S)
    edges = (found_s[:, None] + offsets_s[None, :]) * rate
    half = _SMOOTH_S / 2 * rate
    start, stop = (
        np.clip(np.round(edges + side).astype(int), 0, len(energy) - 1) for side in (-half, half)
    )
    amplitude = np.sqrt(np.maximum(energy[stop] - energy[start], 0.0))
    rows = np.arange(len(found_s))
    steps = np.arange(len(offsets_s))[None, :]
    top = amplitude.argmax(axis=1)
    bottom = np.where(steps <= top[:, None], amplitude, np.inf).argmin(axis=1)
    low, high = amplitude[rows, bottom][:, None], amplitude[rows, top][:, None]
    share = np.where(steps >= bottom[:, None], (amplitude - low) / (high - low + 1e-30), -1.0)
    early, late = (_crossing(share, level) for level in (_LOW, _HIGH))
    begins = early - (late - early) * _LOW / (_HIGH - _LOW)
    # What looks that far ahead sees the onset before it is there.
    later_s = offsets_s[0] + begins * _RISE_STEP_S + _SMOOTH_S / 2
    return np.asarray(np.where(top > bottom, later_s, 0.0))


def _crossing(share: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """At which step each row first reaches a level, with fractions."""
    step = np.maximum(1, (share >= level).argmax(axis=1))
    rows = np.arange(len(share))
    before, after = share[rows, step - 1], share[rows, step]
    before = np.maximum(before, 0.0)
    return np.asarray(step - 1 + np.clip((level - before) / (after - before + 1e-30), 0, 1))


def smoothed(
    times_s: NDArray[np.float64], weights: NDArray[np.float64], rough_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Beats through these times, as steady as they allow: (beats,), seconds.

    rough_s: where the beats are about; they hold where no time counts.
    """
    # A little of the rough place everywhere, so that long rests do not drift away.
    trust = np.maximum(weights, 0.02)
    target = np.where(weights > 0, times_s, rough_s)
    results = [_fit(target, trust, *stiffness) for stiffness in _STIFFNESS]
    freest = results[-1][1]
    for fitted, deviation in results:
        if deviation <= _AS_GOOD * freest + _EXACT_S:
            return fitted
    return results[-1][0]


def _fit(
    target: NDArray[np.float64], trust: NDArray[np.float64], order: int, stiffness: float
) -> tuple[NDArray[np.float64], float]:
    count = len(target)
    penalty = _squared_differences(count, order)
    robust = np.ones(count)
    fitted = target
    for _ in range(_ROUNDS):
        bands = stiffness * penalty
        bands[-1] += trust * robust
        fitted = solveh_banded(bands, trust * robust * target)
        away = np.abs(fitted - target)
        robust = np.minimum(1.0, _HUBER_S / np.maximum(away, 1e-9))
    deviation = np.sqrt(np.average(np.minimum(away, 0.03) ** 2, weights=trust))
    return fitted, float(deviation)


def _squared_differences(count: int, order: int) -> NDArray[np.float64]:
    """The sum of the squared differences of so many values, as the upper bands of its matrix."""
    signs = [(-1) ** place * comb(order, place) for place in range(order + 1)]
    bands = np.zeros((order + 1, count))
    for one in range(order + 1):
        for other in range(one, order + 1):
            reached = slice(other, max(other, other + count - order))
            bands[order - (other - one), reached] += signs[one] * signs[other]
    return bands

"""Which periods a sound may have, many places at once: the first stage of pYIN."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST = 6
"""How many candidates a place has at most."""

# So many values of the difference function are worked on at once: a few megabytes.
_PIECE_VALUES = 1 << 19


@dataclass(frozen=True, eq=False)
class PitchCandidates:
    """periods: float32 (places, MOST), in samples with a fraction; 1 where there are fewer.
    masses: float32 (places, MOST), how probable each is, likeliest first; 0 where there are fewer.
    """

    periods: NDArray[np.float32]
    masses: NDArray[np.float32]


def pitch_candidates(
    mono: NDArray[np.float32],
    starts: NDArray[np.int64],
    window: int,
    shortest: int,
    longest: int,
    strictness: int,
) -> PitchCandidates:
    """Of the windows of `mono`, float32 (samples,), that begin at `starts`.

    window: in samples; behind each there are `longest` more. shortest, longest: periods in samples.

    Source: Mauch & Dixon 2014, "pYIN: a fundamental frequency estimator using probabilistic
    threshold distributions", ICASSP: the dips of YIN's normalised difference (de Cheveigné &
    Kawahara 2002), each as probable as a threshold that chooses it. Thresholds have a beta
    distribution of 2 and `strictness`: 18 has a mean of 0.1 and is for a voice alone, less is for
    one in noise.
    """
    periods = np.ones((len(starts), MOST), np.float32)
    masses = np.zeros((len(starts), MOST), np.float32)
    piece = max(1, _PIECE_VALUES // (window + longest))
    for first in range(0, len(starts), piece):
        some = starts[first : first + piece]
        differences = _differences(mono, some, window, longest)
        places, order, found, mass = _dips(differences, shortest, strictness)
        periods[first + places, order] = found
        masses[first + places, order] = mass
    return PitchCandidates(periods, masses)


def _differences(
    mono: NDArray[np.float32], starts: NDArray[np.int64], window: int, longest: int
) -> NDArray[np.float32]:
    """YIN's cumulative mean normalised difference: (places, longest), from a lag of 1."""
    reach = window + longest
    frames = np.lib.stride_tricks.sliding_window_view(mono, reach)[starts]
    size = _quick_length(reach)
    spectrum = np.fft.rfft(frames, size)
    spectrum *= np.conj(np.fft.rfft(frames[:, :window], size))
    products = np.fft.irfft(spectrum, size)[:, : longest + 1]
    sums = np.zeros((len(starts), reach + 1))
    np.cumsum(np.square(frames, dtype=np.float64), axis=1, out=sums[:, 1:])
    powers = sums[:, window:] - sums[:, : longest + 1]
    difference = np.maximum(powers[:, :1] + powers - 2 * products, 0.0)[:, 1:]
    mean = np.cumsum(difference, axis=1)
    mean /= np.arange(1, longest + 1)
    normalised: NDArray[np.float32] = (difference / np.maximum(mean, 1e-12)).astype(np.float32)
    return normalised


def _dips(
    differences: NDArray[np.float32], shortest: int, strictness: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Of every candidate: its place, its number there, its period and its mass."""
    inner = differences[:, 1:-1]
    is_least = (inner < differences[:, :-2]) & (inner <= differences[:, 2:])
    # Index 0 of `inner` is a lag of 2.
    is_least[:, : max(0, shortest - 2)] = False
    depths = np.where(is_least, inner, np.float32(1))
    # A threshold chooses the first dip below it: this one, where no earlier one is as deep.
    deepest = np.minimum.accumulate(depths, axis=1)
    before = np.concatenate([np.ones((len(depths), 1), np.float32), deepest[:, :-1]], axis=1)
    places, lags = np.nonzero(is_least & (depths < before))
    masses = _threshold_below(before[places, lags], strictness)
    masses -= _threshold_below(depths[places, lags], strictness)
    left, least, right = (differences[places, lags + step] for step in (0, 1, 2))
    shift = 0.5 * (left - right) / np.maximum(left - 2 * least + right, 1e-9)
    by_mass = np.lexsort((-masses, places))
    places, masses = places[by_mass], masses[by_mass]
    periods = (lags + 2 + np.clip(shift, -0.5, 0.5))[by_mass]
    order = np.arange(len(places)) - np.searchsorted(places, places)
    kept = (order < MOST) & (masses > 0)
    return (
        places[kept],
        order[kept],
        periods[kept].astype(np.float32),
        masses[kept].astype(np.float32),
    )


def _threshold_below(depth: NDArray[np.float32], strictness: int) -> NDArray[np.float64]:
    """How probable a threshold below this is."""
    inside = np.clip(depth.astype(np.float64), 0.0, 1.0)
    below: NDArray[np.float64] = 1 - (1 - inside) ** strictness * (1 + strictness * inside)
    return below


def _quick_length(least: int) -> int:
    """The shortest length from `least` on that a Fourier transform is quick for."""
    candidates = (odd << shift for odd in (1, 3, 5, 9, 15) for shift in range(32))
    return min(length for length in candidates if length >= least)

"""Beats that follow a drifting tempo: the best sequence near a given one, and which ones to try.

The bar-pointer model in its efficient state space (Krebs, Böck & Widmer 2015: the tempo is the
number of frames from one beat to the next, and changes only at beats), driven by onset envelopes
instead of a network, decoded by Viterbi from beat to beat. What it looks for near (Ellis 2007's
objective, per time rather than per beat): strong onsets at the beats, none of the tempo's own
choosing in how many there are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.onset_features import RATE_HZ

SHORTEST_S = 60 / 230
LONGEST_S = 60 / 44
# A sequence may get so much faster or slower than where it was looked for: just under an octave
# from end to end, so that it cannot change its metrical level on the way.
_DRIFT = 1.4
# From one beat to the next, and from where it was looked for: where nothing is heard for a while,
# the tempo stays, and comes back.
_BEAT_DEVIATION = 0.03
_SONG_DEVIATION = 0.35
_TEMPO_STEP = 0.015
_LONGEST_LAG_S = 8.0
_CANDIDATES = 5
_RATIOS = (1.0, 2.0, 3.0, 1.5, 0.5, 1 / 3, 2 / 3)
_SAME = 0.06


def autocorrelation(bands: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of several envelopes together, (bands, values): (lags,), 1 at lag 0, less its slow trend."""
    lags = min(bands.shape[1] - 1, round(_LONGEST_LAG_S * RATE_HZ))
    centred = bands - bands.mean(axis=1, keepdims=True)
    size = 1 << (2 * bands.shape[1] - 1).bit_length()
    power = np.abs(np.fft.rfft(centred, size, axis=1)) ** 2
    summed = np.fft.irfft(power, size, axis=1).sum(axis=0)[: lags + 1]
    # What is far apart is found less often in a short song.
    summed /= np.arange(bands.shape[1], bands.shape[1] - lags - 1, -1)
    return np.asarray(summed / max(summed[0], 1e-9))


def candidate_periods(correlation: NDArray[np.float64]) -> list[float]:
    """Beat periods worth trying, in frames, the likeliest first: the peaks of the autocorrelation,
    and what stands to them as halves, doubles and triples do.
    """
    periods = np.geomspace(SHORTEST_S, LONGEST_S, 160) * RATE_HZ
    lags = np.arange(len(correlation))
    comb = sum(
        np.interp(periods * multiple, lags, correlation, right=0.0) / multiple**0.5
        for multiple in (1, 2, 3, 4)
    )
    comb = comb * np.exp(-0.5 * (np.log(periods / (0.5 * RATE_HZ)) / 0.9) ** 2)
    inner = (comb[1:-1] >= comb[:-2]) & (comb[1:-1] > comb[2:])
    peaks = np.flatnonzero(inner) + 1
    peaks = peaks[np.argsort(-comb[peaks])][:_CANDIDATES]
    found: list[float] = []
    for ratio in _RATIOS:
        for peak in peaks[: _CANDIDATES if ratio == 1 else 2]:
            period = float(periods[peak] * ratio)
            near = any(abs(np.log(period / other)) < _SAME for other in found)
            if SHORTEST_S <= period / RATE_HZ <= LONGEST_S and not near:
                found.append(period)
    return found or [0.5 * RATE_HZ]


def beat_sequence(strength: NDArray[np.float32], period: float) -> NDArray[np.int64]:
    """The best beats near a period, both in frames of `strength`, (values,).

    From the first frame to the last; at least two, if there is room for them.
    """
    steps = int(2 * np.log(_DRIFT) / _TEMPO_STEP) + 1
    periods = np.unique(np.round(np.geomspace(period / _DRIFT, period * _DRIFT, steps)).astype(int))
    shortest, longest = int(periods[0]), int(periods[-1])
    ratios = np.log(periods[:, None] / periods[None, :])
    change = (-0.5 * (ratios / _BEAT_DEVIATION) ** 2).astype(np.float32)
    values = len(strength)
    centred = (strength - strength.mean()) / (strength.std() + 1e-6)
    # By time rather than by beat: a tempo that has more beats in the same time gains nothing by it.
    gains = (centred[:, None] * (periods / period)[None, :]).astype(np.float32)
    gains -= (0.5 * (np.log(periods / period) / _SONG_DEVIATION) ** 2).astype(np.float32)
    # Before the first frame every tempo is as good as any other.
    score = np.zeros((values + longest, len(periods)), np.float32)
    best = np.zeros((values + longest, len(periods)), np.float32)
    came_from = np.zeros((values + longest, len(periods)), np.int16)
    columns = np.arange(len(periods))
    for first in range(0, values, shortest):
        last = min(values, first + shortest)
        frames = np.arange(first, last)
        earlier = frames[:, None] + longest - periods[None, :]
        score[first + longest : last + longest] = best[earlier, columns] + gains[first:last]
        # For every tempo to come, the best one until here: (frames, to, from).
        ways = score[first + longest : last + longest, None, :] + change[None, :, :]
        likeliest = ways.argmax(axis=2)
        came_from[first + longest : last + longest] = likeliest
        best[first + longest : last + longest] = np.take_along_axis(
            ways, likeliest[:, :, None], axis=2
        )[:, :, 0]
    return _traced(score, came_from, periods, longest)


def _traced(
    score: NDArray[np.float32],
    came_from: NDArray[np.int16],
    periods: NDArray[np.int64],
    longest: int,
) -> NDArray[np.int64]:
    tail = score[-int(periods[-1]) :]
    row, column = (int(index) for index in np.unravel_index(int(tail.argmax()), tail.shape))
    frame = row + len(score) - len(tail)
    beats = []
    while frame >= longest:
        beats.append(frame - longest)
        frame -= int(periods[column])
        if frame >= longest:
            column = int(came_from[frame, column])
    return np.array(beats[::-1], np.int64)

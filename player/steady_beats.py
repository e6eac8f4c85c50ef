"""Beats at one tempo all through, and where a sequence that drifts says more than they do.

Most recordings keep one tempo, as they were made to a click: then rests and soft passages have
beats where the rest of the song says, and not where something happens to begin. The tempo is the
highest peak of the onsets' spectrum, with its harmonics (a pulse train's: Peeters 2005 sums them
alike), which a whole song makes far finer than two neighbouring beats do. A steady and a drifting
sequence are then spliced where they meet: the drifting one has to show for it that it is freer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_RANGE = 0.04
_HARMONICS = (1, 2, 3, 4)
_FINER = 8
_PEAKS = 4
# So far from a beat an onset still speaks for it, in frames of the features.
_REACH = 2
# A song whose steady beats have less than this of the drifting ones' strength has no steady tempo.
_LEAST_STEADY = 0.5
# A sequence that may choose its beats finds onsets also where there is no beat: what it has to
# bring more for each beat, and for each time it begins or ends, in deviations of the strength.
_FREEDOM = 1.4
_SWITCH = 10.0


class SteadyBeats:
    """Finds them in one song. strength: (values,), of the onsets."""

    def __init__(self, strength: NDArray[np.float32]) -> None:
        centred = (strength - strength.mean()) / (strength.std() + 1e-6)
        self._values = len(centred)
        size = _FINER << (self._values - 1).bit_length()
        self._spectrum = np.abs(np.fft.rfft(centred, size))
        self._per_bin = 1 / size
        near = centred
        for shift in range(1, _REACH + 1):
            near = np.maximum(near, np.maximum(np.roll(centred, shift), np.roll(centred, -shift)))
        self._near = near
        kernel = np.hanning(2 * _REACH + 3)
        self._smooth = np.convolve(centred, kernel / kernel.sum(), "same")

    def near_period(self, period: float) -> NDArray[np.float64]:
        """The best steady beats of about this period, (beats,), both in frames of the strength."""
        found = [(*self._phase(each), each) for each in self._periods(period)]
        _, phase, best = max(found)
        return np.arange(phase, self._values - 0.5, best)

    def spliced(
        self, steady: NDArray[np.float64], drifting: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The steady beats, but the drifting ones where they say more, (beats,)."""
        if self._gain(steady) / len(steady) < _LEAST_STEADY * self._gain(drifting) / len(drifting):
            return drifting
        after = np.clip(np.searchsorted(steady, drifting), 1, len(steady) - 1)
        nearest = after - (drifting - steady[after - 1] < steady[after] - drifting)
        meets = np.flatnonzero(np.abs(steady[nearest] - drifting) <= _REACH)
        if not len(meets):
            sums = [self._gain(steady), self._gain(drifting) - _FREEDOM * len(drifting)]
            return (steady, drifting)[int(np.argmax(sums))]
        # Pieces of both from where they meet until they meet again.
        edges = [np.concatenate([[0], nearest[meets], [len(steady)]])]
        edges.append(np.concatenate([[0], meets, [len(drifting)]]))
        both = zip((steady, drifting), edges, strict=True)
        pieces = [np.split(beats, cuts[1:-1]) for beats, cuts in both]
        gains = np.array(
            [
                [self._gain(some) for some in pieces[0]],
                [self._gain(some) - _FREEDOM * len(some) for some in pieces[1]],
            ]
        )
        return np.concatenate(
            [pieces[which][index] for index, which in enumerate(_cheapest(gains, _SWITCH))]
        )

    def _gain(self, beats: NDArray[np.float64]) -> float:
        return float(self._near[np.round(beats).astype(int)].sum())

    def _periods(self, period: float) -> list[float]:
        """The likeliest of those near."""
        first = int(1 / (period * (1 + _RANGE)) / self._per_bin)
        last = int(np.ceil(1 / (period * (1 - _RANGE)) / self._per_bin))
        bins = np.arange(first, last + 1)
        power = np.sum(
            [
                self._spectrum[np.minimum(harmonic * bins, len(self._spectrum) - 1)]
                for harmonic in _HARMONICS
            ],
            axis=0,
        )
        is_peak = (power[1:-1] >= power[:-2]) & (power[1:-1] > power[2:])
        peaks = np.flatnonzero(is_peak) + 1
        peaks = peaks[np.argsort(-power[peaks])][:_PEAKS]
        return [1 / (bins[peak] * self._per_bin) for peak in peaks] or [period]

    def _phase(self, period: float) -> tuple[float, float]:
        """How strong the onsets are at the best beats of exactly this period; the first of them."""
        phases = np.arange(0.0, period, 1.0)
        count = int((self._values - 1 - phases[-1]) / period) + 1
        at = np.round(phases[:, None] + period * np.arange(count)[None, :]).astype(int)
        means = self._smooth[np.minimum(at, self._values - 1)].mean(axis=1)
        best = int(means.argmax())
        return float(means[best]), float(phases[best])


def _cheapest(gains: NDArray[np.float64], switch: float) -> list[int]:
    """Which row to take in every column, if changing it costs something: Viterbi."""
    score = gains[:, 0]
    came = []
    for column in gains.T[1:]:
        stays = score >= score[::-1] - switch
        came.append(np.where(stays, [0, 1], [1, 0]))
        score = np.where(stays, score, score[::-1] - switch) + column
    path = [int(score.argmax())]
    for each in reversed(came):
        path.append(int(each[path[-1]]))
    return path[::-1]

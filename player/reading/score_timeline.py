"""A score laid on a song's time: from bars and quarters to frames, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

import numpy as np
from numpy.typing import ArrayLike, NDArray

from player.beat_grid import BeatGrid
from player.reading.score import Score
from player.reading.score_alignment import Anchor, ScoreAlignment
from player.reading.score_order import played_order

_USUAL_BPM = 120.0


class ScoreTimeline:
    """Where the bars of a score, in the order they are played, lie in a song.

    Between two anchors the score's quarters are spread evenly over the song's beats, before the
    first and after the last they go on as the metres of both say: a bar of the score lasts as long
    as one of the song. A song whose beats are not known has time for them: the score's own tempo
    after a single anchor, what lies between two of them stretched to fit.

    sample_rate: frames per second.
    """

    def __init__(
        self, score: Score, alignment: ScoreAlignment, grid: BeatGrid | None, sample_rate: int
    ) -> None:
        self.score = score
        self.order = played_order(score.bars)
        lengths = [score.bars[index].quarters for index in self.order]
        self._starts = (Fraction(0), *accumulate(lengths))
        self.quarters = np.array([float(start) for start in self._starts])
        self._grid = grid
        self._places = self._in_song_units(sample_rate)
        # A file that has been changed may have fewer bars than it had.
        known = tuple(each for each in alignment.anchors if each.played < len(self.order))
        self.first_anchor = self._usual_anchor()
        """The first whole bar where it would lie if no bar were held."""
        anchors = known or (self.first_anchor,)
        self._anchor_places = np.array([self._places[each.played] for each in anchors])
        self._anchor_units = np.array([self._units_of(each.frame) for each in anchors])
        self._before, self._after = self._outer_slopes()
        self.bar_frames = self.frames_at(self.quarters)
        """Where each played bar begins, and where the last ends: int64 (bars + 1,)."""
        self.rounds = _rounds(self.order)

    def bar_at(self, frame: float) -> int | None:
        """The played bar in which a frame of the song is; None before the first, after the last."""
        played = bisect_right(self.bar_frames, frame) - 1
        return int(played) if 0 <= played < len(self.order) else None

    def frames_at(self, quarters: ArrayLike) -> NDArray[np.int64]:
        """Song frames of places in the score, in quarters from its beginning as it is played."""
        places = np.interp(np.asarray(quarters, np.float64), self.quarters, self._places)
        anchors, units = self._anchor_places, self._anchor_units
        found = np.interp(places, anchors, units)
        first, last = places < anchors[0], places > anchors[-1]
        found = np.where(first, units[0] + (places - anchors[0]) * self._before, found)
        found = np.where(last, units[-1] + (places - anchors[-1]) * self._after, found)
        if self._grid is not None:
            found = self._grid.frames_at(found)
        frames: NDArray[np.int64] = np.rint(found).astype(np.int64)
        return frames

    def quarters_of(self, played: int) -> float:
        """Where a played bar begins, in quarters."""
        return float(self.quarters[played])

    def _in_song_units(self, sample_rate: int) -> NDArray[np.float64]:
        """Where the played bars begin, in beats of the song as they are by the metres of both; in
        frames by the score's tempo where the song's beats are not known.
        """
        if self._grid is not None:
            return self.quarters * _beats_a_quarter(self.score, self._grid)
        bpm = _USUAL_BPM
        frames = [0.0]
        for index in self.order:
            bar = self.score.bars[index]
            bpm = bar.bpm or bpm
            frames.append(frames[-1] + float(bar.quarters) * 60.0 * sample_rate / bpm)
        return np.array(frames)

    def _usual_anchor(self) -> Anchor:
        """The first whole bar of the score at the first downbeat of the song."""
        first = 1 if self.score.bars[0].is_pickup and len(self.order) > 1 else 0
        grid = self._grid
        if grid is None:
            return Anchor(first, round(float(self._places[first])))
        return Anchor(first, grid.beats[grid.downbeats[0] if grid.downbeats else 0])

    def _units_of(self, frame: int) -> float:
        return float(frame) if self._grid is None else self._grid.position(frame)

    def _outer_slopes(self) -> tuple[float, float]:
        """How fast the song goes by before the first anchor and after the last: as the metres say,
        and without beats as between the two anchors that are next to it.
        """
        if self._grid is not None or len(self._anchor_places) < 2:
            return 1.0, 1.0
        slopes = np.diff(self._anchor_units) / np.diff(self._anchor_places)
        return float(slopes[0]), float(slopes[-1])


def _beats_a_quarter(score: Score, grid: BeatGrid) -> float:
    """How many of the song's beats are a quarter of the score, if their usual bars are as long."""
    usual = Counter(bar.quarters for bar in score.bars).most_common(1)[0][0]
    return grid.metre / float(usual) if grid.metre else grid.unit / 4


def _rounds(order: Sequence[int]) -> tuple[int, ...]:
    """For each played bar, how often it has been played when it ends: 1 for the first time."""
    counts: Counter[int] = Counter()
    rounds = []
    for index in order:
        counts[index] += 1
        rounds.append(counts[index])
    return tuple(rounds)

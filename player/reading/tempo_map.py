"""A beat grid in the ticks of a MIDI file, and a grid made of what such a file says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from player.beat_grid import BeatGrid, metre_changes

TICKS_PER_QUARTER = 960
_PLAIN_TEMPO_US = 500_000
_LARGEST_TEMPO_US = (1 << 24) - 1
# A song whose first beat is nearer to its beginning has no beat before it.
_LEAST_LEAD_BEATS = 0.02


@dataclass(frozen=True)
class TempoChange:
    """From `tick` on a quarter note takes `quarter_us` microseconds."""

    tick: int
    quarter_us: int


@dataclass(frozen=True)
class MetreChange:
    """From `tick` on bars have `beats` beats of 1/`unit`."""

    tick: int
    beats: int
    unit: int


@dataclass(frozen=True)
class TempoMap:
    """Tempos and metres in the order of their ticks; tick 0 is the song's first frame."""

    tempos: tuple[TempoChange, ...] = (TempoChange(0, _PLAIN_TEMPO_US),)
    metres: tuple[MetreChange, ...] = ()
    ticks_per_quarter: int = TICKS_PER_QUARTER

    @cached_property
    def _starts_s(self) -> tuple[float, ...]:
        starts = [0.0]
        for before, after in zip(self.tempos[:-1], self.tempos[1:], strict=True):
            starts.append(starts[-1] + self._seconds(after.tick - before.tick, before.quarter_us))
        return tuple(starts)

    @cached_property
    def _ticks(self) -> tuple[int, ...]:
        return tuple(tempo.tick for tempo in self.tempos)

    def tick_at(self, time_s: float) -> int:
        """The tick nearest to a time from the song's beginning."""
        index = max(0, bisect_right(self._starts_s, time_s) - 1)
        tempo = self.tempos[index]
        ticks = (time_s - self._starts_s[index]) * 1e6 / tempo.quarter_us * self.ticks_per_quarter
        return max(0, round(tempo.tick + ticks))

    def time_s(self, tick: int) -> float:
        """When a tick is, from the song's beginning."""
        index = max(0, bisect_right(self._ticks, tick) - 1)
        tempo = self.tempos[index]
        return self._starts_s[index] + self._seconds(tick - tempo.tick, tempo.quarter_us)

    def _seconds(self, ticks: int, quarter_us: int) -> float:
        return ticks * quarter_us / 1e6 / self.ticks_per_quarter


def tempo_map(grid: BeatGrid | None, sample_rate: int) -> TempoMap:
    """Of a song's grid: every beat of it lies on a beat of the file, every bar on a bar.

    The song's beginning is tick 0. What lies before the first beat has as many beats as it is
    nearest to; their tempo is what makes that beat come on time. Without a grid the tempo is 120
    quarters a minute.
    """
    if grid is None:
        return TempoMap()
    ticks_per_beat = TICKS_PER_QUARTER * 4 // grid.unit
    begins_s = np.concatenate([[0.0], grid.frames / sample_rate])
    lead = -grid.position(0) if grid.beats[0] > 0 else 0.0
    lead_beats = max(1, round(lead)) if lead > _LEAST_LEAD_BEATS else 0
    if not lead_beats:
        begins_s = begins_s[1:]
        begins_s[0] = 0.0
    beats = np.ones(len(begins_s) - 1, np.int64)
    if lead_beats:
        beats[0] = lead_beats
    ticks = np.concatenate([[0], np.cumsum(beats) * ticks_per_beat])
    tempos = _tempos(ticks, begins_s)
    return TempoMap(tempos, _metres(grid, lead_beats, ticks_per_beat))


def _tempos(
    ticks: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    begins_s: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> tuple[TempoChange, ...]:
    """Whole microseconds a quarter; what is lost by rounding is made up for at the next beat."""
    tempos: list[TempoChange] = []
    at_s = 0.0
    for tick, after, until_s in zip(
        ticks[:-1].tolist(), ticks[1:].tolist(), begins_s[1:].tolist(), strict=True
    ):
        quarters = (after - tick) / TICKS_PER_QUARTER
        quarter_us = round((until_s - at_s) * 1e6 / quarters)
        quarter_us = min(max(quarter_us, 1), _LARGEST_TEMPO_US)
        at_s += quarter_us * quarters / 1e6
        if not tempos or tempos[-1].quarter_us != quarter_us:
            tempos.append(TempoChange(tick, quarter_us))
    return tuple(tempos)


def _metres(grid: BeatGrid, lead_beats: int, ticks_per_beat: int) -> tuple[MetreChange, ...]:
    """A file's first bar begins at its first tick, so what is left over there is a bar too."""
    if not grid.downbeats:
        return ()
    before = lead_beats + grid.downbeats[0]
    left_over = before % grid.metre
    starts = [0] if left_over else []
    starts += range(left_over, before, grid.metre)
    starts += [lead_beats + beat for beat in grid.downbeats]
    return tuple(
        MetreChange(start * ticks_per_beat, beats, grid.unit)
        for start, beats in metre_changes(starts, grid.metre).items()
    )


def grid_of(tempos: TempoMap, last_tick: int, sample_rate: int, most_beats: int) -> BeatGrid | None:
    """The beats of a file, from its first tick to its last; None where there are fewer than two.

    Raises: ValueError where there are more than `most_beats`, or two at one frame.
    """
    metres: Sequence[MetreChange] = tempos.metres or (MetreChange(0, 4, 4),)
    beats: list[int] = []
    downbeats: list[int] = []
    for index, metre in enumerate(metres):
        stop = metres[index + 1].tick if index + 1 < len(metres) else last_tick + 1
        step = max(1, tempos.ticks_per_quarter * 4 // metre.unit)
        if len(beats) + (stop - metre.tick) / step > most_beats:
            raise ValueError("there are too many beats")
        for number, tick in enumerate(range(metre.tick, stop, step)):
            if number % metre.beats == 0:
                downbeats.append(len(beats))
            beats.append(round(tempos.time_s(tick) * sample_rate))
    if len(beats) < 2:
        return None
    return BeatGrid(tuple(beats), tuple(downbeats), unit=metres[-1].unit)

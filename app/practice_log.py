"""What was practised of a song: seconds by day, and by loop the rounds at each tempo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from player.transport import LoopRegion


@dataclass(frozen=True)
class LoopDay:
    """One loop on one day. seconds: how long it sounded. rounds, clean: how many whole rounds, and
    how many of them marked clean, by tempo in percent.
    """

    seconds: float = 0.0
    rounds: Mapping[int, int] = field(default_factory=dict)
    clean: Mapping[int, int] = field(default_factory=dict)

    def plus(self, other: LoopDay) -> LoopDay:
        """Both together; what one takes away must have been counted before."""
        return LoopDay(
            self.seconds + other.seconds,
            _summed(self.rounds, other.rounds),
            _summed(self.clean, other.clean),
        )

    def rounded(self) -> LoopDay:
        """With seconds to the millisecond."""
        return replace(self, seconds=round(self.seconds, 3))

    @property
    def highest_clean(self) -> int | None:
        """The highest tempo of a clean round, in percent."""
        return max((percent for percent, count in self.clean.items() if count > 0), default=None)

    @property
    def round_count(self) -> int:
        """Whole rounds at any tempo."""
        return sum(self.rounds.values())


Days = Mapping[date, LoopDay]


@dataclass(frozen=True)
class PracticeLog:
    """All of one song's. days: seconds in which it sounded. loops: by their bounds."""

    days: Mapping[date, float] = field(default_factory=dict)
    loops: Mapping[LoopRegion, Days] = field(default_factory=dict)

    def plus(self, other: PracticeLog) -> PracticeLog:
        """Both together."""
        days = {
            day: self.days.get(day, 0.0) + other.days.get(day, 0.0)
            for day in sorted({*self.days, *other.days})
        }
        loops = dict(self.loops)
        for region, its_days in other.loops.items():
            loops[region] = _days_together(loops.get(region, {}), its_days)
        return PracticeLog(days, loops)

    def rounded(self) -> PracticeLog:
        """With seconds to the millisecond, as they are kept."""
        loops = {
            region: {day: its.rounded() for day, its in days.items()}
            for region, days in self.loops.items()
        }
        return PracticeLog({day: round(s, 3) for day, s in self.days.items()}, loops)

    def moved(self, before: LoopRegion, after: LoopRegion) -> PracticeLog:
        """A loop has other bounds now, and what was practised of it moves along."""
        if before == after or before not in self.loops:
            return self
        loops = {region: days for region, days in self.loops.items() if region != before}
        return PracticeLog(
            self.days, loops | {after: _days_together(loops.get(after, {}), self.loops[before])}
        )

    def highest_clean(self, region: LoopRegion) -> int | None:
        """The highest tempo at which this loop was clean, in percent; None if it never was."""
        marks = [day.highest_clean for day in self.loops.get(region, {}).values()]
        return max((mark for mark in marks if mark is not None), default=None)

    def rounds(self, region: LoopRegion, since: date = date.min) -> int:
        """Whole rounds of this loop, from a day on."""
        days = self.loops.get(region, {})
        return sum(its.round_count for day, its in days.items() if day >= since)

    def seconds(self, region: LoopRegion) -> float:
        """How long this loop sounded, in real seconds."""
        return sum(day.seconds for day in self.loops.get(region, {}).values())


def _days_together(one: Days, other: Days) -> Days:
    return {
        day: one.get(day, LoopDay()).plus(other.get(day, LoopDay()))
        for day in sorted({*one, *other})
    }


def _summed(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    sums = {key: one.get(key, 0) + other.get(key, 0) for key in sorted({*one, *other})}
    return {key: count for key, count in sums.items() if count}

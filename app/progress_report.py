"""What the page of progress shows, computed from what was practised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.bookmarks import Bookmarks
from app.practice_log import LoopDay, PracticeLog
from app.views.time_text import minutes_to_tenths
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

DAYS_SHOWN = 42
"""Six weeks."""
LEAST_ROUNDS = 4
"""A loop that is not kept is listed from so many whole rounds in that time on."""


@dataclass(frozen=True)
class LoopProgress:
    """One loop. colour: one of LOOP_COLOURS, "" for a loop that is not kept; its name are its times
    then. highest_clean: in percent; None if it never was clean. days: in order.
    """

    region: LoopRegion
    name: str
    colour: str
    highest_clean: int | None
    rounds: int
    seconds: float
    days: tuple[tuple[date, LoopDay], ...]


@dataclass(frozen=True)
class ProgressReport:
    """title: of the open song, "" without one. all_songs: whether the seconds are of all of them.
    seconds: of every day of the last weeks, up to today. loops: as the song comes to them.
    """

    title: str = ""
    all_songs: bool = False
    seconds: tuple[tuple[date, float], ...] = ()
    loops: tuple[LoopProgress, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was practised yet."""
        return not self.loops and not any(seconds for _, seconds in self.seconds)


def report(
    title: str,
    log: PracticeLog,
    bookmarks: Bookmarks,
    today: date,
    all_days: Mapping[date, float] | None = None,
) -> ProgressReport:
    """all_days: seconds of all songs by day, to be shown in place of this song's."""
    seconds = log.days if all_days is None else all_days
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS_SHOWN))]
    return ProgressReport(
        title,
        all_days is not None,
        tuple((day, seconds.get(day, 0.0)) for day in days),
        _loops(log, bookmarks, days[0]),
    )


def _loops(log: PracticeLog, bookmarks: Bookmarks, first: date) -> tuple[LoopProgress, ...]:
    """The kept loops that were played at all, and the others that were practised lately."""
    kept = {loop.region: loop for loop in bookmarks.loops}
    entries = []
    for region in sorted(log.loops, key=lambda region: (region.start_frame, region.end_frame)):
        rounds, loop = log.rounds(region), kept.get(region)
        if loop is None:
            is_shown = log.rounds(region, since=first) >= LEAST_ROUNDS
        else:
            is_shown = bool(rounds or log.seconds(region))
        if not is_shown:
            continue
        entries.append(
            LoopProgress(
                region,
                _times(region) if loop is None else loop.name,
                "" if loop is None else loop.colour,
                log.highest_clean(region),
                rounds,
                log.seconds(region),
                tuple(sorted(log.loops[region].items())),
            )
        )
    return tuple(entries)


def _times(region: LoopRegion) -> str:
    start, end = (frame / SAMPLE_RATE for frame in (region.start_frame, region.end_frame))
    return f"{minutes_to_tenths(start)} – {minutes_to_tenths(end)}"

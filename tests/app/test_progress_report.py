"""What the page of progress shows: the last weeks, and the loops that were practised."""

from __future__ import annotations

from datetime import timedelta

from app.bookmarks import Bookmarks, NamedLoop
from app.practice_log import LoopDay, PracticeLog
from app.progress_report import DAYS_SHOWN, LEAST_ROUNDS, report
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion
from tests.app.test_practice_log import DAY

RIFF = LoopRegion(22 * SAMPLE_RATE, 35 * SAMPLE_RATE)
VERSE = LoopRegion(2 * SAMPLE_RATE, 11 * SAMPLE_RATE // 2)
BOOKMARKS = Bookmarks((NamedLoop("Riff", RIFF.start_frame, RIFF.end_frame, "green"),))


def test_the_last_weeks_end_with_today() -> None:
    log = PracticeLog({DAY: 60.0, DAY - timedelta(days=3): 30.0, DAY - timedelta(days=900): 9.0})
    made = report("Song", log, Bookmarks(), DAY)
    assert len(made.seconds) == DAYS_SHOWN
    assert made.seconds[-1] == (DAY, 60.0)
    assert sum(seconds for _, seconds in made.seconds) == 90.0
    assert not made.all_songs
    everything = report("Song", log, Bookmarks(), DAY, {DAY: 600.0})
    assert everything.all_songs
    assert everything.seconds[-1] == (DAY, 600.0)


def test_loops_come_with_their_names_or_their_times() -> None:
    log = PracticeLog(
        {},
        {
            RIFF: {
                DAY: LoopDay(60.0, {70: 2, 75: 1}, {70: 1}),
                DAY - timedelta(days=1): LoopDay(30.0, {65: 4}),
            },
            VERSE: {DAY: LoopDay(9.0, {100: LEAST_ROUNDS})},
        },
    )
    verse, riff = report("Song", log, BOOKMARKS, DAY).loops
    assert (verse.name, verse.colour, verse.highest_clean) == ("0:02.0 – 0:05.5", "", None)
    assert (riff.name, riff.colour, riff.highest_clean) == ("Riff", "green", 70)
    assert (riff.rounds, riff.seconds) == (7, 90.0)
    assert [day for day, _ in riff.days] == [DAY - timedelta(days=1), DAY]


def test_what_was_only_touched_is_no_loop_of_its_own() -> None:
    touched = {DAY: LoopDay(0.4)}
    made = report("Song", PracticeLog({}, {RIFF: touched, VERSE: touched}), BOOKMARKS, DAY)
    assert [loop.name for loop in made.loops] == ["Riff"]


def test_loops_that_are_not_kept_are_listed_while_they_are_practised() -> None:
    def names(rounds: int, days_ago: int) -> list[str]:
        played = {DAY - timedelta(days=days_ago): LoopDay(60.0, {80: rounds})}
        made = report("Song", PracticeLog({}, {RIFF: played, VERSE: played}), BOOKMARKS, DAY)
        return [loop.name for loop in made.loops]

    verse = "0:02.0 – 0:05.5"
    assert names(LEAST_ROUNDS, DAYS_SHOWN - 1) == [verse, "Riff"]
    assert names(LEAST_ROUNDS, DAYS_SHOWN) == ["Riff"]
    assert names(LEAST_ROUNDS - 1, 0) == ["Riff"]


def test_nothing_practised_is_empty() -> None:
    assert report("Song", PracticeLog(), BOOKMARKS, DAY).is_empty
    assert not report("Song", PracticeLog({DAY: 1.0}), BOOKMARKS, DAY).is_empty

"""Counting practice: sums do not depend on the order, and a loop takes what is its along."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.practice_log import LoopDay, PracticeLog
from player.transport import LoopRegion

DAY = date(2026, 3, 14)
RIFF, VERSE = LoopRegion(1000, 2000), LoopRegion(5000, 9000)

days = st.integers(0, 3).map(lambda ago: DAY - timedelta(days=ago))
regions = st.sampled_from([RIFF, VERSE, LoopRegion(0, 10)])
counts = st.dictionaries(st.integers(25, 200), st.integers(1, 9), max_size=3)
# Sums of quarters are exact in any order.
seconds = st.integers(0, 4000).map(lambda quarters: quarters / 4)
logs = st.builds(
    PracticeLog,
    st.dictionaries(days, seconds, max_size=3),
    st.dictionaries(
        regions,
        st.dictionaries(days, st.builds(LoopDay, seconds, counts, counts), min_size=1, max_size=3),
        max_size=3,
    ),
)


@given(logs, logs, logs)
def test_sums_are_the_same_in_any_order(
    one: PracticeLog, other: PracticeLog, third: PracticeLog
) -> None:
    assert one.plus(other) == other.plus(one)
    assert one.plus(other).plus(third) == one.plus(other.plus(third))


@given(logs)
def test_a_mark_that_is_taken_back_leaves_nothing(log: PracticeLog) -> None:
    mark = PracticeLog({}, {RIFF: {DAY: LoopDay(clean={190: 1})}})
    back = PracticeLog({}, {RIFF: {DAY: LoopDay(clean={190: -1})}})
    marked = log.plus(mark)
    assert marked.highest_clean(RIFF) in (190, log.highest_clean(RIFF))
    assert marked.plus(back).highest_clean(RIFF) == log.highest_clean(RIFF)


@given(logs, regions, regions)
def test_moving_a_loop_loses_no_round(
    log: PracticeLog, before: LoopRegion, after: LoopRegion
) -> None:
    moved = log.moved(before, after)
    assert sum(map(moved.rounds, moved.loops)) == sum(map(log.rounds, log.loops))
    assert sum(map(moved.seconds, moved.loops)) == sum(map(log.seconds, log.loops))
    assert before == after or before not in moved.loops
    if before != after:
        marks = [log.highest_clean(each) or 0 for each in (before, after)]
        assert (moved.highest_clean(after) or 0) == max(marks)


def test_what_was_never_practised_is_nothing() -> None:
    log = PracticeLog()
    assert (log.rounds(RIFF), log.seconds(RIFF), log.highest_clean(RIFF)) == (0, 0, None)
    assert log.moved(RIFF, VERSE) == log

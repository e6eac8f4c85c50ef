"""Times as people write them."""

from __future__ import annotations

import pytest

from app.views import time_text


@pytest.mark.parametrize(
    ("time_s", "short", "middle", "long"),
    [
        (0.0, "0:00", "0:00.0", "0:00.000"),
        (77.4821, "1:17", "1:17.5", "1:17.482"),
        (59.9999, "0:59", "1:00.0", "1:00.000"),
        (3600.0, "60:00", "60:00.0", "60:00.000"),
        (-1.0, "0:00", "0:00.0", "0:00.000"),
    ],
)
def test_positions(time_s: float, short: str, middle: str, long: str) -> None:
    assert time_text.minutes_and_seconds(time_s) == short
    assert time_text.minutes_to_tenths(time_s) == middle
    assert time_text.minutes_to_milliseconds(time_s) == long


@pytest.mark.parametrize(
    ("duration_s", "words", "loop"),
    [
        (6.24, "6 s", "6.2 s"),
        (59.96, "1 min", "1 min 0.0 s"),
        (72.0, "1 min 12 s", "1 min 12.0 s"),
        (120.2, "2 min", "2 min 0.2 s"),
    ],
)
def test_durations(duration_s: float, words: str, loop: str) -> None:
    assert time_text.duration_words(duration_s) == words
    assert time_text.loop_length(duration_s) == loop


@pytest.mark.parametrize(
    ("duration_s", "words"),
    [(6.2134, "6.213 s"), (0.05, "0.050 s"), (62.5, "1 min 2.500 s"), (59.9999, "1 min 0.000 s")],
)
def test_a_loop_that_changes_is_measured_to_the_millisecond(duration_s: float, words: str) -> None:
    assert time_text.precise_loop_length(duration_s) == words


@pytest.mark.parametrize(
    ("text", "time_s"),
    [
        ("90", 90.0),
        (" 1:30 ", 90.0),
        ("1:30.250", 90.25),
        ("0:05,5", 5.5),
        ("1:02:03", 3723.0),
        ("60:00", 3600.0),
        ("", None),
        ("-5", None),
        ("1:", None),
        ("1:2:3:4", None),
        ("two", None),
    ],
)
def test_times_that_are_typed(text: str, time_s: float | None) -> None:
    assert time_text.typed_time_s(text) == time_s

"""Times as people write them: 1:17 and 1:17.482."""

from __future__ import annotations

import re

from app.translation import decimal, decimal_point

_TYPED = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d*)?)")


def minutes_and_seconds(time_s: float) -> str:
    """A time to the second, cut off, not rounded: 77.9 is 1:17."""
    whole_s = int(max(0.0, time_s))
    return f"{whole_s // 60}:{whole_s % 60:02d}"


def minutes_to_tenths(time_s: float) -> str:
    """A time to the tenth of a second: 77.482 is 1:17.5."""
    whole_s, tenths = divmod(round(max(0.0, time_s) * 10), 10)
    return f"{whole_s // 60}:{whole_s % 60:02d}{decimal_point()}{tenths}"


def minutes_to_milliseconds(time_s: float) -> str:
    """A time to the millisecond: 77.482 is 1:17.482."""
    whole_ms = round(max(0.0, time_s) * 1000)
    whole_s, ms = divmod(whole_ms, 1000)
    return f"{whole_s // 60}:{whole_s % 60:02d}{decimal_point()}{ms:03d}"


def duration_words(duration_s: float) -> str:
    """A duration to the second, as it is said: 12 s, 1 min 12 s, 2 min."""
    minutes, seconds = divmod(round(max(0.0, duration_s)), 60)
    if minutes == 0:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def loop_length(duration_s: float) -> str:
    """The length of a loop, to the tenth of a second: 6.2 s, 1 min 2.5 s."""
    minutes, tenths = divmod(round(max(0.0, duration_s) * 10), 600)
    seconds = f"{decimal(tenths / 10, 1)} s"
    return f"{minutes} min {seconds}" if minutes else seconds


def precise_loop_length(duration_s: float) -> str:
    """The length of a loop, to the millisecond: 6.213 s, 1 min 2.500 s."""
    minutes, milliseconds = divmod(round(max(0.0, duration_s) * 1000), 60_000)
    seconds = f"{decimal(milliseconds / 1000, 3)} s"
    return f"{minutes} min {seconds}" if minutes else seconds


def typed_time_s(text: str) -> float | None:
    """The time somebody has typed: 90, 1:30, 1:30.250, 1:02:03; None for what is no time."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        return None
    hours, minutes, seconds = typed.groups(default="0")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))

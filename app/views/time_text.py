"""Times as people write them: 1:17 and 1:17.482."""

from __future__ import annotations


def minutes_and_seconds(time_s: float) -> str:
    """A time to the second, cut off, not rounded: 77.9 is 1:17."""
    whole_s = int(max(0.0, time_s))
    return f"{whole_s // 60}:{whole_s % 60:02d}"


def minutes_to_milliseconds(time_s: float) -> str:
    """A time to the millisecond: 77.482 is 1:17.482."""
    whole_ms = round(max(0.0, time_s) * 1000)
    return f"{whole_ms // 60_000}:{whole_ms // 1000 % 60:02d}.{whole_ms % 1000:03d}"


def length(duration_s: float) -> str:
    """How long something is: 6.2 s, 1 min 12 s."""
    if duration_s < 59.95:
        return f"{duration_s:.1f} s"
    whole_s = round(duration_s)
    return f"{whole_s // 60} min {whole_s % 60} s"

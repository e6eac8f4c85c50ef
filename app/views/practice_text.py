"""What was practised, as people write it: days, minutes, tempos."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale

from app.practice_log import LoopDay
from app.translation import translate


def day_words(day: date) -> str:
    """A day, shortly: 22 Nov."""
    pattern = translate("PracticeText", "d MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def practised_words(seconds: float) -> str:
    """How long somebody played: 40 s, 12 min."""
    if round(seconds) < 60:
        return translate("PracticeText", "{seconds} s").format(seconds=round(seconds))
    return translate("PracticeText", "{minutes} min").format(minutes=round(seconds / 60))


def rounds_words(rounds: int) -> str:
    """How many: 1 round, 12 rounds."""
    if rounds == 1:
        return translate("PracticeText", "1 round")
    return translate("PracticeText", "{count} rounds").format(count=rounds)


def days_words(days: int) -> str:
    """How many: 1 day, 3 days."""
    if days == 1:
        return translate("PracticeText", "1 day")
    return translate("PracticeText", "{count} days").format(count=days)


def clean_words(percent: int | None) -> str:
    """The highest clean tempo: clean at 75 %."""
    if percent is None:
        return translate("PracticeText", "not clean yet")
    return translate("PracticeText", "clean at {percent} %").format(percent=percent)


def loop_day_words(day: date, practised: LoopDay) -> str:
    """All about a loop on one day: 22 Nov: 60 to 75 %, clean at 70 %, 12 rounds, 5 min."""
    parts = []
    if practised.rounds:
        low, high = min(practised.rounds), max(practised.rounds)
        words = translate("PracticeText", "{low} to {high} %")
        parts.append(f"{high} %" if low == high else words.format(low=low, high=high))
    parts.append(clean_words(practised.highest_clean))
    parts.append(rounds_words(practised.round_count))
    parts.append(practised_words(practised.seconds))
    return f"{day_words(day)}: {', '.join(parts)}"

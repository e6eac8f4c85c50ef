"""How loops and markers are written in menus and tooltips."""

from __future__ import annotations

from app.bookmarks import Bookmark, NamedLoop
from app.views.time_text import minutes_and_seconds


def for_menu(name: str) -> str:
    """A name as it is, where a menu would take an ampersand for a shortcut."""
    return name.replace("&", "&&")


def times(bookmark: Bookmark, sample_rate: int) -> str:
    """Where it is: 0:22 – 0:35, or 0:22."""
    start = minutes_and_seconds(bookmark.frame / sample_rate)
    if isinstance(bookmark, NamedLoop):
        return f"{start} – {minutes_and_seconds(bookmark.end_frame / sample_rate)}"
    return start

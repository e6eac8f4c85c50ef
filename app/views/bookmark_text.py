"""How loops and markers are written in menus and tooltips."""

from __future__ import annotations

from app.bookmarks import Bookmark, Bookmarks, NamedLoop
from app.translation import translate
from app.views.time_text import minutes_and_seconds

DIGITS = 9
"""So many loops, in the song's order, are recalled by a digit."""


def for_menu(name: str) -> str:
    """A name as it is, where a menu would take an ampersand for a shortcut."""
    return name.replace("&", "&&")


def times(bookmark: Bookmark, sample_rate: int) -> str:
    """Where it is: 0:22 – 0:35, or 0:22."""
    start = minutes_and_seconds(bookmark.frame / sample_rate)
    if isinstance(bookmark, NamedLoop):
        return f"{start} – {minutes_and_seconds(bookmark.end_frame / sample_rate)}"
    return start


def told(bookmark: Bookmark, among: Bookmarks, sample_rate: int) -> str:
    """All about it in a line: Riff · 0:22 – 0:35 · key 1."""
    parts = [bookmark.name, times(bookmark, sample_rate)]
    if isinstance(bookmark, NamedLoop):
        number = among.loops.index(bookmark) + 1
        if number <= DIGITS:
            parts.append(translate("BookmarkText", "key {digit}").format(digit=number))
    return " · ".join(parts)


def colour_name(colour: str) -> str:
    """What one of LOOP_COLOURS is called."""
    return {
        "blue": translate("BookmarkText", "Blue"),
        "green": translate("BookmarkText", "Green"),
        "violet": translate("BookmarkText", "Violet"),
        "rose": translate("BookmarkText", "Rose"),
        "sand": translate("BookmarkText", "Sand"),
    }[colour]

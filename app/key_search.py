"""Which actions somebody looks for, by what they do or by their keys."""

from __future__ import annotations

import re
from collections.abc import Sequence


def finds(query: str, texts: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether the words of the query begin words of the texts, or are keys or begin them.

    texts: what an action does, and the title of its menu. keys: ways to write them: "Ctrl+L", "⌘L".
    An empty query finds everything.
    """
    if not query.strip():
        return True
    words = _words(query)
    known = [word for text in texts for word in _words(text)]
    if words and all(any(each.startswith(word) for each in known) for word in words):
        return True
    wanted = _plain_keys(query)
    return any(_begins(wanted, _plain_keys(each)) for each in keys)


def _begins(wanted: str, keys: str) -> bool:
    if not wanted or not keys:
        return False
    # L finds Ctrl+L as well, but not Left; "ctrl" finds all that need it.
    return keys == wanted or keys.endswith("+" + wanted) or (len(wanted) > 1 and wanted in keys)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _plain_keys(text: str) -> str:
    """Keys without spaces and capitals; the minus sign and the hyphen are the same."""
    return re.sub(r"\s+", "", text.casefold()).replace("−", "-")

"""What is found of the actions."""

from __future__ import annotations

import pytest

from app.key_search import finds


@pytest.mark.parametrize(
    "query", ["", "  ", "keep", "KEEP loop", "lo", "ctrl+l", "Ctrl + L", "⌘L", "l"]
)
def test_found(query: str) -> None:
    assert finds(query, ("Keep this loop", "Loop"), ("Ctrl+L", "⌘L"))


@pytest.mark.parametrize("query", ["eep", "keep song", "ctrl+k", "m", "+"])
def test_not_found(query: str) -> None:
    assert not finds(query, ("Keep this loop", "Loop"), ("Ctrl+L", "⌘L"))


def test_signs_and_pedals_are_found() -> None:
    assert finds("+", ("Faster",), ("+",))
    assert finds("−", ("Slower",), ("-",))
    assert finds("pedal 64", ("Slower",), ("", "Pedal 64"))
    assert not finds("l", ("Back 5 s",), ("Left",))

"""A hand on the keyboard and the mouse of a screen: what it does goes through the X server."""

from __future__ import annotations

import os
import subprocess

from tests.end_to_end.servers import require

_DRAG_STEPS = 8


class RealHand:
    """Does what a musician's hand does, and counts it. Gives up where xdotool is not installed."""

    def __init__(self, display: str) -> None:
        require(programs=["xdotool"], libraries=[])
        self._environment = os.environ | {"DISPLAY": display}
        self.actions = 0

    def take(self, window_name: str) -> None:
        """Give a window the keyboard, as a window manager does: there is none on this screen."""
        self._do("search", "--sync", "--onlyvisible", "--name", window_name, "windowfocus")

    def key(self, keys: str) -> None:
        """Press a key, as xdotool writes it: "space", "shift+b"."""
        self.actions += 1
        self._do("key", keys)

    def click(self, x: float, y: float) -> None:
        """Click there, in px of the screen."""
        self.actions += 1
        self._do(*_move(x, y), "click", "1")

    def double_click(self, x: float, y: float) -> None:
        """Click there twice, in px of the screen."""
        self.actions += 1
        self._do(*_move(x, y), "click", "--repeat", "2", "--delay", "60", "1")

    def write(self, text: str) -> None:
        """Type a text, letter by letter."""
        self.actions += 1
        self._do("type", "--delay", "30", text)

    def drag(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Press there, go to the other place, let go."""
        self.actions += 1
        way: list[str] = []
        for step in range(1, _DRAG_STEPS + 1):
            part = step / _DRAG_STEPS
            way += [*_move(x + (to_x - x) * part, y + (to_y - y) * part), "sleep", "0.02"]
        self._do(*_move(x, y), "mousedown", "1", *way, "mouseup", "1")

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=20)


def _move(x: float, y: float) -> list[str]:
    return ["mousemove", str(round(x)), str(round(y))]

"""What is pressed, as the keys of an action."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.pressed_keys import opens_a_menu, pressed_keys

Key, Held = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL = Held.NoModifier, Held.ShiftModifier, Held.ControlModifier


@pytest.mark.parametrize(
    ("key", "held", "keys"),
    [
        (Key.Key_L, NONE, "L"),
        (Key.Key_L, SHIFT | CTRL, "Ctrl+Shift+L"),
        (Key.Key_Question, SHIFT, "?"),
        (Key.Key_Plus, SHIFT | CTRL, "Ctrl++"),
        (Key.Key_1, Held.KeypadModifier, "1"),
        (Key.Key_Space, SHIFT, "Shift+Space"),
        (Key.Key_F2, SHIFT, "Shift+F2"),
        (0x0416, SHIFT, "Shift+Ж"),
        (Key.Key_Shift, SHIFT, ""),
        (Key.Key_AltGr, NONE, ""),
        (Key.Key_unknown, NONE, ""),
    ],
)
def test_what_is_pressed(key: int, held: Qt.KeyboardModifier, keys: str) -> None:
    assert pressed_keys(key, held) == keys


def test_alt_and_a_letter_is_the_menus() -> None:
    assert opens_a_menu("Alt+S")
    assert not any(opens_a_menu(keys) for keys in ("S", "Alt+F2", "Alt+1", "Ctrl+Alt+S"))

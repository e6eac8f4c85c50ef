"""Which keys a view keeps for itself, and which are the window's shortcuts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.own_keys import claims_key, held_with

KEYPAD = Qt.KeyboardModifier.KeypadModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class View(QWidget):
    """Keeps Up for itself, pressed alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pressed: list[int] = []

    def event(self, event: QEvent) -> bool:
        return claims_key(event, self._is_own_key) or super().event(event)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Up and not held_with(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.append(event.key())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def view(qtbot: QtBot, window: QWidget) -> View:
    """In the window, with the keyboard."""
    view = View()
    QVBoxLayout(window).addWidget(view)
    with qtbot.waitActive(window):
        window.show()
    view.setFocus()
    return view


@pytest.fixture
def shortcuts(window: QWidget) -> list[str]:
    """Those of the window that were pressed: Up, Ctrl+Up, Down."""
    pressed: list[str] = []
    for keys in ("Up", "Ctrl+Up", "Down"):
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(lambda keys=keys: pressed.append(keys))
    return pressed


@pytest.mark.parametrize("held", [PLAIN, KEYPAD])
def test_a_view_has_its_own_keys_before_the_window(
    view: View, shortcuts: list[str], held: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(view, Qt.Key.Key_Up, held)
    assert view.pressed == [Qt.Key.Key_Up]
    assert shortcuts == []


def test_all_other_keys_are_the_windows(view: View, shortcuts: list[str]) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL)
    assert shortcuts == ["Down", "Ctrl+Up"]
    assert view.pressed == [Qt.Key.Key_Control]


def test_only_the_question_who_wants_a_key_is_answered() -> None:
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Up, PLAIN)
    asked.ignore()
    assert not claims_key(asked, lambda _: False)
    assert not asked.isAccepted()
    assert claims_key(asked, lambda _: True)
    assert asked.isAccepted()
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Up, PLAIN)
    assert not claims_key(pressed, lambda _: True)

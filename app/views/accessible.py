"""What a screen reader is told of painted widgets: their role, and their value in words.

A widget says both itself: `accessible_role` in its class, and a method `accessible_value()` where
it has a value. Every other widget is as Qt knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
_PRESS = "Press"


@dataclass(frozen=True)
class AccessibleValue:
    """text: as it is spoken. number, minimum, maximum, step: in the unit of the text.

    choose: takes another number, from a screen reader's own controls; None where nobody may.
    """

    text: str
    number: float
    minimum: float
    maximum: float
    step: float = 1.0
    choose: Callable[[float], object] | None = None


class _Number(QAccessibleValueInterface):
    """Passes the numbers of an `AccessibleValue` on."""

    def __init__(self, value: Callable[[], AccessibleValue]) -> None:
        super().__init__()
        self._value = value

    def currentValue(self) -> Any:
        return self._value().number

    def setCurrentValue(self, value: Any) -> None:
        choose = self._value().choose
        if choose is not None:
            choose(float(value))

    def minimumValue(self) -> Any:
        return self._value().minimum

    def maximumValue(self) -> Any:
        return self._value().maximum

    def minimumStepSize(self) -> Any:
        return self._value().step


class _Painted(QAccessibleWidget):
    """A widget with the role and the value that it says it has."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._value: Callable[[], AccessibleValue] | None = getattr(
            widget, "accessible_value", None
        )
        self._number = None if self._value is None else _Number(self._value)
        self._press: Callable[[], object] | None = getattr(widget, "accessible_press", None)

    def text(self, which: QAccessible.Text) -> str:
        if which == QAccessible.Text.Value and self._value is not None:
            return self._value().text
        return super().text(which)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ValueInterface:
            return self._number
        return super().interface_cast(kind)

    def actionNames(self) -> list[str]:
        names = super().actionNames()
        return names if self._press is None else [_PRESS, *names]

    def doAction(self, name: str) -> None:
        if name == _PRESS and self._press is not None:
            self._press()
        else:
            super().doAction(name)


_installed = False


def install() -> None:
    """Have Qt ask here first; once for the process is enough, and more do no harm."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed = True


def _interface(_: str, thing: QObject) -> _Painted | None:
    role = getattr(type(thing), "accessible_role", None)
    return _Painted(thing, role) if role is not None and isinstance(thing, QWidget) else None

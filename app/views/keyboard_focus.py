"""Who has the keyboard when a control is done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def give_up_keyboard(widget: QWidget) -> None:
    """Hand the keyboard to what is around the widget, as a click beside it would.

    A window in which nobody has the keyboard would give it to its first button when it is
    activated next, with a ring around it.
    """
    around = widget.parentWidget()
    while around is not None and not around.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        around = around.parentWidget()
    if around is None:
        widget.clearFocus()
    else:
        around.setFocus(Qt.FocusReason.OtherFocusReason)

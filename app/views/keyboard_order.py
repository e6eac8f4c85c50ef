"""In which order the tab key goes through views that are made at different times."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

# Its number: Python takes ten times as long to compare flags.
_TAB = Qt.FocusPolicy.TabFocus.value


def chain(views: Iterable[QWidget]) -> None:
    """Let the tab key go from view to view, and within each as its controls were laid out.

    What opens in a window of its own, like a popup, has an order of its own too.
    """
    stops = [
        widget
        for view in views
        for widget in (view, *view.findChildren(QWidget))
        if widget.focusPolicy().value & _TAB and widget.window() is view.window()
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)

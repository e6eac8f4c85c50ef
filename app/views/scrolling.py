"""Pages that are scrolled where text is big or the screen small."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget


def frame_of(page: QWidget) -> QWidget:
    """The frame in which a page is scrolled, whose size does not hang on what is in it; the page
    itself where it is in none.
    """
    frame = page.parentWidget()
    while frame is not None and not isinstance(frame, QScrollArea):
        frame = frame.parentWidget()
    return page if frame is None else frame


def scrolling(pages: QStackedWidget) -> QScrollArea:
    """A frame in which the page that is shown has at least the room it needs."""

    def need_room() -> None:
        for index in range(pages.count()):
            shown = index == pages.currentIndex()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            page = pages.widget(index)
            assert page is not None
            page.setSizePolicy(policy, policy)

    area = QScrollArea()
    area.setWidget(pages)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    pages.currentChanged.connect(need_room)
    need_room()
    return area

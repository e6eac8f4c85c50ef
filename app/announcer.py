"""What a screen reader says when something happens away from the focused widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

# Longer than a wheel's notches or a drag's steps are apart: only where they end is told.
_SETTLE_MS = 250


class Announcer(QObject):
    """Says what it is told, of each subject only the newest, in one sentence when it has settled.

    Nothing is said while no screen reader listens.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: dict[str, str] = {}
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._say_waiting)

    def tell(self, subject: str, text: str) -> None:
        """Say this when nothing more follows; "" takes back what was to be said of the subject."""
        self._waiting.pop(subject, None)
        if text:
            self._waiting[subject] = text
            self._settling.start()

    def interrupt(self, text: str) -> None:
        """Say this at once, over whatever is being said: it went wrong."""
        self._say(text, QAccessible.AnnouncementPoliteness.Assertive)

    def _say_waiting(self) -> None:
        text = ", ".join(self._waiting.values())
        self._waiting.clear()
        if text:
            self._say(text, QAccessible.AnnouncementPoliteness.Polite)

    def _say(self, text: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
        # Screen readers listen to the window in front.
        event = QAccessibleAnnouncementEvent(QApplication.activeWindow() or self._window, text)
        event.setPoliteness(politeness)
        QAccessible.updateAccessibility(event)

"""A screen reader that writes down what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QAccessible, QAccessibleValueChangeEvent
from pytestqt.qtbot import QtBot

POLITE = QAccessible.AnnouncementPoliteness.Polite
ASSERTIVE = QAccessible.AnnouncementPoliteness.Assertive


@dataclass
class Listener:
    """Stands where screen readers listen."""

    heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = field(default_factory=list)
    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def updateAccessibility(self, event: object) -> None:
        if isinstance(event, QAccessibleValueChangeEvent):
            self.heard.append((str(event.value()), POLITE))
            return
        self.heard.append((event.message(), event.politeness()))  # type: ignore[attr-defined]

    def hears(self, qtbot: QtBot, *texts: str) -> None:
        """Wait until it has heard these, and nothing else since it was asked last."""
        qtbot.waitUntil(lambda: len(self.heard) >= len(texts))
        assert self.texts == [*texts]
        self.heard.clear()

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.heard]

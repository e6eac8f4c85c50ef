"""The menu of languages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.language import LANGUAGES, SYSTEM, store_language, stored_language
from app.next_choice import add_next_choice
from app.shortcuts import Shortcuts


class LanguageMenu(QObject):
    """Offers every language, keeps what is chosen, and says when it will be spoken.

    say: tells the musician a sentence.
    """

    def __init__(
        self, menu: QMenu, shortcuts: Shortcuts, settings: QSettings, say: Callable[[str], None]
    ) -> None:
        super().__init__(menu)
        self._settings = settings
        self._say = say
        together = QActionGroup(menu)
        for code, title in {SYSTEM: self.tr("As the &system"), **LANGUAGES}.items():
            action = menu.addAction(title)
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code == stored_language(settings))
            together.addAction(action)
        together.triggered.connect(lambda action: self._choose(action.data()))
        text = self.tr("Another &language")
        add_next_choice(shortcuts, menu, together, "view.next_language", text, "Ctrl+G")

    def _choose(self, code: str) -> None:
        store_language(self._settings, code)
        words = {
            SYSTEM: self.tr("Woodshed speaks the language of the system from its next start."),
            "en": self.tr("Woodshed speaks English from its next start."),
            "de": self.tr("Woodshed speaks German from its next start."),
        }
        self._say(words[code])

"""The line in which a chord is typed: it takes nothing that is no chord."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.reading.chord_words import typed_chord
from app.views.in_place_editor import InPlaceEditor

_LETTERS = 16


class ChordEditor(InPlaceEditor):
    """Stays open on Return while what was typed is no chord; Tab takes it and wants the next.

    Signals: `typed(text)`, a chord or none; `refused(text)`: it is no chord; `stepped(by)`: after
    `typed`, to the next chord or the one before.
    """

    refused = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        font = tokens.font(tokens.TEXT_PX, bold=True)
        super().__init__("", font, parent)
        self.setAccessibleName(self.tr("Chord"))
        self.setMaxLength(_LETTERS)
        self._is_refusing = False
        self.textEdited.connect(lambda _: self._mark(wrong=False))

    def open(self, text: str, place: QRect) -> None:
        """Show itself there with this text."""
        self._mark(wrong=False)
        super().open(text, place)

    def take(self) -> None:
        """Take what was typed, if it is a chord; else say so, and stay while somebody is typing."""
        if not self.is_open or self._is_refusing:
            return
        if self._is_chord():
            super().take()
        else:
            self._refuse()

    def _is_chord(self) -> bool:
        try:
            typed_chord(self.text())
        except ValueError:
            return False
        return True

    def _refuse(self) -> None:
        self._is_refusing = True  # who listens may take the keyboard for a moment
        try:
            self.refused.emit(self.text())
            if self.window().focusWidget() is self:
                self._mark(wrong=True)
                self.selectAll()
            else:
                self._close()
        finally:
            self._is_refusing = False

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go from chord to chord."""
        if not self.is_open:
            return super().focusNextPrevChild(following)
        if self._is_chord():
            self.take()
            self.stepped.emit(1 if following else -1)
        else:
            self._refuse()
        return True

    def _mark(self, *, wrong: bool) -> None:
        if wrong != bool(self.property("wrong")):
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

"""What is spoken of the click and of the count-in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.announcer import Announcer
from app.click_desk import ClickDesk
from app.click_hand import ClickHand
from app.views.click_strip import ClickStrip
from app.views.click_text import count_in_words
from player.click import Click


class SpokenClick(QObject):
    """Tells an announcer; but not what the widget that has the keyboard says itself."""

    def __init__(
        self, desk: ClickDesk, hand: ClickHand, strip: ClickStrip, announcer: Announcer
    ) -> None:
        super().__init__(announcer)
        self._announcer = announcer
        self._strip = strip
        self._click = desk.click
        desk.changed.connect(self._on_changed)
        hand.counting.connect(self._on_counting)

    def _on_changed(self, click: Click) -> None:
        before, self._click = self._click, click
        popup = self._strip.late_popup.made
        if popup is not None and popup.isVisible():
            return
        if click.mix.muted != before.mix.muted and (
            QApplication.focusWidget() is not self._strip.on
        ):
            text = self.tr("Click off") if click.mix.muted else self.tr("Click on")
            self._announcer.tell("click", text)
        if click.count_in_bars != before.count_in_bars:
            words = count_in_words(click.count_in_bars)
            self._announcer.tell("count-in", self.tr("Count-in: {bars}").format(bars=words))
        if click.counts_in_rounds != before.counts_in_rounds:
            text = self.tr("Only before playing")
            if click.counts_in_rounds:
                text = self.tr("Before each round of the loop")
            self._announcer.tell("count-in rounds", text)

    def _on_counting(self) -> None:
        self._announcer.tell("counting", self.tr("Counting in"))

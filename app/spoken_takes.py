"""What is spoken of takes while they are made and mixed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.announcer import Announcer
from app.take_desk import TakeDesk
from app.take_hand import TakeHand
from app.takes import Takes
from app.views.take_area import TakeArea
from app.views.transport_bar import TransportBar


class SpokenTakes(QObject):
    """Tells an announcer; but not what the widget that has the keyboard says itself.

    How many takes a recording gave, and what was wrong, is said by the status line.
    """

    def __init__(
        self,
        desk: TakeDesk,
        hand: TakeHand,
        area: TakeArea,
        bar: TransportBar,
        announcer: Announcer,
    ) -> None:
        super().__init__(announcer)
        self._announcer = announcer
        self._area = area
        self._bar = bar
        self._takes = desk.state
        desk.armed_changed.connect(self._on_armed)
        desk.recording_changed.connect(self._on_recording)
        desk.changed.connect(self._on_changed)
        hand.too_loud.connect(self._on_too_loud)

    def _on_armed(self, armed: bool) -> None:
        if QApplication.focusWidget() is not self._bar.record:
            text = self.tr("Takes are recorded when the song plays")
            self._announcer.tell("armed", text if armed else self.tr("No takes are recorded"))

    def _on_recording(self, recording: bool) -> None:
        text = self.tr("Recording") if recording else self.tr("Recording has ended")
        self._announcer.tell("recording", text)

    def _on_too_loud(self) -> None:
        self._announcer.tell("clipped", self.tr("The input is too loud"))

    def _on_changed(self, takes: Takes) -> None:
        before, self._takes = self._takes, takes
        focused = QApplication.focusWidget()
        for take in takes.all:
            was, strip = before.of(take.id), self._area.strips.get(take.id)
            if was is None or (focused is not None and strip and strip.isAncestorOf(focused)):
                continue
            if take.mix.muted != was.mix.muted:
                text = self.tr("{take} muted") if take.mix.muted else self.tr("{take} not muted")
                self._announcer.tell(f"take {take.id}", text.format(take=take.name))
            if take.mix.soloed != was.mix.soloed:
                text = self.tr("{take} not soloed")
                if take.mix.soloed:
                    text = self.tr("{take} soloed")
                self._announcer.tell(f"take solo {take.id}", text.format(take=take.name))

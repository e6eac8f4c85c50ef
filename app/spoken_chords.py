"""What is spoken of chords: the one that was asked for, and the one that was gone to."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.announcer import Announcer
from app.practice_session import PracticeSession
from app.reading.chord_hand import ChordHand
from app.reading.chord_words import spoken_span


class SpokenChords(QObject):
    """Tells an announcer; while the song stands still also of every step to another chord."""

    def __init__(self, session: PracticeSession, hand: ChordHand, announcer: Announcer) -> None:
        super().__init__(announcer)
        self._session = session
        self._hand = hand
        self._announcer = announcer
        self._last = ""
        hand.told.connect(self._tell)
        session.transport.sought.connect(self._on_sought)
        session.song_begun.connect(lambda *_: self._forget())

    def _tell(self, text: str) -> None:
        self._last = text
        self._announcer.tell("chord", text)

    def _forget(self) -> None:
        self._last = ""

    def _on_sought(self, frame: int) -> None:
        shown = self._hand.shown
        if shown is None or self._session.transport.playing:
            return
        span = shown.chart.at(frame)
        words = "" if span is None else spoken_span(span, shown)
        if words != self._last:
            self._tell(words)

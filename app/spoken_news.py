"""What is spoken of messages: in the status line, in the export window, and among the songs."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.announcer import Announcer
from app.export_desk import ExportDesk
from app.song_shelf import SongShelf
from app.status_news import StatusNews
from app.views.start_page import StartPage


class SpokenNews(QObject):
    """Tells an announcer of what is written where the keyboard is not; errors do not wait."""

    def __init__(
        self,
        news: StatusNews,
        exports: ExportDesk,
        shelf: SongShelf,
        songs: StartPage,
        announcer: Announcer,
    ) -> None:
        super().__init__(announcer)
        self._announcer = announcer
        news.said.connect(self._on_said)
        exports.said.connect(self._on_said)
        shelf.noted.connect(lambda text: self._on_said(text, "info"))
        songs.found.connect(lambda text: announcer.tell("found songs", text))

    def _on_said(self, text: str, kind: str) -> None:
        if kind == "error":
            self._announcer.interrupt(text)
        else:
            self._announcer.tell(text, text)

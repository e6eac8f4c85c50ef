"""Drags a finished stem out of the window, into any program that takes files."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag

from app.error_messages import sentence
from app.errors import ExportWriteError
from app.export_names import file_name, mix_words
from app.leavable_thread import LeavableThread
from app.practice_session import PracticeSession
from app.status_news import StatusNews
from app.stem_file import StemFile, write_stem
from app.views.song_page import SongPage
from app.views.stem_name_label import StemNameLabel
from app.views.stem_text import stem_name

# A disk that does not answer is left.
_CLOSE_LIMIT_S = 0.5


class StemDrag(QObject):
    """Makes the file when a hand begins to drag, off the GUI thread; the drag itself begins when
    the file is whole. It lies where exports lie and stays there: many programs do not copy what is
    dropped. Dropped nowhere, it goes again.
    """

    def __init__(
        self,
        session: PracticeSession,
        page: SongPage,
        news: StatusNews,
        folder: Callable[[], Path],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._news = news
        self._folder = folder
        self._disk = LeavableThread("drag", self)
        page.lane_area.stem_drag_wanted.connect(self._begin)
        session.finished_changed.connect(lambda _: page.set_can_drag(session.is_separated))

    def close(self) -> None:
        """Stop making a file, and wait a moment until it is gone."""
        for strip in self._page.lane_area.strips.values():
            strip.name.let_go()
        self._disk.close(_CLOSE_LIMIT_S)

    def _begin(self, strip: str) -> None:
        session, folder = self._session, self._folder()
        song, multitrack, groups = session.song, session.multitrack, session.desk.groups
        if song is None or not session.is_separated:
            return
        label = self._page.lane_area.strips[strip].name
        members = groups.members if strip == groups.rest else (strip,)
        by_name = dict(zip(multitrack.names, multitrack.stems, strict=True))
        stems = [by_name[stem] for stem in members]
        what = mix_words(multitrack.names, members) or stem_name(strip)
        name = file_name(song.title, what)
        held = threading.Event()
        held.set()
        # Not `held.clear` itself: Qt would forget the connection when the event goes, and it may go
        # in the thread that writes.
        label.dropped.connect(lambda: held.clear())
        # Strips may be made anew.
        label.destroyed.connect(lambda: held.clear())
        self._disk.run(
            lambda: write_stem(stems, folder, name, held.is_set),
            lambda result: self._on_written(strip, folder, result),
        )

    def _on_written(self, strip: str, folder: Path, result: StemFile | Exception | None) -> None:
        if isinstance(result, OSError):
            self._news.say(sentence(ExportWriteError(folder, result)), "error")
        elif isinstance(result, Exception):
            self._news.say(sentence(result), "error")
        elif result is not None:
            label = self._label(strip)
            if label is not None and label.is_held and self._drop(label, result.path):
                text = self.tr("“{name}” is in {folder}.")
                self._news.say(text.format(name=result.path.name, folder=folder), "info")
            else:
                self._disk.run(result.discard, lambda _: None)
        # Perhaps another one: much may happen while a hand drags.
        label = self._label(strip)
        if label is not None:
            label.let_go()

    def _label(self, strip: str) -> StemNameLabel | None:
        shown = self._page.lane_area.strips.get(strip)
        return None if shown is None else shown.name

    def _drop(self, label: StemNameLabel, path: Path) -> bool:
        """Let the hand carry the file. Returns whether somebody took it."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        # Not the label's: strips are made anew while it is dragged, and take theirs along.
        drag = QDrag(self._page)
        drag.setMimeData(data)
        drag.setPixmap(label.grab())
        return drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction

"""Opens songs off the GUI thread, one at a time; a newer wish drops an older one."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.background import Courier, Pool
from app.song_loading import Song, SongDroppedError, open_song


class SongLoader(QObject):
    """`begun(song)`: it can be played. `grown(song)`: more of it can. `failed(error)`: none can.

    What is given is a `Song`; the last one given `is_decoded`.
    """

    begun = Signal(object)
    grown = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = Pool(1, self)
        self._courier: Courier | None = None
        self._dropped = threading.Event()
        self._has_begun = False

    def open(self, path: Path) -> None:
        """Open a file or a folder of stems."""
        self._drop()
        dropped = self._dropped = threading.Event()
        courier = self._courier = Courier(self._on_news, self)
        self._has_begun = False

        def load() -> None:
            try:
                for song in open_song(path, lambda: not dropped.is_set()):
                    courier.send(song)
            except SongDroppedError:
                pass
            except Exception as error:  # whatever it is, a person is told
                courier.send(error)

        self._pool.run(load, lambda _: None)

    def close(self) -> None:
        """Stop, and wait for it."""
        self._drop()
        self._pool.close()

    def _drop(self) -> None:
        self._dropped.set()
        if self._courier is not None:
            self._courier.close()
            self._courier = None

    def _on_news(self, news: Song | Exception) -> None:
        if isinstance(news, Exception):
            self.failed.emit(news)
        elif self._has_begun:
            self.grown.emit(news)
        else:
            self._has_begun = True
            self.begun.emit(news)

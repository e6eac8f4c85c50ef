"""Opens songs off the GUI thread; the last one goes on loading until a newer one can be played."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Courier, Pool
from app.errors import SongDroppedError
from app.imports_ahead import import_ahead
from app.song_loading import Song, open_song

_BUILT_MS = 300


class SongLoader(QObject):
    """`begun(song)`: it can be played. `grown(song)`: more of it can. `failed(error)`: none can.

    What is given is a `Song`; the last one given `is_decoded`.
    """

    begun = Signal(object)
    grown = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Two: a song that cannot be read must not stop the one that is being read.
        self._pool = Pool(2, self)
        # When a window that is being built has been painted.
        self._ahead = QTimer(self, singleShot=True, interval=_BUILT_MS)
        self._ahead.timeout.connect(lambda: self._pool.run(import_ahead, lambda _: None))
        self._ahead.start()
        self._current: _Loading | None = None
        self._next: _Loading | None = None

    def open(self, path: Path) -> None:
        """Open a file or a folder of stems."""
        if self._next is not None:
            self._next.drop()
        loading = self._next = _Loading(path, self)
        self._pool.run(loading.run, lambda _: None)

    def close(self) -> None:
        """Stop, and wait for it."""
        self._ahead.stop()
        for loading in (self._current, self._next):
            if loading is not None:
                loading.drop()
        self._pool.close()

    def on_news(self, loading: _Loading, news: Song | Exception) -> None:
        """What a loading has come to."""
        if isinstance(news, Exception):
            if loading is self._next:
                self._next = None
            self.failed.emit(news)
        elif loading is self._next:
            if self._current is not None:
                self._current.drop()
            self._current, self._next = loading, None
            self.begun.emit(news)
        else:
            self.grown.emit(news)


class _Loading:
    """One song on its way: run in the pool, heard in the GUI thread until it is dropped."""

    def __init__(self, path: Path, loader: SongLoader) -> None:
        self._path = path
        self._dropped = threading.Event()
        self._courier = Courier(lambda news: loader.on_news(self, news), loader)

    def run(self) -> None:
        try:
            for song in open_song(self._path, lambda: not self._dropped.is_set()):
                self._courier.send(song)
        except SongDroppedError:
            pass
        except Exception as error:  # whatever it is, a person is told
            self._courier.send(error)

    def drop(self) -> None:
        self._dropped.set()
        self._courier.close()

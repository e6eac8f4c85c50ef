"""Brings the open song its lyrics, from wherever they are, and saves them; off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.kept_file import replace_text
from app.practice_session import PracticeSession
from app.song_loading import Song
from player.multitrack import SAMPLE_RATE
from player.reading.lrc_file import lrc_text, parse_lyrics, read_lyrics
from player.reading.lyrics import Lyrics
from player.reading.song_lyrics import find_lyrics


class LyricsDesk(QObject):
    """Looks beside every song that is opened, and in its tags. What a person opens or pastes takes
    the place of what was found there.

    `brought(lyrics)`: a person's, they are the song's now. `saved(path)`. `failed(error)`.
    """

    brought = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, session: PracticeSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        # One thread: what was asked for last comes last.
        self._pool = Pool(1, self)
        session.song_begun.connect(lambda song, _: self._look(song))

    def open(self, path: Path) -> None:
        """Let the lyrics in this file be the song's."""
        self._bring(lambda: read_lyrics(path, SAMPLE_RATE))

    def paste(self, text: str) -> None:
        """Let these be the song's, LRC or mere text."""
        self._bring(lambda: parse_lyrics(text, SAMPLE_RATE))

    def save(self, path: Path) -> None:
        """Write the song's lyrics as LRC."""
        lyrics = self._session.reading.lyrics
        if lyrics is not None:
            text = lrc_text(lyrics, SAMPLE_RATE)
            self._pool.run(
                lambda: replace_text(path, text), lambda error: self._on_saved(path, error)
            )

    def close(self) -> None:
        """Wait until what is to be saved is written, and bring nothing any more."""
        self._pool.finish()

    def _look(self, song: Song) -> None:
        def found(result: Lyrics | Exception | None) -> None:
            if isinstance(result, Exception):
                self.failed.emit(result)
            else:
                self._session.reading.set_found_lyrics(result)

        self._run(song, lambda: find_lyrics(song.path, SAMPLE_RATE), found)

    def _bring(self, read: Callable[[], Lyrics]) -> None:
        def brought(result: Lyrics | Exception) -> None:
            if isinstance(result, Exception):
                self.failed.emit(result)
            else:
                self._session.reading.set_lyrics(result)
                self.brought.emit(result)

        if self._session.song is not None:
            self._run(self._session.song, read, brought)

    def _run(self, song: Song, work: Callable[[], object], then: Callable[..., object]) -> None:
        def still_open(result: object) -> None:
            # Another may have been opened meanwhile; more of the same may be decoded.
            if self._session.song is not None and self._session.song.folder is song.folder:
                then(result)

        self._pool.run(work, still_open)

    def _on_saved(self, path: Path, error: Exception | None) -> None:
        if error is None:
            self.saved.emit(path)
        else:
            self.failed.emit(error)

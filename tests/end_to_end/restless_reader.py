"""Has the open song read again and again, as if nothing of it had ever been found."""

from __future__ import annotations

import shutil

from PySide6.QtCore import QTimer

from app.practice_session import PracticeSession


class RestlessReader:
    """times: how often all of it was read."""

    def __init__(self, session: PracticeSession) -> None:
        self._session = session
        self._is_beginning = False
        self._is_on = True
        self.times = 0
        session.reading.looking_changed.connect(self._on_looking)
        self._begin()

    def stop(self) -> None:
        """Read no more than what is being read."""
        self._is_on = False

    def _begin(self) -> None:
        song = self._session.song
        assert song is not None
        shutil.rmtree(song.folder.path / "reading", ignore_errors=True)
        self._is_beginning = True
        self._session.reading.look(song, None if song.is_multitrack else self._session.song_recipe)
        self._is_beginning = False

    def _on_looking(self, is_looking: bool) -> None:
        if self._is_on and not is_looking and not self._is_beginning:
            self.times += 1
            QTimer.singleShot(0, self._begin)

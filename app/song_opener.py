"""The ways to a song: the file dialogs, a drop, the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from player.audio_file import AUDIO_EXTENSIONS
from player.reading.song_lyrics import LRC_EXTENSION
from resources import DEMO_SONG


class SongOpener(QObject):
    """Finds out which song is meant, and calls `open_song` with its path.

    `lyrics_dropped(path)`: of a file with lyrics, and nothing else.
    """

    lyrics_dropped = Signal(object)

    def __init__(
        self, open_song: Callable[[Path], None], settings: QSettings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._open_song = open_song
        self._settings = settings
        self._window = window
        self._elsewhere: dict[str, Callable[[Path], None]] = {}

    def choose_song(self) -> None:
        """Ask for a file."""
        self._ask_for_file(self.tr("Open a song"), self._open_song)

    def choose_stem_folder(self) -> None:
        """Ask for a folder of ready stems."""
        self._ask_for_folder(self.tr("Open a folder of stems"), self._open_song)

    def look_for(self, title: str, then: Callable[[Path], None], *, is_folder: bool) -> None:
        """Ask where a song is now, or its folder of stems, and call `then` with the answer."""
        ask = self._ask_for_folder if is_folder else self._ask_for_file
        ask(self.tr("Look for “{title}”").format(title=title), then)

    def open_demo(self) -> None:
        """Open the song that comes with the app."""
        self._open_song(DEMO_SONG)

    def send_elsewhere(self, extensions: Iterable[str], then: Callable[[Path], None]) -> None:
        """Files with these extensions, in small letters, are no songs: `then` takes what is dropped
        of them.
        """
        self._elsewhere.update(dict.fromkeys(extensions, then))

    def takes(self, data: QMimeData) -> bool:
        """Whether something that can be opened is dragged."""
        return bool(_local_paths(data))

    def open_dropped(self, data: QMimeData) -> None:
        """Open the first song of what was dropped; where there is none, its lyrics or its score."""
        paths = _local_paths(data)
        others = {LRC_EXTENSION, *self._elsewhere}
        songs = [path for path in paths if path.suffix.lower() not in others]
        if songs:
            self._open_song(songs[0])
        elif paths[0].suffix.lower() == LRC_EXTENSION:
            self.lyrics_dropped.emit(paths[0])
        else:
            self._elsewhere[paths[0].suffix.lower()](paths[0])

    def _ask_for_file(self, title: str, then: Callable[[Path], None]) -> None:
        patterns = " ".join(f"*{extension}" for extension in sorted(AUDIO_EXTENSIONS))
        dialog = self._dialog(title, then)
        dialog.setNameFilters(
            [
                self.tr("Songs ({patterns})").format(patterns=patterns),
                self.tr("All files (*)"),
            ]
        )
        dialog.open()

    def _ask_for_folder(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = self._dialog(title, then)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _dialog(self, title: str, then: Callable[[Path], None]) -> QFileDialog:
        folder = str(self._settings.value("folder", str(Path.home())))
        dialog = QFileDialog(self._window, title, folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._on_chosen(Path(name), then))
        return dialog

    def _on_chosen(self, path: Path, then: Callable[[Path], None]) -> None:
        self._settings.setValue("folder", str(path.parent))
        then(path)


def _local_paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

"""Ties the export window to the open song, to what is chosen, and to the process that writes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.background import Courier
from app.error_messages import sentence
from app.export_choice import (
    ExportChoice,
    ExportKind,
    ExportPart,
    ExportTempo,
    ExportWhat,
    store_choice,
    stored_choice,
)
from app.export_job import ExportCancelled, ExportEvent, ExportFailed, ExportJob, ExportProgress
from app.export_order import ExportFormat, ExportOrder, PlacedFile, SoundFiles
from app.export_report import CLICK, COUNT_IN, export_report
from app.export_source import ExportSource
from app.export_writing import Exported
from app.leavable_thread import LeavableThread
from app.practice_session import PracticeSession
from app.song_cache import SongFolder
from app.song_loading import MIX_TRACK
from app.status_news import StatusNews
from app.stem_drag import StemDrag
from app.translation import translate
from app.views.in_front import show_in_front
from app.views.song_page import SongPage
from app.views.time_text import duration_words
from player.treatment import Treatment
from separation.stem_store import stem_path

if TYPE_CHECKING:
    from app.views.export_window import ExportWindow
    from app.views.status_line import MessageKind

# A fader that is dragged changes what is shown, and nobody reads as fast.
_SETTLE_MS = 50
# At the end, a disk that does not answer is left; the process that writes ends with this one.
_JOB_LIMIT_S, _LOOK_LIMIT_S = 5.0, 0.5


@dataclass(frozen=True)
class _LookedInto:
    """A folder: itself or the nearest one around it that is there, and the names in it."""

    nearest: Path
    names: tuple[str, ...]


class ExportDesk(QObject):
    """Holds the choice and runs one export at a time. The window is made when it is first opened;
    closing it stops nothing.

    `said(text, kind)`: in the window, about the export that runs or ran.
    """

    said = Signal(str, str)

    def __init__(
        self,
        session: PracticeSession,
        page: SongPage,
        news: StatusNews,
        settings: QSettings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._news = news
        self._settings = settings
        self._parent = window
        self._window: ExportWindow | None = None
        self._order: ExportOrder | None = None
        self._looked = _LookedInto(Path.home(), ())
        self._written: Exported | None = None
        self._job: ExportJob | None = None
        # What is exported is not removed meanwhile, also when another song is open.
        self._in_use: SongFolder | None = None
        # A folder may lie in a network, where looking takes as long as it likes.
        self._disk = LeavableThread("folders", self)
        self._courier = Courier(self._on_event, self)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._show)
        self.choice = stored_choice(settings)
        self._drag = StemDrag(session, page, news, lambda: self.choice.folder, self)
        self._follow_the_song()

    def _follow_the_song(self) -> None:
        session, transport = self._session, self._session.transport
        for changed in (
            session.song_begun,
            session.song_grown,
            session.stems_changed,
            session.finished_changed,
            session.desk.changed,
            session.click.changed,
            session.takes.changed,
            session.bookmarks.changed,
            transport.loop_changed,
            transport.tempo_changed,
            transport.pitch_changed,
            transport.tuning_changed,
            transport.formants_changed,
        ):
            changed.connect(self._on_changed)

    def _on_changed(self, *_: object) -> None:
        if self._window is not None and self._window.isVisible():
            self._settling.start()

    # The window.

    def open_window(self) -> None:
        """Show the window, in front."""
        if self._session.song is None:
            return
        if self._window is None:
            self._window = self._new_window()
        self._show()
        show_in_front(self._window)

    @property
    def window(self) -> ExportWindow | None:
        """The window, once it was opened."""
        return self._window

    @property
    def is_running(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    def _new_window(self) -> ExportWindow:
        from app.views.export_window import ExportWindow

        window = ExportWindow(self._parent)
        window.kind_chosen.connect(self._choosing("kind", ExportKind))
        window.what_chosen.connect(self._choosing("what", ExportWhat))
        window.part_chosen.connect(self._choosing("part", ExportPart))
        window.tempo_chosen.connect(self._choosing("tempo", ExportTempo))
        window.format_chosen.connect(
            lambda value: self._choose(self.choice.with_format(ExportFormat(value)))
        )
        window.additions_picked.connect(
            lambda values: self._choose(
                replace(self.choice, click=CLICK in values, count_in=COUNT_IN in values)
            )
        )
        window.folder_clicked.connect(self._choose_folder)
        window.export_clicked.connect(self._start)
        window.cancel_clicked.connect(self._cancel)
        window.show_clicked.connect(self._show_files)
        window.opened.connect(self._look_at_folder)
        return window

    def _choosing(self, field: str, kind: Callable[[str], Any]) -> Callable[[str], None]:
        return lambda value: self._choose(replace(self.choice, **{field: kind(value)}))

    def _choose(self, choice: ExportChoice) -> None:
        is_elsewhere = choice.folder != self.choice.folder
        self.choice = choice
        store_choice(self._settings, choice)
        if self._window is not None:
            self._window.say("")
        if is_elsewhere:
            self._looked = replace(self._looked, names=())
            self._look_at_folder()
        self._show()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(
            self._window, self.tr("Folder for exported files"), str(self._looked.nearest)
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(
            lambda path: self._choose(replace(self.choice, folder=Path(path).absolute()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look_at_folder(self) -> None:
        folder = self.choice.folder

        def then(looked: _LookedInto) -> None:
            if folder == self.choice.folder:
                self._looked = looked
                self._show()

        self._disk.run(lambda: _looked_into(folder), then)

    def _show(self) -> None:
        if self._window is None or self.is_running:
            return
        source = self._source()
        if source is not None:
            report, self._order = export_report(source, self.choice, self._looked.names)
            self._window.set_report(report)

    def _source(self) -> ExportSource | None:
        session, transport = self._session, self._session.transport
        song, multitrack = session.song, session.multitrack
        if song is None:
            return None
        folder = song.folder
        if song.is_multitrack:
            stems = tuple(folder.track(name) for name in multitrack.names)
        else:
            store = folder.stem_store(session.song_recipe.key)
            stems = tuple(stem_path(store, name) for name in multitrack.names)
        loop = transport.loop
        kept = (each for each in session.bookmarks.state.loops if each.region == loop)
        named = next(kept, None)
        takes = session.takes.heard_files()
        return ExportSource(
            title=song.title,
            multitrack=replace(multitrack, placed=session.takes.heard_tracks()),
            files=SoundFiles(
                multitrack.names,
                stems,
                multitrack.frames,
                None if multitrack.mix is None else folder.track(MIX_TRACK),
                multitrack.finished,
                tuple(PlacedFile(take.bus, take.track_start_frame, path) for take, path in takes),
            ),
            mixer=session.desk.state,
            treatment=Treatment(
                transport.tempo_percent / 100,
                transport.sounding_semitones,
                transport.formants_kept,
            ),
            is_decoded=song.is_decoded,
            loop=loop,
            loop_name="" if named is None else named.name,
            click=session.click.click,
            takes=tuple(take.name for take, _ in takes),
            bookmarks=session.bookmarks.state,
        )

    # The export.

    def _start(self) -> None:
        # What was changed a moment ago is meant too.
        self._show()
        song = self._session.song
        if self._window is None or self._order is None or self.is_running or song is None:
            return
        with contextlib.suppress(OSError):  # it is written all the same, and is not protected
            self._in_use = song.folder.opened()
        self._job = ExportJob(self._order, self._courier.send)
        self._job.start()
        self._window.set_running(True)
        self._window.set_progress(0.0, self.tr("Starting"))
        self.said.emit(self.tr("The export has started."), "info")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_event(self, event: ExportEvent) -> None:
        assert self._window is not None
        if isinstance(event, ExportProgress):
            self._window.set_progress(event.fraction, _progress_words(event))
            return
        assert self._job is not None
        self._job.join()
        self._job = None
        self._let_go()
        self._window.set_running(False)
        match event:
            case Exported():
                self._written = event
                text = self._written_words(event)
                self._say(text, "info" if event.factor == 1.0 else "warning", files=True)
            case ExportCancelled():
                self._say(self.tr("The export was cancelled. Nothing was written."), "info")
            case ExportFailed(error):
                self._say(sentence(error), "error")
        self._look_at_folder()

    def _let_go(self) -> None:
        if self._in_use is not None:
            self._in_use.let_go()
            self._in_use = None

    def _written_words(self, exported: Exported) -> str:
        paths, folder = exported.paths, exported.paths[0].parent
        if len(paths) == 1:
            text = self.tr("“{name}” is in {folder}.").format(name=paths[0].name, folder=folder)
        else:
            text = self.tr("{count} files are in {folder}.").format(count=len(paths), folder=folder)
        if exported.factor == 1.0:
            return text
        quieter = self.tr("It was turned down to {percent} % so that nothing is distorted.")
        return f"{text} {quieter.format(percent=int(100 * exported.factor))}"

    def _say(self, text: str, kind: MessageKind, *, files: bool = False) -> None:
        assert self._window is not None
        self._window.say(text, kind, files=files)
        if self._window.isVisible():
            self.said.emit(text, kind)
        else:
            self._news.say(text, kind)

    def _show_files(self) -> None:
        if self._written is not None:
            folder = self._written.paths[0].parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def close(self) -> None:
        """Stop what is running, which leaves nothing behind, and wait a moment until it is gone."""
        self._settling.stop()
        self._drag.close()
        self._courier.close()
        if self._window is not None:
            self._window.close()
        if self._job is not None:
            self._job.cancel()
            self._job.join(_JOB_LIMIT_S)
            self._let_go()
        self._disk.close(_LOOK_LIMIT_S)


def _progress_words(progress: ExportProgress) -> str:
    percent = f"{progress.fraction:.0%}".replace("%", " %")
    if progress.seconds_left is None:
        return percent
    time = duration_words(max(1.0, progress.seconds_left))
    return translate("ExportDesk", "{percent} · about {time} left").format(
        percent=percent, time=time
    )


def _looked_into(folder: Path) -> _LookedInto:
    # Path.is_dir may raise where one may not look.
    around = (each for each in (folder, *folder.parents) if os.path.isdir(each))  # noqa: PTH112
    nearest = next(around, Path.home())
    try:
        return _LookedInto(nearest, tuple(path.name for path in folder.iterdir()))
    except OSError:
        # What cannot be looked into is told when it cannot be written into.
        return _LookedInto(nearest, ())

"""Remembers how the open song was set and seen, and brings it back when it is opened again."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Pool
from app.edit_history import EditHistory
from app.practice_state import PracticeState
from app.song_loading import Song
from app.song_record import SongRecord, SongView
from app.song_record_file import read_record, write_record
from app.transport_controls import TransportControls

_SETTLE_MS = 1000


class SongRecords(QObject):
    """Writes the open song's record off the GUI thread, a moment after every change.

    `restored(view)`: the song is set as it was left, and this is what was seen of it. `has_read()`:
    it is set so, or nothing was remembered.
    `failed(error)`: it cannot be remembered; told once for each song.
    """

    restored = Signal(object)
    has_read = Signal()
    failed = Signal(object)

    def __init__(
        self, history: EditHistory, transport: TransportControls, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._transport = transport
        # One thread: what is written last stays, and a song is read after it was written.
        self._pool = Pool(1, self)
        self._song: Song | None = None
        self._opened_at_s = 0.0
        self._is_read = False
        self._has_failed = False
        self._view = SongView()
        self._untouched = history.state
        # What is to be restored of a song that seems too short for it as long as it is decoded.
        self._owed: SongRecord | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.save)
        history.stack.indexChanged.connect(self._on_changed)
        transport.playing_changed.connect(self._on_changed)

    def open(self, song: Song) -> None:
        """Bring this song back, a moment later; only what nobody has changed meanwhile."""
        self._song = song
        self._opened_at_s = time.time()
        self._is_read = self._has_failed = False
        self._view = SongView()
        self._untouched = self._history.state
        self._owed = None
        self._settling.stop()
        key = song.folder.path.name
        self._pool.run(lambda: read_record(key), lambda record: self._on_read(song, record))

    def leave(self) -> None:
        """The song is about to be another: remember this one as it is now."""
        self.save()
        self._song = None

    def grow(self, song: Song) -> None:
        """More is known of the open song: how long it is. A file may have promised too little."""
        if self._song is None:
            return
        self._song = song
        owed = self._owed
        if owed is not None and (song.is_decoded or _reaches(song, owed)):
            self._owed = None
            self._go_back_to(owed)
        self._on_changed()

    def set_view(self, view: SongView) -> None:
        """What of the song is seen now."""
        if self._is_read and view != self._view:
            self._view = view
            self._on_changed()

    def save(self) -> None:
        """Write it now; nothing as long as it is not known what was there."""
        self._settling.stop()
        song, record = self._song, self._record()
        if song is not None and record is not None:
            key = song.folder.path.name
            self._pool.run(lambda: write_record(key, record), self._on_written)

    def close(self) -> None:
        """Remember the song, and wait until it is written."""
        self.leave()
        self._pool.finish()

    def _record(self) -> SongRecord | None:
        song, state = self._song, self._history.state
        if song is None or not self._is_read:
            return None
        owed, position = self._owed, round(self._transport.position_frame())
        return SongRecord(
            path=song.path.absolute(),
            title=song.title,
            duration_s=song.duration_s,
            opened_at_s=self._opened_at_s,
            mix=state.mix,
            loop=state.loop if owed is None else owed.loop,
            loop_enabled=state.loop_enabled if owed is None else owed.loop_enabled,
            tempo_percent=state.tempo_percent,
            pitch_semitones=state.pitch_semitones,
            tuning_hz=state.tuning_hz,
            position_frame=position if owed is None else owed.position_frame,
            grid=state.grid,
            view=self._view,
        )

    def _on_changed(self) -> None:
        if self._is_read:
            self._settling.start()

    def _on_read(self, song: Song, record: SongRecord | Exception | None) -> None:
        if self._song is None or song.folder is not self._song.folder:
            return
        if isinstance(record, Exception):
            # What cannot be read must not be replaced.
            self.failed.emit(record)
        else:
            self._is_read = True
            if record is not None:
                self._restore(record)
            self.save()
        self.has_read.emit()

    def _restore(self, record: SongRecord) -> None:
        now, untouched = self._history.state, self._untouched
        mix = record.mix.for_stems(now.mix.groups.stems)
        kept = {
            "mix": mix,
            "loop": record.loop,
            "loop_enabled": record.loop_enabled and record.loop is not None,
            "tempo_percent": record.tempo_percent,
            "pitch_semitones": record.pitch_semitones,
            "tuning_hz": record.tuning_hz,
            "grid": record.grid,
        }
        # Somebody may have been quicker than the disk.
        changes: dict[str, Any] = {
            name: value
            for name, value in kept.items()
            if getattr(now, name) == getattr(untouched, name)
        }
        if "mix" not in changes:
            changes["mix"] = replace(now.mix, absent=mix.absent, absent_alone=mix.absent_alone)
        self._set_as_it_was(replace(now, **changes))
        assert self._song is not None
        if _reaches(self._song, record) or self._song.is_decoded:
            self._go_back_to(record)
        else:
            self._owed = record
        self._view = record.view
        self.restored.emit(record.view)

    def _go_back_to(self, record: SongRecord) -> None:
        """To the place where the song was left, and its loop, unless there is another by now."""
        transport = self._transport
        if transport.loop is None and record.loop is not None:
            state = replace(self._history.state, loop=record.loop, loop_enabled=record.loop_enabled)
            self._set_as_it_was(state)
        if record.position_frame and not transport.playing:
            transport.seek(record.position_frame)

    def _set_as_it_was(self, state: PracticeState) -> None:
        """Not as an edit: nobody wants to undo what was set another day."""
        self._history.rebase(lambda: self._history.restore(state))

    def _on_written(self, result: Exception | None) -> None:
        if result is not None and not self._has_failed:
            self._has_failed = True
            self.failed.emit(result)


def _reaches(song: Song, record: SongRecord) -> bool:
    """Whether the song is long enough for what is remembered of it, as far as that is known."""
    loop_end_frame = 0 if record.loop is None else record.loop.end_frame
    return max(loop_end_frame, record.position_frame) <= song.frames

"""The open song's loops and markers: kept, found again, and gone to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.bookmarks import Bookmark, Bookmarks, BookmarkT, Marker, NamedLoop
from app.bookmarks_file import BookmarksFile
from app.errors import BookmarksDamagedError
from app.transport_controls import TransportControls
from player.multitrack import SAMPLE_RATE

# While the song plays, the one just passed is still the one that is meant by "here".
_JUST_PASSED_FRAMES = SAMPLE_RATE // 2


class SongBookmarks(QObject):
    """Holds them, and writes them down off the GUI thread with every change.

    `changed(bookmarks)`; `edited()`: by a hand; `read()`: from the disk.
    `chosen_changed(bookmark or None)`: the one kept, marked or gone to last.
    `kept(bookmark)`: one was asked for, and is there now or was there already. `looped(loop)`,
    `reached(bookmark)`: one is gone to, and looped, or only the playhead is there.
    `failed(error)`: they could not be read or written.
    """

    changed = Signal(object)
    edited = Signal()
    read = Signal()
    chosen_changed = Signal(object)
    kept = Signal(object)
    looped = Signal(object)
    reached = Signal(object)
    failed = Signal(object)

    def __init__(self, transport: TransportControls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transport = transport
        # One thread: what is written last stays, and a song is read after it was written.
        self._pool = Pool(1, self)
        self._file: BookmarksFile | None = None
        self._is_read = False
        self.state = Bookmarks()
        self.chosen: Bookmark | None = None

    def open(self, key: str) -> None:
        """Those of another song, which come a moment later."""
        self._keep_early_ones()
        file = self._file = BookmarksFile.of_song(key)
        self._is_read = False
        self._choose(None)
        self._show(Bookmarks())
        self._pool.run(file.read, lambda result: self._on_read(file, result))

    def close(self) -> None:
        """Wait until everything is written; nothing is kept any more."""
        self._keep_early_ones()
        self._file = None
        self._pool.finish()

    # Changes.

    def keep_loop(self, name: str = "") -> NamedLoop | None:
        """Give the loop a name, unless it has one: this, or the next that is free. Returns it if it
        is a new one.
        """
        region = self._transport.loop
        if region is None:
            return None
        kept = next((loop for loop in self.state.loops if loop.region == region), None)
        is_new = kept is None
        if kept is None:
            name = name or self.state.next_name(self.tr("Loop {number}"), NamedLoop)
            colour = self.state.next_colour(region)
            kept = NamedLoop(name, region.start_frame, region.end_frame, colour)
            kept = self.state.renamed(kept, name)
            self._change(self.state.add(kept))
        self._choose(kept)
        self.kept.emit(kept)
        return kept if is_new else None

    def mark_here(self) -> None:
        """Set a marker at the playhead, unless there is one."""
        here = round(self._transport.position_frame())
        marker = next((marker for marker in self.state.markers if marker.frame == here), None)
        if marker is None:
            marker = Marker(self.state.next_name(self.tr("Marker {number}"), Marker), here)
            self._change(self.state.add(marker))
        self._choose(marker)
        self.kept.emit(marker)

    def rename(self, bookmark: Bookmark, text: str) -> None:
        """Call it what was typed; nothing typed changes nothing."""
        name = " ".join(text.split())
        if name:
            self._update(bookmark, self.state.renamed(bookmark, name))

    def recolour(self, loop: NamedLoop, colour: str) -> None:
        """Mark it with another of LOOP_COLOURS."""
        self._update(loop, replace(loop, colour=colour))

    def remove(self, bookmark: Bookmark) -> None:
        """Forget it."""
        self._change(self.state.remove(bookmark))
        if bookmark == self.chosen:
            self._choose(None)

    def set_to_current_loop(self, named: NamedLoop) -> None:
        """Give it the edges of the loop as it is now."""
        loop = self._transport.loop
        if loop is not None:
            moved = replace(named, start_frame=loop.start_frame, end_frame=loop.end_frame)
            self._update(named, moved)

    def move_marker(self, marker: Marker, frame: int) -> None:
        """Put it elsewhere."""
        self._update(marker, replace(marker, frame=max(0, frame)))

    def restore(self, state: Bookmarks) -> None:
        """All of them as they were."""
        self._change(state)
        if self.chosen is not None and self.chosen not in self.state:
            self._choose(None)

    # Going there.

    def go_to(self, bookmark: Bookmark) -> None:
        """Loop it, or put the playhead there."""
        if isinstance(bookmark, NamedLoop):
            self._choose(bookmark)
            self._transport.jump_to_loop(bookmark.region)
            self.looped.emit(bookmark)
        else:
            self._stop_at(bookmark)

    def go_on(self) -> None:
        """To the next marker or start of a loop."""
        here = round(self._transport.position_frame())
        ahead = [bookmark for bookmark in self.state.in_order if bookmark.frame > here]
        if ahead:
            self._stop_at(ahead[0])

    def go_back(self) -> None:
        """To the marker or start of a loop before."""
        here = round(self._transport.position_frame())
        if self._transport.playing:
            here -= _JUST_PASSED_FRAMES
        behind = [bookmark for bookmark in self.state.in_order if bookmark.frame < here]
        if behind:
            self._stop_at(behind[-1])

    def _stop_at(self, bookmark: Bookmark) -> None:
        self._choose(bookmark)
        self._transport.seek(bookmark.frame)
        self.reached.emit(bookmark)

    # Keeping.

    def _update(self, before: BookmarkT, after: BookmarkT) -> None:
        if before in self.state:
            self._change(self.state.update(before, after))
            self._choose(after)

    def _change(self, state: Bookmarks) -> None:
        if state != self.state:
            self._show(state)
            if self._is_read:
                self._write()
            self.edited.emit()

    def _write(self) -> None:
        file, bookmarks = self._file, self.state
        if file is not None:
            self._pool.run(lambda: file.write(bookmarks), self._on_written)

    def _on_written(self, result: Exception | None) -> None:
        if result is not None:
            self.failed.emit(result)

    def _on_read(self, file: BookmarksFile, result: Bookmarks | Exception) -> None:
        if file is not self._file:
            return
        self._is_read = True
        if isinstance(result, Exception):
            if not isinstance(result, BookmarksDamagedError):
                # What cannot be read must not be replaced.
                self._file = None
            self.failed.emit(result)
            result = Bookmarks()
        self._add_early_ones(result)
        self.read.emit()

    def _add_early_ones(self, kept: Bookmarks) -> None:
        """Somebody may have been quicker than the disk."""
        early = self.state
        kept = early.rebased(Bookmarks(), kept)
        self._show(kept)
        if early.in_order:
            self._write()
        if self.chosen is not None and self.chosen not in kept:
            self._choose(None)

    def _keep_early_ones(self) -> None:
        """Write what is there though the file is still being read: nobody will wait for that."""
        if self._file is not None and not self._is_read and self.state.in_order:
            # One that knows of nothing: all that the file holds is to stay.
            file, early = BookmarksFile(self._file.path), self.state
            self._pool.run(lambda: file.write(early), self._on_written)

    def _show(self, state: Bookmarks) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    def _choose(self, bookmark: Bookmark | None) -> None:
        if bookmark != self.chosen:
            self.chosen = bookmark
            self.chosen_changed.emit(bookmark)

"""What is spoken of the loop, and of the loops and markers that are kept."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.announcer import Announcer
from app.bookmarks import LOOP_COLOURS, Bookmark, Bookmarks, NamedLoop
from app.practice_session import PracticeSession
from app.views.bookmark_text import colour_name
from app.views.time_text import minutes_and_seconds, minutes_to_milliseconds
from app.views.transport_bar import TransportBar
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion


class SpokenLoops(QObject):
    """Tells an announcer of them; but not of the loop's button while it has the keyboard, which
    screen readers read by themselves.
    """

    def __init__(self, session: PracticeSession, bar: TransportBar, announcer: Announcer) -> None:
        super().__init__(announcer)
        self._announcer = announcer
        self._bar = bar
        self._loop: tuple[LoopRegion | None, bool] = (None, False)
        self._shown = self._before = Bookmarks()
        bookmarks = session.bookmarks
        session.transport.loop_changed.connect(self._on_loop_changed)
        session.loop_edits.refused.connect(lambda text: announcer.tell("loop", text))
        bookmarks.changed.connect(self._on_bookmarks_changed)
        bookmarks.edited.connect(self._on_bookmarks_edited)
        bookmarks.kept.connect(self._on_kept)
        bookmarks.looped.connect(self._on_looped)
        bookmarks.reached.connect(self._on_reached)

    # The loop.

    def _on_loop_changed(self, loop: LoopRegion | None, enabled: bool) -> None:
        before, self._loop = self._loop, (loop, enabled)
        toggled_by_hand = before[0] == loop and QApplication.focusWidget() is self._bar.loop
        if before == self._loop or toggled_by_hand:
            return
        self._announcer.tell("loop", self._loop_words(before[0], loop, enabled))

    def _loop_words(self, before: LoopRegion | None, loop: LoopRegion | None, enabled: bool) -> str:
        if loop is None:
            return self.tr("No loop")
        if loop == before and not enabled:
            return self.tr("Loop off")
        nudged = "" if before is None else self._nudge_words(before, loop)
        if nudged:
            return nudged
        words = self.tr("Loop on, {start} to {end}")
        if not enabled:
            words = self.tr("Loop off, {start} to {end}")
        return words.format(start=_time(loop.start_frame), end=_time(loop.end_frame))

    def _nudge_words(self, before: LoopRegion, loop: LoopRegion) -> str:
        """The edges that are a little elsewhere, which whole seconds would not tell."""
        starts_by = loop.start_frame - before.start_frame
        ends_by = loop.end_frame - before.end_frame
        if max(abs(starts_by), abs(ends_by)) >= SAMPLE_RATE:
            return ""
        told = []
        if starts_by:
            told.append(self.tr("Start {time}").format(time=_precise_time(loop.start_frame)))
        if ends_by:
            told.append(self.tr("End {time}").format(time=_precise_time(loop.end_frame)))
        return ", ".join(told)

    # What is kept.

    def _on_bookmarks_changed(self, bookmarks: Bookmarks) -> None:
        self._before, self._shown = self._shown, bookmarks

    def _on_bookmarks_edited(self) -> None:
        gone = [each for each in self._before.in_order if each not in self._shown]
        come = [each for each in self._shown.in_order if each not in self._before]
        if come:
            self._tell(come[0], self._change_words(gone[0] if gone else None, come[0]))
        elif gone:
            self._tell(gone[0], self.tr("{name} removed"))

    def _change_words(self, before: Bookmark | None, bookmark: Bookmark) -> str:
        if before is None:
            return self._kept_words(bookmark)
        if before.name != bookmark.name:
            return self.tr("Now called {name}")
        if isinstance(before, NamedLoop) and isinstance(bookmark, NamedLoop):
            # A newer version may know more colours.
            if before.colour != bookmark.colour and bookmark.colour in LOOP_COLOURS:
                return self.tr("{name}: {colour}")
            return self.tr("{name}, {start} to {end}")
        return self.tr("{name} at {start}")

    def _kept_words(self, bookmark: Bookmark) -> str:
        if isinstance(bookmark, NamedLoop):
            return self.tr("{name} kept")
        return self.tr("{name} at {start}")

    def _on_kept(self, bookmark: Bookmark) -> None:
        self._tell(bookmark, self._kept_words(bookmark))

    def _on_looped(self, loop: NamedLoop) -> None:
        # By its name, and also where it was looped already.
        self._tell(loop, self.tr("{name}, {start} to {end}"), "loop")

    def _on_reached(self, bookmark: Bookmark) -> None:
        self._tell(bookmark, self.tr("{name} at {start}"))

    def _tell(self, bookmark: Bookmark, words: str, subject: str = "bookmark") -> None:
        fields = {"name": bookmark.name, "start": _time(bookmark.frame)}
        if isinstance(bookmark, NamedLoop):
            fields["end"] = _time(bookmark.end_frame)
            if bookmark.colour in LOOP_COLOURS:
                fields["colour"] = colour_name(bookmark.colour)
        self._announcer.tell(subject, words.format(**fields))


def _time(frame: int) -> str:
    return minutes_and_seconds(frame / SAMPLE_RATE)


def _precise_time(frame: int) -> str:
    return minutes_to_milliseconds(frame / SAMPLE_RATE)

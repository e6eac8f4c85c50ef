"""The sections of the open song: gone to, looped, kept, and what a person makes of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.practice_session import PracticeSession
from app.reading.section_words import section_name, section_place, section_title
from player.multitrack import SAMPLE_RATE
from player.reading import section_edits
from player.reading.bar_raster import bar_raster
from player.reading.section_map import SectionMap

# Who steps back so soon after a section has begun means the one before.
_JUST_BEGUN_S = 0.8


class SectionDesk(QObject):
    """Does to sections what hands and keys ask for. Every edit is one that can be undone.

    `told(text)`: what has come of it, or why nothing has.
    """

    told = Signal(str)

    def __init__(self, session: PracticeSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def sections(self) -> SectionMap:
        """As they are now; empty while none are known."""
        return self._session.reading.sections or SectionMap()

    @property
    def here(self) -> int | None:
        """Which one is under the playhead."""
        sections = self.sections
        index = sections.index_at(self._session.transport.wanted_frame())
        if index is None and sections.sections:
            # At the very end of the song the last one is meant.
            index = len(sections.sections) - 1
        return index

    def bar_lines(self) -> NDArray[np.int64]:
        """The song frames at which sections can begin: the bars, or none while they are unknown."""
        grid, frames = self._session.song_beats.grid, self._session.transport.song_frames
        if grid is None or not grid.downbeats or not frames:
            return np.zeros(0, np.int64)
        return bar_raster(grid, frames, SAMPLE_RATE).lines[1:-1]

    # Going there.

    def go_to(self, index: int) -> None:
        """Put the playhead at its beginning."""
        self._session.transport.seek(self.sections.sections[index].start_frame)
        self._tell(index)

    def step(self, direction: int) -> None:
        """To the next section, or with -1 to the one before."""
        if self._are_none():
            return
        starts = [section.start_frame for section in self.sections.sections]
        transport = self._session.transport
        position = transport.wanted_frame()
        if direction > 0:
            index = bisect_right(starts, position + 1)
            if index == len(starts):
                self.told.emit(self.tr("This is the last section."))
                return
        else:
            begun_s = _JUST_BEGUN_S * transport.tempo_percent / 100
            begun = begun_s * SAMPLE_RATE if transport.playing else 0.0
            index = max(0, bisect_right(starts, position - begun - 1) - 1)
        self.go_to(index)

    # Looping it.

    def loop_here(self) -> None:
        """Loop the section under the playhead."""
        if not self._are_none() and self.here is not None:
            self.loop(self.here)

    def loop(self, index: int) -> None:
        """Loop a section."""
        self._session.history.end_move()
        self._set_loop(index)
        self._tell(index)

    def keep_here(self) -> None:
        """Loop the section under the playhead, and keep that loop under the section's name."""
        if not self._are_none() and self.here is not None:
            self.keep(self.here)

    def keep(self, index: int) -> None:
        """Loop a section, and keep that loop under its name: one edit."""
        history = self._session.history
        history.gather("loop", "loop_enabled", "bookmarks")
        self._set_loop(index)
        self._session.bookmarks.keep_loop(section_title(self.sections, index))
        history.take_gathered()

    def _set_loop(self, index: int) -> None:
        section, transport = self.sections.sections[index], self._session.transport
        transport.set_loop(section.start_frame, section.stop_frame)
        transport.enter_loop()

    # What a person makes of them.

    def rename(self, index: int, text: str, *, only_this: bool = False) -> None:
        """Call it, and unless `only_this` all that are like it, what was typed."""
        name = " ".join(text.split())
        sections = self.sections
        if name == section_name(sections.sections[index]) and not only_this:
            return
        if self._set(lambda: section_edits.named(sections, index, name, only_this=only_this)):
            now = section_name(self.sections.sections[index])
            self.told.emit(self.tr("Now called {name}").format(name=now))

    def relabel(self, index: int, label: str) -> None:
        """Say that it is like others of this letter."""
        if self._set(lambda: section_edits.labelled(self.sections, index, label)):
            self._tell(index)

    def move_border(self, index: int, frame: int) -> None:
        """Let it begin elsewhere."""
        if self._set(lambda: section_edits.with_border(self.sections, index, frame)):
            self._tell(index)

    def split_here(self) -> None:
        """Let another section begin at the bar nearest to the playhead."""
        if not self._are_none():
            self.split(self._session.transport.wanted_frame())

    def split(self, frame: float) -> None:
        """Let another section begin at the bar nearest to a frame."""
        lines = self.bar_lines()
        at = int(lines[np.argmin(np.abs(lines - frame))]) if len(lines) else round(frame)
        if self._set(lambda: section_edits.split(self.sections, at)):
            index = self.sections.index_at(at)
            if index is not None:
                self._tell(index)
        else:
            self.told.emit(self.tr("A section begins here already."))

    def join_here(self) -> None:
        """Make one of the section under the playhead and the next."""
        if not self._are_none() and self.here is not None:
            self.join(self.here)

    def join(self, index: int) -> None:
        """Make one of a section and the next."""
        if self._set(lambda: section_edits.joined(self.sections, index)):
            self._tell(index)
        else:
            self.told.emit(self.tr("This is the last section."))

    def go_back_to_found(self) -> None:
        """Those that were found again."""
        self._session.history.end_move()
        self._session.reading.set_sections(None)

    def _set(self, edit: Callable[[], SectionMap]) -> bool:
        """Take what becomes of them, as an edit of its own; False where nothing can."""
        try:
            edited = edit()
        except ValueError:
            return False
        if edited == self.sections:
            return False
        self._session.history.end_move()
        self._session.reading.set_sections(edited)
        return True

    def _are_none(self) -> bool:
        if self.sections.sections:
            return False
        self.told.emit(self.tr("The sections of this song are not known."))
        return True

    def _tell(self, index: int) -> None:
        place = section_place(self.sections.sections[index], self._session.song_beats.grid)
        self.told.emit(f"{section_title(self.sections, index)}, {place}")

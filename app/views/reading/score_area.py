"""Where a score is painted: its place on the time axis, its colours, and how dense it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QColor

from app.reading.opened_score import Notation
from app.theme import Theme, mixed
from player.reading.laid_part import LaidEvent, LaidPart

# Nearer together than this, notes are only dots: nobody could read them.
_READABLE_PX = {Notation.TAB: 11.0, Notation.STAFF: 14.0}
_LOOK_BACK_BARS = 1
_COLUMN_PX = 1.5


@dataclass(frozen=True)
class ScoreArea:
    """top, bottom: between which it is painted, in px. x_at: the px of a frame, not rounded.

    places: the lowest and the highest of the part on its staff.
    """

    laid: LaidPart
    notation: Notation
    theme: Theme
    width: int
    top: int
    bottom: int
    start_frame: float
    stop_frame: float
    places: tuple[int, int]

    def x_at(self, frame: float) -> float:
        """Where a frame of the song stands."""
        span = self.stop_frame - self.start_frame
        return (frame - self.start_frame) / span * self.width if span > 0 else 0.0

    @cached_property
    def bars(self) -> range:
        """The played bars that are seen, and one before, from which a tie may come."""
        seen = self.laid.between(self.start_frame, self.stop_frame)
        return range(max(0, seen.start - _LOOK_BACK_BARS), seen.stop)

    @cached_property
    def is_dense(self) -> bool:
        """Whether usual notes are too near together to be read."""
        frames = self.laid.timeline.bar_frames
        if len(self.bars) == 0:
            return False
        seen = frames[self.bars.start], frames[self.bars.stop]
        events = sum(
            1 for played in self.bars for each in self.laid.of_bar(played) if each.voice == 0
        )
        width = self.x_at(float(seen[1])) - self.x_at(float(seen[0]))
        return width < _READABLE_PX[self.notation] * events

    @cached_property
    def line_colour(self) -> QColor:
        """Of staff lines."""
        return mixed(self.theme.muted_text, self.theme.background, 0.45)

    @cached_property
    def bar_colour(self) -> QColor:
        """Of bar lines."""
        return mixed(self.theme.muted_text, self.theme.background, 0.8)

    @cached_property
    def ink(self) -> QColor:
        """Of notes."""
        return QColor(self.theme.text)

    @cached_property
    def quiet_ink(self) -> QColor:
        """Of what is not a note, and of notes that only go on."""
        return QColor(self.theme.muted_text)

    def apart(self, events: Sequence[LaidEvent]) -> Iterator[LaidEvent]:
        """Those of these events that do not stand in the same column as one before."""
        last = -math.inf
        for event in events:
            x = self.x_at(event.frame)
            if x >= last + _COLUMN_PX:
                last = x
                yield event

"""The lines of bars and beats in views on the time axis: which are seen at which zoom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import with_alpha
from app.views.grid_text import UNCERTAIN
from app.views.time_axis import TimeAxis
from player.beat_grid import BeatGrid
from player.beat_grid_edits import covering

# Lines that are nearer to each other than this are left out, beats before bars.
_BEATS_APART_PX, _BARS_APART_PX = 22, 18
_BAR_ALPHA, _BEAT_ALPHA = 0.24, 0.10
_DASHES = (3, 3)


@dataclass(frozen=True)
class GridLine:
    """A line at an x in px. number: of the bar that begins there; None for a beat within a bar."""

    x: float
    frame: int
    number: int | None


class BarLines:
    """All bar and beat lines of a song; what is seen of them is thinned out by the zoom.

    sample_rate: frames per second.
    """

    def __init__(self, grid: BeatGrid, song_frames: int, sample_rate: int) -> None:
        self.grid = grid
        self._sample_rate = sample_rate
        whole = covering(grid, song_frames)
        frames = whole.frames
        starts = frames[np.array(whole.downbeats, np.int64)]
        self._starts = starts[starts < song_frames]
        beats = frames[(frames >= 0) & (frames < song_frames)]
        self._bar_frames, self._beat_frames = _usual_gap(self._starts), _usual_gap(beats)
        self._within_bars = beats[~np.isin(beats, self._starts)]
        # What is seen of them changes seldom, and is painted with every step of the playhead.
        self._span_s = (0.0, 0.0)
        self._seen: dict[int, tuple[GridLine, ...]] = {}

    @property
    def beats_uncertain(self) -> bool:
        """Whether its beats are to be looked at."""
        return self.grid.beat_confidence < UNCERTAIN

    @property
    def bars_uncertain(self) -> bool:
        """Whether its bars are to be looked at."""
        return min(self.grid.beat_confidence, self.grid.downbeat_confidence) < UNCERTAIN

    def bar_step(self, axis: TimeAxis, width: int, apart_px: float = _BARS_APART_PX) -> int:
        """Every how many bars there is room for something so wide: 1, 2, 4, 8 …"""
        step = 1
        bar_px = self._px(self._bar_frames, axis, width)
        while bar_px > 0 and step * bar_px < apart_px:
            step *= 2
        return step

    def visible(self, axis: TimeAxis, width: int) -> tuple[GridLine, ...]:
        """What there is room for, from left to right by kind: bars, then beats."""
        span_s = (axis.start_s, axis.stop_s)
        if span_s != self._span_s:
            self._span_s, self._seen = span_s, {}
        if width not in self._seen:
            self._seen[width] = tuple(self._found(axis, width))
        return self._seen[width]

    def _found(self, axis: TimeAxis, width: int) -> Iterator[GridLine]:
        step = self.bar_step(axis, width)
        start, stop = axis.start_s * self._sample_rate, axis.stop_s * self._sample_rate
        first, last = np.searchsorted(self._starts, (start, stop + 1))
        for number, frame in enumerate(self._starts[first:last].tolist(), start=int(first) + 1):
            if (number - 1) % step == 0:
                yield GridLine(self._x(frame, axis, width), frame, number)
        if self._px(self._beat_frames, axis, width) < _BEATS_APART_PX:
            return
        first, last = np.searchsorted(self._within_bars, (start, stop + 1))
        for frame in self._within_bars[first:last].tolist():
            yield GridLine(self._x(frame, axis, width), frame, None)

    def paint(
        self, painter: QPainter, axis: TimeAxis, view: QRect, colour: QColor, area: QRect
    ) -> None:
        """Draw them faintly from the top of a view to its bottom, dashed where uncertain, those
        that cross an area of it.
        """
        if axis.span_s <= 0:
            return
        bars: list[int] = []
        beats: list[int] = []
        for line in self.visible(axis, view.width()):
            x = round(line.x)
            if area.left() <= x <= area.right():
                (beats if line.number is None else bars).append(x)
        ends = (view.top(), view.bottom())
        for columns, alpha, dashed in (
            (bars, _BAR_ALPHA, self.bars_uncertain),
            (beats, _BEAT_ALPHA, self.beats_uncertain),
        ):
            draw_lines(painter, columns, ends, with_alpha(colour, alpha), dashed=dashed)

    def _x(self, frame: int, axis: TimeAxis, width: int) -> float:
        return axis.x_at(frame / self._sample_rate, width)

    def _px(self, frames: float, axis: TimeAxis, width: int) -> float:
        """How long so many frames are on the screen; 0 where nothing is seen."""
        return frames / self._sample_rate / axis.span_s * width if axis.span_s > 0 else 0.0


def _usual_gap(frames: np.ndarray) -> float:
    """How far apart they usually are; 0 for fewer than two."""
    return float(np.median(np.diff(frames))) if len(frames) > 1 else 0.0


def draw_lines(
    painter: QPainter,
    columns: Sequence[int],
    ends: tuple[int, int],
    colour: QColor,
    *,
    dashed: bool,
) -> None:
    """One px wide, on whole columns, from a top to a bottom that belong to them. All at once:
    they are drawn in many views, and with every step of a zoom.
    """
    top, bottom = ends
    if not columns:
        return
    painter.save()
    if dashed:
        pen = QPen(colour, 1)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(_DASHES))
        painter.setPen(pen)
        painter.drawLines([QLine(x, top, x, bottom) for x in columns])
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([QRect(x, top, 1, bottom - top + 1) for x in columns])
    painter.restore()

"""The loop under the hand: what its edges snap to while they are dragged, and what is said."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.loop_snap import SnapKind, SnapPoint, SnapPoints
from app.practice_session import PracticeSession
from app.reading.section_words import section_starts
from app.status_news import StatusNews
from app.views.grid_text import spoken_place
from app.views.snap_text import snap_name
from app.views.song_page import SongPage
from app.views.time_canvas import TimeSpan
from app.views.time_text import minutes_to_milliseconds
from player.bar_count import bar_place
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion


class LoopHand(QObject):
    """Is the snapping of the page's views, shows there what holds an edge, and tells in the status
    line where the loop is when a hand or a key has changed it.
    """

    def __init__(
        self,
        session: PracticeSession,
        page: SongPage,
        news: StatusNews,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._news = news
        page.set_snapping(self)
        page.loop_drag_finished.connect(self._on_drag_finished)
        session.loop_edits.edited.connect(self._tell)
        session.loop_edits.refused.connect(news.mention)

    def edge_s(self, time_s: float, reach_s: float) -> float:
        """Where an edge comes to rest, in seconds of the song: at what holds it, or where it is."""
        point = self._points().nearest(time_s * SAMPLE_RATE, reach_s * SAMPLE_RATE)
        self._show(point)
        return time_s if point is None else point.frame / SAMPLE_RATE

    def span_s(self, span_s: TimeSpan, reach_s: float) -> TimeSpan:
        """Where a whole loop comes to rest: with one of its edges at what holds it."""
        start = round(span_s[0] * SAMPLE_RATE)
        # Wherever it is dragged to, it keeps its length to the frame.
        end = start + round((span_s[1] - span_s[0]) * SAMPLE_RATE)
        found = self._points().nearest_to_span(start, end, reach_s * SAMPLE_RATE)
        point, by_frames = found or (None, 0)
        self._show(point)
        return (start + by_frames) / SAMPLE_RATE, (end + by_frames) / SAMPLE_RATE

    def _points(self) -> SnapPoints:
        transport = self._session.transport
        playhead = None if transport.playing else round(transport.position_frame())
        return SnapPoints(
            self._session.bookmarks.state,
            transport.song_frames,
            playhead,
            self._session.loop_edits.beats,
            section_starts(self._session.reading.sections),
        )

    def _show(self, point: SnapPoint | None) -> None:
        if point is None:
            self._page.set_guide(None)
        else:
            self._page.set_guide(point.frame / SAMPLE_RATE, self._name(point))

    def _name(self, point: SnapPoint) -> str:
        grid = self._session.song_beats.grid
        if point.kind is not SnapKind.BEAT or grid is None:
            return snap_name(point)
        return spoken_place(bar_place(grid, point.frame)) or snap_name(point)

    def _on_drag_finished(self) -> None:
        self._page.set_guide(None)
        self._session.history.end_move()
        loop = self._session.transport.loop
        if loop is not None:
            self._tell(loop)

    def _tell(self, loop: LoopRegion) -> None:
        start, end = (
            minutes_to_milliseconds(frame / SAMPLE_RATE)
            for frame in (loop.start_frame, loop.end_frame)
        )
        self._news.mention(self.tr("Loop {start} to {end}").format(start=start, end=end))

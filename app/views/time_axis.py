"""Which part of the song is shown: the one time axis that every view shares."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

MINIMUM_SPAN_S = 0.05

# Where on the new page the playhead lands: a little of what was just heard stays in sight.
_PAGE_LEAD = 0.05


class TimeAxis(QObject):
    """The visible span of a song, in seconds, always inside the song.

    Signals: `changed` when the duration or the visible span is another.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duration_s = 0.0
        self._start_s = 0.0
        self._stop_s = 0.0
        self._followed_s: float | None = None
        self._is_held = False

    @property
    def duration_s(self) -> float:
        """Length of the song; 0 while there is none."""
        return self._duration_s

    @property
    def start_s(self) -> float:
        """Left end of what is visible."""
        return self._start_s

    @property
    def stop_s(self) -> float:
        """Right end of what is visible."""
        return self._stop_s

    @property
    def span_s(self) -> float:
        """How much is visible."""
        return self._stop_s - self._start_s

    @property
    def shows_all(self) -> bool:
        """Whether the whole song is visible."""
        return self.span_s >= self._duration_s

    def set_duration(self, duration_s: float) -> None:
        """Give the song's length. Whoever sees the whole song goes on seeing the whole song."""
        duration_s = max(0.0, duration_s)
        if duration_s == self._duration_s:
            return
        start_s, stop_s = (0.0, duration_s) if self.shows_all else (self._start_s, self._stop_s)
        self._duration_s = duration_s
        self._start_s, self._stop_s = self._clamped(start_s, stop_s)
        self.changed.emit()

    def show(self, start_s: float, stop_s: float) -> None:
        """Show this span, or the nearest that fits in the song and is not too short."""
        shown = self._clamped(start_s, stop_s)
        if shown == (self._start_s, self._stop_s):
            return
        self._start_s, self._stop_s = shown
        self.changed.emit()

    def show_all(self) -> None:
        """Show the whole song."""
        self.show(0.0, self._duration_s)

    def zoom(self, factor: float, around_s: float) -> None:
        """Show `factor` times less, keeping `around_s` where it is on the screen."""
        before, span_s = self.span_s, self._allowed_span(self.span_s / factor)
        if before <= 0:
            return
        start_s = around_s - (around_s - self._start_s) * span_s / before
        self.show(start_s, start_s + span_s)

    def scroll(self, delta_s: float) -> None:
        """Move what is visible; positive moves on in the song."""
        self.show(self._start_s + delta_s, self._stop_s + delta_s)

    def set_held(self, held: bool) -> None:
        """While something is dragged, no page is turned under the mouse."""
        self._is_held = held

    def keep_in_view(self, time_s: float) -> None:
        """Follow a moving playhead: turn the page when it leaves the visible span.

        Somebody who has scrolled elsewhere to look at something is left in peace until the
        playhead is visible again.
        """
        was_visible = self._followed_s is None or self._is_visible(self._followed_s)
        if was_visible and not self._is_held and not self._is_visible(time_s):
            self.reveal(time_s)
        self._followed_s = time_s

    def reveal(self, time_s: float) -> None:
        """Show a time near the left end, without zooming, if it is not visible already."""
        if not self._is_visible(time_s):
            start_s = time_s - _PAGE_LEAD * self.span_s
            self.show(start_s, start_s + self.span_s)

    def x_at(self, time_s: float, width: int) -> float:
        """Where a time stands in a view `width` px wide; outside of it for an invisible time."""
        return (time_s - self._start_s) / self.span_s * width if self.span_s > 0 else 0.0

    def time_at(self, x: float, width: int) -> float:
        """The time, in seconds, at a place in a view `width` px wide."""
        return self._start_s + x / width * self.span_s if width > 0 else self._start_s

    def _is_visible(self, time_s: float) -> bool:
        return self._start_s <= time_s <= self._stop_s

    def _allowed_span(self, span_s: float) -> float:
        return min(max(span_s, MINIMUM_SPAN_S), self._duration_s)

    def _clamped(self, start_s: float, stop_s: float) -> tuple[float, float]:
        span_s = self._allowed_span(stop_s - start_s)
        start_s = min(max(start_s, 0.0), self._duration_s - span_s)
        return start_s, min(start_s + span_s, self._duration_s)

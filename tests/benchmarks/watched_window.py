"""The real window, opened, played and zoomed while it is watched: what `watched_start` starts."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE

_TICK_MS = 5
_STEP_MS = 16
_PLAYED_S = 10.0
_ZOOMED_S = 10.0
_WORST = 3


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Watch:
    """Leads a window through a song and notes how long it ever stood still."""

    def __init__(
        self, session: PracticeSession, window: MainWindow, song: Path, started_at_s: float
    ) -> None:
        self.rows: list[tuple[str, str]] = []
        self._session = session
        self._window = window
        self._song = song
        self._started_at_s = started_at_s
        self._opened_at_s = 0.0
        self._ticks_s: list[float] = []
        self._cpu_s = self._began_s = 0.0
        self._turn = 0
        self._ticker = QTimer(window, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticker.timeout.connect(lambda: self._ticks_s.append(time.perf_counter()))
        self._hand = QTimer(window, interval=_STEP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._hand.timeout.connect(self._zoom_and_scroll)
        session.song_begun.connect(
            lambda *_: self._tell_since_opening("opening to being able to play")
        )
        session.finished_changed.connect(self._on_finished)
        session.reading.looking_changed.connect(self._on_looking)
        _FirstPaint(window, self._on_painted)

    def _on_painted(self) -> None:
        self.rows.append(
            ("process start to the window", f"{time.time() - self._started_at_s:.2f} s")
        )
        QTimer.singleShot(1000, self._open)

    def _open(self) -> None:
        self._ticker.start()
        self._opened_at_s = time.perf_counter()
        self._session.open(self._song)
        QTimer.singleShot(1500, self._session.transport.toggle_playing)
        QTimer.singleShot(11_000, lambda: self._session.transport.set_tempo(75))

    def _tell_since_opening(self, what: str) -> None:
        if what not in (told for told, _ in self.rows):
            self.rows.append((what, f"{time.perf_counter() - self._opened_at_s:.2f} s"))

    def _on_looking(self, is_looking: bool) -> None:
        if not is_looking and self._session.is_separated:
            self._tell_since_opening("opening to chords, sections and notes")

    def _on_finished(self, spans: tuple[tuple[int, int], ...]) -> None:
        if spans:
            self._tell_since_opening("opening to the first stems")
        song = self._session.song
        if self._session.is_separated and song is not None:
            self._tell_since_opening("opening to all stems")
            times = song.duration_s / (time.perf_counter() - self._opened_at_s)
            self.rows.append(("separating while playing", f"{times:.1f} times as fast as it plays"))
            self._session.finished_changed.disconnect(self._on_finished)
            # The last pictures are still being made.
            QTimer.singleShot(3000, self._play)

    def _play(self) -> None:
        self._tell_pauses("opening, separating, playing at 75 %")
        self._session.transport.set_tempo(100)
        self._session.transport.seek(0)
        self._session.transport.set_playing(True)
        self._paints = _Paints(self._window.song_page.ruler)
        self._begin_share()
        QTimer.singleShot(round(_PLAYED_S * 1000), self._zoom)

    def _zoom(self) -> None:
        paints = self._paints.count / _PLAYED_S
        self.rows.append(("playing: the playhead is painted", f"{paints:.0f} times a second"))
        self._tell_share("playing: the window's thread")
        self._tell_pauses("playing")
        self._begin_share()
        self._hand.start()
        QTimer.singleShot(round(_ZOOMED_S * 1000), self._end)

    def _zoom_and_scroll(self) -> None:
        lane = next(iter(self._window.song_page.lanes.values()))
        place = QPointF(lane.width() * (0.5 + 0.4 * math.sin(self._turn / 40)), lane.height() / 2)
        zooms = (self._turn // 60) % 2 == 0
        notch = 24 if (self._turn // 120) % 2 else -24
        event = QWheelEvent(
            place,
            QPointF(lane.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, notch),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier if zooms else Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(lane, event)
        self._turn += 1

    def _end(self) -> None:
        if self._session.reading.is_looking:
            QTimer.singleShot(round(_ZOOMED_S * 1000), self._end)
            return
        self._hand.stop()
        self._tell_share("zooming and scrolling: the window's thread")
        self._tell_pauses("zooming and scrolling")
        missing_ms = self._session.engine.ring.underrun_frames / SAMPLE_RATE * 1000
        self.rows.append(("sound the ring fell short of", f"{missing_ms:.0f} ms"))
        self.rows.append(("memory at the end", _memory()))
        self._window.close()

    def _begin_share(self) -> None:
        self._cpu_s, self._began_s = time.thread_time(), time.perf_counter()

    def _tell_share(self, what: str) -> None:
        share = (time.thread_time() - self._cpu_s) / (time.perf_counter() - self._began_s)
        self.rows.append((what, f"{share:.0%} of a core"))

    def _tell_pauses(self, doing: str) -> None:
        pauses_s = sorted((b - a for a, b in itertools.pairwise(self._ticks_s)), reverse=True)
        self._ticks_s = []
        worst = ", ".join(f"{pause_s * 1000:.0f}" for pause_s in pauses_s[:_WORST])
        over = sum(pause_s > 0.05 for pause_s in pauses_s)
        self.rows.append((f"{doing}: longest pauses", f"{worst} ms; {over} above 50 ms"))


class _FirstPaint(QObject):
    """Calls `then` once the window has been painted."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._then is not None:
            QTimer.singleShot(0, self._then)
            self._then = None
        return False


def _memory() -> str:
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    resident, own = (int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    return f"{resident:.0f} MiB, {own:.0f} of them its own"

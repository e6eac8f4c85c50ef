"""The real app with a hand on it: started as a process, it presses what its stdin asks for.

One JSON object a line: {"do": "key", "key": "Space"}, {"do": "drag", "lane": "bass", "from_s": 1,
"to_s": 3}, {"do": "state"}, {"do": "grab", "path": "..."}, {"do": "quit"}; {"do": "tempo",
"percent": 75}; {"do": "beats", "frames": [...], "downbeats": [...]}; {"do": "click", "on": true,
"pan": 1, "accented": false, "count_in": 1}; {"do": "note", "at_s": 2, "midi": 69} clicks there in
the spectrogram, {"do": "box", "from_s": 1, "to_s": 3, "lowest": 40, "highest": 52} draws there;
{"do": "output", "label": "Safe"}, from the menu of sound outputs; {"do": "repaint", "scroll":
false}, {"do": "fiddle", "spare": "other"}, {"do": "read"}, the song, and {"do": "export"}, every
stem, go on until {"do": "rest"}; {"do": "record"} presses the button that records takes, {"do":
"mute takes"} mutes those there are, {"do": "calibrate"} measures how late they are. Each is
answered by one line with the state after it.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.background import Courier
from app.commands.window import run_until_closed
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.views.spectrogram_plot import SpectrogramOverlay
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion
from tests.end_to_end.repaint_storm import RepaintStorm
from tests.end_to_end.restless_hand import RestlessHand
from tests.end_to_end.restless_reader import RestlessReader

LEFT = Qt.MouseButton.LeftButton


class Hand:
    """Does what it is told to a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._storm: RepaintStorm | None = None
        self._restless: RestlessHand | None = None
        self._reader: RestlessReader | None = None
        # Every start a loop has had: where the song may go on after a jump.
        self._loop_starts: set[int] = set()
        window.session.transport.loop_changed.connect(self._on_loop_changed)
        self._courier = Courier(self._obey, window)
        threading.Thread(target=self._listen, name="driver", daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._courier.send(json.loads(line))
        self._courier.send({"do": "quit"})

    def _on_loop_changed(self, loop: LoopRegion | None, _enabled: bool) -> None:
        if loop is not None:
            self._loop_starts.add(loop.start_frame)

    def _obey(self, wish: dict[str, Any]) -> None:
        asked_at_s = time.time()
        answer: dict[str, Any] = {}
        match wish:
            case {"do": "key", "key": key}:
                shift = Qt.KeyboardModifier.ShiftModifier
                modifier = shift if wish.get("shift") else Qt.KeyboardModifier.NoModifier
                QTest.keyClick(self._window, getattr(Qt.Key, f"Key_{key}"), modifier)
            case {"do": "drag", "lane": lane, "from_s": from_s, "to_s": to_s}:
                self._drag_lane(lane, from_s, to_s)
            case {"do": "note", "at_s": at_s, "midi": midi}:
                there = self._place(at_s, midi)
                QTest.mouseClick(self._spectrogram, LEFT, Qt.KeyboardModifier.NoModifier, there)
            case {"do": "box", "from_s": from_s, "to_s": to_s, "lowest": low, "highest": high}:
                drag(self._spectrogram, self._place(from_s, low), self._place(to_s, high))
            case {"do": "grab", "path": path}:
                self._window.grab().save(path)
            case {"do": "tempo", "percent": percent}:
                self._window.session.transport.set_tempo(percent)
            case {"do": "beats", "frames": frames, "downbeats": downbeats}:
                grid = BeatGrid(tuple(frames), tuple(downbeats))
                self._window.session.song_beats.set_grid(grid)
            case {"do": "click", "on": on, "pan": pan}:
                desk = self._window.session.click
                desk.set_on(on)
                desk.set_pan(pan)
                desk.set_accented(wish.get("accented", True))
                desk.set_count_in(wish.get("count_in", 0))
            case {"do": "output", "label": label}:
                actions = self._window.transport_bar.output.menu().actions()
                next(each for each in actions if each.text().startswith(label)).trigger()
            case {"do": "repaint", "scroll": scrolls}:
                self._storm = RepaintStorm(self._window, scrolls=scrolls)
            case {"do": "fiddle", "spare": stem}:
                self._restless = RestlessHand(self._window, stem)
            case {"do": "read"}:
                self._reader = RestlessReader(self._window.session)
            case {"do": "export"}:
                self._export()
            case {"do": "record"}:
                QTest.mouseClick(self._window.transport_bar.record, LEFT)
            case {"do": "mute takes"}:
                strips = self._window.song_page.take_area.strips
                for take in self._window.session.takes.state.all:
                    if not take.mix.muted:
                        QTest.mouseClick(strips[take.id].mute, LEFT)
            case {"do": "calibrate"}:
                self._window.takes.calibrate()
            case {"do": "rest"}:
                answer = self._rest()
            case {"do": "quit"}:
                self._window.close()
        state = {"asked_at_s": asked_at_s} | self._state() | answer
        print(json.dumps(state), flush=True)

    def _rest(self) -> dict[str, Any]:
        """End what was going on; every start a loop has had."""
        if self._storm is not None:
            self._storm.stop()
        if self._restless is not None:
            self._restless.stop()
        if self._reader is not None:
            self._reader.stop()
        exports = self._window.exports
        was_exporting = exports.is_running
        if was_exporting and exports.window is not None:
            exports.window.cancel.click()
        return {"loop_starts": sorted(self._loop_starts), "was_exporting": was_exporting}

    def _export(self) -> None:
        QTest.mouseClick(self._window.transport_bar.export, LEFT)
        shown = self._window.exports.window
        assert shown is not None
        QTest.mouseClick(shown.what.chips["stems"], LEFT)
        QTest.mouseClick(shown.formats.chips["mp3"], LEFT)
        QTest.mouseClick(shown.export, LEFT)
        # The keys that follow are for the window it is beside.
        shown.close()
        self._window.activateWindow()

    def _drag_lane(self, lane_name: str, from_s: float, to_s: float) -> None:
        lane = self._window.song_page.lanes[lane_name]
        y = lane.height() // 2
        start, stop = (QPoint(round(lane.x_of(time_s)), y) for time_s in (from_s, to_s))
        drag(lane, start, stop)

    @property
    def _spectrogram(self) -> SpectrogramOverlay:
        return self._window.song_page.spectrogram.plot.overlay

    def _place(self, time_s: float, midi: float) -> QPoint:
        canvas = self._spectrogram
        return QPoint(canvas.x_of(time_s), round(canvas.y_of(midi)))

    def _state(self) -> dict[str, Any]:
        session = self._window.session
        loop = session.transport.active_loop
        return {
            "at_s": time.time(),
            "song": session.song is not None,
            "separated": session.is_separated,
            "separating": session.is_separating,
            "finished": len(session.multitrack.finished),
            "playing": session.transport.playing,
            "position_s": session.transport.position_frame() / SAMPLE_RATE,
            "light_stretch": session.transport.light_stretch,
            "loop": None if loop is None else [loop.start_frame, loop.end_frame],
            "gains_db": {name: strip.gain_db for name, strip in session.desk.state.strips},
            "visible_s": [self._window.song_page.axis.start_s, self._window.song_page.axis.stop_s],
            "painted": 0 if self._storm is None else self._storm.painted,
            "underrun_frames": session.engine.ring.underrun_frames,
            "device_underruns": session.engine.ring.device_underruns,
            "exporting": self._window.exports.is_running,
            "times_read": 0 if self._reader is None else self._reader.times,
            "output": session.output.device_name,
            "output_latency_s": session.output.latency_s,
            "input": session.takes.input.device_name,
            "recording": session.takes.is_recording,
            "calibrating": session.takes.input.is_calibrating,
            "round_trip_ms": session.takes.round_trip_s * 1000,
            "takes": [take.id for take in session.takes.state.all],
            "message": self._window.status_line.message.text(),
        }


def drag(widget: QWidget, start: QPoint, stop: QPoint) -> None:
    """Drag the mouse from one place in a widget to another."""
    QTest.mousePress(widget, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 9):
        QTest.mouseMove(widget, start + (stop - start) * step / 8)
    QTest.mouseRelease(widget, LEFT, Qt.KeyboardModifier.NoModifier, stop)


def main(song: str, settings_path: str) -> None:
    """Open the window with a song; settings go to a file."""
    sys.setswitchinterval(0.001)  # as the app has it
    application = QApplication(sys.argv[:1])
    session = PracticeSession()
    window = MainWindow(session, QSettings(settings_path, QSettings.Format.IniFormat))
    window.show()
    window.activateWindow()
    hand = Hand(window)
    QTimer.singleShot(0, session.start)
    session.open(Path(song))
    run_until_closed(application, window, session)
    del hand


if __name__ == "__main__":
    main(*sys.argv[1:3])
    gc.collect()

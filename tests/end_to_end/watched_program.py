"""The program as `woodshed` starts it, with an eye on it: it tells where things stand.

python -m tests.end_to_end.watched_program [SONG]. Nothing is pressed in here: keys and mouse come
from the X server. One JSON object a line: {"do": "where", "name": "Mute vocals"} by what a screen
reader calls it, or by what is written on it; {"do": "line", "line": 2}: where that line of the
lyrics is; {"do": "said"}: what the song says, of which {"do": "state"} tells only whether all of it
has been found; {"do": "quit"}.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.background import Courier
from app.command_line import main
from app.commands import window as window_command
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.reading.reading_edits import ReadingEdits
from player.multitrack import SAMPLE_RATE


class Eye:
    """Answers what it is asked of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._courier = Courier(self._answer, window)
        threading.Thread(target=self._listen, name="eye", daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._courier.send(json.loads(line))

    def _answer(self, wish: dict[str, Any]) -> None:
        match wish:
            case {"do": "where", "name": name}:
                answer = self._where(name)
            case {"do": "line", "line": line}:
                answer = self._line(line)
            case {"do": "said"}:
                answer = self._said()
            case {"do": "quit"}:
                self._window.close()
                answer = {}
            case _:
                answer = self._state()
        print(json.dumps(answer), flush=True)

    def _where(self, name: str) -> dict[str, Any]:
        """Left, top, width and height on the screen, in px."""
        found = [
            widget
            for widget in self._window.findChildren(QWidget)
            if widget.isVisible() and name in (widget.accessibleName(), _text(widget))
        ]
        assert len(found) == 1, f"{len(found)} things are called {name}"
        return {"place": _place(found[0], found[0].rect())}

    def _line(self, line: int) -> dict[str, Any]:
        """Its place on the screen, in px; none where it cannot be seen."""
        canvas = self._window.reading_hands.lyrics.page.canvas
        place = canvas.line_rect(line).intersected(canvas.viewport().rect())
        is_seen = canvas.isVisible() and not place.isEmpty()
        return {"place": _place(canvas.viewport(), place) if is_seen else None}

    def _said(self) -> dict[str, Any]:
        """Where in the song is what, in frames."""
        reading = self._window.session.reading
        chart, sections, lyrics = reading.chords, reading.sections, reading.lyrics
        return {
            "song_s": self._window.session.transport.song_frames / SAMPLE_RATE,
            "chords": [
                [span.start_frame, span.stop_frame, span.chord and span.chord.name(flats=False)]
                for span in (() if chart is None else chart.spans)
            ],
            "sections": [
                [section.start_frame, section.stop_frame]
                for section in (() if sections is None else sections.sections)
            ],
            "notes": {
                stem: [[note.start_frame, note.stop_frame, note.midi] for note in notes.notes]
                for stem, notes in reading.notes.items()
            },
            "lines": [[line.frame, line.text] for line in (() if lyrics is None else lyrics.lines)],
        }

    def _state(self) -> dict[str, Any]:
        session, page = self._window.session, self._window.song_page
        loop, song = session.transport.active_loop, session.multitrack
        spans = ((0, song.frames),) if session.is_separated else song.finished
        return {
            # Only a window that has the keyboard hears its keys.
            "active": self._window.isActiveWindow(),
            # How much of the song is there in stems, from its start.
            "ready_s": next((stop / SAMPLE_RATE for start, stop in spans if start == 0), 0.0),
            "output": session.output.device_name,
            "playing": session.transport.playing,
            "position_s": session.transport.position_frame() / SAMPLE_RATE,
            "tempo": session.transport.tempo_percent,
            "loop": None if loop is None else [loop.start_frame, loop.end_frame],
            "visible_s": [page.axis.start_s, page.axis.stop_s],
            "spectrogram": page.spectrogram.shown_sources,
            "page": page.lower_panel.page_name,
            "hears_notes": [
                track.name for track in self._window.reading_hands.notes.track.heard_tracks()
            ],
            **self._reading(),
        }

    def _reading(self) -> dict[str, Any]:
        reading = self._window.session.reading
        found = reading.found
        parts = (found.harmony, found.sections, found.notes.get("bass"), found.drum_hits)
        return {
            "read": all(part is not None for part in parts) and not reading.is_looking,
            "corrected": reading.edits != ReadingEdits(),
        }


def _place(widget: QWidget, part: QRect) -> list[int]:
    corner = widget.mapToGlobal(part.topLeft())
    return [corner.x(), corner.y(), part.width(), part.height()]


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _run_watched(application: QApplication, window: MainWindow, session: PracticeSession) -> int:
    eye = Eye(window)
    exit_code = _run_until_closed(application, window, session)
    del eye
    return exit_code


_run_until_closed = window_command.run_until_closed

if __name__ == "__main__":
    window_command.run_until_closed = _run_watched
    code = main()
    gc.collect()
    sys.exit(code)

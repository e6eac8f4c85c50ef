"""Loops and steps by bars, of the grid that the song has."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.edit_history import EditHistory
from app.song_beats import SongBeats
from app.transport_controls import TransportControls
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE

BAR_COUNTS = (1, 2, 4, 8)
PRACTISED_BARS, PRACTISED_PERCENT = 4, 60.0
# Who steps back so soon after the bar has begun means the one before.
_JUST_BEGUN_S = 0.4


class BarLoops(QObject):
    """Loops whole bars and steps from bar to bar.

    `stepped(frame)`: the playhead was put at this bar line. `refused(sentence)`: and why.
    """

    stepped = Signal(int)
    refused = Signal(str)

    def __init__(
        self,
        beats: SongBeats,
        transport: TransportControls,
        history: EditHistory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._beats = beats
        self._transport = transport
        self._history = history

    def loop_from_here(self, bars: int) -> None:
        """Loop so many bars, from the one under the playhead on, or as many as the song has."""
        lines = self._known_lines()
        if lines is None:
            return
        first = self._bar_under_playhead(lines)
        last = min(first + bars, len(lines) - 1)
        self._history.end_move()
        self._transport.set_loop(int(lines[first]), int(lines[last]))
        self._transport.enter_loop()

    def practise_four(self) -> None:
        """Loop four bars from here at 60 %: one edit."""
        if self._known_lines() is None:
            return
        self._history.gather("loop", "loop_enabled", "tempo_percent")
        self.loop_from_here(PRACTISED_BARS)
        self._transport.set_tempo(PRACTISED_PERCENT)
        self._history.take_gathered()

    def loop_whole_bars(self) -> None:
        """Put both ends of the loop at the nearest bar lines, at least a bar apart."""
        loop = self._transport.loop
        if loop is None:
            self.refused.emit(self.tr("There is no loop."))
            return
        lines = self._known_lines()
        if lines is None:
            return
        start = int(np.argmin(np.abs(lines[:-1] - loop.start_frame)))
        end = max(start + 1, int(np.argmin(np.abs(lines - loop.end_frame))))
        self._history.end_move()
        self._transport.set_loop(int(lines[start]), int(lines[end]))
        self._transport.enter_loop()

    def step(self, direction: int) -> None:
        """Put the playhead at the next bar line, or with -1 at the one before."""
        lines = self._known_lines()
        if lines is None:
            return
        position = self._transport.wanted_frame()
        if direction > 0:
            place = int(np.searchsorted(lines, position + 1, side="right"))
        else:
            # What has just begun is left behind; standing still, nothing begins.
            begun_s = _JUST_BEGUN_S * self._transport.tempo_percent / 100
            begun = begun_s * SAMPLE_RATE if self._transport.playing else 0.0
            place = int(np.searchsorted(lines, position - begun, side="left")) - 1
        frame = int(lines[min(max(place, 0), len(lines) - 1)])
        self._transport.seek(frame)
        self.stepped.emit(frame)

    def _known_lines(self) -> np.ndarray | None:
        """All bar lines of the song, with its end; None, with a sentence, while there are none."""
        grid = self._beats.grid
        if grid is None:
            self.refused.emit(self.tr("The beats of this song are not known: tap along with them."))
            return None
        bars = grid.bars(self._transport.song_frames)
        if not bars:
            self.refused.emit(self.tr("The bars are not known: say where one begins."))
            return None
        starts = [bar.start for bar in bars]
        return np.unique([*_lines_before_bars(grid), *starts, bars[-1].stop])

    def _bar_under_playhead(self, lines: np.ndarray) -> int:
        position = self._transport.wanted_frame()
        place = int(np.searchsorted(lines, position + 1, side="right")) - 1
        return min(max(place, 0), len(lines) - 2)


def _lines_before_bars(grid: BeatGrid) -> list[int]:
    """Where bars would begin in an intro without any that is longer than one."""
    first, song_start = grid.downbeats[0], int(np.ceil(grid.position(0)))
    beats = range(first - grid.metre, song_start - 1, -grid.metre)
    return [round(grid.frame_at(beat)) for beat in beats]

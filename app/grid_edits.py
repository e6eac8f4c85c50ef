"""The beat grid changed by hand: tapped, moved, halved, given other bars."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.edit_history import EditHistory
from app.song_beats import SongBeats
from app.transport_controls import TransportControls
from player import beat_grid_edits
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE

SHIFT_MS = 10
# Taps that are further apart are none of the same tempo; those that follow are anew.
_TAPPING_ENDS_MS = 2500
_LEAST_TAPS = 3


class GridEdits(QObject):
    """Gives the open song another grid; every change is one edit.

    `tapped(count)`: so many taps in a row. `refused(sentence)`: and why nothing was changed.
    `moving_changed(moving)`: whether lines may be dragged.
    """

    tapped = Signal(int)
    refused = Signal(str)
    moving_changed = Signal(bool)

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
        self._taps: list[float] = []
        self._tapping = QTimer(self, singleShot=True, interval=_TAPPING_ENDS_MS)
        self._tapping.timeout.connect(self._end_tapping)
        # What is dragged, and what a hand had set before that.
        self._held: BeatGrid | None = None
        self._set_before: BeatGrid | None = None
        self.is_moving = False
        history.about_to_go.connect(self._end_tapping)
        history.about_to_go.connect(self.end_drag)

    # Taps.

    def tap(self) -> None:
        """A beat is heard now. From the third tap on the grid follows them."""
        if not self._transport.playing:
            self.refused.emit(self.tr("Tap along while the song plays."))
            return
        frame = self._transport.position_frame()
        if self._taps and frame <= self._taps[-1]:
            # A new round of a loop, or somebody went back.
            self._end_tapping()
        self._taps.append(frame)
        self._tapping.start()
        if len(self._taps) >= _LEAST_TAPS:
            metre, unit = self._metre()
            frames = self._transport.song_frames
            self._history.gather("grid")
            self._beats.set_grid(beat_grid_edits.tapped(self._taps, frames, metre=metre, unit=unit))
        self.tapped.emit(len(self._taps))

    def _end_tapping(self) -> None:
        self._tapping.stop()
        if self._taps:
            self._taps = []
            self._history.take_gathered()

    # All of it.

    def halve(self) -> None:
        """Half the tempo."""
        self._change(beat_grid_edits.halved)

    def double(self) -> None:
        """Twice the tempo."""
        self._change(beat_grid_edits.doubled)

    def shift(self, ms: float) -> None:
        """All lines so much later, or earlier where that is negative."""
        frames = round(ms / 1000 * SAMPLE_RATE)
        self._change(lambda grid: beat_grid_edits.shifted(grid, frames), is_step=True)

    def go_back_to_found(self) -> None:
        """What was found in the song counts again."""
        self._end_tapping()
        self._history.end_move()
        self._beats.set_grid(None)

    def set_from_loop(self, count: int, *, is_bars: bool) -> None:
        """One tempo for the whole song, with so many bars, or beats, between the loop's ends."""
        loop = self._transport.loop
        if loop is None:
            self.refused.emit(self.tr("Set a loop from one bar line to another first."))
            return
        metre, unit = self._metre()
        self._end_tapping()
        self._history.end_move()
        try:
            grid = beat_grid_edits.steady(
                loop.start_frame,
                loop.end_frame,
                count * metre if is_bars else count,
                self._transport.song_frames,
                metre=metre,
                unit=unit,
            )
        except ValueError:
            self.refused.emit(self.tr("The loop is too short for so many beats."))
            return
        self._beats.set_grid(grid)

    # Bars.

    def set_downbeat_here(self) -> None:
        """A bar begins at the beat nearest to the playhead."""
        position = self._transport.position_frame()
        self._change(lambda grid: beat_grid_edits.downbeat_set(grid, _nearest_beat(grid, position)))

    def set_metre(self, metre: int, unit: int, *, from_here: bool = False) -> None:
        """Bars of so many beats, in the whole song or from the playhead's bar on."""
        position = self._transport.position_frame()

        def change(grid: BeatGrid) -> BeatGrid:
            here = min(max(int(grid.position(position) + 1e-6), 0), len(grid.beats) - 1)
            from_beat = here if from_here or not grid.downbeats else None
            return beat_grid_edits.metre_set(grid, metre, unit, from_beat=from_beat)

        self._change(change)

    def metre_here(self) -> tuple[int, int]:
        """How many beats the bar at the playhead has, and what the score calls a beat."""
        grid = self._beats.grid
        if grid is None:
            return 0, 4
        beat = int(grid.position(self._transport.position_frame()) + 1e-6)
        return beat_grid_edits.metre_at(grid, beat), grid.unit

    # One line.

    def set_beat_here(self) -> None:
        """Move the nearest beat to the playhead."""
        position = self._transport.position_frame()
        self._change(
            lambda grid: beat_grid_edits.beat_moved(
                grid, _nearest_beat(grid, position), round(position)
            )
        )

    def set_moving(self, moving: bool) -> None:
        """Let lines be dragged, or no more: one that is being dragged goes back."""
        if not moving:
            self._cancel_drag()
        if moving and self._beats.grid is None:
            self._refuse_unknown()
            moving = False
        if moving != self.is_moving:
            self.is_moving = moving
            self.moving_changed.emit(moving)

    def drag_line(self, frame: float, by_frames: float, *, is_all: bool) -> None:
        """The line at a frame is dragged so far from where it was, or with it all lines."""
        if self._held is None:
            grid = self._whole()
            if grid is None:
                return
            self._end_tapping()
            self._held = grid
            self._set_before = self._beats.grid if self._beats.is_edited else None
        held = self._held
        self._history.gather("grid")
        if is_all:
            self._beats.set_grid(beat_grid_edits.shifted(held, round(by_frames)))
            return
        beat = _nearest_beat(held, frame)
        moved = round(held.beats[beat] + by_frames)
        self._beats.set_grid(beat_grid_edits.beat_moved(held, beat, moved))

    def end_drag(self) -> None:
        """The line is let go."""
        if self._held is not None:
            self._held = None
            self._history.take_gathered()

    def _cancel_drag(self) -> None:
        if self._held is not None:
            self._beats.set_grid(self._set_before)
            self.end_drag()

    def begin_song(self) -> None:
        """Another song: nothing of what was being done goes on."""
        self._tapping.stop()
        self._taps, self._held = [], None
        self._history.take_gathered()
        self.set_moving(False)

    def _metre(self) -> tuple[int, int]:
        grid = self._beats.grid
        if grid is None:
            return beat_grid_edits.USUAL_METRE, 4
        return grid.metre or beat_grid_edits.USUAL_METRE, grid.unit

    def _whole(self) -> BeatGrid | None:
        """The grid with beats everywhere in the song: what is seen can be changed."""
        grid = self._beats.grid
        if grid is None:
            self._refuse_unknown()
            return None
        return beat_grid_edits.covering(grid, self._transport.song_frames)

    def _refuse_unknown(self) -> None:
        self.refused.emit(self.tr("The beats of this song are not known: tap along with them."))

    def _change(self, change: Callable[[BeatGrid], BeatGrid], *, is_step: bool = False) -> None:
        """is_step: several in a row are one edit."""
        self._end_tapping()
        grid = self._whole()
        if grid is None:
            return
        if not is_step:
            self._history.end_move()
        self._beats.set_grid(change(grid))


def _nearest_beat(grid: BeatGrid, frame: float) -> int:
    return min(max(round(grid.position(frame)), 0), len(grid.beats) - 1)

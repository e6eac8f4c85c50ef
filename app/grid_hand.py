"""Beats and bars in the window: what is shown of them, and what hands do to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.views import grid_text
from app.views.bar_lines import BarLines
from app.views.grid_popup import GridPopup
from app.views.late import Late
from player.bar_count import BarPlace, bar_place, tempo_around_bpm
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE

if TYPE_CHECKING:
    from app.main_window import MainWindow

_CENT = 0.01


class GridHand(QObject):
    """Ties the song's beats to the page, the bar and the popup of a window.

    `show_position` is to be called with every picture shown.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._page, self._bar, self._news = window.song_page, window.transport_bar, window.news
        self._shortcuts = window.menus.shortcuts
        self._shown: tuple[str, str, str, tuple[int, int]] | None = None
        self._bar_number = 0
        self._tap_keys = ""
        self._late_popup = Late(self._new_popup)
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._leave.setEnabled(False)
        self._connect_hands()
        self._connect_session()
        self._on_keys_changed()
        self._on_grid_changed(self._session.song_beats.grid)

    @property
    def popup(self) -> GridPopup:
        """What can be done with them, below the cell in the bar."""
        return self._late_popup.wanted()

    def _new_popup(self) -> GridPopup:
        popup, edits = GridPopup(self._window.looks.theme, self._window), self._session.grid_edits
        self._window.looks.theme_changed.connect(popup.set_theme)
        popup.tapped.connect(edits.tap)
        popup.halve_clicked.connect(edits.halve)
        popup.double_clicked.connect(edits.double)
        popup.downbeat_clicked.connect(edits.set_downbeat_here)
        popup.metre_chosen.connect(
            lambda metre, unit, from_here: edits.set_metre(metre, unit, from_here=from_here)
        )
        popup.loop_is.connect(lambda count, is_bars: edits.set_from_loop(count, is_bars=is_bars))
        popup.shift_clicked.connect(edits.shift)
        popup.move_clicked.connect(lambda: edits.set_moving(True))
        popup.found_clicked.connect(edits.go_back_to_found)
        popup.tuning_clicked.connect(self.correct_pitch)
        popup.set_tap_keys(QKeySequence.fromString(self._tap_keys))
        if self._shown is not None:
            text, _, confidence, metre = self._shown
            popup.set_grid(text, confidence, metre)
        self._show_can_go_back(popup)
        self._show_loop(popup)
        self._show_tuning(popup)
        return popup

    def _connect_hands(self) -> None:
        edits = self._session.grid_edits
        self._bar.grid_clicked.connect(self._open)
        cell, lane = self._page.bar_cell, self._page.bar_lane
        cell.tapped.connect(edits.tap)
        cell.done_clicked.connect(lambda: edits.set_moving(False))
        self._leave.activated.connect(lambda: edits.set_moving(False))
        lane.line_dragged.connect(
            lambda time_s, by_s, is_all: edits.drag_line(
                time_s * SAMPLE_RATE, by_s * SAMPLE_RATE, is_all=is_all
            )
        )
        lane.line_drag_finished.connect(edits.end_drag)

    def _connect_session(self) -> None:
        session, edits = self._session, self._session.grid_edits
        session.song_beats.grid_changed.connect(self._on_grid_changed)
        session.song_beats.found_changed.connect(lambda _: self._tell(self._show_can_go_back))
        session.song_beats.tuning_changed.connect(lambda _: self._tell(self._show_tuning))
        session.song_grown.connect(lambda _: self._on_grid_changed(session.song_beats.grid))
        session.transport.loop_changed.connect(lambda *_: self._tell(self._show_loop))
        session.transport.tempo_changed.connect(lambda _: self._show_tempo())
        session.transport.pitch_changed.connect(lambda _: self._tell(self._show_tuning))
        session.transport.box_changed.connect(
            lambda box: edits.set_moving(edits.is_moving and box is None)
        )
        edits.moving_changed.connect(self._on_moving_changed)
        session.history.about_to_go.connect(self._page.bar_lane.let_go)
        edits.tapped.connect(self._on_tapped)
        for refused in (edits.refused, session.bar_loops.refused):
            refused.connect(self._news.mention)
        self._shortcuts.changed.connect(self._on_keys_changed)

    # What is shown.

    def show_position(self, frame: float) -> None:
        """Show the bar and the beat of the playhead, and the tempo there."""
        grid = self._session.song_beats.grid
        place = BarPlace(0, 0) if grid is None else bar_place(grid, frame)
        self._bar.position.set_place(place)
        if place.bar != self._bar_number:
            self._bar_number = place.bar
            self._show_tempo()

    def _open(self) -> None:
        self._show_tempo()
        self.popup.open_below(self._bar.grid)

    def _on_grid_changed(self, grid: BeatGrid | None) -> None:
        beats, transport = self._session.song_beats, self._session.transport
        lines = None if grid is None else BarLines(grid, transport.song_frames, SAMPLE_RATE)
        self._page.set_bar_lines(lines, is_edited=beats.is_edited)
        self._tell(self._show_can_go_back)
        self.show_position(transport.position_frame())
        self._show_tempo()
        if grid is None:
            self._session.grid_edits.set_moving(False)

    def _show_tempo(self) -> None:
        """Tempo and metre as they are where the playhead is, in the bar and in the popup."""
        beats, transport = self._session.song_beats, self._session.transport
        grid = beats.grid
        if grid is None:
            text = says = confidence = ""
            metre = (0, 4)
        else:
            metre = self._session.grid_edits.metre_here()
            bpm = tempo_around_bpm(grid, transport.position_frame(), SAMPLE_RATE)
            text = grid_text.tempo_and_metre(bpm, *metre)
            confidence = grid_text.confidence_words(
                grid.beat_confidence, grid.downbeat_confidence, is_edited=beats.is_edited
            )
            heard = round(bpm * transport.tempo_percent / 100)
            says = self.tr("{bpm} beats per minute as recorded, {heard} as heard")
            says = says.format(bpm=round(bpm), heard=heard) + f"\n{confidence}"
            if min(grid.beat_confidence, grid.downbeat_confidence) < grid_text.UNCERTAIN:
                text += " ?"
        shown = (text, says, confidence, metre)
        if shown != self._shown:
            self._shown = shown
            self._bar.set_grid(text, says)
            self._tell(lambda popup: popup.set_grid(text, confidence, metre))

    def _tell(self, show: Callable[[GridPopup], None]) -> None:
        popup = self._late_popup.made
        if popup is not None:
            show(popup)

    def _show_can_go_back(self, popup: GridPopup) -> None:
        beats = self._session.song_beats
        popup.set_can_go_back(beats.is_edited and beats.found is not None)

    def _show_loop(self, popup: GridPopup) -> None:
        popup.set_has_loop(self._session.transport.loop is not None)

    def _show_tuning(self, popup: GridPopup) -> None:
        tuning, pitch = self._session.song_beats.tuning, self._session.transport.pitch_semitones
        if tuning is None:
            popup.set_tuning("", can_correct=False)
            return
        is_right = abs(pitch - _corrected(pitch, tuning.cents)) < _CENT / 2
        words = grid_text.tuning_words(tuning.cents, tuning.confidence)
        popup.set_tuning(words, can_correct=not is_right)

    def _on_moving_changed(self, moving: bool) -> None:
        self._page.bar_lane.set_moving(moving)
        self._page.bar_cell.set_moving(moving)
        self._leave.setEnabled(moving)
        if moving:
            # Escape ends one thing at a time.
            self._session.transport.set_box(None)
            self._news.mention(self.tr("Drag a line in the lane of bars; Shift moves all lines"))

    def _on_tapped(self, count: int) -> None:
        grid = self._session.song_beats.grid
        if count < 3 or grid is None:
            self._news.mention(self.tr("%n taps", "", count))
            return
        frame = self._session.transport.position_frame()
        bpm = tempo_around_bpm(grid, frame, SAMPLE_RATE)
        words = self.tr("%n taps: {bpm} beats per minute", "", count)
        self._news.mention(words.format(bpm=round(bpm)))

    def _on_keys_changed(self) -> None:
        named = self._shortcuts.keys("grid.tap")
        if named == self._tap_keys:
            return
        self._tap_keys = named
        keys = QKeySequence.fromString(named)
        self._tell(lambda popup: popup.set_tap_keys(keys))
        self._page.bar_cell.set_tap_keys(keys.toString(QKeySequence.SequenceFormat.NativeText))

    # What hands do.

    def correct_pitch(self) -> None:
        """Let the song sound at A = 440 Hz, in the semitones that are set."""
        tuning, transport = self._session.song_beats.tuning, self._session.transport
        if tuning is not None:
            transport.set_pitch(_corrected(transport.pitch_semitones, tuning.cents))


def _corrected(semitones: float, cents: float) -> float:
    """The same semitones, and so many cents that the song sounds at A = 440 Hz."""
    return round(semitones) - round(cents) * _CENT

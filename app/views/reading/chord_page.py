"""The page of chords below the lanes: the one that is heard, the next, and the bars around."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.reading import chord_words
from app.reading.chord_instruments import Instrument
from app.reading.reading_edits import MOST_CAPO
from app.reading.shown_chords import ShownChords, is_uncertain
from app.text_scale import fix_height, grown
from app.theme import SPACE, Theme
from app.views.lower_page import LowerPage
from app.views.menu_arrow import open_menu, show_arrow
from app.views.reading.chord_bar_row import ChordBarRow
from app.views.reading.chord_diagram import ChordDiagram, DrawnChord
from app.views.value_field import ValueField
from player.beat_grid import BeatGrid
from player.reading.chord_bars import bars_to_show, chord_bars
from player.reading.chord_chart import ChordSpan
from player.transport import LoopRegion

_NOW_PX, _NEXT_PX = 64, 36
_CHIP_PX = 24
_LEAST_PX, _BARS_FROM_PX = 96, 150
# Just before a beat it is not one beat more.
_BEAT_SLACK = 0.05


class ChordPage(LowerPage):
    """Follows the playhead.

    Signals, from a person's hand: `instrument_chosen(instrument)`, `left_handed_toggled(on)`,
    `capo_chosen(fret)`, `bar_chosen(frame)`.
    """

    instrument_chosen = Signal(object)
    left_handed_toggled = Signal(bool)
    capo_chosen = Signal(int)
    bar_chosen = Signal(int)

    def __init__(self, theme: Theme, sample_rate: int, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(content, theme, parent)
        self._sample_rate = sample_rate
        self._shown: ShownChords | None = None
        self._hint = ""
        self._grid: BeatGrid | None = None
        self._song_frames = 0
        self._loop: LoopRegion | None = None
        self._frame = 0.0
        self._spans: tuple[ChordSpan | None, ChordSpan | None] = (None, None)
        self._instrument = Instrument.GUITAR
        self.now = ChordDiagram(self.tr("Chord now"), theme, _NOW_PX, is_quiet=False)
        self.following = ChordDiagram(self.tr("Next chord"), theme, _NEXT_PX, is_quiet=True)
        self.bars = ChordBarRow(theme)
        self.hint = QLabel()
        self.hint.setProperty("tone", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.instrument, self.left_handed = QToolButton(), QPushButton(self.tr("Left-handed"))
        self.capo = ValueField(
            self.tr("Fret of the capo"), theme, 0, MOST_CAPO, 0, size_px=tokens.TITLE_PX
        )
        self.shapes = QLabel()
        self._lay_out_chords(content)
        self._lay_out_side()
        self.bars.bar_chosen.connect(self.bar_chosen)
        self.left_handed.clicked.connect(self.left_handed_toggled)
        self.capo.value_changed.connect(lambda fret: self.capo_chosen.emit(round(fret)))
        show_arrow(self.instrument, theme)
        self.set_instrument(Instrument.GUITAR, left_handed=False)
        self.set_chords(None, None, 0)

    def _lay_out_chords(self, content: QWidget) -> None:
        chords = QHBoxLayout()
        chords.setSpacing(0)
        chords.addWidget(self.now, 3)
        chords.addWidget(self.following, 2)
        column = QVBoxLayout(content)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.hint, 1)
        column.addLayout(chords, 1)
        column.addWidget(self.bars)

    def _lay_out_side(self) -> None:
        self._menu = QMenu(self.instrument)
        self._menu.setAccessibleName(self.tr("Instrument"))
        group = QActionGroup(self._menu)
        self._actions = {}
        for instrument in Instrument:
            action = self._menu.addAction(instrument.text)
            action.setCheckable(True)
            action.triggered.connect(
                lambda _=False, instrument=instrument: self.instrument_chosen.emit(instrument)
            )
            group.addAction(action)
            self._actions[instrument] = action
        open_menu(self.instrument, self._menu)
        self.left_handed.setCheckable(True)
        self.left_handed.setProperty("shape", "toggle")
        self.left_handed.setAutoDefault(True)
        for button in (self.instrument, self.left_handed):
            button.setFont(tokens.font(tokens.SMALL_PX))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            fix_height(button, _CHIP_PX)
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        first.addWidget(self.instrument)
        first.addWidget(self.left_handed)
        first.addStretch(1)
        caption = QLabel(self.tr("Capo"))
        for label in (caption, self.shapes):
            label.setProperty("tone", "muted")
        self._capo_row = QWidget()
        second = QHBoxLayout(self._capo_row)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(2 * SPACE)
        second.addWidget(caption)
        second.addWidget(self.capo)
        second.addWidget(self.shapes, 1)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(first)
        column.addWidget(self._capo_row)
        column.addStretch(1)

    # What it is told.

    def set_chords(
        self,
        shown: ShownChords | None,
        grid: BeatGrid | None,
        song_frames: int,
        hint: str = "",
    ) -> None:
        """Show these chords of a song, with its beats; with None the hint instead."""
        self._shown, self._grid, self._song_frames = shown, grid, song_frames
        self._all_bars = () if shown is None else chord_bars(shown.chart, grid, song_frames)
        self.hint.setText(hint)
        self.hint.setVisible(shown is None)
        for widget in (self.now, self.following):
            widget.setVisible(shown is not None)
        self.capo.set_value(0 if shown is None else shown.capo)
        is_moved = shown is not None and shown.capo > 0
        self.shapes.setText(self._shapes_words(shown) if shown is not None and is_moved else "")
        self._show_what_fits()
        self._spans = (None, None)
        self._draw(anew=True)

    def _shapes_words(self, shown: ShownChords) -> str:
        key = shown.shape_key
        if key is None:
            return ""
        return self.tr("shapes in {key}").format(key=chord_words.short_key(key, 1.0))

    def set_instrument(self, instrument: Instrument, *, left_handed: bool) -> None:
        """Show chords on this one; announces nothing."""
        self._instrument = instrument
        self.instrument.setText(instrument.text)
        self.instrument.setAccessibleName(
            self.tr("Instrument: {name}").format(name=instrument.text)
        )
        self._actions[instrument].setChecked(True)
        with QSignalBlocker(self.left_handed):
            self.left_handed.setChecked(left_handed)
        self.left_handed.setEnabled(instrument.neck is not None)
        for diagram in (self.now, self.following):
            diagram.set_instrument(instrument, left_handed=left_handed)
        self._draw(anew=True)

    def set_loop_region(self, loop: LoopRegion | None) -> None:
        """Show the bars of this loop, which is on; None for those around the playhead."""
        self._loop = loop
        self._draw(anew=False)

    def set_playhead(self, time_s: float | None) -> None:
        """Show what is heard there, and how long until the next."""
        self._frame = 0.0 if time_s is None else time_s * self._sample_rate
        self._draw(anew=False)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        super().set_theme(theme)
        show_arrow(self.instrument, theme)
        for view in (self.now, self.following, self.bars, self.capo):
            view.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low page has no room for the bars, nor for the capo, which the lane's cell has too."""
        super().resizeEvent(event)
        self._show_what_fits()

    def minimumSizeHint(self) -> QSize:
        """With nothing but the chords and the instrument."""
        return QSize(super().minimumSizeHint().width(), grown(_LEAST_PX))

    def _show_what_fits(self) -> None:
        has_room = self.height() >= grown(_BARS_FROM_PX)
        self.bars.setVisible(self._shown is not None and has_room)
        self._capo_row.setVisible(has_room)

    # What is shown now.

    def _draw(self, *, anew: bool) -> None:
        shown = self._shown
        if shown is None:
            self.bars.set_bars((), None)
            return
        now, following = self._now_and_next(shown)
        if anew or (now, following) != self._spans:
            self._spans = (now, following)
            self.now.set_chord(self._drawn(now))
            self.following.set_chord(self._drawn(following))
            self.now.set_caption(self._certainty(now))
        self.following.set_caption("" if following is None else self._until(following))
        self.bars.set_bars(bars_to_show(self._all_bars, self._frame, self._loop), shown)
        self.bars.set_frame(self._frame)

    def _now_and_next(self, shown: ShownChords) -> tuple[ChordSpan | None, ChordSpan | None]:
        """What is heard, and the next other chord; at the end of the loop that is its first."""
        now = shown.chart.at(self._frame)
        following = shown.chart.next_after(self._frame)
        loop = self._loop
        is_looped = loop is not None and loop.start_frame <= self._frame < loop.end_frame
        if loop is not None and is_looped:
            if following is None or following.start_frame >= loop.end_frame:
                following = shown.chart.at(loop.start_frame)
            if following == now:
                following = None
        return now, following

    def _until(self, following: ChordSpan) -> str:
        """In how many beats, or seconds, it comes; with the way back to the start of a loop."""
        frame, start = self._frame, following.start_frame
        grid, loop = self._grid, self._loop
        ways = [(frame, float(start))]
        if loop is not None and start <= frame:
            ways = [
                (frame, float(loop.end_frame)),
                (float(loop.start_frame), float(max(start, loop.start_frame))),
            ]
        if grid is None:
            seconds = sum(stop - begin for begin, stop in ways) / self._sample_rate
            return chord_words.seconds_words(max(0.0, seconds))
        beats = sum(grid.position(stop) - grid.position(begin) for begin, stop in ways)
        return chord_words.beats_words(max(1, int(-(-(beats - _BEAT_SLACK) // 1))))

    def _certainty(self, span: ChordSpan | None) -> str:
        if span is None or not is_uncertain(span):
            return ""
        return chord_words.confidence_words(span)

    def _drawn(self, span: ChordSpan | None) -> DrawnChord | None:
        """A chord as this instrument has it: a piano knows of no capo."""
        shown = self._shown
        if span is None or shown is None:
            return None
        chord = span.chord
        if chord is None:
            spoken = chord_words.spoken_span(span, shown)
            return DrawnChord(chord_words.no_chord(), None, "", spoken)
        mark = "?" if is_uncertain(span) else ""
        heard = shown.heard_text(chord)
        if self._instrument.neck is None:
            return DrawnChord(heard + mark, shown.heard(chord), "", heard)
        sounds = self.tr("sounds as {chord}").format(chord=heard) if shown.capo else ""
        return DrawnChord(
            shown.shape_text(chord) + mark,
            shown.shape(chord),
            sounds,
            chord_words.spoken_span(span, shown),
        )

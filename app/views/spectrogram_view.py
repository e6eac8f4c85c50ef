"""The spectrogram with its side panel: what is shown, what is under the pointer, and a piano."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.theme import DARK, MIX, SPACE, Theme, stem_colour
from app.views.icons import icon
from app.views.piano_keyboard import WIDTH_PX, PianoKeyboard
from app.views.source_chips import SourceChips
from app.views.spectrogram_plot import SpectrogramPlot
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeSpan
from player.pitch_names import frequency_to_pitch, midi_to_frequency
from player.spectrogram import SpectrogramTile

_HEADER_PX = 36
_ROOMY_PX = 216
_CHIPS_PX = tokens.SIDE_COLUMN_PX - WIDTH_PX - 6 * SPACE


class SpectrogramView(QWidget):
    """A spectrogram on the shared time axis, which can be folded away.

    Signals: `source_chosen(source)`, "mix" or a stem's name; `collapsed_changed(collapsed)`;
    the canvas in `plot.overlay` has those of every time canvas.
    """

    source_chosen = Signal(str)
    collapsed_changed = Signal(bool)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = MIX
        self._collapsed = False
        self._points_at_note = False
        self.plot = SpectrogramPlot(axis, theme, sample_rate)
        self.piano = PianoKeyboard(theme)
        self.chips = SourceChips(_CHIPS_PX, theme)
        self.chips.set_sources((MIX,))
        self.chips.set_chosen(MIX)
        self.fold = QPushButton()
        self.note_label, self.cents_label = QLabel(), QLabel()
        self.frequency_label, self._caption = QLabel(), QLabel(self.tr("Under the pointer"))
        self._lay_out()
        self.chips.chosen.connect(self._on_chosen)
        self.fold.clicked.connect(lambda: self.set_collapsed(not self._collapsed))
        self.plot.overlay.pointed_at.connect(self._on_pointed_at)
        self._on_pointed_at(None)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Spectrogram"))
        title.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        self.fold.setProperty("shape", "quiet")
        self.fold.setFixedSize(24, 24)
        self.fold.setAutoDefault(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note_label.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        for label in (self.cents_label, self.frequency_label, self._caption):
            label.setFont(tokens.font(tokens.TEXT_PX))
        for label in (self.frequency_label, self._caption):
            label.setProperty("tone", "muted")
        # In a low panel these two stand in for each other, and nothing may move.
        self.frequency_label.setMinimumHeight(self.note_label.sizeHint().height())
        pitch = QHBoxLayout()
        pitch.setSpacing(2 * SPACE)
        pitch.addWidget(self.note_label)
        pitch.addWidget(self.cents_label, 1)
        header = QHBoxLayout()
        header.addWidget(title, 1)
        header.addWidget(self.fold)
        column = QVBoxLayout()
        column.setContentsMargins(5 + 3 * SPACE, (_HEADER_PX - 24) // 2, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(header)
        column.addWidget(self.chips)
        column.addSpacing(SPACE)
        column.addWidget(self._caption)
        column.addLayout(pitch)
        column.addWidget(self.frequency_label)
        column.addStretch(1)
        self._panel = QFrame()
        self._panel.setObjectName("SideCell")
        self._panel.setFixedWidth(tokens.SIDE_COLUMN_PX)
        panel = QHBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.setSpacing(0)
        panel.addLayout(column, 1)
        panel.addWidget(self.piano)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addWidget(self.plot, 1)
        row.addStretch(0)  # keeps the panel in its column while the plot is folded away

    def set_sources(self, stems: tuple[str, ...]) -> None:
        """Offer these stems beside the mix."""
        self.chips.set_sources((*stems, MIX))
        # New chips would come last for the tab key.
        QWidget.setTabOrder(self.chips.chip(MIX), self.plot.overlay)
        QWidget.setTabOrder(self.plot.overlay, self.plot.overlay.chip)
        self.set_source(self._source if self._source in stems else MIX)

    def set_source(self, source: str) -> None:
        """Show which source the tiles are of; those of another are cleared."""
        if source != self._source:
            self._source = source
            self.plot.clear_tiles()
        self.chips.set_chosen(source)
        self.plot.overlay.set_pointer_colour(stem_colour(DARK, source))

    def set_tile(self, tile: SpectrogramTile) -> None:
        """Show a tile, unless it is of a source that is no longer shown."""
        if tile.source == self._source:
            self.plot.set_tile(tile)

    def clear_tiles(self) -> None:
        """Show nothing but the dark ground."""
        self.plot.clear_tiles()

    def set_decibel_range(self, darkest_db: float, brightest_db: float) -> None:
        """What the colours span, in dB relative to the loudest pitch seen so far."""
        self.plot.set_decibel_range(darkest_db, brightest_db)

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead."""
        self.plot.overlay.set_playhead(time_s)

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show a loop region."""
        self.plot.overlay.set_loop(loop, enabled)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme; the picture itself stays dark."""
        self._theme = theme
        self.piano.set_theme(theme)
        self.chips.set_theme(theme)
        self.plot.overlay.set_theme(theme)
        self._show_fold()

    @property
    def collapsed(self) -> bool:
        """Whether only the header is left."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Fold the spectrogram away, or back."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        for widget in (self.plot, self.piano, self.chips):
            widget.setVisible(not collapsed)
        self.setMaximumHeight(_HEADER_PX if collapsed else 16_777_215)
        self._show_fold()
        self._show_texts()
        self.collapsed_changed.emit(collapsed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel has one line below the chips, a roomy one three."""
        super().resizeEvent(event)
        self._show_texts()

    def _show_texts(self) -> None:
        roomy = self.height() >= _ROOMY_PX
        note = not self._collapsed and (roomy or self._points_at_note)
        self._caption.setVisible(not self._collapsed and roomy)
        for label in (self.note_label, self.cents_label):
            label.setVisible(note)
        self.frequency_label.setVisible(not self._collapsed and (roomy or not note))

    def _show_fold(self) -> None:
        show, fold = self.tr("Show the spectrogram"), self.tr("Fold the spectrogram away")
        says = show if self._collapsed else fold
        self.fold.setIcon(
            icon("chevron_right" if self._collapsed else "chevron_down", self._theme, size_px=16)
        )
        self.fold.setAccessibleName(says)
        self.fold.setToolTip(says)

    def _on_chosen(self, source: str) -> None:
        self.set_source(source)
        self.source_chosen.emit(source)

    def _on_pointed_at(self, midi: float | None) -> None:
        self._points_at_note = midi is not None
        self._show_texts()
        if midi is None:
            self.note_label.setText("–")
            self.cents_label.setText("")
            self.frequency_label.setText(self.tr("Point at a note"))
            self.piano.set_lit(None)
            return
        frequency_hz = midi_to_frequency(midi)
        pitch = frequency_to_pitch(frequency_hz)
        cents = f"{pitch.cents:+.0f}".replace("-", "−")
        self.note_label.setText(pitch.name)
        self.cents_label.setText(self.tr("{cents} ct").format(cents=cents))
        self.frequency_label.setText(
            self.tr("{frequency} Hz").format(frequency=f"{frequency_hz:.1f}")
        )
        self.piano.set_lit(round(midi))

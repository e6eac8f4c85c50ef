"""The spectrogram with its side panel: what is shown, what is under the pointer, and a piano."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import (
    fix_icon,
    fix_size,
    fix_width,
    grown,
    keep_text_height,
    text_scale,
)
from app.theme import BLEND, DARK, MIX, SPACE, Theme, stem_colour
from app.translation import decimal
from app.views.colour_maps import COLOUR_MAPS, colour_map, shades_of
from app.views.icons import icon
from app.views.late import Late
from app.views.lower_page import ABOVE_PX, BUTTON_PX, HEADER_PX, ICON_PX
from app.views.panel_title import PanelTitle
from app.views.piano_keyboard import WIDTH_PX, PianoKeyboard
from app.views.picture_popup import (
    BASS_PITCHES,
    BRIGHTEST_DB,
    DARKEST_DB,
    VOICE_PITCHES,
    PicturePopup,
)
from app.views.pitch_axis import EVERY_PITCH, PitchAxis, PitchRange
from app.views.source_chips import SourceChips
from app.views.spectrogram_picture import Layer
from app.views.spectrogram_plot import SpectrogramPlot
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeSpan
from player.pitch_names import frequency_to_pitch, midi_to_frequency
from player.spectrogram_tile import SpectrogramTile

_ROOMY_PX = 216
_CHIPS_PX = tokens.SIDE_COLUMN_PX - WIDTH_PX - 6 * SPACE
# Where most of these sounds is; of everything else every pitch is shown.
_PITCHES_OF = {"bass": BASS_PITCHES, "vocals": VOICE_PITCHES}


class SpectrogramView(QWidget):
    """A spectrogram on the shared time axis, which can be folded away.

    Every source has its own range of pitches, in `pitches`, where it was left.

    Signals: `source_chosen(source)`, "mix", "blend" or a stem's name; `source_changed(source)`,
    whoever has chosen it;
    `collapsed_changed(collapsed)`; the canvas in `plot.overlay` has those of every time canvas,
    `popup` those of how the picture is painted.

    `popup_made(popup)`: nobody could listen to it before.
    """

    source_chosen = Signal(str)
    source_changed = Signal(str)
    collapsed_changed = Signal(bool)
    popup_made = Signal(object)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = MIX
        self._collapsed = False
        self._points_at_note = False
        self._given_px: int | None = None
        self._stems: tuple[str, ...] = ()
        self._heard: tuple[str, ...] = ()
        self._colours = COLOUR_MAPS[0]
        self._ranges: dict[str, PitchRange] = {}
        self.pitches = PitchAxis(self)
        self.plot = SpectrogramPlot(axis, self.pitches, theme, sample_rate)
        self.piano = PianoKeyboard(self.pitches, theme)
        self.chips = SourceChips(_CHIPS_PX, theme)
        self.chips.set_sources((MIX,))
        self.chips.set_chosen(MIX)
        self.fold, self.look, self.notes = QPushButton(), QPushButton(), QPushButton()
        self._decibel_range: tuple[float, float] = (DARKEST_DB, BRIGHTEST_DB)
        self._late_popup = Late(self._new_popup)
        self.note_label, self.cents_label = QLabel(), QLabel()
        self.frequency_label, self._caption = QLabel(), QLabel(self.tr("Under the pointer"))
        self.title = PanelTitle()
        self._lay_out()
        self.chips.chosen.connect(self._on_chosen)
        self.fold.clicked.connect(lambda: self.set_collapsed(not self._collapsed))
        self.look.clicked.connect(self.open_popup)
        self.pitches.changed.connect(self._on_pitches_changed)
        self.plot.overlay.pointed_at.connect(self._on_pointed_at)
        self.set_decibel_range(DARKEST_DB, BRIGHTEST_DB)
        self._on_pointed_at(None)
        self._show_layers()
        self.set_theme(theme)

    @property
    def popup(self) -> PicturePopup:
        """How the picture is painted."""
        return self._late_popup.wanted()

    def _new_popup(self) -> PicturePopup:
        popup = PicturePopup(self._theme, self)
        popup.set_colours(self._colours)
        popup.set_range(*self._decibel_range)
        popup.pitches_chosen.connect(self.pitches.show)
        self.popup_made.emit(popup)
        return popup

    def _lay_out(self) -> None:
        for button in (self.notes, self.look, self.fold):
            button.setProperty("shape", "quiet")
            button.setAutoDefault(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            fix_size(button, BUTTON_PX, BUTTON_PX)
            fix_icon(button, ICON_PX)
        self.notes.setCheckable(True)
        says = self.tr("Notes: seen, heard, changed")
        self.notes.setAccessibleName(says)
        self.notes.setToolTip(says)
        says = self.tr("Colours, levels and pitches of the spectrogram")
        self.look.setAccessibleName(self.tr("Picture: {says}").format(says=says))
        self.look.setToolTip(says)
        self.note_label.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        for label in (self.cents_label, self.frequency_label, self._caption):
            label.setFont(tokens.font(tokens.TEXT_PX))
        for label in (self.frequency_label, self._caption):
            label.setProperty("tone", "muted")
        # In a low panel these two stand in for each other, and nothing may move.
        note_px = self.note_label.sizeHint().height() / text_scale()
        keep_text_height(self.frequency_label, note_px)
        pitch = QHBoxLayout()
        pitch.setSpacing(2 * SPACE)
        pitch.addWidget(self.note_label)
        pitch.addWidget(self.cents_label, 1)
        header = QHBoxLayout()
        header.setSpacing(0)
        header.addWidget(self.title)
        header.addStretch(1)
        header.addWidget(self.notes)
        header.addWidget(self.look)
        header.addWidget(self.fold)
        column = QVBoxLayout()
        column.setContentsMargins(5 + 3 * SPACE, ABOVE_PX, SPACE, SPACE)
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
        fix_width(self._panel, tokens.SIDE_COLUMN_PX)
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
        """Offer these stems beside the mix; of several also their blend."""
        self._stems = stems
        sources = (*stems, MIX, *((BLEND,) if len(stems) > 1 else ()))
        self.chips.set_sources(sources)
        self._order_tabs([self.chips.chip(source) for source in sources])
        known = self._source in stems or (self._source == BLEND and len(stems) > 1)
        self.set_source(self._source if known else MIX)

    def _order_tabs(self, chips: Sequence[QWidget]) -> None:
        """As they stand: chips that are made anew would come last."""
        overlay = self.plot.overlay
        header = (self.title, self.notes, self.look, self.fold)
        order = [*header, *chips, self.piano, overlay, overlay.chip]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_source(self, source: str) -> None:
        """Show which source the tiles are of; those of another are cleared."""
        if source != self._source:
            self._source = source
            self.plot.clear_tiles()
            self._show_layers()
            self.pitches.show(self._ranges.get(source, _PITCHES_OF.get(source, EVERY_PITCH)))
            self.source_changed.emit(source)
        self.chips.set_chosen(source)
        self.plot.overlay.set_pointer_colour(stem_colour(DARK, source))

    @property
    def source(self) -> str:
        """Which source is shown: "mix", "blend" or a stem's name."""
        return self._source

    def set_heard(self, stems: tuple[str, ...]) -> None:
        """Say which stems are in the blend."""
        if stems != self._heard:
            self._heard = stems
            self._show_layers()

    @property
    def shown_sources(self) -> tuple[str, ...]:
        """Of which sounds tiles are to be seen."""
        if self._source != BLEND:
            return (self._source,)
        return tuple(stem for stem in self._stems if stem in self._heard)

    def _show_layers(self) -> None:
        if self._source == BLEND:
            layers: Sequence[Layer] = [
                Layer(stem, shades_of(stem_colour(DARK, stem))) for stem in self.shown_sources
            ]
        else:
            layers = [Layer(self._source, colour_map(self._colours))]
        self.plot.set_layers(layers)

    def set_tile(self, tile: SpectrogramTile) -> None:
        """Show a tile, unless it is of a source that is no longer shown."""
        self.plot.set_tile(tile)

    def clear_tiles(self) -> None:
        """Show nothing but the dark ground."""
        self.plot.clear_tiles()

    def set_decibel_range(self, darkest_db: float, brightest_db: float) -> None:
        """What the colours span, in dB relative to the loudest pitch seen so far."""
        self._decibel_range = (darkest_db, brightest_db)
        if self._late_popup.made is not None:
            self._late_popup.made.set_range(darkest_db, brightest_db)
        self.plot.set_decibel_range(darkest_db, brightest_db)

    def set_colours(self, name: str) -> None:
        """Paint in one of `COLOUR_MAPS`; a blend keeps the colours of its stems."""
        if self._late_popup.made is not None:
            self._late_popup.made.set_colours(name)
        if name != self._colours:
            self._colours = name
            self._show_layers()

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead, and light the notes there."""
        self.plot.notes.set_playhead(time_s)
        self.plot.overlay.set_playhead(time_s)

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show a loop region."""
        self.plot.overlay.set_loop(loop, enabled)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme; the picture itself stays dark."""
        self._theme = theme
        self.title.set_theme(theme)
        self.piano.set_theme(theme)
        self.chips.set_theme(theme)
        if self._late_popup.made is not None:
            self._late_popup.made.set_theme(theme)
        self.plot.overlay.set_theme(theme)
        self.look.setIcon(icon("picture", theme, size_px=ICON_PX))
        self.set_notes_shown(self.notes.isChecked())
        self._show_fold()

    def set_notes_shown(self, shown: bool) -> None:
        """Show whether notes are seen."""
        self.notes.setChecked(shown)
        self.notes.setIcon(icon("notes", self._theme, size_px=ICON_PX, on_accent=shown))

    @property
    def collapsed(self) -> bool:
        """Whether only the header is left."""
        return self._collapsed

    def open_popup(self) -> None:
        """Offer how the picture is painted."""
        self.set_collapsed(False)
        self.popup.open_below(self.look)

    def set_collapsed(self, collapsed: bool) -> None:
        """Fold the spectrogram away, or back."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        for widget in (self.plot, self.piano, self.chips, self.look, self.notes):
            widget.setVisible(not collapsed)
        self.setMaximumHeight(grown(HEADER_PX) if collapsed else 16_777_215)
        self._show_fold()
        self._show_texts()
        self.collapsed_changed.emit(collapsed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel has one line below the chips, a roomy one three, a very low one none."""
        super().resizeEvent(event)
        self._show_texts()

    def give_height(self, height_px: int | None) -> None:
        """It is going to be so high, and what does not fit goes; as high as it is with None."""
        if height_px != self._given_px:
            self._given_px = height_px
            self._show_texts()

    def least_height(self) -> int:
        """As low as it may be: with its chips, and no line below them, in px."""
        header_px = max(each.sizeHint().height() for each in (self.title, self.look, self.fold))
        return ABOVE_PX + max(header_px, self.look.height()) + self.chips.height() + (4 * SPACE)

    @property
    def _room_px(self) -> int:
        return self.height() if self._given_px is None else self._given_px

    @property
    def _is_low(self) -> bool:
        """Whether there is no room for a line below the chips."""
        return self._room_px < self.least_height() + self._line_px()

    def _line_px(self) -> int:
        return max(self.frequency_label.sizeHint().height(), self.note_label.sizeHint().height())

    def _show_texts(self) -> None:
        roomy, low = self._room_px >= grown(_ROOMY_PX), self._is_low
        note = not self._collapsed and not low and (roomy or self._points_at_note)
        self._caption.setVisible(not self._collapsed and roomy)
        for label in (self.note_label, self.cents_label):
            label.setVisible(note)
        self.frequency_label.setVisible(not self._collapsed and not low and (roomy or not note))
        self._show_title()

    def _show_title(self) -> None:
        """Where there is no line for it, the note under the pointer stands in the title's place."""
        instead = self._is_low and self._points_at_note and not self._collapsed
        self.title.setText(self.note_label.text() if instead else self.tr("Spectrogram"))

    def _show_fold(self) -> None:
        show, fold = self.tr("Show the spectrogram"), self.tr("Fold the spectrogram away")
        says = show if self._collapsed else fold
        name = "chevron_right" if self._collapsed else "chevron_down"
        self.fold.setIcon(icon(name, self._theme, size_px=ICON_PX))
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
        self.note_label.setText(pitch.name)
        self.cents_label.setText(self.tr("{cents} ct").format(cents=_signed(pitch.cents)))
        text = self.tr("{frequency} Hz").format(frequency=decimal(frequency_hz, 1))
        self._show_title()
        level_db = self.plot.picture.level_db(self.plot.overlay.pointer_s, midi)
        if level_db is not None:
            text = self.tr("{frequency} · {level} dB").format(
                frequency=text, level=_signed(level_db)
            )
        self.frequency_label.setText(text)
        self.piano.set_lit(round(midi))

    def _on_pitches_changed(self) -> None:
        self._ranges[self._source] = self.pitches.range


def _signed(number: float) -> str:
    return f"{number:+.0f}".replace("-", "−")

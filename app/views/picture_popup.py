"""How the spectrogram is painted: its colours, which levels they span, which pitches are seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.colour_maps import COLOUR_MAPS, colour_map
from app.views.headings import popup_heading
from app.views.pitch_axis import EVERY_PITCH, PitchRange
from app.views.popup_place import popup_place
from app.views.value_field import ValueField

DARKEST_DB, BRIGHTEST_DB = -60, 0
"""What the colours span to begin with, in dB relative to the loudest."""
LEAST_DB, MOST_DB = -100, 0
_NARROWEST_DB = 10

BASS_PITCHES: PitchRange = (23.5, 64.5)  # C1 to E4
VOICE_PITCHES: PitchRange = (40.5, 96.5)  # F2 to C7
_STRIP_PX = (36, 12)
_CHIP_PX = 28


class PicturePopup(QFrame):
    """Opens below a button; a click beside it or Escape closes it.

    Signals, all from a person's hand: `colours_chosen(name)`, one of `COLOUR_MAPS`;
    `range_changed(darkest_db, brightest_db)`; `pitches_chosen(range)`.
    """

    colours_chosen = Signal(str)
    range_changed = Signal(float, float)
    pitches_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("PicturePopup")
        self.setAccessibleName(self.tr("Picture of the spectrogram"))
        self._group = QButtonGroup(self)
        self.colours = {name: self._new_colours(name) for name in COLOUR_MAPS}
        self.darkest = self._new_level(self.tr("Darkest level"), theme, DARKEST_DB)
        self.brightest = self._new_level(self.tr("Brightest level"), theme, BRIGHTEST_DB)
        self.pitches = {
            text: self._new_pitches(text, pitches)
            for text, pitches in (
                (self.tr("All"), EVERY_PITCH),
                (self.tr("Bass"), BASS_PITCHES),
                (self.tr("Voice"), VOICE_PITCHES),
            )
        }
        self.reset = QPushButton(self.tr("Reset"))
        fix_height(self.reset, _CHIP_PX)
        self.reset.setAutoDefault(True)
        self.reset.setToolTip(self.tr("The colours and levels that Woodshed comes with"))
        self.reset.clicked.connect(self._on_reset)
        self._lay_out()
        self.set_colours(COLOUR_MAPS[0])

    def _new_colours(self, name: str) -> QPushButton:
        button = _ColoursButton(name)
        self._group.addButton(button)
        button.clicked.connect(lambda: self.colours_chosen.emit(name))
        return button

    def _new_level(self, name: str, theme: Theme, level_db: int) -> ValueField:
        field = ValueField(
            name,
            theme,
            LEAST_DB,
            MOST_DB,
            level_db,
            unit=self.tr(" dB"),
            size_px=tokens.TITLE_PX,
            signed=True,
            alignment=Qt.AlignmentFlag.AlignLeft,
        )
        field.value_changed.connect(lambda _: self._on_level_changed(field))
        return field

    def _new_pitches(self, text: str, pitches: PitchRange) -> QPushButton:
        button = QPushButton(text)
        fix_height(button, _CHIP_PX)
        button.setAutoDefault(True)
        button.setAccessibleName(self.tr("Pitches: {which}").format(which=text))
        button.clicked.connect(lambda: self.pitches_chosen.emit(pitches))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(popup_heading(self.tr("Colours")))
        for button in self.colours.values():
            column.addWidget(button)
        column.addSpacing(SPACE)
        column.addWidget(popup_heading(self.tr("Levels, below the loudest")))
        levels = QGridLayout()
        levels.setHorizontalSpacing(4 * SPACE)
        levels.setVerticalSpacing(SPACE)
        for row, (text, field) in enumerate(
            ((self.tr("Dark up to"), self.darkest), (self.tr("Bright from"), self.brightest))
        ):
            label = QLabel(text)
            label.setFont(tokens.font(tokens.TEXT_PX))
            levels.addWidget(label, row, 0)
            levels.addWidget(field, row, 1)
        levels.setColumnStretch(2, 1)
        column.addLayout(levels)
        column.addSpacing(SPACE)
        column.addWidget(popup_heading(self.tr("Pitches")))
        pitches = QHBoxLayout()
        pitches.setSpacing(2 * SPACE)
        for button in self.pitches.values():
            pitches.addWidget(button)
        column.addLayout(pitches)
        column.addSpacing(SPACE)
        column.addWidget(self.reset)

    def open_below(self, button: QWidget) -> None:
        """Open, and give the keyboard to what is chosen."""
        self.adjustSize()
        self.move(popup_place(button, self))
        self.show()
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_colours(self, name: str) -> None:
        """Show which colours are chosen; announces nothing."""
        with QSignalBlocker(self._group):
            self.colours[name].setChecked(True)
        for each, button in self.colours.items():
            # Qt lets the tab key stop at the one that had the keyboard last.
            button.setFocusPolicy(
                Qt.FocusPolicy.TabFocus if each == name else Qt.FocusPolicy.NoFocus
            )

    def set_range(self, darkest_db: float, brightest_db: float) -> None:
        """Show what the colours span; announces nothing."""
        self.darkest.set_value(darkest_db)
        self.brightest.set_value(brightest_db)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        for field in (self.darkest, self.brightest):
            field.set_theme(theme)

    def _on_level_changed(self, changed: ValueField) -> None:
        """The other one gives way, so that there is always something between them."""
        darkest, brightest = self.darkest.value(), self.brightest.value()
        if brightest - darkest < _NARROWEST_DB:
            if changed is self.darkest:
                brightest = min(darkest + _NARROWEST_DB, MOST_DB)
                darkest = brightest - _NARROWEST_DB
            else:
                darkest = max(brightest - _NARROWEST_DB, LEAST_DB)
                brightest = darkest + _NARROWEST_DB
            self.set_range(darkest, brightest)
        self.range_changed.emit(float(darkest), float(brightest))

    def _on_reset(self) -> None:
        self.set_colours(COLOUR_MAPS[0])
        self.set_range(DARKEST_DB, BRIGHTEST_DB)
        self.colours_chosen.emit(COLOUR_MAPS[0])
        self.range_changed.emit(float(DARKEST_DB), float(BRIGHTEST_DB))


class _ColoursButton(QPushButton):
    """A strip of the colours, and their name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        # The others are names.
        title = self.tr("Grey") if name == "grey" else name.capitalize()
        self.setText(title)
        self._gradient = QLinearGradient(0.0, 0.0, 1.0, 0.0)
        self._gradient.setCoordinateMode(QLinearGradient.CoordinateMode.ObjectMode)
        colours = colour_map(name)
        for place in range(0, 256, 17):
            colour = QColor(*(int(part) for part in colours[place]))
            self._gradient.setColorAt(place / 255, colour)
        self.setObjectName("ColoursButton")
        self.setCheckable(True)
        self.setAutoDefault(True)
        fix_height(self, _CHIP_PX)
        self.setAccessibleName(self.tr("Colours: {name}").format(name=title))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip stands in the room that the stylesheet leaves beside the name."""
        super().paintEvent(event)
        width, height = _STRIP_PX
        painter = QPainter(self)
        top = (self.height() - height) / 2
        painter.fillRect(QRectF(2 * SPACE, top, width, height), self._gradient)
        painter.end()

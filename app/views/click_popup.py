"""How the click sounds, and what is counted in: opens below its strip."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.models_report import Option
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.click_text import count_in_words, sound_name
from app.views.keyboard_order import chain
from app.views.option_chips import OptionChips
from app.views.pan_knob import PanKnob
from app.views.popup_place import popup_place
from player.click import MOST_COUNT_IN_BARS, MOST_PARTS, Click, ClickSound

_CHIP_PX = 28


class ClickPopup(QFrame):
    """A click beside it or Escape closes it.

    Signals, all from a person's hand: `sound_chosen(sound)`, `parts_chosen(parts)`,
    `accent_toggled(accented)`, `count_in_chosen(bars)`, `rounds_toggled(counts_in)`,
    `pan_changed(pan)`, where the strip has no room for that.
    """

    sound_chosen = Signal(object)
    parts_chosen = Signal(int)
    accent_toggled = Signal(bool)
    count_in_chosen = Signal(int)
    rounds_toggled = Signal(bool)
    pan_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("ClickPopup")
        self.setAccessibleName(self.tr("How it clicks"))
        self.sounds = OptionChips(self.tr("Sound"), exclusive=True)
        self.parts = OptionChips(self.tr("Clicks on each beat"), exclusive=True)
        self.accent = QPushButton(self.tr("Accent the first beat of a bar"))
        self.count_in = OptionChips(self.tr("Count-in before playing"), exclusive=True)
        self.rounds = QPushButton(self.tr("Before each round of the loop too"))
        for chip in (self.accent, self.rounds):
            chip.setCheckable(True)
            chip.setProperty("shape", "toggle")
            fix_height(chip, _CHIP_PX)
            chip.setFont(tokens.font(tokens.TEXT_PX))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setAutoDefault(True)  # the return key presses it
        self._pan_row = QWidget()
        self.pan = PanKnob(theme)
        self.pan.setAccessibleName(self.tr("Pan of the click"))
        self._lay_out()
        self.pan.pan_changed.connect(self.pan_changed)
        self.sounds.chosen.connect(lambda value: self.sound_chosen.emit(ClickSound(value)))
        self.parts.chosen.connect(lambda value: self.parts_chosen.emit(int(value)))
        self.accent.clicked.connect(self.accent_toggled)
        self.count_in.chosen.connect(lambda value: self.count_in_chosen.emit(int(value)))
        self.rounds.clicked.connect(self.rounds_toggled)
        self.set_click(Click())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        for text, widgets in (
            (self.tr("Sound"), (self.sounds,)),
            (self.tr("Clicks on each beat"), (self.parts, self.accent)),
            (self.tr("Count-in before playing"), (self.count_in, self.rounds)),
        ):
            if column.count():
                column.addSpacing(SPACE)
            heading = QLabel(text)
            heading.setFont(tokens.font(tokens.SMALL_PX))
            heading.setProperty("tone", "muted")
            column.addWidget(heading)
            for widget in widgets:
                row = QHBoxLayout()
                row.addWidget(widget)
                row.addStretch(1)
                column.addLayout(row)
        pan = QHBoxLayout(self._pan_row)
        pan.setContentsMargins(0, SPACE, 0, 0)
        pan.setSpacing(2 * SPACE)
        heading = QLabel(self.tr("Pan"))
        heading.setFont(tokens.font(tokens.SMALL_PX))
        heading.setProperty("tone", "muted")
        pan.addWidget(heading)
        pan.addWidget(self.pan)
        pan.addStretch(1)
        column.addWidget(self._pan_row)

    def set_pans(self, pans: bool) -> None:
        """Offer the pan too, or leave it to the strip."""
        self._pan_row.setVisible(pans)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.pan.set_theme(theme, QColor(theme.muted_text))

    def open_below(self, button: QWidget) -> None:
        """Open, and give the keyboard to the sound that is chosen."""
        self.adjustSize()
        self.move(popup_place(button, self))
        self.show()
        chip = self.sounds.chosen_chip
        if chip is not None:
            chip.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_click(self, click: Click) -> None:
        """Show what is chosen; announces nothing."""
        self.pan.set_pan(click.mix.pan)
        self.sounds.set_options(
            [
                Option(sound.value, sound_name(sound), is_chosen=sound is click.sound)
                for sound in ClickSound
            ]
        )
        self.parts.set_options(
            [
                Option(str(parts), str(parts), is_chosen=parts == click.parts)
                for parts in range(1, MOST_PARTS + 1)
            ]
        )
        self.count_in.set_options(
            [
                Option(str(bars), count_in_words(bars), is_chosen=bars == click.count_in_bars)
                for bars in range(MOST_COUNT_IN_BARS + 1)
            ]
        )
        for chip, is_checked in (
            (self.accent, click.is_accented),
            (self.rounds, click.counts_in_rounds),
        ):
            with QSignalBlocker(chip):
                chip.setChecked(is_checked)
        self.rounds.setEnabled(click.count_in_bars > 0)
        # Chips are made last of all, and the tab key stops at the chosen ones.
        chain((self.sounds, self.parts, self.accent, self.count_in, self.rounds, self._pan_row))

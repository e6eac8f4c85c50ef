"""What is seen, heard and done of the notes of the shown stem: opens below its button."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.models_report import Option
from app.text_scale import fix_height
from app.theme import SPACE, Theme, stem_colour
from app.views.gain_slider import GainSlider, gain_text
from app.views.headings import popup_heading
from app.views.option_chips import OptionChips
from app.views.popup_place import popup_place
from app.views.reading.note_layer import NotesShown

_CHIP_PX = 28


class NotesHeard(StrEnum):
    """How the notes of a stem are heard as tones."""

    NOTHING = "nothing"
    BESIDE = "beside"
    INSTEAD = "instead"


@dataclass(frozen=True)
class NotesReport:
    """What the popup shows. title: whose notes; words: what is known of them. can_hear, can_change:
    whether there are some, and whether a stem is meant whose notes a hand may change.
    """

    title: str
    words: str
    shown: NotesShown = NotesShown.NOTHING
    heard: NotesHeard = NotesHeard.NOTHING
    gain_db: float = 0.0
    can_hear: bool = False
    can_change: bool = False
    can_go_back: bool = False


class NotesPopup(QFrame):
    """A click beside it or Escape closes it.

    Signals, all from a person's hand: `shown_chosen(shown)`, `heard_chosen(heard)`,
    `gain_db_changed(gain_db)`, `edit_clicked()`, `quantise_clicked()`, `found_clicked()`: what was
    found is to count again.
    """

    shown_chosen = Signal(object)
    heard_chosen = Signal(object)
    gain_db_changed = Signal(float)
    edit_clicked = Signal()
    quantise_clicked = Signal()
    found_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("NotesPopup")
        self.setAccessibleName(self.tr("Notes"))
        self.title, self.words = QLabel(), QLabel()
        self.title.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        self.words.setFont(tokens.font(tokens.SMALL_PX))
        self.words.setProperty("tone", "muted")
        self.words.setWordWrap(True)
        self.shown = OptionChips(self.tr("Seen"), exclusive=True)
        self.heard = OptionChips(self.tr("Heard as tones"), exclusive=True)
        self.gain = GainSlider(theme)
        self.gain.setAccessibleName(self.tr("Gain of the notes"))
        self.gain_words = QLabel()
        self.gain_words.setFont(tokens.font(tokens.SMALL_PX))
        self.gain_words.setProperty("tone", "muted")
        says = self.tr("Drag, make and remove notes in the spectrogram; Escape ends it")
        self.edit = self._new_button(self.tr("Edit notes"), says)
        says = self.tr("Begin and end every note on the beats' sixteenths or triplets")
        self.quantise = self._new_button(self.tr("Quantise to the grid"), says)
        says = self.tr("Forget what was set; what was found in the song counts")
        self.found = self._new_button(self.tr("Back to what was found"), says)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _new_button(self, text: str, says: str) -> QPushButton:
        button = QPushButton(text)
        fix_height(button, _CHIP_PX)
        button.setAutoDefault(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"{text}: {says}")
        button.setToolTip(says)
        return button

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.title)
        column.addWidget(self.words)
        for text, chips in (
            (self.tr("Seen"), self.shown),
            (self.tr("Heard as tones"), self.heard),
        ):
            column.addSpacing(SPACE)
            column.addWidget(popup_heading(text))
            column.addWidget(chips)
        level = QHBoxLayout()
        level.setSpacing(2 * SPACE)
        level.addWidget(self.gain, 1)
        level.addWidget(self.gain_words)
        column.addLayout(level)
        column.addSpacing(SPACE)
        column.addWidget(popup_heading(self.tr("Changed by hand")))
        for button in (self.edit, self.quantise, self.found):
            column.addWidget(button)

    def _connect(self) -> None:
        self.shown.chosen.connect(lambda value: self.shown_chosen.emit(NotesShown(value)))
        self.heard.chosen.connect(lambda value: self.heard_chosen.emit(NotesHeard(value)))
        self.gain.gain_db_changed.connect(self._on_gain)
        self.edit.clicked.connect(self._on_edit)
        self.quantise.clicked.connect(self.quantise_clicked)
        self.found.clicked.connect(self.found_clicked)

    def set_report(self, report: NotesReport) -> None:
        """Show this; announces nothing."""
        self.title.setText(report.title)
        self.words.setText(report.words)
        names = {
            NotesShown.NOTHING: self.tr("Off"),
            NotesShown.LINE: self.tr("Line"),
            NotesShown.BLOCKS: self.tr("Notes"),
        }
        says = {
            NotesShown.NOTHING: "",
            NotesShown.LINE: self.tr("The pitch as it was sung or played; faint where uncertain"),
            NotesShown.BLOCKS: self.tr("Notes on their keys; dashed where uncertain"),
        }
        self.shown.set_options(
            [
                Option(each.value, name, says[each], is_chosen=each is report.shown)
                for each, name in names.items()
            ]
        )
        heard = {
            NotesHeard.NOTHING: self.tr("Off"),
            NotesHeard.BESIDE: self.tr("Beside the stem"),
            NotesHeard.INSTEAD: self.tr("Instead"),
        }
        self.heard.set_options(
            [
                Option(each.value, name, is_chosen=each is report.heard, is_enabled=report.can_hear)
                for each, name in heard.items()
            ]
        )
        self.gain.set_gain_db(report.gain_db)
        self._show_gain(report.gain_db)
        self.gain.setEnabled(report.can_hear)
        self.edit.setEnabled(report.can_change)
        self.quantise.setEnabled(report.can_change and report.can_hear)
        self.found.setEnabled(report.can_go_back)
        if self.isVisible():
            self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.gain.set_theme(theme, stem_colour(theme, tokens.MIX))

    def open_below(self, button: QWidget) -> None:
        """Open, and give the keyboard to what is seen."""
        self._fit()
        self.move(popup_place(button, self))
        self.show()
        chip = self.shown.chosen_chip
        if chip is not None:
            chip.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As high as its words need that are wrapped: Qt takes them for one line."""
        for widget in (self, *self.findChildren(QWidget)):
            widget.ensurePolished()  # before, no style sheet counts
        width = self.sizeHint().width()
        self.resize(width, self._column.totalHeightForWidth(width))

    def _on_gain(self, gain_db: float) -> None:
        self._show_gain(gain_db)
        self.gain_db_changed.emit(gain_db)

    def _show_gain(self, gain_db: float) -> None:
        self.gain_words.setText(gain_text(gain_db))

    def _on_edit(self) -> None:
        """What is edited has to be seen."""
        self.close()
        self.edit_clicked.emit()

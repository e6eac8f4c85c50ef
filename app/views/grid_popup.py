"""Beats, bars and tuning of the song: what is known of them, and how to set them right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.headings import popup_heading
from app.views.popup_keys import presses
from app.views.popup_place import popup_place
from app.views.value_field import ValueField

METRES = ((2, 4), (3, 4), (4, 4), (5, 4), (6, 8), (7, 8), (12, 8))
"""What is offered: beats in a bar, and what the score calls one."""
SHIFTS_MS = (-10, 10)
_MOST_BETWEEN, _USUAL_BETWEEN = 64, 4
_CHIP_PX = 28


class GridPopup(QFrame):
    """Opens below a button; a click beside it or Escape closes it.

    Signals, all from a person's hand: `tapped()`, `halve_clicked()`, `double_clicked()`,
    `downbeat_clicked()`, `metre_chosen(metre, unit, from_here)`, `loop_is(count, is_bars)`: there
    are so many bars, or beats, between the loop's ends, `shift_clicked(ms)`, `move_clicked()`:
    lines are to be dragged, `found_clicked()`: what was found is to count again,
    `tuning_clicked()`: the pitch is to be corrected.
    """

    tapped = Signal()
    halve_clicked = Signal()
    double_clicked = Signal()
    downbeat_clicked = Signal()
    metre_chosen = Signal(int, int, bool)
    loop_is = Signal(int, bool)
    shift_clicked = Signal(float)
    move_clicked = Signal()
    found_clicked = Signal()
    tuning_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("GridPopup")
        self.setAccessibleName(self.tr("Beats, bars and tuning"))
        self._tap_keys = QKeySequence()
        # Big text on a small screen is scrolled.
        self._area, self._content = QScrollArea(), QWidget()
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.headline, self.confidence, self.tuning = QLabel(), QLabel(), QLabel()
        self.headline.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        self.confidence.setProperty("tone", "muted")
        self.tap = self._new_button(self.tr("Tap"), self.tr("Tap the beats"))
        self.halve = self._new_button(self.tr("Half"), self.tr("Half the tempo"))
        self.double = self._new_button(self.tr("Double"), self.tr("Twice the tempo"))
        says = self.tr("A bar begins at the beat nearest to the playhead")
        self.downbeat = self._new_button(self.tr("A bar begins here"), says)
        self._metres = QButtonGroup(self)
        self.metres = {metre: self._new_metre(*metre) for metre in METRES}
        says = self.tr("The metre changes at the bar of the playhead; before it stays")
        self.from_here = self._new_button(self.tr("Only from the playhead on"), says)
        self.from_here.setCheckable(True)
        self.from_here.setProperty("shape", "toggle")
        name = self.tr("Bars or beats between the loop's ends")
        self.between = ValueField(
            name, theme, 1, _MOST_BETWEEN, _USUAL_BETWEEN, size_px=tokens.TITLE_PX
        )
        says = self.tr("One tempo for the whole song: the loop has so many bars")
        self.loop_bars = self._new_button(self.tr("bars"), says)
        says = self.tr("One tempo for the whole song: the loop has so many beats")
        self.loop_beats = self._new_button(self.tr("beats"), says)
        self.shifts = {ms: self._new_shift(ms) for ms in SHIFTS_MS}
        says = self.tr("Drag lines in the lane of bars; Escape ends it")
        self.move_lines = self._new_button(self.tr("Move lines"), says)
        says = self.tr("Forget what was set; what was found in the song counts")
        self.found = self._new_button(self.tr("Back to what was found"), says)
        says = self.tr("Let the song sound at A = 440 Hz")
        self.correct = self._new_button(self.tr("Correct the pitch"), says)
        self._lay_out()
        self._connect()

    def _new_button(self, text: str, says: str) -> QPushButton:
        button = QPushButton(text)
        fix_height(button, _CHIP_PX)
        button.setAutoDefault(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(text if text == says else f"{text}: {says}")
        button.setToolTip(says)
        return button

    def _new_metre(self, metre: int, unit: int) -> QPushButton:
        text = f"{metre}/{unit}"
        button = self._new_button(text, self.tr("Metre: {metre}").format(metre=text))
        button.setAccessibleName(self.tr("Metre: {metre}").format(metre=text))
        button.setCheckable(True)
        button.setProperty("shape", "small-toggle")
        self._metres.addButton(button)
        button.clicked.connect(
            lambda: self.metre_chosen.emit(metre, unit, self.from_here.isChecked())
        )
        return button

    def _new_shift(self, ms: int) -> QPushButton:
        text = self.tr("{ms} ms earlier") if ms < 0 else self.tr("{ms} ms later")
        text = text.format(ms=abs(ms))
        button = self._new_button(text, self.tr("All beats {by}").format(by=text))
        button.setAutoRepeat(True)
        button.clicked.connect(lambda: self.shift_clicked.emit(float(ms)))
        return button

    def _connect(self) -> None:
        # Who taps means the moment of pressing.
        self.tap.pressed.connect(self.tapped)
        self.halve.clicked.connect(self.halve_clicked)
        self.double.clicked.connect(self.double_clicked)
        self.downbeat.clicked.connect(self.downbeat_clicked)
        self.loop_bars.clicked.connect(lambda: self.loop_is.emit(self.between.value(), True))
        self.loop_beats.clicked.connect(lambda: self.loop_is.emit(self.between.value(), False))
        self.move_lines.clicked.connect(self.move_clicked)
        self.move_lines.clicked.connect(self.close)
        self.found.clicked.connect(self.found_clicked)
        self.correct.clicked.connect(self.tuning_clicked)

    def _lay_out(self) -> None:
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._area)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.headline)
        column.addWidget(self.confidence)
        column.addWidget(_heading(self.tr("Tempo")))
        column.addLayout(_row(self.tap, self.halve, self.double))
        column.addWidget(_heading(self.tr("Bars")))
        column.addWidget(self.downbeat)
        column.addLayout(_row(*self.metres.values(), spacing=SPACE))
        column.addWidget(self.from_here)
        column.addWidget(_heading(self.tr("One tempo: the loop is …")))
        column.addLayout(_row(self.between, self.loop_bars, self.loop_beats))
        column.addWidget(_heading(self.tr("Lines")))
        column.addLayout(_row(*self.shifts.values(), self.move_lines))
        column.addWidget(self.found)
        column.addWidget(_heading(self.tr("Tuning")))
        column.addWidget(self.tuning)
        column.addWidget(self.correct)

    def open_below(self, button: QWidget) -> None:
        """Open, and give the keyboard to the first control."""
        self._fit(button)
        self.move(popup_place(button, self))
        self.show()
        self.tap.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Tap with the keys that tap in the window, whose shortcuts do not reach here."""
        if presses(event, self._tap_keys):
            self.tapped.emit()
            return True
        return super().event(event)

    # What is shown. None of these announces anything.

    def set_tap_keys(self, keys: QKeySequence) -> None:
        """Say which keys tap."""
        self._tap_keys = keys
        text = keys.toString(QKeySequence.SequenceFormat.NativeText)
        says = self.tr("Tap along with the beats while the song plays")
        self.tap.setToolTip(f"{says} ({text})" if text else says)

    def set_grid(self, headline: str, confidence: str, metre: tuple[int, int]) -> None:
        """Show what is known; empty texts while nothing is. metre: 0 beats while not known."""
        is_known = bool(headline)
        self.headline.setText(headline or self.tr("Not known yet"))
        self.confidence.setText(confidence or self.tr("Tap along while the song plays"))
        with QSignalBlocker(self._metres):
            self._metres.setExclusive(False)
            for its, button in self.metres.items():
                button.setChecked(its == metre)
            self._metres.setExclusive(True)
        for widget in (
            self.halve,
            self.double,
            self.downbeat,
            *self.metres.values(),
            self.from_here,
            *self.shifts.values(),
            self.move_lines,
        ):
            widget.setEnabled(is_known)
        self._refit()

    def set_has_loop(self, has_loop: bool) -> None:
        """Say whether there is a loop, whose ends can be two bar lines."""
        for widget in (self.between, self.loop_bars, self.loop_beats):
            widget.setEnabled(has_loop)

    def set_can_go_back(self, can_go_back: bool) -> None:
        """Say whether there is something that was found, and something else that was set."""
        self.found.setEnabled(can_go_back)

    def set_tuning(self, text: str, *, can_correct: bool) -> None:
        """Show how far the song is from A = 440 Hz."""
        self.tuning.setText(text or self.tr("Not known yet"))
        self.correct.setEnabled(can_correct)
        self._refit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.between.set_theme(theme)

    def _refit(self) -> None:
        """Texts may have become longer."""
        if self.isVisible():
            self._fit(self)

    def _fit(self, beside: QWidget) -> None:
        """Be as big as the content, as far as the screen has room."""
        room = beside.screen().availableSize()
        for widget in (self, *self.findChildren(QWidget)):
            widget.ensurePolished()  # before, no style sheet counts
        wanted = self._content.sizeHint().grownBy(self.contentsMargins())
        if wanted.height() > room.height():
            bar_px = self._area.verticalScrollBar().sizeHint().width()
            wanted = QSize(wanted.width() + bar_px, room.height())
        self.setFixedSize(wanted)


def _heading(text: str) -> QLabel:
    label = popup_heading(text)
    label.setContentsMargins(0, SPACE, 0, 0)
    return label


def _row(*widgets: QWidget, spacing: int = 2 * SPACE) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row

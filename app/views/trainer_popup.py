"""The speed trainer's plan: from which tempo to which, by how much, and when."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.models_report import Option
from app.tempo_training import (
    HIGHEST_PERCENT,
    LOWEST_PERCENT,
    MOST_ROUNDS,
    MOST_STEP_PERCENT,
    TrainerPlan,
)
from app.theme import SPACE, Theme
from app.views.headings import popup_heading
from app.views.keyboard_order import chain
from app.views.option_chips import OptionChips
from app.views.page_button import dress_page_button
from app.views.popup_keys import presses
from app.views.popup_place import popup_place
from app.views.value_field import ValueField

_EVERY, _CLEAN = "every", "clean"


class TrainerPopup(QFrame):
    """Opens below the tempo; a click beside it or Escape closes it.

    Signals, all from a person's hand: `plan_changed(plan)`, `toggled()`: begin or end;
    `clean_clicked()`, `take_back_clicked()`, `progress_clicked()`.
    """

    plan_changed = Signal(object)
    toggled = Signal()
    clean_clicked = Signal()
    take_back_clicked = Signal()
    progress_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("TrainerPopup")
        self.setAccessibleName(self.tr("Speed trainer"))
        self._plan = TrainerPlan()
        self._clean_keys, self._take_back_keys = QKeySequence(), QKeySequence()
        tempos = (LOWEST_PERCENT, HIGHEST_PERCENT)
        plan, unit = self._plan, " %"
        self.from_percent = _field(self.tr("From"), theme, *tempos, plan.from_percent, unit)
        self.to_percent = _field(self.tr("To"), theme, *tempos, plan.to_percent, unit)
        self.step = _field(self.tr("Step"), theme, 1, MOST_STEP_PERCENT, plan.step_percent, unit)
        self.rounds = _field(
            self.tr("Rounds at one tempo"), theme, 1, MOST_ROUNDS, plan.every_rounds
        )
        self.gate = OptionChips(self.tr("Faster"), exclusive=True)
        self.where = QLabel()
        self.where.setFont(tokens.font(tokens.TEXT_PX))
        self.where.setWordWrap(True)
        self.toggle = QPushButton()
        self.clean = QPushButton(self.tr("Clean"))
        self.take_back = QPushButton(self.tr("Take back"))
        self.progress = QPushButton(self.tr("Progress …"))
        self._dress_buttons()
        self._lay_out()
        self._connect()
        self.set_plan(self._plan)
        self.set_training("", is_on=False)
        fields = (self.from_percent, self.to_percent, self.step, self.gate, self.rounds)
        chain([*fields, self.toggle, self.clean, self.take_back, self.progress])

    def _dress_buttons(self) -> None:
        for button, says in (
            (self.toggle, ""),
            (self.clean, self.tr("The round was clean")),
            (self.take_back, self.tr("Take the last clean mark back")),
            (self.progress, self.tr("What was practised, loop by loop and day by day")),
        ):
            dress_page_button(button)
            button.setToolTip(says)
            button.setAccessibleDescription(says)
        self.toggle.setProperty("shape", "primary")

    def _lay_out(self) -> None:
        numbers = QGridLayout()
        numbers.setHorizontalSpacing(4 * SPACE)
        numbers.setVerticalSpacing(SPACE)
        for row, (text, field) in enumerate(
            (
                (self.tr("From"), self.from_percent),
                (self.tr("To"), self.to_percent),
                (self.tr("Step"), self.step),
            )
        ):
            numbers.addWidget(_label(text), row, 0)
            numbers.addWidget(field, row, 1)
        numbers.setColumnStretch(2, 1)
        self._rounds_label = _label(self.tr("Rounds"))
        rounds = QHBoxLayout()
        rounds.setSpacing(4 * SPACE)
        rounds.addWidget(self._rounds_label)
        rounds.addWidget(self.rounds)
        rounds.addStretch(1)
        marks = QHBoxLayout()
        marks.setSpacing(2 * SPACE)
        for button in (self.clean, self.take_back):
            marks.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(popup_heading(self.tr("Speed trainer")))
        column.addLayout(numbers)
        column.addSpacing(SPACE)
        column.addWidget(popup_heading(self.tr("Faster")))
        column.addWidget(self.gate)
        column.addLayout(rounds)
        column.addSpacing(SPACE)
        column.addWidget(self.where)
        column.addWidget(self.toggle)
        column.addLayout(marks)
        column.addWidget(self.progress)

    def _connect(self) -> None:
        for field in (self.from_percent, self.to_percent, self.step, self.rounds):
            field.value_changed.connect(lambda _, field=field: self._on_changed(field))
        self.gate.chosen.connect(self._on_gate)
        self.toggle.clicked.connect(self.toggled)
        self.clean.clicked.connect(self.clean_clicked)
        self.take_back.clicked.connect(self.take_back_clicked)
        self.progress.clicked.connect(self._on_progress)

    def open_below(self, button: QWidget) -> None:
        """Open, and give the keyboard to what begins or ends a training."""
        self.adjustSize()
        self.move(popup_place(button, self))
        self.show()
        self.toggle.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Mark with the keys that do so in the window."""
        if presses(event, self._clean_keys):
            self.clean_clicked.emit()
        elif presses(event, self._take_back_keys):
            self.take_back_clicked.emit()
        else:
            return super().event(event)
        return True

    # What is shown. None of these announces anything.

    def set_plan(self, plan: TrainerPlan) -> None:
        """Show this plan."""
        self._plan = plan
        self.from_percent.set_value(plan.from_percent)
        self.to_percent.set_value(plan.to_percent)
        self.step.set_value(plan.step_percent)
        self.rounds.set_value(plan.every_rounds)
        every = self.tr("After some rounds")
        clean = self.tr("After a clean round")
        self.gate.set_options(
            [
                Option(_EVERY, every, is_chosen=not plan.is_gated),
                Option(_CLEAN, clean, is_chosen=plan.is_gated),
            ]
        )
        self.rounds.setEnabled(not plan.is_gated)
        self._rounds_label.setEnabled(not plan.is_gated)

    def set_training(self, where: str, *, is_on: bool) -> None:
        """Say where a training is, or what is missing for one."""
        self.where.setText(where)
        self.where.setVisible(bool(where))
        self.toggle.setText(self.tr("Stop, keep this tempo") if is_on else self.tr("Start"))

    def set_mark_keys(self, clean: QKeySequence, take_back: QKeySequence) -> None:
        """Which keys mark a round clean, which is shown, and which take the mark back."""
        self._clean_keys, self._take_back_keys = clean, take_back
        text, keys = self.tr("Clean"), clean.toString(QKeySequence.SequenceFormat.NativeText)
        self.clean.setText(f"{text}  {keys}" if keys else text)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        for field in (self.from_percent, self.to_percent, self.step, self.rounds):
            field.set_theme(theme)

    def _on_changed(self, changed: ValueField) -> None:
        """The other end gives way, so that there is always a way up."""
        low, high = self.from_percent.value(), self.to_percent.value()
        if low > high:
            low = high = changed.value()
        self._announce(
            TrainerPlan(low, high, self.step.value(), self.rounds.value(), self._plan.is_gated)
        )

    def _on_gate(self, value: str) -> None:
        self._announce(replace(self._plan, is_gated=value == _CLEAN))

    def _announce(self, plan: TrainerPlan) -> None:
        self.set_plan(plan)
        self.plan_changed.emit(plan)

    def _on_progress(self) -> None:
        self.hide()
        self.progress_clicked.emit()


def _field(
    name: str, theme: Theme, minimum: int, maximum: int, value: int, unit: str = ""
) -> ValueField:
    return ValueField(
        name,
        theme,
        minimum,
        maximum,
        value,
        unit=unit,
        size_px=tokens.TITLE_PX,
        alignment=Qt.AlignmentFlag.AlignLeft,
    )


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(tokens.font(tokens.TEXT_PX))
    return label

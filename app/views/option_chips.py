"""A few options side by side: one of them is chosen, or several are picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app import theme as tokens
from app.models_report import Option
from app.text_scale import fix_height
from app.theme import SPACE
from app.views.accessible import Role

_HEIGHT_PX = 28


class OptionChips(QWidget):
    """One chip for each option.

    Signals, from a person's hand: `chosen(value)`, of one; `picked(values)`, of several.
    """

    chosen = Signal(str)
    picked = Signal(object)
    accessible_role = Role.Grouping

    def __init__(self, name: str, *, exclusive: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._options: tuple[Option, ...] = ()
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)
        self._row.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these, with what is chosen of them; announces nothing."""
        if tuple(each.value for each in options) != tuple(self.chips):
            self._build(options)
        for option in options:
            chip = self.chips[option.value]
            with QSignalBlocker(self._group):
                chip.setChecked(option.is_chosen)
            if self._group.exclusive():
                # Qt lets the tab key stop at the one that had the keyboard last.
                chip.setFocusPolicy(
                    Qt.FocusPolicy.TabFocus if option.is_chosen else Qt.FocusPolicy.NoFocus
                )
            chip.setEnabled(option.is_enabled)
            chip.setToolTip(option.says)
            chip.setAccessibleDescription(option.says)

    @property
    def chosen_chip(self) -> QPushButton | None:
        """The first that is chosen."""
        return next((chip for chip in self.chips.values() if chip.isChecked()), None)

    def _build(self, options: Sequence[Option]) -> None:
        for chip in self.chips.values():
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {option.value: self._new_chip(option) for option in options}
        for place, chip in enumerate(self.chips.values()):
            self._row.insertWidget(place, chip)

    def _new_chip(self, option: Option) -> QPushButton:
        chip = _Chip(option.text)
        chip.setCheckable(True)
        chip.setAutoDefault(not self._group.exclusive())
        # The group sees to it already; this tells screen readers that it is a choice of one.
        chip.setAutoExclusive(self._group.exclusive())
        chip.setProperty("shape", "toggle")
        fix_height(chip, _HEIGHT_PX)
        chip.setFont(tokens.font(tokens.TEXT_PX))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(f"{self._name}: {option.text}")
        self._group.addButton(chip)
        return chip

    def _on_clicked(self) -> None:
        values = tuple(value for value, chip in self.chips.items() if chip.isChecked())
        if self._group.exclusive():
            self.chosen.emit(values[0])
        else:
            self.picked.emit(values)


class _Chip(QPushButton):
    """Leaves Return to the default button of its window, where it could only choose itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press, or let Return go on."""
        if self.autoExclusive() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

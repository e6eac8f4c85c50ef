"""The button of the sound output: its menu has the devices and their latencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.text_scale import fix_height
from app.theme import Theme
from app.views.icons import icon

Choices: TypeAlias = Sequence[tuple[object, str]]


class OutputButton(QToolButton):
    """Opens a menu of outputs.

    Signals, all from a person's hand: `output_chosen(id)`, a device or a latency,
    `look_again_clicked()` for devices that came or went.
    """

    output_chosen = Signal(object)
    look_again_clicked = Signal()

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = self.tr("Sound output")
        self._outputs = QMenu(says, self)
        self._devices = QActionGroup(self)
        self._latencies = QActionGroup(self)
        self.setFixedWidth(side_px)
        fix_height(self, side_px)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._outputs)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("shape", "icon")
        self.setAccessibleName(says)
        for group in (self._devices, self._latencies):
            group.triggered.connect(lambda action: self.output_chosen.emit(action.data()))
        self.set_outputs((), None)

    def set_outputs(
        self,
        devices: Choices,
        device: object,
        latencies: Choices = (),
        latency: object = None,
    ) -> None:
        """Offer output devices and latencies as (id, label); the current ones are marked."""
        menu = self._outputs
        for group in (self._devices, self._latencies):
            for action in group.actions():
                group.removeAction(action)
        menu.clear()
        current = self._offer(self._devices, devices, device)
        if latencies:
            menu.addSeparator()
            menu.addAction(self.tr("Latency")).setEnabled(False)
            self._offer(self._latencies, latencies, latency)
        menu.addSeparator()
        menu.addAction(self.tr("Look again")).triggered.connect(self.look_again_clicked)
        label = current or self.tr("No sound output")
        self.setAccessibleDescription(label)
        self.setToolTip(self.tr("Sound output: {device}").format(device=label))

    def _offer(self, group: QActionGroup, choices: Choices, current: object) -> str:
        """Add choices to the menu. Returns the label of the current one, if it is among them."""
        label = ""
        for identifier, text in choices:
            action = QAction(text, self._outputs, checkable=True)
            action.setData(identifier)
            group.addAction(action)
            self._outputs.addAction(action)
            if identifier == current:
                action.setChecked(True)
                label = text
        return label

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.setIcon(icon("speaker", theme))

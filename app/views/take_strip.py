"""The strip of one take at the left of its lane: its name, best, mute, solo, gain and the rest."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.takes import Take
from app.text_scale import fix_icon, fix_size, fix_width
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.elided_label import ElidedLabel
from app.views.gain_slider import GainSlider
from app.views.icons import icon
from app.views.in_place_editor import InPlaceEditor

_BUTTON_PX, _ICON_PX = 24, 16
_EDGE_PX = 5


class TakeStrip(QFrame):
    """What a musician does to one take.

    Signals, all from a person's hand: `best_toggled(best)`, `mute_toggled(muted)`,
    `solo_toggled(soloed)`, `gain_db_changed(gain_db)`, `renamed(text)`, `beside_clicked()`: to see
    it beside the original; `export_clicked()`, `delete_clicked()`.
    """

    best_toggled = Signal(bool)
    mute_toggled = Signal(bool)
    solo_toggled = Signal(bool)
    gain_db_changed = Signal(float)
    renamed = Signal(str)
    beside_clicked = Signal()
    export_clicked = Signal()
    delete_clicked = Signal()
    accessible_role = Role.Grouping

    def __init__(self, take: Take, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Take | None = None
        self.setObjectName("SideCell")
        fix_width(self, tokens.SIDE_COLUMN_PX)
        self.name = ElidedLabel(tokens.font(tokens.TEXT_PX, bold=True), minimum_px=0)
        self.best, self.more = QPushButton(), QPushButton()
        self.mute, self.solo = QPushButton("M"), QPushButton("S")
        self.gain = GainSlider(theme)
        self.growing = ElidedLabel(tokens.font(tokens.SMALL_PX), minimum_px=0)
        self.growing.setProperty("tone", "muted")
        self.growing.hide()
        self.choices = QMenu(self)
        self.choose_beside = self.choices.addAction(self.tr("Beside the original …"))
        self.choices.addSeparator()
        self.choose_rename = self.choices.addAction(self.tr("Rename"))
        self.choose_export = self.choices.addAction(self.tr("Export …"))
        self.choices.addSeparator()
        self.choose_delete = self.choices.addAction(self.tr("Delete"))
        self.editor = InPlaceEditor(self.tr("Name of the take"), tokens.font(), self)
        self._dress_buttons()
        self._lay_out()
        self._connect()
        self.set_take(take)
        self.set_theme(theme)

    def _dress_buttons(self) -> None:
        self.mute.setObjectName("MuteButton")
        self.solo.setObjectName("SoloButton")
        self.best.setProperty("shape", "icon-toggle")
        self.more.setProperty("shape", "quiet")
        for button in (self.best, self.mute, self.solo):
            button.setCheckable(True)
        for button in (self.best, self.mute, self.solo, self.more):
            fix_size(button, _BUTTON_PX, _BUTTON_PX)
            fix_icon(button, _ICON_PX)
            button.setFont(tokens.font(tokens.SMALL_PX, bold=True))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.name, 1)
        for button in (self.best, self.mute, self.solo, self.more):
            top.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_EDGE_PX + 3 * SPACE, SPACE, 4 * SPACE - 1, SPACE)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self.gain)
        rows.addWidget(self.growing)

    def _connect(self) -> None:
        self.best.clicked.connect(self.best_toggled)
        self.mute.clicked.connect(self.mute_toggled)
        self.solo.clicked.connect(self.solo_toggled)
        self.gain.gain_db_changed.connect(self.gain_db_changed)
        self.more.clicked.connect(
            lambda: self.choices.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        self.choose_rename.triggered.connect(self.open_editor)
        self.choose_beside.triggered.connect(lambda: self.beside_clicked.emit())
        self.choose_export.triggered.connect(lambda: self.export_clicked.emit())
        self.choose_delete.triggered.connect(lambda: self.delete_clicked.emit())
        self.editor.typed.connect(self.renamed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.gain.set_theme(theme, tokens.stem_colour(theme, tokens.MIX))
        self.more.setIcon(icon("more", theme, size_px=_ICON_PX))
        self._show_best()

    def _show_best(self) -> None:
        lit = self.best.isChecked()
        self.best.setIcon(icon("best", self._theme, size_px=_ICON_PX, on_accent=lit))

    def set_take(self, take: Take) -> None:
        """Show this; announces nothing."""
        if take == self._shown:
            return
        self._shown = take
        self.setAccessibleName(take.name)
        self.name.setText(take.name)
        for button, checked, says in (
            (self.best, take.is_best, self.tr("{take} is the best of its round")),
            (self.mute, take.mix.muted, self.tr("Mute {take}")),
            (self.solo, take.mix.soloed, self.tr("Solo {take}")),
            (
                self.more,
                False,
                self.tr("More about {take}: beside the original, rename, export, delete"),
            ),
        ):
            with QSignalBlocker(button):
                button.setChecked(checked)
            button.setAccessibleName(says.format(take=take.name))
            button.setToolTip(says.format(take=take.name))
        self.choices.setAccessibleName(take.name)
        self.gain.setAccessibleName(self.tr("Gain of {take}").format(take=take.name))
        self.gain.set_gain_db(take.mix.gain_db)
        self._show_best()

    def set_growing(self, says: str) -> None:
        """Say what happens to what is no take yet, in place of what could be done to it; "" for one
        that is.
        """
        if says != self.growing.text():
            self.growing.setText(says)
        if self.growing.isHidden() == bool(says):
            self.growing.setVisible(bool(says))
            for control in (self.best, self.mute, self.solo, self.more, self.gain):
                control.setVisible(not says)

    def open_editor(self) -> None:
        """Let the name be typed."""
        self.editor.open(self.name.text(), self.name.geometry().adjusted(-SPACE, -1, 0, 1))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let the name be typed, if it was the name."""
        if self.growing.isHidden() and self.name.geometry().contains(event.position().toPoint()):
            self.open_editor()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What is behind the last button."""
        if self.growing.isHidden():
            self.choices.popup(event.globalPos())

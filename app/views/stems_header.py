"""The cell above the strips: which there are, the song without one's own part, and the zoom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from app import theme as tokens
from app.stem_groups import StemGroups
from app.text_scale import fix_height, fix_icon, fix_size, fix_text_width, grown
from app.theme import SPACE, Theme
from app.views.bookmark_text import for_menu
from app.views.icons import icon
from app.views.stem_text import groups_title, stem_name, stem_title

_BUTTON_PX, _ICON_PX = 24, 16
# What the models call everything they do not know, whatever the musician calls it.
_OTHER = "other"
_GROUPS_PX, _OUT_PX = 65, 76


class StemsHeader(QFrame):
    """Signals, all from a person's hand: `alone_chosen(stem)`, or None for all stems;
    `out_clicked()`: my instrument out of the song, or back; `instrument_menu_requested()`.
    """

    alone_chosen = Signal(object)
    out_clicked = Signal()
    instrument_menu_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = StemGroups()
        self._instrument: str | None = None
        self._is_out = False
        self._offered: dict[str | None, QAction] = {}
        self.setObjectName("SideCell")
        fix_size(self, tokens.SIDE_COLUMN_PX, tokens.RULER_PX)
        self.choices = QMenu(self)
        self.choices.setAccessibleName(self.tr("Stems"))
        self.groups, self.out = QPushButton(), QPushButton()
        self.zoom_out, self.zoom_in, self.zoom_all = (QPushButton() for _ in range(3))
        self._dress_buttons()
        self._lay_out()
        self.groups.clicked.connect(lambda: self.choices.popup(_below(self.groups)))
        self.out.clicked.connect(self._on_out_clicked)
        self.out.customContextMenuRequested.connect(self.instrument_menu_requested)
        self.set_groups(self._groups)
        self.set_instrument(None, out=False)
        self.set_theme(theme)

    def _dress_buttons(self) -> None:
        self.groups.setText(self.tr("Stems"))
        self.groups.setObjectName("StemsButton")
        self.groups.setProperty("shape", "quiet")
        fix_text_width(self.groups, _GROUPS_PX)
        fix_height(self.groups, _BUTTON_PX)
        self.groups.setFont(tokens.font())
        fix_icon(self.groups, 12)
        self.groups.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the word
        self.out.setProperty("shape", "small-toggle")
        self.out.setCheckable(True)
        fix_text_width(self.out, _OUT_PX)
        fix_height(self.out, _BUTTON_PX - SPACE)
        self.out.setFont(tokens.font(tokens.SMALL_PX))
        self.out.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for button, says in (
            (self.zoom_out, self.tr("Show more of the song (Ctrl and the wheel)")),
            (self.zoom_in, self.tr("Show less of the song (Ctrl and the wheel)")),
            (self.zoom_all, self.tr("Show the whole song")),
        ):
            button.setProperty("shape", "quiet")
            button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
            button.setAccessibleName(says)
            button.setToolTip(says)
        for button in (self.groups, self.out, self.zoom_out, self.zoom_in, self.zoom_all):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it, Space plays

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        # One px less than the names below: the button has one of its own.
        row.setContentsMargins(4 + 3 * SPACE, 0, 4 * SPACE - 1, 1)
        row.setSpacing(0)
        row.addWidget(self.groups)
        row.addStretch(1)
        row.addWidget(self.out)
        row.addSpacing(SPACE)
        for button in (self.zoom_out, self.zoom_in, self.zoom_all):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cell grows with the text, and what is drawn in it as far as there is room."""
        super().resizeEvent(event)
        icon_px = min(grown(_ICON_PX), _BUTTON_PX)
        for button in (self.zoom_out, self.zoom_in, self.zoom_all):
            button.setIconSize(QSize(icon_px, icon_px))

    def set_groups(self, groups: StemGroups) -> None:
        """Offer every stem beside everything else, and show what is so now."""
        if groups.stems != self._groups.stems or not self._offered:
            self._offer(groups)
        self._groups = groups
        self._offered[groups.alone].setChecked(True)
        says = groups_title(groups.alone)
        self.groups.setEnabled(bool(groups.choices))
        self.groups.setAccessibleName(self.tr("Stems: {which}").format(which=says))
        if groups.choices:
            self.groups.setToolTip(self.tr("{which}: click for others").format(which=says))
        else:
            self.groups.setToolTip(self.tr("With more than two stems: one beside everything else"))

    def _offer(self, groups: StemGroups) -> None:
        self.choices.clear()
        together = QActionGroup(self.choices)
        self._offered = {}
        for stem in (None, *groups.choices):
            action = self.choices.addAction(for_menu(groups_title(stem)))
            action.setCheckable(True)
            together.addAction(action)
            action.triggered.connect(partial(self._on_alone_chosen, stem))
            self._offered[stem] = action

    def set_instrument(self, stem: str | None, *, out: bool) -> None:
        """Show what the musician plays, and whether that is taken out of the song."""
        self._instrument, self._is_out = stem, out
        here = stem is None or stem in self._groups.stems
        if stem is None:
            text, says = self.tr("Without me"), self.tr("Everything except my instrument")
            hint = self.tr("{says} (I): asks which that is").format(says=says)
        else:
            title = stem_title(stem)
            text = self.tr("No {stem}").format(stem=stem_name(stem))
            if stem == _OTHER or not self._has_room_for(text):
                text = self.tr("Without me")
            says = self.tr("Everything except {stem}").format(stem=stem_name(stem))
            if here:
                hint = self.tr("{says} (I); right-click for another instrument").format(says=says)
            else:
                hint = self.tr("My instrument is not a stem of this song: {stem}").format(
                    stem=title
                )
        self.out.setText(text)
        self.out.setAccessibleName(says)
        self.out.setAccessibleDescription("" if here else hint)
        self.out.setToolTip(hint)
        self.out.setEnabled(here and bool(self._groups.stems))
        self._show_out()

    def offer_instruments(self, then: Callable[[str], object]) -> None:
        """Ask which stem is the musician's own; nothing comes of it when nobody answers."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("My instrument is"))
        menu.addAction(self.tr("My instrument is")).setEnabled(False)
        for stem in self._groups.stems:
            title = self.tr("Other (guitar, keys, …)") if stem == _OTHER else stem_title(stem)
            action = menu.addAction(for_menu(title))
            action.setCheckable(True)
            action.setChecked(stem == self._instrument)
            action.triggered.connect(lambda _=False, stem=stem: then(stem))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(_below(self.out))

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.groups.setIcon(icon("chevron_down", theme, size_px=12))
        for button, name in (
            (self.zoom_out, "zoom_out"),
            (self.zoom_in, "zoom_in"),
            (self.zoom_all, "fit"),
        ):
            button.setIcon(icon(name, theme, size_px=16))

    def _on_alone_chosen(self, stem: str | None) -> None:
        self.alone_chosen.emit(stem)

    def _on_out_clicked(self) -> None:
        # Whether it is out is not for the button to say: perhaps it is asked first which.
        self._show_out()
        self.out_clicked.emit()

    def _has_room_for(self, text: str) -> bool:
        return self.out.fontMetrics().horizontalAdvance(text) <= _OUT_PX - 3 * SPACE

    def _show_out(self) -> None:
        with QSignalBlocker(self.out):
            self.out.setChecked(self._is_out)


def _below(button: QPushButton) -> QPoint:
    """Where the menu of a button belongs."""
    return button.mapToGlobal(QPoint(0, button.height()))

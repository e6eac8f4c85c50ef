"""A page of the panel below the lanes: a side column like that of the strips, and what it shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import fix_icon, fix_size, fix_width, grown
from app.theme import SPACE, Theme
from app.views.icons import icon
from app.views.panel_title import PanelTitle

HEADER_PX = 36
BUTTON_PX, ICON_PX = 19, 16
ABOVE_PX = 6
"""What stands above the title."""
_CONTENT_PX = 96


class LowerPage(QWidget):
    """Lays out `content` beside the column `side`, to which a page adds what it is set with.

    Signals, from a person's hand: `fold_clicked()`, `page_chosen(name)` of another page;
    `least_height_changed()`: something in it was shown or hidden.
    """

    fold_clicked = Signal()
    least_height_changed = Signal()
    page_chosen = Signal(str)

    def __init__(self, content: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._is_collapsed = False
        self._least_px = 0
        self._theme = theme
        self.title = PanelTitle()
        self.fold = QPushButton()
        self.fold.setProperty("shape", "quiet")
        self.fold.setAutoDefault(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fix_size(self.fold, BUTTON_PX, BUTTON_PX)
        fix_icon(self.fold, ICON_PX)
        self.side = QWidget()
        """Below the title; what stands in it comes from the page."""
        self.title.set_theme(theme)
        self._lay_out()
        self.title.page_chosen.connect(self.page_chosen)
        self.fold.clicked.connect(self.fold_clicked)
        self._show_fold()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(0)
        header.addWidget(self.title)
        header.addStretch(1)
        header.addWidget(self.fold)
        panel = QFrame()
        panel.setObjectName("SideCell")
        fix_width(panel, tokens.SIDE_COLUMN_PX)
        column = QVBoxLayout(panel)
        column.setContentsMargins(5 + 3 * SPACE, ABOVE_PX, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(header)
        column.addWidget(self.side, 1)
        column.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(panel)
        row.addWidget(self._content, 1)
        row.addStretch(0)  # keeps the panel in its column while the content is folded away

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the title alone, or everything."""
        self._is_collapsed = collapsed
        self._content.setVisible(not collapsed)
        self.side.setVisible(not collapsed)
        self._show_fold()

    def least_height(self) -> int:
        """As low as it may be, in px."""
        return max(grown(_CONTENT_PX), self.minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """What is laid out anew may need more room, or less."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.least_height() != self._least_px:
            self._least_px = self.least_height()
            self.least_height_changed.emit()
        return handled

    def set_playhead(self, time_s: float | None) -> None:
        """Where the playhead is, with every picture shown while the page is."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.title.set_theme(theme)
        self._show_fold()

    def _show_fold(self) -> None:
        show, fold = self.tr("Show this page"), self.tr("Fold this page away")
        says = show if self._is_collapsed else fold
        name = "chevron_right" if self._is_collapsed else "chevron_down"
        self.fold.setIcon(icon(name, self._theme, size_px=ICON_PX))
        self.fold.setAccessibleName(says)
        self.fold.setToolTip(says)

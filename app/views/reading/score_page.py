"""The page of a score below the lanes: its parts at the left, the notes on the time axis."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.models_report import Option
from app.reading.opened_score import Notation
from app.text_scale import fix_height, fix_width, grown
from app.theme import SPACE, Theme
from app.views.elided_label import ElidedLabel
from app.views.lower_page import HEADER_PX, LowerPage
from app.views.menu_arrow import ARROW_PX, open_menu, show_arrow
from app.views.option_chips import OptionChips
from app.views.reading.empty_page import EmptyPage
from app.views.reading.score_canvas import ScoreCanvas
from app.views.reading.score_start import WIDTH_PX, ScoreStart
from app.views.time_axis import TimeAxis
from player.reading.laid_part import LaidPart

_BUTTON_PX = 28
_TITLE_AIR_PX = 6


class ScorePage(LowerPage):
    """A part of a score, or what can be opened.

    Signals, from a person's hand: `open_clicked()`, `part_chosen(index)`,
    `notation_chosen(notation)`; those of the canvas are in `canvas`.
    """

    open_clicked = Signal()
    part_chosen = Signal(int)
    notation_chosen = Signal(object)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        stack = QStackedWidget()
        super().__init__(stack, theme, parent)
        self._stack = stack
        self.canvas = ScoreCanvas(axis, theme, sample_rate)
        self.open_button = QPushButton(self.tr("Open a score …"))
        self._nothing = EmptyPage(self.tr("No score yet"), self.open_button)
        self._parts = QActionGroup(self)
        self._names: tuple[str, ...] = ()
        self._part = ""
        self.part_button = QToolButton()
        self._part_menu = QMenu(self.tr("Parts of the score"), self)
        self.chips = OptionChips(self.tr("Written as"), exclusive=True)
        self._name = ElidedLabel(tokens.font(tokens.SMALL_PX))
        self._start = ScoreStart(self.canvas, theme, self)
        self._fill_stack()
        self._fill_side()
        self._parts.triggered.connect(lambda action: self.part_chosen.emit(action.data()))
        self.chips.chosen.connect(lambda value: self.notation_chosen.emit(Notation(value)))
        self.open_button.clicked.connect(self.open_clicked)
        self.set_theme(theme)
        self.show_nothing("")

    def _fill_stack(self) -> None:
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.canvas)

    def _fill_side(self) -> None:
        button = self.part_button
        open_menu(button, self._part_menu)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        fix_height(button, _BUTTON_PX)
        self._name.setProperty("tone", "muted")
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self._name)
        column.addWidget(button)
        column.addWidget(self.chips)
        column.addStretch(1)
        row = QHBoxLayout(self.side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        beside = QWidget()
        fix_width(beside, WIDTH_PX - SPACE)
        row.addWidget(beside)

    def show_nothing(self, says: str) -> None:
        """There is no score to be seen; says: why not, or what can be opened."""
        self._nothing.set_words(says)
        self._stack.setCurrentIndex(0)
        self.canvas.set_part(None, Notation.STAFF, frozenset())
        for widget in (self.part_button, self.chips, self._name, self._start):
            widget.hide()

    def show_part(
        self,
        title: str,
        names: Sequence[str],
        index: int,
        laid: LaidPart,
        notation: Notation,
        held: frozenset[int],
    ) -> None:
        """Show a part of these; announces nothing."""
        self._stack.setCurrentIndex(1)
        self.canvas.set_part(laid, notation, held)
        self._name.setText(title)
        self._offer(names, index)
        is_tab = notation is Notation.TAB
        has_strings = bool(laid.part.strings)
        tab = self.tr("Frets on strings") if has_strings else self.tr("This part has no strings")
        staff = self.tr("Notes on five lines")
        self.chips.set_options(
            [
                Option(Notation.TAB, self.tr("Tab"), tab, is_tab, has_strings),
                Option(Notation.STAFF, self.tr("Staff"), staff, not is_tab),
            ]
        )
        for widget in (self.chips, self._name, self._start):
            widget.show()
        self.part_button.setVisible(len(names) > 1)
        self._place_start()
        self._start.update()

    def _offer(self, names: Sequence[str], index: int) -> None:
        if tuple(names) != self._names:
            self._names = tuple(names)
            for action in self._parts.actions():
                self._parts.removeAction(action)
            self._part_menu.clear()
            for place, name in enumerate(names):
                action = self._part_menu.addAction(name.replace("&", "&&"))
                action.setData(place)
                action.setCheckable(True)
                self._parts.addAction(action)
        self._parts.actions()[index].setChecked(True)
        self._part = names[index]
        self._show_part_name()
        says = self.tr("Part: {name}").format(name=names[index])
        self.part_button.setAccessibleName(says)
        self.part_button.setToolTip(says)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the title alone, or everything."""
        super().set_collapsed(collapsed)
        self._start.setVisible(not collapsed and self._stack.currentIndex() == 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        super().set_theme(theme)
        self.canvas.set_theme(theme)
        self._start.set_theme(theme)
        show_arrow(self.part_button, theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The staff begins in the side column, beside what it is set with."""
        super().resizeEvent(event)
        self._place_start()
        self._show_part_name()

    def _show_part_name(self) -> None:
        """As much of it as its button has room for."""
        room = self.part_button.width() - grown(ARROW_PX) - 8 * SPACE
        metrics = self.part_button.fontMetrics()
        text = metrics.elidedText(self._part, Qt.TextElideMode.ElideRight, room)
        self.part_button.setText(text.replace("&", "&&"))

    def _place_start(self) -> None:
        # The title does not reach quite down to where its row ends.
        top = grown(HEADER_PX) - _TITLE_AIR_PX
        left = grown(tokens.SIDE_COLUMN_PX) - self._start.width()
        self._start.setGeometry(left, top, self._start.width(), max(0, self.height() - top - 1))
        self._start.offset_px = top
        self._start.raise_()

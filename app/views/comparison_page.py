"""A take beside the original: a window of its own, beside which one can go on practising."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.compared_take import ComparedTake
from app.comparison_words import SummaryRow
from app.takes import Take
from app.text_scale import fit_window, fix_icon, grown
from app.theme import SPACE, Theme
from app.views.bookmark_text import for_menu
from app.views.elided_label import ElidedLabel
from app.views.headings import page_heading
from app.views.history_plot import HistoryPlot
from app.views.icons import icon
from app.views.mark_legend import MarkLegend
from app.views.page_button import dress_page_button
from app.views.scrolled_page import ScrolledPage, page_bottom

_SIZE_PX = QSize(560, 740)
_ICON_PX = 12
_LIST_PX = 132
_COLUMNS = 2


@dataclass(frozen=True)
class ComparisonReport:
    """What the page shows. stem: beside which, in words, and stems to choose from: (id, words).

    status: what is going on, or why nothing can be said. notes: each in words.
    """

    title: str = ""
    stem: str = ""
    stem_words: str = ""
    stems: tuple[tuple[str, str], ...] = ()
    status: str = ""
    rows: tuple[SummaryRow, ...] = ()
    notes: tuple[str, ...] = ()
    limits: str = ""
    history: tuple[tuple[Take, ComparedTake], ...] = ()
    take_id: str = ""
    can_compare: bool = False


class ComparisonPage(ScrolledPage):
    """Shows a `ComparisonReport`.

    Signals, all from a person's hand: `stem_chosen(stem)`; `note_looked_at(place)`,
    `note_chosen(place)`: to go there; `take_chosen(take id)`; `marks_toggled(shown)`: in the lane;
    `again_clicked()`.
    """

    stem_chosen = Signal(str)
    note_looked_at = Signal(int)
    note_chosen = Signal(int)
    take_chosen = Signal(str)
    marks_toggled = Signal(bool)
    again_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ComparisonPage")
        self.setWindowTitle(self.tr("Beside the original"))
        self._report = ComparisonReport()
        self.title = ElidedLabel(tokens.font(tokens.TITLE_PX, bold=True))
        self.stem = QPushButton()
        self.stems = QMenu(self)
        self.stems.setAccessibleName(self.tr("Beside which stem"))
        self._stem_group: QActionGroup | None = None
        self.status = QLabel()
        self.values: list[tuple[QLabel, QLabel]] = []
        self.legend = MarkLegend(theme)
        self.notes = QListWidget()
        self.history = HistoryPlot(self.tr("Takes of this round"), theme)
        self.limits = QLabel()
        self.marks = QPushButton(self.tr("Show in the lane"))
        self.again = QPushButton(self.tr("Compare again"))
        self.close_page = QPushButton(self.tr("Close"))
        self._dress()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        fit_window(self, _SIZE_PX)

    def _dress(self) -> None:
        for button in (self.stem, self.marks, self.again, self.close_page):
            dress_page_button(button)
        self.stem.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the word
        fix_icon(self.stem, _ICON_PX)
        self.marks.setCheckable(True)
        self.marks.setProperty("shape", "toggle")
        self.close_page.setDefault(True)
        for label in (self.status, self.limits):
            label.setWordWrap(True)
        self.status.setFont(tokens.font(tokens.TEXT_PX))
        self.status.setProperty("tone", "warning")
        self.limits.setFont(tokens.font(tokens.SMALL_PX))
        self.limits.setProperty("tone", "muted")
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setObjectName("NoteList")
        self.notes.setFont(tokens.font(tokens.TEXT_PX))
        self.notes.setUniformItemSizes(True)
        self.notes.setTabKeyNavigation(False)
        self.notes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.notes.setMinimumHeight(grown(_LIST_PX))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self.title, 1)
        head.addWidget(self.stem)
        self.content.setObjectName("ComparisonContent")
        column = self.column
        column.addLayout(head)
        column.addWidget(self.status)
        self._summary = QFrame()
        self._summary.setObjectName("ModelRow")
        self._grid = QGridLayout(self._summary)
        self._grid.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(2 * place + 1, 1)
        column.addWidget(self._summary)
        self._notes_heading = page_heading(self.tr("Note by note: Return goes there"))
        column.addWidget(self._notes_heading)
        column.addWidget(self.legend)
        column.addWidget(self.notes, 1)
        self._history_heading = page_heading(
            self.tr("Takes of this round: mean and spread, and how many notes are together")
        )
        column.addWidget(self._history_heading)
        self._history_frame = QFrame()
        self._history_frame.setObjectName("ModelRow")
        framed = QVBoxLayout(self._history_frame)
        framed.setContentsMargins(4 * SPACE, 2 * SPACE, 4 * SPACE, 2 * SPACE)
        framed.addWidget(self.history)
        column.addWidget(self._history_frame)
        column.addWidget(self.limits)
        self.lay_out(page_bottom([self.marks, self.again], [self.close_page]))

    def _connect(self) -> None:
        self.stem.clicked.connect(
            lambda: self.stems.popup(self.stem.mapToGlobal(QPoint(0, self.stem.height())))
        )
        self.notes.currentRowChanged.connect(self._on_row)
        self.notes.itemActivated.connect(lambda _: self.note_chosen.emit(self.notes.currentRow()))
        self.history.take_chosen.connect(self.take_chosen)
        self.marks.clicked.connect(self.marks_toggled)
        self.again.clicked.connect(self.again_clicked)
        self.close_page.clicked.connect(self.close)

    def _on_row(self, place: int) -> None:
        if place >= 0:
            self.note_looked_at.emit(place)

    def set_report(self, report: ComparisonReport) -> None:
        """Show this; announces nothing."""
        before, self._report = self._report, report
        self.title.setText(report.title)
        self.setAccessibleDescription(
            " ".join(f"{row.label}: {row.value}." for row in report.rows) or report.status
        )
        self.stem.setText(report.stem_words)
        self.stem.setAccessibleName(report.stem_words)
        self.stem.setEnabled(bool(report.stems))
        self._fill_stems(report)
        self.status.setText(report.status)
        self.status.setVisible(bool(report.status))
        self._show_rows(report.rows)
        if report.notes != before.notes:
            with QSignalBlocker(self.notes):
                self.notes.clear()
                self.notes.addItems(list(report.notes))
        for widget in (self._notes_heading, self.legend, self.notes, self.limits):
            widget.setVisible(bool(report.notes))
        self.history.set_history(report.history, report.take_id)
        self._history_heading.setVisible(bool(report.history))
        self._history_frame.setVisible(bool(report.history))
        self.limits.setText(report.limits)
        self.again.setEnabled(report.can_compare)
        self.marks.setEnabled(bool(report.notes))

    def set_looked_at(self, place: int | None) -> None:
        """Show which note is looked at elsewhere."""
        with QSignalBlocker(self.notes):
            self.notes.setCurrentRow(-1 if place is None else place)

    def set_marks_shown(self, shown: bool) -> None:
        """Show whether the notes stand in the lane."""
        with QSignalBlocker(self.marks):
            self.marks.setChecked(shown)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.stem.setIcon(icon("chevron_down", theme, size_px=_ICON_PX))
        self.legend.set_theme(theme)
        self.history.set_theme(theme)

    def _fill_stems(self, report: ComparisonReport) -> None:
        self.stems.clear()
        group = self._stem_group = QActionGroup(self)
        for stem, words in report.stems:
            action = self.stems.addAction(for_menu(words))
            action.setCheckable(True)
            action.setChecked(stem == report.stem)
            group.addAction(action)
            action.triggered.connect(lambda _, stem=stem: self.stem_chosen.emit(stem))

    def _show_rows(self, rows: Sequence[SummaryRow]) -> None:
        self._summary.setVisible(bool(rows))
        while len(self.values) < len(rows):
            self.values.append(self._new_row(len(self.values), len(rows)))
        for (label, value), row in zip(self.values, rows, strict=False):
            label.setText(row.label)
            value.setText(row.value)
            for each in (label, value):
                each.setToolTip(row.says)

    def _new_row(self, place: int, rows: int) -> tuple[QLabel, QLabel]:
        label, value = QLabel(), QLabel()
        label.setFont(tokens.font(tokens.TEXT_PX))
        label.setProperty("tone", "muted")
        value.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        column, row = divmod(place, -(-rows // _COLUMNS))
        self._grid.addWidget(label, row, 2 * column)
        self._grid.addWidget(value, row, 2 * column + 1)
        return label, value

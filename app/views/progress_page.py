"""The page of progress: a window of its own, beside which one can go on practising."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.models_report import Option
from app.progress_report import LEAST_ROUNDS, LoopProgress, ProgressReport
from app.text_scale import fit_window, fix_size
from app.theme import SPACE, Theme, loop_colour
from app.views.elided_label import ElidedLabel
from app.views.headings import page_heading
from app.views.minutes_bars import MinutesBars
from app.views.option_chips import OptionChips
from app.views.page_button import dress_page_button
from app.views.practice_text import clean_words, days_words, practised_words, rounds_words
from app.views.scrolled_page import ScrolledPage, page_bottom
from app.views.tempo_plot import TempoPlot
from player.transport import LoopRegion

_SIZE_PX = QSize(720, 640)
_SWATCH_PX = 10
_SONG, _ALL = "song", "all"


class ProgressPage(ScrolledPage):
    """Shows a `ProgressReport`.

    Signals, all from a person's hand: `all_songs_chosen(all)`: whose minutes are shown;
    `practise_clicked(region)`: loop that; `trainer_clicked()`: to set the speed trainer up.
    """

    all_songs_chosen = Signal(bool)
    practise_clicked = Signal(object)
    trainer_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ProgressPage")
        self.setWindowTitle(self.tr("Progress"))
        self._theme = theme
        self._report = ProgressReport()
        self.title = ElidedLabel(tokens.font(tokens.TITLE_PX, bold=True))
        self.scope = OptionChips(self.tr("Minutes of"), exclusive=True)
        self.minutes = MinutesBars(self.tr("Practice minutes by day"), theme)
        self.empty = QLabel(
            self.tr(
                "Nothing is practised yet. Loop a passage and play it: every round that is heard "
                "whole counts here, and so does every minute that sounds. Mark a round clean "
                "when it was; the speed trainer makes it faster then."
            )
        )
        self.trainer = QPushButton(self.tr("Set the speed trainer up …"))
        self.close_page = QPushButton(self.tr("Close"))
        self.rows: dict[LoopRegion, LoopRow] = {}
        self._order: list[QWidget] = []
        self._lay_out()
        self.scope.chosen.connect(lambda value: self.all_songs_chosen.emit(value == _ALL))
        self.trainer.clicked.connect(self.trainer_clicked)
        self.close_page.clicked.connect(self.close)
        fit_window(self, _SIZE_PX)

    def _lay_out(self) -> None:
        self.content.setObjectName("ProgressContent")
        column = self.column
        column.addWidget(self.title)
        self.empty.setFont(tokens.font(tokens.TEXT_PX))
        self.empty.setWordWrap(True)
        column.addWidget(self.empty)
        column.addSpacing(SPACE)
        column.addWidget(page_heading(self.tr("Practice minutes, the last six weeks")))
        column.addWidget(self.scope)
        column.addWidget(_framed(self.minutes))
        column.addSpacing(2 * SPACE)
        self._loops_heading = page_heading(
            self.tr("Loops: tempo by day, the dot is the highest clean")
        )
        column.addWidget(self._loops_heading)
        self.listed = QLabel(
            self.tr(
                "Kept loops are listed here. So is every other loop that was heard whole at least "
                "{rounds} times in the last six weeks."
            ).format(rounds=LEAST_ROUNDS)
        )
        self.listed.setFont(tokens.font(tokens.SMALL_PX))
        self.listed.setProperty("tone", "muted")
        self.listed.setWordWrap(True)
        column.addWidget(self.listed)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * SPACE)
        column.addLayout(self._rows)
        column.addStretch(1)
        for button in (self.trainer, self.close_page):
            dress_page_button(button)
        self.close_page.setDefault(True)
        self.lay_out(page_bottom([self.trainer], [self.close_page]))

    def set_report(self, report: ProgressReport) -> None:
        """Show this; announces nothing."""
        self._report = report
        self.title.setText(report.title or self.tr("All songs"))
        self.empty.setVisible(report.is_empty)
        for label in (self._loops_heading, self.listed):
            label.setVisible(not report.is_empty and bool(report.title))
        self.trainer.setEnabled(bool(report.title))
        song = Option(
            _SONG,
            self.tr("This song"),
            is_chosen=not report.all_songs,
            is_enabled=bool(report.title),
        )
        self.scope.set_options(
            [song, Option(_ALL, self.tr("All songs"), is_chosen=report.all_songs)]
        )
        self.minutes.set_seconds(report.seconds)
        for region in set(self.rows) - {each.region for each in report.loops}:
            self._remove_row(region)
        for place, progress in enumerate(report.loops):
            row = self.rows.get(progress.region)
            if row is None:
                row = self._new_row(progress.region)
                self._rows.insertWidget(place, row)
            if progress != row.progress:
                row.set_progress(progress)
        self._chain_keyboard()

    def _new_row(self, region: LoopRegion) -> LoopRow:
        row = self.rows[region] = LoopRow(self._theme)
        row.practise.clicked.connect(lambda: self.practise_clicked.emit(region))
        return row

    def _remove_row(self, region: LoopRegion) -> None:
        row = self.rows.pop(region)
        self._rows.removeWidget(row)
        if row.isAncestorOf(self.focusWidget() or self):
            self.content.setFocus(Qt.FocusReason.OtherFocusReason)
        row.hide()
        row.deleteLater()

    def _chain_keyboard(self) -> None:
        """Let the tab key go down the page, and not by the age of things."""
        order: list[QWidget] = [*self.scope.chips.values(), self.minutes]
        for progress in self._report.loops:
            row = self.rows[progress.region]
            order += [row.practise, row.plot]
        order += [self.trainer, self.close_page]
        if order != self._order:
            self._order = order
            for before, after in pairwise(order):
                self.setTabOrder(before, after)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.minutes.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)


class LoopRow(QFrame):
    """One loop: its name, its highest clean tempo, how much it was practised, and its plot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("ModelRow")
        self._theme = theme
        self.progress: LoopProgress | None = None
        self.swatch = _Swatch()
        self.name = ElidedLabel(tokens.font(tokens.TITLE_PX, bold=True))
        self.clean = QLabel()
        self.clean.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        self.words = QLabel()
        self.words.setFont(tokens.font(tokens.TEXT_PX))
        self.words.setProperty("tone", "muted")
        self.practise = QPushButton(self.tr("Practise"))
        dress_page_button(self.practise)
        self.plot = TempoPlot("", theme)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self.swatch)
        head.addWidget(self.name, 1)
        head.addWidget(self.clean)
        head.addSpacing(2 * SPACE)
        head.addWidget(self.practise)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.plot)

    def set_progress(self, progress: LoopProgress) -> None:
        """Show this."""
        self.progress = progress
        self.name.setText(progress.name)
        self.clean.setText(clean_words(progress.highest_clean))
        self.clean.setProperty("tone", "muted" if progress.highest_clean is None else "")
        self.clean.style().polish(self.clean)
        self.words.setText(
            " · ".join(
                (
                    rounds_words(progress.rounds),
                    practised_words(progress.seconds),
                    days_words(len(progress.days)),
                )
            )
        )
        self.practise.setAccessibleName(self.tr("Practise {name}").format(name=progress.name))
        self.plot.setAccessibleName(self.tr("Tempos of {name}").format(name=progress.name))
        self._show_colour()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        self._show_colour()

    def _show_colour(self) -> None:
        if self.progress is not None:
            colour = loop_colour(self._theme, self.progress.colour)
            self.swatch.set_colour(colour)
            self.plot.set_progress(self.progress.days, colour)


class _Swatch(QWidget):
    """The colour of a loop."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = QColor()
        fix_size(self, _SWATCH_PX, _SWATCH_PX)

    def set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.end()


def _framed(chart: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("ModelRow")
    column = QVBoxLayout(frame)
    column.setContentsMargins(4 * SPACE, 2 * SPACE, 4 * SPACE, 2 * SPACE)
    column.addWidget(chart)
    return frame

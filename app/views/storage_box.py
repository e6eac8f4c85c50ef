"""The room that songs take on the disk: how much, how much at most, and a way to forget them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.cache_limit import DEFAULT_LIMIT_BYTES
from app.cached_songs import CacheReport
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.size_text import size_words
from app.views.value_field import ValueField

_GB = 1_000_000_000
_RESOLUTION = 1000
_CONTROL_PX = 32
# Songs must not go because a number passed by on its way to another.
_SETTLE_MS = 800


class StorageBox(QWidget):
    """A part of a page. What makes songs go is asked about in place.

    Signals: `limit_chosen(bytes)`; `forget_confirmed()`, all songs but the open ones; `asked()`, a
    question has come up below the rest.
    """

    asked = Signal()
    limit_chosen = Signal(object)
    forget_confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = CacheReport((), 0, 0)
        self._asked_limit_bytes: int | None = None
        self.title = QLabel()
        self.title.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        self.bar = QProgressBar()
        self.bar.setRange(0, _RESOLUTION)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Room taken by songs"))
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("tone", "muted")
        self.limit = ValueField(
            self.tr("Room for songs"),
            theme,
            1,
            DEFAULT_LIMIT_BYTES // _GB,
            DEFAULT_LIMIT_BYTES // _GB,
            unit=self.tr(" GB"),
            size_px=tokens.TITLE_PX,
        )
        limit_label = QLabel(self.tr("Keep at most"))
        self.forget = QPushButton(self.tr("Forget all but the open song"))
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.confirm, self.refuse = QPushButton(), QPushButton()
        for button in (self.forget, self.confirm, self.refuse):
            fix_height(button, _CONTROL_PX)
            button.setFont(tokens.font())
            button.setAutoDefault(True)
        self._lay_out(limit_label)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._on_limit_settled)
        self.limit.value_changed.connect(lambda _: self._settling.start())
        self.forget.clicked.connect(self._ask_to_forget)
        self.confirm.clicked.connect(self._on_confirmed)
        self.refuse.clicked.connect(self._on_refused)
        self._end_question()
        self.set_report(self._report)

    def _lay_out(self, limit_label: QLabel) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        limit_row = QHBoxLayout()
        limit_row.setSpacing(2 * SPACE)
        limit_row.addWidget(limit_label)
        limit_row.addWidget(self.limit)
        limit_row.addStretch(1)
        limit_row.addWidget(self.forget)
        self._answers = QWidget()
        answers = QHBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(2 * SPACE)
        answers.addWidget(self.question, 1)
        answers.addWidget(self.confirm)
        answers.addWidget(self.refuse)
        for widget in (self.title, self.bar, self.explanation):
            column.addWidget(widget)
        column.addLayout(limit_row)
        column.addWidget(self._answers)

    def set_report(self, report: CacheReport) -> None:
        """Show how full the cache is."""
        self._report = report
        kept, limit = size_words(report.disk_bytes), size_words(report.limit_bytes)
        text = self.tr("Songs kept: {kept} of {limit}").format(kept=kept, limit=limit)
        self.title.setText(text)
        share = report.disk_bytes / report.limit_bytes if report.limit_bytes else 0.0
        self.bar.setValue(round(min(share, 1.0) * _RESOLUTION))
        self.bar.setAccessibleDescription(text)
        self.explanation.setText(self._explanation())
        if not self._settling.isActive() and self._asked_limit_bytes is None:
            self._show_limit()
        self.forget.setEnabled(self._forgettable_bytes() > 0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.limit.set_theme(theme)

    def _explanation(self) -> str:
        text = self.tr(
            "When there are more, those not opened for the longest time are forgotten and "
            "separated anew when they are opened. Loops and markers are always kept."
        )
        if self._report.limit_bytes < self._report.chosen_bytes:
            text += " " + self.tr("Songs take at most half of the room that is free on the disk.")
        return text

    def _show_limit(self) -> None:
        with QSignalBlocker(self.limit):
            self.limit.setRange(1, max(1, self._report.disk_limit_bytes // _GB))
        self.limit.set_value(self._report.limit_bytes / _GB)
        self.limit.updateGeometry()

    def _forgettable_bytes(self) -> int:
        """The room that the songs take that are not open."""
        return sum(song.disk_bytes for song in self._report.songs if not song.is_open)

    # Hands.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape answers no."""
        if event.key() == Qt.Key.Key_Escape and self._answers.isVisible():
            self._on_refused()
        else:
            super().keyPressEvent(event)

    def _on_limit_settled(self) -> None:
        limit_bytes = self.limit.value() * _GB
        excess_bytes = self._report.disk_bytes - limit_bytes
        if excess_bytes <= 0:
            self._end_question()
            self.limit_chosen.emit(limit_bytes)
            return
        self._asked_limit_bytes = limit_bytes
        text = self.tr("Forget the songs not opened for the longest time, about {size}?")
        self._ask(
            text.format(size=size_words(excess_bytes)),
            self.tr("Forget them"),
            self.tr("Keep {limit}").format(limit=size_words(self._report.limit_bytes)),
        )

    def _ask_to_forget(self) -> None:
        self._asked_limit_bytes = None
        self._show_limit()
        text = self.tr("Forget all but the open song, {size}? They can be separated anew.")
        self._ask(
            text.format(size=size_words(self._forgettable_bytes())),
            self.tr("Forget them"),
            self.tr("Keep them"),
        )
        self.refuse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, question: str, yes: str, no: str) -> None:
        self.question.setText(question)
        self.confirm.setText(yes)
        self.refuse.setText(no)
        for button in (self.confirm, self.refuse):
            button.setAccessibleDescription(question)
        self._answers.show()
        self.asked.emit()

    def _on_confirmed(self) -> None:
        limit_bytes = self._asked_limit_bytes
        self._end_question()
        if limit_bytes is None:
            self.forget_confirmed.emit()
        else:
            self.limit_chosen.emit(limit_bytes)

    def _on_refused(self) -> None:
        self._end_question()
        self._show_limit()

    def _end_question(self) -> None:
        answered_from = self.forget if self._asked_limit_bytes is None else self.limit
        if self._answers.isAncestorOf(self.focusWidget() or self):
            answered_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked_limit_bytes = None
        self._answers.hide()

"""The export window: what becomes a file, which files, and how far they are. It blocks nothing."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.export_report import ExportReport
from app.text_scale import fix_width
from app.theme import SPACE
from app.views.elided_label import ElidedLabel
from app.views.keyboard_focus import give_up_keyboard
from app.views.option_chips import OptionChips
from app.views.page_button import dress_page_button
from app.views.status_line import MessageKind

_WIDTH_PX = 640
# What a sentence and the progress take: nothing moves when they come.
_SPARE_PX = 12 * SPACE
_FRAME_PX = 48  # what the window's own frame takes of the screen
_NAMES_SHOWN = 6
_NAMES_OF_A_SONG = 5  # four stems and a project
_RESOLUTION = 1000


class ExportWindow(QDialog):
    """Shows an `ExportReport`, and the export that is running.

    Signals, all from a person's hand: `kind_chosen(value)`, `what_chosen(value)`,
    `part_chosen(value)`, `tempo_chosen(value)`, `format_chosen(value)`, `additions_picked(values)`,
    `folder_clicked()`, `export_clicked()`, `cancel_clicked()`, `show_clicked()`: the files that
    were written. `opened()`: it is seen again.
    """

    kind_chosen = Signal(str)
    what_chosen = Signal(str)
    part_chosen = Signal(str)
    tempo_chosen = Signal(str)
    format_chosen = Signal(str)
    additions_picked = Signal(object)
    folder_clicked = Signal()
    export_clicked = Signal()
    cancel_clicked = Signal()
    show_clicked = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ExportWindow")
        self.setWindowTitle(self.tr("Export"))
        self.kinds = OptionChips(self.tr("As"), exclusive=True)
        self.what = OptionChips(self.tr("Sound"), exclusive=True)
        self.parts = OptionChips(self.tr("Part"), exclusive=True)
        self.tempos = OptionChips(self.tr("Tempo and pitch"), exclusive=True)
        self.formats = OptionChips(self.tr("Format"), exclusive=True)
        self.additions = OptionChips(self.tr("Added"), exclusive=False)
        self._words = {chips: QLabel() for chips in self._chips}
        self.folder = ElidedLabel(tokens.font(tokens.TEXT_PX))
        self.choose_folder = QPushButton(self.tr("Choose …"))
        self.length = QLabel()
        self.names = [ElidedLabel(tokens.font(tokens.TEXT_PX)) for _ in range(_NAMES_SHOWN)]
        self.message = QLabel()
        self.progress = QProgressBar()
        self.progress_text = QLabel()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.show_files = QPushButton(self.tr("Show in folder"))
        self.export = QPushButton(self.tr("Export"))
        self.close_window = QPushButton(self.tr("Close"))
        self._is_running = False
        self._can_export = False
        self._dress()
        self._lay_out()
        self._connect()
        self._show_running()

    @property
    def _chips(self) -> tuple[OptionChips, ...]:
        return (self.kinds, self.what, self.parts, self.tempos, self.additions, self.formats)

    def _dress(self) -> None:
        for label in (*self._words.values(), self.length, self.progress_text):
            label.setFont(tokens.font(tokens.TEXT_PX))
            label.setProperty("tone", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in self._words.values():
            label.setWordWrap(True)
        self.message.setFont(tokens.font(tokens.TEXT_PX))
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.hide()
        self.progress.setRange(0, _RESOLUTION)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # has the keyboard while it runs
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self.choose_folder.setAccessibleName(self.tr("Choose the folder"))
        self.cancel.setAccessibleName(self.tr("Cancel the export"))
        self.export.setProperty("shape", "primary")
        for button in self._buttons:
            dress_page_button(button)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.choose_folder, self.show_files, self.cancel, self.export, self.close_window)

    def _lay_out(self) -> None:
        self._content = content = QWidget()
        content.setObjectName("ExportContent")
        content.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        content.setAccessibleName(self.tr("Export"))
        column = QVBoxLayout(content)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(self._options())
        column.addWidget(self._files())
        column.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        # With big text it may be higher than a small screen: then it is scrolled.
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(content)
        rows.addWidget(scrolled, 1)
        self._bottom_row = self._bottom()
        rows.addWidget(self._bottom_row)
        # Only a button that stands in its window already can be the window's.
        self.export.setDefault(True)
        fix_width(self, _WIDTH_PX)

    def _options(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for place, (chips, text) in enumerate(
            (
                (self.kinds, self.tr("As")),
                (self.what, self.tr("Sound")),
                (self.parts, self.tr("Part")),
                (self.tempos, self.tr("Tempo and pitch")),
                (self.additions, self.tr("Added")),
                (self.formats, self.tr("Format")),
            )
        ):
            grid.addWidget(_caption(text), 3 * place, 0)
            grid.addWidget(chips, 3 * place, 1)
            grid.addWidget(self._words[chips], 3 * place + 1, 1)
            grid.setRowMinimumHeight(3 * place + 2, 2 * SPACE)
        folder = QHBoxLayout()
        folder.setSpacing(3 * SPACE)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose_folder)
        grid.addWidget(_caption(self.tr("Folder")), 3 * len(self._chips), 0)
        grid.addLayout(folder, 3 * len(self._chips), 1)
        return grid

    def _files(self) -> QFrame:
        box = QFrame()
        box.setObjectName("ModelRow")
        column = QVBoxLayout(box)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.length)
        for name in self.names:
            column.addWidget(name)
        # As high with one file as with several: nothing moves when something else is chosen.
        line_px = self.names[0].sizeHint().height() + SPACE
        box.setMinimumHeight(
            6 * SPACE + self.length.sizeHint().height() + _NAMES_OF_A_SONG * line_px
        )
        column.addStretch(1)
        return box

    def _bottom(self) -> QFrame:
        bottom = QFrame()
        bottom.setObjectName("StatusLine")
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        # Far from where Export is: the second click of a double one would cancel.
        row.addWidget(self.cancel)
        row.addWidget(self.progress_text)
        row.addWidget(self.show_files)
        row.addStretch(1)
        row.addWidget(self.export)
        row.addWidget(self.close_window)
        column = QVBoxLayout(bottom)
        column.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.message)
        column.addWidget(self.progress)
        column.addLayout(row)
        return bottom

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.kind_chosen)
        self.what.chosen.connect(self.what_chosen)
        self.parts.chosen.connect(self.part_chosen)
        self.tempos.chosen.connect(self.tempo_chosen)
        self.additions.picked.connect(self.additions_picked)
        self.formats.chosen.connect(self.format_chosen)
        self.choose_folder.clicked.connect(self.folder_clicked)
        self.export.clicked.connect(self.export_clicked)
        self.cancel.clicked.connect(self.cancel_clicked)
        self.show_files.clicked.connect(self.show_clicked)
        self.close_window.clicked.connect(self.close)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the choices begin."""
        super().showEvent(event)
        if not event.spontaneous():
            wanted_px = self._content.sizeHint().height() + self._bottom_row.sizeHint().height()
            room_px = self.screen().availableSize().height() - _FRAME_PX
            self.resize(self.width(), min(wanted_px + _SPARE_PX, room_px))
            chip = self.kinds.chosen_chip
            begins = self._content if chip is None or self._is_running else chip
            begins.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._is_running:
                # What was written the last time has been told.
                self.say("")
            self.opened.emit()

    # What is shown. None of these announces anything.

    def set_report(self, report: ExportReport) -> None:
        """Show this."""
        self.setWindowTitle(self.tr("Export “{title}”").format(title=report.title))
        for chips, options, words in (
            (self.kinds, report.kinds, report.kind_words),
            (self.what, report.what, report.what_words),
            (self.parts, report.parts, report.part_words),
            (self.tempos, report.tempos, report.tempo_words),
            (self.additions, report.additions, report.addition_words),
            (self.formats, report.formats, report.format_words),
        ):
            chips.set_options(options)
            chips.setAccessibleDescription(words)
            self._words[chips].setText(words)
        self.folder.setText(str(report.folder))
        self.choose_folder.setAccessibleDescription(str(report.folder))
        self.length.setText(f"△ {report.hindrance}" if report.hindrance else report.length_words)
        self._set_tone(self.length, "warning" if report.hindrance else "muted")
        self._show_names(report.names)
        self._can_export = not report.hindrance
        self._show_can_export()
        self.export.setAccessibleDescription(report.hindrance or report.length_words)
        self._chain_keyboard()

    def _show_names(self, names: tuple[str, ...]) -> None:
        lines = list(names)
        if len(lines) > _NAMES_SHOWN:
            left = len(lines) - _NAMES_SHOWN + 1
            lines[_NAMES_SHOWN - 1 :] = [self.tr("and {count} more").format(count=left)]
        for place, label in enumerate(self.names):
            label.setVisible(place < len(lines))
            label.setText(lines[place] if place < len(lines) else "")

    def set_running(self, running: bool) -> None:
        """Show whether files are being written; what they are cannot be changed meanwhile."""
        if running != self._is_running:
            self._is_running = running
            self._show_running()

    def set_progress(self, fraction: float, words: str) -> None:
        """Show how much of them is written, 0 to 1."""
        self.progress.setValue(round(fraction * _RESOLUTION))
        self.progress_text.setText(words)
        self.cancel.setAccessibleDescription(words)

    def say(self, text: str, kind: MessageKind = "info", *, files: bool = False) -> None:
        """Show a sentence until there is a newer one, and a way to the files if it is about them;
        with an empty one, nothing.
        """
        signs = {"info": "", "warning": "△ ", "error": "⨯ "}
        self.message.setText(signs[kind] + text)
        self._set_tone(self.message, kind)
        self.message.setVisible(bool(text))
        if not files and self.show_files.hasFocus():
            give_up_keyboard(self.show_files)
        self.show_files.setVisible(files)

    def _show_running(self) -> None:
        running = self._is_running
        self.set_progress(0.0, "")
        parts = (self.cancel, self.progress, self.progress_text)
        if running:
            for part in parts:
                part.show()
            keyboard = self.focusWidget()
            changing = (*self._chips, self.choose_folder, self.export)
            if keyboard is not None and any(each.isAncestorOf(keyboard) for each in changing):
                # Not to a button: whoever presses Return twice would press that too.
                self.progress.setFocus(Qt.FocusReason.OtherFocusReason)
        for options in (*self._chips, self.choose_folder):
            options.setEnabled(not running)
        self._show_can_export()
        if not running:
            if self.progress.hasFocus() or self.cancel.hasFocus():
                self.export.setFocus(Qt.FocusReason.OtherFocusReason)
            for part in parts:
                part.hide()
        if running:
            self.say("")
        self.show_files.setVisible(False)

    def _show_can_export(self) -> None:
        self.export.setEnabled(self._can_export and not self._is_running)

    def _set_tone(self, label: QLabel, tone: str) -> None:
        if label.property("tone") != tone:
            label.setProperty("tone", tone)
            label.style().polish(label)

    def _chain_keyboard(self) -> None:
        """Let the tab key go down the window."""
        order: list[QWidget] = []
        for chips in self._chips:
            order += chips.chips.values()
        order += [self.choose_folder, self.progress, self.cancel, self.show_files]
        order += [self.export, self.close_window]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(tokens.font(tokens.TEXT_PX))
    return label

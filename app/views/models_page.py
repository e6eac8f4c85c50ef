"""The page of models and storage: a window of its own, beside which one can go on practising."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.model_words import listed
from app.models_report import ModelsReport
from app.text_scale import fit_window, room_for_window, text_scale
from app.theme import SPACE, Theme
from app.views.headings import page_heading
from app.views.model_row import ModelRow
from app.views.option_chips import OptionChips
from app.views.page_button import dress_page_button
from app.views.scrolled_page import ScrolledPage
from app.views.storage_box import StorageBox

_SIZE_PX = QSize(840, 600)


class ModelsPage(ScrolledPage):
    """Shows a `ModelsReport`.

    Signals, all from a person's hand, models by their names: `use_clicked(model)`,
    `download_clicked(model)`, `cancel_clicked(model)`, `remove_clicked(model)`, `import_clicked()`,
    `together_picked(models)`, `quality_chosen(value)`, `stem_chosen(stem or "")`,
    `device_chosen(device)`, `separate_clicked()`; those of `storage`, the room that songs take.
    """

    use_clicked = Signal(str)
    download_clicked = Signal(str)
    cancel_clicked = Signal(str)
    remove_clicked = Signal(str)
    import_clicked = Signal()
    together_picked = Signal(object)
    quality_chosen = Signal(str)
    stem_chosen = Signal(str)
    device_chosen = Signal(str)
    separate_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ModelsPage")
        self.setWindowTitle(self.tr("Models and storage"))
        self.rows: dict[str, ModelRow] = {}
        self.together = OptionChips(self.tr("Together"), exclusive=False)
        self.use_together = QPushButton()
        self.quality = OptionChips(self.tr("Quality"), exclusive=True)
        self.stems = OptionChips(self.tr("Separate into"), exclusive=True)
        self.devices = OptionChips(self.tr("Computes on"), exclusive=True)
        self._words = {chips: QLabel() for chips in self._chips}
        self.storage = StorageBox(theme)
        self.import_file = QPushButton(self.tr("Import a file …"))
        self.separate = QPushButton()
        self.close_page = QPushButton(self.tr("Close"))
        self.message = QLabel()
        self._report = ModelsReport()
        self._order: list[QWidget] = []
        self._lay_out()
        self._connect()
        fit_window(self, _SIZE_PX)
        self._text_scale = text_scale()

    @property
    def _chips(self) -> tuple[OptionChips, ...]:
        return (self.together, self.quality, self.stems, self.devices)

    def _lay_out(self) -> None:
        self.content.setObjectName("ModelsContent")
        self.column.addWidget(page_heading(self.tr("Which model separates")))
        says = QLabel(
            self.tr(
                "A model takes the song apart. Better ones sound cleaner and take longer; "
                "each is downloaded once."
            )
        )
        says.setFont(tokens.font(tokens.TEXT_PX))
        says.setWordWrap(True)
        self.column.addWidget(says)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * SPACE)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._together_box())
        self.column.addSpacing(2 * SPACE)
        self.column.addWidget(page_heading(self.tr("How it separates")))
        self.column.addLayout(self._options())
        self.column.addSpacing(2 * SPACE)
        self.column.addWidget(page_heading(self.tr("Storage")))
        self.column.addWidget(self._storage_box())
        self.column.addStretch(1)
        self.lay_out(self._bottom())

    def _together_box(self) -> QFrame:
        self._together_box_frame = box = QFrame()
        box.setObjectName("ModelRow")
        title = QLabel(self.tr("Several together"))
        title.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        says = QLabel(
            self.tr("The mean of what they say: slower, and often better than each alone.")
        )
        says.setFont(tokens.font(tokens.TEXT_PX))
        says.setWordWrap(True)
        self.use_together.setProperty("shape", "toggle")
        self.use_together.setCheckable(True)
        dress_page_button(self.use_together)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.use_together)
        foot = QHBoxLayout()
        foot.setSpacing(3 * SPACE)
        foot.addWidget(self.together)
        foot.addWidget(self._muted(self.together), 1)
        column = QVBoxLayout(box)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(says)
        column.addSpacing(SPACE)
        column.addLayout(foot)
        return box

    def _storage_box(self) -> QFrame:
        box = QFrame()
        box.setObjectName("ModelRow")
        column = QVBoxLayout(box)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.addWidget(self.storage)
        return box

    def _options(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for place, (chips, text) in enumerate(
            (
                (self.quality, self.tr("Quality")),
                (self.stems, self.tr("Separate into")),
                (self.devices, self.tr("Computes on")),
            )
        ):
            label = QLabel(text)
            label.setFont(tokens.font(tokens.TEXT_PX))
            grid.addWidget(label, 3 * place, 0)
            grid.addWidget(chips, 3 * place, 1)
            grid.addWidget(self._muted(chips), 3 * place + 1, 1)
            grid.setRowMinimumHeight(3 * place + 2, 2 * SPACE)
        return grid

    def _muted(self, chips: OptionChips) -> QLabel:
        label = self._words[chips]
        label.setFont(tokens.font(tokens.TEXT_PX))
        label.setProperty("tone", "muted")
        label.setWordWrap(True)
        return label

    def _bottom(self) -> QFrame:
        bottom = QFrame()
        bottom.setObjectName("StatusLine")
        self.separate.setProperty("shape", "primary")
        for button in (self.import_file, self.separate, self.close_page):
            dress_page_button(button)
        self.close_page.setDefault(True)
        self.message.setFont(tokens.font(tokens.TEXT_PX))
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.hide()
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(self.import_file)
        row.addStretch(1)
        row.addWidget(self.separate)
        row.addWidget(self.close_page)
        column = QVBoxLayout(bottom)
        column.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.message)
        column.addLayout(row)
        return bottom

    def _connect(self) -> None:
        self.storage.asked.connect(lambda: QTimer.singleShot(0, self, self._show_question))
        self.together.picked.connect(self.together_picked)
        self.use_together.clicked.connect(self._on_use_together)
        self.quality.chosen.connect(self.quality_chosen)
        self.stems.chosen.connect(self.stem_chosen)
        self.devices.chosen.connect(self.device_chosen)
        self.import_file.clicked.connect(self.import_clicked)
        self.separate.clicked.connect(self.separate_clicked)
        self.close_page.clicked.connect(self.close)
        for acted in (
            self.use_clicked,
            self.download_clicked,
            self.remove_clicked,
            self.import_clicked,
            self.together_picked,
            self.quality_chosen,
            self.stem_chosen,
            self.device_chosen,
            self.separate_clicked,
        ):
            # First of all: what comes of it may have something to say.
            acted.connect(self.message.hide)

    def showEvent(self, event: QShowEvent) -> None:
        """What was said when it was seen last is over."""
        super().showEvent(event)
        if not event.spontaneous():
            self.message.hide()

    def _show_question(self) -> None:
        self.column.activate()
        self.scroll_area.ensureWidgetVisible(self.storage.refuse, 0, 6 * SPACE)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.storage.set_theme(theme)

    def set_report(self, report: ModelsReport) -> None:
        """Show this; announces nothing."""
        self._report = report
        for gone in set(self.rows) - {entry.name for entry in report.entries}:
            row = self.rows.pop(gone)
            self._rows.removeWidget(row)
            if row.isAncestorOf(self.focusWidget() or self):
                self.content.setFocus(Qt.FocusReason.OtherFocusReason)
            row.hide()
            row.deleteLater()
        for entry in report.entries:
            if entry.name not in self.rows:
                self._rows.addWidget(self._new_row(entry.name))
            self.rows[entry.name].set_entry(entry)
        for chips, options, words in (
            (self.together, report.together, report.together_words),
            (self.quality, report.qualities, report.quality_words),
            (self.stems, report.stems, report.stems_words),
            (self.devices, report.devices, report.devices_words),
        ):
            chips.set_options(options)
            chips.setAccessibleDescription(words)
            self._words[chips].setText(words)
        self._keep_room()
        self._chain_keyboard()
        self._together_box_frame.setVisible(bool(report.together))
        self.use_together.setEnabled(bool(report.together_name))
        self._show_together_used()
        text = self.tr("Separate this song with {title}").format(title=report.separate_with)
        self.separate.setText(self.tr("Separate this song anew") if report.same_model else text)
        self.separate.setVisible(bool(report.separate_with))

    def _keep_room(self) -> None:
        """Let the window be no narrower than what cannot be wrapped, while it fits a screen."""
        bar = self.scroll_area.verticalScrollBar().sizeHint().width()
        needed = self.content.minimumSizeHint().width() + bar
        # With big text it may be wider than a small screen: then it is scrolled.
        self.scroll_area.setMinimumWidth(min(needed, room_for_window(self).width()))

    def changeEvent(self, event: QEvent) -> None:
        """Text may have become bigger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._keep_to_text)

    def _keep_to_text(self) -> None:
        self._keep_room()
        if self._text_scale != text_scale():
            self._text_scale = text_scale()
            # Bigger text held it wide until now.
            layout = self.layout()
            assert layout is not None
            layout.activate()
            fit_window(self, _SIZE_PX)

    def _chain_keyboard(self) -> None:
        """Let the tab key go down the page, and not by the age of things."""
        order: list[QWidget] = []
        for row in self.rows.values():
            order += [row.remove, row.cancel, row.download, row.use]
        order += [*self.together.chips.values(), self.use_together]
        for chips in (self.quality, self.stems, self.devices):
            order += chips.chips.values()
        storage = self.storage
        order += [storage.limit, storage.forget, storage.confirm, storage.refuse]
        order += [self.import_file, self.separate, self.close_page]
        if order != self._order:
            self._order = order
            for before, after in pairwise(order):
                self.setTabOrder(before, after)

    def say(self, text: str, kind: str = "info") -> None:
        """Show a sentence until there is a newer one, or a person goes on."""
        signs = {"info": "", "warning": "△ ", "error": "⨯ "}
        self.message.setText(signs[kind] + text)
        self.message.show()
        self.message.setProperty("tone", kind)
        self.message.style().polish(self.message)

    def _new_row(self, name: str) -> ModelRow:
        row = self.rows[name] = ModelRow()
        row.use_clicked.connect(lambda: self.use_clicked.emit(name))
        row.download_clicked.connect(lambda: self.download_clicked.emit(name))
        row.cancel_clicked.connect(lambda: self.cancel_clicked.emit(name))
        row.remove_clicked.connect(lambda: self.remove_clicked.emit(name))
        return row

    def _show_together_used(self) -> None:
        used = self._report.together_is_used
        self.use_together.setChecked(used)
        self.use_together.setText(self.tr("In use") if used else self.tr("Use together"))
        picked = [each.text for each in self._report.together if each.is_chosen]
        name = self.tr("Use together: {titles}").format(titles=listed(picked))
        self.use_together.setAccessibleName(name if picked else self.tr("Use together"))

    def _on_use_together(self) -> None:
        self._show_together_used()
        self.use_clicked.emit(self._report.together_name)

"""One model on the page of models: what it is, where it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.models_report import ModelEntry
from app.theme import SPACE
from app.views.accessible import Role
from app.views.keyboard_focus import give_up_keyboard
from app.views.page_button import dress_page_button

_RESOLUTION = 1000
_SURE_MS = 6000


class ModelRow(QFrame):
    """Shows a `ModelEntry`.

    Signals, from a person's hand: `use_clicked()`, `download_clicked()`, `cancel_clicked()`,
    `remove_clicked()`, which has been asked about.
    """

    use_clicked = Signal()
    download_clicked = Signal()
    cancel_clicked = Signal()
    remove_clicked = Signal()
    accessible_role = Role.Grouping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ModelRow")
        self.entry: ModelEntry | None = None
        self.title, self.state = QLabel(), QLabel()
        self.description, self.facts, self.fault = QLabel(), QLabel(), QLabel()
        self.progress = QProgressBar()
        self.use, self.download = QPushButton(), QPushButton()
        self.cancel, self.remove = QPushButton(self.tr("Cancel")), QPushButton()
        self._sure = QTimer(self, singleShot=True, interval=_SURE_MS)
        self._sure.timeout.connect(self._show_remove)
        self._dress()
        self._lay_out()
        self.use.clicked.connect(self._on_use_clicked)
        self.download.clicked.connect(self.download_clicked)
        self.cancel.clicked.connect(self.cancel_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)

    def _dress(self) -> None:
        self.title.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        for label in (self.state, self.description, self.facts, self.fault):
            label.setFont(tokens.font(tokens.TEXT_PX))
            label.setProperty("tone", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.description.setProperty("tone", "")
        self.fault.setProperty("tone", "error")
        for label in (self.description, self.facts, self.fault):
            label.setWordWrap(True)
        self.progress.setRange(0, _RESOLUTION)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.use.setProperty("shape", "toggle")
        self.use.setCheckable(True)
        for button in (self.use, self.download, self.cancel, self.remove):
            dress_page_button(button)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(3 * SPACE)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        for button in (self.remove, self.cancel, self.download, self.use):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.description)
        column.addWidget(self.facts)
        column.addSpacing(SPACE)
        column.addWidget(self.progress)
        column.addWidget(self.fault)

    def set_entry(self, entry: ModelEntry) -> None:
        """Show this model; announces nothing."""
        if entry == self.entry:
            return
        self.entry = entry
        self.title.setText(entry.title)
        self.state.setText(entry.state)
        self.description.setText(entry.description)
        self.facts.setText(entry.facts)
        self.facts.setToolTip(entry.facts_tip)
        self.facts.setVisible(bool(entry.facts))
        self.fault.setText(self._fault_words(entry))
        self.fault.setVisible(bool(entry.fault))
        with QSignalBlocker(self.use):
            self.use.setChecked(entry.is_used)
        self.use.setText(self.tr("In use") if entry.is_used else self.tr("Use"))
        self.download.setText(
            self.tr("Download {megabytes} MB").format(megabytes=entry.download_megabytes)
        )
        self._show_remove()
        self.progress.setVisible(entry.fraction is not None)
        self.progress.setValue(round((entry.fraction or 0.0) * _RESOLUTION))
        self.progress.setAccessibleName(self.tr("Download of {title}").format(title=entry.title))
        self._show_buttons(entry)
        self.setAccessibleName(entry.title)
        state = f"{entry.state}. " if entry.state else ""
        says = f"{state}{entry.description} {entry.facts}".strip()
        self.setAccessibleDescription(says)
        for button in (self.use, self.download, self.cancel, self.remove):
            button.setAccessibleDescription(says)

    def _fault_words(self, entry: ModelEntry) -> str:
        return f"⨯ {entry.fault}" if entry.fault else ""

    def _show_buttons(self, entry: ModelEntry) -> None:
        shown = {
            self.use: entry.can_use,
            self.download: entry.download_megabytes > 0,
            self.cancel: entry.fraction is not None,
            self.remove: entry.can_remove,
        }
        names = {
            self.use: self.tr("Use {title}"),
            self.download: self.tr("Download {title}, {megabytes} MB"),
            self.cancel: self.tr("Cancel the download of {title}"),
        }
        for button, visible in shown.items():
            if not visible and button.hasFocus():
                give_up_keyboard(button)
            button.setVisible(visible)
            if button in names:
                name = names[button].format(title=entry.title, megabytes=entry.download_megabytes)
                button.setAccessibleName(name)

    def _show_remove(self) -> None:
        self._sure.stop()
        self.remove.setText(self.tr("Remove"))
        self._name_remove(self.tr("Remove {title}"))

    def _name_remove(self, name: str) -> None:
        assert self.entry is not None
        self.remove.setAccessibleName(name.format(title=self.entry.title))

    def _on_use_clicked(self) -> None:
        # What is used stays so until something else is.
        assert self.entry is not None
        with QSignalBlocker(self.use):
            self.use.setChecked(self.entry.is_used)
        self.use_clicked.emit()

    def _on_remove_clicked(self) -> None:
        if self._sure.isActive():
            self._show_remove()
            self.remove_clicked.emit()
        else:
            self.remove.setText(self.tr("Really remove?"))
            self._name_remove(self.tr("Really remove {title}? Press again"))
            self._sure.start()

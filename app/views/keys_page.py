"""The list of all keys: a window of its own, in which they are looked up and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.shortcuts import Shortcut
from app.text_scale import fit_window, fix_height
from app.theme import SPACE, Theme
from app.views.key_editor import KeyEditor
from app.views.key_list import COLUMN_PX, KeyList
from app.views.page_button import dress_page_button

_SIZE_PX = QSize(1000, 600)
_SEARCH_PX = 36


class KeysPage(QDialog):
    """Shows actions with their keys and pedals, finds them, and lets one of them be changed.

    Signals, all from a person's hand, actions by their names: `editing_changed(name)`, "" for
    none; `keys_pressed(name, keys)`, "" for none; `reset_clicked(name)`, `learn_toggled(learning)`,
    `forget_clicked(name)`, `reset_all_clicked()`, `undo_clicked()`.
    """

    editing_changed = Signal(str)
    keys_pressed = Signal(str, str)
    reset_clicked = Signal(str)
    learn_toggled = Signal(bool)
    forget_clicked = Signal(str)
    reset_all_clicked = Signal()
    undo_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("KeysPage")
        self.setWindowTitle(self.tr("Keys and pedals"))
        self._shortcuts: dict[str, Shortcut] = {}
        self._pedals: Mapping[str, str] = {}
        self._editing = ""
        self.list = KeyList(theme)
        self.search = QLineEdit()
        self.editor = KeyEditor()
        self.message = QLabel()
        self.pedals = QLabel()
        self.reset_all = QPushButton(self.tr("Reset all keys"))
        self.undo = QPushButton(self.tr("Undo"))
        self.close_page = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        fit_window(self, _SIZE_PX)

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("KeysTop")
        self.search.setObjectName("KeySearch")
        fix_height(self.search, _SEARCH_PX)
        self.search.setPlaceholderText(self.tr("Search: what it does, or its keys"))
        self.search.setAccessibleName(self.tr("Search actions"))
        self.search.setClearButtonEnabled(True)
        self.search.setFont(tokens.font(tokens.TITLE_PX))
        row = QHBoxLayout(top)
        row.setContentsMargins(5 * SPACE, 3 * SPACE, 5 * SPACE, 3 * SPACE)
        row.addWidget(self.search)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(top)
        rows.addWidget(self.list, 1)
        rows.addWidget(self._bottom())

    def _bottom(self) -> QFrame:
        bottom = QFrame()
        bottom.setObjectName("StatusLine")
        for label in (self.message, self.pedals):
            label.setFont(tokens.font(tokens.TEXT_PX))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.pedals.setProperty("tone", "muted")
        self.message.hide()
        self.editor.hide()
        self.undo.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self.pedals, 1)
        for button in (self.undo, self.reset_all, self.close_page):
            dress_page_button(button)
            row.addWidget(button)
        column = QVBoxLayout(bottom)
        column.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.message)
        column.addWidget(self.editor)
        column.addLayout(row)
        return bottom

    def _connect(self) -> None:
        self.search.textChanged.connect(self.list.show_found)
        self.list.chosen.connect(self.edit)
        self.list.left_upwards.connect(self.search.setFocus)
        self.list.arranged.connect(self._chain_keyboard)
        self.search.installEventFilter(self)
        editor = self.editor
        editor.keys_pressed.connect(lambda keys: self.keys_pressed.emit(self._editing, keys))
        editor.reset_clicked.connect(lambda: self.reset_clicked.emit(self._editing))
        editor.learn_toggled.connect(self.learn_toggled)
        editor.forget_clicked.connect(lambda: self.forget_clicked.emit(self._editing))
        editor.left.connect(self._on_left)
        self.reset_all.clicked.connect(self.reset_all_clicked)
        self.undo.clicked.connect(self.undo_clicked)
        self.close_page.clicked.connect(self.close)

    # What is shown. None of these announces anything.

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.list.set_theme(theme)

    def set_shortcuts(self, shortcuts: Sequence[Shortcut], pedals: Mapping[str, str]) -> None:
        """Show these actions, and the names of the pedals that some of them have."""
        self._shortcuts = {each.name: each for each in shortcuts}
        self._pedals = pedals
        self.list.set_shortcuts(shortcuts, pedals)
        if self._editing in self._shortcuts:
            self._show_edited()
        elif self._editing:
            self.end_editing()

    def set_devices(self, words: str, *, can_learn: bool) -> None:
        """Say which MIDI devices there are, or why none."""
        self.pedals.setText(words)
        self.editor.set_can_learn(can_learn, words)

    def set_learning(self, learning: bool) -> None:
        """Show whether a pedal is being waited for."""
        self.editor.set_learning(learning)

    def set_can_undo(self, can_undo: bool) -> None:
        """Offer to take back that all keys were reset."""
        if self.undo.hasFocus() and not can_undo:
            self.reset_all.setFocus(Qt.FocusReason.OtherFocusReason)
        self.undo.setVisible(can_undo)

    def say(self, text: str) -> None:
        """Show a sentence; nothing with ""."""
        self.message.setText(text)
        # Who does not see it hears it where the keyboard is.
        self.editor.field.setAccessibleDescription(text)
        self.message.setVisible(bool(text))

    def end_editing(self) -> None:
        """Change no action any more; the keyboard goes back to where it was chosen."""
        name, self._editing = self._editing, ""
        focus = self.focusWidget()
        had_keyboard = focus is not None and self.editor.isAncestorOf(focus)
        self.list.set_chosen("")
        if had_keyboard:
            line = self.list.rows.get(name, self.search)
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()

    @property
    def editing(self) -> str:
        """The name of the action that is being changed, or ""."""
        return self._editing

    # What hands do.

    def edit(self, name: str) -> None:
        """Change the keys of this action."""
        self._editing = name
        self.say("")
        self.editing_changed.emit(name)
        self.list.set_chosen(name)
        self.editor.show()
        self._show_edited()
        self.editor.field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_row)

    def _on_left(self) -> None:
        self.say("")
        self.end_editing()
        self.editing_changed.emit("")

    def _show_edited(self) -> None:
        shortcut = self._shortcuts[self._editing]
        self.editor.set_shortcut(shortcut, self._pedals.get(self._editing, ""))

    def _show_row(self) -> None:
        """The line above the field stays in sight when the field takes its room."""
        if self._editing in self.list.rows:
            self.list.show_row(self._editing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, Return chooses the first that was found, and an arrow goes there."""
        if (
            watched is not self.search
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
        ):
            return super().eventFilter(watched, event)
        self.list.complete()  # who types faster than lines are made
        key, found = event.key(), self.list.found
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if found:
                self.edit(found[0])
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif key == Qt.Key.Key_Down and found:
            self.list.go_to(found[0])
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with an empty search, which has the keyboard."""
        super().showEvent(event)
        if not event.spontaneous():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what was being changed as it is."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._on_left()

    def _chain_keyboard(self) -> None:
        """Let the tab key go down the columns, and not by the age of things."""
        editor = self.editor
        order: list[QWidget] = [self.search, *(self.list.rows[name] for name in self.list.found)]
        order += [editor.field, editor.none, editor.reset, editor.learn, editor.forget, editor.done]
        order += [self.undo, self.reset_all, self.close_page]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        """Two columns, and some lines."""
        return QSize(2 * COLUMN_PX + 20 * SPACE, 100 * SPACE)

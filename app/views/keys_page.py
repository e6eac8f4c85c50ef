"""The list of all keys: a window of its own, in which they are looked up and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.key_search import finds
from app.shortcuts import Shortcut
from app.theme import SPACE, Theme
from app.views.key_caps import native_keys
from app.views.key_editor import KeyEditor
from app.views.key_row import KeyRow
from app.views.key_section import HintLine, KeySection
from app.views.mouse_section import mouse_hints

_SIZE_PX = (1000, 600)
_COLUMN_PX = 300
_MOST_COLUMNS = 3
_BUTTON_PX = 28


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
        self._theme = theme
        self._shortcuts: dict[str, Shortcut] = {}
        self._pedals: Mapping[str, str] = {}
        self._sections: dict[str, KeySection] = {}
        self._hints: list[HintLine] = []
        self._editing = ""
        self.rows: dict[str, KeyRow] = {}
        self.search = QLineEdit()
        self.editor = KeyEditor()
        self.message = QLabel()
        self.pedals = QLabel()
        self.reset_all = QPushButton(self.tr("Reset all keys"))
        self.undo = QPushButton(self.tr("Undo"))
        self.close_page = QPushButton(self.tr("Close"))
        self._nothing = QLabel(self.tr("Nothing is called that, and no action has these keys."))
        self._lay_out()
        self._connect()
        self._sections[""] = mouse = KeySection(self.tr("Mouse"), self._content)
        self._hints = [HintLine(*words) for words in mouse_hints()]
        mouse.set_lines(list(self._hints))
        self.resize(*_SIZE_PX)

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("KeysTop")
        self.search.setPlaceholderText(self.tr("Search: what it does, or its keys"))
        self.search.setAccessibleName(self.tr("Search actions"))
        self.search.setClearButtonEnabled(True)
        self.search.setFont(tokens.font(tokens.TITLE_PX))
        row = QHBoxLayout(top)
        row.setContentsMargins(5 * SPACE, 3 * SPACE, 5 * SPACE, 3 * SPACE)
        row.addWidget(self.search)
        self._content = QWidget()
        self._content.setObjectName("KeysContent")
        self._nothing.setProperty("tone", "muted")
        self._nothing.setFont(tokens.font(tokens.TEXT_PX))
        self._nothing.hide()
        self._columns = [QVBoxLayout() for _ in range(_MOST_COLUMNS)]
        self._beside = QHBoxLayout()
        self._beside.setSpacing(3 * SPACE)
        for column in self._columns:
            column.setSpacing(3 * SPACE)
            self._beside.addLayout(column)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 4 * SPACE)
        whole.addWidget(self._nothing)
        whole.addLayout(self._beside)
        whole.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(self._content)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(top)
        rows.addWidget(self.scroll_area, 1)
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
            button.setFixedHeight(_BUTTON_PX)
            button.setFont(tokens.font(tokens.TEXT_PX))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
            row.addWidget(button)
        column = QVBoxLayout(bottom)
        column.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.message)
        column.addWidget(self.editor)
        column.addLayout(row)
        return bottom

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
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
        self._theme = theme
        for row in self.rows.values():
            row.set_theme(theme)

    def set_shortcuts(self, shortcuts: Sequence[Shortcut], pedals: Mapping[str, str]) -> None:
        """Show these actions, and the names of the pedals that some of them have."""
        self._shortcuts = {each.name: each for each in shortcuts}
        self._pedals = pedals
        for gone in set(self.rows) - set(self._shortcuts):
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for each in shortcuts:
            if each.name not in self.rows:
                self.rows[each.name] = self._new_row(each.name)
            self.rows[each.name].set_shortcut(each, pedals.get(each.name, ""))
        self._fill_sections()
        if self._editing in self._shortcuts:
            self._show_edited()
        elif self._editing:
            self.end_editing()
        self._find()

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
        row = self.rows.get(name)
        focus = self.focusWidget()
        had_keyboard = focus is not None and self.editor.isAncestorOf(focus)
        if row is not None:
            row.setChecked(False)
        if had_keyboard:
            (row or self.search).setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()

    @property
    def editing(self) -> str:
        """The name of the action that is being changed, or ""."""
        return self._editing

    # What hands do.

    def edit(self, name: str) -> None:
        """Change the keys of this action."""
        if self._editing in self.rows:
            self.rows[self._editing].setChecked(False)
        self._editing = name
        self.say("")
        self.editing_changed.emit(name)
        self.rows[name].setChecked(True)
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
        if self._editing in self.rows:
            self.scroll_area.ensureWidgetVisible(self.rows[self._editing], 0, 4 * SPACE)

    def _new_row(self, name: str) -> KeyRow:
        row = KeyRow(self._theme)
        row.clicked.connect(lambda: self.edit(name))
        row.installEventFilter(self)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the list, and Return choose the first that was found."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, found = event.key(), self._found()
        if watched is self.search:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if found:
                    self.edit(found[0])
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if key == Qt.Key.Key_Down and found:
                self._go_to(found[0])
                return True
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key)) if key else None
        name = next((name for name, row in self.rows.items() if row is watched), "")
        if step is None or name not in found:
            return super().eventFilter(watched, event)
        place = found.index(name) + step
        if place < 0:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place < len(found):
            self._go_to(found[place])
        return True

    def _go_to(self, name: str) -> None:
        self.rows[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.ensureWidgetVisible(self.rows[name], 0, 4 * SPACE)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    # Where things stand.

    def _fill_sections(self) -> None:
        groups: dict[str, list[QWidget]] = {}
        for shortcut in self._shortcuts.values():
            groups.setdefault(shortcut.group, []).append(self.rows[shortcut.name])
        mouse = self._sections.pop("")
        for gone in set(self._sections) - set(groups):
            section = self._sections.pop(gone)
            section.set_lines([])
            section.hide()
            section.deleteLater()
        sections = {}
        for group, lines in groups.items():
            sections[group] = self._sections.get(group) or KeySection(group, self._content)
            sections[group].set_lines(lines)
        self._sections = sections | {"": mouse}

    def _found(self) -> list[str]:
        """The names of the actions that are to be seen, down one column after the other."""
        shown = [
            (list(self._sections).index(each.group), name)
            for name, each in self._shortcuts.items()
            if not self.rows[name].isHidden()
        ]
        return [name for _, name in sorted(shown, key=lambda pair: pair[0])]

    def _find(self) -> None:
        query = self.search.text()
        for name, shortcut in self._shortcuts.items():
            keys = (shortcut.keys, native_keys(shortcut.keys), self._pedals.get(name, ""))
            self.rows[name].setHidden(not finds(query, (shortcut.text, shortcut.group), keys))
        for hint in self._hints:
            hint.setHidden(not finds(query, hint.words, ()))
        self._arrange()

    def _arrange(self) -> None:
        """Share the sections out to the columns, in their order, so that none is very long."""
        room = self.scroll_area.viewport().width() - 10 * SPACE
        count = max(1, min(_MOST_COLUMNS, room // _COLUMN_PX))
        heights = {each: each.found_height() for each in self._sections.values()}
        for section, height in heights.items():
            section.setHidden(height == 0)
        found = [section for section, height in heights.items() if height]
        self._nothing.setVisible(not found)
        shared = _shared([(each, heights[each]) for each in found], count)
        for place, column in enumerate(self._columns):
            while column.count():
                column.takeAt(0)
            for each in shared[place] if place < len(shared) else ():
                column.addWidget(each)
            column.addStretch(1)
            # What is not there takes no room; what was not found leaves its room.
            self._beside.setStretch(place, int(place < count))
        self._chain_keyboard()

    def _chain_keyboard(self) -> None:
        """Let the tab key go down the columns, and not by the age of things."""
        editor = self.editor
        order: list[QWidget] = [self.search, *(self.rows[name] for name in self._found())]
        order += [editor.field, editor.none, editor.reset, editor.learn, editor.forget, editor.done]
        order += [self.undo, self.reset_all, self.close_page]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        """Two columns, and some lines."""
        return QSize(2 * _COLUMN_PX + 20 * SPACE, 100 * SPACE)


def _shared(sections: Sequence[tuple[KeySection, int]], count: int) -> list[list[KeySection]]:
    """The sections on so many columns, each column in order; the longest is as short as it can be.

    sections: each with its height.
    """
    cuts = range(1, len(sections))
    count = min(count, max(1, len(sections)))

    def shared(places: tuple[int, ...]) -> list[Sequence[tuple[KeySection, int]]]:
        return [sections[a:b] for a, b in pairwise((0, *places, len(sections)))]

    best = min(
        combinations(cuts, count - 1),
        key=lambda places: max(sum(height for _, height in part) for part in shared(places)),
    )
    return [[section for section, _ in part] for part in shared(best)]

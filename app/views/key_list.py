"""The lines of the list of keys: boxes side by side in columns, of which a search shows some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, islice, pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app import theme as tokens
from app.key_search import finds
from app.shortcuts import Shortcut
from app.text_scale import scaled
from app.theme import SPACE, Theme
from app.views.key_caps import native_keys
from app.views.key_row import KeyRow
from app.views.key_section import HintLine, KeySection
from app.views.mouse_section import mouse_hints

COLUMN_PX = 300
_MOST_COLUMNS = 3
# Lines that are made between two looks at what hands do: some milliseconds' worth.
_AT_ONCE = 6


class KeyList(QScrollArea):
    """Actions by their menus, and what the mouse does.

    Lines are made a few at a time, and seen when all are there: the window goes on meanwhile.

    Signals: `chosen(name)`, an action, by a person's hand; `left_upwards()`, with the arrow key;
    `arranged()`: other lines are to be seen, or elsewhere.
    """

    chosen = Signal(str)
    left_upwards = Signal()
    arranged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shortcuts: dict[str, Shortcut] = {}
        self._pedals: Mapping[str, str] = {}
        self._query = ""
        self.rows: dict[str, KeyRow] = {}
        self._content = QWidget()
        self._content.setObjectName("KeysContent")
        self.nothing = QLabel(self.tr("Nothing is called that, and no action has these keys."))
        self.nothing.setProperty("tone", "muted")
        self.nothing.setFont(tokens.font(tokens.TEXT_PX))
        self.nothing.hide()
        self.hints: list[HintLine] = []
        self._mouse = KeySection(self.tr("Mouse"), self._content)
        self._mouse.hide()
        self._wanted: dict[str, Shortcut] = {}
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)
        self.sections: dict[str, KeySection] = {}
        self._columns = [QVBoxLayout() for _ in range(_MOST_COLUMNS)]
        self._beside = QHBoxLayout()
        self._beside.setSpacing(3 * SPACE)
        for column in self._columns:
            column.setSpacing(3 * SPACE)
            self._beside.addLayout(column)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 4 * SPACE)
        whole.addWidget(self.nothing)
        whole.addLayout(self._beside)
        whole.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._content)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        for row in self.rows.values():
            row.set_theme(theme)

    def set_shortcuts(self, shortcuts: Sequence[Shortcut], pedals: Mapping[str, str]) -> None:
        """Show these actions, and the names of the pedals that some of them have."""
        self._wanted = {each.name: each for each in shortcuts}
        self._pedals = pedals
        if next(self._missing(), None) is not None:
            self._making.start()
        else:
            self._show_wanted()

    def complete(self) -> None:
        """Have every line now, if some are still to be made."""
        if self._making.isActive():
            for make in self._missing():
                make()
            self._show_wanted()

    def _missing(self) -> Iterator[Callable[[], None]]:
        """What makes each line, and then each box, that is not there."""
        for words in mouse_hints()[len(self.hints) :]:
            yield partial(self._make_hint, words)
        for name in self._wanted:
            if name not in self.rows:
                yield partial(self._make_row, name)
        for group, names in self._groups().items():
            if group not in self.sections:
                yield partial(self._make_section, group, names)

    def _make_some(self) -> None:
        for make in islice(self._missing(), _AT_ONCE):
            make()
        if next(self._missing(), None) is None:
            self._show_wanted()

    def _make_hint(self, words: tuple[str, str]) -> None:
        hint = HintLine(*words, self._content)
        hint.hide()
        hint.ensurePolished()
        self.hints.append(hint)

    def _make_row(self, name: str) -> None:
        row = KeyRow(self._theme, self._content)
        row.hide()
        row.set_shortcut(self._wanted[name], self._pedals.get(name, ""))
        row.ensurePolished()
        row.clicked.connect(lambda: self.chosen.emit(name))
        row.stepped.connect(lambda by: self._step(name, by))
        self.rows[name] = row

    def _make_section(self, group: str, names: list[str]) -> None:
        section = KeySection(group, self._content)
        section.hide()
        section.ensurePolished()
        section.set_lines([self.rows[name] for name in names])
        self.sections[group] = section

    def _groups(self) -> dict[str, list[str]]:
        """The names of the wanted actions, by their menus."""
        groups: dict[str, list[str]] = {}
        for shortcut in self._wanted.values():
            groups.setdefault(shortcut.group, []).append(shortcut.name)
        return groups

    def _show_wanted(self) -> None:
        self._making.stop()
        self._shortcuts = self._wanted
        for gone in set(self.rows) - set(self._shortcuts):
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for name, shortcut in self._shortcuts.items():
            self.rows[name].set_shortcut(shortcut, self._pedals.get(name, ""))
        self._mouse.set_lines(list(self.hints))
        self._fill_sections()
        self.show_found(self._query)

    def set_chosen(self, name: str) -> None:
        """Mark the action that is being changed; none with ""."""
        for each, row in self.rows.items():
            row.setChecked(each == name)

    def go_to(self, name: str) -> None:
        """Give the line of this action the keyboard."""
        self.rows[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_row(name)

    def show_row(self, name: str) -> None:
        """Scroll to where the line of this action is seen."""
        self.ensureWidgetVisible(self.rows[name], 0, 4 * SPACE)

    @property
    def found(self) -> list[str]:
        """The names of the actions that are to be seen, down one column after the other."""
        order = list(self.sections)
        shown = [name for name in self._shortcuts if not self.rows[name].isHidden()]
        return sorted(shown, key=lambda name: order.index(self._shortcuts[name].group))

    def show_found(self, query: str) -> None:
        """Show what is called so, or has these keys."""
        self._query = query
        if not self._shortcuts:
            return  # lines that have no place yet are not to be seen
        for name, shortcut in self._shortcuts.items():
            keys = (shortcut.keys, native_keys(shortcut.keys), self._pedals.get(name, ""))
            self.rows[name].setHidden(not finds(query, (shortcut.text, shortcut.group), keys))
        for hint in self.hints:
            hint.setHidden(not finds(query, hint.words, ()))
        self._arrange()

    def _step(self, name: str, by: int) -> None:
        found = self.found
        place = found.index(name) + by
        if place < 0:
            self.left_upwards.emit()
        elif place < len(found):
            self.go_to(found[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Text may have become bigger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._arrange)

    def _fill_sections(self) -> None:
        groups = self._groups()
        for gone in set(self.sections) - set(groups):
            section = self.sections.pop(gone)
            section.set_lines([])
            section.hide()
            section.deleteLater()
        for group, names in groups.items():
            self.sections[group].set_lines([self.rows[name] for name in names])
        self.sections = {group: self.sections[group] for group in groups}

    def _arrange(self) -> None:
        """Share the sections out to the columns, in their order, so that none is very long."""
        heights = {each: each.found_height() for each in (*self.sections.values(), self._mouse)}
        for section, height in heights.items():
            section.setHidden(height == 0)
        found = [section for section, height in heights.items() if height]
        # Keys have longer names in some languages.
        wanted = [scaled(COLUMN_PX), *(each.minimumSizeHint().width() for each in found)]
        gap = self._beside.spacing()
        room = self.viewport().width() - 10 * SPACE + gap
        count = max(1, min(_MOST_COLUMNS, room // (max(wanted) + gap)))
        self.nothing.setVisible(bool(self._shortcuts) and not found)
        shared = _shared([(each, heights[each]) for each in found], count)
        for place, column in enumerate(self._columns):
            while column.count():
                column.takeAt(0)
            for each in shared[place] if place < len(shared) else ():
                column.addWidget(each)
            column.addStretch(1)
            # What is not there takes no room; what was not found leaves its room.
            self._beside.setStretch(place, int(place < count))
        self.arranged.emit()


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

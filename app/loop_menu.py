"""The menu of the loop, of the loops and markers that are kept, and of what is between rounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.bookmarks import Bookmark, Bookmarks, NamedLoop
from app.loop_edit_menu import LoopEditMenu
from app.loop_waits import WAITS_S
from app.next_choice import add_next_choice
from app.practice_session import PracticeSession
from app.shortcuts import Keys, Shortcuts
from app.views.bookmark_text import DIGITS, for_menu


class LoopMenu(QObject):
    """Fills the menu and keeps it true.

    rename: lets a new name be typed for a bookmark.
    """

    def __init__(
        self,
        menu: QMenu,
        session: PracticeSession,
        shortcuts: Shortcuts,
        rename: Callable[[Bookmark], None],
    ) -> None:
        super().__init__(menu)
        self._transport = session.transport
        self._bookmarks = session.bookmarks
        self._shortcuts = shortcuts
        self._rename_bookmark = rename
        self._song_open = False
        self._needs_song: list[QAction] = []
        self._fill_loop(menu)
        menu.addSeparator()
        edits = LoopEditMenu(menu, session, shortcuts)
        menu.addSeparator()
        self._fill_chosen(menu)
        edits.add_colours(menu)
        menu.addSeparator()
        self._fill_going(menu)
        menu.addSeparator()
        self._fill_waits(menu)
        session.transport.loop_changed.connect(self._show)
        session.bookmarks.changed.connect(self._list_loops)
        session.bookmarks.chosen_changed.connect(self._show)
        self._list_loops(Bookmarks())
        self._show()

    def set_song_open(self, is_open: bool) -> None:
        """Enable what needs a song."""
        self._song_open = is_open
        for action in self._needs_song:
            action.setEnabled(is_open)
        self._show()

    def keep_loop(self) -> None:
        """Keep it, and let its name be typed over the proposed one."""
        new = self._bookmarks.keep_loop()
        # Who presses a pedal has no hand for names, and wants the keys to stay what they are.
        if new is not None and not self._shortcuts.is_by_pedal:
            self._rename_bookmark(new)

    def _fill_loop(self, menu: QMenu) -> None:
        transport = self._transport
        items: list[tuple[str, str, Callable[[], object], Keys]] = [
            ("loop.toggle", self.tr("&Loop on or off"), transport.toggle_loop, "L"),
            ("loop.start_here", self.tr("Loop &starts here"), transport.start_loop_here, "["),
            ("loop.end_here", self.tr("Loop &ends here"), transport.end_loop_here, "]"),
            ("loop.clear", self.tr("&Remove the loop"), transport.clear_loop, "Shift+L"),
        ]
        self._needs_song += [self._shortcuts.add(menu, *item) for item in items]

    def _fill_chosen(self, menu: QMenu) -> None:
        bookmarks, add = self._bookmarks, self._shortcuts.add
        self._keep = add(menu, "loop.keep", self.tr("&Keep this loop"), self.keep_loop, "Ctrl+L")
        marker = add(menu, "loop.mark", self.tr("&Marker here"), bookmarks.mark_here, "Ctrl+M")
        self._needs_song.append(marker)
        menu.addSeparator()
        self._rename = add(menu, "loop.rename", "", self._rename_chosen, "F2")
        self._update = add(menu, "loop.update", "", self._update_chosen, "Ctrl+Shift+L")
        self._remove = add(menu, "loop.remove", "", self._remove_chosen, "Shift+F2")

    def _fill_going(self, menu: QMenu) -> None:
        bookmarks, add = self._bookmarks, self._shortcuts.add
        text = self.tr("Prev&ious marker or loop start")
        before = add(menu, "loop.previous", text, bookmarks.go_back, "Ctrl+Left")
        text = self.tr("Ne&xt marker or loop start")
        self._needs_song += [before, add(menu, "loop.next", text, bookmarks.go_on, "Ctrl+Right")]
        self._loops_menu = menu.addMenu(self.tr("&Go to loop"))

    def _fill_waits(self, menu: QMenu) -> None:
        transport = self._transport
        waits = menu.addMenu(self.tr("&Pre-roll"))
        group = self._add_waits(waits, transport.set_pre_roll, transport.pre_roll_changed)
        text = self.tr("Another &pre-roll")
        add_next_choice(self._shortcuts, waits, group, "loop.next_pre_roll", text, "Ctrl+P")
        waits = menu.addMenu(self.tr("Pause between ro&unds"))
        group = self._add_waits(waits, transport.set_pause, transport.pause_changed)
        text = self.tr("Another pa&use between rounds")
        add_next_choice(self._shortcuts, waits, group, "loop.next_pause", text, "Ctrl+U")

    def _add_waits(
        self, menu: QMenu, choose: Callable[[float], None], changed: SignalInstance
    ) -> QActionGroup:
        group = QActionGroup(menu)
        actions = {}
        for seconds in WAITS_S:
            text = self.tr("{seconds} s").format(seconds=round(seconds))
            action = menu.addAction(text if seconds else self.tr("None"))
            action.triggered.connect(lambda _, seconds=seconds: choose(seconds))
            action.setCheckable(True)
            group.addAction(action)
            actions[seconds] = action
        actions[0.0].setChecked(True)
        changed.connect(lambda seconds: actions[seconds].setChecked(True))
        return group

    def _list_loops(self, bookmarks: Bookmarks) -> None:
        menu = self._loops_menu
        for action in menu.actions():
            self._shortcuts.remove(menu, action)
        for number, loop in enumerate(bookmarks.loops, start=1):
            self._shortcuts.add(
                menu,
                f"loop.{number}",
                for_menu(loop.name),
                partial(self._bookmarks.go_to, loop),
                str(number) if number <= DIGITS else None,
            )
        menu.menuAction().setEnabled(bool(bookmarks.loops))

    def _show(self) -> None:
        """Say of which bookmark the items are, and enable those that can do something."""
        chosen, loop = self._bookmarks.chosen, self._transport.loop
        name = "" if chosen is None else for_menu(chosen.name)
        for action, text, alone in (
            (self._rename, self.tr("Re&name “{name}”"), self.tr("Re&name a loop or marker")),
            (
                self._update,
                self.tr("Set “{name}” to the loop as it is no&w"),
                self.tr("Set a kept loop to the loop as it is no&w"),
            ),
            (self._remove, self.tr("Remo&ve “{name}”"), self.tr("Remo&ve a loop or marker")),
        ):
            action.setText(text.format(name=name) if name else alone)
            action.setEnabled(self._song_open and chosen is not None)
        self._keep.setEnabled(self._song_open and loop is not None)
        if not isinstance(chosen, NamedLoop) or loop is None or chosen.region == loop:
            self._update.setEnabled(False)

    def _rename_chosen(self) -> None:
        if self._bookmarks.chosen is not None:
            self._rename_bookmark(self._bookmarks.chosen)

    def _update_chosen(self) -> None:
        if isinstance(self._bookmarks.chosen, NamedLoop):
            self._bookmarks.set_to_current_loop(self._bookmarks.chosen)

    def _remove_chosen(self) -> None:
        if self._bookmarks.chosen is not None:
            self._bookmarks.remove(self._bookmarks.chosen)

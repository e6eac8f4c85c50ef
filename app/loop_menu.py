"""The menu of the loop, of the loops and markers that are kept, and of what is between rounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.bookmarks import Bookmark, Bookmarks, NamedLoop
from app.menu_items import Keys, add_item
from app.practice_session import PracticeSession
from app.views.bookmark_text import for_menu

WAITS_S = (0.0, 1.0, 2.0, 4.0)
"""What is offered for pre-roll and pause."""
_DIGITS = 9


class LoopMenu(QObject):
    """Fills the menu and keeps it true.

    rename: lets a new name be typed for a bookmark.
    """

    def __init__(
        self, menu: QMenu, session: PracticeSession, rename: Callable[[Bookmark], None]
    ) -> None:
        super().__init__(menu)
        self._transport = session.transport
        self._bookmarks = session.bookmarks
        self._rename_bookmark = rename
        self._song_open = False
        self._needs_song: list[QAction] = []
        self._fill_loop(menu)
        menu.addSeparator()
        self._fill_chosen(menu)
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

    def _fill_loop(self, menu: QMenu) -> None:
        transport = self._transport
        items: list[tuple[str, Callable[[], object], Keys]] = [
            (self.tr("&Loop on or off"), transport.toggle_loop, "L"),
            (self.tr("Loop &starts here"), transport.start_loop_here, "["),
            (self.tr("Loop &ends here"), transport.end_loop_here, "]"),
            (self.tr("&Remove the loop"), transport.clear_loop, "Shift+L"),
        ]
        self._needs_song += [add_item(menu, *item) for item in items]

    def _fill_chosen(self, menu: QMenu) -> None:
        bookmarks = self._bookmarks
        self._keep = add_item(menu, self.tr("&Keep this loop"), bookmarks.keep_loop, "Ctrl+L")
        self._needs_song.append(add_item(menu, self.tr("&Marker here"), bookmarks.mark_here, "M"))
        menu.addSeparator()
        self._rename = add_item(menu, "", self._rename_chosen, "F2")
        self._update = add_item(menu, "", self._update_chosen)
        self._remove = add_item(menu, "", self._remove_chosen)

    def _fill_going(self, menu: QMenu) -> None:
        bookmarks = self._bookmarks
        self._needs_song += [
            add_item(
                menu, self.tr("Prev&ious marker or loop start"), bookmarks.go_back, "Ctrl+Left"
            ),
            add_item(menu, self.tr("Ne&xt marker or loop start"), bookmarks.go_on, "Ctrl+Right"),
        ]
        self._loops_menu = menu.addMenu(self.tr("&Go to loop"))

    def _fill_waits(self, menu: QMenu) -> None:
        transport = self._transport
        self._add_waits(
            menu.addMenu(self.tr("&Pre-roll")), transport.set_pre_roll, transport.pre_roll_changed
        )
        self._add_waits(
            menu.addMenu(self.tr("Pause between ro&unds")),
            transport.set_pause,
            transport.pause_changed,
        )

    def _add_waits(
        self, menu: QMenu, choose: Callable[[float], None], changed: SignalInstance
    ) -> None:
        group = QActionGroup(menu)
        actions = {}
        for seconds in WAITS_S:
            text = self.tr("{seconds} s").format(seconds=round(seconds))
            action = add_item(menu, text if seconds else self.tr("None"), partial(choose, seconds))
            action.setCheckable(True)
            group.addAction(action)
            actions[seconds] = action
        actions[0.0].setChecked(True)
        changed.connect(lambda seconds: actions[seconds].setChecked(True))

    def _list_loops(self, bookmarks: Bookmarks) -> None:
        menu = self._loops_menu
        menu.clear()
        for number, loop in enumerate(bookmarks.loops, start=1):
            keys = f"Alt+{number}" if number <= _DIGITS else None
            add_item(menu, for_menu(loop.name), partial(self._bookmarks.go_to, loop), keys)
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

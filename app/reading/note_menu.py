"""Notes in the menu: also the list of what keys and pedals do to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from app.next_choice import add_next_choice
from app.views.reading.note_layer import NotesShown

if TYPE_CHECKING:
    from app.reading.note_hand import NoteHand
    from app.window_menus import WindowMenus


class NoteMenu(QObject):
    """A menu of its own in the menu of what a song says; keeps it true."""

    def __init__(self, menus: WindowMenus, hand: NoteHand) -> None:
        super().__init__(hand)
        self._menus = menus
        self._menu = menus.read_menu.addMenu(self.tr("&Notes"))
        self._fill_shown(hand)
        add = self._add
        self.hear = add("hear_notes", self.tr("&Hear the notes"), hand.toggle_heard, "Shift+X")
        text = self.tr("Ne&xt note")
        add("next_note", text, partial(hand.step, 1), "Shift+PgDown")
        text = self.tr("Pre&vious note")
        add("previous_note", text, partial(hand.step, -1), "Shift+PgUp")
        self._menu.addSeparator()
        self.edit = add("edit_notes", self.tr("&Edit notes"), hand.toggle_editing, "Ctrl+Shift+X")
        text = self.tr("&Quantise the notes to the grid")
        add("quantise_notes", text, hand.quantise, "Alt+Shift+X")
        text = self.tr("&Back to the notes that were found")
        self.found = add("found_notes", text, hand.go_back_to_found, "Alt+X")
        for action in (self.hear, self.edit):
            action.setCheckable(True)
        self._menu.addSeparator()
        text = self.tr("&Open notes from MIDI …")
        add("open_midi", text, hand.open_midi, "Alt+Shift+O")
        text = self.tr("Save notes as &MIDI …")
        add("save_midi", text, hand.export.save_midi, "Alt+Shift+M")
        text = self.tr("Save notes as M&usicXML …")
        add("save_musicxml", text, hand.export.save_musicxml, "Alt+Shift+E")

    def show(self, shown: NotesShown, *, heard: bool, editing: bool) -> None:
        """Check what is so."""
        self._by_shown[shown].setChecked(True)
        self.hear.setChecked(heard)
        self.edit.setChecked(editing)

    def _fill_shown(self, hand: NoteHand) -> None:
        menu = self._menu.addMenu(self.tr("&Notes in the spectrogram"))
        group = QActionGroup(menu)
        self._by_shown: dict[NotesShown, QAction] = {}
        for shown, text in (
            (NotesShown.NOTHING, self.tr("&Off")),
            (NotesShown.LINE, self.tr("&Line")),
            (NotesShown.BLOCKS, self.tr("&Notes")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _, shown=shown: hand.set_shown(shown))
            action.setCheckable(True)
            group.addAction(action)
            self._by_shown[shown] = action
            self._menus.need_song(action)
        text = self.tr("Notes: off, line, &blocks")
        action = add_next_choice(
            self._menus.shortcuts, menu, group, "read.next_notes_shown", text, "X"
        )
        self._menus.need_song(action)

    def _add(self, name: str, text: str, slot: Callable[[], object], keys: str) -> QAction:
        action = self._menus.shortcuts.add(self._menu, f"read.{name}", text, slot, keys)
        self._menus.need_song(action)
        return action

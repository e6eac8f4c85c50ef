"""What the keyboard does with chords: items of the menu of what a song says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.reading.chord_hand import ChordHand
from app.reading.song_reading import SongReading
from app.window_menus import WindowMenus


class ChordMenu(QObject):
    """A menu of its own in that menu; keeps it true."""

    def __init__(self, hand: ChordHand, reading: SongReading, menus: WindowMenus) -> None:
        super().__init__(hand)
        self._reading = reading
        self._menus = menus
        self._menu = menu = menus.read_menu.addMenu(self.tr("&Chords"))
        text = self.tr("Show the &row of chords")
        row = self._add("chords_row", text, lambda: None, "Ctrl+Shift+F6")
        row.setCheckable(True)
        row.setChecked(hand.row_wanted)
        row.triggered.connect(hand.set_row_wanted)
        hand.row_changed.connect(row.setChecked)
        menu.addSeparator()
        self._add("say_chord", self.tr("Sa&y the chord"), hand.say, "S")
        self._add("hear_chord", self.tr("H&ear the chord"), hand.hear, "Q")
        text = self.tr("&Previous chord")
        self._add("previous_chord", text, lambda: hand.step(-1), "Ctrl+Shift+PgUp")
        self._add("next_chord", self.tr("&Next chord"), lambda: hand.step(1), "Ctrl+Shift+PgDown")
        menu.addSeparator()
        self._add("type_chord", self.tr("&Type a chord here …"), hand.type_here, "Shift+S")
        text = self.tr("Back to the chords that were &found")
        self._found = menus.shortcuts.add(
            menu, "read.found_chords", text, hand.go_back_to_found, "Ctrl+Shift+F5"
        )
        reading.chords_changed.connect(self._show_can_go_back)
        self._show_can_go_back()
        menu.addSeparator()
        text = self.tr("Capo one fret &higher")
        self._add("capo_up", text, lambda: hand.move_capo(1), "Alt+Shift+Up")
        text = self.tr("Capo one fret &lower")
        self._add("capo_down", text, lambda: hand.move_capo(-1), "Alt+Shift+Down")
        text = self.tr("Everything a semitone hi&gher")
        self._add("transpose_up", text, lambda: hand.transpose(1), "Alt+Up")
        text = self.tr("Everything a semitone lo&wer")
        self._add("transpose_down", text, lambda: hand.transpose(-1), "Alt+Down")

    def _show_can_go_back(self) -> None:
        self._found.setEnabled(self._reading.edits.chords is not None)

    def _add(self, name: str, text: str, do: Callable[[], object], keys: str) -> QAction:
        action = self._menus.shortcuts.add(self._menu, f"read.{name}", text, do, keys)
        self._menus.need_song(action)
        return action

"""The menu of lyrics: also the list of what keys and pedals do to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.shortcuts import Shortcuts

if TYPE_CHECKING:
    from app.reading.lyrics_hand import LyricsHand

NUDGE_MS = 50

_Item = tuple[str, str, Callable[[], object], str]


class LyricsMenu(QObject):
    """Fills the menu; `show_state` keeps it true."""

    def __init__(self, menu: QMenu, hand: LyricsHand, shortcuts: Shortcuts) -> None:
        super().__init__(menu)
        self._menu = menu
        self._shortcuts = shortcuts
        self._needs_song = self._add(
            ("open", self.tr("&Open lyrics …"), hand.choose_file, "F12"),
            ("paste", self.tr("&Paste lyrics"), hand.paste, "Shift+F11"),
        )
        self._needs_lines = self._add(
            ("save", self.tr("Sa&ve lyrics …"), hand.choose_where_to_save, "Ctrl+Shift+S"),
            ("remove", self.tr("Re&move the lyrics"), hand.remove, "Ctrl+Shift+F11"),
        )
        (self._found,) = self._add(
            ("found", self.tr("Back to the lyrics that were &found"), hand.go_back, "Shift+F12")
        )
        menu.addSeparator()
        self._needs_lines += self._add(
            ("sing", self.tr("S&ing from the whole screen"), hand.singing.toggle, "F11")
        )
        self._needs_times = self._add(
            ("say", self.tr("Sa&y this line"), hand.say_line, "Ctrl+F11"),
            ("previous", self.tr("P&revious line"), partial(hand.step, -1), "Shift+Up"),
            ("next", self.tr("&Next line"), partial(hand.step, 1), "Shift+Down"),
            ("loop_line", self.tr("&Loop this line"), hand.loop_line, "Alt+Shift+L"),
        )
        for name, by_ms, text, keys in (
            ("earlier", -NUDGE_MS, self.tr("This line {ms} ms &earlier"), "Shift+Left"),
            ("later", NUDGE_MS, self.tr("This line {ms} ms l&ater"), "Shift+Right"),
        ):
            text = text.format(ms=NUDGE_MS)
            self._needs_times += self._add((name, text, partial(hand.nudge, by_ms), keys))
        menu.addSeparator()
        tapping = hand.tapping
        self._tapping, self._by_words, tap_from = self._add(
            ("tapping", self.tr("&Tap the lines in"), hand.toggle_tapping, "Alt+Shift+Z"),
            ("by_words", self.tr("Tap &word by word"), hand.toggle_by_words, "Alt+Shift+S"),
            ("tap_from", self.tr("Tap from this line &on"), hand.tap_from_here, "Alt+Z"),
        )
        self._needs_lines += [self._tapping, self._by_words, tap_from]
        for action in (self._tapping, self._by_words):
            action.setCheckable(True)
        self._needs_tapping = self._add(
            ("tap", self.tr("It be&gins here"), tapping.tap, "Z"),
            ("tap_back", self.tr("Take the last tap &back"), tapping.back, "Shift+Z"),
        )
        for action in self._needs_tapping:
            action.setAutoRepeat(False)

    def show_state(
        self,
        *,
        has_song: bool,
        has_lines: bool,
        has_times: bool,
        can_go_back: bool,
        is_tapping: bool,
        by_words: bool,
    ) -> None:
        """Enable what can be done, and mark what is on."""
        for actions, can in (
            (self._needs_song, has_song),
            (self._needs_lines, has_lines),
            (self._needs_times, has_times),
            (self._needs_tapping, is_tapping),
            ([self._found], can_go_back),
        ):
            for action in actions:
                action.setEnabled(can)
        for action, on in ((self._tapping, is_tapping), (self._by_words, by_words)):
            action.setChecked(on)

    def _add(self, *items: _Item) -> list[QAction]:
        return [
            self._shortcuts.add(self._menu, f"lyrics.{name}", text, slot, keys)
            for name, text, slot, keys in items
        ]

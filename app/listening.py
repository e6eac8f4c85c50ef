"""Listening to the spectrogram: notes that sound as tones, and a box that is heard alone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.listening_box import ListeningBox
from app.practice_session import PracticeSession
from app.shortcuts import Shortcuts
from app.views.song_page import SongPage
from player.multitrack import SAMPLE_RATE
from player.transport import EndTone, StartTone


class Listening(QObject):
    """Ties the hand on the spectrogram to the engine.

    A box is played from its start, also while the song stands still; then the song stands still
    again when the box is left, unless somebody has pressed Play or Pause meanwhile.
    """

    def __init__(self, session: PracticeSession, page: SongPage, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = session.engine
        self._transport = session.transport
        self._page = page
        self._canvas = page.spectrogram.plot.overlay
        self._plays_for_box = False
        self._end_action: QAction | None = None
        for keys in (self._canvas, page.spectrogram.piano):
            keys.note_pressed.connect(lambda midi: self._engine.post(StartTone(midi)))
            keys.note_released.connect(lambda: self._engine.post(EndTone()))
            keys.note_dropped.connect(lambda: self._engine.post(EndTone(at_once=True)))
        self._canvas.box_chosen.connect(self.listen)
        self._canvas.box_resized.connect(self._transport.set_box)
        self._canvas.box_drag_finished.connect(self._transport.enter_loop)
        self._canvas.box_dismissed.connect(self.end)
        page.spectrogram_collapsed_changed.connect(self.end)
        self._transport.box_changed.connect(self._on_box_changed)
        self._transport.playing_changed.connect(self._on_playing_changed)

    def fill_menu(self, menu: QMenu, shortcuts: Shortcuts) -> tuple[QAction, ...]:
        """Add what the keyboard does there; returns what needs a song."""
        cursor = shortcuts.add(
            menu,
            "spectrogram.cursor",
            self.tr("&Notes of the spectrogram by keyboard"),
            self.take_keyboard,
            "F",
        )
        self._end_action = shortcuts.add(
            menu,
            "spectrogram.end_box",
            self.tr("Hear &everything again"),
            self.end,
            "Esc",
        )
        # Enabled only then: the key is also used where something is typed.
        self._end_action.setEnabled(False)
        return (cursor,)

    def take_keyboard(self) -> None:
        """Put the keyboard's cursor on the spectrogram."""
        self._page.spectrogram.set_collapsed(False)
        self._canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def listen(self, box: ListeningBox) -> None:
        """Hear this box alone, round and round, from its start."""
        transport = self._transport
        transport.set_box(box)
        transport.to_start()
        if not transport.playing:
            transport.set_playing(True)
            self._plays_for_box = True

    def end(self) -> None:
        """Hear everything again, around the loop as it was."""
        transport = self._transport
        if transport.box is None:
            return
        if self._plays_for_box:
            transport.set_playing(False)
        transport.set_box(None)
        transport.enter_loop()

    def _on_playing_changed(self) -> None:
        self._plays_for_box = False

    def _on_box_changed(self, box: ListeningBox | None) -> None:
        if box is None:
            self._plays_for_box = False
        self._canvas.set_box(box)
        if self._end_action is not None:
            self._end_action.setEnabled(box is not None)
        loop, enabled = self._transport.loop, self._transport.loop_enabled
        if loop is not None:
            # Remembered, but not what is looped now.
            span_s = (loop.start_frame / SAMPLE_RATE, loop.end_frame / SAMPLE_RATE)
            self._page.set_loop(span_s, enabled and box is None)

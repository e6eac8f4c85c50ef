"""What is spoken of the spectrogram: where its cursor is, which note sounds, what box is heard."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.announcer import Announcer
from app.listening_box import ListeningBox
from app.transport_controls import TransportControls
from app.views.listening_canvas import ListeningCanvas
from app.views.time_text import loop_length
from player.pitch_names import Pitch


class SpokenListening(QObject):
    """Tells an announcer of what the keyboard does there, and of the box whoever has drawn it."""

    def __init__(
        self, transport: TransportControls, canvas: ListeningCanvas, announcer: Announcer
    ) -> None:
        super().__init__(announcer)
        self._announcer = announcer
        self._canvas = canvas
        canvas.cursor_moved.connect(self._on_cursor_moved)
        canvas.note_pressed.connect(self._on_note_pressed)
        transport.box_changed.connect(self._on_box_changed)

    def _on_cursor_moved(self, midi: float | None) -> None:
        text = "" if midi is None else self._canvas.accessibleDescription()
        self._announcer.tell("cursor", text)

    def _on_note_pressed(self, midi: float) -> None:
        # A mouse has no need to be told.
        if self._canvas.hasFocus():
            self._announcer.tell("note", Pitch(round(midi)).name)

    def _on_box_changed(self, box: ListeningBox | None) -> None:
        if box is None:
            text = self.tr("Everything is heard again")
        else:
            text = self.tr("Listening to {notes}, {length}").format(
                notes=box.notes, length=loop_length(box.duration_s)
            )
        self._announcer.tell("box", text)

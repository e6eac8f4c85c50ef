"""Where notes stand in the spectrogram, and what is where the mouse is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize

from app.views.pitch_axis import PitchAxis
from app.views.time_axis import TimeAxis
from player.reading.note_sound import key_of
from player.reading.song_notes import SongNote

_LEAST_PX = (3.0, 7.0)
# Of the height of a semitone: neighbours on the scale do not touch.
_HIGH_PART = 0.86


class NotePlaces:
    """Turns notes into rectangles of a view, in px.

    A note stands on its key, in the song's own tuning: on the line of it that is seen.
    `tuning_cents` is how far the song is from A = 440 Hz.
    """

    def __init__(self, axis: TimeAxis, pitches: PitchAxis, sample_rate: int) -> None:
        self.axis = axis
        self.pitches = pitches
        self.sample_rate = sample_rate
        self.tuning_cents = 0.0

    def rect_of(self, note: SongNote, size: QSize) -> QRectF:
        """Where a note stands in a view of this size; some of it may be outside."""
        left, right = (self.x_of(frame, size) for frame in (note.start_frame, note.stop_frame))
        middle = self.y_of(self.shown_midi(note.midi), size)
        width = max(_LEAST_PX[0], right - left)
        height = max(_LEAST_PX[1], _HIGH_PART * self.semitone_px(size))
        return QRectF(left, middle - height / 2, width, height)

    def shown_midi(self, midi: float) -> float:
        """The pitch of the key that a note is on."""
        return key_of(midi, self.tuning_cents) + self.tuning_cents / 100

    def x_of(self, frame: float, size: QSize) -> float:
        """The px column of a song frame."""
        return self.axis.x_at(frame / self.sample_rate, size.width())

    def y_of(self, midi: float, size: QSize) -> float:
        """The height in px of a pitch."""
        return self.pitches.y_at(midi, size.height())

    def semitone_px(self, size: QSize) -> float:
        """How high a semitone is."""
        return size.height() / self.pitches.span

    def frame_at(self, x: float, size: QSize) -> float:
        """The song frame at a px column, inside the song."""
        time_s = self.axis.time_at(x, size.width())
        return min(max(time_s, 0.0), self.axis.duration_s) * self.sample_rate

    def frames_of(self, px: float, size: QSize) -> float:
        """How many frames so many px are."""
        return px / max(1, size.width()) * self.axis.span_s * self.sample_rate

    def visible(self, notes: Sequence[SongNote]) -> list[SongNote]:
        """Those that some of is to be seen in time."""
        first, last = (each * self.sample_rate for each in (self.axis.start_s, self.axis.stop_s))
        return [note for note in notes if note.start_frame < last and note.stop_frame > first]

    def note_at(
        self, point: QPointF, notes: Iterable[SongNote], size: QSize, reach_px: float
    ) -> SongNote | None:
        """The note that is at a place, or within reach of it: the nearest, and of those that cover
        each other the last.
        """
        near: list[tuple[float, int, SongNote]] = []
        for number, note in enumerate(notes):
            rect = self.rect_of(note, size)
            if rect.adjusted(-reach_px, -reach_px, reach_px, reach_px).contains(point):
                away = max(
                    rect.left() - point.x(),
                    point.x() - rect.right(),
                    rect.top() - point.y(),
                    point.y() - rect.bottom(),
                    0.0,
                )
                near.append((away, -number, note))
        return min(near, key=lambda each: each[:2])[2] if near else None

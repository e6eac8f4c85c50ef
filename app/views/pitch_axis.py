"""Which pitch stands at which height: all semitones alike, of C1 to C8 as many as one wants."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

LOWEST_MIDI = 24  # C1
HIGHEST_MIDI = 108  # C8
# Every key has its pitch in the middle, the first and the last too.
BOTTOM_MIDI = LOWEST_MIDI - 0.5
TOP_MIDI = HIGHEST_MIDI + 0.5
C_NOTES = tuple(range(LOWEST_MIDI, HIGHEST_MIDI + 1, 12))
MINIMUM_SPAN = 8.0
"""In semitones."""

PitchRange = tuple[float, float]
"""The lower and the upper edge, as MIDI numbers with fractions."""

EVERY_PITCH: PitchRange = (BOTTOM_MIDI, TOP_MIDI)


class PitchAxis(QObject):
    """The visible range of pitches, always inside C1 to C8.

    Signals: `changed` when another range is visible.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bottom, self._top = EVERY_PITCH

    @property
    def range(self) -> PitchRange:
        """What is visible."""
        return self._bottom, self._top

    @property
    def span(self) -> float:
        """How many semitones are visible."""
        return self._top - self._bottom

    def y_at(self, midi: float, height: float) -> float:
        """The height in px, from the top, of a pitch in a view `height` px high."""
        return (self._top - midi) / self.span * height

    def midi_at(self, y: float, height: float) -> float:
        """The pitch, as a MIDI number with its fraction, at a height from the top."""
        return self._top - y / height * self.span

    def show(self, pitches: PitchRange) -> None:
        """Show this range, or the nearest that is not too small and goes no further than C1 to C8.

        It keeps its size where there is room.
        """
        span = min(max(pitches[1] - pitches[0], MINIMUM_SPAN), TOP_MIDI - BOTTOM_MIDI)
        bottom = min(max(pitches[0], BOTTOM_MIDI), TOP_MIDI - span)
        shown = (bottom, bottom + span)
        if shown != self.range:
            self._bottom, self._top = shown
            self.changed.emit()

    def zoom(self, factor: float, around_midi: float) -> None:
        """Show `factor` times fewer semitones, keeping `around_midi` where it is on the screen."""
        span = min(max(self.span / factor, MINIMUM_SPAN), TOP_MIDI - BOTTOM_MIDI)
        bottom = around_midi - (around_midi - self._bottom) * span / self.span
        self.show((bottom, bottom + span))

    def scroll(self, semitones: float) -> None:
        """Move what is visible; positive moves on to higher pitches."""
        self.show((self._bottom + semitones, self._top + semitones))

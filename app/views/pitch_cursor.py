"""The keyboard's place in the spectrogram: a time, a note, and the box that is drawn from there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.listening_box import ListeningBox
from app.views.pitch_axis import HIGHEST_MIDI, LOWEST_MIDI
from player.transport import MINIMUM_LOOP_S


@dataclass(frozen=True)
class PitchCursor:
    """time_s: in the song. midi: a whole note. anchor: the corner across of a box, if there is
    one, as a time and a note.
    """

    time_s: float
    midi: int
    anchor: tuple[float, int] | None = None

    def moved(
        self, by_s: float, by_semitones: int, duration_s: float, *, draws: bool
    ) -> PitchCursor:
        """So much further, inside the song and the piano. draws: a box grows from where it was."""
        anchor = (self.anchor or (self.time_s, self.midi)) if draws else None
        return replace(
            self,
            time_s=min(max(self.time_s + by_s, 0.0), duration_s),
            midi=min(max(self.midi + by_semitones, LOWEST_MIDI), HIGHEST_MIDI),
            anchor=anchor,
        )

    @property
    def box(self) -> ListeningBox | None:
        """What is drawn, if it is long enough to be listened to."""
        if self.anchor is None or abs(self.time_s - self.anchor[0]) < MINIMUM_LOOP_S:
            return None
        return ListeningBox.between(self.anchor, (self.time_s, self.midi))

"""A box of the spectrogram that is listened to alone: some notes, from when to when."""

from __future__ import annotations

from dataclasses import dataclass

from player.band_pass import Band
from player.multitrack import SAMPLE_RATE
from player.pitch_names import Pitch, midi_to_frequency
from player.transport import LoopRegion


@dataclass(frozen=True)
class ListeningBox:
    """start_s, stop_s: times of the song. lowest_midi, highest_midi: its notes, both inside."""

    start_s: float
    stop_s: float
    lowest_midi: int
    highest_midi: int

    @classmethod
    def between(cls, one: tuple[float, float], other: tuple[float, float]) -> ListeningBox:
        """The box with these corners, each a time and a pitch; every note it touches is inside."""
        start_s, stop_s = sorted((one[0], other[0]))
        lowest, highest = sorted((round(one[1]), round(other[1])))
        return cls(start_s, stop_s, lowest, highest)

    @property
    def duration_s(self) -> float:
        """How long it lasts, in seconds of the song."""
        return self.stop_s - self.start_s

    @property
    def region(self) -> LoopRegion:
        """Its frames of the song."""
        return LoopRegion(round(self.start_s * SAMPLE_RATE), round(self.stop_s * SAMPLE_RATE))

    @property
    def band(self) -> Band:
        """Its notes' frequencies in the recording, with half a semitone on either side."""
        return Band(
            midi_to_frequency(self.lowest_midi - 0.5), midi_to_frequency(self.highest_midi + 0.5)
        )

    @property
    def notes(self) -> str:
        """Its notes by name: C2–G3, or E2 alone."""
        lowest, highest = Pitch(self.lowest_midi).name, Pitch(self.highest_midi).name
        return lowest if lowest == highest else f"{lowest}–{highest}"

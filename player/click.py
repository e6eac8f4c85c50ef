"""What of a click is heard, and how: frozen, posted to the engine as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from player.beat_grid import BeatGrid
from player.mixer import StemMix

SILENT = StemMix(muted=True)
MOST_PARTS = 4
MOST_COUNT_IN_BARS = 2


class ClickSound(Enum):
    """What a click sounds like."""

    WOOD = "wood"
    BEEP = "beep"
    TICK = "tick"


@dataclass(frozen=True)
class Click:
    """A metronome on the beats of a song, and what it counts in.

    grid: where the beats are; None while they are not known, and then nothing is heard. mix: its
    strip; muted, it still counts in. is_accented: whether the first beat of a bar stands out.
    parts: how many clicks each beat has. count_in_bars: before playing, 0 for none.
    counts_in_rounds: also before each round of the loop.
    """

    grid: BeatGrid | None = None
    mix: StemMix = SILENT
    is_accented: bool = True
    parts: int = 1
    sound: ClickSound = ClickSound.WOOD
    count_in_bars: int = 0
    counts_in_rounds: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.parts <= MOST_PARTS:
            raise ValueError(f"no beat of {self.parts} parts")
        if not 0 <= self.count_in_bars <= MOST_COUNT_IN_BARS:
            raise ValueError(f"no count-in of {self.count_in_bars} bars")

    @property
    def is_on(self) -> bool:
        """Whether it is heard beside the song."""
        return self.grid is not None and not self.mix.muted

    @property
    def counts_in(self) -> bool:
        """Whether it counts in before the song plays."""
        return self.grid is not None and self.count_in_bars > 0

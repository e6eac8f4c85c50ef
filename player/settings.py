"""What is to be played and how: all that the engine was told, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from player.band_pass import Band
from player.click import Click
from player.count_in import count_in
from player.mixer import MixerState
from player.multitrack import EMPTY, SAMPLE_RATE, Multitrack
from player.transport import LoopRegion
from player.treatment import Treatment


@dataclass(frozen=True, eq=False)
class Settings:
    """What to play and how. `band`: of the recording, all of it if None. `pause_s`: between two
    rounds of the loop, before what is counted in. `output_rate`: in Hz.
    """

    multitrack: Multitrack = EMPTY
    mixer: MixerState = field(default_factory=MixerState)
    band: Band | None = None
    loop: LoopRegion | None = None
    pause_s: float = 0.0
    treatment: Treatment = field(default_factory=Treatment)
    read_ahead_s: float = 0.5
    output_rate: int = SAMPLE_RATE
    click: Click = field(default_factory=Click)

    @property
    def wait_s(self) -> float:
        """How long it is between two rounds until the song goes on, in real seconds."""
        if self.loop is None or not self.counts_in_rounds:
            return self.pause_s
        return self.pause_s + self.count_in_s(self.loop.start_frame)

    @property
    def counts_in_rounds(self) -> bool:
        """Whether each round is counted in."""
        return self.counts_in and self.click.counts_in_rounds

    @property
    def counts_in(self) -> bool:
        """Whether it is counted in at all: nobody plays along with a box that is listened to."""
        return self.click.counts_in and self.band is None

    def count_in_s(self, song_frame: int) -> float:
        """How long counting in before a frame takes, in real seconds."""
        if self.click.grid is None or not self.counts_in:
            return 0.0
        frames = count_in(self.click.grid, song_frame, self.click.count_in_bars).frames
        return frames / self.multitrack.sample_rate / self.treatment.tempo_ratio

    def reads_like(self, other: Settings) -> bool:
        """Whether a stream that was begun with the other is right for these."""
        return (
            self.multitrack is other.multitrack
            and (self.band, self.loop, self.wait_s) == (other.band, other.loop, other.wait_s)
            and (self.treatment, self.output_rate) == (other.treatment, other.output_rate)
        )

    def gains(self) -> NDArray[np.float32]:
        """Of each bus, to each channel: see `MixerState.gains`."""
        return self.mixer.gains(self.multitrack.buses)

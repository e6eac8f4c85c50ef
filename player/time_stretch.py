"""How fast and how high: one Rubber Band stretcher over all stems."""

from __future__ import annotations

import math

import numpy as np
from pylibrb import Option, RubberBandStretcher

from player.multitrack import Samples

_OPTIONS = (
    Option.PROCESS_REALTIME
    | Option.ENGINE_FINER
    | Option.CHANNELS_TOGETHER
    | Option.THREADING_NEVER
)


class TimeStretch:
    """Changes tempo and pitch of all channels with the same decisions, so they cannot drift apart.

    Source: Rubber Band 3, "R3" engine, real-time mode, through pylibrb.

    tempo_ratio: song seconds per real second. pitch_semitones: fractions are cents.
    """

    def __init__(
        self, channels: int, sample_rate: int, tempo_ratio: float, pitch_semitones: float
    ) -> None:
        self._stretcher = RubberBandStretcher(
            sample_rate, channels, _OPTIONS, 1.0 / tempo_ratio, math.exp2(pitch_semitones / 12.0)
        )
        self.lead_in_frames: int = self._stretcher.get_preferred_start_pad()
        self._delay_left: int = self._stretcher.get_start_delay()

    def process(self, block: Samples, *, final: bool = False) -> Samples:
        """Put a block in, get what is ready: float32 (channels, n) -> (channels, m), m may be 0.

        The first `lead_in_frames` put in are what stands before the first frame to be heard; the
        stretcher's own delay is taken off, so the output begins with that frame.
        """
        self._stretcher.process(np.ascontiguousarray(block), final)
        ready: Samples = self._stretcher.retrieve_available()
        skipped = min(self._delay_left, ready.shape[1])
        self._delay_left -= skipped
        return ready[:, skipped:]

"""How fast and how high: one Rubber Band stretcher over all stems."""

from __future__ import annotations

import math
from importlib import import_module

import numpy as np

from player.multitrack import Samples
from player.treatment import Treatment

# How many ms of output too early R3 brings a hit, by how far it has to spread the sound: it takes a
# hit for one that begins a little later in the window than it does. Tones stay in place. A musician
# hears hits, so everything is held back by this much, and tones come so much later. Measured with
# clicks, and with drum hits over held tones; what is left at 50, 75 and 150 % is under 2 ms.
_SPREADS = (1.0, 1.33, 1.67, 2.0, 2.5, 3.0, 4.0)
_HITS_EARLY_MS = (0.0, 1.3, 3.8, 5.7, 10.8, 14.0, 21.5)


# Right after its start R3 may cancel a tone for 30 ms, by up to 12 dB: this long before the first
# frame it is fed already.
_SETTLING_FRAMES = 2048


def load() -> None:
    """Have the stretcher's library at hand, so that the first stretch does not wait for it."""
    import_module("pylibrb")


class TimeStretch:
    """Changes tempo and pitch of all channels with the same decisions, so they cannot drift apart.

    Source: Rubber Band 3, "R3" engine, real-time mode, through pylibrb. The light quality is its
    short window.
    """

    def __init__(self, channels: int, sample_rate: int, treatment: Treatment) -> None:
        # Late: the window comes without it; the fill thread has it before anybody can ask.
        from pylibrb import Option, RubberBandStretcher

        options = (
            Option.PROCESS_REALTIME
            | Option.ENGINE_FINER
            | Option.CHANNELS_TOGETHER
            | Option.THREADING_NEVER
        )
        if treatment.formants_kept:
            options |= Option.FORMANT_PRESERVED
        if treatment.light:
            options |= Option.WINDOW_SHORT
        pitch_scale = math.exp2(treatment.pitch_semitones / 12.0)
        self._stretcher = RubberBandStretcher(
            sample_rate, channels, options, 1.0 / treatment.tempo_ratio, pitch_scale
        )
        pad_frames = self._stretcher.get_preferred_start_pad()
        self.lead_in_frames: int = pad_frames + _SETTLING_FRAMES
        early_ms = np.interp(pitch_scale / treatment.tempo_ratio, _SPREADS, _HITS_EARLY_MS)
        early_frames = float(early_ms) * sample_rate / 1000
        settled_frames = _SETTLING_FRAMES / treatment.tempo_ratio - early_frames
        self._delay_left = max(0, self._stretcher.get_start_delay() + round(settled_frames))

    def process(self, block: Samples) -> Samples:
        """Put a block in, get what is ready: float32 (channels, n) -> (channels, m), m may be 0.

        The first `lead_in_frames` put in are what stands before the first frame to be heard; the
        stretcher's own delay is taken off, so the output begins with that frame.
        """
        self._stretcher.process(np.ascontiguousarray(block), False)
        ready: Samples = self._stretcher.retrieve_available()
        skipped = min(self._delay_left, ready.shape[1])
        self._delay_left -= skipped
        return ready[:, skipped:]

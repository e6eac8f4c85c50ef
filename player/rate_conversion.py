"""From the song's sample rate to the device's, where they differ."""

from __future__ import annotations

import math

import numpy as np
import soxr

from player.multitrack import Samples


class RateConversion:
    """Resamples all channels of a stream together, block by block, in step with its input.

    Source: the SoX resampler, "HQ", through soxr.

    from_rate, to_rate: in Hz.
    lead_in_frames: how much of what stands before the first frame has to be put in first; it is
    taken off again, so that the filter does not begin with a hole.
    """

    _LEAD_IN_FRAMES = 600

    def __init__(self, channels: int, from_rate: int, to_rate: int) -> None:
        self._resampler = soxr.ResampleStream(
            from_rate, to_rate, channels, dtype="float32", quality="HQ"
        )
        # As many frames as give a whole number of frames at the other rate.
        unit = from_rate // math.gcd(from_rate, to_rate)
        self.lead_in_frames = math.ceil(self._LEAD_IN_FRAMES / unit) * unit
        self._lead_left = self.lead_in_frames * to_rate // from_rate

    def process(self, block: Samples, *, last: bool = False) -> Samples:
        """Put a block in, get what is ready: float32 (channels, n) -> (channels, m), m may be 0."""
        ready = self._resampler.resample_chunk(np.ascontiguousarray(block.T), last=last).T
        skipped = min(self._lead_left, ready.shape[1])
        self._lead_left -= skipped
        converted: Samples = ready[:, skipped:]
        return converted

"""How loud a whole song is: what a model is told, so that it hears every song at one level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from separation.mapped_wav import WavReader

_BLOCK_FRAMES = 1 << 18


@dataclass(frozen=True)
class MixLevel:
    """Of a whole song, full scale 1.0.

    rms: root mean square of all samples of both channels. mono_mean, mono_std: of the channels'
    mean, the standard deviation as of a sample (n - 1).
    """

    rms: float
    mono_mean: float
    mono_std: float

    @classmethod
    def of(cls, mix: WavReader) -> MixLevel:
        """Measured block by block; all zero for an empty song."""
        square_sum = mono_sum = mono_square_sum = 0.0
        for start_frame in range(0, mix.frames, _BLOCK_FRAMES):
            block = finite(mix.read(start_frame, start_frame + _BLOCK_FRAMES))
            mono = block.mean(axis=1, dtype=np.float64)
            square_sum += float(np.sum(np.square(block, dtype=np.float64)))
            mono_sum += float(mono.sum())
            mono_square_sum += float(np.square(mono).sum())
        frames = max(1, mix.frames)
        mean = mono_sum / frames
        variance = max(0.0, mono_square_sum - frames * mean**2) / max(1, frames - 1)
        return cls(float(np.sqrt(square_sum / (frames * mix.channels))), mean, variance**0.5)


def finite(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same array with silence for what is no number: one NaN would spread over a segment."""
    np.nan_to_num(samples, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return samples

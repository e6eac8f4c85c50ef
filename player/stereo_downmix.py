"""Mixes sound of one to eight named channels down to stereo."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_MINUS_3_DB = 2**-0.5

# Channel: (gain into left, gain into right). Names as FFmpeg writes them.
_GAINS = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_MINUS_3_DB, _MINUS_3_DB),
    "LFE": (0.0, 0.0),
    "SL": (_MINUS_3_DB, 0.0),
    "SR": (0.0, _MINUS_3_DB),
    "BL": (_MINUS_3_DB, 0.0),
    "BR": (0.0, _MINUS_3_DB),
    "BC": (0.5, 0.5),
    "FLC": (1.0, 0.0),
    "FRC": (0.0, 1.0),
    "DL": (1.0, 0.0),
    "DR": (0.0, 1.0),
}

# What WAV (by its default speaker mask) and FLAC (RFC 9639) mean where a file gives no names.
_NAMES_BY_COUNT: dict[int, tuple[str, ...]] = {
    1: ("FC",),
    2: ("FL", "FR"),
    3: ("FL", "FR", "FC"),
    4: ("FL", "FR", "BL", "BR"),
    5: ("FL", "FR", "FC", "BL", "BR"),
    6: ("FL", "FR", "FC", "LFE", "BL", "BR"),
    7: ("FL", "FR", "FC", "LFE", "BC", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}


def names_by_count(channels: int) -> tuple[str, ...]:
    """Name unnamed channels in the order of WAV and FLAC; empty for more than eight."""
    return _NAMES_BY_COUNT.get(channels, ())


def can_downmix(channel_names: tuple[str, ...]) -> bool:
    """Whether every channel has a place in stereo."""
    return all(name in _GAINS for name in channel_names)


def to_stereo(samples: NDArray[np.float32], channel_names: tuple[str, ...]) -> NDArray[np.float32]:
    """Mix down to left and right.

    samples: float32, (frames, channels); channel_names: one per channel, see `can_downmix`.
    Returns float32 (frames, 2). One channel goes to both sides as it is and two stay untouched.
    More are mixed with the coefficients of ITU-R BS.775 (centre and surrounds at -3 dB, a single
    back channel at -3 dB shared by both sides, low-frequency effects left out), then all scaled by
    one factor so that full scale in every channel at once is full scale in stereo.
    """
    if samples.shape[1] == 2:
        return samples
    stereo: NDArray[np.float32]
    if samples.shape[1] == 1:
        stereo = np.repeat(samples, 2, axis=1)
    else:
        stereo = samples @ _matrix(channel_names)
    return stereo


@lru_cache(maxsize=16)
def _matrix(channel_names: tuple[str, ...]) -> NDArray[np.float32]:
    gains = np.array([_GAINS[name] for name in channel_names])
    matrix: NDArray[np.float32] = (gains / gains.sum(axis=0).max()).astype(np.float32)
    return matrix

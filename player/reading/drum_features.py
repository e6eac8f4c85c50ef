"""What is heard of a drums stem every ten milliseconds: how loud each band is, just before, then
and just after.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 44_100
"""Frames a second of what is looked at."""
HOP_FRAMES = 441
"""From one row of features to the next."""
BANDS = 22
AROUND = (-6, -3, -2, -1, 0, 1, 2, 4, 8)
"""Of which rows, counted from its own, a row has the bands."""
FEATURES = BANDS * len(AROUND)

_WINDOW = 1024
_LOWEST_HZ, _HIGHEST_HZ = 40.0, 16_000.0
# In dB below what is loud in its band there; quieter is silence.
_GROUND_DB = 50.0
_LOUD_PERCENTILE = 99.0
# A band in which nothing ever sounds is not made loud: in dB below the loudest band.
_LEAST_LOUD_DB = 45.0
_SCALE_DB = 15.0
_PIECE = 2000


def band_levels(drums: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """How loud each band is, in dB below what is loud in that band of this stem, 0 to -50:
    (rows, BANDS), the first at the first frame.

    drums: float32 (frames, channels). So a kit with a quiet hi-hat looks like one with a loud one.
    """
    mono = drums.mean(axis=1, dtype=np.float32)
    if sample_rate != RATE:
        mono = soxr.resample(mono, sample_rate, RATE, "MQ")
    rows = len(mono) // HOP_FRAMES + 1
    padded = np.pad(mono, (_WINDOW // 2, _WINDOW // 2 + HOP_FRAMES))
    del mono  # a drums stem may be an hour long
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP_FRAMES][:rows]
    taper = np.hanning(_WINDOW).astype(np.float32)
    filters = _filters()
    levels = np.empty((rows, BANDS), np.float32)
    for first in range(0, rows, _PIECE):
        spectrum = np.fft.rfft(windows[first : first + _PIECE] * taper, axis=1)
        power = spectrum.real**2 + spectrum.imag**2
        levels[first : first + _PIECE] = 10 * np.log10(power @ filters + 1e-9)
    loud = np.percentile(levels, _LOUD_PERCENTILE, axis=0)
    loud = np.maximum(loud, loud.max() - _LEAST_LOUD_DB)
    below: NDArray[np.float32] = np.clip(levels - loud.astype(np.float32), -_GROUND_DB, 0.0)
    return below


def features(levels: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """Of `band_levels`, in pieces one after another: float32 (rows, FEATURES), about 0 to 1 in
    size: every band then, and how much louder then than at each place around.
    """
    reach = max(abs(step) for step in AROUND)
    padded = np.pad(levels, ((reach, reach), (0, 0)), mode="edge") / np.float32(_SCALE_DB)
    for first in range(0, len(levels), _PIECE):
        stop = min(len(levels), first + _PIECE)
        own = padded[first + reach : stop + reach]
        yield np.concatenate(
            [
                own + 1 if step == 0 else own - padded[first + reach + step : stop + reach + step]
                for step in AROUND
            ],
            axis=1,
        )


def _filters() -> NDArray[np.float32]:
    """Triangles on a logarithmic axis, no narrower than two bins: (bins, BANDS)."""
    hertz = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    edges = np.geomspace(_LOWEST_HZ, _HIGHEST_HZ, BANDS + 2)
    for index in range(1, len(edges)):
        edges[index] = max(edges[index], edges[index - 1] + hertz[1])
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising = (hertz[:, None] - low) / (middle - low)
    falling = (high - hertz[:, None]) / (high - middle)
    weights = np.clip(np.minimum(rising, falling), 0.0, None)
    weights /= weights.sum(axis=0)
    return np.asarray(weights, np.float32)

"""How loud a sound is at every third of a semitone, in time steps of some 90 ms.

Low notes are seen through a window twice as long: there a semitone is few hertz wide.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import soxr
from numpy.typing import NDArray

from player.pitch_names import midi_to_frequency

RATE = 11_025
HOP = 1024
"""Frames at RATE from one column to the next."""

LOWEST_MIDI, HIGHEST_MIDI = 24, 108  # C to C
BINS_PER_SEMITONE = 3
BINS = (HIGHEST_MIDI - LOWEST_MIDI) * BINS_PER_SEMITONE + 1

_SHORT, _LONG = 4096, 8192
_LONG_BELOW_MIDI = 57
# Most notes are shorter than the windows: their lines are so many times as wide.
_SHORT_NOTES = 2.2
_COLUMNS_AT_ONCE = 256
_CHUNK_S = 30


def analysis_sound(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """The mono sum of (frames, channels) at RATE, float32 (frames,)."""
    chunk = _CHUNK_S * sample_rate
    stream = soxr.ResampleStream(sample_rate, RATE, 1, dtype="float32", quality="MQ")
    pieces = [
        stream.resample_chunk(
            samples[start : start + chunk].mean(axis=1, dtype=np.float32),
            last=start + chunk >= len(samples),
        )
        for start in range(0, len(samples), chunk)
    ]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def log_spectrum(mono: NDArray[np.float32], cents: float) -> NDArray[np.float32]:
    """Mean amplitudes, float32 (columns, BINS): a sine is loudest at its place.

    mono: from `analysis_sound`. cents: how much higher than A4 = 440 Hz the song is tuned; bins lie
    at LOWEST_MIDI and up in that tuning. Column n is around frame n * HOP.
    """
    columns = len(mono) // HOP + 1
    padded = np.pad(mono, _LONG // 2)
    found = np.empty((columns, BINS), np.float32)
    bounds = (_LONG_BELOW_MIDI - LOWEST_MIDI) * BINS_PER_SEMITONE
    for window, bins in ((_LONG, slice(0, bounds)), (_SHORT, slice(bounds, BINS))):
        shape = np.hanning(window + 1)[:-1].astype(np.float32)
        onto = bins_from_fft(window, round(cents))[:, bins] * np.float32(2 / shape.sum())
        views = np.lib.stride_tricks.sliding_window_view(padded, window)
        first = (_LONG - window) // 2
        views = views[first::HOP][:columns]
        for start in range(0, columns, _COLUMNS_AT_ONCE):
            some = views[start : start + _COLUMNS_AT_ONCE] * shape
            magnitudes = np.abs(np.fft.rfft(some, axis=1)).astype(np.float32)
            found[start : start + len(some), bins] = magnitudes @ onto
    return found


@cache
def bins_from_fft(window: int, cents: int) -> NDArray[np.float32]:
    """What each bin takes of a spectrum's lines: float32 (window // 2 + 1, BINS).

    A triangle as wide as its neighbours are away, and never narrower than the lines are.
    """
    lines_hz = np.arange(window // 2 + 1) * RATE / window
    midi = LOWEST_MIDI + np.arange(-1, BINS + 1) / BINS_PER_SEMITONE + cents / 100
    hertz = np.array([midi_to_frequency(each) for each in midi.tolist()])
    middle = hertz[1:-1]
    width = np.maximum((hertz[2:] - hertz[:-2]) / 2, RATE / window)
    weights = np.maximum(0.0, 1 - np.abs(lines_hz[:, None] - middle) / width)
    return np.asarray(weights / weights.sum(axis=0), np.float32)


def sines(midi: NDArray[np.float64]) -> NDArray[np.float32]:
    """What `log_spectrum` shows of short notes without harmonics, in tune with it: (len(midi),
    BINS).
    """
    bounds = (_LONG_BELOW_MIDI - LOWEST_MIDI) * BINS_PER_SEMITONE
    hertz = np.array([midi_to_frequency(each) for each in midi.tolist()])
    seen = np.empty((len(midi), BINS), np.float32)
    for window, bins in ((_LONG, slice(0, bounds)), (_SHORT, slice(bounds, BINS))):
        away = np.abs(np.arange(window // 2 + 1) - hertz[:, None] * window / RATE) / _SHORT_NOTES
        # A Hann window's line; it has nothing two lines away, nearly.
        near = np.where(np.abs(away - 1) < 1e-6, 0.5, np.sinc(away) / (1 - away**2 + 1e-9))
        lines = np.where(away < 2, np.abs(near), 0).astype(np.float32)
        seen[:, bins] = lines @ bins_from_fft(window, 0)[:, bins]
    return seen

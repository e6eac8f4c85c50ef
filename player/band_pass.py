"""A band of the song alone: a filter that is flat inside it and moves nothing in time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from player.multitrack import Multitrack, Samples

_LOWEST_HZ, _HIGHEST_HZ = 20.0, 20_000.0
# The response falls from flat to the stop band over this much around each edge, on a scale of
# pitch at the lower one. Steeper would ring for longer than a bass note lasts.
_TRANSITION_SEMITONES = 4.0
_STOP_BAND_DB = 80.0
# What is filtered at once, at least; and how much of it is kept. A loop's seam reads in two places.
_LEAST_CHUNK_FRAMES = 8192
_CHUNKS_KEPT = 4


@dataclass(frozen=True)
class Band:
    """The frequencies that are let through, in Hz; at both edges half of the amplitude is."""

    low_hz: float
    high_hz: float

    def __post_init__(self) -> None:
        if not _LOWEST_HZ <= self.low_hz < self.high_hz <= _HIGHEST_HZ:
            raise ValueError(f"no band from {self.low_hz} to {self.high_hz} Hz")


class BandPass:
    """Reads a multitrack as if nothing but a band of it had been recorded.

    Every stem is filtered alike, before anything else is done to it: the band is that of the
    recording at any tempo and pitch, and faders work on what is left. The filter looks as far
    ahead as back, so it has no delay and turns no phase. From two and a half semitones outside of
    the band on it lets through less than -70 dB.

    Method: a windowed sinc with a Kaiser window (Kaiser 1974, "Nonrecursive digital filter design
    using the I0-sinh window function"), convolved by overlap-save.
    """

    def __init__(self, band: Band, sample_rate: int) -> None:
        taps = _taps(band, sample_rate)
        self._reach_frames = len(taps) // 2
        self._fft_frames = 1 << (len(taps) + _LEAST_CHUNK_FRAMES - 1).bit_length()
        self._chunk_frames = self._fft_frames - len(taps) + 1
        self._response = np.fft.rfft(taps, self._fft_frames).astype(np.complex64)
        self._multitrack: Multitrack | None = None
        self._chunks: dict[int, Samples] = {}

    def read(self, multitrack: Multitrack, start_frame: int, frames: int) -> Samples:
        """As `Multitrack.read`, filtered: a copy, float32 (channels, frames).

        The same frames are the same numbers, whatever was read before.
        """
        if multitrack is not self._multitrack:
            self._multitrack = multitrack
            self._chunks.clear()
        block = np.empty((multitrack.channels, frames), np.float32)
        done = 0
        while done < frames:
            index, at = divmod(start_frame + done, self._chunk_frames)
            count = min(frames - done, self._chunk_frames - at)
            block[:, done : done + count] = self._chunk(multitrack, index)[:, at : at + count]
            done += count
        return block

    def _chunk(self, multitrack: Multitrack, index: int) -> Samples:
        chunk = self._chunks.pop(index, None)
        if chunk is None:
            start = index * self._chunk_frames - self._reach_frames
            heard = multitrack.read(start, self._fft_frames)
            spectrum = np.fft.rfft(heard, axis=1)
            spectrum *= self._response
            # What wraps around stands at the beginning.
            circular = np.fft.irfft(spectrum, self._fft_frames, axis=1)
            first = 2 * self._reach_frames
            chunk = circular[:, first : first + self._chunk_frames].astype(np.float32)
            if len(self._chunks) >= _CHUNKS_KEPT:
                del self._chunks[next(iter(self._chunks))]
        self._chunks[index] = chunk  # the last one is the one used last
        return chunk


def _taps(band: Band, sample_rate: int) -> Samples:
    """An odd number of filter coefficients, float32, symmetric about the middle one."""
    half = 2.0 ** (_TRANSITION_SEMITONES / 24.0)
    transition = 2 * math.pi * band.low_hz * (half - 1 / half) / sample_rate
    reach = math.ceil((_STOP_BAND_DB - 7.95) / (2.285 * transition) / 2)
    frames = np.arange(-reach, reach + 1)
    low, high = 2 * band.low_hz / sample_rate, 2 * band.high_hz / sample_rate
    taps = high * np.sinc(high * frames) - low * np.sinc(low * frames)
    taps *= np.kaiser(len(frames), 0.1102 * (_STOP_BAND_DB - 8.7))
    # A band narrower than its edges would not reach its full height.
    middle = math.pi * math.sqrt(low * high)
    taps /= np.sum(taps * np.cos(middle * frames))
    taps32: Samples = taps.astype(np.float32)
    return taps32

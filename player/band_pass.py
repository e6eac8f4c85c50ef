"""A band of the song alone: a filter that is flat inside it and moves nothing in time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Multitrack, Samples

Spectra: TypeAlias = NDArray[np.complexfloating[Any, Any]]
_Kept = TypeVar("_Kept")

_LOWEST_HZ, _HIGHEST_HZ = 20.0, 20_000.0
# The response falls from flat to the stop band over this much around each edge, on a scale of
# pitch at the lower one. Steeper would ring for longer than a bass note lasts.
_TRANSITION_SEMITONES = 4.0
_STOP_BAND_DB = 80.0
# What is filtered at once, at least; and how much of it is kept. A loop's seam reads in two places.
_LEAST_CHUNK_FRAMES = 8192
_CHUNKS_KEPT = 4
# Filters up to the same multiple of this look equally far: what one has transformed serves another.
_REACH_STEP_FRAMES = 2048


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

    before: another one, whose work is taken over as far as it can be: an edge of the band is moved.
    """

    def __init__(self, band: Band, sample_rate: int, before: BandPass | None = None) -> None:
        taps = _taps(band, sample_rate)
        steps = math.ceil((len(taps) // 2) / _REACH_STEP_FRAMES)
        self._reach_frames = steps * _REACH_STEP_FRAMES
        taps = np.pad(taps, self._reach_frames - len(taps) // 2)
        self._fft_frames = 1 << (len(taps) + _LEAST_CHUNK_FRAMES - 2).bit_length()
        self._chunk_frames = self._fft_frames - len(taps) + 1
        self._response = np.fft.rfft(taps, self._fft_frames).astype(np.complex64)
        self._multitrack: Multitrack | None = None
        self._chunks: dict[int, Samples] = {}
        # Of the song as it is, by chunk: they take most of the time.
        self._spectra: dict[int, Spectra] = {}
        if before is not None and before._reach_frames == self._reach_frames:
            self._multitrack = before._multitrack
            self._spectra = dict(before._spectra)

    def read(self, multitrack: Multitrack, start_frame: int, frames: int) -> Samples:
        """As `Multitrack.read`, filtered: a copy, float32 (channels, frames).

        The same frames are the same numbers, whatever was read before.
        """
        if multitrack is not self._multitrack:
            self._multitrack = multitrack
            self._chunks.clear()
            self._spectra.clear()
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
            spectrum = self._spectrum(multitrack, index)
            # What wraps around stands at the beginning.
            circular = np.fft.irfft(spectrum * self._response, self._fft_frames, axis=1)
            first = 2 * self._reach_frames
            chunk = circular[:, first : first + self._chunk_frames].astype(np.float32)
        _keep(self._chunks, index, chunk)
        return chunk

    def _spectrum(self, multitrack: Multitrack, index: int) -> Spectra:
        spectrum = self._spectra.pop(index, None)
        if spectrum is None:
            start = index * self._chunk_frames - self._reach_frames
            spectrum = np.fft.rfft(multitrack.read(start, self._fft_frames), axis=1)
        _keep(self._spectra, index, spectrum)
        return spectrum


def _keep(kept: dict[int, _Kept], index: int, chunk: _Kept) -> None:
    """The last one is the one used last."""
    if len(kept) >= _CHUNKS_KEPT:
        del kept[next(iter(kept))]
    kept[index] = chunk


@lru_cache(maxsize=4)
def _window(reach: int) -> NDArray[np.float64]:
    """The Kaiser window of 2 * reach + 1 frames."""
    # It is the same on both sides, and what takes longest of a filter.
    places = np.arange(reach + 1) / reach
    beta = 0.1102 * (_STOP_BAND_DB - 8.7)
    half = np.i0(beta * np.sqrt(1.0 - places**2)) / np.i0(beta)
    return np.concatenate([half[:0:-1], half])


def _taps(band: Band, sample_rate: int) -> Samples:
    """An odd number of filter coefficients, float32, symmetric about the middle one."""
    half = 2.0 ** (_TRANSITION_SEMITONES / 24.0)
    transition = 2 * math.pi * band.low_hz * (half - 1 / half) / sample_rate
    reach = math.ceil((_STOP_BAND_DB - 7.95) / (2.285 * transition) / 2)
    frames = np.arange(-reach, reach + 1)
    low, high = 2 * band.low_hz / sample_rate, 2 * band.high_hz / sample_rate
    taps = high * np.sinc(high * frames) - low * np.sinc(low * frames)
    taps *= _window(reach)
    # A band narrower than its edges would not reach its full height.
    middle = math.pi * math.sqrt(low * high)
    taps /= np.sum(taps * np.cos(middle * frames))
    taps32: Samples = taps.astype(np.float32)
    return taps32

"""The spectrogram of a stretch of sound on a logarithmic, musical frequency axis."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import soxr
from numpy.typing import NDArray

from player.pitch_names import midi_to_frequency
from player.spectrogram_tile import (
    FLOOR_DB,
    LOWEST_MIDI,
    PITCHES,
    PITCHES_PER_SEMITONE,
    TILE_COLUMNS,
    ZOOMS,
    SpectrogramTile,
    Zoom,
    steps_of,
)

# A window of _CYCLES / (f + _BROADENING_HZ) seconds: of constant Q in the treble, shorter than that
# in the bass, where constant Q would smear a note over two beats. At E1 (41 Hz) it is 0.24 s.
_CYCLES = 100.0
_BROADENING_HZ = 380.0
# An octave is analysed at a rate of at least this many times its top frequency.
_RATE_PER_TOP_FREQUENCY = 2.5
_MOST_STEPS = 16

# What belongs to another pitch or time is made fainter by a bell of this width, down to a limit;
# less and less from the first to the second of these pitches, where windows are as sharp without.
_SHARPNESS_CENTS = 16.0
_SHARPNESS_OF_WINDOW = 0.12
_FAINTEST = 10.0**-2.4
_SHARP_TO_MIDI, _PLAIN_FROM_MIDI = 60, 72  # C4, C5
# Below this a part of a stereo sound changes nothing that can be seen.
_NEGLIGIBLE = 1e-6


def compute_tile(
    samples: NDArray[np.float32], zoom: int, tile_index: int, sample_rate: int, source: str
) -> SpectrogramTile:
    """Analyse one tile of `ZOOMS[zoom]`; neighbouring tiles join without a seam.

    samples: float32, (frames, channels), the frames that `Zoom.frames_to_read` names.
    Behind the end of the song is silence. Channels are added as power, so that nothing cancels.
    """
    decibels = compute_decibels(samples, zoom, tile_index, sample_rate)
    start_frame = tile_index * ZOOMS[zoom].tile_frames
    stop_frame = start_frame + ZOOMS[zoom].tile_frames
    return SpectrogramTile(source, zoom, tile_index, start_frame, stop_frame, steps_of(decibels))


def compute_decibels(
    samples: NDArray[np.float32], zoom: int, tile_index: int, sample_rate: int
) -> NDArray[np.float32]:
    """The levels of a tile: float32, (pitches, columns), not less than `FLOOR_DB`.

    Method: a variable-Q transform (Schörkhuber et al. 2014, "A Matlab toolbox for efficient perfect
    reconstruction time-frequency transforms with log-frequency resolution"), octave by octave: the
    octave's band is cut from one long FFT, at the lowest rate that holds it, and correlated with
    one Hann-windowed complex tone per pitch. Two more such products, with the window's derivative
    and with the window times time, say at which frequency and when the energy that is seen at a
    point really is (Auger & Flandrin 1995, "Improving the readability of time-frequency and
    time-scale representations by the reassignment method"). It is not moved there, which leaves
    holes and speckles; a point is made fainter by how far it is from where its energy belongs.
    """
    grid = ZOOMS[zoom]
    padded = _padded(samples, grid, tile_index)
    spectrum = np.fft.rfft(padded, axis=1).astype(np.complex64, copy=False)
    power = np.empty((PITCHES, TILE_COLUMNS), np.float32)
    for octave in _octaves(zoom, sample_rate):
        power[octave.rows] = octave.power(spectrum)
    np.maximum(power, 10.0 ** (FLOOR_DB / 10.0), out=power)
    return (10.0 * np.log10(power)).astype(np.float32, copy=False)


def _padded(samples: NDArray[np.float32], grid: Zoom, tile_index: int) -> NDArray[np.float32]:
    """What is analysed: float32, (parts, frames of tile and context at the lower rate).

    Two channels become middle and side, which have their mean power together. One that is next to
    nothing is left out: few basses are not in the middle.
    """
    if samples.shape[1] == 2:
        left, right = samples[:, 0], samples[:, 1]
        parts = [np.float32(0.5) * (left + right), np.float32(0.5) * (left - right)]
        powers = [float(np.dot(part, part)) for part in parts]
        kept = [
            part
            for part, power in zip(parts, powers, strict=True)
            if power > _NEGLIGIBLE * max(powers)
        ]
        samples = np.stack(kept or parts[:1], axis=1)
    missing_before = max(0, grid.context_frames - tile_index * grid.tile_frames)
    if grid.decimation > 1 and len(samples):
        samples = soxr.resample(samples, grid.decimation, 1, quality="MQ")
        missing_before //= grid.decimation
    frames = (grid.tile_frames + 2 * grid.context_frames) // grid.decimation
    padded = np.zeros((samples.shape[1], frames), np.float32)
    known = samples[: frames - missing_before].T
    padded[:, missing_before : missing_before + known.shape[1]] = known
    return padded


class _Octave:
    """The rows of one octave, and what they are computed with."""

    def __init__(self, rows: slice, grid: Zoom, sample_rate: int) -> None:
        self.rows = rows
        midis = LOWEST_MIDI + np.arange(rows.start, rows.stop) / PITCHES_PER_SEMITONE
        frequencies = np.array([midi_to_frequency(midi) for midi in midis])
        strength = np.interp(midis, (_SHARP_TO_MIDI, _PLAIN_FROM_MIDI), (1.0, 0.0))
        self._is_sharpened = bool(strength[0] > 0.0)
        self._strength = strength.astype(np.float32)
        top_hz = frequencies[-1]
        rate = sample_rate / grid.decimation
        column_frames = grid.column_frames // grid.decimation
        decimation = _decimation(top_hz, rate, column_frames)
        self._rate = rate / decimation
        self._steps_per_column = _steps_per_column(_window_s(top_hz), column_frames / rate)
        self._step_frames = column_frames // (decimation * self._steps_per_column)
        context_frames = grid.context_columns * column_frames
        self._first_centre = context_frames // decimation + self._step_frames // 2
        self._frequencies = frequencies.astype(np.float32)
        self._windows_s = np.array([_window_s(each) for each in frequencies], np.float32)
        self._tones = _windowed_tones(frequencies, self._rate, sharpened=self._is_sharpened)
        # The inverse transform, being shorter, would give the signal this much louder.
        read_frames = TILE_COLUMNS * column_frames + 2 * context_frames
        self._band = _band(top_hz, self._rate, read_frames // decimation) / decimation

    def power(self, spectrum: NDArray[np.complex64]) -> NDArray[np.float32]:
        """Power of all parts together, (rows, columns), of a spectrum (parts, bins)."""
        pitches = self.rows.stop - self.rows.start
        total = np.zeros((TILE_COLUMNS, pitches), np.float32)
        for part in spectrum:
            signal = np.fft.irfft(part[: len(self._band)] * self._band).astype(np.float32)
            windows = self._windows(signal)
            products = [windows @ tones for tones in self._tones]
            power = _squared(products[0])
            if self._is_sharpened:
                power *= self._belonging(products, power)
            total += power.reshape(TILE_COLUMNS, -1, pitches).sum(axis=1)
        total /= self._steps_per_column
        return total.T

    def _belonging(
        self, products: list[NDArray[np.float32]], power: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Which part of the power is to be seen where it was found, float32 (steps, pitches)."""
        plain, derivative, moment = products
        cosines, sines = plain[:, 0::2], plain[:, 1::2]
        safe = power + np.float32(1e-20)
        # The imaginary and the real part of one spectrum divided by another.
        off_hz = (derivative[:, 0::2] * sines - derivative[:, 1::2] * cosines) / safe
        off_s = (moment[:, 0::2] * cosines + moment[:, 1::2] * sines) / safe
        cents_per_hz = 1200 / np.log(2) / (2 * np.pi) / self._frequencies
        off_hz *= cents_per_hz / np.float32(_SHARPNESS_CENTS)
        off_s /= np.float32(_SHARPNESS_OF_WINDOW) * self._windows_s
        distance = off_hz * off_hz + off_s * off_s
        faintest = np.float32(2 * -np.log(_FAINTEST))
        np.minimum(distance, faintest, out=distance)
        distance *= np.float32(-0.5) * self._strength
        belonging: NDArray[np.float32] = np.exp(distance, out=distance)
        return belonging

    def _windows(self, signal: NDArray[np.float32]) -> NDArray[np.float32]:
        window_frames = len(self._tones[0])
        start = self._first_centre - window_frames // 2
        windows = np.lib.stride_tricks.sliding_window_view(signal[start:], window_frames)
        steps = TILE_COLUMNS * self._steps_per_column
        return np.ascontiguousarray(windows[:: self._step_frames][:steps])


@lru_cache(maxsize=2 * len(ZOOMS))
def _octaves(zoom: int, sample_rate: int) -> tuple[_Octave, ...]:
    rows_per_octave = 12 * PITCHES_PER_SEMITONE
    starts = list(range(0, PITCHES - 1, rows_per_octave))
    stops = [*starts[1:], PITCHES]  # the highest octave has the C above it as well
    return tuple(
        _Octave(slice(start, stop), ZOOMS[zoom], sample_rate)
        for start, stop in zip(starts, stops, strict=True)
    )


def _decimation(top_hz: float, rate: float, column_frames: int) -> int:
    decimation = 1
    while rate / (2 * decimation) >= _RATE_PER_TOP_FREQUENCY * top_hz:
        decimation *= 2
    return min(decimation, column_frames // 2)  # a column's centre is a sample


def _window_s(frequency_hz: float) -> float:
    return _CYCLES / (frequency_hz + _BROADENING_HZ)


def _steps_per_column(window_s: float, column_s: float) -> int:
    """How often a column is looked at: so that no click falls between two windows, or, where a
    column is as long as a beat, often enough for its mean.
    """
    steps = 1
    while 2 * column_s > window_s * steps and steps < _MOST_STEPS:
        steps *= 2
    return steps


def _band(top_hz: float, rate: float, frames: int) -> NDArray[np.float32]:
    """Gains of the lowest bins of the long FFT: flat up to the octave's top, then a smooth end."""
    frequencies = np.fft.rfftfreq(frames, 1.0 / rate)
    position = np.clip((frequencies - top_hz) / (rate / 2 - top_hz), 0.0, 1.0)
    gains: NDArray[np.float32] = (0.5 + 0.5 * np.cos(np.pi * position)).astype(np.float32)
    return gains


def _squared(product: NDArray[np.float32]) -> NDArray[np.float32]:
    """Power, of cosines and sines side by side."""
    cosines, sines = product[:, 0::2], product[:, 1::2]
    return cosines * cosines + sines * sines


def _windowed_tones(
    frequencies: NDArray[np.float64], rate: float, *, sharpened: bool
) -> list[NDArray[np.float32]]:
    """Cosine and sine of each pitch, side by side, float32 (window frames, 2 * pitches): under the
    window; for a sharpened octave also under its derivative, and under the window times time.

    A full-scale sine at its pitch has power 1.
    """
    lengths_s = np.array([_window_s(frequency) for frequency in frequencies])
    half = int(np.ceil(lengths_s.max() * rate / 2))
    time_s = np.arange(-half, half + 1)[:, None] / rate
    inside = np.abs(time_s) < lengths_s / 2
    angle = 2 * np.pi * time_s / lengths_s
    window = np.where(inside, 0.5 + 0.5 * np.cos(angle), 0.0)
    derivative = np.where(inside, -np.pi / lengths_s * np.sin(angle), 0.0)
    phase = 2 * np.pi * frequencies * time_s
    level = 2.0 / window.sum(axis=0)
    tones = []
    for each in (window, derivative, window * time_s) if sharpened else (window,):
        pairs = np.stack([each * level * np.cos(phase), each * level * np.sin(phase)], axis=2)
        tones.append(pairs.reshape(len(time_s), -1).astype(np.float32))
    return tones

"""The spectrogram of a stretch of sound on a logarithmic, musical frequency axis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from player.pitch_names import midi_to_frequency

COLUMN_FRAMES = 1024
TILE_COLUMNS = 432
TILE_FRAMES = TILE_COLUMNS * COLUMN_FRAMES
# Read on both sides of a tile, so that no window and no filter reaches beyond what was read; with
# it a tile is 2**19 frames.
CONTEXT_COLUMNS = 40
CONTEXT_FRAMES = CONTEXT_COLUMNS * COLUMN_FRAMES
_READ_FRAMES = TILE_FRAMES + 2 * CONTEXT_FRAMES

LOWEST_MIDI = 24  # C1
HIGHEST_MIDI = 108  # C8
PITCHES_PER_SEMITONE = 3
PITCHES = (HIGHEST_MIDI - LOWEST_MIDI) * PITCHES_PER_SEMITONE + 1
FLOOR_DB = -120.0

# A window of _CYCLES / (f + _BROADENING_HZ) seconds: of constant Q in the treble, shorter than that
# in the bass, where constant Q would smear a note over two beats. At E1 (41 Hz) it is 0.66 s.
_CYCLES = 70.0
_BROADENING_HZ = 65.0
# An octave is analysed at a rate of at least this many times its top frequency.
_RATE_PER_TOP_FREQUENCY = 2.5


@dataclass(frozen=True, eq=False)
class SpectrogramTile:
    """About ten seconds of spectrogram.

    source: what was analysed, "mix" or a stem's name.
    start_frame, stop_frame: the frames of the song that the columns share out among them.
    decibels: float32, (pitches, columns), lowest pitch first; 0 dB is a full-scale sine.
    lowest_midi: the first row's pitch; each row is 1 / pitches_per_semitone higher.
    """

    source: str
    start_frame: int
    stop_frame: int
    decibels: NDArray[np.float32]
    lowest_midi: float = LOWEST_MIDI
    pitches_per_semitone: int = PITCHES_PER_SEMITONE


def frames_to_read(tile_index: int, frames: int) -> tuple[int, int]:
    """First frame and the frame behind the last that `compute_tile` wants of a song of `frames`."""
    start = tile_index * TILE_FRAMES - CONTEXT_FRAMES
    stop = (tile_index + 1) * TILE_FRAMES + CONTEXT_FRAMES
    return max(0, start), max(0, min(stop, frames))


def compute_tile(
    samples: NDArray[np.float32], tile_index: int, sample_rate: int, source: str
) -> SpectrogramTile:
    """Analyse one tile; neighbouring tiles join without a seam.

    samples: float32, (frames, channels), the frames that `frames_to_read` names.
    Behind the end of the song is silence. Channels are added as power, so that nothing cancels.

    Method: a variable-Q transform (Schörkhuber et al. 2014, "A Matlab toolbox for efficient perfect
    reconstruction time-frequency transforms with log-frequency resolution"), octave by octave: the
    octave's band is cut from one long FFT, at the lowest rate that holds it, and correlated with
    one Hann-windowed complex tone per pitch.
    """
    missing_before = max(0, CONTEXT_FRAMES - tile_index * TILE_FRAMES)
    padded = np.zeros((samples.shape[1], _READ_FRAMES), np.float32)
    padded[:, missing_before : missing_before + len(samples)] = samples.T
    spectrum = np.fft.rfft(padded, axis=1).astype(np.complex64, copy=False)
    power = np.empty((PITCHES, TILE_COLUMNS), np.float32)
    for octave in _octaves(sample_rate):
        power[octave.rows] = octave.power(spectrum)
    np.maximum(power, 10.0 ** (FLOOR_DB / 10.0), out=power)
    decibels = (10.0 * np.log10(power)).astype(np.float32, copy=False)
    start_frame = tile_index * TILE_FRAMES
    return SpectrogramTile(source, start_frame, start_frame + TILE_FRAMES, decibels)


class _Octave:
    """The rows of one octave, and what they are computed with."""

    def __init__(self, rows: slice, sample_rate: int) -> None:
        self.rows = rows
        frequencies = np.array(
            [
                midi_to_frequency(LOWEST_MIDI + row / PITCHES_PER_SEMITONE)
                for row in range(rows.start, rows.stop)
            ]
        )
        top_hz = frequencies[-1]
        self._decimation = _decimation(top_hz, sample_rate)
        rate = sample_rate / self._decimation
        self._steps_per_column = _steps_per_column(_window_s(top_hz), sample_rate)
        self._tones = _windowed_tones(frequencies, rate)
        # The inverse transform, being shorter, would give the signal this much louder.
        self._band = _band(top_hz, rate, _READ_FRAMES // self._decimation) / self._decimation

    def power(self, spectrum: NDArray[np.complex64]) -> NDArray[np.float32]:
        """Mean power over the channels, (rows, columns), of a spectrum (channels, bins)."""
        pitches = self.rows.stop - self.rows.start
        total = np.zeros((TILE_COLUMNS, pitches), np.float32)
        for channel in spectrum:
            signal = np.fft.irfft(channel[: len(self._band)] * self._band).astype(np.float32)
            parts = self._windows(signal) @ self._tones
            np.square(parts, out=parts)
            total += parts.reshape(TILE_COLUMNS, -1, pitches, 2).sum(axis=(1, 3))
        total /= self._steps_per_column * len(spectrum)
        return total.T

    def _windows(self, signal: NDArray[np.float32]) -> NDArray[np.float32]:
        window_frames = len(self._tones)
        step_frames = COLUMN_FRAMES // (self._decimation * self._steps_per_column)
        first_centre = CONTEXT_FRAMES // self._decimation + step_frames // 2
        start = first_centre - window_frames // 2
        windows = np.lib.stride_tricks.sliding_window_view(signal[start:], window_frames)
        steps = TILE_COLUMNS * self._steps_per_column
        return np.ascontiguousarray(windows[::step_frames][:steps])


@lru_cache(maxsize=2)
def _octaves(sample_rate: int) -> tuple[_Octave, ...]:
    rows_per_octave = 12 * PITCHES_PER_SEMITONE
    starts = list(range(0, PITCHES - 1, rows_per_octave))
    stops = [*starts[1:], PITCHES]  # the highest octave has the C above it as well
    return tuple(
        _Octave(slice(start, stop), sample_rate) for start, stop in zip(starts, stops, strict=True)
    )


def _decimation(top_hz: float, sample_rate: int) -> int:
    decimation = 1
    while sample_rate / (2 * decimation) >= _RATE_PER_TOP_FREQUENCY * top_hz:
        decimation *= 2
    return min(decimation, COLUMN_FRAMES // 2)  # a column's centre is a sample


def _window_s(frequency_hz: float) -> float:
    return _CYCLES / (frequency_hz + _BROADENING_HZ)


def _steps_per_column(window_s: float, sample_rate: int) -> int:
    """How often a column is looked at, so that no click falls between two windows."""
    steps = 1
    while 2 * COLUMN_FRAMES / sample_rate > window_s * steps:
        steps *= 2
    return steps


def _band(top_hz: float, rate: float, frames: int) -> NDArray[np.float32]:
    """Gains of the lowest bins of the long FFT: flat up to the octave's top, then a smooth end."""
    frequencies = np.fft.rfftfreq(frames, 1.0 / rate)
    position = np.clip((frequencies - top_hz) / (rate / 2 - top_hz), 0.0, 1.0)
    gains: NDArray[np.float32] = (0.5 + 0.5 * np.cos(np.pi * position)).astype(np.float32)
    return gains


def _windowed_tones(frequencies: NDArray[np.float64], rate: float) -> NDArray[np.float32]:
    """Cosine and sine of each pitch, side by side, float32 (window frames, 2 * pitches).

    A full-scale sine at its pitch has power 1.
    """
    lengths_s = np.array([_window_s(frequency) for frequency in frequencies])
    half = int(np.ceil(lengths_s.max() * rate / 2))
    time_s = np.arange(-half, half + 1)[:, None] / rate
    window = np.where(
        np.abs(time_s) < lengths_s / 2, 0.5 + 0.5 * np.cos(2 * np.pi * time_s / lengths_s), 0.0
    )
    window *= 2.0 / window.sum(axis=0)
    phase = 2 * np.pi * frequencies * time_s
    tones = np.stack([window * np.cos(phase), window * np.sin(phase)], axis=2, dtype=np.float32)
    return tones.reshape(len(time_s), -1)

"""What beats are found from: how strongly something begins in low, middle and high bands, and which
notes sound.

The onset envelopes are the SuperFlux (Böck & Widmer 2013: the half-wave rectified difference of a
logarithmic mel spectrogram against its own maximum over neighbouring bands a few frames before,
which vibrato does not set off) by librosa, in three bands.
"""

from __future__ import annotations

from dataclasses import dataclass

import librosa
import numpy as np
from numpy.typing import NDArray

HOP_FRAMES = 440
"""Song frames at 44.1 kHz from one value to the next: 10 ms."""
RATE_HZ = 44_100 / HOP_FRAMES
ANALYSIS_RATE = 22_050
"""Frames a second of the sound that features are computed from."""

_HOP = HOP_FRAMES // 2
_WINDOW = 1024
_MELS = 72
_LAG = 2
_PIECE_VALUES = 2000
# Of the mel bands: below 170 Hz, up to 2.5 kHz, above.
_EDGES_HZ = (170.0, 2500.0)
_CHROMA_WINDOW = 8192
_CHROMA_EVERY = 8
_GAIN = 1000.0
_LOCAL_S = 4.0
# Of the strength of an onset where drums are known by themselves; they may also pause.
_DRUMS_SHARE = 0.7


@dataclass(frozen=True, eq=False)
class OnsetFeatures:
    """float32, one value every HOP_FRAMES of the song, from its first frame.

    bands: (3, values), low, middle, high; each with about the same strength all through the song.
    spectrum: (mels, values), the logarithmic mel spectrogram. chroma: (12, values), how much each
    pitch class sounds; bass_chroma: the same of what is below 260 Hz.
    """

    bands: NDArray[np.float32]
    spectrum: NDArray[np.float32]
    chroma: NDArray[np.float32]
    bass_chroma: NDArray[np.float32]

    @property
    def values(self) -> int:
        """How many there are."""
        return int(self.bands.shape[1])


def analysis_sound(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """The mono sum of (frames, channels) at the rate that features are computed at."""
    mono = samples.mean(axis=1, dtype=np.float32)
    if sample_rate != ANALYSIS_RATE:
        mono = librosa.resample(
            mono, orig_sr=sample_rate, target_sr=ANALYSIS_RATE, res_type="soxr_mq"
        )
    return np.asarray(mono, np.float32)


def onset_features(
    mono: NDArray[np.float32], drums: NDArray[np.float32] | None = None
) -> OnsetFeatures:
    """Of a song by `analysis_sound`, and of its drums alone where they are known: then onsets are
    mostly looked for in them. Both are equally long.
    """
    mono = _levelled(mono)
    spectrum = _mel_spectrum(mono)
    bands = _evened(_flux(spectrum))
    if drums is not None and drums.any():
        of_drums = _evened(_flux(_mel_spectrum(_levelled(drums))))
        bands = _DRUMS_SHARE * of_drums + (1 - _DRUMS_SHARE) * bands
    chroma, bass_chroma = _chroma(mono, spectrum.shape[1])
    return OnsetFeatures(bands, spectrum, chroma, bass_chroma)


def _levelled(mono: NDArray[np.float32]) -> NDArray[np.float32]:
    loudest = float(np.abs(mono).max(initial=0.0))
    return mono / np.float32(loudest) if loudest > 0 else mono


def _flux(spectrum: NDArray[np.float32]) -> NDArray[np.float32]:
    """SuperFlux in the three bands: (3, values)."""
    centres_hz = librosa.mel_frequencies(_MELS, fmin=27.5, fmax=ANALYSIS_RATE / 2)
    edges = [0, *np.searchsorted(centres_hz, _EDGES_HZ), _MELS]
    flux = librosa.onset.onset_strength_multi(
        S=spectrum,
        sr=ANALYSIS_RATE,
        hop_length=_HOP,
        lag=_LAG,
        max_size=3,
        center=False,
        channels=[int(edge) for edge in edges],
    )
    # The difference of two frames belongs half way between them.
    flux = np.roll(flux, -(_LAG // 2), axis=1)
    flux[:, -(_LAG // 2) :] = 0
    return np.asarray(flux, np.float32)


def _mel_spectrum(mono: NDArray[np.float32]) -> NDArray[np.float32]:
    """In pieces, so that the spectrogram of a long song needs little memory."""
    filters = librosa.filters.mel(
        sr=ANALYSIS_RATE, n_fft=_WINDOW, n_mels=_MELS, fmin=27.5, norm=None
    ).astype(np.float32)
    filters /= np.maximum(filters.sum(axis=1, keepdims=True), 1e-6)
    values = len(mono) // _HOP + 1
    padded = np.pad(mono, (_WINDOW // 2, _WINDOW // 2 + _HOP))
    pieces = []
    for first in range(0, values, _PIECE_VALUES):
        last = min(values, first + _PIECE_VALUES)
        stretch = padded[first * _HOP : (last - 1) * _HOP + _WINDOW]
        spectrum = librosa.stft(stretch, n_fft=_WINDOW, hop_length=_HOP, center=False)
        pieces.append(np.log1p(_GAIN * (filters @ np.abs(spectrum) / _WINDOW)))
    return np.concatenate(pieces, axis=1).astype(np.float32)


def _chroma(
    mono: NDArray[np.float32], values: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    hop = _HOP * _CHROMA_EVERY
    if len(mono) < _CHROMA_WINDOW:
        mono = np.pad(mono, (0, _CHROMA_WINDOW - len(mono)))
    frequencies_hz = librosa.fft_frequencies(sr=ANALYSIS_RATE, n_fft=_CHROMA_WINDOW)
    classes = np.zeros((2, 12, len(frequencies_hz)), np.float32)
    for row, (low_hz, high_hz) in enumerate(((100.0, 2000.0), (30.0, 260.0))):
        for bin_index in np.flatnonzero((frequencies_hz > low_hz) & (frequencies_hz < high_hz)):
            pitch = librosa.hz_to_midi(frequencies_hz[bin_index])
            nearness = np.exp(-0.5 * ((pitch - np.round(pitch)) / 0.25) ** 2)
            classes[row, int(np.round(pitch)) % 12, bin_index] = nearness
    padded = np.pad(mono, _CHROMA_WINDOW // 2)
    pieces = []
    count = (values - 1) // _CHROMA_EVERY + 1
    for first in range(0, count, 200):
        last = min(count, first + 200)
        stretch = padded[first * hop : (last - 1) * hop + _CHROMA_WINDOW]
        spectrum = np.abs(librosa.stft(stretch, n_fft=_CHROMA_WINDOW, hop_length=hop, center=False))
        pieces.append(classes @ np.sqrt(spectrum))
    coarse = np.concatenate(pieces, axis=2)
    coarse /= np.linalg.norm(coarse, axis=1, keepdims=True) + 1e-3
    fine = np.repeat(coarse, _CHROMA_EVERY, axis=2)[:, :, :values]
    if fine.shape[2] < values:
        fine = np.pad(fine, ((0, 0), (0, 0), (0, values - fine.shape[2])), mode="edge")
    return fine[0].astype(np.float32), fine[1].astype(np.float32)


def _evened(flux: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each band over what is usual for it there, so that quiet passages count as much."""
    width = round(_LOCAL_S * RATE_HZ)
    kernel = np.hanning(2 * width + 1)
    kernel /= kernel.sum()
    evened = np.empty_like(flux)
    for row, envelope in enumerate(flux):
        size = 1 << (len(envelope) + len(kernel) - 1).bit_length()
        power = np.fft.irfft(np.fft.rfft(envelope**2, size) * np.fft.rfft(kernel, size), size)[
            width : width + len(envelope)
        ]
        usual = np.sqrt(np.maximum(power, 0))
        floor = 0.2 * np.sqrt(np.mean(envelope**2)) + 1e-4
        evened[row] = np.minimum(envelope / (usual + floor), 6.0)
    return evened.astype(np.float32)

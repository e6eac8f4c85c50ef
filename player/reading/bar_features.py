"""What each bar of a song sounds like: which notes it has, and its colour and loudness.

As in barwise music analysis (Marmoret, Cohen & Bimbot 2023) a bar is described in a fixed number of
parts, so that bars of any tempo can be compared beat by beat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import librosa
import numpy as np
from numpy.typing import NDArray

PARTS = 8
"""Into so many equal parts every bar is divided."""

_WINDOW_S = 0.372
_MELS = 40
_COEFFICIENTS = 14
_CHROMA_HZ = (80.0, 2000.0)
_PITCH_WIDTH = 0.3
_HOPS_A_WINDOW = 4
_PIECE = 96
_FLOOR_DB = -60.0


@dataclass(frozen=True, eq=False)
class BarFeatures:
    """float32. chroma: (bars, PARTS, 12), of length 1, or less where there is next to nothing.
    timbre: (bars, PARTS, coefficients), cepstral coefficients of a mel spectrum in dB, the first
    of them for the level. level_db: (bars,), beside the loudest.
    """

    chroma: NDArray[np.float32]
    timbre: NDArray[np.float32]
    level_db: NDArray[np.float32]

    def between(self, start: int, stop: int) -> BarFeatures:
        """Of the bars from `start` until before `stop`."""
        bars = slice(start, stop)
        return BarFeatures(self.chroma[bars], self.timbre[bars], self.level_db[bars])


def bar_features(
    samples: NDArray[np.float32], lines: NDArray[np.int64], sample_rate: int
) -> BarFeatures | None:
    """Of samples, float32 (frames, channels), between the lines of a raster; None in silence."""
    window = 1 << round(np.log2(_WINDOW_S * sample_rate))
    hop = window // _HOPS_A_WINDOW
    to_chroma, to_mel = _chroma_weights(window, sample_rate), _mel_weights(window, sample_rate)
    chroma, mel, power = [], [], []
    for spectrum in _spectra(samples, window, hop):
        chroma.append(np.sqrt(spectrum) @ to_chroma)
        squared = spectrum**2
        mel.append(squared @ to_mel)
        power.append(squared.sum(axis=1, keepdims=True))
    loudness, bands = _from_the_first_frame(power), _from_the_first_frame(mel)
    if not loudness.max() > 0:
        return None
    edges = _part_edges(lines) / hop
    in_db = 10 * np.log10(np.maximum(bands / bands.max(), 10 ** (_FLOOR_DB / 10)))
    colours = _means(in_db @ _cosines(_MELS), edges)
    levels = _means(loudness / loudness.max(), edges).mean(axis=1)[:, 0]
    pitches = _means(_from_the_first_frame(chroma), edges)
    length = np.linalg.norm(pitches, axis=2, keepdims=True)
    pitches /= length + 0.05 * length.max()
    return BarFeatures(
        pitches.astype(np.float32),
        colours.astype(np.float32),
        (10 * np.log10(np.maximum(levels, 10 ** (_FLOOR_DB / 10)))).astype(np.float32),
    )


def _spectra(samples: NDArray[np.float32], window: int, hop: int) -> Iterator[NDArray[np.float32]]:
    """Magnitudes (windows, bins) of all windows that are inside the song, in pieces."""
    shape = np.hanning(window).astype(np.float32)
    count = max(1, (len(samples) - window) // hop + 1)
    for first in range(0, count, _PIECE):
        last = min(count, first + _PIECE)
        start, stop = first * hop, (last - 1) * hop + window
        sound = samples[start:stop].mean(axis=1, dtype=np.float32)
        sound = np.pad(sound, (0, stop - start - len(sound)))
        frames = np.lib.stride_tricks.sliding_window_view(sound, window)[::hop]
        yield np.abs(np.fft.rfft(frames * shape, axis=1)).astype(np.float32)


def _from_the_first_frame(values: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """What the first window has is taken to be there before its middle too, and so at the end."""
    beside = _HOPS_A_WINDOW // 2
    return np.pad(np.concatenate(values), ((beside, beside), (0, 0)), mode="edge")


def _chroma_weights(window: int, sample_rate: int) -> NDArray[np.float32]:
    """(bins, 12): each bin belongs to the pitch class it is nearest to."""
    frequencies_hz = np.arange(window // 2 + 1) * sample_rate / window
    heard = (frequencies_hz > _CHROMA_HZ[0]) & (frequencies_hz < _CHROMA_HZ[1])
    pitches = 69 + 12 * np.log2(np.maximum(frequencies_hz, 1.0) / 440)
    nearest = np.round(pitches)
    weights = np.zeros((len(frequencies_hz), 12), np.float32)
    nearness = np.exp(-0.5 * ((pitches - nearest) / _PITCH_WIDTH) ** 2)
    weights[heard, nearest[heard].astype(int) % 12] = nearness[heard]
    return weights


def _mel_weights(window: int, sample_rate: int) -> NDArray[np.float32]:
    filters = librosa.filters.mel(
        sr=sample_rate,
        n_fft=window,
        n_mels=_MELS,
        fmin=40.0,
        fmax=min(16_000, sample_rate / 2),
        norm=None,
    )
    return np.asarray(filters.T, np.float32)


def _cosines(bands: int) -> NDArray[np.float32]:
    """The discrete cosine transform that keeps distances, its slowest coefficients only."""
    place = (np.arange(bands) + 0.5) / bands
    waves = np.cos(np.pi * place[:, None] * np.arange(_COEFFICIENTS)) * np.sqrt(2 / bands)
    waves[:, 0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


def _part_edges(lines: NDArray[np.int64]) -> NDArray[np.float64]:
    """(bars, PARTS + 1) song frames."""
    place = np.arange(PARTS + 1) / PARTS
    edges: NDArray[np.float64] = lines[:-1, None] + np.diff(lines)[:, None] * place
    return edges


def _means(values: NDArray[np.float32], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of values (steps, features), each taken to last from half a step before it to half a step
    after it, between edges in steps: (bars, parts, features).
    """
    total = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, 0, np.float64)])
    places = np.clip(edges + 0.5, 0, len(values))
    below = np.minimum(np.floor(places).astype(int), len(values) - 1)
    part = (places - below)[..., None]
    summed = total[below] * (1 - part) + total[below + 1] * part
    widths = np.maximum(np.diff(places, axis=1), 1e-6)[..., None]
    means: NDArray[np.float64] = np.diff(summed, axis=1) / widths
    return means

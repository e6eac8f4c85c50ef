"""What a network has to be better than, and what no mask can be better than."""

from __future__ import annotations

from collections.abc import Mapping

import librosa
import numpy as np
import torch
from numpy.typing import NDArray

from separation.compact_spectrum import HOP_FRAMES, analyse, synthesise
from separation.evaluation import separate_array
from separation.models import STEMS
from separation.recipe import EMBEDDED_RECIPE
from separation.training.validation import SAMPLE_RATE, Estimator, Song

_FFT_FRAMES = 2048
_BASS_HZ = 150.0


def mixture(song: Song) -> NDArray[np.float32]:
    """The mix taken for every stem."""
    return np.broadcast_to(song.mix, song.stems.shape)


def quarter_of_mixture(song: Song) -> NDArray[np.float32]:
    """A quarter of the mix taken for every stem: what is best when nothing is known."""
    quarter: NDArray[np.float32] = np.broadcast_to(song.mix / 4, song.stems.shape)
    return quarter


def classical(song: Song) -> NDArray[np.float32]:
    """Signal processing that has learnt nothing.

    Drums: what is percussive (Fitzgerald 2010). Bass: the rest below 150 Hz. Vocals: what of the
    rest does not repeat (Rafii & Pardo 2012, REPET-SIM) and is in the middle. Other: the rest.
    """
    mix = song.mix
    spectrum = librosa.stft(mix, n_fft=_FFT_FRAMES)
    magnitude = np.abs(spectrum)
    _, percussive = librosa.decompose.hpss(magnitude.mean(axis=0), mask=True, margin=1.0)
    drums = percussive * spectrum
    rest = spectrum - drums
    hertz = librosa.fft_frequencies(sr=SAMPLE_RATE, n_fft=_FFT_FRAMES)[:, None]
    bass = rest * (hertz < _BASS_HZ)
    rest = rest - bass
    mono = np.abs(rest.mean(axis=0))
    repeating = librosa.decompose.nn_filter(
        mono, aggregate=np.median, metric="cosine", width=max(1, min(86, mono.shape[1] // 4))
    )
    foreground = librosa.util.softmask(mono - np.minimum(mono, repeating), 3 * repeating, power=2)
    side = np.abs(rest[0] - rest[1]) / 2
    vocals = rest * foreground * (mono / (mono + 2 * side + 1e-9))
    parts = np.stack([vocals, drums, bass, rest - vocals])
    stems: NDArray[np.float32] = librosa.istft(parts, length=mix.shape[-1])
    return stems


def shipped(song: Song) -> NDArray[np.float32]:
    """What the embedded model makes of it."""
    estimates: Mapping[str, NDArray[np.float32]] = separate_array(
        np.ascontiguousarray(song.mix.T), EMBEDDED_RECIPE, "cpu"
    )
    return np.stack([estimates[stem].T for stem in STEMS])


def ideal_ratio_mask(song: Song) -> NDArray[np.float32]:
    """The best that masks on the network's own spectrum can do, or nearly."""
    frames = song.stems.shape[-1]
    padding = -frames % HOP_FRAMES
    stems = torch.from_numpy(np.pad(song.stems, ((0, 0), (0, 0), (0, padding))))
    spectra = analyse(stems)
    magnitudes = spectra.abs()
    masks = magnitudes / (magnitudes.sum(dim=0) + 1e-9)
    estimate = synthesise(masks * spectra.sum(dim=0), stems.shape[-1])
    return estimate[..., :frames].numpy()


BASELINES: Mapping[str, Estimator] = {
    "mixture": mixture,
    "mixture / 4": quarter_of_mixture,
    "classical": classical,
    "shipped": shipped,
    "ideal ratio mask": ideal_ratio_mask,
}

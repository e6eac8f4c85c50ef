"""A song so long that its separation goes on beside whatever is measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from player.audio_file import open_audio
from player.multitrack import SAMPLE_RATE, Samples
from resources import DEMO_SONG

# Keeps one round of the demo song from being taken for another; not to be heard.
_NOISE_LEVEL = 0.003


def decoded(path: Path) -> Samples:
    """All of a sound file: float32 (frames, 2), 44.1 kHz."""
    with open_audio(path) as reader:
        return np.concatenate(list(reader.blocks()))


def long_song(seconds: float) -> Samples:
    """The demo song over and over, each round with noise of its own below it.

    Returns float32 (frames, 2).
    """
    demo = decoded(DEMO_SONG)
    frames = round(seconds * SAMPLE_RATE)
    song = np.resize(demo, (frames, 2))
    random = np.random.default_rng(3)
    for start in range(0, frames, SAMPLE_RATE):
        second = song[start : start + SAMPLE_RATE]
        second += _NOISE_LEVEL * random.standard_normal(second.shape, dtype=np.float32)
    return song

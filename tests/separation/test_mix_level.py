"""The level is that of the whole song, as NumPy would take it from one array."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from tests.separation.conftest import WriteSong


def test_it_is_of_the_whole_song(write_song: WriteSong) -> None:
    mix = write_song(600_001)
    samples = mix.read(0, mix.frames).astype(np.float64) + 0.0
    level = MixLevel.of(mix)
    mono = samples.mean(axis=1)
    assert level.rms == pytest.approx(np.sqrt(np.mean(np.square(samples))), rel=1e-9)
    assert level.mono_mean == pytest.approx(mono.mean(), rel=1e-9)
    assert level.mono_std == pytest.approx(mono.std(ddof=1), rel=1e-9)


def test_a_song_that_only_leans_to_one_side_does_not_vary(tmp_path: Path) -> None:
    with MappedWavWriter(tmp_path / "mix.wav") as writer:
        writer.write(0, np.full((1000, 2), 0.25, np.float32))
    level = MixLevel.of(WavReader(tmp_path / "mix.wav"))
    assert level == MixLevel(pytest.approx(0.25), pytest.approx(0.25), pytest.approx(0, abs=1e-9))


def test_an_empty_song_has_none(write_song: WriteSong) -> None:
    assert MixLevel.of(write_song(0)) == MixLevel(0.0, 0.0, 0.0)

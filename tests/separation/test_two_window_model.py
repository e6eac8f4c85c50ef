"""The two-window network at work: stems sum to the mix, at any loudness; it can be stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import save

from separation.errors import (
    NotEnoughMemoryError,
    SeparationCancelledError,
    WeightsDamagedError,
    WeightsMissingError,
)
from separation.mix_level import MixLevel
from separation.models import STEMS
from separation.two_window_model import TwoWindowModel
from tests.separation.test_two_window_network import stirred_network

CPU = torch.device("cpu")
FRAMES = 60 * 1024 + 77  # no whole hops
LEVEL = MixLevel(rms=0.3, mono_mean=0.0, mono_std=0.3)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("weights") / "stirred.safetensors"
    halves = {name: tensor.half() for name, tensor in stirred_network().state_dict().items()}
    path.write_bytes(save(halves))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def model(weights: tuple[Path, str]) -> TwoWindowModel:
    return TwoWindowModel(*weights, STEMS, CPU)


def chord_and_hits(frames: int) -> NDArray[np.float32]:
    """Five held notes, and a thump twice a second: float32 (2, frames)."""
    time_s = np.arange(frames) / 44100
    chord = sum(np.sin(2 * np.pi * hz * time_s) / hz**0.5 for hz in (55, 220, 277.2, 329.6, 1880))
    hits = np.sin(2 * np.pi * 60 * time_s) * np.exp(-20 * (time_s % 0.5))
    return np.stack([chord * 0.3 + hits, chord * 0.2 * np.cos(3 * time_s) + hits]).astype("f4")


def test_stems_sum_to_the_mix_and_the_mix_is_left_alone(model: TwoWindowModel) -> None:
    mix = chord_and_hits(FRAMES)
    before = mix.copy()
    stems = model.separate_segment(mix, LEVEL, lambda: False)
    assert stems.shape == (4, 2, FRAMES)
    assert stems.dtype == np.float32
    np.testing.assert_allclose(stems.sum(axis=0), mix, atol=1e-5)
    np.testing.assert_array_equal(mix, before)
    assert np.square(stems).mean(axis=(1, 2)).min() > 1e-5


def test_one_stem_alone_is_what_it_is_among_all(
    model: TwoWindowModel, weights: tuple[Path, str]
) -> None:
    mix = chord_and_hits(FRAMES)
    all_stems = model.separate_segment(mix, LEVEL, lambda: False)
    for wanted in (("drums",), ("other", "vocals")):
        alone = TwoWindowModel(*weights, wanted, CPU).separate_segment(mix, LEVEL, lambda: False)
        among = all_stems[[STEMS.index(stem) for stem in wanted]]
        error = np.square(alone - among).sum() / np.square(among).sum()
        assert 10 * np.log10(error + 1e-30) < -40


def test_a_quiet_master_is_separated_like_a_loud_one(model: TwoWindowModel) -> None:
    mix = chord_and_hits(FRAMES)
    loud = model.separate_segment(mix, LEVEL, lambda: False)
    quiet = model.separate_segment(mix * np.float32(0.01), replace(LEVEL, rms=0.003), lambda: False)
    error = np.sum((loud - 100 * quiet) ** 2) / np.sum(loud**2)
    assert 10 * np.log10(error) < -40


def test_silence_stays_silent(model: TwoWindowModel) -> None:
    silence = np.zeros((2, FRAMES), np.float32)
    stems = model.separate_segment(silence, MixLevel(0.0, 0.0, 0.0), lambda: False)
    np.testing.assert_array_equal(stems, 0)


def test_a_cancel_stops_it_in_mid_pass(model: TwoWindowModel) -> None:
    mix = chord_and_hits(FRAMES)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) == 20

    with pytest.raises(SeparationCancelledError):
        model.separate_segment(mix, LEVEL, cancelled)
    assert len(asked) == 20
    asked.clear()
    model.separate_segment(mix, LEVEL, lambda: bool(asked.append(True)))
    # Whatever a whole pass takes, it is asked so often that an answer is never far.
    assert len(asked) > 60


@pytest.mark.parametrize("error", [MemoryError(), torch.OutOfMemoryError("CUDA out of memory")])
def test_running_out_of_memory_has_a_name_of_its_own(
    model: TwoWindowModel, error: Exception
) -> None:
    def no_memory() -> bool:
        raise error

    with pytest.raises(NotEnoughMemoryError) as raised:
        model.separate_segment(chord_and_hits(FRAMES), LEVEL, no_memory)
    assert raised.value.device == "cpu"


def test_damaged_and_missing_weights_are_told_apart(
    weights: tuple[Path, str], tmp_path: Path
) -> None:
    path, sha256 = tmp_path / "weights.safetensors", weights[1]
    with pytest.raises(WeightsMissingError):
        TwoWindowModel(path, sha256, STEMS, CPU)
    content = bytearray(weights[0].read_bytes())
    content[5_000_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsDamagedError):
        TwoWindowModel(path, sha256, STEMS, CPU)
    path.write_bytes(b"another kind of file")
    with pytest.raises(WeightsDamagedError):
        TwoWindowModel(path, hashlib.sha256(path.read_bytes()).hexdigest(), STEMS, CPU)

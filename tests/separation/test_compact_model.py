"""The compact network gives what it gave when it was trained, and can be stopped in mid-pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from resources import COMPACT_WEIGHTS
from separation.compact_model import CompactModel
from separation.compact_network import CompactNetwork
from separation.compact_spectrum import BINS, HOP_FRAMES, analyse, features
from separation.errors import (
    DeviceMissingError,
    NotEnoughMemoryError,
    SeparationCancelledError,
    UnknownModelError,
    WeightsDamagedError,
    WeightsMissingError,
)
from separation.evaluation import evaluate, mix_stems, separate_array
from separation.events import Progress
from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from separation.model_loading import load_model
from separation.models import MODELS, STEMS, model_info
from separation.recipe import EMBEDDED_RECIPE
from separation.segment_order import Focus
from separation.separator import separate
from separation.stem_store import StemStore, StoreIdentity
from separation.stem_store_writer import StemStoreWriter

INFO = MODELS["compact"]
SHA256 = INFO.members[0].weights.sha256
LEVEL = MixLevel(rms=0.3, mono_mean=0.0, mono_std=0.3)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def model() -> CompactModel:
    return CompactModel(COMPACT_WEIGHTS, SHA256, STEMS, torch.device("cpu"))


def chord_and_hits(frames: int) -> NDArray[np.float32]:
    """Five held notes, and a thump twice a second: float32 (2, frames)."""
    time_s = np.arange(frames) / 44100
    chord = sum(np.sin(2 * np.pi * hz * time_s) / hz**0.5 for hz in (55, 220, 277.2, 329.6, 880))
    hits = np.sin(2 * np.pi * 60 * time_s) * np.exp(-20 * (time_s % 0.5))
    return np.stack([chord * 0.3 + hits, chord * 0.2 * np.cos(3 * time_s) + hits]).astype("f4")


def test_the_masks_are_those_of_the_day_the_weights_were_exported() -> None:
    # In double precision, where processors that round in other ways agree.
    network = CompactNetwork()
    network.load_state_dict(load_file(COMPACT_WEIGHTS))
    network.double().eval()
    mix = torch.tensor(chord_and_hits(86 * HOP_FRAMES)).double()
    with torch.inference_mode():
        masks = network(features(analyse(mix)[None]))[0].softmax(1)
    assert masks.shape == (87, 4, 2, BINS)
    means = [0.18135005, 0.34859909, 0.34438892, 0.12566194]
    np.testing.assert_allclose(masks.mean((0, 2, 3)), means, atol=1e-5)
    some = [
        [0.00043743, 0.04513768, 0.12488365, 0.17377858],
        [0.00469816, 0.07259848, 0.5034495, 0.3023575],
        [0.99176545, 0.07190372, 0.26261652, 0.32850217],
        [0.00309895, 0.81036011, 0.10905034, 0.19536174],
    ]
    np.testing.assert_allclose(masks[40, :, 0][:, [3, 20, 100, 1000]], some, atol=1e-5)


def test_stems_sum_to_the_mix_and_the_mix_is_left_alone(model: CompactModel) -> None:
    mix = chord_and_hits(INFO.segment_frames)
    before = mix.copy()
    stems = model.separate_segment(mix, LEVEL, lambda: False)
    assert stems.shape == (4, 2, INFO.segment_frames)
    assert stems.dtype == np.float32
    np.testing.assert_allclose(stems.sum(axis=0), mix, atol=1e-5)
    np.testing.assert_array_equal(mix, before)


def test_a_quiet_master_is_separated_like_a_loud_one(model: CompactModel) -> None:
    mix = chord_and_hits(INFO.segment_frames)
    loud = model.separate_segment(mix, LEVEL, lambda: False)
    quiet = model.separate_segment(mix * np.float32(0.01), replace(LEVEL, rms=0.003), lambda: False)
    error = np.sum((loud - 100 * quiet) ** 2) / np.sum(loud**2)
    assert 10 * np.log10(error) < -40


def test_in_half_precision_the_stems_hardly_differ(
    model: CompactModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    mix = chord_and_hits(86 * HOP_FRAMES)
    found = []
    for in_half in (False, True):
        monkeypatch.setattr(model, "_in_half", in_half)
        found.append(model.separate_segment(mix, LEVEL, lambda: False))
    whole, half = found
    error = np.sum((whole - half) ** 2) / np.sum(whole**2)
    assert -90 < 10 * np.log10(error) < -30
    np.testing.assert_allclose(half.sum(axis=0), mix, atol=1e-5)


def test_a_cancel_stops_it_in_mid_pass(model: CompactModel) -> None:
    mix = chord_and_hits(INFO.segment_frames)
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


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
    ],
)
def test_running_out_of_memory_has_a_name_of_its_own(model: CompactModel, error: Exception) -> None:
    def no_memory() -> bool:
        raise error

    with pytest.raises(NotEnoughMemoryError) as raised:
        model.separate_segment(chord_and_hits(INFO.segment_frames), LEVEL, no_memory)
    assert raised.value.device == "cpu"


def test_damaged_and_missing_weights_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    cpu = torch.device("cpu")
    with pytest.raises(WeightsMissingError):
        CompactModel(path, SHA256, STEMS, cpu)
    content = bytearray(COMPACT_WEIGHTS.read_bytes())
    content[5_000_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsDamagedError):
        CompactModel(path, SHA256, STEMS, cpu)
    path.write_bytes(content[:100])
    with pytest.raises(WeightsDamagedError):
        CompactModel(path, SHA256, STEMS, cpu)


def test_unknown_names_are_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownModelError) as unknown:
        model_info("htdemucs_of_tomorrow")
    assert unknown.value.known == tuple(MODELS)
    with pytest.raises(DeviceMissingError) as missing:
        load_model(EMBEDDED_RECIPE, "abacus")
    assert "cpu" in missing.value.available
    if not torch.cuda.is_available():
        with pytest.raises(DeviceMissingError):
            load_model(EMBEDDED_RECIPE, "cuda")


def test_same_bits_from_the_end_as_from_the_start(model: CompactModel, tmp_path: Path) -> None:
    frames = 14 * 44100
    mix_path = tmp_path / "mix.wav"
    with MappedWavWriter(mix_path) as writer:
        writer.write(0, chord_and_hits(frames).T)
    mix = WavReader(mix_path)
    identity = StoreIdentity.of(EMBEDDED_RECIPE, frames, MixLevel.of(mix))
    stems = []
    for start_frame in (0, frames):
        folder = tmp_path / f"from {start_frame}"
        with StemStoreWriter(folder, identity) as store:
            assert len(store.unfinished_segments) == 2
            separate(mix, store, model, focus=lambda at=start_frame: Focus(at))  # type: ignore[misc]
        stems.append(np.stack([StemStore.open(folder).array(stem) for stem in STEMS]))
    np.testing.assert_array_equal(stems[0], stems[1])


def test_on_a_real_song_every_stem_beats_the_mix(shared_stems: Path) -> None:
    truth = {
        stem: soundfile.read(
            shared_stems / "rubidium" / f"{stem}.ogg",
            start=60 * 44100,
            frames=15 * 44100,
            dtype="float32",
        )[0]
        for stem in STEMS
    }
    mix = mix_stems(truth, STEMS)
    progress: list[Progress] = []
    estimates = separate_array(mix, EMBEDDED_RECIPE, "cpu", progress.append)
    assert progress[-1].fraction == 1.0
    leftover = mix_stems(estimates, STEMS) - mix
    assert 20 * np.log10(np.linalg.norm(leftover) / np.linalg.norm(mix)) < -100
    for score in evaluate(truth, estimates, mix).scores:
        assert score.estimate.whole_db > score.mixture.whole_db + 4, score

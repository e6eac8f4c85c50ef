"""What the Demucs family says through our engine is what it says through its own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from demucs.apply import BagOfModels, apply_model
from demucs.hdemucs import HDemucs
from demucs.htdemucs import HTDemucs
from numpy.typing import NDArray
from torch import Tensor, nn

from separation.demucs_model import DemucsModel, agreement_db
from separation.errors import NotEnoughMemoryError, SeparationCancelledError
from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from separation.models import MODELS
from separation.recipe import Quality, Recipe
from separation.separator import separate
from separation.stem_model import StemModel
from separation.stem_store import StemStore, StoreIdentity
from separation.stem_store_writer import StemStoreWriter
from separation.weighted_models import WeightedModels

CPU = torch.device("cpu")
SOURCES = ["drums", "bass", "other", "vocals"]
SIX_SOURCES = [*SOURCES, "guitar", "piano"]
LEVEL = MixLevel(rms=0.3, mono_mean=0.01, mono_std=0.2)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def small_network(architecture: str, sources: list[str], seed: int = 0) -> nn.Module:
    """An official architecture, narrow, with random weights."""
    torch.manual_seed(seed)
    fields: dict[str, Any] = {"sources": sources, "channels": 8}
    if architecture == "HDemucs":
        return HDemucs(**fields).eval()
    return HTDemucs(
        **fields, segment=Fraction(39, 5), t_layers=1, t_heads=2, bottom_channels=16
    ).eval()


def song(seconds: float) -> NDArray[np.float32]:
    """Notes that come and go over noise, off centre, with a little direct current."""
    frames = round(seconds * 44100)
    time_s = np.arange(frames)[:, None] / 44100
    notes = np.sin(2 * np.pi * np.array([110.0, 220.5]) * time_s) * np.cos(time_s * [1.0, 0.7])
    noise = np.random.default_rng(0).standard_normal((frames, 2)) * 0.05
    return (0.3 * notes + noise + 0.02).astype(np.float32)


def through_our_engine(
    mix: NDArray[np.float32], model: StemModel, recipe: Recipe, folder: Path
) -> NDArray[np.float32]:
    """(stems, frames, 2), in the recipe's order."""
    with MappedWavWriter(folder / "mix.wav") as writer:
        writer.write(0, mix)
    reader = WavReader(folder / "mix.wav")
    identity = StoreIdentity.of(recipe, len(mix), MixLevel.of(reader))
    with StemStoreWriter(folder / "store", identity) as store:
        separate(reader, store, model)
    finished = StemStore.open(folder / "store")
    assert finished.is_complete
    return np.stack([finished.array(stem) for stem in recipe.stems])


def through_their_own(
    mix: NDArray[np.float32], network: nn.Module, segment: float | None
) -> NDArray[np.float32]:
    """As the package's command line does it, without shifts: (sources, frames, 2)."""
    wave = torch.from_numpy(mix.T.copy())
    mono = wave.mean(0)
    scale = mono.std() + 1e-8
    normal = ((wave - mono.mean()) / scale)[None]
    said = apply_model(network, normal, shifts=0, overlap=0.25, segment=segment)[0]
    result: NDArray[np.float32] = (said * scale + mono.mean()).permute(0, 2, 1).numpy()
    return result


def sharing_leftover(stems: NDArray[np.float32], mix: NDArray[np.float32]) -> NDArray[np.float32]:
    return stems + (mix - stems.sum(axis=0)) / len(stems)


@pytest.mark.parametrize(
    ("model_name", "architecture", "sources"),
    [
        ("htdemucs", "HTDemucs", SOURCES),
        ("htdemucs_6s", "HTDemucs", SIX_SOURCES),
        ("hdemucs_mmi", "HDemucs", SOURCES),
    ],
)
# The first ends in a segment shorter than a fade, the other is shorter than a segment.
@pytest.mark.parametrize("seconds", [11.8, 5.0])
def test_the_engine_agrees_with_the_official_one(
    tmp_path: Path, model_name: str, architecture: str, sources: list[str], seconds: float
) -> None:
    info = MODELS[model_name]
    network = small_network(architecture, sources)
    mix = song(seconds)
    recipe = Recipe(info)
    ours = through_our_engine(mix, DemucsModel(network, info.stems, CPU), recipe, tmp_path)
    segment_s = None if architecture == "HTDemucs" else info.segment_frames / 44100
    theirs = through_their_own(mix, network, segment_s)
    theirs = theirs[[sources.index(stem) for stem in info.stems]]
    assert np.abs(theirs).max() > 0.01
    assert np.abs(ours - sharing_leftover(theirs, mix)).max() < 1e-4


def test_a_bag_of_specialists_agrees_with_the_official_one(tmp_path: Path) -> None:
    info = MODELS["htdemucs_ft"]
    networks = [small_network("HTDemucs", SOURCES, seed) for seed in range(4)]
    weighs = [[float(place == row) for place in range(4)] for row in range(4)]
    mix = song(3.0)
    model = WeightedModels(
        [DemucsModel(network, info.stems, CPU) for network in networks],
        [member.weighs for member in info.members],
    )
    ours = through_our_engine(mix, model, Recipe(info), tmp_path)
    theirs = through_their_own(mix, BagOfModels(networks, weighs), None)
    theirs = theirs[[SOURCES.index(stem) for stem in info.stems]]
    assert np.abs(ours - sharing_leftover(theirs, mix)).max() < 1e-4


def test_two_stems_are_the_estimate_and_the_mix_minus_it(tmp_path: Path) -> None:
    info = MODELS["htdemucs"]
    network = small_network("HTDemucs", SOURCES)
    mix = song(3.0)
    recipe = Recipe(info, wanted=("bass",))
    model = DemucsModel(network, recipe.estimated_stems, CPU)
    bass, rest = through_our_engine(mix, model, recipe, tmp_path)
    theirs = through_their_own(mix, network, None)
    assert np.abs(bass - theirs[SOURCES.index("bass")]).max() < 1e-4
    np.testing.assert_allclose(rest, mix - bass, atol=1e-6)


def test_better_is_the_mean_of_shifted_estimates(tmp_path: Path) -> None:
    info = MODELS["htdemucs"]
    network = small_network("HTDemucs", SOURCES)
    mix = song(5.0)
    recipe = Recipe(info, Quality.BETTER)
    ours = through_our_engine(mix, DemucsModel(network, info.stems, CPU), recipe, tmp_path)
    grid = recipe.grid(len(mix))
    level = MixLevel.of(WavReader(tmp_path / "mix.wav"))
    model = DemucsModel(network, info.stems, CPU)
    said = []
    for shift in (-11025, 11025):
        start = grid.window_start_frame(0) + shift
        window = np.full((2, info.segment_frames), level.mono_mean, np.float32)
        window[:, -start : -start + len(mix)] = mix.T
        said.append(model.separate_segment(window, level, lambda: False)[..., -start:])
    core = grid.core(0)
    mean = (said[0][..., : core.frames] + said[1][..., : core.frames]) / 2
    expected = sharing_leftover(mean.transpose(0, 2, 1), mix[: core.frames])
    body = grid.body(0, before=False, after=grid.count > 1)
    assert body is not None
    np.testing.assert_allclose(ours[:, : body.frames], expected[:, : body.frames], atol=1e-6)


def test_the_mix_is_left_alone_and_the_same_comes_out_twice() -> None:
    model = DemucsModel(small_network("HTDemucs", SOURCES), ("bass", "vocals"), CPU)
    mix = np.ascontiguousarray(song(7.8).T)
    before = mix.copy()
    first = model.separate_segment(mix, LEVEL, lambda: False)
    np.testing.assert_array_equal(mix, before)
    assert first.shape == (2, *mix.shape)
    assert first.dtype == np.float32
    np.testing.assert_array_equal(first, model.separate_segment(mix, LEVEL, lambda: False))


def test_a_cancel_stops_it_in_mid_pass() -> None:
    network = small_network("HTDemucs", SOURCES)
    passed = []
    last = list(network.modules())[-1]
    last.register_forward_hook(lambda *_: passed.append(True))
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 20

    model = DemucsModel(network, ("bass",), CPU)
    with pytest.raises(SeparationCancelledError):
        model.separate_segment(np.zeros((2, 343980), np.float32), LEVEL, cancelled)
    assert len(asked) == 21
    assert not passed


class Talking(nn.Module):
    """A network that says the mix back; less exactly under autocast."""

    sources = ("bass",)

    def __init__(self, error_in_half: float = 0.0) -> None:
        super().__init__()
        self.inner = nn.Linear(1, 1)
        self._error = error_in_half
        self.calls: list[bool] = []

    def forward(self, mix: Tensor) -> Tensor:
        in_half = torch.is_autocast_enabled("cpu")
        self.calls.append(in_half)
        return mix[:, None] * (1 + self._error if in_half else 1)


@pytest.mark.parametrize(
    ("error", "faithful"), [(0.001, True), (0.02, False), (float("nan"), False)]
)
def test_half_precision_is_used_where_it_is_faithful(
    monkeypatch: pytest.MonkeyPatch, error: float, faithful: bool
) -> None:
    monkeypatch.setattr("separation.demucs_model._HALF_PRECISION", {"cpu": torch.bfloat16})
    network = Talking(error)
    model = DemucsModel(network, ("bass",), CPU)
    mix = np.ascontiguousarray(song(0.1).T)
    for _ in range(3):
        said = model.separate_segment(mix, LEVEL, lambda: False)
        assert np.abs(said[0] - mix).max() < (0.002 if faithful else 1e-6)
    assert network.calls == [True, False, *([True] * 3 if faithful else [False] * 3)]


def test_a_segment_that_is_too_much_for_half_precision_is_computed_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("separation.demucs_model._HALF_PRECISION", {"cpu": torch.bfloat16})

    class Overflowing(Talking):
        def forward(self, mix: Tensor) -> Tensor:
            said = super().forward(mix)
            is_loud = torch.is_autocast_enabled("cpu") and bool(mix.abs().max() > 100)
            return said * torch.inf if is_loud else said

    model = DemucsModel(Overflowing(), ("bass",), CPU)
    quiet, loud = np.full((2, 50), 0.1, np.float32), np.full((2, 50), 50.0, np.float32)
    for mix in (quiet, loud, quiet):
        np.testing.assert_allclose(
            model.separate_segment(mix, LEVEL, lambda: False)[0], mix, rtol=1e-5
        )


def test_on_a_cpu_nothing_is_halved() -> None:
    network = Talking(0.5)
    DemucsModel(network, ("bass",), CPU).separate_segment(
        np.ones((2, 100), np.float32), LEVEL, lambda: False
    )
    assert network.calls == [False]


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
    ],
)
def test_running_out_of_memory_has_a_name_of_its_own(error: Exception) -> None:
    class Full(Talking):
        def forward(self, mix: Tensor) -> Tensor:
            raise error

    with pytest.raises(NotEnoughMemoryError):
        DemucsModel(Full(), ("bass",), CPU).separate_segment(
            np.ones((2, 100), np.float32), LEVEL, lambda: False
        )


def test_agreement_is_in_decibels() -> None:
    ones = torch.ones(100)
    assert agreement_db(ones, ones * 1.01) == pytest.approx(40, abs=0.01)
    assert agreement_db(ones, ones) == np.inf
    assert agreement_db(ones, ones * torch.nan) == -np.inf

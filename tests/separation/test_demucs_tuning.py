"""The tuned networks say what the official ones say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from separation.cancellation import CancelPoints
from separation.demucs_tuning import TunedDemucs
from separation.errors import SeparationCancelledError
from separation.tuned_spectrum_layers import TunedSpectrumDecoder, TunedSpectrumEncoder
from separation.tuned_transformer import TunedTransformer
from separation.tuned_waveform_layers import TunedWaveformDecoder, TunedWaveformEncoder
from tests.separation.official_shapes import hdemucs, htdemucs, htdemucs_6s

SMALL = {"channels": 16, "segment": 1}


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    torch.manual_seed(0)
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def said(network: nn.Module, mix: Tensor) -> Tensor:
    with torch.inference_mode():
        result: Tensor = network(mix)
    return result


def noise(frames: int, batch: int = 1) -> Tensor:
    return torch.randn(batch, 2, frames)


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (htdemucs, {"bottom_channels": 64}),
        (htdemucs_6s, {}),
        (htdemucs, {"dconv_mode": 1, "t_layers": 0, "freq_emb": 0.0}),
        (hdemucs, {}),
        (hdemucs, {"hybrid_old": True, "dconv_mode": 3}),
    ],
    ids=["htdemucs", "htdemucs_6s", "no transformer", "hdemucs", "hdemucs with the old padding"],
)
@pytest.mark.parametrize("frames", [44100, 30001])
def test_the_same_comes_out(
    make: Callable[..., nn.Module], changes: dict[str, Any], frames: int
) -> None:
    network = make(**SMALL, **changes)
    mix = noise(frames)
    expected = said(network, mix)
    assert expected.std() > 0.05
    assert (said(TunedDemucs(network), mix) - expected).abs().max() < 1e-5 * expected.abs().max()


def test_every_layer_of_a_published_shape_is_tuned() -> None:
    tuned = TunedDemucs(htdemucs(channels=16, bottom_channels=64, segment=1)).network
    assert all(isinstance(layer, TunedSpectrumEncoder) for layer in tuned.encoder)
    assert all(isinstance(layer, TunedSpectrumDecoder) for layer in tuned.decoder)
    assert all(isinstance(layer, TunedWaveformEncoder) for layer in tuned.tencoder)
    assert all(isinstance(layer, TunedWaveformDecoder) for layer in tuned.tdecoder)
    assert isinstance(tuned.crosstransformer, TunedTransformer)


def test_layers_with_norms_and_memory_stay_as_they_are() -> None:
    network = hdemucs(**SMALL)
    tuned = TunedDemucs(network).network
    assert isinstance(tuned.encoder[3], TunedSpectrumEncoder)
    assert type(tuned.encoder[4]) is type(network.encoder[4])
    assert type(tuned.decoder[1]) is type(network.decoder[1])


def test_the_network_is_left_alone_and_knows_its_sources() -> None:
    network = htdemucs(**SMALL, bottom_channels=64)
    mix = noise(44100)
    before = said(network, mix)
    tuned = TunedDemucs(network)
    assert tuned.sources == network.sources
    assert torch.equal(said(network, mix), before)


def test_a_batch_is_one_song_after_another() -> None:
    tuned = TunedDemucs(htdemucs(**SMALL, bottom_channels=64))
    mix = noise(44100, batch=2)
    both = said(tuned, mix)
    assert torch.equal(both[0], said(tuned, mix[:1])[0])
    assert torch.equal(both[1], said(tuned, mix[1:])[0])


def test_it_asks_all_along_whether_it_should_still_run() -> None:
    tuned = TunedDemucs(htdemucs(**SMALL, bottom_channels=64))
    points = CancelPoints(tuned)
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 60

    with pytest.raises(SeparationCancelledError), points.watching(cancelled):
        said(tuned, noise(44100))
    assert len(asked) == 61


@pytest.mark.parametrize(
    ("make", "megabytes"), [(htdemucs, 84.0), (htdemucs_6s, 54.8), (hdemucs, 167.3)]
)
def test_the_shapes_have_the_size_of_the_published_files(
    make: Callable[..., nn.Module], megabytes: float
) -> None:
    parameters = sum(each.numel() for each in make().parameters())
    assert parameters * 2 / 1e6 == pytest.approx(megabytes, abs=0.1)

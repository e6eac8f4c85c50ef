"""Which engine a network gets on a CPU."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
import torch
from demucs.demucs import Demucs
from torch import nn

from separation.cpu_network import network_for_cpu
from separation.demucs_model import agreement_db
from separation.demucs_tuning import TunedDemucs
from separation.weights_file import WeightsFile
from tests.separation.official_shapes import hdemucs, htdemucs

PUBLISHED = WeightsFile("small.th", "https://models.example/small.th", "a" * 64, 1)
PRIVATE = WeightsFile("private-small.th", "", "b" * 64, 1)
OPENVINO = "separation.openvino_network"


def test_without_openvino_torch_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, OPENVINO, None)
    network = htdemucs(channels=8, t_layers=1, segment=1)
    assert isinstance(network_for_cpu(network, PUBLISHED), TunedDemucs)


def test_what_openvino_does_not_take_torch_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(OPENVINO, reason="needs the extra “openvino”")
    monkeypatch.setattr(f"{OPENVINO}.OpenVinoDemucs", lambda *_: nn.Identity())
    network = htdemucs(channels=8, t_layers=1, segment=1)
    assert isinstance(network_for_cpu(network, PUBLISHED), nn.Identity)
    assert isinstance(network_for_cpu(hdemucs(channels=8), PUBLISHED), TunedDemucs)


def test_the_oldest_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Demucs(["bass"], channels=8, depth=2, segment=1)
    assert network_for_cpu(network, PUBLISHED) is network


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (hdemucs, {"hybrid": False}),
        (hdemucs, {"norm_starts": 99, "dconv_lstm": 99, "dconv_attn": 99}),
        (htdemucs, {"t_norm_in": False, "bottom_channels": 0, "t_heads": 2, "segment": 1}),
    ],
    ids=["other padding", "other depth", "no norm before the transformer"],
)
def test_a_shape_that_nobody_has_tried_still_says_the_same(
    monkeypatch: pytest.MonkeyPatch, make: Callable[..., nn.Module], changes: dict[str, Any]
) -> None:
    monkeypatch.setitem(sys.modules, OPENVINO, None)
    torch.manual_seed(0)
    network = make(channels=8, **changes)
    computing = network_for_cpu(network, PRIVATE)
    noise = torch.randn(1, 2, 44100)
    with torch.inference_mode():
        assert agreement_db(network(noise), computing(noise)) > 60


def test_a_private_network_of_a_known_shape_is_tuned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, OPENVINO, None)
    assert isinstance(network_for_cpu(hdemucs(channels=8), PRIVATE), TunedDemucs)
    network = htdemucs(channels=8, t_layers=1, segment=1)
    assert isinstance(network_for_cpu(network, PRIVATE), TunedDemucs)

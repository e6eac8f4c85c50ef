"""Which engine a network gets on a CPU."""

from __future__ import annotations

import sys

import pytest
from demucs.demucs import Demucs
from torch import nn

from separation.cpu_network import network_for_cpu
from separation.demucs_tuning import TunedDemucs
from tests.separation.official_shapes import hdemucs, htdemucs

OPENVINO = "separation.openvino_network"


def test_without_openvino_torch_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, OPENVINO, None)
    network = htdemucs(channels=8, t_layers=1, segment=1)
    assert isinstance(network_for_cpu(network, "a" * 64), TunedDemucs)


def test_what_openvino_does_not_take_torch_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(OPENVINO, reason="needs the extra “openvino”")
    monkeypatch.setattr(f"{OPENVINO}.OpenVinoDemucs", lambda *_: nn.Identity())
    network = htdemucs(channels=8, t_layers=1, segment=1)
    assert isinstance(network_for_cpu(network, "a" * 64), nn.Identity)
    assert isinstance(network_for_cpu(hdemucs(channels=8), "a" * 64), TunedDemucs)


def test_the_oldest_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Demucs(["bass"], channels=8, depth=2, segment=1)
    assert network_for_cpu(network, "a" * 64) is network

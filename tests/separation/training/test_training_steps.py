"""Schedule, Muon, average: the pieces of a step."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from separation.compact_network import CompactNetwork
from separation.training.muon import Muon, orthogonal
from separation.training.schedule import Schedule
from separation.training.weight_average import WeightAverage


def test_the_rate_warms_up_stays_and_sinks_to_nothing() -> None:
    schedule = Schedule(0.002, minutes=60, decay_minutes=15)
    assert schedule.rate(0, 0) == pytest.approx(0.00002)
    assert schedule.rate(500, 1) == schedule.rate(50_000, 44) == 0.002
    assert schedule.rate(500, 52.5) == pytest.approx(0.001)
    assert schedule.rate(500, 60) == schedule.rate(500, 61) == 0
    assert Schedule(0.002, minutes=60, decay_minutes=0).rate(500, 60) == 0.002


@pytest.mark.parametrize("shape", [(3, 8, 20), (2, 20, 8), (1, 12, 12)])
def test_directions_are_made_about_alike(shape: tuple[int, int, int]) -> None:
    torch.manual_seed(1)
    values = torch.linalg.svdvals(orthogonal(torch.randn(shape)))
    assert values.min() > 0.3
    assert values.max() < 1.3


def test_muon_finds_a_matrix() -> None:
    torch.manual_seed(1)
    wanted = torch.randn(2, 6, 10)
    found = [nn.Parameter(torch.zeros(6, 10)), nn.Parameter(torch.zeros(6, 10))]
    optimizer = Muon(found, 0.05, weight_decay=0.0)
    for step in range(300):
        for group in optimizer.param_groups:
            group["lr"] = 0.05 * (1 - step / 300)
        optimizer.zero_grad()
        sum(
            (one - other).square().sum() for one, other in zip(found, wanted, strict=True)
        ).backward()
        optimizer.step()
    for one, other in zip(found, wanted, strict=True):
        assert (one - other).abs().max() < 0.1


def test_the_average_follows_and_goes_on_from_where_it_was() -> None:
    network = CompactNetwork()
    average = WeightAverage(network)
    before = average.network.norm.weight.clone()
    with torch.no_grad():
        network.norm.weight += 1
    for _ in range(100):
        average.add(network)
    moved = float((average.network.norm.weight - before).mean())
    assert 0.8 < moved < 1
    another = WeightAverage(CompactNetwork())
    another.load_state_dict(average.state_dict())
    for one in (average, another):
        one.add(network)
    torch.testing.assert_close(another.network.norm.weight, average.network.norm.weight)

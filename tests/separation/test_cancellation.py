"""A pass ends at the next layer, and only the one that is to end."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import Tensor, nn

from separation.cancellation import CancelPoints
from separation.errors import SeparationCancelledError


class Meeting(nn.Module):
    """A layer at which two passes meet."""

    def __init__(self) -> None:
        super().__init__()
        self._both_here = threading.Barrier(2)

    def forward(self, values: Tensor) -> Tensor:
        self._both_here.wait(timeout=20)
        return values


def test_of_two_passes_the_cancelled_one_ends() -> None:
    network = nn.Sequential(Meeting(), nn.Identity(), Meeting())
    cancel_points = CancelPoints(network)
    stop = threading.Event()

    def run(*, heeds: bool) -> Tensor:
        with cancel_points.watching(lambda: heeds and stop.is_set()):
            values: Tensor = network[0](torch.ones(3))
            stop.set()
            return network[1](values)  # type: ignore[no-any-return]

    with ThreadPoolExecutor(2) as pool:
        cancelled, other = pool.submit(run, heeds=True), pool.submit(run, heeds=False)
        with pytest.raises(SeparationCancelledError):
            cancelled.result()
        torch.testing.assert_close(other.result(), torch.ones(3))


def test_outside_nothing_is_asked() -> None:
    network = nn.Sequential(nn.Identity())
    cancel_points = CancelPoints(network)
    with pytest.raises(SeparationCancelledError), cancel_points.watching(lambda: True):
        network(torch.ones(1))
    torch.testing.assert_close(network(torch.ones(1)), torch.ones(1))


class Stage(nn.Module):
    """A layer that has children and does all of its work itself."""

    def __init__(self) -> None:
        super().__init__()
        self.residuals = nn.ModuleList()
        self.has_run = False

    def forward(self, values: Tensor) -> Tensor:
        self.has_run = True
        return values


def test_a_layer_with_children_is_not_begun_either() -> None:
    first, second = nn.Identity(), Stage()
    cancel_points = CancelPoints(nn.Sequential(first, second))
    with (
        pytest.raises(SeparationCancelledError),
        cancel_points.watching(lambda: True),
    ):
        second(torch.ones(1))
    assert not second.has_run

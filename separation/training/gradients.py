"""Which way the weights should go, from the batch of a step: on a CPU and on a graphics card.

On a CPU each thread has excerpts of its own, from the disk to the gradient: the many small steps in
between never wait for another thread.
"""

from __future__ import annotations

import copy
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from separation.compact_network import CompactNetwork
from separation.compact_spectrum import features
from separation.device import is_quick_in_bfloat16
from separation.training.excerpts import Excerpts, render
from separation.training.loss import batch_loss, targets
from separation.training.sounds import Sounds


@dataclass(frozen=True)
class StepLoss:
    """The loss of a step's batch, and the share of the time that went into making the batch."""

    loss: float
    data_share: float


class Gradients(Protocol):
    """Fills in the gradients of the network's parameters."""

    def of_step(self, step: int) -> StepLoss:
        """Add the gradients of the batch of `step`. Steps are asked for one after the other."""
        ...

    def close(self) -> None:
        """End the threads."""
        ...


def gradients(
    network: CompactNetwork, excerpts: Excerpts, sounds: Sounds, first_step: int
) -> Gradients:
    """What suits the device that `network` is on."""
    if next(network.parameters()).device.type == "cpu":
        threads = min(torch.get_num_threads(), excerpts.size)
        return ThreadedGradients(network, excerpts, sounds, threads)
    return CardGradients(network, excerpts, sounds, first_step)


class ThreadedGradients:
    """A replica of the network in each of `threads`, all with the same weights in memory."""

    def __init__(
        self, network: CompactNetwork, excerpts: Excerpts, sounds: Sounds, threads: int
    ) -> None:
        self._network = network
        self._excerpts = excerpts
        self._sounds = sounds
        self._replicas = [network, *(_replica(network) for _ in range(threads - 1))]
        self._pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))

    def of_step(self, step: int) -> StepLoss:
        """See `Gradients`."""
        count = len(self._replicas)
        futures = [
            self._pool.submit(self._share, replica, step, range(place, self._excerpts.size, count))
            for place, replica in enumerate(self._replicas)
        ]
        parts = [future.result() for future in futures]
        for replica in self._replicas[1:]:
            for parameter, other in zip(
                self._network.parameters(), replica.parameters(), strict=True
            ):
                assert parameter.grad is not None
                assert other.grad is not None
                parameter.grad += other.grad
                other.grad = None
        return StepLoss(
            sum(part.loss for part in parts), sum(part.data_share for part in parts) / count
        )

    def close(self) -> None:
        """See `Gradients`."""
        self._pool.shutdown()

    def _share(self, replica: CompactNetwork, step: int, places: range) -> StepLoss:
        begin = time.perf_counter()
        plans = [self._excerpts.excerpt(step, place) for place in places]
        stems = render(plans, self._excerpts.frames, self._sounds)
        made = time.perf_counter()
        weight = len(places) / self._excerpts.size
        loss = _learn(replica, stems, weight)
        whole_s = time.perf_counter() - begin
        return StepLoss(float(loss), (made - begin) / whole_s)


class CardGradients:
    """On a graphics card, which also makes the excerpts. What they shall be is drawn meanwhile."""

    def __init__(
        self, network: CompactNetwork, excerpts: Excerpts, sounds: Sounds, first_step: int
    ) -> None:
        self._network = network
        self._excerpts = excerpts
        self._sounds = sounds
        self._pool = ThreadPoolExecutor(1)
        self._plans = self._pool.submit(excerpts.batch, first_step)

    def of_step(self, step: int) -> StepLoss:
        """See `Gradients`."""
        begin = time.perf_counter()
        plans = self._plans.result()
        self._plans = self._pool.submit(self._excerpts.batch, step + 1)
        stems = render(plans, self._excerpts.frames, self._sounds)
        made = time.perf_counter()
        loss = float(_learn(self._network, stems, 1.0))
        return StepLoss(loss, (made - begin) / (time.perf_counter() - begin))

    def close(self) -> None:
        """See `Gradients`."""
        self._pool.shutdown(cancel_futures=True)


def _learn(network: CompactNetwork, stems: Tensor, weight: float) -> Tensor:
    """Add the gradients of stems (batch, 4, 2, frames), `weight` times; the loss, likewise."""
    with torch.no_grad():
        mix, target = targets(stems)
        heard = features(mix)
    in_half = is_quick_in_bfloat16(stems.device)
    with torch.autocast(stems.device.type, torch.bfloat16, enabled=in_half):
        logits = network(heard)
    loss = weight * batch_loss(logits, target)
    loss.backward()  # type: ignore[no-untyped-call]
    return loss.detach()


def _replica(network: CompactNetwork) -> CompactNetwork:
    """Another network with the same weights in the same memory, and gradients of its own."""
    replica = copy.deepcopy(network)
    tensors = [*replica.parameters(), *replica.buffers()]
    for mine, shared in zip(tensors, [*network.parameters(), *network.buffers()], strict=True):
        mine.data = shared.data
    return replica

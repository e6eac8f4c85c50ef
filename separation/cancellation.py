"""Stops a network in mid-pass: every layer asks first whether it should still run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import nn

from separation.errors import SeparationCancelledError


@contextmanager
def cancellable(network: nn.Module, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Within this context a pass through `network` ends at the next layer once `cancelled()`.

    Raises: SeparationCancelledError, out of the pass.
    """

    def ask(module: nn.Module, inputs: Any) -> None:
        if cancelled():
            raise SeparationCancelledError

    leaves = [module for module in network.modules() if next(module.children(), None) is None]
    hooks = [leaf.register_forward_pre_hook(ask) for leaf in leaves]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()

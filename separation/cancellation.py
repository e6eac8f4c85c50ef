"""Stops a network in mid-pass: every layer asks first whether it should still run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import nn

from separation.errors import SeparationCancelledError


class CancelPoints:
    """Makes the layers of `network` ask. Several threads may run passes through it at once, each
    with an answer of its own.
    """

    def __init__(self, network: nn.Module) -> None:
        self._passes = threading.local()
        for module in network.modules():
            module.register_forward_pre_hook(self._ask)

    @contextmanager
    def watching(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        """Within this context this thread's pass ends at the next layer once `cancelled()`.

        Raises: SeparationCancelledError, out of the pass.
        """
        self._passes.cancelled = cancelled
        try:
            yield
        finally:
            del self._passes.cancelled

    def _ask(self, module: nn.Module, inputs: Any) -> None:
        cancelled = getattr(self._passes, "cancelled", None)
        if cancelled is not None and cancelled():
            raise SeparationCancelledError

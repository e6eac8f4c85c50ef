"""Which compute device a model runs on."""

from __future__ import annotations

import torch

from separation.errors import DeviceMissingError

_FASTEST_FIRST = ("cuda", "mps", "cpu")


def available_devices() -> tuple[str, ...]:
    """The devices this torch can use here, fastest first; "cpu" is always among them."""
    usable = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    return tuple(name for name in _FASTEST_FIRST if usable[name])


def resolve_device(name: str) -> torch.device:
    """The device called `name`; "auto" takes the fastest one here.

    Raises: DeviceMissingError if it is not here.
    """
    available = available_devices()
    if name == "auto":
        return torch.device(available[0])
    if name not in available:
        raise DeviceMissingError(name, available)
    return torch.device(name)


def is_out_of_memory(error: Exception) -> bool:
    """Whether what a network raised means that the device's memory is used up."""
    # On the CPU torch raises a plain RuntimeError, known only by its text.
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return known or "can't allocate memory" in str(error)

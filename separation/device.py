"""Which compute device a model runs on."""

from __future__ import annotations

import torch

from separation.errors import DeviceMissingError

_FASTEST_FIRST = ("cuda", "mps", "cpu")
# What CUDA and MPS, CUDA's libraries, Windows, and the other systems say, in lower case.
_OUT_OF_MEMORY = ("out of memory", "alloc_failed", "not enough memory", "can't allocate memory")


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


def is_quick_in_bfloat16(device: torch.device) -> bool:
    """Whether products of matrices take clearly less time in bfloat16 than in float32 there.

    On a processor: with instructions for it; without them they take several times longer.
    """
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    abilities = torch.cpu.get_capabilities() if device.type == "cpu" else {}
    return bool(abilities.get("avx512_bf16") or abilities.get("amx_bf16"))


def is_out_of_memory(error: Exception) -> bool:
    """Whether what a network raised means that the device's memory is used up."""
    # Only some devices raise an exception of its own; of the others the text is all there is.
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    text = str(error).lower()
    return known or any(part in text for part in _OUT_OF_MEMORY)

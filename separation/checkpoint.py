"""Reads an official checkpoint into a network, and runs nothing that may be hidden in it.

A checkpoint is a pickle of {klass, args, kwargs, state, training_args}: the architecture's class,
what it was made with, and its weights (float16 on disk, float32 in memory).
Source: Défossez 2021, "Hybrid Spectrogram and Waveform Source Separation", arXiv:2111.03600.
"""

from __future__ import annotations

import importlib
import inspect
import pickle
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_parameter_registration_hook

from separation.checkpoint_archive import check_archive
from separation.device import is_out_of_memory
from separation.errors import (
    CheckpointDamagedError,
    CheckpointUnsafeError,
    CheckpointUnsuitableError,
    NotEnoughMemoryError,
    SeparationError,
    WeightsNotHereError,
    WeightsUnreadableError,
)
from separation.file_digest import file_digest
from separation.weights_file import WeightsFile
from separation.weights_folder import doubt_weights, find_weights

# The architectures, by the package that has them.
_MODULES = {
    "HTDemucs": "demucs.htdemucs",
    "HDemucs": "demucs.hdemucs",
    "Demucs": "demucs.demucs",
}
ARCHITECTURES = tuple(_MODULES)
_FRACTION = "fractions.Fraction"
_SMALL_FRACTION = re.compile(r"\d{1,9}(/\d{1,9})?")
# Some layers are copied while a network is built, and the first one is thrown away.
_SPARE_PARAMETERS = 4


def load_weights(
    file: WeightsFile, architecture: str, cancelled: Callable[[], bool] = lambda: False
) -> nn.Module:
    """The network of `file`, which lies in the folder of weights: see `load_checkpoint`.

    A file that is not what it was when it was verified counts as not here from then on.

    Raises: WeightsNotHereError, WeightsUnreadableError; as `load_checkpoint`.
    """
    stored = find_weights(file)
    if stored is None:
        raise WeightsNotHereError(Path(file.name))
    try:
        return load_checkpoint(stored.path, architecture, stored.sha256, cancelled)
    except CheckpointDamagedError:
        doubt_weights(file)
        raise
    except OSError as error:
        raise WeightsUnreadableError(stored.path, error) from error


def load_checkpoint(
    path: Path, architecture: str, sha256: str, cancelled: Callable[[], bool] = lambda: False
) -> nn.Module:
    """The network in the checkpoint at `path`: float32, on the CPU, in eval mode.

    architecture: one of ARCHITECTURES. sha256: the full digest, compared before anything is
    opened.

    Raises: CheckpointDamagedError, CheckpointUnsafeError, CheckpointUnsuitableError (of another
    architecture), NotEnoughMemoryError, TransferCancelledError, OSError.
    """
    if file_digest(path, cancelled) != sha256:
        raise CheckpointDamagedError(path, "is not the file it was")
    package = _read(path)
    try:
        found, args, kwargs = package["klass"], tuple(package["args"]), dict(package["kwargs"])
        state = _checked(package["state"], path.stat().st_size)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise CheckpointDamagedError(path, f"has not what a checkpoint has: {error}") from error
    if not isinstance(found, _Named):
        raise CheckpointDamagedError(path, "does not say which architecture it has")
    if found.name != architecture:
        raise CheckpointUnsuitableError(
            path, f"has the architecture {found.name}, not {architecture}"
        )
    try:
        network = _build(architecture, args, kwargs, state)
        network.load_state_dict(state)
    # Whatever a constructor makes of wrong arguments.
    except Exception as error:
        raise _refusal(path, f"does not fit a {architecture}", error) from error
    return network.requires_grad_(False).eval()


@dataclass(frozen=True)
class _Named:
    """Stands for an architecture's class while a pickle is read, so that it cannot be called."""

    name: str


def _small_fraction(*parts: str | int) -> Fraction:
    """Stands for Fraction, which would count out a number like 1e999999999."""
    text = "/".join(map(str, parts))  # from one text or two numbers, by the Python that saved it
    if not _SMALL_FRACTION.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is no fraction")
    return Fraction(text)


def _read(path: Path) -> Mapping[str, Any]:
    stand_ins: dict[str, object] = {
        f"{module}.{name}": _Named(name) for name, module in _MODULES.items()
    }
    stand_ins[_FRACTION] = _small_fraction
    check_archive(path, frozenset(stand_ins))
    pairs: list[Any] = [(stand_in, name) for name, stand_in in stand_ins.items()]
    try:
        with torch.serialization.safe_globals(pairs):
            # Mapped: a weight is a slice of the file, however long its record claims to be, and
            # is copied once, into the network.
            package = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except pickle.UnpicklingError as error:
        raise CheckpointUnsafeError(path, "holds what torch does not let in") from error
    # A damaged pickle makes torch raise almost anything.
    except Exception as error:
        raise _refusal(path, "cannot be read", error) from error
    if not isinstance(package, dict):
        raise CheckpointDamagedError(path, "does not hold a model")
    return package


def _checked(state: Mapping[str, Any], most_bytes: int) -> dict[str, Tensor]:
    """The weights, as views of the file. Raises: ValueError if they claim to be more than it."""
    held_bytes = 0
    for name, tensor in state.items():
        if not isinstance(tensor, Tensor) or tensor.layout != torch.strided:
            raise ValueError(f"{name} is no tensor")
        # However few of them the file holds: a stride of 0 makes any number out of one.
        held_bytes += tensor.numel() * tensor.element_size()
    if held_bytes > most_bytes:
        raise ValueError("more weights than the file can hold")
    return dict(state)


def _build(
    architecture: str, args: tuple[Any, ...], kwargs: dict[str, Any], state: Mapping[str, Tensor]
) -> nn.Module:
    """The network as it is before training, if it is about as large as `state`."""
    kind = getattr(importlib.import_module(_MODULES[architecture]), architecture)
    # As the official loader does: some were trained with arguments that are gone.
    known = {key: kwargs[key] for key in kwargs if key in inspect.signature(kind).parameters}
    with _limited(state):
        network: nn.Module = kind(*args, **known)
    return network


@contextmanager
def _limited(state: Mapping[str, Tensor]) -> Iterator[None]:
    """Within this context this thread builds no network much larger than `state`.

    A layer too large is given up while its memory is only reserved, before it is filled.
    Raises: ValueError, out of the constructor.
    """
    count_left = _SPARE_PARAMETERS * len(state)
    weights_left = _SPARE_PARAMETERS * sum(tensor.numel() for tensor in state.values())
    builder = threading.get_ident()

    def count(module: nn.Module, name: str, parameter: nn.Parameter) -> None:
        nonlocal count_left, weights_left
        if threading.get_ident() != builder:
            return
        count_left -= 1
        weights_left -= parameter.numel()
        if min(count_left, weights_left) < 0:
            raise ValueError("it asks for more weights than it has")

    hook = register_module_parameter_registration_hook(count)
    try:
        yield
    finally:
        hook.remove()


def _refusal(path: Path, what: str, error: Exception) -> SeparationError:
    if is_out_of_memory(error):
        return NotEnoughMemoryError("cpu")
    return CheckpointDamagedError(path, f"{what}: {error}")

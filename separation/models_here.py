"""Which models can be used on this computer now, and which files the others lack."""

from __future__ import annotations

from separation.models import Architecture, ModelInfo
from separation.weights_file import WeightsFile
from separation.weights_folder import find_weights


def published_files(model: ModelInfo) -> tuple[WeightsFile, ...]:
    """The files of `model` that do not come with the app, each once."""
    files = (
        member.weights
        for member in model.members
        if member.architecture is not Architecture.COMPACT
    )
    return tuple(dict.fromkeys(files))


def missing_files(model: ModelInfo) -> tuple[WeightsFile, ...]:
    """The files of `model` that are not here. Quick: no file is read."""
    return tuple(file for file in published_files(model) if find_weights(file) is None)


def is_here(model: ModelInfo) -> bool:
    """Whether `model` can be used now."""
    return not missing_files(model)

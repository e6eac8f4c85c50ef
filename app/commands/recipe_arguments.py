"""The recipe that a command's arguments ask for."""

from __future__ import annotations

import argparse

from separation.models import model_info
from separation.recipe import Quality, Recipe


def recipe_of(arguments: argparse.Namespace, wanted: tuple[str, ...] = ()) -> Recipe:
    """What `--model` and `--quality` come to, for the `wanted` stems and the rest, or for all.

    Raises: UnknownModelError, UnlikeModelsError, UnknownStemError.
    """
    return Recipe(model_info(arguments.model), Quality(arguments.quality), wanted)

"""The recipe that a command's arguments ask for."""

from __future__ import annotations

import argparse

from separation.models import model_info
from separation.recipe import Quality, Recipe


def recipe_of(arguments: argparse.Namespace) -> Recipe:
    """What `--model`, `--quality` and `--two-stems`, where there is one, come to.

    Raises: UnknownModelError, UnlikeModelsError, UnknownStemError.
    """
    model = model_info(arguments.model)
    return Recipe(model, Quality(arguments.quality), getattr(arguments, "two_stems", None))

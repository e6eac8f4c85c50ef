"""The recipe that a command's arguments ask for."""

from __future__ import annotations

import argparse
import sys

from app.error_messages import sentence
from app.errors import ModelNotHereError
from app.model_words import automatic_words
from separation.automatic import AUTOMATIC, choose_here
from separation.errors import SeparationError
from separation.models import MODELS, ModelInfo, model_info
from separation.models_here import is_here, missing_files
from separation.recipe import Quality, Recipe
from separation.speed_job import measure_missing
from separation.speed_records import read_speeds


def settle_model(arguments: argparse.Namespace) -> None:
    """Put a model that is here in place of `--model auto`; where there is a choice, say why on
    stderr. A model that was not measured here yet is measured first.

    Raises: UnknownModelError, UnlikeModelsError, UnknownStemError; ModelNotHereError.
    """
    if arguments.model == AUTOMATIC:
        _measure_what_is_here(arguments.device)
        one = getattr(arguments, "two_stems", None)
        wanted = (one,) if one is not None else getattr(arguments, "stems", ())
        quality = Quality(arguments.quality)
        choice = choose_here(read_speeds(), quality, wanted, arguments.device)
        arguments.model = choice.taken.model.name
        if choice.others_here:
            print(automatic_words(choice), file=sys.stderr)
        return
    require_here(model_info(arguments.model))


def require_here(model: ModelInfo) -> None:
    """Raises: ModelNotHereError if any of its files is missing."""
    missing = missing_files(model)
    if missing:
        raise ModelNotHereError(model.name, sum(file.megabytes for file in missing))


def recipe_of(arguments: argparse.Namespace, wanted: tuple[str, ...] = ()) -> Recipe:
    """What `--model` and `--quality` come to, for the `wanted` stems and the rest, or for all.

    Raises: UnknownModelError, UnlikeModelsError, UnknownStemError.
    """
    return Recipe(model_info(arguments.model), Quality(arguments.quality), wanted)


def _measure_what_is_here(device: str) -> None:
    for model in MODELS.values():
        if model.is_embedded or model.published_sdr is None or not is_here(model):
            continue
        if not read_speeds().are_measured(Recipe(model), device):
            print(f"Measuring how quick {model.title} is here …", file=sys.stderr)
            try:
                measure_missing(model.name, device)
            except SeparationError as error:
                print(sentence(error), file=sys.stderr)

"""`woodshed models`: which models there are, which are here, and how to get or lose one."""

from __future__ import annotations

import argparse
import re
import sys
import time

from app.commands.progress_bar import ProgressBar
from app.commands.recipe_arguments import require_here
from app.commands.separate import EXIT_FAILED
from app.error_messages import sentence
from app.errors import AppError, EmbeddedModelError
from app.model_words import (
    automatic_words,
    cost_words,
    description_words,
    device_words,
    figure_words,
    size_words,
    song_cost_words,
    stem_words,
)
from separation.automatic import choose_here
from separation.errors import SeparationError, WeightsUnknownError
from separation.events import Progress
from separation.models import MODELS, ModelInfo, known_models, model_info, model_parts
from separation.models_here import is_here, missing_files, published_files
from separation.recipe import Quality, Recipe
from separation.speed_job import measure
from separation.speed_records import read_speeds
from separation.weights_download import download_weights
from separation.weights_file import WeightsFile
from separation.weights_folder import find_weights, remove_weights, weights_folder, weights_path
from separation.weights_import import import_private_model, import_weights

_UNTITLED = "-"


def run(arguments: argparse.Namespace) -> int:
    """Do what is to be done with the models."""
    actions = {
        "list": _list,
        "info": _info,
        "download": _download,
        "import": _import,
        "remove": _remove,
        "measure": _measure,
    }
    try:
        actions[arguments.action](arguments)
    except WeightsUnknownError as error:
        print(f"{sentence(error)} (--architecture HTDemucs, or HDemucs)", file=sys.stderr)
        return EXIT_FAILED
    except (SeparationError, AppError, OSError) as error:
        print(sentence(error), file=sys.stderr)
        return EXIT_FAILED
    return 0


def _list(_arguments: argparse.Namespace) -> None:
    speeds = read_speeds()
    choice = choose_here(speeds)
    rows = [("", "model", "stems", "SDR", "size", "licence", "time for 1 s", "")]
    for model in known_models().values():
        published = model.published_sdr
        cost = speeds.cost(Recipe(model))
        rows.append(
            (
                "*" if model.name == choice.taken.model.name else " ",
                model.name,
                stem_words(model.stems),
                _UNTITLED if published is None else f"{published.mean_db:.1f}",
                size_words(model),
                model.licence,
                _UNTITLED if cost is None else f"{cost:.2g} s",
                _state(model),
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    print(f"* auto takes {automatic_words(choice)}")


def _info(arguments: argparse.Namespace) -> None:
    model = model_info(arguments.name)
    speeds = read_speeds()
    place = speeds.place()
    device = device_words(place.device)
    cores = place.lanes.count * place.lanes.threads
    threads = f", {cores} cores" if place.device == "cpu" else ""
    print(f"{model.title} ({model.name}): {_state(model)}")
    print(f"  {description_words(model)}")
    print(f"  stems: {stem_words(model.stems)}")
    published = model.published_sdr
    source = "" if published is None else f", {published.source}"
    print(f"  {figure_words(model)}{source}")
    print(f"  licence: {model.licence}")
    print(f"  networks: {len(model.members)}, {size_words(model)} together")
    for quality in Quality:
        cost = speeds.cost(Recipe(model, quality))
        known = "" if cost is None else f"; {song_cost_words(cost)}"
        print(f"  {quality.value}, {device}{threads}: {cost_words(cost)}{known}")
    load_s = speeds.load_s(Recipe(model))
    if load_s is not None:
        print(f"  loading: {load_s:.1f} s")
    for file in published_files(model):
        stored = find_weights(file)
        where = weights_path(file) if stored is not None else f"not here; from {file.url or '?'}"
        print(f"  {file.name}: {where}")
        print(f"    SHA-256 {file.sha256}")


def _download(arguments: argparse.Namespace) -> None:
    model = model_info(arguments.name)
    missing = missing_files(model)
    if not missing:
        print(f"{model.title} is here already.")
        return
    print(f"Downloading {model.title}, {sum(file.megabytes for file in missing)} MB …")
    for number, file in enumerate(missing, start=1):
        label = file.name if len(missing) == 1 else f"{file.name} ({number} of {len(missing)})"
        with ProgressBar(label) as bar:
            download_weights(file, _Meter(file, bar).show)
    print(f"{model.title} is in {weights_folder()}")


class _Meter:
    """Shows bytes on a progress bar, with the time that is left."""

    def __init__(self, file: WeightsFile, bar: ProgressBar) -> None:
        self._bar = bar
        self._expected_bytes = file.megabytes * 10**6
        self._began_s = time.monotonic()
        self._first_bytes: int | None = None

    def show(self, done_bytes: int, total_bytes: int | None) -> None:
        if self._first_bytes is None:
            self._first_bytes = done_bytes
        total = max(1, total_bytes or self._expected_bytes)
        got = done_bytes - self._first_bytes
        spent_s = time.monotonic() - self._began_s
        left_s = spent_s * (total - done_bytes) / got if got > 0 and spent_s > 1 else None
        self._bar.show(Progress(min(1.0, done_bytes / total), left_s))


def _import(arguments: argparse.Namespace) -> None:
    if arguments.architecture is not None:
        name = arguments.name or _as_name(arguments.file.stem)
        own = import_private_model(arguments.file, name, arguments.architecture)
        stems = stem_words(model_info(own.name).stems)
        print(f"{own.name} separates into {stems}: --model {own.name}")
        return
    files = [file for model in MODELS.values() for file in published_files(model)]
    file = import_weights(arguments.file, files)
    model = next(model for model in MODELS.values() if file in model.files)
    missing = missing_files(model)
    print(f"{arguments.file.name} belongs to {model.title}: {_state(model)}")
    for other in missing:
        print(f"  still to come: {other.name}, {other.megabytes} MB")


def _as_name(text: str) -> str:
    return re.sub("[^a-z0-9]+", "_", text.lower()).strip("_")


def _remove(arguments: argparse.Namespace) -> None:
    for model in model_parts(arguments.name):
        if model.is_embedded:
            raise EmbeddedModelError(model.title)
        stored = [find_weights(file) for file in published_files(model)]
        is_anything_here = any(stored)
        freed_bytes = sum(each.size_bytes for each in stored if each is not None)
        for file in published_files(model):
            remove_weights(file)
        if is_anything_here:
            print(f"{model.title} is removed: {freed_bytes / 1e6:.0f} MB are free again.")
        else:
            print(f"{model.title} is not here.")


def _measure(arguments: argparse.Namespace) -> None:
    model = model_info(arguments.name)
    require_here(model)
    print(f"Measuring {model.title}: this takes some seconds for each network …")
    cost = measure(model.name, arguments.device).cost(Recipe(model), arguments.device)
    print(f"{model.title}: {cost_words(cost)}; {song_cost_words(cost)}")


def _state(model: ModelInfo) -> str:
    if model.is_embedded:
        return "built in"
    missing = missing_files(model)
    if not missing:
        return "here"
    if len(missing) < len(published_files(model)):
        return f"{len(missing)} of {len(published_files(model))} files not here"
    return "not here"


def here_words() -> str:
    """The names of the models that are here."""
    return ", ".join(model.name for model in known_models().values() if is_here(model))

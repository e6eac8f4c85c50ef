"""`woodshed separate`: songs in, folders of stems or stem files out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from pathlib import Path

from app.cached_songs import keep_within_limit
from app.commands.progress_bar import ProgressBar
from app.commands.recipe_arguments import recipe_of, settle_model
from app.error_messages import sentence
from app.errors import AppError, UnknownStemsError
from app.song_loading import open_song
from app.song_separation import separate_song
from app.stem_mp4_file import write_stem_mp4
from player.errors import AudioFileError
from player.multitrack import SAMPLE_RATE, Samples
from separation.errors import SeparationError
from separation.recipe import REST, Recipe
from separation.stem_files import STEM_FORMATS, write_stem_files

STEM_FILE = "stem.mp4"
"""The format that is one file for all stems, beside those of a file for each."""

EXIT_UNREADABLE = 2
EXIT_FAILED = 1


def run(arguments: argparse.Namespace) -> int:
    """Separate every song; a bad one is told in a line and the others go on."""
    try:
        settle_model(arguments)
    except (SeparationError, AppError) as error:
        print(sentence(error), file=sys.stderr)
        return EXIT_FAILED
    exit_code = 0
    taken: set[Path] = set()
    for path in arguments.songs:
        folder = _unused(arguments.output / path.stem, taken)
        try:
            _separate(path, folder, arguments)
            keep_within_limit()
        except AudioFileError as error:
            print(sentence(error), file=sys.stderr)
            exit_code = EXIT_UNREADABLE
        except (SeparationError, AppError, OSError) as error:
            print(f"{path.name}: {sentence(error)}", file=sys.stderr)
            exit_code = exit_code or EXIT_FAILED
    return exit_code


def _separate(path: Path, folder: Path, arguments: argparse.Namespace) -> None:
    recipe = wanted_recipe(arguments)
    stems = arguments.stems or recipe.stems
    UnknownStemsError.check(stems, recipe.stems)
    *_, song = open_song(path)
    with ProgressBar(path.name) as bar:
        store = separate_song(song, recipe, arguments.device, bar.show)
    samples: dict[str, Samples] = {_file_name(stem, recipe): store.array(stem) for stem in stems}
    if arguments.format == STEM_FILE:
        written = folder.with_name(f"{folder.name}.{STEM_FILE}")
        factor = write_stem_mp4({stem: store.array(stem) for stem in stems}, written, song.title)
    else:
        written = folder
        factor = write_stem_files(samples, SAMPLE_RATE, folder, arguments.format)
        _tell_others(folder, samples)
    if song.truncated:
        print(f"{path.name}: the end of this file is missing.", file=sys.stderr)
    if factor < 1:
        print(f"{path.name}: turned down to {factor:.0%} so that no stem clips.", file=sys.stderr)
    print(f"The stems of {path.name} are in {written}")


def _tell_others(folder: Path, samples: Collection[str]) -> None:
    others = _other_stems(folder, samples)
    if others:
        print(
            f"{folder} holds other stems too, which do not add up with these: {', '.join(others)}",
            file=sys.stderr,
        )


def wanted_recipe(arguments: argparse.Namespace) -> Recipe:
    """All stems of a song are kept, unless fewer networks need run for those that are wanted."""
    if arguments.two_stems is not None:
        return recipe_of(arguments, (arguments.two_stems,))
    whole = recipe_of(arguments)
    UnknownStemsError.check(arguments.stems, whole.stems)
    # In the model's order, so that the same stems are the same result.
    part = recipe_of(arguments, tuple(stem for stem in whole.stems if stem in arguments.stems))
    return part if len(part.members) < len(whole.members) else whole


def _file_name(stem: str, recipe: Recipe) -> str:
    """What a stem's file is called: the rest by what it lacks."""
    return f"everything_but_{'_and_'.join(recipe.wanted)}" if stem == REST else stem


def _other_stems(folder: Path, written: Collection[str]) -> list[str]:
    """The names of the sound files that were in the folder already."""
    endings = {f".{each}" for each in STEM_FORMATS}
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix in endings and path.stem not in written
    )


def _unused(folder: Path, taken: set[Path]) -> Path:
    """Two songs of one name in one run go to two folders."""
    chosen, number = folder, 2
    while chosen in taken:
        chosen = folder.with_name(f"{folder.name} ({number})")
        number += 1
    taken.add(chosen)
    return chosen

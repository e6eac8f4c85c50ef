"""`woodshed evaluate`: mixes true stems, separates them, and says how near the result came."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from app.commands.progress_bar import ProgressBar
from app.commands.recipe_arguments import recipe_of, settle_model
from app.commands.separate import EXIT_FAILED, EXIT_UNREADABLE
from app.error_messages import sentence
from app.errors import AppError
from player.audio_file import read_all
from player.errors import AudioFileError
from player.multitrack import Samples
from player.stem_folder import find_stems
from separation.errors import SeparationError
from separation.evaluation import Evaluation, evaluate, mix_stems, separate_array
from separation.recipe import Recipe


def run(arguments: argparse.Namespace) -> int:
    """Score the model on every folder."""
    exit_code = 0
    results: dict[str, Any] = {}
    try:
        settle_model(arguments)
    except (SeparationError, AppError) as error:
        print(sentence(error), file=sys.stderr)
        return EXIT_FAILED
    recipe = recipe_of(arguments)
    for folder in arguments.folders:
        try:
            evaluation = _evaluate(folder, recipe, arguments.device)
        except AudioFileError as error:
            print(sentence(error), file=sys.stderr)
            exit_code = EXIT_UNREADABLE
            continue
        except (SeparationError, OSError) as error:
            print(f"{folder.name}: {sentence(error)}", file=sys.stderr)
            exit_code = exit_code or EXIT_FAILED
            continue
        if arguments.json:
            results[str(folder)] = _as_json(evaluation)
        else:
            print_table(folder.name, evaluation)
    if arguments.json:
        print(json.dumps({"model": recipe.key, "folders": results}, indent=2))
    return exit_code


def _evaluate(folder: Path, recipe: Recipe, device: str) -> Evaluation:
    wanted = recipe.stems
    stems: dict[str, Samples] = {
        name: read_all(path)[0] for name, path in find_stems(folder).items() if name in wanted
    }
    mix = mix_stems(stems, wanted)
    with ProgressBar(folder.name) as bar:
        estimates = separate_array(mix, recipe, device, bar.show)
    return evaluate(stems, estimates, mix)


def print_table(name: str, evaluation: Evaluation) -> None:
    """For people: a line for every stem."""
    print(f"{name}: SDR in dB, whole song / median of active seconds")
    print(f"  {'stem':<10} {'estimate':>15} {'mix as estimate':>17}")
    for score in evaluation.scores:
        estimate, mixture = score.estimate, score.mixture
        print(
            f"  {score.stem:<10} {estimate.whole_db:7.2f} /{estimate.median_db:6.2f} "
            f"{mixture.whole_db:9.2f} /{mixture.median_db:6.2f}"
        )
    for stem in evaluation.silent_stems:
        print(f"  {stem:<10} silent in this song: skipped")


def _as_json(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "scores": {
            score.stem: {
                "whole_db": score.estimate.whole_db,
                "median_db": score.estimate.median_db,
                "mixture_whole_db": score.mixture.whole_db,
                "mixture_median_db": score.mixture.median_db,
            }
            for score in evaluation.scores
        },
        "silent_stems": list(evaluation.silent_stems),
    }

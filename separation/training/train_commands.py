"""The commands that train the network, score it and export its weights."""

from __future__ import annotations

import argparse
import contextlib
import json
from pathlib import Path

import torch

from separation.training.baselines import BASELINES
from separation.training.export import Blend, export, read_network
from separation.training.schedule import Schedule
from separation.training.score_table import score_tables
from separation.training.song_folders import read_scores, write_songs
from separation.training.stem_library import read_library
from separation.training.trainer import Pace, Trainer
from separation.training.validation import draw_songs, network_stems, score

_QUICK_S = 8.0
_QUICK_SONGS_OF_A_KIND = 4
_SMOKE = Pace(excerpt_hops=29, batch_size=2, point_s=5.0, checkpoint_s=1e9, validation_s=1e9)
_SMOKE_MINUTES = 0.2


def add_train(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `train` and what it takes."""
    command = commands.add_parser("train", help="train, or go on training")
    command.add_argument("data", type=Path, metavar="DATA", help="what prepare has made")
    command.add_argument("folder", type=Path, metavar="RUN", help="checkpoints and the curve")
    command.add_argument("--minutes", type=float, default=60.0, help="how long this sitting is")
    command.add_argument(
        "--decay-minutes",
        type=float,
        default=0.0,
        help="at its end, in which the learning rate sinks; the result is decayed.pt",
    )
    command.add_argument("--learning-rate", type=float, default=2e-3)
    command.add_argument("--batch", type=int, default=Pace.batch_size, help="excerpts of 2.9 s")
    command.add_argument(
        "--begin-with",
        type=Path,
        metavar="WEIGHTS",
        help="exported ones, not random ones",
    )
    command.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument(
        "--smoke", action="store_true", help="only see whether it runs: tiny, for seconds"
    )
    command.set_defaults(run=_train)


def add_score(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `score` and what it takes."""
    command = commands.add_parser("score", help="score weights and baselines on validation songs")
    command.add_argument("data", type=Path, metavar="DATA")
    command.add_argument(
        "weights", type=Path, nargs="*", help="checkpoints (.pt) and exported weights"
    )
    command.add_argument("--split", choices=("validation", "test"), default="validation")
    command.add_argument("--seconds", type=float, default=20.0)
    command.add_argument("--songs-of-a-kind", type=int)
    command.add_argument("--without-baselines", action="store_true")
    command.add_argument(
        "--write",
        type=Path,
        metavar="FOLDER",
        help="leave the excerpts as FOLDER/KIND/SONG/STEM.wav",
    )
    command.add_argument(
        "--beside",
        type=_named_path,
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="a row more: what `woodshed evaluate --json` said about those folders",
    )
    command.set_defaults(run=_score)


def add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` and what it takes."""
    command = commands.add_parser("export", help="write the weights the app ships")
    command.add_argument("checkpoint", type=Path, metavar="CHECKPOINT")
    command.add_argument("weights", type=Path, metavar="WEIGHTS")
    command.add_argument("--data", type=Path, help="what it was trained with, for the card")
    command.add_argument(
        "--blend",
        type=_blend,
        metavar="SHARE=FILE",
        help="average with the weights of an earlier checkpoint or export: 0.4=before.pt",
    )
    command.set_defaults(run=_export)


def _train(arguments: argparse.Namespace) -> None:
    songs = draw_songs(
        read_library(arguments.data, "validation"), _QUICK_S, 0, _QUICK_SONGS_OF_A_KIND
    )
    minutes = _SMOKE_MINUTES if arguments.smoke else arguments.minutes
    decay_minutes = _SMOKE_MINUTES / 4 if arguments.smoke else arguments.decay_minutes
    Trainer(
        read_library(arguments.data, "train"),
        songs,
        arguments.folder,
        Schedule(arguments.learning_rate, minutes, decay_minutes),
        torch.device(arguments.device),
        arguments.seed,
        _SMOKE if arguments.smoke else Pace(batch_size=arguments.batch),
        arguments.begin_with,
    ).train()


def _score(arguments: argparse.Namespace) -> None:
    items = read_library(arguments.data, arguments.split)
    songs = draw_songs(items, arguments.seconds, 0, arguments.songs_of_a_kind)
    if arguments.write is not None:
        write_songs(songs, arguments.write)
    estimators = {} if arguments.without_baselines else dict(BASELINES)
    for path in arguments.weights:
        estimators[str(path)] = network_stems(read_network(path))
    results = {name: score(songs, estimator) for name, estimator in estimators.items()}
    results |= {name: read_scores(path, songs) for name, path in arguments.beside}
    print(score_tables(songs, results))


def _named_path(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise argparse.ArgumentTypeError(f"“{text}” is not NAME=FILE")
    return name, Path(path)


def _blend(text: str) -> Blend:
    share, _, path = text.partition("=")
    with contextlib.suppress(ValueError):
        if path and 0 <= float(share) <= 1:
            return Blend(Path(path), float(share))
    raise argparse.ArgumentTypeError(f"“{text}” is not SHARE=FILE, with a share from 0 to 1")


def _export(arguments: argparse.Namespace) -> None:
    facts = export(arguments.checkpoint, arguments.weights, arguments.data, arguments.blend)
    print(json.dumps(facts, indent=1))

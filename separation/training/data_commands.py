"""The commands that make the data and measure them: `prepare` and `inspect`."""

from __future__ import annotations

import argparse
from pathlib import Path

from separation.training.inspection import inspect, report
from separation.training.manifest import read_entries
from separation.training.prepare import KINDS, prepare
from separation.training.soundfonts import Soundfonts


def add_prepare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `prepare` and what it takes."""
    command = commands.add_parser("prepare", help="fetch the sources and render training data")
    command.add_argument("data", type=Path, metavar="DATA", help="the folder of the data")
    command.add_argument("--mirror", type=Path, help="git copies OWNER/NAME instead of GitHub")
    command.add_argument("--real", type=Path, help="stems of real songs as SONG/STEM.ogg")
    command.add_argument("--soundfonts", nargs="+", type=Path, default=Soundfonts.training)
    command.add_argument("--test-soundfont", type=Path, default=Soundfonts.test)
    command.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    command.add_argument("--processes", type=int, default=2)
    command.set_defaults(run=_prepare)


def _prepare(arguments: argparse.Namespace) -> None:
    prepare(
        arguments.data,
        mirror=arguments.mirror,
        real=arguments.real,
        kinds=tuple(arguments.kinds),
        soundfonts=Soundfonts(tuple(arguments.soundfonts), arguments.test_soundfont),
        processes=arguments.processes,
    )


def add_inspect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `inspect` and what it takes."""
    command = commands.add_parser("inspect", help="measure what was rendered, name doubtful items")
    command.add_argument("data", type=Path, metavar="DATA", help="the folder of the data")
    command.set_defaults(run=_inspect)


def _inspect(arguments: argparse.Namespace) -> None:
    inspections = [
        inspect(arguments.data / "items", entry) for entry in read_entries(arguments.data)
    ]
    for line in report(inspections):
        print(line)

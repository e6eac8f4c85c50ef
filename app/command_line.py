"""The `woodshed` command: the window, or one of the commands without it."""

from __future__ import annotations

import argparse
import importlib
import math
import sys
from pathlib import Path
from typing import Any

from app.error_messages import sentence
from separation.automatic import AUTOMATIC
from separation.errors import SeparationError
from separation.models import MODELS, Architecture, model_info
from separation.recipe import Quality
from separation.stem_files import STEM_FORMATS

_STEM_FILE = "stem.mp4"
_COMMANDS = ("separate", "render", "evaluate", "models", "cache", "doctor")


def main(argv: list[str] | None = None) -> int:
    """Do what the arguments ask for. Returns the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in _COMMANDS:
        arguments = command_parser().parse_args(words)
        # Each command brings its own imports: `doctor` must work where torch does not.
        command = importlib.import_module(f"app.commands.{arguments.command}")
    else:
        arguments = _window_parser().parse_args(words)
        command = importlib.import_module("app.commands.window")
    try:
        return int(command.run(arguments))
    except KeyboardInterrupt:
        print("Stopped. What is done is kept.", file=sys.stderr)
        return 130


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="woodshed",
        description="Practise an instrument with real songs.",
        epilog=f"Without a window: woodshed {{{','.join(_COMMANDS)}}} --help",
    )
    parser.add_argument(
        "song",
        nargs="?",
        type=lambda text: Path(text) if text else None,
        help="a sound file, or a folder of stems",
    )
    parser.add_argument("--demo", action="store_true", help="open the demo song")
    return parser


def command_parser() -> argparse.ArgumentParser:
    """The parser of the commands without a window."""
    parser = argparse.ArgumentParser(prog="woodshed")
    commands = parser.add_subparsers(dest="command", required=True)

    separate = commands.add_parser("separate", help="split songs into their stems")
    separate.add_argument("songs", nargs="+", type=Path, metavar="SONG", help="sound files")
    separate.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="DIR",
        help="gets DIR/SONG-NAME/STEM.wav",
    )
    separate.add_argument(
        "--format",
        choices=(*STEM_FORMATS, _STEM_FILE),
        default="wav",
        help=f"of the stems (wav: 32-bit float); {_STEM_FILE}: one file DIR/SONG-NAME.{_STEM_FILE} "
        "for DJ programs",
    )
    kept = separate.add_mutually_exclusive_group()
    kept.add_argument(
        "--stems", type=_names, default=(), metavar="LIST", help="only these, like bass,drums"
    )
    kept.add_argument(
        "--two-stems", metavar="STEM", help="this one, and everything else as one: the mix minus it"
    )
    _add_model(separate)

    render = commands.add_parser("render", help="write what would be played to a file")
    source = render.add_mutually_exclusive_group(required=True)
    source.add_argument("song", nargs="?", type=Path, metavar="SONG", help="separated if needed")
    source.add_argument("--stems-dir", type=Path, metavar="DIR", help="a folder of ready stems")
    render.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.wav", help="or .flac, .ogg, .mp3"
    )
    render.add_argument(
        "--mute", type=_names, default=(), metavar="LIST", help="stems to leave out, like vocals"
    )
    render.add_argument(
        "--solo", type=_names, default=(), metavar="LIST", help="stems to hear alone"
    )
    several: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    render.add_argument("--gain", type=_gain, metavar="STEM=DB", help="faders", **several)
    render.add_argument("--pan", type=_pan, metavar="STEM=-1..1", help="-1 is left", **several)
    render.add_argument(
        "--tempo", type=_between(25, 200), default=100.0, metavar="PERCENT", help="25 to 200"
    )
    render.add_argument(
        "--pitch", type=_between(-12, 12), default=0.0, metavar="SEMITONES", help="-12 to 12"
    )
    render.add_argument("--loop", type=_loop, metavar="START-END", help="seconds, or m:ss")
    render.add_argument("--repeat", type=_count, default=1, metavar="N", help="rounds")
    _add_model(render)

    evaluate = commands.add_parser("evaluate", help="score a model against true stems")
    evaluate.add_argument(
        "folders", nargs="+", type=Path, metavar="DIR", help="holds vocals, drums, bass and other"
    )
    evaluate.add_argument("--json", action="store_true", help="for programs instead of people")
    _add_model(evaluate)

    _add_models(commands.add_parser("models", help="list, get and remove models"))
    cache = commands.add_parser("cache", help="list the songs that are kept, or keep fewer")
    cache.add_argument(
        "--limit",
        type=_between(1, 100_000),
        metavar="GB",
        help="room for all of them; the least recently used go first",
    )
    cache.add_argument(
        "--remove", metavar="SONG", help="forget one: its title, its key, or its file"
    )
    cache.add_argument(
        "--clear",
        action="store_true",
        help="forget all that are not open; loops, markers and takes stay",
    )

    commands.add_parser("doctor", help="say what this installation has to work with")
    return parser


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        type=_model,
        default=AUTOMATIC,
        metavar="NAME",
        help=f"who separates: {AUTOMATIC} (the best that is here and quick enough), "
        f"{', '.join(MODELS)}; NAME+NAME takes their mean",
    )
    parser.add_argument(
        "--quality",
        choices=tuple(quality.value for quality in Quality),
        default=Quality.NORMAL.value,
        help="more or less work with the same model",
    )
    _add_device(parser)


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="where it computes"
    )


def _add_models(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="what there is, what is here, and which one auto takes")
    for action, says in (
        ("info", "everything about one"),
        ("download", "get one; what came of it before is gone on with"),
        ("remove", "delete its files"),
        ("measure", "how quick this computer is with it"),
    ):
        parts = actions.add_parser(action, help=says)
        parts.add_argument("name", type=_named_model, metavar="NAME", help="or NAME+NAME")
        if action == "measure":
            _add_device(parts)
    own = actions.add_parser("import", help="take in a checkpoint that you have")
    own.add_argument("file", type=Path, metavar="FILE", help="an official file, or one of your own")
    known = [each.value for each in Architecture if each is not Architecture.COMPACT]
    own.add_argument("--architecture", choices=known, help="takes a file that nobody knows")
    own.add_argument("--name", metavar="NAME", help="what such a model is called then")


def _model(text: str) -> str:
    return AUTOMATIC if text == AUTOMATIC else _named_model(text)


def _named_model(text: str) -> str:
    try:
        return model_info(text).name
    except SeparationError as error:
        raise argparse.ArgumentTypeError(sentence(error)) from None


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _setting(text: str) -> tuple[str, float]:
    name, equals, value = text.partition("=")
    try:
        if name and equals and math.isfinite(float(value)):
            return name, float(value)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}” is not STEM=NUMBER")


def _gain(text: str) -> tuple[str, float]:
    name, gain_db = _setting(text)
    if gain_db > 6:
        raise argparse.ArgumentTypeError(f"{gain_db:g} dB is more than the fader's 6 dB")
    return name, gain_db


def _pan(text: str) -> tuple[str, float]:
    name, pan = _setting(text)
    if abs(pan) > 1:
        raise argparse.ArgumentTypeError(f"a pan of {pan:g} is not between -1 and 1")
    return name, pan


class _between:  # noqa: N801 (reads as a function where it is used, and argparse prints it)
    """A number from `least` to `most`."""

    def __init__(self, least: float, most: float) -> None:
        self._least, self._most = least, most

    def __call__(self, text: str) -> float:
        try:
            value = float(text.rstrip("%"))
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}” is not a number") from None
        if not self._least <= value <= self._most:
            raise argparse.ArgumentTypeError(
                f"{value:g} is not between {self._least:g} and {self._most:g}"
            )
        return value


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of rounds")
    return int(text)


def _loop(text: str) -> tuple[float, float]:
    try:
        start, end = (_seconds(part) for part in text.split("-"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not START-END, like 1:02-1:10.5") from None
    if not 0 <= start < end < math.inf:
        raise argparse.ArgumentTypeError(f"“{text}” does not end after it starts")
    return start, end


def _seconds(text: str) -> float:
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


if __name__ == "__main__":
    sys.exit(main())

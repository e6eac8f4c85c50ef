"""The README's figures by one command: `make bench`, or `python -m tests.benchmarks [GROUP ...]`.

Every group is a file of its own with `tables(effort)`. The tables go to the terminal as they come
and to build/bench.md. --quick tries the tools; what it prints is no figure.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.effort import FULL, LONG, QUICK, Effort
from tests.benchmarks.machine import machine

GROUPS = (
    "gaps",
    "exact",
    "loops",
    "stretch",
    "latency",
    "playhead",
    "click",
    "takes",
    "cost",
    "memory",
    "window",
    "opening",
    "pictures",
    "separation",
    "comparison",
    "beats",
    "reading",
    "chords",
    "notes",
    "drums",
    "sections",
)
RESULT = Path(__file__).parents[2] / "build" / "bench.md"


def main(arguments: list[str]) -> None:
    """Measure the groups named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--quick", action="store_true", help="try the tools: short and coarse")
    parser.add_argument("--long", action="store_true", help="record for ten minutes each time")
    parser.add_argument("--song", type=Path, help="another song than the demo for “window”")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.groups) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    began_s = time.monotonic()
    texts = [f"Measured on {machine()}."]
    if chosen.quick:
        texts.append("Measured quickly, to try the tools: these are no figures.")
    print("\n\n".join(texts), flush=True)
    effort = QUICK if chosen.quick else LONG if chosen.long else FULL
    for group in chosen.groups or GROUPS:
        text = _text_of(group, effort, chosen.song)
        print(f"\n{text}", flush=True)
        texts.append(text)
        _save(texts)
    minutes = (time.monotonic() - began_s) / 60
    print(f"All of it is in build/{RESULT.name}, after {minutes:.1f} minutes.", file=sys.stderr)


def _save(texts: list[str]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    part = RESULT.with_suffix(".part")
    part.write_text("\n\n".join(text.strip() for text in texts) + "\n", "utf-8")
    part.replace(RESULT)


def _text_of(group: str, effort: Effort, song: Path | None) -> str:
    """A group's tables; a sentence where this machine has not what it needs."""
    module = importlib.import_module(f"tests.benchmarks.{group}")
    about_a_song = {"song": song} if song is not None and group == "window" else {}
    try:
        return "\n".join(table.markdown() for table in module.tables(effort, **about_a_song))
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        return f"“{group}” was left out: {missing}\n"


if __name__ == "__main__":
    main(sys.argv[1:])

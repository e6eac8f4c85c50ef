"""Photographs the window in every size and theme: `make screenshots`. Needs Xvfb, and PulseAudio
for a window that has a sound output.

python -m tests.end_to_end.screenshots FOLDER [README_PICTURE] [SONG]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from resources import DEMO_SONG
from tests.end_to_end.screen import private_screen
from tests.end_to_end.sound_card import private_sound_card

_LIMIT_S = 300
_README = "practising-1440x900-dark"


@dataclass(frozen=True)
class _Look:
    """size: of the window, in its own pixels. scale: the screen's pixels for each of them."""

    name: str
    size: str
    scale: int
    theme: str


_LOOKS = tuple(
    _Look(f"{name}-{theme}", size, scale, theme)
    for name, size, scale in (
        ("1024x640", "1024x640", 1),
        ("1440x900", "1440x900", 1),
        ("1024x640-200%", "1024x640", 2),
    )
    for theme in ("dark", "light")
)


def main(folder: Path, picture: Path | None, song: Path) -> None:
    """Take all pictures into `folder`, and from them the README's."""
    folder.mkdir(parents=True, exist_ok=True)
    for look in _LOOKS:
        _take(folder.absolute(), look, song)
    if picture is not None:
        shutil.copyfile(folder / f"{_README}.png", picture)


def _take(folder: Path, look: _Look, song: Path) -> None:
    # A socket's path has to be short.
    with (
        tempfile.TemporaryDirectory(prefix="woodshed-", dir="/tmp") as own,
        private_screen(Path(own), "3000x2000") as display,
        _sound(Path(own)) as sound,
    ):
        environment = {
            **os.environ,
            **sound,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(look.scale),
            "WOODSHED_CACHE_DIR": f"{own}/cache",
            "WOODSHED_DATA_DIR": f"{own}/data",
        }
        command = [sys.executable, "-m", "tests.end_to_end.photographer", folder]
        subprocess.run(
            [*command, look.name, look.size, look.theme, song.absolute()],
            env=environment,
            check=True,
            timeout=_LIMIT_S,
        )


@contextmanager
def _sound(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that has a sound card; nothing where there can be none."""
    with ExitStack() as stack:
        try:
            card = stack.enter_context(private_sound_card(folder))
        except pytest.skip.Exception as reason:
            print(f"The pictures show a window without sound: {reason}")
            environment = {}
        else:
            environment = card.environment
        yield environment


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
        Path(sys.argv[3]) if len(sys.argv) > 3 else DEMO_SONG,
    )

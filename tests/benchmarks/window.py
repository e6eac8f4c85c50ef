"""The window: how long a musician waits, how long the window ever stands still, what it costs.

A song is opened with an empty cache, played, slowed down while it is separated, then zoomed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from resources import DEMO_SONG
from tests.benchmarks.effort import Effort
from tests.benchmarks.long_song import long_song
from tests.benchmarks.recorded_app import save_song, servers
from tests.benchmarks.table import Table

_LIMIT_S = 600
_LONG_S = 300.0


def tables(effort: Effort, song: Path = DEMO_SONG) -> list[Table]:
    """A song, and one of five minutes, each in a process of its own on a private screen."""
    with tempfile.TemporaryDirectory() as name:
        five_minutes = Path(name) / "five minutes.wav"
        save_song(five_minutes, long_song(min(_LONG_S, 10 * effort.recorded_s)))
        return [_table(song), _table(five_minutes)]


def _table(song: Path) -> Table:
    with servers() as (_, environment), tempfile.TemporaryDirectory() as cache:
        # People's Python keeps what it has compiled.
        environment = dict(environment)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "tests.benchmarks.watched_start", song]
        answer = subprocess.run(
            [*command, str(time.time())],
            env={
                **environment,
                "WOODSHED_CACHE_DIR": cache,
                "WOODSHED_DATA_DIR": f"{cache}/data",
                "XDG_CONFIG_HOME": f"{cache}/config",
            },
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            check=True,
            timeout=_LIMIT_S,
        )
    rows = json.loads(answer.stdout)
    return Table(f"The window ({song.name})", ("what", "figure"), tuple(map(tuple, rows)))

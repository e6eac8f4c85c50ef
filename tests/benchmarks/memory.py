"""Memory: three hours of mapped stems, played at many places."""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from player.engine import Engine
from player.multitrack import SAMPLE_RATE, Multitrack
from player.transport import Play, Seek, SetMultitrack, SetTempo
from separation.mapped_wav import MappedWavWriter, map_wav
from tests.benchmarks.clocked_device import ClockedDevice
from tests.benchmarks.effort import Effort
from tests.benchmarks.table import Table
from tests.player.songs import STEM_NAMES

_HOURS = 3
_FRAMES = _HOURS * 3600 * SAMPLE_RATE
_SECONDS_PER_PLACE = 1.0
_WARM_UP_PLACES = 5
_KIB_PER_MIB = 1024


def tables(effort: Effort) -> list[Table]:
    """In a process of its own, so that nothing measured before is in the way."""
    places = round(effort.recorded_s / _SECONDS_PER_PLACE)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        before, after = process.submit(memory_before_and_after, places).result()
    rows = [
        (
            f"{meaning} ({name})",
            *(f"{memory[name] / _KIB_PER_MIB:.1f}" for memory in (before, after)),
            f"{(after[name] - before[name]) / _KIB_PER_MIB:+.1f}",
        )
        for name, meaning in (("RssAnon", "its own"), ("RssFile", "pages of the mapped files"))
    ]
    return [
        Table(
            f"Memory, MiB ({_HOURS} hours of {len(STEM_NAMES)} stems)",
            ("memory", "at first", f"after {places} places", "growth"),
            tuple(rows),
            (
                "At 75 %. Pages of files are the system's to take back; all of the stems would be "
                f"{_FRAMES * 8 * len(STEM_NAMES) / 2**20:.0f} MiB.",
            ),
        )
    ]


def memory_before_and_after(places: int) -> tuple[dict[str, int], dict[str, int]]:
    """Play at some places, then at `places` more: KiB by the system's names for them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine()
        for message in (SetMultitrack(_mapped_song(Path(folder))), SetTempo(0.75), Play()):
            engine.post(message)
        engine.start()
        device = ClockedDevice(engine, keeps=False)
        chance = random.Random(0)
        for _ in range(_WARM_UP_PLACES):
            _play_somewhere(engine, chance)
        before = _resident_kib()
        for _ in range(places):
            _play_somewhere(engine, chance)
        after = _resident_kib()
        device.stop()
        engine.stop()
    return before, after


def _play_somewhere(engine: Engine, chance: random.Random) -> None:
    engine.post(Seek(chance.randrange(_FRAMES - 10 * SAMPLE_RATE)))
    time.sleep(_SECONDS_PER_PLACE)


def _mapped_song(folder: Path) -> Multitrack:
    """Stems of silence that take no room on the disk: `close` makes the files long, not full."""
    paths = [folder / f"{name}.wav" for name in STEM_NAMES]
    for path in paths:
        MappedWavWriter(path, sample_rate=SAMPLE_RATE).close(_FRAMES)
    return Multitrack(STEM_NAMES, tuple(map_wav(path)[0] for path in paths), _FRAMES)


def _resident_kib() -> dict[str, int]:
    lines = Path("/proc/self/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return {name: int(fields[name].split()[0]) for name in ("RssAnon", "RssFile")}

"""Cost: the CPU time of the fill thread while it plays, beside Rubber Band's own."""

from __future__ import annotations

import threading
import time

import numpy as np

from player.engine import Engine
from player.multitrack import SAMPLE_RATE, Multitrack
from player.time_stretch import TimeStretch
from player.transport import Play, SetMultitrack, SetTempo
from player.treatment import Treatment
from tests.benchmarks.clocked_device import ClockedDevice
from tests.benchmarks.effort import Effort
from tests.benchmarks.table import Table
from tests.player.songs import noise_song

_CASES = ((4, 1.0), (4, 0.75), (6, 0.75), (4, 0.5))
_WARM_UP_S = 2.0
_MEASURED_PER_RECORDED = 1 / 4
_BLOCK_FRAMES = 1024


def tables(effort: Effort) -> list[Table]:
    """Shares of one core."""
    seconds = effort.recorded_s * _MEASURED_PER_RECORDED
    rows = []
    for stems, tempo_ratio in _CASES:
        song = _song(stems, seconds + 2 * _WARM_UP_S)
        whole, light = _fill_thread_share(song, tempo_ratio, seconds)
        condition = f"{stems} stems at {tempo_ratio:.0%}" + (", lighter quality" if light else "")
        if tempo_ratio == 1.0:
            rows.append((condition, f"{whole:.3f}", "", ""))
            continue
        treatment = Treatment(tempo_ratio, light=light)
        alone = _stretcher_share(song.channels, treatment, seconds)
        rows.append((condition, f"{whole:.3f}", f"{alone:.3f}", f"{whole / alone:.2f}"))
    return [
        Table(
            "Cost, shares of one core",
            ("playing", "fill thread", "Rubber Band alone", "ratio"),
            tuple(rows),
            (f"CPU time of the thread in {seconds:.0f} s of playing at the clock's pace.",),
        )
    ]


def _song(stems: int, seconds: float) -> Multitrack:
    noise = noise_song(seconds)
    samples = (*noise.stems, *noise.stems)[:stems]
    return Multitrack(tuple(f"stem {index}" for index in range(stems)), samples, noise.frames)


def _fill_thread_share(song: Multitrack, tempo_ratio: float, seconds: float) -> tuple[float, bool]:
    """CPU seconds of the thread per second, and whether it took the lighter quality by itself."""
    engine = Engine()
    for message in (SetMultitrack(song), SetTempo(tempo_ratio), Play()):
        engine.post(message)
    before = set(threading.enumerate())
    engine.start()
    (fill,) = set(threading.enumerate()) - before
    assert fill.ident is not None
    device = ClockedDevice(engine, keeps=False)
    time.sleep(_WARM_UP_S)
    clock = time.pthread_getcpuclockid(fill.ident)
    began_s, cpu_s = time.monotonic(), time.clock_gettime(clock)
    time.sleep(seconds)
    share = (time.clock_gettime(clock) - cpu_s) / (time.monotonic() - began_s)
    light = engine.playback().light_stretch
    device.stop()
    engine.stop()
    return share, light


def _stretcher_share(channels: int, treatment: Treatment, seconds: float) -> float:
    """CPU seconds of Rubber Band alone per second of sound."""
    stretch = TimeStretch(channels, SAMPLE_RATE, treatment)
    random = np.random.default_rng(0)
    block = (0.05 * random.standard_normal((channels, _BLOCK_FRAMES))).astype(np.float32)
    made = 0
    began = time.thread_time()
    while made < seconds * SAMPLE_RATE:
        made += stretch.process(block).shape[1]
    return (time.thread_time() - began) / (made / SAMPLE_RATE)

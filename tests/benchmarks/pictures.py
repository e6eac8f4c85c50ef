"""Pictures: what waveforms and spectrogram tiles cost."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from player.multitrack import SAMPLE_RATE
from player.spectrogram import compute_tile, frames_to_read
from player.waveform_peaks import WaveformPeaks, compute_peaks
from tests.benchmarks.effort import Effort
from tests.benchmarks.table import Table

_HOUR = 3600 * SAMPLE_RATE
_GOES = 5


def tables(_effort: Effort) -> list[Table]:
    """The best of five goes each: they are short at any effort."""
    noise = np.random.default_rng(0).normal(0, 0.2, (60 * SAMPLE_RATE, 2)).astype(np.float32)
    peaks = WaveformPeaks(_HOUR)
    peaks.insert(compute_peaks(noise, 0))
    start, stop = frames_to_read(1, len(noise))
    tile = noise[start:stop]
    rows = (
        ("peaks of a minute", _best_ms(lambda: compute_peaks(noise, 0))),
        ("drawing an hour, 1200 columns", _best_ms(lambda: peaks.min_max(0, _HOUR, 1200))),
        ("spectrogram tile of 10 s", _best_ms(lambda: compute_tile(tile, 1, SAMPLE_RATE, "mix"))),
    )
    return [Table(f"Pictures, ms (best of {_GOES})", ("what", "takes"), rows)]


def _best_ms(work: Callable[[], object]) -> str:
    """The shortest of some goes."""
    durations_s = []
    for _ in range(_GOES):
        began_s = time.perf_counter()
        work()
        durations_s.append(time.perf_counter() - began_s)
    return f"{min(durations_s) * 1000:.2f}"

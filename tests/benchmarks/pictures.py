"""Pictures: what waveforms and spectrogram tiles cost."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from player.multitrack import SAMPLE_RATE
from player.spectrogram import compute_tile
from player.spectrogram_tile import ZOOMS
from player.waveform_peaks import WaveformPeaks, compute_peaks
from tests.benchmarks import spectrogram_sharpness
from tests.benchmarks.effort import Effort
from tests.benchmarks.table import Table

_HOUR = 3600 * SAMPLE_RATE
_GOES = 5


def tables(_effort: Effort) -> list[Table]:
    """The best of five goes each: they are short at any effort."""
    noise = np.random.default_rng(0).normal(0, 0.2, (60 * SAMPLE_RATE, 2)).astype(np.float32)
    peaks = WaveformPeaks(_HOUR)
    peaks.insert(compute_peaks(noise, 0))
    rows = (
        ("peaks of a minute", _best_ms(lambda: compute_peaks(noise, 0))),
        ("drawing an hour, 1200 columns", _best_ms(lambda: peaks.min_max(0, _HOUR, 1200))),
    )
    return [
        Table(f"Pictures, ms (best of {_GOES})", ("what", "takes"), rows),
        Table(
            f"Spectrogram tiles of noise, ms (best of {_GOES})",
            ("a column", "a tile", "stereo", "both sides alike", "a minute of stereo"),
            tuple(_tile_row(zoom) for zoom in range(len(ZOOMS))),
        ),
        *spectrogram_sharpness.tables(),
    ]


def _tile_row(zoom: int) -> tuple[str, ...]:
    """What a tile of a zoom costs, and what all tiles of a minute do."""
    grid = ZOOMS[zoom]
    start, stop = grid.frames_to_read(1, 3 * grid.tile_frames + grid.context_frames)
    noise = np.random.default_rng(0).normal(0, 0.2, (stop - start, 2)).astype(np.float32)
    alike = np.repeat(noise[:, :1], 2, axis=1)
    tile_s = grid.tile_frames / SAMPLE_RATE
    stereo = _best_ms(lambda: compute_tile(noise, zoom, 1, SAMPLE_RATE, "mix"))
    middle = _best_ms(lambda: compute_tile(alike, zoom, 1, SAMPLE_RATE, "mix"))
    return (
        f"{grid.column_frames / SAMPLE_RATE * 1000:.0f} ms",
        f"{tile_s:.1f} s",
        stereo,
        middle,
        f"{float(stereo) * 60 / tile_s:.0f}",
    )


def _best_ms(work: Callable[[], object]) -> str:
    """The shortest of some goes."""
    durations_s = []
    for _ in range(_GOES):
        began_s = time.perf_counter()
        work()
        durations_s.append(time.perf_counter() - began_s)
    return f"{min(durations_s) * 1000:.2f}"

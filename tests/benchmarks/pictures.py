"""What pictures cost: `python -m tests.benchmarks.pictures`. Milliseconds, best of five."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from player.multitrack import SAMPLE_RATE
from player.spectrogram import compute_tile, frames_to_read
from player.waveform_peaks import WaveformPeaks, compute_peaks

HOUR = 3600 * SAMPLE_RATE


def best_ms(work: Callable[[], object]) -> float:
    """The shortest of five goes."""
    durations_s = []
    for _ in range(5):
        began_s = time.perf_counter()
        work()
        durations_s.append(time.perf_counter() - began_s)
    return min(durations_s) * 1000


def main() -> None:
    """Print the figures."""
    noise = np.random.default_rng(0).normal(0, 0.2, (60 * SAMPLE_RATE, 2)).astype(np.float32)
    peaks = WaveformPeaks(HOUR)
    peaks.insert(compute_peaks(noise, 0))
    start, stop = frames_to_read(1, len(noise))
    tile = noise[start:stop]
    print(f"peaks of a minute             {best_ms(lambda: compute_peaks(noise, 0)):7.2f}")
    print(f"drawing an hour, 1200 columns {best_ms(lambda: peaks.min_max(0, HOUR, 1200)):7.2f}")
    tile_ms = best_ms(lambda: compute_tile(tile, 1, SAMPLE_RATE, "mix"))
    print(f"spectrogram tile of 10 s      {tile_ms:7.2f}")


if __name__ == "__main__":
    main()

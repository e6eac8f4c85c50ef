"""Peaks against plain minima and maxima of the samples."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from player.waveform_peaks import BIN_FRAMES, WaveformPeaks, compute_peaks


def _noise(frames: int) -> NDArray[np.float32]:
    # Not around zero, so that an unknown bin taken for silence shows.
    random = np.random.default_rng(frames)
    return random.uniform(0.1, 0.9, (frames, 2)).astype(np.float32)


def _peaks_of(samples: NDArray[np.float32], cuts: list[int]) -> WaveformPeaks:
    peaks = WaveformPeaks(len(samples))
    bounds = [0, *sorted(cuts), len(samples)]
    for start, stop in reversed(list(pairwise(bounds))):
        peaks.insert(compute_peaks(samples[start:stop], start))
    return peaks


@settings(max_examples=200)
@given(
    frames=st.integers(1, 20_000),
    cuts=st.lists(st.integers(0, 20_000), max_size=4),
    start=st.integers(-3000, 21_000),
    length=st.integers(1, 25_000),
    columns=st.integers(1, 60),
)
def test_each_column_is_the_extremes_of_the_bins_it_touches(
    frames: int, cuts: list[int], start: int, length: int, columns: int
) -> None:
    samples = _noise(frames)
    peaks = _peaks_of(samples, [min(cut, frames) for cut in cuts])
    minima, maxima = peaks.min_max(start, start + length, columns)
    assert minima.dtype == maxima.dtype == np.float32
    column_frames = length / columns
    bin_frames = BIN_FRAMES * (16 if column_frames >= 4 * 16 * BIN_FRAMES else 1)
    edges = start + np.arange(columns + 1) * column_frames
    for column in range(columns):
        first = int(np.floor(edges[column] / bin_frames)) * bin_frames
        last = int(np.ceil(edges[column + 1] / bin_frames)) * bin_frames
        touched = samples[max(first, 0) : max(last, first + bin_frames, 0)]
        assert minima[column] == (touched.min() if touched.size else 0.0)
        assert maxima[column] == (touched.max() if touched.size else 0.0)


def test_coarse_levels_agree_with_the_samples() -> None:
    samples = _noise(3_000_000)
    samples[2_345_678, 1] = 5.0
    samples[1_234_567, 0] = -5.0
    peaks = _peaks_of(samples, [777_777, 2_222_222])
    for columns in (5, 10, 100, 1000):
        minima, maxima = peaks.min_max(0, len(samples), columns)
        assert maxima[2_345_678 * columns // len(samples)] == 5.0
        assert minima[1_234_567 * columns // len(samples)] == -5.0
        # The bin may stick out into one neighbour.
        assert np.count_nonzero(maxima == 5.0) <= 2
        assert np.count_nonzero(minima == -5.0) <= 2


def test_unknown_is_zero() -> None:
    samples = _noise(100 * BIN_FRAMES)
    peaks = WaveformPeaks(len(samples))
    assert not np.any(peaks.min_max(0, len(samples), 50))
    peaks.insert(compute_peaks(samples[: 50 * BIN_FRAMES], 0))
    minima, maxima = peaks.min_max(0, len(samples), 50)
    assert minima[:25].all()
    assert not minima[25:].any()
    assert not maxima[25:].any()


def test_spans_that_share_a_bin_keep_both_extremes() -> None:
    samples = np.zeros((BIN_FRAMES, 2), np.float32)
    samples[10] = 0.5
    samples[200] = -0.25
    peaks = _peaks_of(samples, [100])
    minima, maxima = peaks.min_max(0, BIN_FRAMES, 3)
    assert minima.tolist() == [-0.25] * 3
    assert maxima.tolist() == [0.5] * 3


def test_a_span_behind_the_end_is_left_out() -> None:
    peaks = WaveformPeaks(1000)
    peaks.insert(compute_peaks(_noise(5000), 512))
    assert peaks.min_max(0, 1000, 4)[1][-1] > 0
    peaks.insert(compute_peaks(_noise(100), 9000))
    peaks.insert(compute_peaks(_noise(0), 0))
    assert WaveformPeaks(0).min_max(0, 100, 3)[0].tolist() == [0, 0, 0]
    assert len(peaks.min_max(0, 1000, 0)[0]) == 0

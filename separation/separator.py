"""Separates a whole song in this process: segment by segment, what is needed first coming first."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from separation.errors import SeparationCancelledError
from separation.events import News, Progress, SpanFinished
from separation.mapped_wav import WavReader
from separation.models import StemModel
from separation.segment_order import Focus, next_segment
from separation.segments import SegmentGrid
from separation.stem_store_writer import StemStoreWriter

_RMS_BLOCK_FRAMES = 1 << 18


def separate(
    mix: WavReader,
    store: StemStoreWriter,
    model: StemModel,
    *,
    focus: Callable[[], Focus] = Focus,
    on_event: Callable[[News], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Do every segment that `store` does not have yet, and return when the store is complete.

    `focus` is asked before each segment. The result is the same bits whatever the order. Memory
    does not depend on the song's length.

    Raises: SeparationCancelledError, StoreWriteError, WavUnusableError, NotEnoughMemoryError.
    """
    grid = store.identity.grid
    started_s = time.monotonic()
    done_now = 0
    while unfinished := store.unfinished_segments:
        if cancelled():
            raise SeparationCancelledError
        index = next_segment(grid, unfinished, focus())
        finished = store.add_segment(
            index, _separate_core(mix, grid, index, model, store.identity.mix_rms, cancelled)
        )
        if finished is not None:
            on_event(SpanFinished(finished.start_frame, finished.stop_frame))
        done_now += 1
        s_per_segment = (time.monotonic() - started_s) / done_now
        on_event(Progress(_fraction(store), s_per_segment * (len(unfinished) - 1)))


def announce_finished(store: StemStoreWriter, on_event: Callable[[News], None]) -> None:
    """Say what `store` has from earlier sittings, so that it can be played before the rest."""
    for span in store.finished:
        on_event(SpanFinished(span.start_frame, span.stop_frame))
    on_event(Progress(_fraction(store), None))


def measure_rms(mix: WavReader) -> float:
    """The root mean square of all samples of both channels, full scale 1.0; 0.0 for silence."""
    total = 0.0
    for start_frame in range(0, mix.frames, _RMS_BLOCK_FRAMES):
        block = _finite(mix.read(start_frame, start_frame + _RMS_BLOCK_FRAMES))
        total += float(np.sum(np.square(block, dtype=np.float64)))
    return float(np.sqrt(total / max(1, mix.frames * mix.channels)))


def _separate_core(
    mix: WavReader,
    grid: SegmentGrid,
    index: int,
    model: StemModel,
    mix_rms: float,
    cancelled: Callable[[], bool],
) -> NDArray[np.float32]:
    """The stems of one segment's core, summing to the mix: float32 (stems, core frames, 2)."""
    window_start_frame = grid.window_start_frame(index)
    heard = _finite(mix.read(window_start_frame, window_start_frame + grid.segment_frames))
    window = np.zeros((2, grid.segment_frames), np.float32)
    window[:, : len(heard)] = heard.T
    estimates = model.separate_segment(window, mix_rms, cancelled)
    core = grid.core(index)
    inside = slice(core.start_frame - window_start_frame, core.stop_frame - window_start_frame)
    return _share_leftover(estimates[..., inside], window[:, inside]).transpose(0, 2, 1)


def _share_leftover(
    estimates: NDArray[np.float32], mix: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Share what the stems lack of the mix among them equally, so that they sum to it.

    estimates: float32 (stems, 2, frames); mix: float32 (2, frames).
    Source: Wisdom et al. 2019, "Differentiable Consistency Constraints", arXiv:1811.08521.
    """
    leftover: NDArray[np.float64] = mix - estimates.sum(axis=0, dtype=np.float64)
    summing = estimates + leftover / len(estimates)
    return summing.astype(np.float32)


def _finite(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    # One NaN in a file would otherwise spread over a whole segment of every stem.
    np.nan_to_num(samples, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return samples


def _fraction(store: StemStoreWriter) -> float:
    count = store.identity.grid.count
    return len(store.finished_segments) / count if count else 1.0

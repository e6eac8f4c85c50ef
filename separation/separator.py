"""Separates a whole song in this process: segment by segment, what is needed first coming first."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import numpy as np
from numpy.typing import NDArray

from separation.errors import NotEnoughMemoryError, SeparationCancelledError
from separation.events import MemoryShort, News, Progress, SpanFinished
from separation.lanes import MOST_LANES, Lanes
from separation.mapped_wav import WavReader
from separation.mix_level import finite
from separation.segment_order import Focus, next_segment
from separation.stem_model import StemModel
from separation.stem_store import StoreIdentity
from separation.stem_store_writer import StemStoreWriter


def separate(
    mix: WavReader,
    store: StemStoreWriter,
    model: StemModel,
    *,
    lanes: Callable[[], Lanes] = lambda: Lanes(1, 1),
    focus: Callable[[], Focus] = Focus,
    on_event: Callable[[News], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Do every segment that `store` does not have yet, and return when the store is complete.

    lanes: how many segments are worked on at once, each by a thread of its own. Two threads with a
    segment each do more than two threads that share one, and the bits stay the same. It is asked
    all along: a model that moves to another device has other lanes there.

    `focus` is asked before each segment, in the calling thread, which also gets the events. The
    result is the same bits whatever the order. Memory does not depend on the song's length.

    Where there is not enough memory for several lanes, it goes on with one.

    Raises: SeparationCancelledError, StoreWriteError, WavUnusableError, NotEnoughMemoryError.
    """
    started_s = time.monotonic()
    done_now = 0
    abandoned = threading.Event()
    first_lanes = lanes()
    has_room = True

    def separate_one(index: int) -> NDArray[np.float32]:
        if lanes() != first_lanes:
            lanes().take_threads()  # a thread that has worked keeps the number it had
        return separate_core(
            mix, store.identity, index, model, lambda: abandoned.is_set() or cancelled()
        )

    # The segment, and whether no other was begun beside it.
    at_work: dict[Future[NDArray[np.float32]], tuple[int, bool]] = {}
    with ThreadPoolExecutor(MOST_LANES, thread_name_prefix="separation lane") as pool:
        try:
            while store.unfinished_segments:
                count = lanes().count if has_room else 1
                waiting = store.unfinished_segments - {index for index, _ in at_work.values()}
                while waiting and len(at_work) < count:
                    if cancelled():
                        raise SeparationCancelledError
                    index = next_segment(store.identity.grid, waiting, focus())
                    at_work[pool.submit(separate_one, index)] = (index, count == 1)
                    waiting -= {index}
                done, _ = wait(at_work, return_when=FIRST_COMPLETED)
                for future in done:
                    index, is_alone = at_work.pop(future)
                    try:
                        stems = future.result()
                    except NotEnoughMemoryError as error:
                        if is_alone:
                            raise
                        if has_room:
                            on_event(MemoryShort(error.device, error.device))
                        has_room = False
                        continue
                    finished = store.add_segment(index, stems)
                    if finished is not None:
                        on_event(SpanFinished(finished.start_frame, finished.stop_frame))
                    done_now += 1
                    s_per_segment = (time.monotonic() - started_s) / done_now
                    seconds_left = s_per_segment * len(store.unfinished_segments)
                    on_event(Progress(_fraction(store), seconds_left))
        finally:
            abandoned.set()


def announce_finished(store: StemStoreWriter, on_event: Callable[[News], None]) -> None:
    """Say what `store` has from earlier sittings, so that it can be played before the rest."""
    for span in store.finished:
        on_event(SpanFinished(span.start_frame, span.stop_frame))
    on_event(Progress(_fraction(store), None))


def separate_core(
    mix: WavReader,
    identity: StoreIdentity,
    index: int,
    model: StemModel,
    cancelled: Callable[[], bool] = lambda: False,
) -> NDArray[np.float32]:
    """The stems of one segment's core, summing to the mix: float32 (stems, core frames, 2).

    Raises: SeparationCancelledError, WavUnusableError, NotEnoughMemoryError.
    """
    grid = identity.grid
    core = grid.core(index)
    window_frames = grid.window_frames(index)
    shifts = identity.shifts_frames
    total: NDArray[np.float32] | None = None
    for shift in shifts:
        start_frame = grid.window_start_frame(index) + shift
        window = _read_window(mix, start_frame, window_frames, identity.level.mono_mean)
        estimates = model.separate_segment(window, identity.level, cancelled)
        offset = core.start_frame - start_frame
        inside = estimates[..., offset : offset + core.frames]
        total = inside if total is None else total + inside
    assert total is not None
    samples = finite(mix.read(core.start_frame, core.stop_frame)).T
    mean = total if len(shifts) == 1 else total / np.float32(len(shifts))
    if len(mean) < len(identity.stems):
        rest = samples - mean.sum(axis=0)
        return np.concatenate([mean, rest[None]]).transpose(0, 2, 1)
    return _share_leftover(mean, samples).transpose(0, 2, 1)


def _read_window(
    mix: WavReader, start_frame: int, frames: int, beyond: float
) -> NDArray[np.float32]:
    """The frames from `start_frame` on: float32 (2, frames); `beyond` where the song is not."""
    window = np.full((2, frames), beyond, np.float32)
    heard = finite(mix.read(max(0, start_frame), min(mix.frames, start_frame + frames)))
    offset = max(0, -start_frame)
    window[:, offset : offset + len(heard)] = heard.T
    return window


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


def _fraction(store: StemStoreWriter) -> float:
    count = store.identity.grid.count
    return len(store.finished_segments) / count if count else 1.0

"""The engine: needed first, the same bits in any order, never more memory for a longer song."""

from __future__ import annotations

import threading
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.errors import NotEnoughMemoryError, SeparationCancelledError, WavUnusableError
from separation.events import MemoryShort, News, Progress, SpanFinished
from separation.lanes import Lanes
from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from separation.models import STEMS
from separation.segment_order import Focus
from separation.separator import announce_finished, separate
from separation.spans import Span, SpanSet
from separation.stem_store import StemStore
from separation.stem_store_writer import StemStoreWriter
from tests.separation.conftest import TINY, TinyModel, WriteSong, tiny_identity

STEP = 720


@dataclass
class Listener:
    """Hears the events, and may cancel after some segments."""

    cancel_after: int = 10**9
    spans: list[Span] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)

    def __call__(self, event: News) -> None:
        if isinstance(event, SpanFinished):
            self.spans.append(Span(event.start_frame, event.stop_frame))
        elif isinstance(event, Progress):
            self.progress.append(event)

    def cancelled(self) -> bool:
        return len(self.progress) > self.cancel_after


def run(
    mix: WavReader, folder: Path, focuses: Iterable[Focus] = (), cancel_after: int = 10**9
) -> Listener:
    waiting = list(focuses)
    listener = Listener(cancel_after)
    with StemStoreWriter(folder, tiny_identity(mix)) as store:
        announce_finished(store, listener)
        separate(
            mix,
            store,
            TinyModel(),
            focus=lambda: waiting.pop(0) if waiting else Focus(),
            on_event=listener,
            cancelled=listener.cancelled,
        )
    return listener


def stems_in(folder: Path) -> NDArray[np.float32]:
    store = StemStore.open(folder)
    assert store.is_complete
    return np.stack([store.array(stem) for stem in STEMS])


@pytest.mark.parametrize("frames", [1, 79, 500, 800, 801, 1000, 5000, 7201])
def test_stems_sum_to_the_mix_at_any_length(
    write_song: WriteSong, tmp_path: Path, frames: int
) -> None:
    mix = write_song(frames)
    listener = run(mix, tmp_path / "store")
    stems = stems_in(tmp_path / "store")
    assert np.abs(stems.sum(axis=0) - mix.read(0, frames)).max() < 5e-7
    assert SpanSet(listener.spans) == SpanSet([Span(0, frames)])


def test_each_frame_is_what_the_model_said_in_its_window(
    write_song: WriteSong, tmp_path: Path
) -> None:
    mix = write_song(5000)
    run(mix, tmp_path / "store")
    whole = mix.read(0, 5000)
    window = whole[3 * STEP - 100 :][: TINY.segment_frames]
    said = TinyModel().separate_segment(window.T, MixLevel.of(mix), lambda: False)
    said = said + (window.T - said.sum(axis=0)) / 4
    inside = slice(3 * STEP + 80, 4 * STEP)
    in_window = slice(inside.start - 3 * STEP + 100, inside.stop - 3 * STEP + 100)
    np.testing.assert_allclose(
        stems_in(tmp_path / "store")[:, inside],
        said.transpose(0, 2, 1)[:, in_window],
        atol=1e-6,
    )


def test_same_bits_whatever_the_order_and_after_a_cancel(
    write_song: WriteSong, tmp_path: Path
) -> None:
    mix = write_song(7000)
    run(mix, tmp_path / "in order")
    run(
        mix,
        tmp_path / "jumping",
        [Focus(6500), Focus(100, Span(3000, 4000)), Focus(100, Span(3000, 4000)), Focus(5000)],
    )
    with pytest.raises(SeparationCancelledError):
        run(mix, tmp_path / "in two sittings", [Focus(4000), Focus(1000)], cancel_after=2)
    second = run(mix, tmp_path / "in two sittings")
    expected = stems_in(tmp_path / "in order")
    np.testing.assert_array_equal(stems_in(tmp_path / "jumping"), expected)
    np.testing.assert_array_equal(stems_in(tmp_path / "in two sittings"), expected)
    assert second.progress[0].fraction == pytest.approx(0.2)
    assert SpanSet(second.spans) == SpanSet([Span(0, 7000)]), "old spans are announced too"


def test_the_playhead_is_asked_for_before_each_segment(
    write_song: WriteSong, tmp_path: Path
) -> None:
    listener = run(
        write_song(7000), tmp_path / "store", [Focus(4 * STEP + 300), Focus(0, Span(5500, 6000))]
    )
    assert listener.spans[0] == Span(4 * STEP + 80, 5 * STEP)
    assert listener.spans[1] == Span(0, STEP)


def test_progress_grows_to_one_with_the_time_left(write_song: WriteSong, tmp_path: Path) -> None:
    progress = run(write_song(7000), tmp_path / "store").progress
    fractions = [step.fraction for step in progress]
    assert fractions == pytest.approx(np.linspace(0, 1, 11))
    assert progress[0].seconds_left is None
    assert all(step.seconds_left is not None for step in progress[1:])
    assert progress[-1].seconds_left == 0


def test_nan_and_infinity_harm_only_their_own_frames(tmp_path: Path) -> None:
    samples = np.full((3000, 2), 0.25, np.float32)
    samples[1500] = np.nan, np.inf
    with MappedWavWriter(tmp_path / "mix.wav") as writer:
        writer.write(0, samples)
    mix = WavReader(tmp_path / "mix.wav")
    assert MixLevel.of(mix).rms == pytest.approx(0.25, rel=1e-3)
    run(mix, tmp_path / "store")
    total = stems_in(tmp_path / "store").sum(axis=0)
    np.testing.assert_allclose(total[1500], 0, atol=1e-6)
    np.testing.assert_allclose(np.delete(total, 1500, axis=0), 0.25, atol=1e-6)


def test_a_longer_song_takes_no_more_memory(write_song: WriteSong, tmp_path: Path) -> None:
    def peak_bytes(frames: int) -> int:
        mix = write_song(frames)
        with StemStoreWriter(tmp_path / f"{frames}", tiny_identity(mix)) as store:
            tracemalloc.start()
            separate(mix, store, TinyModel())
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return peak

    peak_bytes(5_000)  # what is loaded once, by the first song, is not the song's
    song_bytes = 100_000 * 8
    assert peak_bytes(100_000) < peak_bytes(10_000) + song_bytes / 4


def test_a_mix_that_gets_shorter_is_an_error(write_song: WriteSong, tmp_path: Path) -> None:
    mix = write_song(5000)
    with StemStoreWriter(tmp_path / "store", tiny_identity(mix)) as store:
        with mix.path.open("r+b") as file:
            file.truncate(20_000)
        with pytest.raises(WavUnusableError):
            separate(mix, store, TinyModel())
        assert store.finished_segments, "what could be done was done"


class Meeting(TinyModel):
    """Waits in the middle of a segment until so many lanes are in one."""

    def __init__(self, lanes: int) -> None:
        self._all_here = threading.Barrier(lanes)
        self.threads: set[str] = set()

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        self._all_here.wait(timeout=20)
        self.threads.add(threading.current_thread().name)
        return super().separate_segment(mix, level, cancelled)


def test_several_lanes_work_at_once_and_to_the_same_bits(
    write_song: WriteSong, tmp_path: Path
) -> None:
    mix = write_song(9 * STEP)
    run(mix, tmp_path / "one lane")
    model = Meeting(3)
    with StemStoreWriter(tmp_path / "three", tiny_identity(mix)) as store:
        separate(mix, store, model, lanes=lambda: Lanes(3, 1))
    assert len(model.threads) == 3
    np.testing.assert_array_equal(stems_in(tmp_path / "three"), stems_in(tmp_path / "one lane"))


class Moving(Meeting):
    """Computes one segment on a card, then moves to the CPU, where two lanes have to meet."""

    device = "cuda"

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        if self.device == "cuda":
            self.device = "cpu"
            return TinyModel.separate_segment(self, mix, level, cancelled)
        return super().separate_segment(mix, level, cancelled)


def test_a_model_that_moves_gets_the_lanes_and_threads_it_has_there(
    write_song: WriteSong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: set[tuple[str, Lanes]] = set()

    def take(lanes: Lanes) -> None:
        taken.add((threading.current_thread().name, lanes))

    monkeypatch.setattr(Lanes, "take_threads", take)
    mix = write_song(9 * STEP)
    model = Moving(2)
    with StemStoreWriter(tmp_path / "store", tiny_identity(mix)) as store:
        separate(mix, store, model, lanes=lambda: Lanes.for_device(model.device, 2))
    assert len(model.threads) == 2
    assert taken == {(name, Lanes(2, 1)) for name in model.threads}
    assert StemStore.open(tmp_path / "store").is_complete


class Roomy(TinyModel):
    """Has memory for so many segments at once."""

    def __init__(self, room: int) -> None:
        self._room = threading.BoundedSemaphore(room) if room else None
        self.failures = 0

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        if self._room is None or not self._room.acquire(blocking=False):
            self.failures += 1
            raise NotEnoughMemoryError("cpu")
        try:
            time.sleep(0.02)
            return super().separate_segment(mix, level, cancelled)
        finally:
            self._room.release()


def test_with_memory_for_one_segment_it_goes_on_with_one_lane(
    write_song: WriteSong, tmp_path: Path
) -> None:
    mix = write_song(8 * STEP)
    model = Roomy(1)
    events: list[News] = []
    with StemStoreWriter(tmp_path / "store", tiny_identity(mix)) as store:
        separate(mix, store, model, lanes=lambda: Lanes(4, 1), on_event=events.append)
    assert 1 <= model.failures <= 3
    assert [event for event in events if isinstance(event, MemoryShort)] == [
        MemoryShort("cpu", "cpu")
    ]
    assert StemStore.open(tmp_path / "store").is_complete


@pytest.mark.parametrize("lanes", [1, 4])
def test_without_memory_for_one_it_ends(write_song: WriteSong, tmp_path: Path, lanes: int) -> None:
    mix = write_song(8 * STEP)
    with (
        StemStoreWriter(tmp_path / "store", tiny_identity(mix)) as store,
        pytest.raises(NotEnoughMemoryError),
    ):
        separate(mix, store, Roomy(0), lanes=lambda: Lanes(lanes, 1))


def test_a_cancel_ends_every_lane(write_song: WriteSong, tmp_path: Path) -> None:
    stop = threading.Event()
    inside = threading.Barrier(3)

    class Endless(TinyModel):
        def separate_segment(
            self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
        ) -> NDArray[np.float32]:
            inside.wait(timeout=20)
            while not cancelled():
                time.sleep(0.001)
            raise SeparationCancelledError

    mix = write_song(8 * STEP)
    canceller = threading.Thread(target=lambda: (inside.wait(timeout=20), stop.set()))
    canceller.start()
    with (
        StemStoreWriter(tmp_path / "store", tiny_identity(mix)) as store,
        pytest.raises(SeparationCancelledError),
    ):
        separate(mix, store, Endless(), lanes=lambda: Lanes(2, 1), cancelled=stop.is_set)
    canceller.join()
    assert not [thread for thread in threading.enumerate() if "lane" in thread.name]

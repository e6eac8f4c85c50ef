"""Same bits in any order and any number of sittings; a damaged store is never believed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from separation.errors import StoreDamagedError, StoreInUseError, StoreWriteError
from separation.mix_level import MixLevel
from separation.models import STEMS
from separation.segments import SegmentGrid, Windowing, fade_in_weights
from separation.spans import Span, SpanSet
from separation.stem_store import StemStore, StoreIdentity, holds_whole_song
from separation.stem_store_writer import StemStoreWriter
from tests.separation.conftest import FileSizeLimit

# The last core, of 60 frames, is shorter than a fade.
GRID = SegmentGrid(frames=5100, segment_frames=1000, context_frames=100, fade_frames=80)
LEVEL = MixLevel(rms=0.1, mono_mean=0.0, mono_std=0.1)
IDENTITY = StoreIdentity("tiny", "0" * 64, STEMS, 44100, LEVEL, (0,), GRID)
NOISE = np.random.default_rng(0)
SEGMENTS = [
    NOISE.standard_normal((4, GRID.core(index).frames, 2)).astype(np.float32)
    for index in range(GRID.count)
]


def overlap_add() -> NDArray[np.float32]:
    """The plain sum in the song's own order."""
    whole = np.zeros((4, GRID.frames, 2), np.float32)
    rising = fade_in_weights(GRID.fade_frames)
    for index, segment in enumerate(SEGMENTS):
        faded = segment.copy()
        fade_in, fade_out = GRID.fade_frames_at(index), GRID.fade_frames_at(index + 1)
        faded[:, :fade_in] *= rising[:fade_in]
        if fade_out:
            faded[:, -fade_out:] *= 1 - rising[:fade_out]
        core = GRID.core(index)
        whole[:, core.start_frame : core.stop_frame] += faded
    return whole


def read(folder: Path) -> NDArray[np.float32]:
    store = StemStore.open(folder)
    return np.stack([store.array(stem) for stem in STEMS])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(GRID.count)),
    sittings=st.sets(st.integers(1, GRID.count - 1)),
)
def test_same_bits_in_any_order_and_any_number_of_sittings(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], sittings: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    writer = StemStoreWriter(folder, IDENTITY)
    announced = SpanSet()
    for place, index in enumerate(order):
        if place in sittings:
            writer.close()
            writer = StemStoreWriter(folder, IDENTITY)
            assert writer.finished == announced
        span = writer.add_segment(index, SEGMENTS[index])
        if span is not None:
            announced = announced.add(span)
        part = StemStore.open(folder)
        assert part.finished == announced == writer.finished
        assert part.is_complete == (place == GRID.count - 1)
    writer.close()
    np.testing.assert_array_equal(read(folder), overlap_add())
    assert not list(folder.glob("half-*")), "a complete store needs no halves"


@pytest.mark.parametrize("moment", ["_record", "_drop_used_halves"])
def test_killed_before_or_after_the_record_it_goes_on_to_the_same_bits(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    for index in (1, 3, 2, 0, 6, 5, 4):
        if index >= GRID.count:
            continue
        with StemStoreWriter(folder, IDENTITY) as writer, monkeypatch.context() as broken:
            broken.setattr(writer, moment, die)
            with pytest.raises(Killed):
                writer.add_segment(index, SEGMENTS[index])
        with StemStoreWriter(folder, IDENTITY) as writer:
            if index in writer.unfinished_segments:
                writer.add_segment(index, SEGMENTS[index])
    with StemStoreWriter(folder, IDENTITY) as writer:
        for index in writer.unfinished_segments:
            writer.add_segment(index, SEGMENTS[index])
    np.testing.assert_array_equal(read(folder), overlap_add())


def test_what_is_finished_can_be_heard_while_the_rest_is_made(folder: Path) -> None:
    with StemStoreWriter(folder, IDENTITY) as writer:
        writer.add_segment(2, SEGMENTS[2])
        store = StemStore.open(folder)
        bass = store.array("bass")
        step, fade = GRID.step_frames, GRID.fade_frames
        assert store.finished == SpanSet([Span(2 * step + fade, 3 * step)])
        np.testing.assert_array_equal(bass[2 * step + fade : 3 * step], SEGMENTS[2][2, fade:step])
        assert not bass[: 2 * step + fade].any()
        writer.add_segment(1, SEGMENTS[1])
        assert bass[2 * step - 10].any(), "a map sees what is written after it was made"
    with pytest.raises(ValueError, match="read-only"):
        bass[0] = 1


def test_whether_the_whole_song_is_there_is_known_without_opening_stems(folder: Path) -> None:
    assert not holds_whole_song(folder)
    with StemStoreWriter(folder, IDENTITY) as writer:
        writer.add_segment(0, SEGMENTS[0])
        assert not holds_whole_song(folder)
        for index in writer.unfinished_segments:
            writer.add_segment(index, SEGMENTS[index])
    assert holds_whole_song(folder)
    (folder / "record.json").write_text("[]")
    assert not holds_whole_song(folder)


def test_stems_are_files_any_program_opens(folder: Path) -> None:
    with StemStoreWriter(folder, IDENTITY) as writer:
        for index, segment in enumerate(SEGMENTS):
            writer.add_segment(index, segment)
    drums, sample_rate = soundfile.read(folder / "drums.wav", dtype="float32")
    assert sample_rate == 44100
    np.testing.assert_array_equal(drums, overlap_add()[1])


@pytest.mark.parametrize("frames", [0, 1, 80, 81, 720])
def test_very_short_songs(folder: Path, frames: int) -> None:
    identity = replace(IDENTITY, grid=replace(GRID, frames=frames))
    with StemStoreWriter(folder, identity) as writer:
        assert len(writer.unfinished_segments) == (frames > 0)
        for index in writer.unfinished_segments:
            samples = SEGMENTS[0][:, :frames]
            assert writer.add_segment(index, samples) == Span(0, frames)
    assert StemStore.open(folder).is_complete
    np.testing.assert_array_equal(read(folder), SEGMENTS[0][:, :frames])


def damage_record(folder: Path) -> None:
    (folder / "record.json").write_text('{"version": 1, "stems": ')


def damage_segments(folder: Path) -> None:
    record = json.loads((folder / "record.json").read_text())
    record["finished_segments"] = [1, 99]
    (folder / "record.json").write_text(json.dumps(record))


def remove_record(folder: Path) -> None:
    (folder / "record.json").unlink()


def remove_stem(folder: Path) -> None:
    (folder / "bass.wav").unlink()


def cut_stem(folder: Path) -> None:
    with (folder / "bass.wav").open("r+b") as file:
        file.truncate(3000)


def replace_stem(folder: Path) -> None:
    soundfile.write(folder / "bass.wav", np.zeros((5000, 2)), 44100, subtype="FLOAT")


def remove_half(folder: Path) -> None:
    (folder / "half-1-after.npy").unlink()


def cut_half(folder: Path) -> None:
    with (folder / "half-2-before.npy").open("r+b") as file:
        file.truncate(300)


@pytest.mark.parametrize(
    "damage",
    [
        *(damage_record, damage_segments, remove_record, remove_stem, cut_stem, replace_stem),
        *(remove_half, cut_half),
    ],
)
def test_a_damaged_store_is_started_again(folder: Path, damage: object) -> None:
    with StemStoreWriter(folder, IDENTITY) as writer:
        writer.add_segment(1, SEGMENTS[1])
    notes = folder / "notes.txt"
    notes.write_text("not the store's")
    assert callable(damage)
    damage(folder)
    with StemStoreWriter(folder, IDENTITY) as writer:
        assert not writer.finished_segments
        for index, segment in enumerate(SEGMENTS):
            writer.add_segment(index, segment)
    np.testing.assert_array_equal(read(folder), overlap_add())
    assert notes.read_text() == "not the store's"


@pytest.mark.parametrize(
    "damage", [damage_record, damage_segments, remove_record, remove_stem, cut_stem]
)
def test_a_reader_refuses_a_damaged_store(folder: Path, damage: object) -> None:
    StemStoreWriter(folder, IDENTITY).close()
    assert callable(damage)
    damage(folder)
    with pytest.raises(StoreDamagedError):
        StemStore.open(folder)


@pytest.mark.parametrize(
    "other",
    [
        replace(IDENTITY, recipe="other"),
        replace(IDENTITY, shifts_frames=(-5, 5)),
        replace(IDENTITY, grid=replace(GRID, windowing=Windowing.CENTRED)),
        replace(IDENTITY, weights_digest="1" * 64),
        replace(IDENTITY, level=replace(LEVEL, rms=0.2)),
        replace(IDENTITY, grid=replace(GRID, frames=5001)),
        replace(IDENTITY, grid=replace(GRID, fade_frames=70)),
    ],
)
def test_another_song_or_model_starts_again(folder: Path, other: StoreIdentity) -> None:
    with StemStoreWriter(folder, IDENTITY) as writer:
        writer.add_segment(1, SEGMENTS[1])
    with StemStoreWriter(folder, other) as writer:
        assert not writer.finished_segments
    assert StemStore.open(folder).identity == other
    assert not read(folder).any()


def test_one_writer_at_a_time(folder: Path) -> None:
    first = StemStoreWriter(folder, IDENTITY)
    with pytest.raises(StoreInUseError):
        StemStoreWriter(folder, IDENTITY)
    first.close()
    StemStoreWriter(folder, IDENTITY).close()


def test_no_room_for_the_stems_leaves_no_store_behind(
    folder: Path, file_size_limit: FileSizeLimit
) -> None:
    with file_size_limit(20_000), pytest.raises(StoreWriteError) as refusal:
        StemStoreWriter(folder, IDENTITY)
    assert refusal.value.disk_full
    assert [path.name for path in folder.iterdir()] == ["writer.lock"]


def test_a_disk_that_fills_up_costs_only_the_segment_in_work(
    folder: Path, file_size_limit: FileSizeLimit
) -> None:
    with StemStoreWriter(folder, IDENTITY) as writer:
        writer.add_segment(0, SEGMENTS[0])
        with file_size_limit(10_000), pytest.raises(StoreWriteError) as refusal:
            writer.add_segment(2, SEGMENTS[2])
        assert refusal.value.disk_full
        assert writer.finished_segments == {0}
    store = StemStore.open(folder)
    assert store.finished_segments == {0}
    np.testing.assert_array_equal(store.array("drums")[:700], SEGMENTS[0][1, :700])
    with StemStoreWriter(folder, IDENTITY) as writer:
        for index in writer.unfinished_segments:
            writer.add_segment(index, SEGMENTS[index])
    np.testing.assert_array_equal(read(folder), overlap_add())


def test_a_place_where_no_folder_can_be_is_a_write_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreWriteError) as refusal:
        StemStoreWriter(tmp_path / "file" / "store", IDENTITY)
    assert not refusal.value.disk_full

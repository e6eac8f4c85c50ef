"""Waveforms are computed once: what is kept beside a song, and what is read to make it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.song_pictures import SongPictures
from player.multitrack import SAMPLE_RATE, Samples
from player.peaks_file import PeaksFile
from player.waveform_peaks import WaveformPeaks, compute_peaks
from tests.app.conftest import delete_now, music

SONG = music(90.0)
FRAMES = len(SONG)
MakePictures = Callable[[], SongPictures]


class CountedReading:
    """Reads the song and remembers what it was asked for."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []

    def __call__(self, start_frame: int, stop_frame: int) -> Samples:
        self.spans.append((start_frame, stop_frame))
        return SONG[start_frame:stop_frame]


@pytest.fixture
def make_pictures(qtbot: QtBot) -> Iterator[MakePictures]:
    made: list[SongPictures] = []

    def make() -> SongPictures:
        pictures = SongPictures()
        pictures.begin_song(FRAMES)
        made.append(pictures)
        return pictures

    yield make
    for pictures in made:
        pictures.close()
        delete_now(pictures)


@pytest.fixture
def file(tmp_path: Path) -> PeaksFile:
    record = tmp_path / "record.json"
    record.write_text("{}")
    return PeaksFile(tmp_path / "mix.peaks", record)


def is_known(pictures: SongPictures) -> bool:
    peaks = pictures.peaks("mix")
    assert peaks is not None
    return bool((peaks.min_max(0, FRAMES, 50)[1] > 0.1).all())


def open_whole(qtbot: QtBot, pictures: SongPictures, file: PeaksFile) -> list[tuple[int, int]]:
    """Everything that was read until the waveform was known."""
    reading = CountedReading()
    pictures.set_source("mix", reading, file)
    pictures.add_span("mix", 0, FRAMES)
    qtbot.waitUntil(lambda: is_known(pictures))
    qtbot.waitUntil(file.path.exists)
    return reading.spans


def test_a_song_opened_again_is_not_read_for_its_waveform(
    qtbot: QtBot, make_pictures: MakePictures, file: PeaksFile
) -> None:
    first, again = make_pictures(), make_pictures()
    minute = 60 * SAMPLE_RATE
    assert open_whole(qtbot, first, file) == [(0, minute), (minute, FRAMES)]
    assert open_whole(qtbot, again, file) == []
    for columns in (10, 1000):
        for one, other in zip(
            first.peaks("mix").min_max(0, FRAMES, columns),
            again.peaks("mix").min_max(0, FRAMES, columns),
            strict=True,
        ):
            np.testing.assert_array_equal(one, other)


def test_a_waveform_is_kept_when_its_last_part_is_known(
    qtbot: QtBot, make_pictures: MakePictures, file: PeaksFile
) -> None:
    pictures = make_pictures()
    third = FRAMES // 3
    pictures.set_source("mix", CountedReading(), file)
    for start, stop in ((2 * third, FRAMES), (0, third)):
        with qtbot.waitSignal(pictures.peaks_changed):
            pictures.add_span("mix", start, stop)
    # The pool does one thing after another: what is seen now is behind any writing.
    with qtbot.waitSignal(pictures.tile_ready):
        pictures.want_tiles(("mix",), 1, 0, 1000)
    assert not file.path.exists()
    pictures.add_span("mix", third, 2 * third)
    qtbot.waitUntil(file.path.exists)
    read = file.read(FRAMES)
    assert read is not None
    whole = compute_peaks(SONG, 0)
    assert read.min_max(0, FRAMES, 1)[1] == whole.maxima.max()


def test_a_damaged_waveform_is_computed_and_kept_again(
    qtbot: QtBot, make_pictures: MakePictures, file: PeaksFile
) -> None:
    file.path.write_bytes(b"woodshed peaks 1 but not really")
    assert open_whole(qtbot, make_pictures(), file)
    qtbot.waitUntil(lambda: file.read(FRAMES) is not None)
    assert open_whole(qtbot, make_pictures(), file) == []


def test_a_disk_that_takes_nothing_still_shows_the_waveform(
    qtbot: QtBot, make_pictures: MakePictures, tmp_path: Path
) -> None:
    nowhere = tmp_path / "gone"
    pictures = make_pictures()
    pictures.set_source("mix", CountedReading(), PeaksFile(nowhere / "mix.peaks", nowhere / "r"))
    pictures.add_span("mix", 0, FRAMES)
    qtbot.waitUntil(lambda: is_known(pictures))
    assert not nowhere.exists()


def test_another_song_is_not_shown_the_waveform_of_the_last(
    qtbot: QtBot, make_pictures: MakePictures, file: PeaksFile
) -> None:
    pictures = make_pictures()
    open_whole(qtbot, pictures, file)
    pictures.add_span("mix", 0, FRAMES)  # on its way from the disk
    pictures.begin_song(FRAMES)
    pictures.set_source("mix", lambda start, stop: np.zeros((stop - start, 2), np.float32), file)
    with qtbot.waitSignal(pictures.tile_ready):
        pictures.want_tiles(("mix",), 1, 0, 1000)
    assert not is_known(pictures)


def test_what_is_written_does_not_change_meanwhile(
    qtbot: QtBot,
    make_pictures: MakePictures,
    file: PeaksFile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pictures = make_pictures()
    louder = compute_peaks(np.full((1000, 2), 3.0, np.float32), 0)
    handed_over = threading.Event()
    write = PeaksFile.write

    def late(file: PeaksFile, peaks: WaveformPeaks) -> None:
        handed_over.wait(10)
        write(file, peaks)

    monkeypatch.setattr(PeaksFile, "write", late)
    pictures.set_source("mix", CountedReading(), file)
    pictures.add_span("mix", 0, FRAMES)
    qtbot.waitUntil(lambda: pictures._known["mix"].frames == FRAMES)
    shown = pictures.peaks("mix")
    assert shown is not None
    shown.insert(louder)
    handed_over.set()
    qtbot.waitUntil(file.path.exists)
    read = file.read(FRAMES)
    assert read is not None
    assert read.min_max(0, FRAMES, 1)[1] < 3.0

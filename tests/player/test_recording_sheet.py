"""A recording that is begun: both files are there, or none."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from player import recording_sheet
from player.input_ring import InputBlock
from player.recording_file import read_recording
from player.recording_log import RecordingHead, read_log
from player.recording_sheet import RecordingSheet

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

HEAD = RecordingHead(44_100, 44_100, 0.0, 0.0)


class ShortWrites(io.FileIO):
    """Writes a few bytes at a time, as a system may."""

    def write(self, data: ReadableBuffer, /) -> int:
        return super().write(memoryview(data)[:7])


class FullDisk(io.FileIO):
    """Takes nothing more."""

    def write(self, _data: ReadableBuffer, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_nothing_is_left_of_one_whose_sound_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "one.wav").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        RecordingSheet(tmp_path / "one", 1, HEAD, [])
    assert [path.name for path in tmp_path.iterdir()] == ["one.wav"]
    assert (tmp_path / "one.wav").read_bytes() == b"mine"


def test_another_s_log_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "one.log").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        RecordingSheet(tmp_path / "one", 1, HEAD, [])
    assert (tmp_path / "one.log").read_bytes() == b"mine"


@pytest.mark.parametrize("which", [recording_sheet, io])
def test_nothing_is_left_of_one_for_which_there_is_no_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, which: object
) -> None:
    monkeypatch.setattr(which, "FileIO", FullDisk)
    with pytest.raises(OSError, match="No space"):
        RecordingSheet(tmp_path / "one", 1, HEAD, [])
    assert not list(tmp_path.iterdir())


def test_what_is_written_in_pieces_is_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(recording_sheet, "FileIO", ShortWrites)
    monkeypatch.setattr(io, "FileIO", ShortWrites)
    sheet = RecordingSheet(tmp_path / "one", 2, HEAD, [])
    sound = np.random.default_rng(0).standard_normal((50, 2)).astype(np.float32)
    sheet.take(sound, [InputBlock(1000, 50, 12.5, False)])
    sheet.close(complete=True)
    samples, rate = read_recording(tmp_path / "one.wav")
    np.testing.assert_array_equal(samples, sound)
    assert rate == 44_100
    log = read_log(tmp_path / "one.log")
    assert log.head == HEAD
    assert [tuple(each) for each in log.input_readings] == [(0, 12.5, False)]

"""The file of a recording: whole after every append, after a kill, and on a full disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.errors import RecordingUnreadableError
from player.recording_file import RecordingFile, read_recording
from tests.app.small_disk import run_on_small_disk

_KILLED = """
import os, signal, sys, pathlib, numpy
from player.recording_file import RecordingFile
file = RecordingFile(pathlib.Path(sys.argv[1]), 1, 44100)
for block in range(5):
    file.append(numpy.full((1000, 1), block, numpy.float32))
os.kill(os.getpid(), signal.SIGKILL)
"""
_FULL = """
import sys, pathlib, numpy
from player.recording_file import RecordingFile
path = pathlib.Path(sys.argv[1])
with RecordingFile(path, 2, 44100) as file:
    try:
        while True:
            file.append(numpy.full((10000, 2), 0.5, numpy.float32))
    except OSError as error:
        print(error.errno)
import soundfile
samples, rate = soundfile.read(path, dtype="float32")
print(len(samples), rate, float(samples.min()))
"""


@pytest.mark.parametrize("channels", [1, 2])
def test_other_programs_read_it_after_every_append(tmp_path: Path, channels: int) -> None:
    path = tmp_path / "take.wav"
    sound = np.random.default_rng(0).standard_normal((3000, channels)).astype(np.float32)
    with RecordingFile(path, channels, 48_000) as file:
        for start in range(0, 3000, 1000):
            file.append(sound[start : start + 1000])
            heard, rate = soundfile.read(path, dtype="float32", always_2d=True)
            np.testing.assert_array_equal(heard, sound[: start + 1000])
            assert rate == 48_000
    samples, rate = read_recording(path)
    np.testing.assert_array_equal(samples, sound)
    assert rate == 48_000


def test_nothing_that_was_appended_is_lost_in_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    samples, _ = read_recording(path)
    np.testing.assert_array_equal(samples[:, 0], np.repeat(np.arange(5), 1000))


def test_what_was_written_after_the_header_counts(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    with RecordingFile(path, 1, 44_100) as file:
        file.append(np.ones((10, 1), np.float32))
    with path.open("ab") as more:
        more.write(np.full(3, 2, "<f4").tobytes() + b"\1\2")
    samples, _ = read_recording(path)
    assert samples[:, 0].tolist() == [1.0] * 10 + [2.0] * 3


def test_a_full_disk_keeps_what_fits(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    errno, heard = run_on_small_disk(disk, 1 << 20, _FULL, disk / "take.wav").splitlines()
    assert int(errno) == 28
    frames, rate, lowest = heard.split()
    assert int(frames) > 120_000
    assert (int(rate), float(lowest)) == (44_100, 0.5)


def test_what_is_no_recording_is_said(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(b"RIFF")
    with pytest.raises(RecordingUnreadableError):
        read_recording(path)
    path.write_bytes(os.urandom(200))
    with pytest.raises(RecordingUnreadableError):
        read_recording(path)


def test_an_existing_recording_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        RecordingFile(tmp_path / "take.wav", 1, 44_100)

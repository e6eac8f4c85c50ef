"""Recording: what is on the disk when it ends, whatever ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from player.errors import InputGoneError, PlayerError, RecordingWriteError
from player.recording_file import read_recording
from player.recording_log import read_log
from player.recording_sheet import LOG_SUFFIX, SOUND_SUFFIX
from player.stream_clock import StreamClock
from player.take_recorder import TakeRecorder
from player.take_timeline import TakePart, take_parts
from tests.app.small_disk import run_on_small_disk
from tests.player.hand_fed_input import BLOCK, HandFedInput, HandFedSong, play

_KILLED = """
import os, pathlib, signal, sys, threading
from player.take_recorder import TakeRecorder
from tests.player.hand_fed_input import HandFedInput, HandFedSong, play
song, source = HandFedSong(), HandFedInput()
recorder = TakeRecorder(source, song.ring, song.playback, lambda *_: None)
recorder.begin(pathlib.Path(sys.argv[1]), 0.0)
play(song, source, 3.0)
os.kill(os.getpid(), signal.SIGKILL)
"""
_FULL = """
import pathlib, sys, threading, time
from player.take_recorder import TakeRecorder
from tests.player.hand_fed_input import HandFedInput, HandFedSong, play
ended = []
song, source = HandFedSong(), HandFedInput(2)
recorder = TakeRecorder(source, song.ring, song.playback, lambda *all: ended.append(all))
recorder.begin(pathlib.Path(sys.argv[1]), 0.0)
while not ended:
    play(song, source, 0.2)
recorder.close()
(path, error), = ended
from player.recording_file import read_recording
from player.recording_log import read_log
from player.take_timeline import take_parts
samples, _ = read_recording(path.with_suffix(".wav"))
part, = take_parts(read_log(path.with_suffix(".log")), len(samples))
print(type(error).__name__, error.cause.errno, len(samples), part.stop_frame)
"""


class Desk:
    """A recorder, and what it told."""

    def __init__(self, latency_s: float = 0.0) -> None:
        self.song, self.source = HandFedSong(), HandFedInput(latency_s=latency_s)
        self.told: list[tuple[Path | None, PlayerError | None]] = []
        self.has_ended = threading.Event()
        self.recorder = TakeRecorder(
            self.source,  # type: ignore[arg-type]
            self.song.ring,
            self.song.playback,
            self._on_ended,
        )

    def _on_ended(self, path: Path | None, error: PlayerError | None) -> None:
        self.told.append((path, error))
        self.has_ended.set()

    def until(self, holds: Callable[[], bool]) -> None:
        """Play until something holds."""
        deadline = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < deadline
            play(self.song, self.source, 0.05)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.recorder.close()


def written_s(path: Path) -> float:
    """How much of a recording is on the disk."""
    sound = path.with_suffix(SOUND_SUFFIX)
    return len(read_recording(sound)[0]) / 44_100 if sound.exists() else 0.0


def parts_at(path: Path) -> tuple[TakePart, ...]:
    samples, _ = read_recording(path.with_suffix(SOUND_SUFFIX))
    return take_parts(read_log(path.with_suffix(LOG_SUFFIX)), len(samples))


def test_a_recording_is_there_with_its_place_in_the_song(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(tmp_path / "one", 0.0)
    play(desk.song, desk.source, 1.5)
    desk.recorder.end()
    desk.until(desk.has_ended.is_set)
    assert desk.told == [(tmp_path / "one", None)]
    (part,) = parts_at(tmp_path / "one")
    assert 0 <= part.start_frame < 2000
    # What was heard meanwhile, and what was still on its way.
    assert 1.4 * 44_100 < part.stop_frame <= desk.song.ring.heard
    assert part.points[0][0] < 0.2 * 44_100


def test_a_second_one_is_another_file(desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two"):
        desk.recorder.begin(tmp_path / name, 0.0)
        play(desk.song, desk.source, 0.8)
    desk.recorder.close()
    assert [path for path, _ in desk.told] == [tmp_path / "one", tmp_path / "two"]


def test_an_hour_s_log_stays_small(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(tmp_path / "one", 0.0)
    play(desk.song, desk.source, 2.0)
    desk.recorder.end()
    desk.until(desk.has_ended.is_set)
    log = read_log((tmp_path / "one").with_suffix(LOG_SUFFIX))
    recorded_s = len(read_recording((tmp_path / "one").with_suffix(SOUND_SUFFIX))[0]) / 44_100
    assert 5 * recorded_s < len(log.input_readings) <= 20 * recorded_s + 2
    assert 5 < len(log.output_readings) <= 20 * recorded_s + 2


def test_while_one_is_brought_to_the_disk_the_next_is_recorded(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_there = threading.Event()
    monkeypatch.setattr("player.recording_file.os.fsync", lambda _: is_there.wait(30))
    try:
        for name in ("one", "two"):
            desk.recorder.begin(tmp_path / name, 0.0)
            desk.until(lambda name=name: written_s(tmp_path / name) > 0.5)  # type: ignore[misc]
        desk.recorder.end()
        desk.until(lambda: desk.recorder.levels().recorded_s == 0)
        assert not desk.told
    finally:
        is_there.set()
    desk.recorder.close()
    assert desk.told == [(tmp_path / "one", None), (tmp_path / "two", None)]


def test_what_came_just_before_belongs_to_it_also_right_behind_another(
    desk: Desk, tmp_path: Path
) -> None:
    desk.recorder.begin(tmp_path / "one", 0.0)
    play(desk.song, desk.source, 1.0)
    desk.recorder.end()
    play(desk.song, desk.source, 0.1)
    begun_s = time.perf_counter()
    desk.recorder.begin(tmp_path / "two", 0.0)
    desk.until(lambda: written_s(tmp_path / "two") > 0.8)
    desk.recorder.close()
    log = read_log((tmp_path / "two").with_suffix(LOG_SUFFIX))
    heard_in = StreamClock(log.input_readings, log.head.sample_rate)
    assert begun_s - 1.0 < heard_in.time_at(0) < begun_s - 0.4


@pytest.mark.parametrize("latency_s", [0.0, 0.2])
def test_closed_in_mid_phrase_it_takes_what_was_on_its_way(
    tmp_path: Path, latency_s: float
) -> None:
    desk = Desk(latency_s)
    desk.recorder.begin(tmp_path / "one", 0.0)
    playing = threading.Thread(target=play, args=(desk.song, desk.source, 3.0))
    playing.start()
    time.sleep(1.0)
    closed_s = time.perf_counter()
    desk.recorder.end()
    desk.recorder.close()
    playing.join()
    assert desk.told == [(tmp_path / "one", None)]
    log = read_log((tmp_path / "one").with_suffix(LOG_SUFFIX))
    samples, _ = read_recording((tmp_path / "one").with_suffix(SOUND_SUFFIX))
    ends_s = StreamClock(log.input_readings, log.head.sample_rate).time_at(len(samples))
    assert closed_s - 0.02 < ends_s < closed_s + 0.5


def test_closing_waits_for_no_input_that_gives_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(tmp_path / "one", 0.0)
    play(desk.song, desk.source, 0.5)
    desk.recorder.close()
    assert desk.told == [(tmp_path / "one", None)]


def test_it_may_end_while_somebody_asks_how_loud_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.recorder.close()
    ending = iter([SimpleNamespace(frames=4410, dropouts=2), SimpleNamespace(dropouts=2), None])
    monkeypatch.setattr(TakeRecorder, "_sheet", property(lambda _: next(ending)), raising=False)
    levels = desk.recorder.levels()
    assert (levels.recorded_s, levels.dropouts) == (0.1, 2)
    monkeypatch.undo()


def test_how_loud_it_is_is_known_without_a_recording(desk: Desk) -> None:
    desk.source.feed(np.full((BLOCK, 1), -0.5, np.float32))
    desk.until(lambda: desk.recorder.levels().peaks[0] > 0)
    desk.source.feed(np.full((BLOCK, 1), 1.0, np.float32))
    desk.until(lambda: desk.recorder.levels().clipped)
    desk.until(lambda: not desk.recorder.levels().clipped)


def test_what_is_recorded_is_seen_before_it_ends(desk: Desk, tmp_path: Path) -> None:
    assert desk.recorder.rounds() == ("", ())
    desk.recorder.begin(tmp_path / "one", 0.0)
    desk.until(lambda: bool(desk.recorder.rounds()[1]))
    name, (before,) = desk.recorder.rounds()
    assert name == "one"
    assert not desk.told
    desk.until(lambda: desk.recorder.rounds()[1][0].stop_frame > before.stop_frame + 4410)
    (now,) = desk.recorder.rounds()[1]
    assert now.min_max(now.start_frame + 1000, now.stop_frame - 1000, 1)[1] == [0.25]
    desk.recorder.close()
    # It is seen until the next one begins.
    assert desk.recorder.rounds()[0] == "one"


def test_what_the_device_lost_is_counted(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(tmp_path / "one", 0.0)
    desk.until(lambda: desk.recorder.levels().recorded_s > 0)
    desk.source.feed(np.zeros((BLOCK, 1), np.float32), lost=True)
    desk.until(lambda: desk.recorder.levels().dropouts == 1)


def test_a_device_that_goes_ends_it_and_what_was_played_is_kept(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(tmp_path / "one", 0.0)
    play(desk.song, desk.source, 1.0)
    desk.source.is_alive = False
    assert desk.has_ended.wait(10)
    ((path, error),) = desk.told
    assert isinstance(error, InputGoneError)
    assert path is not None
    assert len(read_recording(path.with_suffix(SOUND_SUFFIX))[0]) >= 0.9 * 44_100


def test_a_folder_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    desk.recorder.begin(tmp_path / "file" / "one", 0.0)
    assert desk.has_ended.wait(10)
    ((path, error),) = desk.told
    assert path is None
    assert isinstance(error, RecordingWriteError)


def test_a_kill_loses_less_than_a_second(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path / "one")], check=False)
    assert done.returncode == -signal.SIGKILL
    samples, _ = read_recording(tmp_path / "one.wav")
    assert len(samples) > 2.0 * 44_100
    (part,) = parts_at(tmp_path / "one")
    assert part.stop_frame > 2.0 * 44_100


def test_a_full_disk_ends_it_and_what_was_played_is_kept(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    error, errno, frames, stop = run_on_small_disk(disk, 1 << 20, _FULL, disk / "one").split()
    assert (error, int(errno)) == ("RecordingWriteError", 28)
    assert int(frames) > 100_000
    assert int(stop) > 100_000

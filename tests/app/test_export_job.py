"""One export in a process of its own: finished, stopped, and gone wrong."""

from __future__ import annotations

import errno
import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.error_messages import sentence
from app.errors import ExportDiedError, ExportWriteError
from app.export_job import ExportCancelled, ExportEvent, ExportFailed, ExportJob, ExportProgress
from app.export_order import ExportFile, ExportFormat, ExportOrder, SoundFiles
from app.export_writing import Exported
from player.multitrack import SAMPLE_RATE, Multitrack
from player.treatment import Treatment
from separation.mapped_wav import MappedWavWriter
from tests.app.small_disk import run_on_small_disk
from tests.player.songs import noise_song

LIMIT_S = 100.0


@pytest.fixture
def song() -> Multitrack:
    return noise_song(2.0)


MakeOrder = Callable[..., ExportOrder]
StartWorker = Callable[[ExportOrder, Path], subprocess.Popen[bytes]]


@pytest.fixture
def make_order(tmp_path: Path, song: Multitrack) -> MakeOrder:
    """`make_order(seconds=2.0, tempo_ratio=1.0)`: the bass of a song of that length."""

    def make(seconds: float = 2.0, tempo_ratio: float = 1.0) -> ExportOrder:
        path = tmp_path / "bass.wav"
        frames = round(seconds * SAMPLE_RATE)
        with MappedWavWriter(path) as wav:
            wav.write(0, song.stems[2][:frames])
            wav.allocate(frames)
        sound = SoundFiles(("bass",), (path,), frames)
        file = ExportFile("Song - bass", "Song - bass", (1.0, 1.0))
        folder = tmp_path / "new" / "exported"
        return ExportOrder(folder, ExportFormat.WAV, (file,), sound, Treatment(tempo_ratio))

    return make


class Running:
    """A job, and what it says."""

    def __init__(self, order: ExportOrder, kind: type[ExportJob] = ExportJob) -> None:
        self.events: queue.Queue[ExportEvent] = queue.Queue()
        self.job = kind(order, self.events.put)
        self.job.start()

    def ending(self) -> ExportEvent:
        """Its last word, which nothing follows."""
        while isinstance(event := self.events.get(timeout=LIMIT_S), ExportProgress):
            pass
        self.job.join()
        assert self.events.empty()
        return event

    def first_progress(self) -> None:
        assert isinstance(self.events.get(timeout=LIMIT_S), ExportProgress)


def test_it_writes_into_a_folder_that_is_made_for_it(
    make_order: MakeOrder, song: Multitrack
) -> None:
    order = make_order()
    ending = Running(order).ending()
    assert ending == Exported((order.folder / "Song - bass.wav",), 1.0)
    heard, _ = soundfile.read(order.folder / "Song - bass.wav")
    assert np.abs(heard - song.stems[2]).max() <= 0.5 / (1 << 23)
    assert [path.name for path in order.folder.iterdir()] == ["Song - bass.wav"]


@pytest.mark.slow
def test_it_says_how_far_it_is(make_order: MakeOrder) -> None:
    running = Running(make_order(60.0, 0.5))
    said = [running.events.get(timeout=LIMIT_S) for _ in range(20)]
    running.job.cancel()
    running.ending()
    fractions = [event.fraction for event in said if isinstance(event, ExportProgress)]
    assert len(fractions) == len(said)
    assert fractions == sorted(fractions)
    assert 0.0 < fractions[0] < fractions[-1] < 1.0
    assert isinstance(said[-1], ExportProgress)
    assert said[-1].seconds_left is not None


def test_cancelled_it_leaves_nothing(make_order: MakeOrder) -> None:
    order = make_order(600.0, 0.5)
    running = Running(order)
    running.first_progress()
    assert list(order.folder.iterdir()) != []
    began_s = time.monotonic()
    running.job.cancel()
    assert running.ending() == ExportCancelled()
    assert time.monotonic() - began_s < 10
    assert list(order.folder.iterdir()) == []


def test_cancelled_before_it_has_begun(make_order: MakeOrder) -> None:
    order = make_order(600.0)
    running = Running(order)
    running.job.cancel()
    assert running.ending() == ExportCancelled()
    assert list(order.folder.iterdir()) == []


def test_a_process_that_is_killed_is_a_sentence_and_leaves_nothing(make_order: MakeOrder) -> None:
    order = make_order(600.0, 0.5)
    running = Running(order)
    running.first_progress()
    child = running.job._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    ending = running.ending()
    assert isinstance(ending, ExportFailed)
    assert isinstance(ending.error, ExportDiedError)
    assert "stopped unexpectedly (code -9)" in sentence(ending.error)
    assert list(order.folder.iterdir()) == []


def test_a_stem_that_is_gone(make_order: MakeOrder) -> None:
    order = make_order()
    order.sound.stems[0].unlink()
    ending = Running(order).ending()
    assert isinstance(ending, ExportFailed)
    assert sentence(ending.error) == (
        "“bass” of this song cannot be read any more (No such file or directory). Open the song "
        "again, then export it."
    )
    assert list(order.folder.iterdir()) == []


def test_a_folder_that_goes_meanwhile() -> None:
    gone = OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    said = "“/music” is not there any more. Choose another folder."
    assert sentence(ExportWriteError(Path("/music"), gone)) == said


def test_a_file_in_the_place_of_the_folder(make_order: MakeOrder) -> None:
    order = make_order()
    order.folder.parent.mkdir()
    order.folder.write_text("mine")
    ending = Running(order).ending()
    assert isinstance(ending, ExportFailed)
    assert isinstance(ending.error, ExportWriteError)
    assert sentence(ending.error) == f"“{order.folder}” is not a folder. Choose another one."
    assert order.folder.read_text() == "mine"


def test_a_folder_that_may_not_be_written() -> None:
    for number in (errno.EACCES, errno.EROFS):
        error = ExportWriteError(Path("/music"), OSError(number, os.strerror(number)))
        assert sentence(error) == "You may not write in “/music”. Choose another folder."


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    assert run_on_small_disk(disk, 2_000_000, _ON_A_FULL_DISK, disk, tmp_path) == (
        f"There is no room for it in “{disk}”. Make some, or choose another folder.\n[]\n"
    )


_ON_A_FULL_DISK = """
import queue, sys
from pathlib import Path
from app.error_messages import sentence
from app.export_job import ExportFailed, ExportJob, ExportProgress
from app.export_order import ExportFile, ExportFormat, ExportOrder, SoundFiles
from player.treatment import Treatment
from separation.mapped_wav import MappedWavWriter

disk, elsewhere = map(Path, sys.argv[1:])
frames = 20 * 44100
with MappedWavWriter(elsewhere / "bass.wav") as wav:
    wav.allocate(frames)
sound = SoundFiles(("bass",), (elsewhere / "bass.wav",), frames)
files = (ExportFile("bass", "", (1.0, 1.0)),)
events = queue.Queue()
job = ExportJob(ExportOrder(disk, ExportFormat.WAV, files, sound, Treatment()), events.put)
job.start()
while isinstance(event := events.get(), ExportProgress):
    pass
job.join()
print(sentence(event.error))
print(list(disk.iterdir()))
"""


class CancelledAtTheEnd(ExportJob):
    """Somebody cancels when all files are whole, just before or just after they may be moved."""

    is_too_late = False

    def _let_move(self, child: subprocess.Popen[bytes]) -> None:
        if not self.is_too_late:
            self.cancel()
        super()._let_move(child)
        self.cancel()


class CancelledTooLate(CancelledAtTheEnd):
    is_too_late = True


def test_cancelled_when_its_files_are_whole_it_leaves_nothing(make_order: MakeOrder) -> None:
    order = make_order()
    assert Running(order, CancelledAtTheEnd).ending() == ExportCancelled()
    assert list(order.folder.iterdir()) == []


def test_cancelled_while_files_are_moved_it_says_what_is_there(make_order: MakeOrder) -> None:
    order = make_order()
    path = order.folder / "Song - bass.wav"
    assert Running(order, CancelledTooLate).ending() == Exported((path,), 1.0)
    assert list(order.folder.iterdir()) == [path]


@pytest.fixture
def start_worker() -> Iterator[StartWorker]:
    """`start_worker(order, workplace)` starts the process itself, without a job."""
    children: list[subprocess.Popen[bytes]] = []

    def start(order: ExportOrder, workplace: Path) -> subprocess.Popen[bytes]:
        workplace.mkdir(parents=True)
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "app.export_worker", str(workplace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        children.append(child)
        assert child.stdin is not None
        child.stdin.write(order.encode())
        child.stdin.flush()
        return child

    yield start
    for child in children:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()


@pytest.mark.parametrize("seconds", [600.0, 1.0], ids=["writing", "whole"])
def test_the_process_ends_with_its_parent_and_leaves_nothing(
    make_order: MakeOrder, start_worker: StartWorker, seconds: float
) -> None:
    order = make_order(seconds, 0.5)
    child = start_worker(order, order.folder / "workplace")
    assert child.stdin is not None
    assert child.stdout is not None
    awaited = b"fraction" if seconds > 1.0 else b"whole"
    while awaited not in child.stdout.readline():
        assert child.poll() is None
    child.stdin.close()
    child.stdout.close()
    assert child.wait(LIMIT_S) == 1
    assert list(order.folder.iterdir()) == []


def test_files_are_moved_when_that_is_allowed(
    make_order: MakeOrder, start_worker: StartWorker
) -> None:
    order = make_order(1.0)
    child = start_worker(order, order.folder / "workplace")
    assert child.stdin is not None
    assert child.stdout is not None
    while b"whole" not in child.stdout.readline():
        assert child.poll() is None
    assert [path.name for path in order.folder.iterdir()] == ["workplace"]
    child.stdin.write(b"\n")
    child.stdin.flush()
    assert b"paths" in child.stdout.readline()
    child.wait(LIMIT_S)
    assert "Song - bass.wav" in {path.name for path in order.folder.iterdir()}

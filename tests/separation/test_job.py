"""A separation in its child process: how it ends when done, told to or killed, and goes on."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.errors import (
    StoreWriteError,
    UnknownModelError,
    WavUnusableError,
    WorkerDiedError,
)
from separation.events import (
    Cancelled,
    Failed,
    Finished,
    ModelLoaded,
    Progress,
    SeparationEvent,
    SpanFinished,
)
from separation.job import SeparationJob, SeparationRequest
from separation.mapped_wav import MappedWavWriter
from separation.models import MODELS, STEMS
from separation.recipe import Recipe
from separation.spans import Span, SpanSet
from separation.stem_store import StemStore
from tests.separation.conftest import FileSizeLimit

STEP = 329728  # of the compact model
SONG_FRAMES = 3 * STEP
ENDINGS = (Finished, Cancelled, Failed)


class Watch:
    """Runs a job, keeps its events, and waits for the one that is wanted."""

    def __init__(self, request: SeparationRequest) -> None:
        self.events: list[SeparationEvent] = []
        self._arrived: queue.SimpleQueue[SeparationEvent] = queue.SimpleQueue()
        self.job = SeparationJob(request, self._arrived.put)
        self.job.start()

    def until(self, wanted: Callable[[SeparationEvent], bool]) -> SeparationEvent:
        while True:
            event = self._arrived.get(timeout=30)
            self.events.append(event)
            if wanted(event):
                return event
            assert not isinstance(event, ENDINGS), f"ended with {event}"

    def ending(self) -> SeparationEvent:
        ending = self.until(lambda event: isinstance(event, ENDINGS))
        assert self.job.join(2)
        assert not self.job.is_running
        assert self._arrived.empty(), "the ending is the last event"
        return ending

    @property
    def child(self) -> subprocess.Popen[bytes]:
        assert self.job._child is not None
        return self.job._child


@pytest.fixture(scope="module")
def mix_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("song") / "mix.wav"
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (SONG_FRAMES, 2)).astype(np.float32)
    with MappedWavWriter(path) as writer:
        writer.write(0, noise)
    return path


@pytest.fixture(scope="module")
def whole(mix_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Watch:
    """A job that was left to finish."""
    watch = Watch(
        SeparationRequest(mix_path, tmp_path_factory.mktemp("whole"), device="cpu", cores=1)
    )
    assert watch.ending() == Finished(watch.job.request.store_folder)
    return watch


@pytest.fixture
def start(mix_path: Path, tmp_path: Path) -> Iterator[Callable[..., Watch]]:
    watches: list[Watch] = []

    def begin(**changes: object) -> Watch:
        fields = {"mix_path": mix_path, "store_folder": tmp_path / "store", "device": "cpu"}
        watches.append(Watch(SeparationRequest(**(fields | {"cores": 1} | changes))))  # type: ignore[arg-type]
        return watches[-1]

    yield begin
    for watch in watches:
        watch.job.cancel()
        assert watch.job.join(5)


def stems_in(folder: Path) -> NDArray[np.float32]:
    store = StemStore.open(folder)
    assert store.is_complete
    return np.stack([store.array(stem) for stem in STEMS])


def is_span(event: SeparationEvent) -> bool:
    return isinstance(event, SpanFinished)


def test_a_job_says_what_it_does_and_does_it(whole: Watch, mix_path: Path) -> None:
    assert whole.events[:2] == [Progress(0.0, None), ModelLoaded("compact", "cpu")]
    spans = [e for e in whole.events if isinstance(e, SpanFinished)]
    assert SpanSet(Span(e.start_frame, e.stop_frame) for e in spans) == SpanSet(
        [Span(0, SONG_FRAMES)]
    )
    fractions = [e.fraction for e in whole.events if isinstance(e, Progress)]
    assert fractions == pytest.approx([0, 1 / 3, 2 / 3, 1])
    stems = stems_in(whole.job.request.store_folder)
    mix = np.fromfile(mix_path, np.float32, offset=128).reshape(-1, 2)
    assert np.abs(stems.sum(axis=0) - mix).max() < 1e-6


def test_a_complete_store_is_finished_at_once_and_without_the_model(
    whole: Watch, start: Callable[..., Watch]
) -> None:
    started_s = time.monotonic()
    again = start(store_folder=whole.job.request.store_folder)
    assert isinstance(again.ending(), Finished)
    assert time.monotonic() - started_s < 5
    assert not any(isinstance(event, ModelLoaded) for event in again.events)
    assert [e for e in again.events if is_span(e)] == [SpanFinished(0, SONG_FRAMES)]


def test_killed_it_says_so_and_goes_on_to_the_same_bits(
    whole: Watch, start: Callable[..., Watch], tmp_path: Path
) -> None:
    first = start()
    first.until(is_span)
    first.child.kill()
    ending = first.ending()
    assert isinstance(ending, Failed)
    assert isinstance(ending.error, WorkerDiedError)
    assert ending.error.exit_code == -signal.SIGKILL or os.name == "nt"
    second = start(playhead_frame=SONG_FRAMES - 1)
    second.until(is_span)
    second.child.send_signal(signal.SIGINT)  # Ctrl+C in a terminal: for the parent to decide
    assert isinstance(second.ending(), Finished)
    fractions = [e.fraction for e in second.events if isinstance(e, Progress)]
    assert fractions[0] >= 0.3, "what was done is not done again"
    np.testing.assert_array_equal(
        stems_in(tmp_path / "store"), stems_in(whole.job.request.store_folder)
    )


def test_a_cancel_is_answered_within_a_second_and_keeps_what_is_done(
    start: Callable[..., Watch], tmp_path: Path
) -> None:
    watch = start(playhead_frame=STEP + 50_000)
    first = watch.until(is_span)
    assert isinstance(first, SpanFinished)
    assert first.start_frame > STEP, "the segment under the playhead comes first"
    time.sleep(0.2)  # into the network's next pass
    asked_s = time.monotonic()
    watch.job.cancel()
    assert time.monotonic() - asked_s < 0.05
    assert watch.ending() == Cancelled()
    assert time.monotonic() - asked_s < 1.0
    store = StemStore.open(tmp_path / "store")
    assert store.finished.contains(Span(first.start_frame, first.stop_frame))
    assert not store.is_complete


@pytest.mark.parametrize("wait_s", [0.0, 0.4])
def test_a_cancel_while_torch_is_imported_does_not_wait_for_it(
    start: Callable[..., Watch], wait_s: float
) -> None:
    watch = start()
    time.sleep(wait_s)
    asked_s = time.monotonic()
    watch.job.cancel()
    watch.job.cancel()
    assert watch.ending() == Cancelled()
    assert time.monotonic() - asked_s < 1.0


def test_a_child_that_does_not_listen_is_killed(start: Callable[..., Watch]) -> None:
    watch = start()
    watch.until(lambda event: isinstance(event, ModelLoaded))
    watch.child.send_signal(signal.SIGSTOP)
    asked_s = time.monotonic()
    watch.job.cancel()
    assert watch.ending() == Cancelled()
    assert time.monotonic() - asked_s < 1.0


def test_moving_the_playhead_changes_what_comes_next(start: Callable[..., Watch]) -> None:
    watch = start()
    watch.until(lambda event: isinstance(event, ModelLoaded))
    # The first segment may have been chosen already; the second has not.
    watch.job.set_focus(SONG_FRAMES - 10, None)
    spans: list[SpanFinished] = []
    while len(spans) < 2:
        span = watch.until(is_span)
        assert isinstance(span, SpanFinished)
        spans.append(span)
    assert SONG_FRAMES in (spans[0].stop_frame, spans[1].stop_frame)


def test_the_child_ends_when_its_parent_is_killed(mix_path: Path, tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from separation.job import *\n"
        f"request = SeparationRequest(Path({str(mix_path)!r}), Path({str(tmp_path)!r}) / 'store')\n"
        "def say(event):\n"
        "    if 'ModelLoaded' in str(event): print(job._child.pid, flush=True)\n"
        "job = SeparationJob(request, say); job.start(); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child_pid = int(parent.stdout.readline())
        os.kill(child_pid, 0)
        parent.kill()
    deadline_s = time.monotonic() + 3.0
    while is_alive(child_pid):
        assert time.monotonic() < deadline_s, "the child outlived its parent"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Nobody may be there to reap an orphan: a zombie has ended too.
    return not process_state(pid).startswith("Z")


def process_state(pid: int) -> str:
    """The letter `ps` has for it; a bare Linux has no ps, macOS no /proc."""
    if Path("/proc/self/stat").exists():
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].strip()
        except OSError:
            return "Z"
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return state.stdout.strip() or "Z"


def test_it_works_from_any_folder(
    start: Callable[..., Watch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "separation").mkdir()
    (tmp_path / "separation" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    watch = start(mix_path=Path("nothing.wav"))
    ending = watch.ending()
    assert isinstance(ending, Failed)
    assert isinstance(ending.error, WavUnusableError)
    assert ending.error.path == tmp_path / "nothing.wav"


def test_what_cannot_work_is_said_with_its_reason(
    start: Callable[..., Watch], tmp_path: Path, file_size_limit: FileSizeLimit
) -> None:
    nonesuch = Recipe(replace(MODELS["compact"], name="nonesuch"))
    unknown = start(recipe=nonesuch).ending()
    assert isinstance(unknown, Failed)
    assert isinstance(unknown.error, UnknownModelError)
    assert unknown.error.known == tuple(MODELS)
    mono = tmp_path / "mono.wav"
    MappedWavWriter(mono, channels=1).close()
    refused = start(mix_path=mono).ending()
    assert isinstance(refused, Failed)
    assert isinstance(refused.error, WavUnusableError)
    with file_size_limit(1_000_000):
        full = start().ending()
    assert isinstance(full, Failed)
    assert isinstance(full.error, StoreWriteError)
    assert full.error.disk_full


def test_a_crash_leaves_its_last_words(
    start: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    ending = start().ending()
    assert isinstance(ending, Failed)
    assert isinstance(ending.error, WorkerDiedError)
    assert ending.error.exit_code > 0
    assert "encodings" in ending.error.last_words


def test_a_job_cancelled_before_its_start_never_works(mix_path: Path, tmp_path: Path) -> None:
    events: list[SeparationEvent] = []
    job = SeparationJob(SeparationRequest(mix_path, tmp_path / "store"), events.append)
    assert not job.is_running
    job.cancel()
    job.start()
    assert job.join(5)
    assert events == [Cancelled()]


def test_what_libraries_print_does_not_reach_the_protocol() -> None:
    program = (
        "import os; from separation.worker import _take_line; from separation.events import *\n"
        "line = _take_line(); print('stray', flush=True); os.write(1, b'more')\n"
        "line.say(Cancelled()); os._exit(0)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,  # kept open: the worker ends when it closes
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.read() == b'{"kind": "Cancelled"}\n'
        assert child.stderr.read() == b"stray\nmore"


def test_the_window_can_import_the_job_without_torch_or_qt() -> None:
    program = (
        "import sys, separation.job, separation.stem_store, separation.mapped_wav\n"
        "import separation.models, separation.spans, separation.errors, separation.events\n"
        "import separation.stem_files, separation.worker\n"
        "print({'torch', 'PySide6', 'player', 'app'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"

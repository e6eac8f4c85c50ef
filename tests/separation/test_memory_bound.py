"""The worker's memory beside an hour of song, in its own process, as the system counts it.

What is measured is the peak of its resident set (VmHWM in /proc/PID/status), which the kernel keeps
itself, so that no peak falls between two looks. It counts the pages of mapped files too; the worker
must not map the song or its stems, which is checked, so the peak is its own memory and its
libraries. What it reads and writes passes through the system's page cache. That is not its memory:
it is taken back when anybody needs it, and never more of it waits to be written than the segments
in work, because every segment is on the disk before it counts as finished, which is checked too.
"""

from __future__ import annotations

import queue
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from separation.events import Cancelled, Failed, Finished, SeparationEvent
from separation.job import SeparationJob, SeparationRequest
from separation.mapped_wav import MappedWavWriter
from separation.models import EMBEDDED_MODEL, MODELS
from separation.recipe import Recipe

MINUTE = 60 * 44100
TOLERANCE = 0.1

# The real worker with a model that says half of everything. Before each segment it notes its peak,
# whether a file of the song is mapped, and how often it has waited for the disk.
WORKER = """
import os, sys
import numpy as np
from pathlib import Path
import separation.model_loading

notes = open({notes!r}, "w", buffering=1)

class Halves:
    stems, device = ("vocals",), "cpu"

    def separate_segment(self, mix, level, cancelled):
        status = Path("/proc/self/status").read_text().splitlines()
        fields = dict(line.split(":", 1) for line in status)
        mapped = {folder!r} in Path("/proc/self/maps").read_text()
        notes.write(f"{{fields['VmHWM'].split()[0]}} {{mapped}} {{synced[0]}}\\n")
        return mix[None] * np.float32(0.5)

synced = [0]
fsync = os.fsync

def counted(descriptor):
    synced[0] += 1
    fsync(descriptor)

os.fsync = counted
separation.model_loading.load_model = lambda *_: Halves()
from separation import worker
worker.main()
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_hour_takes_no_more_memory_than_five_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell a process's peak")
    short_kib = peak_kib(tmp_path / "short", 5, monkeypatch)
    long_kib = peak_kib(tmp_path / "long", 60, monkeypatch)
    assert short_kib * (1 - TOLERANCE) < long_kib < short_kib * (1 + TOLERANCE)


def peak_kib(folder: Path, minutes: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The peak of a worker that separates so many minutes of silence into two stems."""
    folder.mkdir()
    mix_path, notes = folder / "mix.wav", folder / "notes"
    # Long, but not full: silence takes no room on the disk.
    MappedWavWriter(mix_path).close(minutes * MINUTE)
    program = WORKER.format(notes=str(notes), folder=str(folder))
    start = subprocess.Popen

    def start_this(arguments: list[str], **options: Any) -> subprocess.Popen[bytes]:
        assert arguments[-2:] == ["-m", "separation.worker"]
        return start([sys.executable, "-P", "-c", program], **options)

    arrived: queue.SimpleQueue[SeparationEvent] = queue.SimpleQueue()
    recipe = Recipe(MODELS[EMBEDDED_MODEL], wanted=("vocals",))
    request = SeparationRequest(mix_path, folder / "store", recipe, device="cpu", cores=2)
    job = SeparationJob(request, arrived.put)
    with monkeypatch.context() as patched:
        patched.setattr("separation.child_process.subprocess.Popen", start_this)
        job.start()
        event = arrived.get(timeout=300)
        while not isinstance(event, Finished | Failed | Cancelled):
            event = arrived.get(timeout=300)
    assert job.join(5)
    assert isinstance(event, Finished), event
    peaks, mapped, synced = zip(*map(str.split, notes.read_text().splitlines()), strict=True)
    assert len(peaks) == recipe.grid(minutes * MINUTE).count
    assert set(mapped) == {"False"}
    # Two stems, the record and half a cross-fade for each, but for those that are at work still.
    assert int(synced[-1]) >= 4 * (len(synced) - 4)
    for stem in recipe.stems:
        (folder / "store" / f"{stem}.wav").unlink()
    return max(map(int, peaks))

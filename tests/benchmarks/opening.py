"""Opening a song that was separated before: what a musician waits for, short song and long.

The stems are made by a stand-in for a model, as only their length matters. Each song is opened
twice before it is measured, so that waveforms and the file's digest are known and the files are in
the system's memory, as far as they fit.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.commands.window import run_until_closed
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.song_loading import MIX_TRACK, open_song
from player.multitrack import SAMPLE_RATE
from resources import DEMO_SONG
from separation.mapped_wav import WavReader
from separation.mix_level import MixLevel
from separation.recipe import EMBEDDED_RECIPE
from separation.separator import separate
from separation.stem_store import StoreIdentity
from separation.stem_store_writer import StemStoreWriter
from tests.benchmarks.effort import Effort
from tests.benchmarks.long_song import decoded
from tests.benchmarks.recorded_app import servers
from tests.benchmarks.table import Table

_SHORT_S = 240.0
_LIMIT_S = 1200
_TIMES = 3
_POLL_MS = 2


class _Quarters:
    """In a model's place: every stem is a quarter of the song."""

    stems = EMBEDDED_RECIPE.stems
    device = "cpu"

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        return np.stack([mix / np.float32(len(self.stems))] * len(self.stems))


def tables(effort: Effort) -> list[Table]:
    """In a process of its own, on a private screen. An hour of song takes 8 GB of disk."""
    lengths_s = (_SHORT_S, 6 * effort.long_s)
    rows: list[tuple[str, ...]] = []
    with servers() as (_, environment):
        for length_s in lengths_s:
            with tempfile.TemporaryDirectory() as folder:
                song = Path(folder, "song.wav")
                _write_song(song, length_s)
                answer = subprocess.run(
                    [sys.executable, "-m", "tests.benchmarks.opening", song, folder],
                    env={
                        **environment,
                        "WOODSHED_CACHE_DIR": f"{folder}/cache",
                        "WOODSHED_DATA_DIR": f"{folder}/data",
                    },
                    cwd=Path(__file__).parents[2],
                    stdout=subprocess.PIPE,
                    check=True,
                    timeout=_LIMIT_S,
                )
            rows.append((f"{length_s / 60:g} minutes", *json.loads(answer.stdout)))
    return [
        Table(
            "Opening a separated song again, s",
            ("song", "until it can be played", "until all stems are heard", "until all is drawn"),
            tuple(rows),
            (f"The slowest of {_TIMES}. The songs are 24-bit WAV files.",),
        )
    ]


def _write_song(path: Path, length_s: float) -> None:
    """The demo song over and over; settled, as files are that nobody has just written."""
    demo = decoded(DEMO_SONG)
    left = round(length_s * SAMPLE_RATE)
    with soundfile.SoundFile(path, "w", SAMPLE_RATE, 2, "PCM_24") as file:
        while left:
            file.write(demo[:left])
            left -= len(demo[:left])
    time.sleep(3)


def waits(path: Path, folder: Path) -> list[str]:
    """Open a separated song in a real window, again and again: its three waits in words."""
    _separate(path)
    sys.setswitchinterval(0.001)  # as the app has it
    application = QApplication(sys.argv[:1])
    session = PracticeSession()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(session, settings)
    window.show()
    session.start()
    found: list[list[float]] = []
    drawn: set[str] = set()
    began_s: list[float] = []
    marks_s: dict[str, float] = {}

    def begin() -> None:
        drawn.clear()
        marks_s.clear()
        began_s.append(time.perf_counter())
        session.open(path)

    def mark(what: str) -> None:
        marks_s.setdefault(what, time.perf_counter() - began_s[-1])

    def poll() -> None:
        if "begun" in marks_s and session.is_separated:
            mark("stems")
        if "stems" in marks_s and len(drawn) > len(EMBEDDED_RECIPE.stems) and _is_kept(session):
            mark("drawn")
            found.append([marks_s[what] for what in ("begun", "stems", "drawn")])
            marks_s.clear()
            if len(found) > _TIMES:
                window.close()
            else:
                QTimer.singleShot(500, begin)

    session.song_begun.connect(lambda *_: mark("begun"))
    session.pictures.peaks_changed.connect(drawn.add)
    timer = QTimer(window, interval=_POLL_MS)
    timer.timeout.connect(poll)
    timer.start()
    QTimer.singleShot(500, begin)
    run_until_closed(application, window, session)
    # The first time has drawn the waveforms.
    return [f"{max(times):.2f}" for times in zip(*found[1:], strict=True)]


def _separate(path: Path) -> None:
    *_, song = open_song(path)
    mix = WavReader(song.folder.track(MIX_TRACK))
    identity = StoreIdentity.of(EMBEDDED_RECIPE, mix.frames, MixLevel.of(mix))
    with StemStoreWriter(song.folder.stem_store(EMBEDDED_RECIPE.key), identity) as store:
        separate(mix, store, _Quarters())
    os.sync()


def _is_kept(session: PracticeSession) -> bool:
    """Whether the waveforms of the open song are on the disk."""
    assert session.song is not None
    return len(list(session.song.folder.path.rglob("*.peaks"))) > len(EMBEDDED_RECIPE.stems)


if __name__ == "__main__":
    print(json.dumps(waits(Path(sys.argv[1]), Path(sys.argv[2]))))
    gc.collect()

"""Songs as files, and a session with a window, for the app's tests."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.beats_order import FoundBeats
from app.beats_search import BeatsSearch
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.reading.reading_search import ReadingSearch
from app.text_scale import set_text_scale
from player.errors import NoOutputDeviceError
from player.multitrack import SAMPLE_RATE, Samples
from player.spectrogram import compute_tile
from player.spectrogram_tile import SpectrogramTile
from tests.app import fake_midi
from tests.app.screen_reader import Listener

MakeSong = Callable[..., Path]

# A separation is polite: while other programs want the machine, it gets next to nothing of it.
SEPARATION_LIMIT_MS = 100_000


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache, and a data folder, nobody has used before."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("WOODSHED_CACHE_DIR", str(cache))
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))
    return cache


@pytest.fixture
def make_song(tmp_path: Path) -> MakeSong:
    """`make_song("name.wav", seconds=3.0)` writes a little song and gives its path."""

    def make(name: str = "song.wav", seconds: float = 3.0, seed: int = 0) -> Path:
        path = tmp_path / name
        soundfile.write(path, music(seconds, seed), SAMPLE_RATE, subtype=_subtype(path))
        return path

    return make


@pytest.fixture
def stem_folder(tmp_path: Path) -> Path:
    """A folder of ready stems: vocals, drums, bass and other, 3 s."""
    folder = tmp_path / "stems"
    folder.mkdir()
    for index, name in enumerate(("vocals", "drums", "bass", "other")):
        soundfile.write(folder / f"{name}.wav", music(3.0, index), SAMPLE_RATE, subtype="FLOAT")
    return folder


def music(seconds: float, seed: int = 0) -> np.ndarray:
    """Noise with a tone in it, 20 dB below full scale, anew every 10 s: float32 (frames, 2)."""
    frames = round(seconds * SAMPLE_RATE)
    return np.resize(_ten_seconds(seed), (frames, 2))


@cache
def _ten_seconds(seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    time_s = np.arange(10 * SAMPLE_RATE) / SAMPLE_RATE
    tone = 0.1 * np.sin(2 * np.pi * 220 * (seed + 1) * time_s)
    noise = 0.05 * random.standard_normal((len(time_s), 2))
    return (noise + tone[:, None]).astype(np.float32)


def _subtype(path: Path) -> str | None:
    return "FLOAT" if path.suffix == ".wav" else None


@pytest.fixture
def no_sound_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's loudspeaker plays the tests."""

    def refuse(*_: object) -> None:
        raise NoOutputDeviceError

    monkeypatch.setattr("app.sound_output.AudioOutput.__init__", refuse)


@pytest.fixture
def no_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is looked for in the tests' songs, which have no beats and take seconds each."""
    monkeypatch.setattr(BeatsSearch, "run", lambda search: FoundBeats(None, None))


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read in the tests' songs, which say nothing and take seconds each."""
    monkeypatch.setattr(ReadingSearch, "run", lambda search, found: None)


@pytest.fixture
def tiles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' songs are the same few: each stretch of a spectrogram is computed once for all."""
    monkeypatch.setattr("app.spectrogram_tiles.compute_tile", _computed_once)


_TILES_KEPT = 200
_tiles: dict[tuple[object, ...], SpectrogramTile] = {}


def _computed_once(samples: Samples, *which: Any) -> SpectrogramTile:
    key = (hashlib.sha1(samples.tobytes()).digest(), *which)
    tile = _tiles.get(key)
    if tile is None:
        tile = _tiles[key] = compute_tile(samples, *which)
        if len(_tiles) > _TILES_KEPT:
            _tiles.pop(next(iter(_tiles)), None)
    return tile


@pytest.fixture
def session(
    qtbot: QtBot, no_sound_device: None, no_beats: None, no_reading: None, tiles_once: None
) -> Iterator[PracticeSession]:
    """A running session on a silent output, ended with the test."""
    session = PracticeSession()
    session.start()
    yield session
    session.close()
    delete_now(session)


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, session: PracticeSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window on that session, shown."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(session, settings)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    delete_now(window)
    # Theme and size of text are the application's: the next test begins without them.
    qapp.setStyleSheet("")
    set_text_scale(1.0)


@pytest.fixture
def multitrack(qtbot: QtBot, window: MainWindow, stem_folder: Path) -> MainWindow:
    """The window with ready stems open, and what is remembered of them read."""
    session = window.session
    with qtbot.waitSignals(
        [session.song_begun, session.bookmarks.read, session.records.has_read], timeout=10_000
    ):
        session.open(stem_folder)
    return window


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    """Hears what screen readers are told."""
    made = Listener()
    monkeypatch.setattr("app.announcer.QAccessible", made)
    monkeypatch.setattr("app.views.column_chart.QAccessible", made)
    return made


@pytest.fixture
def practising(qtbot: QtBot, multitrack: MainWindow, listener: Listener) -> MainWindow:
    """The window with a song, when everything about opening it has been said."""
    multitrack.activateWindow()
    qtbot.waitUntil(multitrack.isActiveWindow)
    multitrack.song_page.setFocus()
    multitrack.news.say("Everything else was said.", "info")
    qtbot.waitUntil(lambda: any("Everything else was said." in text for text in listener.texts))
    listener.heard.clear()
    return multitrack


@pytest.fixture
def midi(monkeypatch: pytest.MonkeyPatch) -> fake_midi.FakeMidi:
    """MIDI devices as the test wants them; they are looked for all the time."""
    system = fake_midi.FakeMidi()
    monkeypatch.setattr(fake_midi, "system", system)
    monkeypatch.setattr("app.midi_inputs.BACKEND", fake_midi.__name__)
    monkeypatch.setattr("app.midi_inputs.LOOK_S", 0.02)
    return system


def delete_now(thing: QObject) -> None:
    """Delete it here: no event loop will run to do it later. What Python still has of it goes at
    once too: where another widget comes to lie in its place, it would be taken for the old one.
    """
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete.value)
    gc.collect()


def wait_for_stems(qtbot: QtBot, session: PracticeSession) -> None:
    """Until every frame is separated."""
    qtbot.waitUntil(lambda: session.is_separated, timeout=SEPARATION_LIMIT_MS)

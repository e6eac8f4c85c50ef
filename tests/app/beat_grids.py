"""A song of known beats, for tests of what is done with them."""

from __future__ import annotations

from pathlib import Path

import soundfile
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from tests.app.conftest import music

SONG_S = 20.0
BEAT = SAMPLE_RATE // 2
"""Frames from beat to beat, at 120 beats a minute."""
GRID = BeatGrid(tuple(range(BEAT, 40 * BEAT, BEAT)), tuple(range(1, 39, 4)), 4, 0.9, 0.8)
"""What is found in it: two beats of a pickup, the first of which is not in the grid, then 4/4."""
BARS = tuple(range(2 * BEAT, 40 * BEAT, 4 * BEAT))
"""Where its bars begin: bar 1 after a second, each two seconds long."""


def open_song(qtbot: QtBot, window: MainWindow, folder: Path, grid: BeatGrid | None = GRID) -> None:
    """Open a song of ready stems, in which this grid is found."""
    stems = folder / "Song"
    stems.mkdir()
    for seed, stem in enumerate(("vocals", "drums", "bass", "other")):
        soundfile.write(stems / f"{stem}.wav", music(SONG_S, seed), SAMPLE_RATE, subtype="FLOAT")
    session = window.session
    with qtbot.waitSignals(
        [session.song_begun, session.bookmarks.read, session.records.has_read], timeout=10_000
    ):
        session.open(stems)
    qtbot.waitUntil(lambda: session.song is not None and session.song.is_decoded, timeout=10_000)
    find(window, grid)


def find(window: MainWindow, grid: BeatGrid | None) -> None:
    """Let this be what was found in the song, and nothing be looked for any more."""
    beats = window.session.song_beats
    beats.begin_song()
    beats.found = grid
    beats.found_changed.emit(grid)
    # Tells what counts now.
    beats.set_grid(None)


def go_to(qtbot: QtBot, window: MainWindow, frame: int) -> None:
    """Put the playhead there, and wait until it is."""
    transport = window.session.transport
    transport.seek(frame)
    qtbot.waitUntil(lambda: round(transport.position_frame()) == frame)

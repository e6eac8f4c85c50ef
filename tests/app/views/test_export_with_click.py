"""The click and the count-in as they are exported: pressed in the window, measured in the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.export_window import ExportWindow
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE, Samples
from player.render import render
from player.transport import LoopRegion

from .test_export_window import export, exporting, folder, heard

__all__ = ["exporting", "folder"]

LEFT = Qt.MouseButton.LeftButton
BEAT = 11_025
GRID = BeatGrid(tuple(range(0, 3 * SAMPLE_RATE, BEAT)), tuple(range(0, 12, 4)))
LOOP = LoopRegion(4 * BEAT, 8 * BEAT)


def onsets(clicks: Samples) -> list[int]:
    """Where clicks begin: float32 (frames, 2) of them alone."""
    loud = np.flatnonzero(np.abs(clicks).max(axis=1) > 1e-2)
    return loud[np.diff(loud, prepend=-BEAT) > BEAT // 4].tolist()


def add(exporting: ExportWindow, *additions: str) -> None:
    for name in additions:
        QTest.mouseClick(exporting.additions.chips[name], LEFT)


@pytest.fixture
def counted(qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow) -> MainWindow:
    """The song has beats, and two bars are counted in the app."""
    multitrack.session.song_beats.set_grid(GRID)
    multitrack.session.click.set_count_in(2)
    qtbot.waitUntil(exporting.additions.chips["click"].isEnabled)
    return multitrack


@pytest.mark.parametrize("percent", [100, 80])
def test_both_are_in_the_file_where_they_belong(
    qtbot: QtBot, counted: MainWindow, exporting: ExportWindow, folder: Path, percent: int
) -> None:
    session, ratio = counted.session, percent / 100
    session.transport.set_tempo(percent)
    session.transport.set_loop(LOOP.start_frame, LOOP.end_frame)
    qtbot.waitUntil(exporting.parts.chips["loop"].isEnabled)
    QTest.mouseClick(exporting.parts.chips["loop"], LEFT)
    add(exporting, "click", "count-in")
    export(qtbot, counted)
    (path,) = folder.iterdir()
    assert "with click" in path.name
    file, beat = heard(path), BEAT / ratio
    state = session.desk.state
    blocks = list(render(session.multitrack, state, tempo_ratio=ratio, loop=LOOP))
    song = np.concatenate(blocks)
    assert len(file) == pytest.approx(len(song) + 8 * beat, abs=2)
    # What is counted stands alone; then the song goes on beneath the clicks.
    if percent == 100:
        clicks = file.copy()
        clicks[-len(song) :] -= song
    else:
        # The stretcher lets a little of it be heard before.
        clicks = file[: -len(song) - BEAT // 8]
    found = onsets(clicks)
    assert len(found) == (12 if percent == 100 else 8)
    np.testing.assert_allclose(np.diff(found), beat, atol=2)
    assert found[0] < 20
    strong = [float(np.abs(clicks[at : at + 500]).max()) > 0.5 for at in found]
    assert strong == [index % 4 == 0 for index in range(len(found))]


def test_each_alone_is_without_the_other(
    qtbot: QtBot, counted: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    state = counted.session.desk.state
    song = np.concatenate(list(render(counted.session.multitrack, state)))
    add(exporting, "click")
    export(qtbot, counted)
    (clicking,) = folder.iterdir()
    file = heard(clicking)
    assert len(file) == len(song)
    assert len(onsets(file - song)) == len(GRID.beats)
    add(exporting, "click", "count-in")
    export(qtbot, counted)
    (path,) = set(folder.iterdir()) - {clicking}
    file = heard(path)
    assert len(onsets(file[: -len(song)])) == 8
    # After silence the song is faded in, in 2 ms.
    assert np.abs(file[-len(song) :] - song)[100:].max() < 1e-6


def test_a_click_turns_no_loud_song_down_and_never_clips(
    qtbot: QtBot, counted: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    session = counted.session
    song = np.concatenate(list(render(session.multitrack, session.desk.state)))
    session.desk.set_master_gain(-0.1 - 20 * np.log10(np.abs(song).max()))
    loud = np.concatenate(list(render(session.multitrack, session.desk.state)))
    assert 0.9 < np.abs(loud).max() < 1.0
    add(exporting, "click")
    export(qtbot, counted)
    assert "turned down" not in exporting.message.text()
    (path,) = folder.iterdir()
    file = heard(path)
    assert np.abs(file).max() <= 1.0
    between = slice(BEAT // 2, BEAT - 200)
    assert np.abs(file[between] - loud[between]).max() < 1e-6
    assert np.abs(file - loud).max() > 0.3

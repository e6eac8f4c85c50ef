"""Sing along, write the bass down, loop four bars at 60 %: by keyboard alone and by mouse alone,
each with at most three actions after the song is open.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion
from tests.app.conftest import music

MOST_ACTIONS = 3
LEFT, SHIFT, ALT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
FOUR_BARS_S = 8.0  # at 120 beats a minute


class Hand:
    """Does what a musician's hand does, and counts it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.actions = 0

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.actions += 1
        QTest.keyClick(self.window, key, modifier)

    def click(self, widget: QWidget) -> None:
        self.actions += 1
        QTest.mouseClick(widget, LEFT)

    def drag(self, widget: QWidget, start: QPoint, stop: QPoint) -> None:
        self.actions += 1
        QTest.mousePress(widget, LEFT, pos=start)
        for part in (0.25, 0.5, 0.75, 1.0):
            QTest.mouseMove(widget, start + (stop - start) * part)
        QTest.mouseRelease(widget, LEFT, pos=stop)


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Hand:
    """A song of 20 s was opened from a cold start, and its stems are there."""
    folder = tmp_path / "song"
    folder.mkdir()
    for seed, stem in enumerate(("vocals", "drums", "bass", "other")):
        soundfile.write(folder / f"{stem}.wav", music(20.0, seed), SAMPLE_RATE, subtype="FLOAT")
    session = window.session
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=10_000):
        session.open(folder)
    return Hand(window)


def heard(qtbot: QtBot, window: MainWindow) -> set[str]:
    """The stems that sound, once the song plays."""
    session = window.session
    qtbot.waitUntil(lambda: session.transport.position_frame() > 0.3 * SAMPLE_RATE)
    levels = session.stem_levels()
    return {stem for stem, level in levels.items() if level > 0 and stem != "master"}


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_sing_along(qtbot: QtBot, hand: Hand, by: str) -> None:
    window = hand.window
    if by == "keyboard":
        hand.key(Qt.Key.Key_V)
        hand.key(Qt.Key.Key_Space)
    else:
        hand.click(window.song_page.lane_area.strips["vocals"].mute)
        hand.click(window.transport_bar.play)
    assert heard(qtbot, window) == {"drums", "bass", "other"}
    assert hand.actions == 2


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_write_the_bass_down(qtbot: QtBot, hand: Hand, by: str) -> None:
    window = hand.window
    if by == "keyboard":
        hand.key(Qt.Key.Key_B, SHIFT)
        hand.key(Qt.Key.Key_Space)
    else:
        hand.click(window.song_page.lane_area.strips["bass"].solo)
        hand.click(window.transport_bar.play)
    assert heard(qtbot, window) == {"bass"}
    # What is to be written down is to be seen, without another action.
    assert window.song_page.spectrogram.chips.chip("bass").isChecked()
    assert hand.actions == 2


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_loop_four_bars_at_60_percent(qtbot: QtBot, hand: Hand, by: str) -> None:
    window, transport = hand.window, hand.window.session.transport
    page, tempo = window.song_page, window.transport_bar.tempo
    if by == "keyboard":
        hand.key(Qt.Key.Key_L)
        hand.key(Qt.Key.Key_6, ALT)
        hand.key(Qt.Key.Key_Space)
    else:
        lane = page.lanes["drums"]
        middle = lane.height() // 2
        start, stop = (QPoint(lane.x_of(time_s), middle) for time_s in (2.0, 2.0 + FOUR_BARS_S))
        hand.drag(lane, start, stop)
        centre = tempo.rect().center()
        hand.drag(tempo, centre, centre + QPoint(0, round(40 * tempo.px_per_step)))
        hand.click(window.transport_bar.play)
    assert hand.actions <= MOST_ACTIONS
    assert transport.tempo_percent == 60
    loop = transport.active_loop
    assert loop is not None
    # To the pixel that the mouse can hit.
    pixel_s = page.axis.span_s / page.lanes["drums"].width()
    np.testing.assert_allclose(loop.frames / SAMPLE_RATE, FOUR_BARS_S, atol=2 * pixel_s)
    # At 60 % it takes 13 s to go round: the end is near already.
    transport.seek(loop.end_frame - SAMPLE_RATE // 2)
    qtbot.waitUntil(
        lambda: loop.start_frame <= transport.position_frame() < loop.start_frame + SAMPLE_RATE,
        timeout=10_000,
    )
    assert transport.playing


def test_four_bars_at_60_percent_are_one_action_where_bars_are_known(hand: Hand) -> None:
    bar = 2 * SAMPLE_RATE
    hand.window.session.song_beats.set_grid(
        BeatGrid(tuple(range(0, 20 * SAMPLE_RATE, bar // 4)), tuple(range(0, 40, 4)))
    )
    transport = hand.window.session.transport
    hand.key(Qt.Key.Key_N, SHIFT)
    assert transport.active_loop == LoopRegion(0, 4 * bar)
    assert transport.tempo_percent == pytest.approx(60)
    assert hand.actions == 1

"""Real drags on the spectrogram of a window, and what the engine and the loop make of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.listening_box import ListeningBox
from app.main_window import MainWindow
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def draw_box(window: MainWindow, start_s: float, stop_s: float, low: int, high: int) -> None:
    canvas = window.song_page.spectrogram.plot.overlay
    start = QPoint(canvas.x_of(start_s), round(canvas.y_of(low)))
    stop = QPoint(canvas.x_of(stop_s), round(canvas.y_of(high)))
    QTest.mousePress(canvas, LEFT, PLAIN, start)
    for step in range(1, 9):
        QTest.mouseMove(canvas, start + (stop - start) * step / 8)
    QTest.mouseRelease(canvas, LEFT, PLAIN, stop)


def click(window: MainWindow, time_s: float, midi: int) -> None:
    canvas = window.song_page.spectrogram.plot.overlay
    there = QPoint(canvas.x_of(time_s), round(canvas.y_of(midi)))
    QTest.mouseClick(canvas, LEFT, PLAIN, there)


def current_box(window: MainWindow) -> ListeningBox:
    box = window.session.transport.box
    assert box is not None
    return box


def test_a_click_on_a_note_is_heard(qtbot: QtBot, multitrack: MainWindow) -> None:
    tones = multitrack.session.engine.ring.tones
    click(multitrack, 1.0, 57)
    qtbot.waitUntil(lambda: tones.heard > 0)
    assert not multitrack.session.transport.playing
    # 0.6 s later it is over.
    qtbot.waitUntil(lambda: tones.heard == tones.written, timeout=3000)
    assert tones.written == pytest.approx(0.6 * SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)


def test_a_key_of_the_piano_is_heard(qtbot: QtBot, multitrack: MainWindow) -> None:
    tones = multitrack.session.engine.ring.tones
    QTest.mouseClick(multitrack.song_page.spectrogram.piano, LEFT, PLAIN, QPoint(5, 50))
    qtbot.waitUntil(lambda: tones.heard > 0)


def test_a_box_is_played_round_and_round_and_escape_ends_it(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    transport, engine = session.transport, session.engine
    loop = LoopRegion(0, SAMPLE_RATE)
    transport.set_loop(loop.start_frame, loop.end_frame)
    draw_box(multitrack, 1.2, 2.0, 55, 60)
    box = current_box(multitrack)
    assert (box.lowest_midi, box.highest_midi) == (55, 60)
    assert (box.start_s, box.stop_s) == pytest.approx((1.2, 2.0), abs=0.01)
    assert transport.playing
    qtbot.waitUntil(lambda: engine.playback().loop == box.region)
    qtbot.waitUntil(lambda: box.region.contains(engine.position_frame()))
    # The loop is remembered, and shown as one that is off.
    assert (transport.loop, transport.loop_enabled) == (loop, True)
    assert not multitrack.song_page.ruler.loop_enabled
    qtbot.keyClick(multitrack, Qt.Key.Key_Escape)
    assert transport.box is None
    assert not transport.playing
    qtbot.waitUntil(lambda: engine.playback().loop == loop)
    assert multitrack.song_page.ruler.loop_enabled
    qtbot.waitUntil(lambda: loop.contains(engine.position_frame()))


def test_it_plays_on_after_a_box_that_was_drawn_while_it_played(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    transport, engine = multitrack.session.transport, multitrack.session.engine
    transport.toggle_playing()
    qtbot.waitUntil(lambda: engine.position_frame() > 0)
    draw_box(multitrack, 1.0, 2.0, 55, 60)
    qtbot.waitUntil(lambda: engine.playback().loop == current_box(multitrack).region)
    click(multitrack, 2.5, 80)
    assert transport.box is None
    assert transport.playing
    qtbot.waitUntil(lambda: engine.playback().loop is None)


def test_what_is_outside_of_the_band_is_not_heard(qtbot: QtBot, multitrack: MainWindow) -> None:
    session = multitrack.session
    # The vocals have a tone at 220 Hz, A3, and noise.
    session.desk.set_soloed("vocals", True)
    draw_box(multitrack, 0.5, 2.0, 80, 85)
    qtbot.waitUntil(lambda: 0.0 < session.stem_levels()["vocals"] < 0.08)
    draw_box(multitrack, 0.5, 2.0, 56, 58)
    qtbot.waitUntil(lambda: session.stem_levels()["vocals"] > 0.08)


def test_a_loop_by_hand_ends_the_box(qtbot: QtBot, multitrack: MainWindow) -> None:
    transport, engine = multitrack.session.transport, multitrack.session.engine
    draw_box(multitrack, 1.0, 2.0, 55, 60)
    transport.set_loop(10_000, 60_000)
    assert transport.box is None
    qtbot.waitUntil(lambda: engine.playback().loop == LoopRegion(10_000, 60_000))
    assert multitrack.song_page.ruler.loop_enabled


def test_a_box_is_no_edit(qtbot: QtBot, multitrack: MainWindow) -> None:
    history = multitrack.session.history
    draw_box(multitrack, 1.0, 2.0, 55, 60)
    multitrack.session.transport.set_box(None)
    assert history.stack.count() == 0


def test_a_spectrogram_that_is_folded_away_plays_no_box(multitrack: MainWindow) -> None:
    draw_box(multitrack, 1.0, 2.0, 55, 60)
    QTest.mouseClick(multitrack.song_page.spectrogram.fold, LEFT)
    assert multitrack.session.transport.box is None


def test_an_edge_is_dragged_while_it_plays(qtbot: QtBot, multitrack: MainWindow) -> None:
    engine = multitrack.session.engine
    draw_box(multitrack, 1.0, 2.0, 45, 70)
    canvas = multitrack.song_page.spectrogram.plot.overlay
    y = round(canvas.y_of(57.5))
    QTest.mousePress(canvas, LEFT, PLAIN, QPoint(canvas.x_of(2.0), y))
    for time_s in (2.1, 2.2, 2.4):
        QTest.mouseMove(canvas, QPoint(canvas.x_of(time_s), y))
    QTest.mouseRelease(canvas, LEFT, PLAIN, QPoint(canvas.x_of(2.4), y))
    box = current_box(multitrack)
    assert box.stop_s == pytest.approx(2.4, abs=0.01)
    assert (box.lowest_midi, box.highest_midi) == (45, 70)
    qtbot.waitUntil(lambda: engine.playback().loop == box.region)


def test_the_keyboard_alone_sounds_a_note_and_listens_to_a_box(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    transport, tones = multitrack.session.transport, multitrack.session.engine.ring.tones
    multitrack.activateWindow()
    qtbot.keyClick(multitrack, Qt.Key.Key_F)
    canvas = multitrack.song_page.spectrogram.plot.overlay
    qtbot.waitUntil(canvas.hasFocus)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tones.heard > 0)
    for _ in range(20):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert transport.playing
    assert current_box(multitrack).notes == "A2"
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert transport.box is None

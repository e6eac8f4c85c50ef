"""The lane of chords: what it writes, and what hands do to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reading.shown_chords import ShownChords
from app.theme import DARK
from app.views.reading.chord_lane import ChordLane
from app.views.time_axis import TimeAxis
from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import parse_chord
from player.reading.song_key import Key
from tests.app.views.conftest import Pixels, rgb

RATE = 1000
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
GRID = BeatGrid(tuple(range(0, 20_000, 500)), tuple(range(0, 40, 4)))


def chart(*spans: tuple[int, int, str, float]) -> ChordChart:
    return ChordChart(
        tuple(
            ChordSpan(start, stop, parse_chord(name) if name else None, sure)
            for start, stop, name, sure in spans
        )
    )


SHOWN = ShownChords(
    chart(
        (0, 2000, "", 1.0),
        (2000, 4000, "Am", 0.9),
        (4000, 6000, "F", 0.3),
        (6000, 9000, "G/B", 0.9),
    ),
    Key(9, is_minor=True),
)


@pytest.fixture
def lane(qtbot: QtBot, axis: TimeAxis) -> ChordLane:
    made = ChordLane(axis, DARK, RATE)
    qtbot.addWidget(made)
    made.resize(800, 26)
    axis.show(0.0, 10.0)  # 80 px are a second
    made.set_grid(GRID)
    made.set_chords(SHOWN)
    made.show()
    return made


def drag(lane: ChordLane, x: int, to_x: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(lane, LEFT, NONE, QPoint(x, 10))
    _move(lane, (x + to_x) // 2, modifier)
    _move(lane, to_x, modifier)
    QTest.mouseRelease(lane, LEFT, modifier, QPoint(to_x, 10))


def _move(lane: ChordLane, x: int, modifier: Qt.KeyboardModifier) -> None:
    place = QPointF(x, 10)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(lane.mapToGlobal(place.toPoint())),
        NO_BUTTON,
        LEFT,
        modifier,
    )
    QApplication.sendEvent(lane, event)


def has_ink(lane: ChordLane, pixels: Pixels, left: int, right: int) -> bool:
    """Whether there is writing between two columns, away from the edges of blocks."""
    seen = pixels(lane)[6:20, left:right].reshape(-1, 3).astype(int)
    return bool((seen.max(axis=0) - seen.min(axis=0)).max() > 60)


def test_every_chord_has_its_name_at_its_place(lane: ChordLane, pixels: Pixels) -> None:
    for start_x in (160, 320, 480):
        assert has_ink(lane, pixels, start_x + 4, start_x + 30)
        assert not has_ink(lane, pixels, start_x + 70, start_x + 150)


def test_what_does_not_fit_is_not_written_into_the_next(lane: ChordLane, pixels: Pixels) -> None:
    long = ShownChords(chart((0, 1000, "C#m7b5/G#", 1.0), (1000, 10_000, "", 1.0)))
    lane.set_chords(long)
    assert has_ink(lane, pixels, 4, 76)
    lane.axis.show(0.0, 100.0)  # 8 px are left for it
    assert not has_ink(lane, pixels, 2, 6)


def test_the_chord_under_the_playhead_is_lit(lane: ChordLane, pixels: Pixels) -> None:
    def ground(x: int) -> tuple[int, ...]:
        return tuple(pixels(lane)[8, x])

    lane.set_playhead(2.5)
    assert ground(310) == rgb(DARK.text)
    assert ground(470) != rgb(DARK.text)
    lane.set_playhead(4.5)
    assert ground(310) == rgb(DARK.raised)
    assert ground(470) == rgb(DARK.text)


def test_an_uncertain_chord_is_fainter(lane: ChordLane, pixels: Pixels) -> None:
    sure, unsure = pixels(lane)[8, 300], pixels(lane)[8, 460]
    assert tuple(sure) == rgb(DARK.raised)
    assert tuple(unsure) != rgb(DARK.raised)


def test_a_click_sounds_a_chord_and_goes_nowhere(qtbot: QtBot, lane: ChordLane) -> None:
    sought: list[float] = []
    lane.seek_requested.connect(sought.append)
    with qtbot.waitSignal(lane.chord_clicked) as told:
        QTest.mouseClick(lane, LEFT, pos=QPoint(240, 10))
    assert told.args == [1]
    assert sought == []
    # Where there is no chord yet, it is as anywhere.
    with qtbot.waitSignal(lane.seek_requested):
        QTest.mouseClick(lane, LEFT, pos=QPoint(760, 10))


def test_a_double_click_lets_another_be_typed(qtbot: QtBot, lane: ChordLane) -> None:
    QTest.mouseDClick(lane, LEFT, pos=QPoint(400, 10))
    assert lane.editor.is_open
    assert lane.editor.text() == "F"
    with qtbot.waitSignal(lane.chord_typed) as told:
        QTest.keyClicks(lane.editor, "Dm7")
        QTest.keyClick(lane.editor, Qt.Key.Key_Return)
    assert told.args == [4000, 6000, "Dm7"]
    assert not lane.editor.is_open


def test_what_is_no_chord_is_refused_and_the_field_stays(qtbot: QtBot, lane: ChordLane) -> None:
    typed: list[tuple[object, ...]] = []
    lane.chord_typed.connect(lambda *told: typed.append(told))
    lane.edit(1)
    QTest.keyClicks(lane.editor, "Quark")
    with qtbot.waitSignal(lane.text_refused) as told:
        QTest.keyClick(lane.editor, Qt.Key.Key_Return)
    assert told.args == ["Quark"]
    assert lane.editor.is_open
    QTest.keyClick(lane.editor, Qt.Key.Key_Escape)
    assert not lane.editor.is_open
    assert typed == []


def test_escape_leaves_everything_as_it_was(lane: ChordLane) -> None:
    typed: list[tuple[object, ...]] = []
    lane.chord_typed.connect(lambda *told: typed.append(told))
    lane.edit(1)
    QTest.keyClicks(lane.editor, "C")
    QTest.keyClick(lane.editor, Qt.Key.Key_Escape)
    assert (lane.editor.is_open, typed) == (False, [])


def test_tab_goes_on_typing_at_the_next_chord(qtbot: QtBot, lane: ChordLane) -> None:
    lane.edit(1)
    with qtbot.waitSignal(lane.chord_typed) as told:
        QTest.keyClick(lane.editor, Qt.Key.Key_Tab)
    assert told.args == [2000, 4000, "Am"]
    assert (lane.editor.is_open, lane.editor.text()) == (True, "F")
    QTest.keyClick(lane.editor, Qt.Key.Key_Backtab)
    assert (lane.editor.is_open, lane.editor.text()) == (True, "Am")


def test_the_keyboard_goes_from_chord_to_chord(qtbot: QtBot, lane: ChordLane) -> None:
    lane.set_playhead(2.5)
    lane.window().activateWindow()
    qtbot.waitUntil(lane.hasFocus)
    lane.clearFocus()
    lane.setFocus(Qt.FocusReason.TabFocusReason)
    assert lane.accessibleDescription() == "A minor"
    with qtbot.waitSignal(lane.cursor_moved) as told:
        QTest.keyClick(lane, Qt.Key.Key_Right)
    assert told.args == [2]
    assert lane.accessibleDescription() == "perhaps F major"
    with qtbot.waitSignal(lane.chord_typed) as typed:
        QTest.keyClick(lane, Qt.Key.Key_Delete)
    assert typed.args == [4000, 6000, ""]
    QTest.keyClick(lane, Qt.Key.Key_Return)
    assert lane.editor.text() == "F"


def test_borders_snap_to_beats(qtbot: QtBot, lane: ChordLane) -> None:
    assert lane.grip_at(321).cursor == Qt.CursorShape.SizeHorCursor
    with qtbot.waitSignal(lane.border_moved) as told:
        drag(lane, 321, 354)
    assert told.args == [2, 4500]
    with qtbot.waitSignal(lane.border_moved) as told:
        drag(lane, 320, 352, ALT)
    assert told.args == [2, pytest.approx(4400, abs=15)]


def test_a_border_stays_between_its_neighbours(qtbot: QtBot, lane: ChordLane) -> None:
    with qtbot.waitSignal(lane.border_moved) as told:
        drag(lane, 320, 640)
    assert told.args == [2, 5500]
    with qtbot.waitSignal(lane.border_moved) as told:
        drag(lane, 320, 10)
    assert told.args == [2, 2500]


def test_elsewhere_a_drag_marks_a_loop(qtbot: QtBot, lane: ChordLane) -> None:
    with qtbot.waitSignal(lane.loop_dragged):
        drag(lane, 200, 280)


def test_a_capo_and_another_pitch_give_other_names(lane: ChordLane) -> None:
    lane.set_chords(ShownChords(SHOWN.chart, SHOWN.key, 2, 4))
    lane.edit(1)
    assert lane.editor.text() == "Gm"

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.reading.opened_score import Notation
from app.theme import DARK, LIGHT
from app.views.reading.score_canvas import STRIP_PX, ScoreCanvas
from app.views.time_axis import TimeAxis
from player.reading.laid_part import LaidPart
from player.reading.score import NoteValue, ScoreEvent, ScoreNote
from player.reading.score_alignment import Anchor, ScoreAlignment
from player.reading.score_timeline import ScoreTimeline
from player.reading.written_pitch import spelled
from tests.app.views.conftest import SAMPLE_RATE, Pixels, rgb
from tests.player.reading.written_scores import quarters, score

LEFT = Qt.MouseButton.LeftButton
# 20 s are seen; bars last 2 s and begin at 10 s.
_BARS_S, _FIRST_S = 2.0, 10.0
_BELOW = 100


@pytest.fixture
def canvas(qtbot: QtBot, axis: TimeAxis) -> ScoreCanvas:
    made = ScoreCanvas(axis, DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.resize(1000, 180)
    made.show()
    _show(made, Notation.TAB)
    return made


def _show(canvas: ScoreCanvas, notation: Notation, *more: Anchor, voice: tuple = ()) -> None:
    made = score(8, voice)
    alignment = ScoreAlignment((Anchor(0, round(_FIRST_S * SAMPLE_RATE)), *more))
    laid = LaidPart(made.parts[0], ScoreTimeline(made, alignment, None, SAMPLE_RATE))
    canvas.set_part(laid, notation, alignment.held)


def _x(canvas: ScoreCanvas, time_s: float) -> int:
    return canvas.x_of(time_s)


@pytest.mark.parametrize("notation", list(Notation))
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_notes_stand_where_they_are_played(
    canvas: ScoreCanvas, pixels: Pixels, notation: Notation, theme: object
) -> None:
    canvas.set_theme(theme)  # type: ignore[arg-type]
    _show(canvas, notation, voice=quarters(None, None, None, None))
    without = pixels(canvas)
    _show(canvas, notation, voice=quarters(None, 31, None, None))
    changed = np.any(pixels(canvas) != without, axis=(0, 2)).nonzero()[0]
    # Each bar has one note, half a second after its beginning.
    for bar in range(8):
        x = _x(canvas, _FIRST_S + bar * _BARS_S + 0.5)
        assert ((changed > x) & (changed < x + 20)).any()
    begun = _x(canvas, _FIRST_S)
    assert changed.min() >= begun


def test_a_higher_note_stands_higher(canvas: ScoreCanvas, pixels: Pixels) -> None:
    def height_of(midi: int) -> float:
        rest = ScoreEvent(Fraction(0), Fraction(4), NoteValue(1))
        _show(canvas, Notation.STAFF, voice=(rest,))
        without = pixels(canvas)
        _show(canvas, Notation.STAFF, voice=(replace(rest, notes=(ScoreNote(spelled(midi, 0)),)),))
        # The rest stands in the middle of the bar.
        columns = slice(_x(canvas, 10.0), _x(canvas, 10.6))
        rows = np.any(pixels(canvas)[:, columns] != without[:, columns], axis=(1, 2)).nonzero()[0]
        return float(rows.mean())

    heights = [height_of(midi) for midi in (31, 33, 35, 36, 38)]
    assert heights == sorted(heights, reverse=True)
    steps = -np.diff(heights)
    assert np.allclose(steps, steps[0], atol=1.0)  # half a space each


@pytest.mark.parametrize("notation", list(Notation))
def test_what_is_played_is_lit(canvas: ScoreCanvas, pixels: Pixels, notation: Notation) -> None:
    _show(canvas, notation)
    canvas.set_playhead(11.7)  # the rest at the end of the first bar
    assert canvas.lit == ()
    quiet = pixels(canvas)
    canvas.set_playhead(12.75)
    assert [each.event.notes[0].pitch.name for each in canvas.lit] == ["G1"]
    lit = pixels(canvas)
    columns = slice(_x(canvas, 12.5) + 3, _x(canvas, 12.5) + 22)
    accent = np.all(lit[24:, columns] == rgb(DARK.accent), axis=2)
    assert accent.any()
    assert not np.all(quiet[24:, columns] == rgb(DARK.accent), axis=2).any()


def test_a_bar_line_is_dragged_along_the_top_and_let_go_of(
    canvas: ScoreCanvas, qtbot: QtBot
) -> None:
    dragged: list[tuple[int, int]] = []
    loops: list[tuple[float, float]] = []
    canvas.bar_dragged.connect(lambda *what: dragged.append(what))
    canvas.loop_dragged.connect(lambda *what: loops.append(what))
    x, y = _x(canvas, 14.0), STRIP_PX // 2
    QTest.mousePress(canvas, LEFT, pos=QPoint(x, y))
    QTest.mouseMove(canvas, QPoint(x + 25, y))
    with qtbot.waitSignal(canvas.bar_drag_finished):
        QTest.mouseRelease(canvas, LEFT, pos=QPoint(x + 25, y))
    assert dragged[-1] == (2, 14_500)
    assert loops == []
    dragged.clear()
    QTest.mousePress(canvas, LEFT, pos=QPoint(x, _BELOW))
    QTest.mouseMove(canvas, QPoint(x + 50, _BELOW))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(x + 50, _BELOW))
    assert dragged == []
    assert loops[-1] == pytest.approx((14.0, 15.0))


def test_a_double_click_frees_only_what_is_held(canvas: ScoreCanvas, qtbot: QtBot) -> None:
    freed: list[int] = []
    canvas.bar_freed.connect(freed.append)
    y = STRIP_PX // 2
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(_x(canvas, 14.0), y))
    assert freed == []
    _show(canvas, Notation.TAB, Anchor(2, 14_500))
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(_x(canvas, 14.5), y))
    assert freed == [2]


def test_a_click_on_a_bar_line_goes_exactly_there(canvas: ScoreCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.seek_requested) as sought:
        QTest.mouseClick(canvas, LEFT, pos=QPoint(_x(canvas, 14.0) + 4, STRIP_PX // 2))
    assert sought.args == [14.0]
    with qtbot.waitSignal(canvas.seek_requested) as sought:
        QTest.mouseClick(canvas, LEFT, pos=QPoint(_x(canvas, 14.0) + 4, _BELOW))
    assert sought.args[0] == pytest.approx(14.08)


@pytest.mark.parametrize("notation", list(Notation))
def test_far_away_notes_are_dots_and_still_there(
    canvas: ScoreCanvas, pixels: Pixels, axis: TimeAxis, notation: Notation
) -> None:
    axis.show_all()
    _show(canvas, notation, voice=quarters(None, None, None, None))
    without = pixels(canvas)
    _show(canvas, notation)
    assert np.any(pixels(canvas) != without)


def test_without_a_score_there_is_nothing_to_take_hold_of(canvas: ScoreCanvas) -> None:
    canvas.set_part(None, Notation.STAFF, frozenset())
    canvas.set_playhead(12.0)
    assert canvas.lit == ()
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(200, 5))

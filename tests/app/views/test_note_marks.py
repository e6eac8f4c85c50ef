"""Notes over a lane: where each stands, what of it is seen, what is under the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.compared_take import HeardNote, NoteKind
from app.theme import DARK, LIGHT, Theme, loop_colour
from app.views.note_marks import LaneNote, NoteMarks, lateness_colour
from app.views.stem_lane import StemLane
from app.views.time_axis import TimeAxis
from tests.app.test_contrast import OTHER, contrast

from .conftest import SAMPLE_RATE, Pixels, rgb

EARLY, LATE = HeardNote(NoteKind.PLAYED, 0.0, -50.0), HeardNote(NoteKind.PLAYED, 0.0, 50.0)
CLOSE = HeardNote(NoteKind.PLAYED, 0.0, 5.0)
HIGH = HeardNote(NoteKind.PLAYED, 0.0, 0.0, 40.0)
MISSED, EXTRA = HeardNote(NoteKind.MISSED, 0.0), HeardNote(NoteKind.EXTRA, 0.0)
AREA = QRectF(0, 0, 400, 99)


@pytest.fixture
def lane(qtbot: QtBot, axis: TimeAxis) -> StemLane:
    """20 s from second 10 on are visible on 400 px: 20 px are a second."""
    made = StemLane("bass", axis, DARK, SAMPLE_RATE, None)
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    return made


def marks(axis: TimeAxis, *notes: HeardNote, every_s: float = 2.0) -> NoteMarks:
    """One after the other, from two seconds after the left edge."""
    return NoteMarks(
        [
            LaneNote(note, axis.start_s + 2.0 + every_s * place, f"note {place}")
            for place, note in enumerate(notes)
        ]
    )


def test_early_stands_left_late_right_high_above(axis: TimeAxis) -> None:
    shown = marks(axis, EARLY, LATE, CLOSE, HIGH, MISSED)
    at = [shown.place_of(place, axis, AREA) for place in range(5)]
    at_stem = [40.0 + 40 * place for place in range(5)]
    away = [each.x() - x for each, x in zip(at, at_stem, strict=True)]
    assert away[0] == pytest.approx(-away[1])
    assert away[1] > 8
    assert away[2:] == pytest.approx([away[1] / 10, 0.0, 0.0])
    assert at[3].y() < AREA.center().y() - 10
    assert at[4].y() == AREA.center().y()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_colours_are_seen_and_are_not_confused(theme: Theme) -> None:
    colours = [lateness_colour(theme, ms) for ms in (-50.0, 0.0, 50.0)]
    assert colours == [
        loop_colour(theme, "blue"),
        QColor(theme.text),
        QColor(theme.accent),
    ]
    for colour in colours:
        assert contrast(colour, theme.background) >= OTHER


def test_each_is_painted_in_its_shape(lane: StemLane, axis: TimeAxis, pixels: Pixels) -> None:
    lane.set_notes(marks(axis, EARLY, LATE, CLOSE, MISSED, EXTRA))
    image = pixels(lane)
    seen = {}
    for name, colour in (
        ("blue", loop_colour(DARK, "blue")),
        ("orange", QColor(DARK.accent)),
        ("white", QColor(DARK.text)),
    ):
        columns = (image == rgb(colour)).all(axis=2).any(axis=0).nonzero()[0]
        seen[name] = (int(columns.min()), int(columns.max()))
    assert seen["blue"][1] <= 40
    assert seen["orange"][0] >= 80
    assert seen["white"][1] > 195
    # What is missed is hollow.
    assert tuple(image[49, 160]) == rgb(DARK.background)
    lane.set_notes(None)
    assert not (pixels(lane) == rgb(loop_colour(DARK, "blue"))).all(axis=2).any()


def test_what_lies_close_together_is_drawn_as_its_mean(
    lane: StemLane, axis: TimeAxis, pixels: Pixels
) -> None:
    lane.set_notes(marks(axis, *[LATE, LATE, EARLY] * 20, *[EARLY] * 20, every_s=0.1))
    image = pixels(lane)
    orange = (image == rgb(DARK.accent)).all(axis=2).nonzero()
    blue = (image == rgb(loop_colour(DARK, "blue"))).all(axis=2).nonzero()
    # Late goes up, early down, and late comes first.
    assert orange[0].max() <= 50 <= blue[0].min() + 1
    assert orange[1].max() < 170
    assert blue[1].max() > 180
    assert lane.notes is not None
    assert lane.notes.at(axis, AREA, QPointF(60, 50)) is None


def test_a_note_is_under_the_mouse_where_its_mark_is(axis: TimeAxis) -> None:
    shown = marks(axis, EARLY, LATE, HIGH)
    for place in range(3):
        assert shown.at(axis, AREA, shown.place_of(place, axis, AREA)) == place
    assert shown.at(axis, AREA, QPointF(40, 90)) is None
    assert shown.at(axis, AREA, QPointF(300, 50)) is None


def test_a_click_on_a_mark_tells_which(qtbot: QtBot, lane: StemLane, axis: TimeAxis) -> None:
    lane.set_notes(marks(axis, EARLY, LATE))
    assert lane.notes is not None
    told: list[int] = []
    sought: list[float] = []
    lane.note_clicked.connect(told.append)
    lane.seek_requested.connect(sought.append)
    at = lane.notes.place_of(1, axis, lane.inside()).toPoint()
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=at)
    assert (told, sought) == ([1], [])
    at.setY(4)
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=at)
    assert told == [1]
    assert len(sought) == 1


def test_a_song_that_is_forgotten_has_no_notes(lane: StemLane, axis: TimeAxis) -> None:
    lane.set_notes(marks(axis, EARLY))
    lane.forget_song()
    assert lane.notes is None

"""Real drags, clicks and keys on the notes of the spectrogram, and what is wished for by them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reading.note_edits import Grip
from app.theme import DARK
from app.views.listening_canvas import STRIP_PX
from app.views.reading.note_editing import NoteEditing
from app.views.reading.note_layer import NoteLayer, NotesShown, Voice
from app.views.spectrogram_view import SpectrogramView
from app.views.time_axis import TimeAxis
from player.reading.song_notes import SongNote, SongNotes
from tests.app.views.conftest import SAMPLE_RATE, Wheel

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Key, Modifier = Qt.Key, Qt.KeyboardModifier
PLAIN, SHIFT, ALT, CTRL = (
    Modifier.NoModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
    Modifier.ControlModifier,
)
# 20 px are a second: 100 px long, and 40 px.
LONG, SHORT = SongNote(12_000, 17_000, 60.0), SongNote(20_000, 22_000, 67.0)
SIGNALS = (
    "pressed",
    "held",
    "dragged",
    "dropped",
    "cancelled",
    "clicked",
    "note_wanted",
    "choice_stepped",
    "raised",
    "edge_stepped",
    "removed",
    "note_wanted_here",
    "sounded",
    "released",
    "left",
)

Said = list[tuple[object, ...]]


@pytest.fixture
def view(qtbot: QtBot, axis: TimeAxis) -> SpectrogramView:
    """20 px are a second, 6 px a semitone."""
    made = SpectrogramView(axis, DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.resize(248 + 400, 510)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def layer(view: SpectrogramView) -> NoteLayer:
    view.plot.notes.set_shown(NotesShown.BLOCKS)
    view.plot.notes.set_voices([Voice(SongNotes((LONG, SHORT)), None, QColor(DARK.text))])
    return view.plot.notes


@pytest.fixture
def editing(view: SpectrogramView, layer: NoteLayer) -> NoteEditing:
    made = NoteEditing(layer, view.plot.overlay)
    made.open("Bass")
    return made


@pytest.fixture
def said(editing: NoteEditing) -> Said:
    """Every signal, in order."""
    heard: Said = []
    for name in SIGNALS:
        getattr(editing, name).connect(lambda *args, name=name: heard.append((name, *args)))
    return heard


def place(editing: NoteEditing, frame: float, midi: float) -> QPoint:
    canvas = editing.parentWidget()
    return QPoint(canvas.x_of(frame / SAMPLE_RATE), round(canvas.y_of(midi)) - STRIP_PX)


def drag(editing: NoteEditing, start: QPoint, by: QPoint, modifiers: Modifier = PLAIN) -> None:
    QTest.mousePress(editing, LEFT, PLAIN, start)
    for step in range(1, 5):
        move(editing, start + by * step / 4, modifiers)
    QTest.mouseRelease(editing, LEFT, modifiers, start + by)


def move(editing: NoteEditing, to: QPoint, modifiers: Modifier) -> None:
    """With the modifiers, which QTest's own has none of."""
    at, on_screen = QPointF(to), QPointF(editing.mapToGlobal(to))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, on_screen, none, LEFT, modifiers)
    QApplication.sendEvent(editing, event)


def test_a_click_chooses_a_note_and_lets_it_be_heard(editing: NoteEditing, said: Said) -> None:
    QTest.mouseClick(editing, LEFT, PLAIN, place(editing, 15_000, 60))
    assert said == [
        ("pressed", LONG, False),
        ("held", LONG, Grip.BODY),
        ("dropped",),
        ("clicked", LONG),
    ]


def test_with_shift_it_is_one_more(editing: NoteEditing, said: Said) -> None:
    QTest.mouseClick(editing, LEFT, SHIFT, place(editing, 21_000, 67))
    assert said == [("pressed", SHORT, True), ("held", SHORT, Grip.BODY), ("dropped",)]


def test_a_click_beside_them_chooses_none(editing: NoteEditing, said: Said) -> None:
    QTest.mouseClick(editing, LEFT, PLAIN, place(editing, 15_000, 80))
    assert said == [("pressed", None, False), ("dropped",)]
    said.clear()
    QTest.mouseClick(editing, RIGHT, PLAIN, place(editing, 15_000, 60))
    assert not said


def test_a_drag_up_is_a_pitch_and_nothing_else(editing: NoteEditing, said: Said) -> None:
    # A hand is not quite straight.
    drag(editing, place(editing, 15_000, 60), QPoint(3, -18))
    assert ("dragged", 0.0, 3, False) in said
    assert said[-1] == ("dropped",)


def test_a_drag_sideways_is_a_time(editing: NoteEditing, said: Said) -> None:
    drag(editing, place(editing, 15_000, 60), QPoint(40, 0), ALT)
    (*_, (name, frames, semitones, is_free)) = [each for each in said if each[0] == "dragged"]
    assert (name, semitones, is_free) == ("dragged", 0, True)
    assert frames == pytest.approx(2000)


@pytest.mark.parametrize(
    ("frame", "grip"), [(12_050, Grip.START), (16_950, Grip.STOP), (14_000, Grip.BODY)]
)
def test_its_ends_are_taken_hold_of_by_themselves(
    editing: NoteEditing, said: Said, frame: int, grip: Grip
) -> None:
    drag(editing, place(editing, frame, 60), QPoint(5, 0))
    assert ("held", LONG, grip) in said
    # An end goes with the mouse at once.
    frames = [each[1] for each in said if each[0] == "dragged"]
    assert frames[-1:] == [pytest.approx(250) if grip is not Grip.BODY else 0.0]


def test_a_double_click_on_nothing_makes_a_note(editing: NoteEditing, said: Said) -> None:
    there = place(editing, 25_000, 55)
    QTest.mouseDClick(editing, LEFT, PLAIN, there)
    (wanted,) = [each for each in said if each[0] == "note_wanted"]
    assert wanted[1:] == (pytest.approx(25_000, abs=1), pytest.approx(55, abs=0.1), False)
    said.clear()
    QTest.mouseDClick(editing, LEFT, PLAIN, place(editing, 15_000, 60))
    assert not [each for each in said if each[0] == "note_wanted"]


def test_escape_goes_back_step_by_step(editing: NoteEditing, layer: NoteLayer, said: Said) -> None:
    layer.set_chosen([LONG])
    start = place(editing, 15_000, 60)
    QTest.mousePress(editing, LEFT, PLAIN, start)
    move(editing, start - QPoint(0, 12), PLAIN)
    said.clear()
    QTest.keyClick(editing, Key.Key_Escape)
    assert said == [("cancelled",)]
    QTest.mouseRelease(editing, LEFT, PLAIN, start - QPoint(0, 12))
    assert said == [("cancelled",)]
    QTest.keyClick(editing, Key.Key_Escape)
    assert said[1:] == [("pressed", None, False)]
    layer.set_chosen([])
    QTest.keyClick(editing, Key.Key_Escape)
    assert said[2:] == [("left",)]


@pytest.mark.parametrize(
    ("key", "modifiers", "wish"),
    [
        (Key.Key_Right, PLAIN, ("choice_stepped", 1, False)),
        (Key.Key_Left, SHIFT, ("choice_stepped", -1, True)),
        (Key.Key_Up, PLAIN, ("raised", 1)),
        (Key.Key_PageDown, PLAIN, ("raised", -12)),
        (Key.Key_Right, CTRL, ("edge_stepped", Grip.BODY, 1)),
        (Key.Key_Left, ALT, ("edge_stepped", Grip.STOP, -1)),
        (Key.Key_Right, ALT | SHIFT, ("edge_stepped", Grip.START, 1)),
        (Key.Key_Delete, PLAIN, ("removed",)),
        (Key.Key_Backspace, PLAIN, ("removed",)),
        (Key.Key_Insert, PLAIN, ("note_wanted_here",)),
    ],
)
def test_every_key_has_its_wish(
    editing: NoteEditing, said: Said, key: Key, modifiers: Modifier, wish: tuple[object, ...]
) -> None:
    QTest.keyClick(editing, key, modifiers)
    assert said == [wish]


def test_return_sounds_as_long_as_it_is_held(editing: NoteEditing, said: Said) -> None:
    QTest.keyPress(editing, Key.Key_Return)
    assert said == [("sounded",)]
    QTest.keyRelease(editing, Key.Key_Return)
    assert said[1:] == [("released",)]


def test_the_button_ends_it(editing: NoteEditing, said: Said) -> None:
    assert editing.done.text() == "Notes: Bass  ×"
    QTest.mouseClick(editing.done, LEFT)
    assert said == [("left",)]
    editing.close_up()
    assert not editing.isVisible()


def test_the_wheel_and_the_strip_are_the_canvas_s_own(
    view: SpectrogramView, editing: NoteEditing, axis: TimeAxis, wheel: Wheel
) -> None:
    before = axis.start_s
    wheel(editing, 100, -2)
    assert axis.start_s != before
    # The strip along the top is left free for the loop.
    canvas = view.plot.overlay
    assert canvas.childAt(QPoint(200, STRIP_PX - 1)) is None
    assert canvas.childAt(QPoint(100, STRIP_PX + 100)) is editing


def test_the_pitch_under_the_mouse_is_still_named(
    view: SpectrogramView, editing: NoteEditing
) -> None:
    QTest.mouseMove(editing, place(editing, 25_000, 57))
    assert view.note_label.text() == "A3"


def test_it_is_as_big_as_the_canvas(view: SpectrogramView, editing: NoteEditing) -> None:
    view.resize(900, 400)
    canvas = view.plot.overlay
    assert editing.geometry() == canvas.rect().adjusted(0, STRIP_PX, 0, 0)
    assert editing.rect().contains(editing.done.geometry())

"""When a pedal is pressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mido import Message

from app.pedals import Pedal, PedalKind, PedalPresses
from app.views.pedal_text import pedal_title

SUSTAIN = Pedal(PedalKind.CONTROL, 64, 0)


def presses(*sent: tuple[float, Message]) -> list[float]:
    """The times at which a pedal was pressed."""
    board = PedalPresses()
    return [time_s for time_s, message in sent if board.pressed(message, time_s) is not None]


def control(value: int, number: int = 64) -> Message:
    return Message("control_change", control=number, value=value)


def test_a_controller_is_pressed_when_it_comes_to_half() -> None:
    assert presses((0.0, control(63)), (0.1, control(64)), (0.2, control(0))) == [0.1]
    assert PedalPresses().pressed(control(127), 0.0) == SUSTAIN


def test_a_pedal_that_glides_is_pressed_once() -> None:
    gliding = [(0.01 * step, control(min(127, 4 * step))) for step in range(40)]
    up = [(1.0 + 0.01 * step, control(120 - 4 * step)) for step in range(31)]
    assert presses(*gliding[:33], *up) == [pytest.approx(0.16)]


def test_a_pedal_that_is_never_let_go_is_pressed_again() -> None:
    assert presses((0.0, control(127)), (1.0, control(127)), (2.0, control(127))) == [0.0, 1.0, 2.0]


def test_a_contact_that_bounces_is_pressed_once() -> None:
    sent = [(0.0, 127), (0.004, 0), (0.008, 127), (0.5, 0), (0.505, 127), (0.51, 0), (1.0, 127)]
    assert presses(*((time_s, control(value)) for time_s, value in sent)) == [0.0, 1.0]


def test_notes_and_programs() -> None:
    board, note = PedalPresses(), Pedal(PedalKind.NOTE, 36, 9)
    assert board.pressed(Message("note_on", note=36, velocity=1, channel=9), 0.0) == note
    assert board.pressed(Message("note_on", note=36, velocity=0, channel=9), 0.2) is None
    assert board.pressed(Message("note_on", note=36, velocity=90, channel=9), 0.4) == note
    assert board.pressed(Message("note_off", note=36, channel=9), 0.6) is None
    program = Pedal(PedalKind.PROGRAM, 3, 0)
    assert board.pressed(Message("program_change", program=3), 0.0) == program
    assert board.pressed(Message("program_change", program=3), 0.01) is None
    assert board.pressed(Message("program_change", program=3), 1.0) == program


def test_what_is_no_pedal_is_none() -> None:
    board = PedalPresses()
    for message in (Message("clock"), Message("pitchwheel", pitch=8000), Message("aftertouch")):
        assert board.pressed(message, 0.0) is None


@given(st.sampled_from(PedalKind), st.integers(0, 127), st.integers(0, 15))
def test_what_is_kept_comes_back(kind: PedalKind, number: int, channel: int) -> None:
    pedal = Pedal(kind, number, channel)
    assert Pedal.from_text(str(pedal)) == pedal


@pytest.mark.parametrize(
    "text", ["", "control/64", "pedal/64/0", "note/128/0", "note/1/16", "note/x/0"]
)
def test_nonsense_is_no_pedal(text: str) -> None:
    with pytest.raises(ValueError, match="no pedal"):
        Pedal.from_text(text)


def test_what_pedals_are_called() -> None:
    assert pedal_title(SUSTAIN) == "Pedal 64"
    assert pedal_title(Pedal(PedalKind.NOTE, 36, 9)) == "Note 36, channel 10"
    assert pedal_title(Pedal(PedalKind.PROGRAM, 0, 0)) == "Program 1"

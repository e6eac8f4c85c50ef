"""MIDI pedals: which one it is, and when it is pressed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

_DOWN = 64
_BOUNCE_S = 0.03


class PedalKind(StrEnum):
    """What a pedal sends."""

    CONTROL = "control"
    NOTE = "note"
    PROGRAM = "program"


@dataclass(frozen=True)
class Pedal:
    """A pedal, or a button or key of any MIDI device.

    number: of the controller, note or program, 0 to 127. channel: 0 to 15.
    """

    kind: PedalKind
    number: int
    channel: int

    def __str__(self) -> str:
        """As it is kept in the settings: "control/64/0"."""
        return f"{self.kind}/{self.number}/{self.channel}"

    @classmethod
    def from_text(cls, text: str) -> Pedal:
        """What `str` made.

        Raises: ValueError where it is not that.
        """
        parts = re.fullmatch(rf"({'|'.join(PedalKind)})/(\d+)/(\d+)", text)
        if parts is None or int(parts[2]) > 127 or int(parts[3]) > 15:
            raise ValueError(f"no pedal: {text}")
        return cls(PedalKind(parts[1]), int(parts[2]), int(parts[3]))


class Message(Protocol):
    """A MIDI message as mido has it: `note`, `velocity`, `control`, `value`, `program` by type."""

    type: str
    channel: int


class PedalPresses:
    """Finds in the messages of one device when a foot comes down, and only then."""

    def __init__(self) -> None:
        self._values: dict[Pedal, int] = {}
        self._changed_s: dict[Pedal, float] = {}

    def pressed(self, message: Message, time_s: float) -> Pedal | None:
        """The pedal that this message, at this time of any clock, says is pressed now.

        A note is pressed when it begins, a controller when it comes to 64 or more, a program
        whenever it is called. A controller that says the same value again is pressed again: many
        pedals send nothing when they are let go. One that moves on above 64 is not. A contact that
        bounces for less than 30 ms counts once.
        """
        read = _read(message)
        if read is None:
            return None
        pedal, value = read
        before = self._values.get(pedal, 0)
        self._values[pedal] = value
        was_down, is_down = before >= _DOWN, value >= _DOWN
        if was_down == is_down and not (is_down and value == before):
            return None
        bounced = time_s - self._changed_s.get(pedal, -math.inf) < _BOUNCE_S
        self._changed_s[pedal] = time_s
        return pedal if is_down and not bounced else None


def _read(message: Message) -> tuple[Pedal, int] | None:
    """Which pedal a message is from, and how far down it says it is, 0 to 127."""
    known: dict[str, tuple[PedalKind, str, str]] = {
        "note_on": (PedalKind.NOTE, "note", "velocity"),
        "note_off": (PedalKind.NOTE, "note", ""),
        "control_change": (PedalKind.CONTROL, "control", "value"),
        "program_change": (PedalKind.PROGRAM, "program", ""),
    }
    if message.type not in known:
        return None
    kind, number, value = known[message.type]
    pedal = Pedal(kind, getattr(message, number), message.channel)
    if kind is PedalKind.CONTROL:
        return pedal, getattr(message, value)
    is_down = kind is PedalKind.PROGRAM or (value and getattr(message, value) > 0)
    return pedal, 127 if is_down else 0

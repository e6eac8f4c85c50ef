"""Reads MIDI files into parts, one for each program on each channel."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import mido

from separation.training.notes import BEND, Control, Note, Part

_DRUM_CHANNEL = 9


def read_parts(path: Path) -> list[Part]:
    """The parts of the file that have notes, in the order of their channels.

    Raises: OSError, EOFError, ValueError or KeyError for what is no MIDI file.
    """
    programs: dict[int, int] = defaultdict(int)
    notes: dict[tuple[int, int], list[Note]] = defaultdict(list)
    controls: dict[int, list[Control]] = defaultdict(list)
    open_notes: dict[tuple[int, int], tuple[float, int, int]] = {}
    time_s = 0.0
    for message in mido.MidiFile(path, clip=True):
        time_s += message.time
        if message.type == "program_change":
            programs[message.channel] = message.program
        elif message.type == "control_change":
            controls[message.channel].append(Control(time_s, message.control, message.value))
        elif message.type == "pitchwheel":
            controls[message.channel].append(Control(time_s, BEND, message.pitch))
        elif message.type in ("note_on", "note_off"):
            key = (message.channel, message.note)
            if key in open_notes:
                start_s, velocity, program = open_notes.pop(key)
                if time_s > start_s:
                    note = Note(start_s, time_s, message.note, velocity)
                    notes[message.channel, program].append(note)
            if message.type == "note_on" and message.velocity > 0:
                open_notes[key] = (time_s, message.velocity, programs[message.channel])
    return [
        Part(program, channel == _DRUM_CHANNEL, tuple(played), tuple(controls[channel]))
        for (channel, program), played in sorted(notes.items())
    ]

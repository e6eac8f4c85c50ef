"""What is played: notes and controls in seconds, one part for each instrument."""

from __future__ import annotations

from dataclasses import dataclass, replace

BEND = -1  # the number of the control that bends the pitch


@dataclass(frozen=True)
class Note:
    """One note: MIDI pitch, velocity 1 to 127, from `start_s` to `end_s`."""

    start_s: float
    end_s: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Control:
    """A MIDI control change, or with number BEND the pitch wheel (-8192 to 8191)."""

    time_s: float
    number: int
    value: int


@dataclass(frozen=True)
class Part:
    """What one instrument plays. `program`: General MIDI, or the kit's number where `is_drums`."""

    program: int
    is_drums: bool
    notes: tuple[Note, ...]
    controls: tuple[Control, ...] = ()

    def cut(self, start_s: float, end_s: float) -> Part:
        """The part from `start_s` to `end_s`, its time counted from there, controls as they stand.

        A note that began before is left out: it would sound like a new one.
        """
        notes = tuple(
            replace(note, start_s=note.start_s - start_s, end_s=min(note.end_s, end_s) - start_s)
            for note in self.notes
            if start_s <= note.start_s < end_s
        )
        standing: dict[int, Control] = {}
        later: list[Control] = []
        for control in self.controls:
            if control.time_s <= start_s:
                standing[control.number] = replace(control, time_s=0.0)
            elif control.time_s < end_s:
                later.append(replace(control, time_s=control.time_s - start_s))
        return replace(self, notes=notes, controls=(*standing.values(), *later))

    def transposed(self, semitones: int) -> Part:
        """The part higher or lower; drums stay."""
        if self.is_drums:
            return self
        notes = (replace(note, pitch=note.pitch + semitones) for note in self.notes)
        return replace(self, notes=tuple(note for note in notes if 0 <= note.pitch < 128))

    def polyphony(self) -> float:
        """How many notes sound at once on average while any does."""
        sounding = sum(note.end_s - note.start_s for note in self.notes)
        covered, end = 0.0, 0.0
        for note in sorted(self.notes, key=lambda note: note.start_s):
            covered += max(0.0, note.end_s - max(end, note.start_s))
            end = max(end, note.end_s)
        return sounding / covered if covered else 0.0

"""A project of REAPER as text: tracks, tempo, markers and regions beside files of sound.

What the fields mean: State Chunk Definitions, github.com/ReaTeam/Doc.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from app.tempo_points import TempoPoint

_WITH_METRE, _PARTLY = 1, 4
_CONSTANT = 1
_COLOURED = 0x1000000
_FOLLOWS_PROJECT = -1
_BALANCE = 3
_IDS = uuid.UUID("6f0e4f0c-6d2b-4f57-9a0e-0d5a2d3c9b11")


@dataclass(frozen=True)
class ProjectTrack:
    """One file of sound, as long as the project. file: its name, beside the project.

    gain: a factor; pan: -1 to 1, how much quieter the far side is. colour: #rrggbb.
    """

    name: str
    file: str
    colour: str
    gain: float = 1.0
    pan: float = 0.0
    muted: bool = False
    soloed: bool = False
    solo_safe: bool = False


@dataclass(frozen=True)
class ProjectMark:
    """A marker, or a region where it has an end."""

    name: str
    start_s: float
    end_s: float | None = None
    colour: str = ""


@dataclass(frozen=True)
class ReaperProject:
    """An arrangement. selection: what is looped; tempo: empty where it is not known."""

    tracks: tuple[ProjectTrack, ...]
    duration_s: float
    sample_rate: int
    master_gain: float = 1.0
    tempo: tuple[TempoPoint, ...] = ()
    marks: tuple[ProjectMark, ...] = ()
    selection: tuple[float, float] | None = None

    def text(self) -> str:
        """The file, to be written as UTF-8."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield '<REAPER_PROJECT 0.1 "6.0" 0'
        yield f"  SAMPLERATE {self.sample_rate} 1 0"
        yield f"  PANMODE {_BALANCE}"
        yield "  PANLAW 1"
        if self.selection is not None:
            start_s, end_s = self.selection
            yield f"  SELECTION {_time(start_s)} {_time(end_s)}"
            yield "  LOOP 1"
        if self.tempo:
            first = self.tempo[0]
            yield f"  TEMPO {_quarters(first):.10f} {first.metre} {first.unit}"
        yield f"  MASTER_VOLUME {self.master_gain:.10f} 0 {_FOLLOWS_PROJECT} -1 1"
        yield from self._tempo_lines()
        yield from self._mark_lines()
        for place, track in enumerate(self.tracks):
            yield from self._track_lines(track, place)
        yield ">"

    def _tempo_lines(self) -> Iterator[str]:
        if not self.tempo:
            return
        yield "  <TEMPOENVEX"
        yield "    ACT 1 -1"
        yield "    VIS 1 0 1"
        yield "    DEFSHAPE 1 -1 -1"
        for point in self.tempo:
            words = [_time(point.time_s), f"{_quarters(point):.10f}", _CONSTANT]
            if point.begins_metre:
                metre = point.unit << 16 | point.metre
                words += [metre, 0, _WITH_METRE | (_PARTLY if point.cuts_bar else 0)]
            yield "    PT " + " ".join(map(str, words))
        yield "  >"

    def _mark_lines(self) -> Iterator[str]:
        for number, mark in enumerate(self.marks, start=1):
            kind = "B" if mark.end_s is None else "R"
            yield (
                f"  MARKER {number} {_time(mark.start_s)} {_quoted(mark.name)} "
                f"{int(mark.end_s is not None)} {_colour(mark.colour)} 1 {kind} "
                f"{_id('mark', number)} 0"
            )
            if mark.end_s is not None:
                yield f'  MARKER {number} {_time(mark.end_s)} "" 1'

    def _track_lines(self, track: ProjectTrack, place: int) -> Iterator[str]:
        yield f"  <TRACK {_id('track', place)}"
        yield f"    NAME {_quoted(track.name)}"
        yield f"    PEAKCOL {_colour(track.colour)}"
        yield f"    VOLPAN {track.gain:.10f} {track.pan:.10f} {_FOLLOWS_PROJECT} -1 1"
        yield f"    MUTESOLO {track.muted:d} {track.soloed:d} {track.solo_safe:d}"
        yield "    NCHAN 2"
        yield f"    TRACKID {_id('track', place)}"
        yield "    <ITEM"
        yield "      POSITION 0"
        yield f"      LENGTH {_time(self.duration_s)}"
        yield "      LOOP 0"
        # The usual 10 ms would fade the first beat.
        yield "      FADEIN 0 0 0 0 0 0 0"
        yield "      FADEOUT 0 0 0 0 0 0 0"
        yield f"      IGUID {_id('item', place)}"
        yield f"      NAME {_quoted(track.file)}"
        yield "      SOFFS 0"
        yield "      <SOURCE WAVE"
        yield f"        FILE {_quoted(track.file)}"
        yield "      >"
        yield "    >"
        yield "  >"


def _quarters(point: TempoPoint) -> float:
    """Beats per minute as REAPER counts them: quarters, whatever the metre counts."""
    return point.beats_per_minute * 4 / point.unit


def _time(seconds: float) -> str:
    return f"{seconds:.12f}"


def _id(kind: str, number: int) -> str:
    """The same for the same place in any project: what is written depends on nothing else."""
    return f"{{{str(uuid.uuid5(_IDS, f'{kind} {number}')).upper()}}}"


def _colour(colour: str) -> int:
    """Blue, green, red, and a bit that says there is one."""
    if not colour:
        return 0
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return _COLOURED | blue << 16 | green << 8 | red


def _quoted(text: str) -> str:
    """In the first kind of quotes that the text does not have; control characters are no text."""
    plain = "".join(each if each.isprintable() else " " for each in text)
    mark = next((mark for mark in "\"'`" if mark not in plain), None)
    if mark is None:
        plain, mark = plain.replace("`", "'"), "`"
    return f"{mark}{plain}{mark}"

"""What is known of a recording beside its sound: when it came in, and what was heard meanwhile.

One JSON object a line, so that a program that dies leaves all lines but the last whole:
{"version": 1, "sample_rate", "output_rate", "round_trip_s", "opened_at_s", "output_begun_frame"},
then {"in": [[frame, at_s, follows_break]], "out": [[frame, at_s, follows_break]],
"anchors": [[output_frame, song_frame, ratio, pitch_semitones]], "heard": frame, "came_in_by": s}.
Times are on the clock of time.perf_counter(), which is the same for all lines of one recording.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from player.errors import RecordingUnreadableError
from player.stem_stream import Anchor
from player.stream_clock import ClockReading

_VERSION = 1


@dataclass(frozen=True)
class RecordingHead:
    """sample_rate, output_rate: of input and output, in Hz. round_trip_s: what a calibration found
    beyond what the devices say. opened_at_s: when the input was opened; nothing came in before.
    output_begun_frame: the first frame that this output was given.
    """

    sample_rate: int
    output_rate: int
    round_trip_s: float
    opened_at_s: float
    output_begun_frame: int = 0


@dataclass(frozen=True)
class HeardAnchor:
    """An anchor of the playback that was heard, and how much higher the song sounded there."""

    anchor: Anchor
    pitch_semitones: float


@dataclass
class LogEntry:
    """What came since the entry before. heard_frame: how far the output was taken by then.
    came_in_by_s: when all of the sound so far was there; None before there is any.
    """

    input_readings: list[ClockReading] = field(default_factory=list)
    output_readings: list[ClockReading] = field(default_factory=list)
    anchors: list[HeardAnchor] = field(default_factory=list)
    heard_frame: int = 0
    came_in_by_s: float | None = None


@dataclass(frozen=True)
class RecordingLog:
    """All of it. Frames of the input are the recording's, from 0. came_in_by_s: infinite where
    nobody has written it down.
    """

    head: RecordingHead
    input_readings: tuple[ClockReading, ...]
    output_readings: tuple[ClockReading, ...]
    anchors: tuple[HeardAnchor, ...]
    heard_frame: int
    came_in_by_s: float = math.inf

    @classmethod
    def of(cls, head: RecordingHead, entries: Sequence[LogEntry]) -> RecordingLog:
        """The entries together."""
        return cls(
            head,
            tuple(reading for entry in entries for reading in entry.input_readings),
            tuple(reading for entry in entries for reading in entry.output_readings),
            tuple(anchor for entry in entries for anchor in entry.anchors),
            max((entry.heard_frame for entry in entries), default=0),
            max((by_s for each in entries if (by_s := each.came_in_by_s)), default=math.inf),
        )


def head_line(head: RecordingHead) -> str:
    """The first line of a log."""
    return json.dumps({"version": _VERSION, **asdict(head)}) + "\n"


def entry_line(entry: LogEntry) -> str:
    """One more line."""
    anchors = [(*_plain(each.anchor), each.pitch_semitones) for each in entry.anchors]
    fields = {
        "in": entry.input_readings,
        "out": entry.output_readings,
        "anchors": anchors,
        "heard": entry.heard_frame,
        "came_in_by": entry.came_in_by_s,
    }
    return json.dumps(fields) + "\n"


def read_log(path: Path) -> RecordingLog:
    """A log as far as it was written. Raises: RecordingUnreadableError, OSError."""
    lines = path.read_text("utf-8", "replace").splitlines()
    try:
        fields = json.loads(lines[0])
        if fields.pop("version") != _VERSION:
            raise RecordingUnreadableError(path, "another version has written it")
        head = RecordingHead(**fields)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise RecordingUnreadableError(path, str(error)) from error
    entries = []
    for line in lines[1:]:
        # A line that was not written whole is a quarter of a second; the others are still true.
        with suppress(ValueError, TypeError, KeyError, IndexError):
            entries.append(_entry(json.loads(line)))
    return RecordingLog.of(head, entries)


def _plain(anchor: Anchor) -> tuple[float, float, float]:
    return anchor.output_frame, anchor.song_frame, anchor.ratio


def _entry(fields: dict[str, Any]) -> LogEntry:
    return LogEntry(
        [ClockReading(*reading) for reading in fields["in"]],
        [ClockReading(*reading) for reading in fields["out"]],
        [HeardAnchor(Anchor(*each[:3]), each[3]) for each in fields["anchors"]],
        fields["heard"],
        fields.get("came_in_by"),
    )

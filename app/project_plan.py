"""From the open song as it is set to a project for another program: what is where, how loud."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.bookmarks import Bookmarks
from app.export_source import ExportSource
from app.reaper_project import ProjectMark, ProjectTrack, ReaperProject
from app.tempo_points import tempo_points
from app.theme import DARK, loop_colour, stem_colour
from app.views.stem_text import stem_title
from player.mixer import gain_factor
from player.multitrack import SAMPLE_RATE

_NO_COLOUR = ""


@dataclass(frozen=True)
class ExportedPart:
    """Which frames of the song are written, and at which tempo."""

    start_frame: int
    stop_frame: int
    tempo_ratio: float

    @property
    def duration_s(self) -> float:
        """How long it becomes."""
        return self.time_s(self.stop_frame)

    def time_s(self, frame: int) -> float:
        """When a frame of the song is heard in it."""
        return (frame - self.start_frame) / SAMPLE_RATE / self.tempo_ratio

    def cut(self, start_frame: int, stop_frame: int) -> tuple[float, float] | None:
        """From when to when some frames are heard in it; None if none of them is."""
        start, stop = max(start_frame, self.start_frame), min(stop_frame, self.stop_frame)
        return (self.time_s(start), self.time_s(stop)) if start < stop else None


def plan_project(source: ExportSource, part: ExportedPart, files: Sequence[str]) -> ReaperProject:
    """The project beside the files of sound, in the order of the stems and then of the takes."""
    grid = source.click.grid
    rate = SAMPLE_RATE * part.tempo_ratio
    loop = None if source.loop is None else part.cut(source.loop.start_frame, source.loop.end_frame)
    return ReaperProject(
        tracks=tuple(
            _track(source, bus, name, colour, file)
            for (bus, name, colour), file in zip(_buses(source), files, strict=True)
        ),
        duration_s=part.duration_s,
        sample_rate=SAMPLE_RATE,
        master_gain=gain_factor(source.mixer.master_gain_db),
        tempo=() if grid is None else tempo_points(grid, part.start_frame, part.stop_frame, rate),
        marks=_marks(source.bookmarks, part),
        selection=loop,
    )


def _buses(source: ExportSource) -> list[tuple[str, str, str]]:
    """Of every track its bus, its name and its colour."""
    stems = [
        (stem, stem_title(stem), stem_colour(DARK, stem).name()) for stem in source.multitrack.names
    ]
    takes = [
        (track.name, name, _NO_COLOUR)
        for track, name in zip(source.multitrack.placed, source.takes, strict=True)
    ]
    return stems + takes


def _track(source: ExportSource, bus: str, name: str, colour: str, file: str) -> ProjectTrack:
    strip = source.mixer.strip_of(bus)
    # Both turn the far side down and leave the near one: here on a cosine, there in proportion.
    far = math.cos(min(1.0, abs(strip.pan)) * math.pi / 2) if abs(strip.pan) < 1 else 0.0
    return ProjectTrack(
        name=name,
        file=file,
        colour=colour,
        gain=gain_factor(strip.gain_db),
        pan=math.copysign(1.0 - far, strip.pan),
        muted=strip.muted,
        soloed=strip.soloed,
        solo_safe=strip.solo_safe,
    )


def _marks(bookmarks: Bookmarks, part: ExportedPart) -> tuple[ProjectMark, ...]:
    marks: list[ProjectMark] = []
    for loop in bookmarks.loops:
        times_s = part.cut(loop.start_frame, loop.end_frame)
        if times_s is not None:
            marks.append(ProjectMark(loop.name, *times_s, loop_colour(DARK, loop.colour).name()))
    marks += (
        ProjectMark(marker.name, part.time_s(marker.frame))
        for marker in bookmarks.markers
        if part.start_frame <= marker.frame < part.stop_frame
    )
    return tuple(marks)

"""The beats that are counted before a song is heard from one of its frames on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from player.beat_grid import BeatGrid

# What is counted where bars are not known, or where what is called a bar cannot be one.
_USUAL_METRE, _LONGEST_METRE = 4, 16


@dataclass(frozen=True)
class CountedBeat:
    """frame: from the beginning of the count-in. bar, number: what is counted, both from 1."""

    frame: float
    bar: int
    number: int
    is_downbeat: bool


@dataclass(frozen=True)
class CountIn:
    """How long it takes and what is counted, in frames of the song at its own tempo."""

    frames: float
    beats: tuple[CountedBeat, ...]


def count_in(grid: BeatGrid, song_frame: float, bars: int) -> CountIn:
    """What is counted before `song_frame`, in the tempo and metre that the grid has there.

    It goes on into the grid without a break. A song that begins within a bar completes the last bar
    that is counted; less than half a bar is no count-in, and has a whole one before it. Where bars
    are not known, four beats are counted for each.
    """
    position = grid.position(song_frame)
    beat = math.floor(position)
    beat_frames = grid.frame_at(beat + 1) - grid.frame_at(beat)
    if (beat + 1 - position) * beat_frames < 0.5:
        beat += 1
        beat_frames = grid.frame_at(beat + 1) - grid.frame_at(beat)
        position = float(beat)
    past = position - beat
    metre = _metre_at(grid, beat)
    if metre:
        place = grid.place_in_bar(beat) + past
        beats = (bars - 1) * metre + place
        if place < metre / 2:
            beats += metre
    else:
        beats = bars * _USUAL_METRE - (1 - past if past else 0.0)
    in_a_bar = metre or _USUAL_METRE
    counted = tuple(
        CountedBeat(
            index * beat_frames,
            index // in_a_bar + 1,
            index % in_a_bar + 1,
            bool(metre) and index % in_a_bar == 0,
        )
        for index in range(math.ceil(beats))
    )
    return CountIn(beats * beat_frames, counted)


def _metre_at(grid: BeatGrid, beat: int) -> int:
    """How many beats the bar has that `beat` is in; 0 where that is not known."""
    metre = grid.metre
    for start, stop in zip(grid.downbeats, grid.downbeats[1:], strict=False):
        if start <= beat < stop:
            metre = stop - start
    return metre if metre <= _LONGEST_METRE else 0

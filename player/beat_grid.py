"""The grid of a song: where its beats are, which of them begin bars, and what lies between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEAST_BEATS = 2


@dataclass(frozen=True)
class Bar:
    """One bar: song frames from `start` until before `stop`, and how many beats it has.

    number: 1 for the first whole bar; the beats before it are bar 0, a pickup.
    """

    number: int
    start: int
    stop: int
    beats: int


@dataclass(frozen=True)
class BeatGrid:
    """Beats of a song, in frames, and the places among them at which bars begin.

    beats: at least two, each later than the one before; tempo may drift between any of them.
    downbeats: indexes of `beats`, each later than the one before; where there are none, bars are
    not known. unit: what the score calls a beat, 4 for a quarter and 8 for an eighth; only to be
    shown. beat_confidence, downbeat_confidence: 0 to 1; 1 is what a person has set.

    Before the first beat and after the last the grid goes on at the tempo and metre that it has
    there: `bars` says so too.

    Raises: ValueError if they are not as said.
    """

    beats: tuple[int, ...]
    downbeats: tuple[int, ...] = ()
    unit: int = 4
    beat_confidence: float = 1.0
    downbeat_confidence: float = 1.0

    def __post_init__(self) -> None:
        if len(self.beats) < LEAST_BEATS:
            raise ValueError("a grid has at least two beats")
        if any(later <= earlier for earlier, later in pairwise(self.beats)):
            raise ValueError("each beat is later than the one before")
        if any(later <= earlier for earlier, later in pairwise(self.downbeats)):
            raise ValueError("each downbeat is later than the one before")
        if self.downbeats and not 0 <= self.downbeats[0] <= self.downbeats[-1] < len(self.beats):
            raise ValueError("downbeats are among the beats")

    @cached_property
    def frames(self) -> NDArray[np.int64]:
        """The beats as an array, which nobody may change."""
        frames = np.array(self.beats, np.int64)
        frames.flags.writeable = False
        return frames

    @cached_property
    def metre(self) -> int:
        """How many beats most bars have; 0 while bars are not known."""
        lengths = np.diff(self.downbeats)
        if not len(lengths):
            return len(self.beats) - self.downbeats[0] if self.downbeats else 0
        return int(np.bincount(lengths).argmax())

    def position(self, frame: float) -> float:
        """Where `frame` is in beats: 0 at the first, 1.5 half way from the second to the third."""
        beat = min(max(bisect_right(self.beats, frame) - 1, 0), len(self.beats) - 2)
        return beat + (frame - self.beats[beat]) / (self.beats[beat + 1] - self.beats[beat])

    def frame_at(self, position: float) -> float:
        """The song frame of a place in beats: what `position` comes from."""
        beat = min(max(int(np.floor(position)), 0), len(self.beats) - 2)
        step = self.beats[beat + 1] - self.beats[beat]
        return self.beats[beat] + (position - beat) * step

    def frames_at(self, positions: ArrayLike) -> NDArray[np.float64]:
        """As `frame_at`, for many places at once."""
        places = np.asarray(positions, np.float64)
        beats = np.clip(np.floor(places).astype(np.int64), 0, len(self.beats) - 2)
        steps = np.diff(self.frames)[beats]
        found: NDArray[np.float64] = self.frames[beats] + (places - beats) * steps
        return found

    def place_in_bar(self, beat: int) -> int:
        """Which beat of its bar `beat` is, from 0. `beat` may lie outside the song.

        Where bars are not known every beat is the first of one.
        """
        if not self.downbeats:
            return 0
        earlier = int(np.searchsorted(self.downbeats, beat, side="right")) - 1
        if earlier < 0:
            return (beat - self.downbeats[0]) % self.metre
        since = beat - self.downbeats[earlier]
        return since % self.metre if earlier == len(self.downbeats) - 1 else since

    def bars(self, song_frames: int) -> tuple[Bar, ...]:
        """All bars of a song, also those past the last beat; none while bars are not known.

        The first begins with the song if there are beats before the first downbeat.
        """
        if not self.downbeats:
            return ()
        starts = list(self.downbeats)
        while self.frame_at(starts[-1] + self.metre) < song_frames:
            starts.append(starts[-1] + self.metre)
        starts.append(starts[-1] + self.metre)
        lines = [round(frame) for frame in self.frames_at(starts).tolist()]
        bars = []
        pickup = starts[0] - int(np.ceil(self.position(0)))
        if pickup > 0:
            bars.append(Bar(0, 0, lines[0], pickup))
        for number, (beats, (start, stop)) in enumerate(
            zip(np.diff(starts).tolist(), pairwise(lines), strict=True), start=1
        ):
            bars.append(Bar(number, start, min(song_frames, stop), beats))
        return tuple(bars)


def metre_changes(bars: Sequence[int], last_metre: int) -> dict[int, int]:
    """Where bars, known by the beats that they begin with, come to have another number of beats
    than those before, and which. last_metre: how many the last one has.
    """
    changes: dict[int, int] = {}
    metre = 0
    lengths = [*np.diff(bars).tolist(), last_metre] if bars else []
    for beat, beats in zip(bars, lengths, strict=True):
        if beats != metre:
            changes[beat] = metre = beats
    return changes

"""The grid of a song: where its beats are, which of them begin bars, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

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
class Tick:
    """A moment of the grid. `frame`: of the song, not always a whole one. `place`: 0 for the first
    beat of a bar. `part`: 0 on a beat, then the subdivisions after it.
    """

    frame: float
    place: int
    part: int


@dataclass(frozen=True)
class BeatGrid:
    """Beats of a song, in frames, and the places among them at which bars begin.

    beats: at least two, each later than the one before; tempo may drift between any of them.
    downbeats: indexes of `beats`, each later than the one before; where there are none, bars are
    not known. unit: what the score calls a beat, 4 for a quarter and 8 for an eighth; only to be
    shown. beat_confidence, downbeat_confidence: 0 to 1; 1 is what a person has set.

    Before the first beat and after the last the grid goes on at the tempo and metre that it has
    there: `ticks` and `bars` say so too.

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

    @property
    def frames(self) -> NDArray[np.int64]:
        """The beats as an array."""
        return np.array(self.beats, np.int64)

    @property
    def metre(self) -> int:
        """How many beats most bars have; 0 while bars are not known."""
        lengths = np.diff(self.downbeats)
        if not len(lengths):
            return len(self.beats) - self.downbeats[0] if self.downbeats else 0
        return int(np.bincount(lengths).argmax())

    def position(self, frame: float) -> float:
        """Where `frame` is in beats: 0 at the first, 1.5 half way from the second to the third."""
        first, last = self.beats[0], self.beats[-1]
        if frame < first:
            return (frame - first) / (self.beats[1] - first)
        if frame > last:
            return len(self.beats) - 1 + (frame - last) / (last - self.beats[-2])
        return float(np.interp(frame, self.beats, np.arange(len(self.beats))))

    def frame_at(self, position: float) -> float:
        """The song frame of a place in beats: what `position` comes from."""
        first, last = self.beats[0], self.beats[-1]
        end = len(self.beats) - 1
        if position < 0:
            return first + position * (self.beats[1] - first)
        if position > end:
            return last + (position - end) * (last - self.beats[-2])
        return float(np.interp(position, np.arange(len(self.beats)), self.beats))

    def tempo_bpm(self, frame: float, sample_rate: int) -> float:
        """Beats per minute of the recording where `frame` is."""
        beat = int(np.floor(self.position(frame)))
        return 60.0 * sample_rate / (self.frame_at(beat + 1) - self.frame_at(beat))

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
        bars = []
        pickup = starts[0] - int(np.ceil(self.position(0)))
        if pickup > 0:
            bars.append(Bar(0, 0, round(self.frame_at(starts[0])), pickup))
        for number, (start, stop) in enumerate(pairwise(starts), start=1):
            edges = (round(self.frame_at(start)), min(song_frames, round(self.frame_at(stop))))
            bars.append(Bar(number, *edges, stop - start))
        return tuple(bars)

    def ticks(self, start: float, stop: float, parts: int = 1) -> tuple[Tick, ...]:
        """The beats, each in so many `parts`, from frame `start` until before `stop`."""
        first = int(np.floor(self.position(start)))
        last = int(np.ceil(self.position(stop)))
        found = []
        for beat in range(first, last + 1):
            place = self.place_in_bar(beat)
            for part in range(parts):
                frame = self.frame_at(beat + part / parts)
                if start <= frame < stop:
                    found.append(Tick(frame, place, part))
        return tuple(found)

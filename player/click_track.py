"""Where clicks are heard: laid into the output, at the frames at which beats of the song are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.click import Click
from player.click_sound import LONGEST_S, Strength, click_sound
from player.count_in import count_in
from player.multitrack import Samples
from player.stem_stream import Anchor

# Clicks so near to each other on both sides of a jump are one beat, and heard as one.
_ONE_BEAT_S = 0.04
# A change of tempo may leave out or repeat so much of the song: shorter than any loop.
_SLIP_S = 0.03
# A count-in lasts whole frames, of the output and of the song: the first beat may be so early.
_ROUNDED_FRAMES = 2.0


@dataclass(frozen=True, eq=False)
class Ticks:
    """Every click of a song: its frames, float64 (n,), in order, and how strong each is, (n,)."""

    frames: NDArray[np.float64]
    strengths: NDArray[np.int8]


def ticks_of(grid: BeatGrid, song_frames: int, parts: int, *, is_accented: bool) -> Ticks:
    """The beats, each in so many `parts`, from before the song until after its end."""
    first = int(np.floor(grid.position(0))) - 1
    last = int(np.ceil(grid.position(song_frames))) + 1
    beats = np.arange(first, last + 1)
    places = (beats[:, None] + np.arange(parts) / parts).ravel()
    strengths = np.full((len(beats), parts), Strength.PART, np.int8)
    strengths[:, 0] = Strength.BEAT
    if is_accented and grid.downbeats:
        strengths[_are_downbeats(grid, beats), 0] = Strength.DOWNBEAT
    return Ticks(grid.frames_at(places), strengths.ravel())


def _are_downbeats(grid: BeatGrid, beats: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these are the first of a bar, also outside of the beats that are known."""
    downbeats = np.array(grid.downbeats)
    outside = (beats < downbeats[0]) | (beats > downbeats[-1])
    origin = np.where(beats < downbeats[0], downbeats[0], downbeats[-1])
    are: NDArray[np.bool_] = np.isin(beats, downbeats)
    are |= outside & ((beats - origin) % grid.metre == 0)
    return are


class ClickTrack:
    """The sound of a click for anchors that say which song frame is heard when.

    song_frames: how long the song is. sample_rate: of the output, in Hz. gain: the master's factor.
    """

    def __init__(self, click: Click, song_frames: int, sample_rate: int, gain: float = 1.0) -> None:
        self._click = click
        self._sample_rate = sample_rate
        self._gains = gain * np.array(click.mix.gains(), np.float32)
        self._longest_frames = round(LONGEST_S * sample_rate)
        self._one_beat_frames = round(_ONE_BEAT_S * sample_rate)
        self._slip_frames = round(_SLIP_S * sample_rate)
        self._ticks = Ticks(np.zeros(0), np.zeros(0, np.int8))
        if click.grid is not None and click.is_on:
            accented = click.is_accented
            self._ticks = ticks_of(click.grid, song_frames, click.parts, is_accented=accented)

    def counted_frames(self, song_frame: float) -> float:
        """How long counting in before a frame takes, in frames of the song at its own tempo."""
        grid, bars = self._click.grid, self._click.count_in_bars
        return count_in(grid, song_frame, bars).frames if grid is not None and bars else 0.0

    def samples(
        self, anchors: Sequence[Anchor], start_frame: int, stop_frame: int, since_frame: int = 0
    ) -> Samples:
        """Output frames from `start_frame` until before `stop_frame`: float32 (2, frames).

        since_frame: what has begun before is not among them.
        """
        found = self.onsets(anchors, start_frame, stop_frame, since_frame)
        return self._sound(found, start_frame, stop_frame)

    def begun(self, anchors: Sequence[Anchor], frame: int, since_frame: int) -> Samples:
        """What is still to be heard, at an output frame, of clicks that have begun before it."""
        found = self.onsets(anchors, frame, frame, since_frame)
        return self._sound(found, frame, frame + self._longest_frames)

    def _sound(
        self, found: Sequence[tuple[int, Strength]], start_frame: int, stop_frame: int
    ) -> Samples:
        sound = np.zeros(stop_frame - start_frame, np.float32)
        for onset, strength in found:
            click = click_sound(self._click.sound, strength, self._sample_rate)
            lo, hi = max(onset, start_frame), min(onset + len(click), stop_frame)
            if lo < hi:
                sound[lo - start_frame : hi - start_frame] += click[lo - onset : hi - onset]
        both: Samples = self._gains[:, None] * sound
        return both

    def onsets(
        self, anchors: Sequence[Anchor], start_frame: int, stop_frame: int, since_frame: int = 0
    ) -> list[tuple[int, Strength]]:
        """The clicks that sound between two output frames: where they begin, to the nearest frame,
        and how strong they are.
        """
        first = start_frame - self._longest_frames - self._one_beat_frames
        found: list[tuple[int, Strength]] = []
        last_onset, last_part = -self._one_beat_frames, -1
        for part, onset, strength in self._all_between(anchors, first, stop_frame):
            if part != last_part and onset - last_onset < self._one_beat_frames:
                continue
            found.append((onset, strength))
            last_onset, last_part = onset, part
        earliest = max(since_frame, start_frame - self._longest_frames + 1)
        return [each for each in found if each[0] >= earliest]

    def _all_between(
        self, anchors: Sequence[Anchor], first: int, stop: int
    ) -> Iterator[tuple[int, int, Strength]]:
        """All clicks, each with the number of the part of the way that it is on."""
        ends = [*(anchor.output_frame for anchor in anchors), np.inf][1:]
        for part, (anchor, end) in enumerate(zip(anchors, ends, strict=True)):
            if end < first - 1 or anchor.output_frame > stop + 1:
                continue
            if anchor.ratio:
                before = anchors[part - 1] if part else None
                found = self._on_the_way(anchor, before, end, first, stop)
            elif anchor.counts_in:
                found = self._counted(anchors[part:], end)
            else:
                continue
            for at, strength in found:
                onset = round(at)
                if first <= onset < stop:
                    yield part, onset, strength

    def _on_the_way(
        self, anchor: Anchor, before: Anchor | None, end: float, first: int, stop: int
    ) -> Iterator[tuple[float, Strength]]:
        """The clicks of one uninterrupted part of the song.

        The grid is between frames where a loop has whole ones: a tick belongs to its nearest.
        """
        start_frame = anchor.song_frame
        if before is not None and before.ratio:
            due = before.song_frame_at(anchor.output_frame)
            if abs(start_frame - due) < self._slip_frames * anchor.ratio:
                start_frame = due
        lo = max(start_frame, anchor.song_frame_at(first - 1)) - 0.5
        hi = anchor.song_frame_at(min(end, stop + 1)) - 0.5
        ticks = self._ticks
        for index in range(*np.searchsorted(ticks.frames, (lo, max(lo, hi)))):
            passed = (ticks.frames[index] - anchor.song_frame) / anchor.ratio
            at = max(anchor.output_frame, anchor.output_frame + float(passed))
            yield at, Strength(int(ticks.strengths[index]))

    def _counted(self, anchors: Sequence[Anchor], end: float) -> Iterator[tuple[float, Strength]]:
        """The beats that lead to where the song goes on, as far as they are in this part."""
        grid = self._click.grid
        goes_on = next((anchor for anchor in anchors if anchor.ratio), None)
        if grid is None or goes_on is None or not self._click.count_in_bars:
            return
        begins = anchors[0].output_frame
        counted = count_in(grid, goes_on.song_frame, self._click.count_in_bars)
        for beat in counted.beats:
            at = goes_on.output_frame - (counted.frames - beat.frame) / goes_on.ratio
            if begins - _ROUNDED_FRAMES <= at < end - 0.5:
                is_strong = beat.is_downbeat and self._click.is_accented
                yield max(at, begins), Strength.DOWNBEAT if is_strong else Strength.BEAT

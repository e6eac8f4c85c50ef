"""The notes of one part of a score at their frames of the song."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from player.reading.score import PartBar, ScoreEvent, ScorePart
from player.reading.score_timeline import ScoreTimeline


@dataclass(frozen=True)
class LaidEvent:
    """An event of a voice from one frame of the song until before another. played: its bar, as in
    `ScoreTimeline.order`. voice: from 0 for the first of its bar.
    """

    frame: int
    stop_frame: int
    played: int
    voice: int
    event: ScoreEvent


class LaidPart:
    """A part of a score on a song's time.

    events: of all voices, by frame. `of_bar(played)` gives those of a bar.
    """

    def __init__(self, part: ScorePart, timeline: ScoreTimeline) -> None:
        self.part = part
        self.timeline = timeline
        found = [
            (played, voice, event)
            for played, index in enumerate(timeline.order)
            for voice, events in enumerate(part.bars[index].voices)
            for event in events
        ]
        begin = [timeline.quarters_of(played) + float(event.start) for played, _, event in found]
        end = [at + float(event.duration) for at, (_, _, event) in zip(begin, found, strict=True)]
        frames = zip(
            timeline.frames_at(begin).tolist(), timeline.frames_at(end).tolist(), strict=True
        )
        laid = [
            LaidEvent(start, stop, *each) for (start, stop), each in zip(frames, found, strict=True)
        ]
        self._by_bar: list[list[LaidEvent]] = [[] for _ in timeline.order]
        for event in laid:
            self._by_bar[event.played].append(event)
        self.events = tuple(sorted(laid, key=lambda each: (each.frame, each.stop_frame)))
        self._onsets = sorted({each.frame for each in self.events if each.event.notes})
        self._longest = max((each.stop_frame - each.frame for each in self.events), default=0)
        self._frames = [each.frame for each in self.events]

    def bar(self, played: int) -> PartBar:
        """A played bar as it is written."""
        return self.part.bars[self.timeline.order[played]]

    def of_bar(self, played: int) -> tuple[LaidEvent, ...]:
        """The events of a played bar, voice by voice."""
        return tuple(self._by_bar[played])

    def between(self, start_frame: float, stop_frame: float) -> range:
        """The played bars of which something lies between two frames of the song."""
        frames = self.timeline.bar_frames
        first = max(0, bisect_right(frames, start_frame) - 1)
        last = min(len(self._by_bar), bisect_left(frames, stop_frame))
        return range(first, last)

    def sounding(self, frame: float) -> tuple[LaidEvent, ...]:
        """The notes that sound at a frame, by the score; grace notes are over at once."""
        last = bisect_right(self._frames, frame)
        first = bisect_left(self._frames, frame - self._longest)
        return tuple(
            each
            for each in self.events[first:last]
            if each.event.notes and each.frame <= frame < each.stop_frame
        )

    def next_onset(self, frame: float) -> int | None:
        """The frame of the first notes after a frame; None after the last."""
        place = bisect_right(self._onsets, frame)
        return self._onsets[place] if place < len(self._onsets) else None

    def onset_before(self, frame: float) -> int | None:
        """The frame of the last notes before a frame; None before the first."""
        place = bisect_left(self._onsets, frame)
        return self._onsets[place - 1] if place > 0 else None

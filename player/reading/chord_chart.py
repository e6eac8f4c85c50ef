"""The chords of a song, one after another, and what a hand makes of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from player.reading.chord_symbol import Chord, Quality


@dataclass(frozen=True)
class ChordSpan:
    """A chord from song frame `start_frame` until before `stop_frame`. chord: None for no chord.
    confidence: 0 to 1; 1 is what a person has set.
    """

    start_frame: int
    stop_frame: int
    chord: Chord | None
    confidence: float = 1.0


@dataclass(frozen=True)
class ChordChart:
    """Chords without gaps between them.

    Raises: ValueError where one is empty, or does not begin where the one before ends.
    """

    spans: tuple[ChordSpan, ...] = ()

    def __post_init__(self) -> None:
        if any(span.stop_frame <= span.start_frame for span in self.spans):
            raise ValueError("a chord has a length")
        if any(before.stop_frame != after.start_frame for before, after in pairwise(self.spans)):
            raise ValueError("each chord begins where the one before ends")

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(span.start_frame for span in self.spans)

    def index_at(self, frame: float) -> int | None:
        """Which span is there; None before the first and after the last."""
        index = bisect_right(self._starts, frame) - 1
        return index if index >= 0 and frame < self.spans[index].stop_frame else None

    def at(self, frame: float) -> ChordSpan | None:
        """The span that is there, if one is."""
        index = self.index_at(frame)
        return None if index is None else self.spans[index]

    def between(self, start_frame: float, stop_frame: float) -> range:
        """Which spans lie between two frames, all or part of them."""
        first = bisect_right(self._starts, start_frame) - 1
        return range(max(0, first), bisect_right(self._starts, stop_frame))

    def next_after(self, frame: float) -> ChordSpan | None:
        """The first span with a chord that begins later."""
        later = self.spans[bisect_right(self._starts, frame) :]
        return next((span for span in later if span.chord is not None), None)

    def with_chord(self, start_frame: int, stop_frame: int, chord: Chord | None) -> ChordChart:
        """With this chord there, as a person has set it; equal neighbours become one.

        Raises: ValueError if there is nothing between the frames.
        """
        new = ChordSpan(start_frame, stop_frame, chord)
        before = [
            replace(span, stop_frame=min(span.stop_frame, start_frame))
            for span in self.spans
            if span.start_frame < start_frame
        ]
        after = [
            replace(span, start_frame=max(span.start_frame, stop_frame))
            for span in self.spans
            if span.stop_frame > stop_frame
        ]
        return ChordChart(_joined([*before, new, *after]))

    def with_border(self, index: int, frame: int) -> ChordChart:
        """With the chord at `index` beginning at `frame`, which stays between its neighbours."""
        before, after = self.spans[index - 1], self.spans[index]
        if index < 1 or not before.start_frame < frame < after.stop_frame:
            return self
        moved = replace(before, stop_frame=frame), replace(after, start_frame=frame)
        return ChordChart((*self.spans[: index - 1], *moved, *self.spans[index + 1 :]))

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"spans": [_span_fields(span) for span in self.spans]}

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> ChordChart:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        return cls(tuple(_span(each) for each in fields["spans"]))


def _joined(spans: list[ChordSpan]) -> tuple[ChordSpan, ...]:
    joined: list[ChordSpan] = []
    for span in spans:
        if joined and joined[-1].chord == span.chord:
            sure = max(joined[-1].confidence, span.confidence)
            joined[-1] = replace(joined[-1], stop_frame=span.stop_frame, confidence=sure)
        else:
            joined.append(span)
    return tuple(joined)


def _span_fields(span: ChordSpan) -> list[Any]:
    chord = span.chord
    written = None if chord is None else [chord.root, chord.quality.value, chord.bass]
    return [span.start_frame, span.stop_frame, written, round(span.confidence, 4)]


def _span(fields: Any) -> ChordSpan:
    start, stop, written, confidence = fields
    chord = None
    if written is not None:
        root, quality, bass = written
        chord = Chord(int(root), Quality(quality), None if bass is None else int(bass))
    return ChordSpan(int(start), int(stop), chord, float(confidence))

"""Stretches of a song in frames, and sets of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """The frames from `start_frame` up to, not including, `stop_frame`.

    Raises: ValueError if it would be empty, reversed or start before frame 0.
    """

    start_frame: int
    stop_frame: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_frame < self.stop_frame:
            raise ValueError(f"not a span: {self.start_frame} to {self.stop_frame}")

    @property
    def frames(self) -> int:
        """Its length."""
        return self.stop_frame - self.start_frame

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a frame in common."""
        return self.start_frame < other.stop_frame and other.start_frame < self.stop_frame


class SpanSet:
    """An immutable set of frames, kept as sorted spans that neither overlap nor touch."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start_frame <= merged[-1].stop_frame:
                last = merged.pop()
                span = Span(last.start_frame, max(last.stop_frame, span.stop_frame))
            merged.append(span)
        self._spans = tuple(merged)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SpanSet) and self._spans == other._spans

    def __hash__(self) -> int:
        return hash(self._spans)

    def __repr__(self) -> str:
        return f"SpanSet({list(self._spans)})"

    @property
    def frames(self) -> int:
        """How many frames it holds in all."""
        return sum(span.frames for span in self._spans)

    def add(self, span: Span) -> SpanSet:
        """This set with `span` added."""
        return SpanSet((*self._spans, span))

    def contains(self, span: Span) -> bool:
        """Whether every frame of `span` is in the set."""
        index = bisect_right(self._spans, span.start_frame, key=lambda known: known.start_frame)
        return index > 0 and self._spans[index - 1].stop_frame >= span.stop_frame

    def missing(self, within: Span) -> SpanSet:
        """The frames of `within` that are not in the set."""
        gaps = []
        at_frame = within.start_frame
        for span in self._spans:
            if not span.overlaps(within):
                continue
            if at_frame < span.start_frame:
                gaps.append(Span(at_frame, span.start_frame))
            at_frame = span.stop_frame
        if at_frame < within.stop_frame:
            gaps.append(Span(at_frame, within.stop_frame))
        return SpanSet(gaps)

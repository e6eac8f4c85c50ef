"""Sets of spans behave as sets of frames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separation.spans import Span, SpanSet

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20)
)


def frames_of(some: SpanSet | list[Span]) -> set[int]:
    return {frame for span in some for frame in range(span.start_frame, span.stop_frame)}


@given(st.lists(spans))
def test_a_set_holds_the_frames_of_its_spans_sorted_and_apart(parts: list[Span]) -> None:
    whole = SpanSet(parts)
    assert frames_of(whole) == frames_of(parts)
    assert whole.frames == len(frames_of(parts))
    ends = [frame for span in whole for frame in (span.start_frame, span.stop_frame)]
    assert ends == sorted(set(ends)), "spans that touch must have been merged"


@given(st.lists(spans), spans)
def test_adding_asking_and_what_is_missing(parts: list[Span], span: Span) -> None:
    whole = SpanSet(parts)
    wanted = frames_of([span])
    assert whole.add(span) == SpanSet([*parts, span])
    assert whole.contains(span) == (wanted <= frames_of(parts))
    assert frames_of(whole.missing(span)) == wanted - frames_of(parts)


@given(st.permutations([Span(0, 3), Span(3, 5), Span(9, 12), Span(10, 20)]))
def test_the_order_of_adding_does_not_matter(parts: list[Span]) -> None:
    whole = SpanSet()
    for span in parts:
        whole = whole.add(span)
    assert whole == SpanSet([Span(0, 5), Span(9, 20)])
    assert hash(whole) == hash(SpanSet(parts))


@pytest.mark.parametrize(("start_frame", "stop_frame"), [(5, 5), (6, 5), (-1, 5)])
def test_an_empty_or_reversed_span_is_refused(start_frame: int, stop_frame: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start_frame, stop_frame)

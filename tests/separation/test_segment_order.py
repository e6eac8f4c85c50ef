"""What the musician is about to hear is separated first."""

from __future__ import annotations

from separation.segment_order import Focus, next_segment
from separation.segments import SegmentGrid
from separation.spans import Span

GRID = SegmentGrid(frames=7200, segment_frames=1000, context_frames=100, fade_frames=80)
STEP = GRID.step_frames


def order(focus: Focus) -> list[int]:
    left = set(range(GRID.count))
    taken = []
    while left:
        taken.append(next_segment(GRID, left, focus))
        left.remove(taken[-1])
    return taken


def test_from_the_start_it_is_the_songs_own_order() -> None:
    assert GRID.count == 10
    assert order(Focus()) == list(range(10))


def test_forward_from_the_playhead_then_the_rest() -> None:
    assert order(Focus(playhead_frame=6 * STEP + 300)) == [6, 7, 8, 9, 0, 1, 2, 3, 4, 5]


def test_the_loop_comes_after_the_playhead() -> None:
    focus = Focus(playhead_frame=6 * STEP + 300, loop=Span(2 * STEP + 100, 4 * STEP + 10))
    assert order(focus) == [6, 2, 3, 4, 7, 8, 9, 0, 1, 5]


def test_within_a_cross_fade_both_its_segments_come_first() -> None:
    assert order(Focus(playhead_frame=6 * STEP + 10))[:3] == [6, 5, 7]


def test_a_loop_end_within_a_cross_fade_needs_both_its_segments() -> None:
    assert set(order(Focus(loop=Span(4 * STEP + 100, 5 * STEP + 20)))[1:3]) == {4, 5}


def test_a_playhead_past_the_end_is_at_the_last_segment() -> None:
    assert order(Focus(playhead_frame=99999))[:2] == [9, 0]

"""What is made of a loop stays in the song and long enough."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.loop_shapes import (
    SHORTEST_LOOP_FRAMES,
    doubled,
    halved,
    moved,
    next_beat,
    with_end,
    with_start,
)
from player.transport import LoopRegion

SONG = 1_000_000


@st.composite
def loops(draw: st.DrawFn) -> LoopRegion:
    frames = draw(st.integers(SHORTEST_LOOP_FRAMES, SONG))
    start = draw(st.integers(0, SONG - frames))
    return LoopRegion(start, start + frames)


@given(loops(), st.integers(-SONG, 2 * SONG))
def test_an_edge_goes_where_it_is_put_or_as_near_as_it_gets(loop: LoopRegion, frame: int) -> None:
    for changed, edge, fixed in (
        (with_start(loop, frame), "start_frame", "end_frame"),
        (with_end(loop, frame, SONG), "end_frame", "start_frame"),
    ):
        assert getattr(changed, fixed) == getattr(loop, fixed), "the other edge stays"
        assert changed.start_frame >= 0
        assert changed.end_frame <= SONG
        assert changed.frames >= SHORTEST_LOOP_FRAMES
        if getattr(changed, edge) != frame:
            at_limit = changed.frames == SHORTEST_LOOP_FRAMES
            assert at_limit or getattr(changed, edge) in (0, SONG)


@given(loops())
def test_doubled_and_halved_again_is_what_it_was(loop: LoopRegion) -> None:
    twice = doubled(loop, SONG)
    if twice is None:
        assert loop.start_frame + 2 * loop.frames > SONG
    else:
        assert twice.frames == 2 * loop.frames
        assert halved(twice) == loop


@given(loops())
def test_half_a_loop_is_never_too_short(loop: LoopRegion) -> None:
    half = halved(loop)
    assert (half is None) == (loop.frames < 2 * SHORTEST_LOOP_FRAMES)
    assert half is None or (half.start_frame, half.frames) == (loop.start_frame, loop.frames // 2)


@given(loops(), st.sampled_from([-1, 1]))
def test_moved_on_and_back_is_what_it_was(loop: LoopRegion, by: int) -> None:
    other = moved(loop, by, SONG)
    if other is None:
        start = loop.start_frame + by * loop.frames
        assert start < 0 or start + loop.frames > SONG
    else:
        assert (
            (other.start_frame == loop.end_frame)
            if by > 0
            else (other.end_frame == loop.start_frame)
        )
        assert moved(other, -by, SONG) == loop


@pytest.mark.parametrize(
    ("frame", "direction", "beat"),
    [(0, 1, 100), (100, 1, 200), (150, -1, 100), (200, -1, 100), (100, -1, None), (300, 1, None)],
)
def test_the_next_beat_is_never_the_one_it_is_at(
    frame: int, direction: int, beat: int | None
) -> None:
    assert next_beat(np.array([100, 200, 300]), frame, direction) == beat


def test_without_beats_there_is_no_next_one() -> None:
    assert next_beat(np.zeros(0, np.int64), 5, 1) is None

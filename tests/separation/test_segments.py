"""The grid covers every song whole, and its cross-fades weigh exactly one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from separation.segments import SegmentGrid, Windowing, fade_in_weights

grids = st.builds(
    lambda frames, context, fade, extra, windowing: SegmentGrid(
        frames, 2 * context + 2 * max(fade, 1) + extra, context, fade, windowing
    ),
    st.integers(1, 2000),
    st.integers(0, 30),
    st.integers(0, 40),
    st.integers(0, 100),
    st.sampled_from(Windowing),
)


@given(grids)
def test_every_frame_has_one_segment_or_two_that_fade(grid: SegmentGrid) -> None:
    weights = np.zeros(grid.frames, np.float64)
    owners = np.zeros(grid.frames, int)
    rising = fade_in_weights(grid.fade_frames)[:, 0]
    for index in range(grid.count):
        core = grid.core(index)
        weight = np.ones(core.frames, np.float32)
        fade_in, fade_out = grid.fade_frames_at(index), grid.fade_frames_at(index + 1)
        weight[:fade_in] *= rising[:fade_in]
        weight[core.frames - fade_out :] *= 1 - rising[:fade_out]
        weights[core.start_frame : core.stop_frame] += weight
        owners[core.start_frame : core.stop_frame] += 1
    assert (weights == 1.0).all()
    assert owners.max() <= 2
    assert grid.core(0).start_frame == 0
    assert grid.core(grid.count - 1).stop_frame == grid.frames


@given(grids)
def test_a_window_holds_its_core_and_its_context(grid: SegmentGrid) -> None:
    for index in range(grid.count):
        core = grid.core(index)
        start = grid.window_start_frame(index)
        stop = start + grid.window_frames(index)
        before, after = core.start_frame - start, stop - core.stop_frame
        match grid.windowing:
            case Windowing.INSIDE:
                assert 0 <= start <= max(0, core.start_frame - grid.context_frames)
                assert stop >= min(grid.frames, core.stop_frame + grid.context_frames)
                assert start == 0 or stop <= grid.frames, "silence only for songs too short"
            case Windowing.CENTRED:
                assert min(before, after) >= grid.context_frames
                assert after - before in (0, 1)
            case Windowing.FITTED:
                assert before == after == grid.context_frames
        if grid.windowing is not Windowing.FITTED:
            assert stop - start == grid.segment_frames


@given(grids, st.integers(0, 3000))
def test_segments_at_a_frame_are_those_whose_cores_hold_it(grid: SegmentGrid, frame: int) -> None:
    frame = min(frame, grid.frames - 1)
    holders = [
        index
        for index in range(grid.count)
        if grid.core(index).start_frame <= frame < grid.core(index).stop_frame
    ]
    assert list(grid.segments_at(frame)) == holders[::-1]


def test_the_fade_is_that_of_triangular_weights_and_cannot_be_changed() -> None:
    weights = fade_in_weights(22528)[:, 0]
    np.testing.assert_allclose(weights, np.arange(1, 22529) / 22529, atol=1e-7)
    with pytest.raises(ValueError, match="read-only"):
        weights[0] = 1


def test_an_empty_song_has_no_segments() -> None:
    grid = SegmentGrid(0, 1000, 100, 80)
    assert grid.count == 0
    assert grid.segments_at(0) == ()


def test_a_segment_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="must hold"):
        SegmentGrid(5000, 1000, 450, 80)

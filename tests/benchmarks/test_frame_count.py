"""The counter of gaps finds exactly the gaps that were made."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.multitrack import Samples
from tests.benchmarks.frame_count import FrameCount, count_frames, find, first_sound

FRAMES = 100_000


@cache
def song() -> Samples:
    random = np.random.default_rng(7)
    made = (0.1 * random.standard_normal((FRAMES, 2))).astype(np.float32)
    made.flags.writeable = False
    return made


def counted(*pieces: Samples, tolerance: float = 0.0, landings: tuple[int, ...] = ()) -> FrameCount:
    recorded = np.concatenate(pieces)
    count = count_frames(recorded, song(), tolerance=tolerance, landings=landings)
    assert count.counted == len(recorded)
    return count


def silence(frames: int) -> Samples:
    return np.zeros((frames, 2), np.float32)


def test_a_whole_recording_has_no_gap() -> None:
    whole = song()
    assert counted(whole) == FrameCount(FRAMES)
    assert counted(whole[12_345:]) == FrameCount(FRAMES - 12_345)


@given(at=st.integers(1000, 60_000), frames=st.integers(1, 30_000))
def test_missing_frames_are_counted_to_the_frame(at: int, frames: int) -> None:
    whole = song()
    count = counted(whole[:at], whole[at + frames :])
    assert (count.missing, count.repeated, count.silent, count.altered) == (frames, 0, 0, 0)
    assert count.gaps == 1


@given(at=st.integers(31_000, 60_000), frames=st.integers(1, 30_000))
def test_repeated_frames_are_counted_to_the_frame(at: int, frames: int) -> None:
    whole = song()
    count = counted(whole[:at], whole[at - frames :])
    assert (count.missing, count.repeated, count.silent, count.altered) == (0, frames, 0, 0)
    assert count.gaps == 1


@given(at=st.integers(1000, 60_000), frames=st.integers(1, 3000))
def test_a_silence_that_the_song_waits_for_misses_nothing(at: int, frames: int) -> None:
    whole = song()
    count = counted(whole[:at], silence(frames), whole[at:])
    assert (count.missing, count.repeated, count.silent, count.altered) == (0, 0, frames, 0)
    assert count.gaps == 1


def test_a_silence_that_takes_the_place_of_sound_is_one_gap() -> None:
    whole = song()
    count = counted(whole[:5000], silence(300), whole[5300:])
    assert (count.missing, count.silent, count.gaps) == (300, 300, 1)


def test_gaps_add_up() -> None:
    whole = song()
    pieces = (whole[:20_000], whole[20_001:40_000], whole[39_990:60_000], silence(64))
    count = counted(*pieces, whole[60_000:])
    assert (count.missing, count.repeated, count.silent, count.gaps) == (1, 10, 64, 3)


def test_a_cross_fade_in_place_alters_and_misses_nothing() -> None:
    faded = song().copy()
    faded[30_000:30_353] *= 0.9
    count = counted(faded)
    assert (count.altered, count.missing, count.repeated, count.gaps) == (353, 0, 0, 0)


def test_what_differs_less_than_the_tolerance_is_the_same() -> None:
    other = song() + np.float32(5e-6)
    assert counted(other, tolerance=1e-5) == FrameCount(FRAMES)
    assert counted(other[:2000], other[2001:], tolerance=1e-5).missing == 1


def test_a_jump_to_where_the_song_may_go_on_is_no_gap_and_any_other_is() -> None:
    whole = song()
    seam = 0.5 * (whole[50_000:50_331] + whole[20_000:20_331])
    pieces = (whole[:50_000], seam, whole[20_331:])
    there = counted(*pieces, landings=(20_000,))
    assert (there.jumps, there.gaps, there.altered, there.repeated) == (1, 0, 331, 0)
    assert there.latest_landing == 0
    late = counted(*pieces, landings=(10_000, 19_900, 20_400))
    assert (late.jumps, late.gaps, late.latest_landing) == (1, 0, 100)
    beside = counted(*pieces, landings=(15_000, 20_400))
    assert (beside.jumps, beside.gaps, beside.repeated) == (0, 1, 30_000)


def test_a_cross_fade_right_before_a_jump_does_not_make_it_a_gap() -> None:
    whole = song()
    fade = 0.5 * whole[50_000:50_200] + np.float32(0.01)
    seam = 0.5 * (whole[50_200:50_531] + whole[20_000:20_331])
    count = counted(whole[:50_000], fade, seam, whole[20_331:], landings=(20_000,))
    assert (count.jumps, count.gaps, count.altered, count.latest_landing) == (1, 0, 531, 0)


def test_a_short_jump_is_a_gap_wherever_it_leads() -> None:
    whole = song()
    count = counted(whole[:50_000], whole[49_000:], landings=(49_000,))
    assert (count.jumps, count.gaps, count.repeated) == (0, 1, 1000)


def test_noise_that_is_not_the_song_s_is_altered_and_the_song_found_again() -> None:
    whole = song()
    strange = np.full((500, 2), 0.25, np.float32)
    count = counted(whole[:9000], strange, whole[9000:])
    assert (count.altered, count.repeated, count.gaps) == (500, 500, 1)


def test_a_recording_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        count_frames(np.full((30_000, 2), 0.25, np.float32), song())


def test_find_takes_the_nearest_of_equal_places() -> None:
    twice = np.concatenate([song()[:1000], song()[:1000]])
    assert find(twice[100:200], twice, near=0) == 100
    assert find(twice[100:200], twice, near=1500) == 1100
    assert find(np.full((64, 2), 0.25, np.float32), twice) is None


def test_first_sound_is_the_first_frame_that_is_not_silent() -> None:
    assert first_sound(np.concatenate([silence(17), song()[:5]])) == 17
    assert first_sound(silence(9)) == 9


def test_silence_is_counted_also_where_the_rest_is_of_another_song() -> None:
    whole = song()
    other = np.random.default_rng(8).normal(0, 0.1, (60_000, 2)).astype(np.float32)
    count = counted(whole[:9000], other, silence(700), other, silence(50), other)
    assert (count.silent, count.altered, count.gaps) == (750, 180_000, 2)

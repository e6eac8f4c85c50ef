"""Reading stems and the unfinished mix side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.multitrack import Multitrack
from tests.player.songs import noise_song, stem_sum

SONG = noise_song(0.5)
MIX = stem_sum(SONG)


@given(
    edges=st.lists(st.integers(0, SONG.frames), min_size=2, max_size=8, unique=True),
    start=st.integers(-2_000, SONG.frames),
    frames=st.integers(1, 8_000),
)
@settings(max_examples=60)
def test_all_buses_always_add_up_to_the_song(edges: list[int], start: int, frames: int) -> None:
    edges = sorted(edges)[: len(edges) // 2 * 2]
    finished = tuple(zip(edges[::2], edges[1::2], strict=True))
    partly = replace(SONG, mix=MIX, finished=finished)
    block = partly.read(start, frames)
    expected = np.zeros((frames, 2), np.float32)
    lo, hi = max(0, start), max(0, min(SONG.frames, start + frames))
    if lo < hi:
        expected[lo - start : hi - start] = MIX[lo:hi]
    total = block.reshape(-1, 2, frames).sum(axis=0).T
    np.testing.assert_allclose(total, expected, atol=1e-6)


def test_stems_stay_out_of_what_is_not_finished() -> None:
    broken = tuple(np.full_like(stem, np.inf) for stem in SONG.stems)
    partly = replace(SONG, stems=broken, mix=MIX, finished=((0, 100),))
    assert np.isfinite(partly.read(200, 1000)).all()


def test_one_name_for_every_stem() -> None:
    with pytest.raises(ValueError, match="2 names for 1 stems"):
        Multitrack(("a", "b"), (MIX,), len(MIX))


def test_finished_is_where_not_even_a_fade_into_the_mix_is_heard() -> None:
    song = noise_song(1.0)
    mix = song.stems[0]
    part = Multitrack(
        song.names, song.stems, song.frames, mix, ((0, 10_000), (20_000, song.frames))
    )
    assert part.is_finished(0, 10_000 - 441)
    assert not part.is_finished(0, 10_000 - 440)
    assert not part.is_finished(20_000 + 440, 30_000)
    assert part.is_finished(20_000 + 441, song.frames)
    assert not part.is_finished(5_000, 25_000)
    assert song.is_finished(0, song.frames)
    assert not part.read(20_000 + 441, 100)[-2:].any(), "the engine agrees"

"""The offline render against plain sums."""

from __future__ import annotations

import numpy as np
import pytest

from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE
from player.render import render
from player.transport import LoopRegion
from tests.player.songs import noise_song, stem_sum


def test_untouched_render_is_the_sum() -> None:
    song = noise_song(1.0)
    sound = np.concatenate(list(render(song, MixerState.for_stems(song.names))))
    np.testing.assert_array_equal(sound, stem_sum(song))


def test_muted_stem_is_missing() -> None:
    song = noise_song(1.0)
    mixer = MixerState.for_stems(song.names).with_strip("drums", StemMix(muted=True))
    sound = np.concatenate(list(render(song, mixer)))
    np.testing.assert_allclose(sound, stem_sum(song) - song.stems[1], atol=1e-6)


@pytest.mark.parametrize("tempo_ratio", [1.0, 0.75])
def test_loop_gives_its_length_times_its_rounds(tempo_ratio: float) -> None:
    song = noise_song(2.0)
    loop = LoopRegion(20_000, 20_000 + SAMPLE_RATE // 2)
    mixer = MixerState.for_stems(song.names)
    blocks = render(song, mixer, tempo_ratio=tempo_ratio, loop=loop, repeats=3)
    sound = np.concatenate(list(blocks))
    assert len(sound) == round(3 * loop.frames / tempo_ratio)

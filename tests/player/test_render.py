"""The offline render against plain sums."""

from __future__ import annotations

import numpy as np
import pytest

from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE
from player.render import render, render_buses
from player.transport import LoopRegion
from player.treatment import Treatment
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


def test_buses_are_given_before_they_are_mixed() -> None:
    song = noise_song(0.5)
    treatment = Treatment(0.8, 2.0, formants_kept=True)
    buses = np.concatenate(list(render_buses(song, treatment)), axis=1)
    blocks = render(
        song,
        MixerState.for_stems(song.names),
        tempo_ratio=0.8,
        pitch_semitones=2.0,
        formants_kept=True,
    )
    mixed = np.concatenate(list(blocks))
    assert buses.shape == (2 * len(song.names), len(mixed))
    np.testing.assert_allclose(buses[0::2].sum(axis=0), mixed[:, 0], atol=1e-6)
    plain = np.concatenate(list(render_buses(song, Treatment())), axis=1)
    np.testing.assert_array_equal(plain[4:6].T, song.stems[2])

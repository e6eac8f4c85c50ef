"""Mute, solo, gain and pan as factors, and their sum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.mixer import MixerState, StemMix, gain_factor, mix_down

NAMES = ("vocals", "drums", "bass", "other")
strips = st.builds(
    StemMix,
    gain_db=st.floats(-60, 6),
    pan=st.floats(-1, 1),
    muted=st.booleans(),
    soloed=st.booleans(),
    solo_safe=st.booleans(),
)
mixers = st.tuples(*(strips for _ in NAMES)).map(
    lambda values: MixerState(tuple(zip(NAMES, values, strict=True)))
)


def test_untouched_strips_are_exactly_one() -> None:
    assert (MixerState.for_stems(NAMES).gains(NAMES) == 1.0).all()


def test_bottom_of_the_fader_is_silence() -> None:
    assert gain_factor(-60.0) == 0.0
    assert gain_factor(-20.0) == pytest.approx(0.1)


def test_pan_is_a_balance() -> None:
    assert StemMix(pan=1.0).gains() == (0.0, 1.0)
    assert StemMix(pan=-1.0).gains() == (1.0, 0.0)
    assert StemMix(pan=0.5).gains() == pytest.approx((np.cos(np.pi / 4), 1.0))


@given(mixers)
def test_mute_wins_and_solo_shuts_the_others_out(mixer: MixerState) -> None:
    soloed = {name for name, strip in mixer.strips if strip.soloed}
    for name, strip in mixer.strips:
        expected = not strip.muted and (not soloed or name in soloed or strip.solo_safe)
        assert mixer.is_audible(name) is expected
        gains = mixer.gains([name])
        assert gains.any() == (expected and strip.gain_db > -60)


def soloing(*names: str) -> MixerState:
    return MixerState(tuple((name, StemMix(soloed=name in names)) for name in NAMES))


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ((), "vocals", {"vocals"}),
        (("bass", "drums"), "vocals", {"vocals"}),
        (("bass", "drums"), "bass", {"bass"}),
        (("bass",), "bass", set()),
    ],
)
def test_solo_alone_takes_the_others_back(
    before: tuple[str, ...], name: str, after: set[str]
) -> None:
    alone = soloing(*before).soloing_alone(name)
    assert {other for other, strip in alone.strips if strip.soloed} == after


def test_the_last_solo_taken_back_restores_the_mix() -> None:
    strips = (
        ("vocals", StemMix(muted=True)),
        ("drums", StemMix(gain_db=-3.0, solo_safe=True)),
        ("bass", StemMix(pan=0.5)),
    )
    mixer = MixerState(strips)
    soloed = mixer.soloing_alone("bass")
    assert [soloed.is_audible(name) for name, _ in strips] == [False, True, True]
    assert soloed.soloing_alone("bass") == mixer
    assert [mixer.is_audible(name) for name, _ in strips] == [False, True, True]


def test_a_solo_safe_stem_solos_nothing_and_can_be_muted() -> None:
    mixer = MixerState.for_stems(NAMES).with_strip("vocals", StemMix(solo_safe=True))
    assert all(mixer.is_audible(name) for name in NAMES)
    soloed = mixer.soloing_alone("bass")
    assert [name for name in NAMES if soloed.is_audible(name)] == ["vocals", "bass"]
    muted = soloed.with_strip("vocals", StemMix(solo_safe=True, muted=True))
    assert [name for name in NAMES if muted.is_audible(name)] == ["bass"]


def test_unfinished_mix_only_follows_the_master() -> None:
    mixer = MixerState(tuple((name, StemMix(muted=True)) for name in NAMES), master_gain_db=-20.0)
    assert mixer.gains([*NAMES, None]) == pytest.approx([0.0] * 8 + [0.1, 0.1])


@given(mixers, st.integers(0, 2**32 - 1))
def test_mix_down_is_the_weighted_sum(mixer: MixerState, seed: int) -> None:
    stems = np.random.default_rng(seed).standard_normal((8, 64)).astype(np.float32)
    gains = mixer.gains(NAMES)
    out = np.full((64, 2), np.nan, np.float32)
    mix_down(stems, gains, out)
    weighted = (stems.astype(np.float64) * gains[:, None]).reshape(4, 2, 64).sum(axis=0).T
    np.testing.assert_allclose(out, weighted, atol=1e-5)
    moving = np.empty_like(out)
    mix_down(stems, np.repeat(gains[:, None], 64, axis=1), moving)
    np.testing.assert_allclose(moving, out, atol=1e-6)

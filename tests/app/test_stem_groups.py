"""What everything else beside a stem means for the engine, and what is left of it afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.song_loading import MIX_TRACK
from app.stem_groups import GroupedMix, StemGroups, is_rest
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE
from player.render import render
from resources import DEMO_SONG
from tests.app.conftest import wait_for_stems

STEMS = ("vocals", "drums", "bass", "guitar", "other")
settings_of_a_strip = st.builds(
    StemMix,
    gain_db=st.floats(-60, 6),
    pan=st.floats(-1, 1),
    muted=st.booleans(),
    soloed=st.booleans(),
    solo_safe=st.booleans(),
)
mixes = st.builds(
    lambda strips, master: MixerState(tuple(zip(STEMS, strips, strict=True)), master),
    st.tuples(*(settings_of_a_strip for _ in STEMS)),
    st.floats(-60, 6),
)
names = st.sampled_from(STEMS)


def on_its_own(mixer: MixerState) -> GroupedMix:
    return GroupedMix(StemGroups(STEMS), mixer)


def with_rest(mix: GroupedMix, **changes: object) -> GroupedMix:
    """The strip of everything else, set by hand."""
    rest = str(mix.groups.rest)
    strip = replace(mix.shown.strip_of(rest), **changes)  # type: ignore[arg-type]
    return replace(mix, shown=mix.shown.with_strip(rest, strip))


@given(mixes, names, settings_of_a_strip, settings_of_a_strip)
def test_the_engine_hears_the_group_as_its_strip_says(
    before: MixerState, alone: str, of_alone: StemMix, of_rest: StemMix
) -> None:
    mix = on_its_own(before).beside(alone)
    assert mix.groups.strips == (alone, mix.groups.rest)
    rest = str(mix.groups.rest)
    shown = mix.shown.with_strip(alone, of_alone).with_strip(rest, of_rest)
    expanded = replace(mix, shown=shown).by_stem
    assert [name for name, _ in expanded.strips] == list(STEMS)
    for stem in STEMS:
        strip = alone if stem == alone else rest
        assert expanded.strip_of(stem) == shown.strip_of(strip)
        assert expanded.is_audible(stem) is shown.is_audible(strip)
        np.testing.assert_array_equal(expanded.gains([stem]), shown.gains([strip]))
    assert expanded.master_gain_db == before.master_gain_db


@given(mixes, st.lists(st.one_of(st.none(), names), max_size=4))
def test_looking_at_other_strips_changes_nothing_for_good(
    before: MixerState, looked_at: list[str | None]
) -> None:
    mix = on_its_own(before)
    for alone in looked_at:
        mix = mix.beside(alone)
    assert mix.beside(None) == on_its_own(before)


@given(mixes, names, settings_of_a_strip)
def test_mute_and_solo_of_the_group_stay_and_its_faders_go(
    before: MixerState, alone: str, set_to: StemMix
) -> None:
    mix = on_its_own(before).beside(alone)
    began = mix.shown.strip_of(str(mix.groups.rest))
    rest = str(mix.groups.rest)
    after = replace(mix, shown=mix.shown.with_strip(rest, set_to)).beside(None).shown
    for stem in mix.groups.members:
        own, left = before.strip_of(stem), after.strip_of(stem)
        assert (left.gain_db, left.pan) == (own.gain_db, own.pan)
        for setting in ("muted", "soloed", "solo_safe"):
            wanted = getattr(set_to, setting)
            untouched = wanted == getattr(began, setting)
            assert getattr(left, setting) == (getattr(own, setting) if untouched else wanted)
    assert after.strip_of(alone) == before.strip_of(alone)


@given(mixes, names, st.sets(names, min_size=1))
def test_stems_that_come_back_are_as_they_were(
    before: MixerState, alone: str, gone: set[str]
) -> None:
    mix = on_its_own(before)
    fewer = tuple(stem for stem in STEMS if stem not in gone)
    assert mix.for_stems(fewer).for_stems(STEMS).shown == before
    back = mix.beside(alone).for_stems(fewer).for_stems(STEMS)
    assert back.groups.alone == alone
    assert back.beside(None).shown == mix.beside(alone).beside(None).shown


def test_whoever_stands_alone_meanwhile_stays_so() -> None:
    mix = on_its_own(MixerState.for_stems(STEMS)).beside("guitar")
    four = mix.for_stems(("vocals", "drums", "bass", "other")).beside("bass")
    assert four.for_stems(STEMS).groups.alone == "bass"


def test_a_muted_group_leaves_every_stem_of_it_muted() -> None:
    mix = on_its_own(MixerState.for_stems(STEMS).with_strip("bass", StemMix(gain_db=-6.0)))
    mix = with_rest(mix.beside("vocals"), muted=True, gain_db=-20.0)
    left = mix.beside(None).shown
    assert {stem for stem, strip in left.strips if strip.muted} == set(STEMS) - {"vocals"}
    assert left.strip_of("bass").gain_db == -6.0
    assert left.strip_of("drums").gain_db == 0.0


def test_what_the_stem_beside_it_is_set_to_stays() -> None:
    mix = on_its_own(MixerState.for_stems(STEMS)).beside("bass")
    shown = mix.shown.with_strip("bass", StemMix(gain_db=3.0, pan=-0.5))
    assert replace(mix, shown=shown).beside("vocals").by_stem.strip_of("bass").gain_db == 0.0
    assert replace(mix, shown=shown).beside(None).shown.strip_of("bass").gain_db == 3.0


def test_the_group_begins_as_its_stems_agree() -> None:
    muted = StemMix(muted=True, gain_db=-3.0)
    mixer = MixerState(tuple((stem, muted) for stem in STEMS)).with_strip("bass", StemMix())
    beside_bass = on_its_own(mixer).beside("bass")
    assert beside_bass.shown.strip_of(str(beside_bass.groups.rest)) == muted
    beside_drums = on_its_own(mixer).beside("drums")
    assert beside_drums.shown.strip_of(str(beside_drums.groups.rest)) == StemMix()
    soloed = on_its_own(mixer.soloing_alone("bass")).beside("vocals")
    assert soloed.shown.strip_of(str(soloed.groups.rest)).soloed


@pytest.mark.parametrize("stems", [(), ("song",), ("vocals", "rest")])
def test_two_stems_have_nothing_to_be_put_together(stems: tuple[str, ...]) -> None:
    groups = StemGroups(stems)
    assert groups.choices == ()
    assert groups.beside("vocals") == groups
    with pytest.raises(ValueError, match="vocals"):
        StemGroups(stems, "vocals")


def test_a_stem_may_be_called_anything() -> None:
    groups = StemGroups(("vocals", "rest", "everything else")).beside("rest")
    assert groups.strips[0] == "rest"
    assert [is_rest(name) for name in groups.strips] == [False, True]
    assert groups.beside("vocals").rest != groups.rest


def test_the_meter_of_the_group_adds_up_what_has_nothing_in_common() -> None:
    levels = {"vocals": 0.5, "drums": 0.3, "bass": 0.4}
    groups = StemGroups(("vocals", "drums", "bass"))
    assert groups.levels(levels) == levels
    beside = groups.beside("vocals")
    assert beside.levels(levels) == {"vocals": 0.5, str(beside.rest): pytest.approx(0.5)}
    assert beside.levels({}) == {"vocals": 0.0, str(beside.rest): 0.0}


@pytest.fixture
def separated(qtbot: QtBot, session: PracticeSession, tmp_path: Path) -> PracticeSession:
    """Some seconds of the demo song, in stems."""
    samples, rate = soundfile.read(DEMO_SONG, start=20 * SAMPLE_RATE, frames=8 * SAMPLE_RATE)
    path = tmp_path / "excerpt.wav"
    soundfile.write(path, samples, rate, subtype="FLOAT")
    session.open(path)
    wait_for_stems(qtbot, session)
    return session


def test_vocals_off_is_the_mix_minus_the_vocals_to_the_phase(separated: PracticeSession) -> None:
    desk, multitrack, song = separated.desk, separated.multitrack, separated.song
    assert song is not None
    mix = np.asarray(song.tracks[MIX_TRACK], np.float64)
    vocals = np.asarray(multitrack.stems[multitrack.names.index("vocals")], np.float64)
    assert np.std(vocals) > 0.01 * np.std(mix)
    before = desk.state
    for alone in (None, "vocals"):
        assert desk.state == before
        desk.set_alone(alone)
        desk.toggle_out("vocals")
        heard = np.concatenate(list(render(multitrack, desk.state))).astype(np.float64)
        difference = heard - (mix - vocals)
        off_db = 20 * np.log10(np.sqrt(np.mean(difference**2) / np.mean(mix**2)))
        assert off_db < -120, f"beside {alone}"
        desk.toggle_out("vocals")

"""The song without one's own part, and that part alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.my_instrument import brought_back, is_only, is_out, only, taken_out
from player.mixer import MixerState, StemMix

STEMS = ("vocals", "drums", "bass")
strips = st.builds(
    StemMix,
    gain_db=st.floats(-60, 6),
    muted=st.booleans(),
    soloed=st.booleans(),
    solo_safe=st.booleans(),
)
mixes = st.tuples(*(strips for _ in STEMS)).map(
    lambda values: MixerState(tuple(zip(STEMS, values, strict=True)))
)


def heard(mixer: MixerState) -> set[str]:
    return {stem for stem in STEMS if mixer.is_audible(stem)}


@given(mixes)
def test_taken_out_it_is_not_heard_whatever_was_set(mixer: MixerState) -> None:
    out = taken_out(mixer, "bass")
    assert is_out(out, "bass")
    assert not out.is_audible("bass")
    assert out.strip_of("bass").gain_db == mixer.strip_of("bass").gain_db
    assert not is_out(brought_back(out, "bass"), "bass")


@given(mixes)
def test_only_it_is_heard_whatever_was_set(mixer: MixerState) -> None:
    alone = only(mixer, "bass")
    assert is_only(alone, "bass")
    safe = {stem for stem, strip in mixer.strips if strip.solo_safe and not strip.muted}
    assert heard(alone) == {"bass"} | safe
    assert only(alone, "bass") == alone


def test_out_and_back_leaves_the_song_as_it_was() -> None:
    mixer = MixerState.for_stems(STEMS).with_strip("drums", StemMix(gain_db=-6.0, soloed=True))
    mixer = mixer.with_strip("bass", StemMix(soloed=True))
    out = taken_out(mixer, "bass")
    assert heard(out) == {"drums"}
    assert brought_back(out, "bass") == mixer


def test_from_only_mine_to_all_but_mine_and_back() -> None:
    alone = only(MixerState.for_stems(STEMS), "bass")
    out = taken_out(alone, "bass")
    assert heard(out) == {"vocals", "drums"}
    assert heard(only(out, "bass")) == {"bass"}

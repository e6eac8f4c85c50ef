"""No click makes a song clip; and where it would not, every frame of both is as it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from player.beat_grid import BeatGrid
from player.click import Click
from player.click_sound import LONGEST_S
from player.limiter import REACH_FRAMES, needed_gains, smooth_gains
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.render import render
from player.transport import LoopRegion, Pause, Play, Seek, SetClick, SetLoop, SetMixer, SetTempo
from tests.player.songs import sine_song
from tests.player.test_click_track import Listener

pytestmark = pytest.mark.usefixtures("work_clock")

GRID = BeatGrid(tuple(range(4_000, 2_000_000, 11_025)), tuple(range(0, 160, 4)))
LOUD = StemMix(gain_db=6.0)


def loud_song(level: float = 1.0) -> Multitrack:
    """A low tone at full scale: what is done to it is heard at once."""
    return sine_song(90.0, 8.0, level)


def steepest(sound: Samples) -> float:
    """The biggest step from one frame to the next."""
    return float(np.abs(np.diff(sound, axis=0)).max())


def test_gains_are_reached_without_a_step_and_never_too_high() -> None:
    random = np.random.default_rng(1)
    needed = np.ones(4_000, np.float32)
    needed[random.integers(1_000, 3_000, 40)] = random.uniform(0.5, 1.0, 40)
    gains = smooth_gains(needed)
    inner = slice(REACH_FRAMES, -REACH_FRAMES)
    assert (gains <= needed[inner]).all()
    assert np.abs(np.diff(gains)).max() < 0.01
    first, last = np.flatnonzero(needed < 1.0)[[0, -1]]
    assert (gains[: first - 2 * REACH_FRAMES] == 1.0).all()
    assert (gains[last + 1 :] == 1.0).all()
    assert gains[first - 2 * REACH_FRAMES :].min() < 1.0


def test_where_no_click_sounds_nothing_is_needed_however_loud_the_song_is() -> None:
    song = np.full((100, 2), 1.7, np.float32)
    clicks = np.zeros((2, 100), np.float32)
    assert (needed_gains(song, clicks) == 1.0).all()
    clicks[:, 50] = 0.3
    song[50] += 0.3
    assert np.flatnonzero(needed_gains(song, clicks) < 1.0).tolist() == [50]


@pytest.mark.parametrize("ratio", [1.0, 0.75])
def test_with_a_song_at_full_scale_nothing_clips_and_no_step_is_heard(ratio: float) -> None:
    click = Click(GRID, StemMix(), parts=2)
    # Stretched, it is a little louder.
    song = loud_song(1.0 if ratio == 1.0 else 0.99)
    listener = Listener(click, song)
    alone = Listener(replace(click, mix=StemMix(muted=True)), song)
    silent = Listener(click, loud_song(0.0))
    for each in (listener, alone, silent):
        each.post(SetTempo(ratio), Play())
        each.listen(4.0)
    together = alone.heard + silent.heard
    assert np.abs(together).max() > 1.2
    assert np.abs(listener.heard).max() <= 1.0
    # Turned down smoothly, the sum is nowhere steeper than it was.
    assert steepest(listener.heard) <= 1.02 * steepest(together)
    gain = listener.heard[:, 0] / np.where(np.abs(together[:, 0]) > 0.1, together[:, 0], np.nan)
    assert np.nanmin(gain) > 0.6
    assert np.nanmax(gain) <= 1.0 + 1e-3


def test_between_the_clicks_the_song_is_as_it_is_to_the_bit() -> None:
    song = loud_song(0.95)
    listener = Listener(Click(GRID, LOUD), song)
    listener.post(Play())
    listener.listen(4.0)
    heard = listener.heard
    touched = np.zeros(len(heard), bool)
    for at in GRID.beats:
        touched[max(0, at - REACH_FRAMES) : at + round(LONGEST_S * SAMPLE_RATE) + REACH_FRAMES] = 1
    assert 0.5 < np.mean(~touched) < 0.9
    np.testing.assert_array_equal(heard[~touched], song.stems[0][: len(heard)][~touched])
    assert np.abs(heard).max() <= 1.0


def test_a_sum_that_does_not_clip_is_the_sum_to_the_bit() -> None:
    song = loud_song(0.39)
    click = Click(GRID, StemMix())
    both, alone = (Listener(click, each) for each in (song, loud_song(0.0)))
    for each in (both, alone):
        each.post(Play())
        each.listen(3.0)
    wanted = song.stems[0][: len(both.heard)] + alone.heard
    assert 0.9 < np.abs(wanted).max() <= 1.0
    np.testing.assert_array_equal(both.heard, wanted)


def test_what_a_hand_does_meanwhile_never_clips_either() -> None:
    song = loud_song()
    click = Click(GRID, LOUD, parts=4)
    listener = Listener(click, song)
    listener.post(SetLoop(LoopRegion(20_000, 60_000)), Play())
    random = np.random.default_rng(4)
    quieter = MixerState((("tone", StemMix(gain_db=-3.0)),))
    for _ in range(6):
        for message in (
            SetClick(replace(click, mix=replace(LOUD, muted=True))),
            SetClick(click),
            SetMixer(quieter),
            Seek(int(random.integers(0, 100_000))),
            SetMixer(MixerState()),
            SetTempo(float(random.choice([0.7, 1.0]))),
            Pause(),
            Play(),
        ):
            listener.post(message)
            listener.listen(float(random.uniform(0.02, 0.15)))
    # While a stream follows another, both are heard for 8 ms: that sum is no click's.
    assert np.quantile(np.abs(listener.heard), 0.999) <= 1.0
    assert np.abs(listener.heard).max() < 1.1


def test_a_render_is_limited_as_it_is_heard_and_as_long_as_before() -> None:
    song, mixer = loud_song(), MixerState()
    click = Click(GRID, LOUD)
    listener = Listener(click, song)
    listener.post(Play())
    listener.listen(4.0)
    rendered = np.concatenate(list(render(song, mixer, click=click)))
    assert len(rendered) == song.frames
    assert np.abs(rendered).max() <= 1.0
    np.testing.assert_allclose(listener.heard, rendered[: len(listener.heard)], atol=1e-6)


def test_the_callback_takes_what_is_limited_already() -> None:
    listener = Listener(Click(GRID, LOUD), loud_song())
    listener.post(Play())
    listener.listen(0.2)
    ring = listener.engine.ring
    ready = ring.read(ring.heard, ring.lead_frames)
    assert np.abs(ready).max() <= 1.0
    block = np.empty((ring.lead_frames, 2), np.float32)
    ring.take(block)
    np.testing.assert_array_equal(block, ready)

"""The engine without a device: blocks are pulled from its ring and compared with the stems."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from player.engine import Engine
from player.input_ring import InputRing
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.transport import (
    LoopRegion,
    Pause,
    Play,
    Seek,
    SetLoop,
    SetMixer,
    SetMultitrack,
    SetPitch,
    SetReadAhead,
    SetTempo,
)
from tests.player.songs import noise_song, sine_song, stem_sum

BLOCK = 512


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    engine.start()
    yield engine
    engine.stop()


def wait_until(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.002)


def load(engine: Engine, song: Multitrack, *, play: bool = True) -> None:
    engine.post(SetMultitrack(song))
    engine.post(SetMixer(MixerState.for_stems(song.names)))
    if play:
        engine.post(Play())


def pull(engine: Engine, frames: int) -> Samples:
    """What a device would have heard: waits for the fill thread rather than for the clock."""
    blocks = []
    while frames > 0:
        count = min(BLOCK, frames)
        wait_until(lambda count=count: engine.ring.lead_frames >= count)
        block = np.empty((count, 2), np.float32)
        engine.ring.take(block)
        blocks.append(block)
        frames -= count
    return np.concatenate(blocks)


def settle(engine: Engine) -> None:
    """Let the fill thread act on its messages and fill up."""
    pitch = SetPitch(engine.playback().pitch_semitones)
    for _ in range(3):
        # A message that changes nothing is taken only after the ones before it were acted on.
        engine.post(pitch)
        wait_until(lambda: engine._inbox.empty())
        time.sleep(0.002)
    lead = -1
    while lead != engine.ring.lead_frames:
        lead = engine.ring.lead_frames
        time.sleep(0.02)


def test_unity_is_the_exact_sum(engine: Engine) -> None:
    song = noise_song(3.0)
    load(engine, song)
    heard = pull(engine, 2 * SAMPLE_RATE)
    np.testing.assert_array_equal(heard, stem_sum(song)[: len(heard)])


def test_where_loops_began_is_known_for_longer_than_an_input_is_kept(engine: Engine) -> None:
    load(engine, noise_song(2.0), play=False)
    engine.post(SetLoop(LoopRegion(0, SAMPLE_RATE // 2)))
    engine.post(Play())
    pull(engine, 9 * SAMPLE_RATE)
    settle(engine)
    longest_frames = InputRing(1).capacity_frames
    heard = [
        each.output_frame
        for each in engine.playback().anchors
        if each.output_frame > engine.ring.heard - longest_frames
    ]
    assert len(heard) >= longest_frames // (SAMPLE_RATE // 2)


def test_song_ends_and_plays_again_from_the_start(engine: Engine) -> None:
    song = noise_song(1.0)
    load(engine, song)
    pull(engine, song.frames)
    wait_until(lambda: not engine.playback().playing)
    assert engine.position_frame() == song.frames
    engine.post(Play())
    np.testing.assert_array_equal(pull(engine, 2000), stem_sum(song)[:2000])
    assert engine.ring.underrun_frames == 0


def test_mute_is_heard_long_before_the_ring_runs_out(engine: Engine) -> None:
    song = noise_song(4.0)
    load(engine, song)
    engine.post(SetReadAhead(1.5))
    pull(engine, SAMPLE_RATE // 2)
    settle(engine)
    assert engine.ring.lead_frames >= 1.4 * SAMPLE_RATE
    muted = MixerState.for_stems(song.names).with_strip("vocals", StemMix(muted=True))
    start = engine.ring.heard
    engine.post(SetMixer(muted))
    settle(engine)
    heard = pull(engine, SAMPLE_RATE)
    without = stem_sum(replace(song, stems=song.stems[1:], names=song.names[1:]))
    difference = np.abs(heard - without[start : start + len(heard)]).max(axis=1)
    late = np.flatnonzero(difference > 1e-6)
    assert late.max() / SAMPLE_RATE <= 0.06
    # Before the ramp it is still the whole song, and nothing in between jumps.
    np.testing.assert_array_equal(heard[:500], stem_sum(song)[start : start + 500])


def test_gain_and_pan_weigh_the_sum(engine: Engine) -> None:
    song = noise_song(2.0)
    mixer = MixerState.for_stems(song.names).with_strip("bass", StemMix(gain_db=-6.0, pan=0.5))
    engine.post(SetMultitrack(song))
    engine.post(SetMixer(mixer))
    engine.post(Play())
    heard = pull(engine, SAMPLE_RATE)
    bass_gain = 10 ** (-6 / 20)
    expected = stem_sum(song)[: len(heard)] - song.stems[2][: len(heard)]
    weight = np.array([bass_gain * np.cos(np.pi / 4), bass_gain])
    expected = expected + song.stems[2][: len(heard)] * weight
    np.testing.assert_allclose(heard, expected, atol=1e-6)


def test_seek_lands_on_the_frame(engine: Engine) -> None:
    song = noise_song(4.0)
    load(engine, song)
    pull(engine, 5000)
    engine.post(Seek(100_000))
    settle(engine)
    heard = pull(engine, 20_000)
    expected = stem_sum(song)
    # After the cross-fade every frame follows from the target without a hole.
    lag = best_lag(heard[6000:8000], expected[100_000:120_000])
    assert lag is not None
    start = 100_000 + lag - 6000
    np.testing.assert_array_equal(heard[6000:], expected[start + 6000 : start + 20_000])
    assert 0 <= 100_000 - start <= 0.1 * SAMPLE_RATE


def best_lag(piece: Samples, within: Samples) -> int | None:
    """Where `piece` stands in `within`, bit for bit."""
    first = piece[0]
    for lag in np.flatnonzero((within == first).all(axis=1)):
        if np.array_equal(within[lag : lag + len(piece)], piece):
            return int(lag)
    return None


def test_loop_rounds_are_exact_to_the_frame(engine: Engine) -> None:
    song = noise_song(2.0)
    region = LoopRegion(10_000, 10_000 + SAMPLE_RATE // 10)
    engine.post(SetMultitrack(song))
    engine.post(SetMixer(MixerState.for_stems(song.names)))
    engine.post(SetLoop(region))
    engine.post(Seek(region.start_frame))
    engine.post(Play())
    rounds = 50
    heard = pull(engine, rounds * region.frames).reshape(rounds, region.frames, 2)
    expected = stem_sum(song)[region.start_frame : region.end_frame]
    fade = round(0.0075 * SAMPLE_RATE)
    for heard_round in heard[1:]:
        np.testing.assert_array_equal(heard_round[fade:], expected[fade:])
        np.testing.assert_array_equal(heard_round[:fade], heard[1][:fade])


def test_loop_set_while_playing_holds_although_its_end_is_read_already(engine: Engine) -> None:
    song = noise_song(6.0)
    load(engine, song)
    engine.post(SetReadAhead(1.5))
    pull(engine, SAMPLE_RATE)
    settle(engine)
    region = LoopRegion(SAMPLE_RATE // 2, SAMPLE_RATE + SAMPLE_RATE // 2)
    engine.post(SetLoop(region))
    settle(engine)
    pull(engine, 3 * SAMPLE_RATE)
    assert region.contains(engine.playback().song_frame_at(engine.ring.heard))


def test_tempo_changes_within_what_is_not_heard_yet(engine: Engine) -> None:
    load(engine, sine_song(seconds=8.0))
    engine.post(SetReadAhead(1.5))
    pull(engine, SAMPLE_RATE)
    settle(engine)
    engine.post(SetTempo(0.5))
    settle(engine)
    before = engine.playback().song_frame_at(engine.ring.heard)
    heard = pull(engine, 2 * SAMPLE_RATE)
    moved = engine.playback().song_frame_at(engine.ring.heard) - before
    assert moved == pytest.approx(SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)
    # The tone goes on: no hole and no burst at the change.
    level = np.sqrt(np.convolve(heard[:, 0] ** 2, np.ones(441) / 441, mode="valid"))
    assert level.min() > 0.2
    assert level.max() < 0.5


@pytest.mark.parametrize("tempo_ratio", [0.25, 0.6, 2.0])
def test_a_tempo_change_leaves_enough_to_take(engine: Engine, tempo_ratio: float) -> None:
    load(engine, noise_song(8.0))
    pull(engine, SAMPLE_RATE)
    settle(engine)
    shortest = engine.ring.lead_frames
    engine.post(SetTempo(tempo_ratio))
    deadline = time.monotonic() + 5
    while engine.playback().tempo_ratio != tempo_ratio:
        assert time.monotonic() < deadline
        shortest = min(shortest, engine.ring.lead_frames)
    assert min(shortest, engine.ring.lead_frames) >= 0.1 * SAMPLE_RATE


def test_pause_holds_the_place_and_leaves_silence(engine: Engine) -> None:
    song = noise_song(3.0)
    load(engine, song)
    pull(engine, 20_000)
    engine.post(Pause())
    wait_until(lambda: not engine.playback().playing)
    rest = np.empty((8192, 2), np.float32)
    engine.ring.take(rest)
    assert not rest[-4096:].any()
    where = engine.playback().resume_frame
    assert 20_000 <= where <= 20_000 + 0.05 * SAMPLE_RATE
    engine.post(Play())
    heard = pull(engine, 4000)
    fade = 500
    np.testing.assert_array_equal(heard[fade:], stem_sum(song)[where + fade : where + 4000])
    assert engine.ring.underrun_frames == 0


def test_unfinished_spans_are_heard_as_the_mix(engine: Engine) -> None:
    song = noise_song(2.0)
    mix = stem_sum(song)
    half = song.frames // 2
    partly = replace(song, mix=mix, finished=((0, half),))
    engine.post(SetMultitrack(partly))
    everything_muted = MixerState(tuple((name, StemMix(muted=True)) for name in song.names))
    engine.post(SetMixer(everything_muted))
    engine.post(Play())
    heard = pull(engine, song.frames)
    assert not heard[: half - 500].any()
    np.testing.assert_array_equal(heard[half:], mix[half:])


def test_finished_stems_take_over_without_a_trace(engine: Engine) -> None:
    song = noise_song(4.0)
    mix = stem_sum(song)
    empty = tuple(np.zeros_like(mix) for _ in song.names)
    load(engine, replace(song, stems=empty, mix=mix))
    first = pull(engine, SAMPLE_RATE)
    settle(engine)
    engine.post(SetMultitrack(replace(song, mix=mix, finished=((0, song.frames),)), same_song=True))
    settle(engine)
    second = pull(engine, SAMPLE_RATE)
    engine.post(SetMultitrack(song, same_song=True))
    settle(engine)
    third = pull(engine, SAMPLE_RATE)
    heard = np.concatenate([first, second, third])
    np.testing.assert_allclose(heard, mix[: len(heard)], atol=1e-6)


def test_decoder_behind_is_waited_for(engine: Engine) -> None:
    song = noise_song(2.0)
    load(engine, replace(song, decoded_frames=10_000))
    first = pull(engine, 10_000)
    block = np.ones((BLOCK, 2), np.float32)
    settle(engine)
    engine.ring.take(block)
    assert not block.any()
    assert engine.ring.underrun_frames == 0
    engine.post(SetMultitrack(song, same_song=True))
    heard = np.concatenate([first, pull(engine, 10_000)])
    np.testing.assert_array_equal(heard, stem_sum(song)[:20_000])


def test_another_song_stops_and_rewinds(engine: Engine) -> None:
    load(engine, noise_song(3.0))
    engine.post(SetLoop(LoopRegion(0, 5000)))
    pull(engine, 30_000)
    other = noise_song(1.0, seed=1)
    load(engine, other, play=False)
    wait_until(lambda: not engine.playback().playing)
    assert engine.position_frame() == 0
    assert engine.playback().loop is None


def test_levels_follow_the_faders(engine: Engine) -> None:
    load(engine, sine_song(level=0.5))
    pull(engine, SAMPLE_RATE)
    engine.ring.clock = (engine.ring.heard, time.perf_counter(), 0.0, 0)
    levels = engine.levels()
    assert levels.buses == pytest.approx((0.5,), abs=0.01)
    assert levels.master == pytest.approx(0.5, abs=0.01)


def test_pitch_shift_moves_the_tone(engine: Engine) -> None:
    engine.post(SetPitch(12.0))
    load(engine, sine_song(440.0))
    heard = pull(engine, 2 * SAMPLE_RATE)[SAMPLE_RATE:, 0]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * SAMPLE_RATE / len(heard) == pytest.approx(880.0, abs=1.0)

"""Random hands on the engine, step by step: what is heard is always what the position says."""

from __future__ import annotations

import gc
import time
import weakref
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import Engine
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.time_stretch import TimeStretch
from player.transport import (
    LoopRegion,
    Message,
    Pause,
    Play,
    Seek,
    SetLoop,
    SetMixer,
    SetMultitrack,
    SetOutputRate,
    SetPitch,
    SetReadAhead,
    SetTempo,
)
from player.treatment import Treatment
from tests.player.conftest import WorkClock
from tests.player.songs import sine_song

pytestmark = pytest.mark.usefixtures("work_clock")

FRAMES = 60_000
# Frames of the cross-fades of two splices in a row, or of the seam of a loop, and a little more.
FADE = 900


def ramp_song(frames: int = FRAMES) -> Multitrack:
    """A song that is louder with every frame: a sample tells which frame it is."""
    ramp = np.arange(1, frames + 1, dtype=np.float32) / frames
    stem = np.stack([ramp, -ramp], axis=1)
    return Multitrack(("ramp",), (stem,), frames)


class SteppedEngine:
    """An engine whose fill thread is this one, so that every interleaving can be chosen."""

    def __init__(self, song: Multitrack) -> None:
        self.engine = Engine()
        self.song = song
        self.heard: list[tuple[float, float]] = []
        self.post(SetMultitrack(song), SetReadAhead(0.3))

    def post(self, *messages: Message) -> None:
        for message in messages:
            self.engine.post(message)
        self.step()

    def step(self, times: int = 1) -> None:
        for _ in range(times):
            wishes = self.engine._take_messages(0.0)
            assert wishes is not None
            self.engine._act(wishes)

    def take(self, frames: int) -> Samples:
        """What the device gets, noted beside the frames that the engine says these are."""
        start = self.engine.ring.heard
        playback = self.engine.playback()
        block = np.full((frames, 2), np.nan, np.float32)
        self.engine.ring.take(block)
        if playback.playing:
            stop = self.engine.ring.heard
            says = [playback.song_frame_at(frame) for frame in range(start, stop)]
            self.heard += zip(says, block[: stop - start, 0].tolist(), strict=True)
        return block


actions = st.lists(
    st.one_of(
        st.tuples(st.just("play")),
        st.tuples(st.just("pause")),
        st.tuples(st.just("seek"), st.integers(0, FRAMES + 10)),
        st.tuples(st.just("loop"), st.integers(0, FRAMES - 1), st.integers(1, FRAMES)),
        st.tuples(st.just("no loop")),
        st.tuples(st.just("spans"), st.integers(0, FRAMES), st.integers(0, FRAMES)),
        st.tuples(st.just("gain"), st.sampled_from([0.0, -6.0, -60.0])),
        st.tuples(st.just("take"), st.integers(1, 3_000)),
        st.tuples(st.just("take"), st.integers(1, 3_000)),
        st.tuples(st.just("step"), st.integers(1, 8)),
    ),
    max_size=40,
)


def message_for(action: tuple[Any, ...], song: Multitrack) -> Message | None:
    match action:
        case ("play",):
            return Play()
        case ("pause",):
            return Pause()
        case ("seek", frame):
            return Seek(frame)
        case ("loop", start, length):
            return SetLoop(LoopRegion(start, start + length))
        case ("no loop",):
            return SetLoop(None)
        case ("spans", one, other) if one != other:
            finished = ((min(one, other), max(one, other)),)
            partly = replace(song, mix=song.stems[0], finished=finished)
            return SetMultitrack(partly, same_song=True)
        case ("gain", gain_db):
            return SetMixer(MixerState((("ramp", StemMix(gain_db=gain_db)),)))
    return None


@given(actions)
@settings(max_examples=150)
def test_what_is_heard_is_where_the_engine_says_it_is(moves: list[tuple[Any, ...]]) -> None:
    song = ramp_song()
    stepped = SteppedEngine(song)
    stepped.post(Play())
    for move in moves:
        match move:
            case ("take", frames):
                stepped.take(frames)
            case ("step", times):
                stepped.step(times)
            case ("gain", _):
                pass  # the level is what tells the frames here
            case _:
                message = message_for(move, song)
                if message is not None:
                    stepped.post(message)
    runs = continuous_runs(stepped.heard)
    for run in runs:
        says, sounds = run[FADE:-FADE, 0], run[FADE:-FADE, 1]
        np.testing.assert_allclose(sounds, (says + 1) / FRAMES, atol=2e-5)


def continuous_runs(heard: list[tuple[float, float]]) -> list[np.ndarray]:
    """What was heard, cut where the position jumped."""
    if not heard:
        return []
    notes = np.array(heard)
    jumps = np.flatnonzero(np.abs(np.diff(notes[:, 0]) - 1) > 0.5) + 1
    return np.split(notes, jumps)


@given(actions, st.sampled_from([0.25, 0.6, 1.0, 2.0]), st.sampled_from([0.0, 3.0]))
@settings(max_examples=25)
def test_no_order_of_wishes_stops_the_engine(
    moves: list[tuple[Any, ...]], tempo_ratio: float, semitones: float
) -> None:
    song = ramp_song(20_000)
    stepped = SteppedEngine(song)
    stepped.post(Play(), SetTempo(tempo_ratio))
    for move in moves:
        match move:
            case ("take", frames):
                block = stepped.take(frames)
                assert np.isfinite(block).all()
            case ("step", times):
                stepped.step(times)
            case ("no loop",):
                stepped.post(SetPitch(semitones))
            case _:
                message = message_for(move, song)
                if message is not None:
                    stepped.post(message)
        assert 0 <= stepped.engine.ring.lead_frames <= stepped.engine.ring.capacity_frames


def test_two_multitracks_at_once_while_the_ring_is_short() -> None:
    song = ramp_song()
    stem = song.stems[0]
    stepped = SteppedEngine(Multitrack((), (), FRAMES, mix=stem, decoded_frames=5_000))
    stepped.post(Play())
    stepped.step(20)
    stepped.take(4_900)
    first = replace(song, mix=stem, finished=((0, 20_000),))
    second = replace(song, mix=stem, finished=((0, 40_000),))
    stepped.post(SetMultitrack(first, same_song=True), SetMultitrack(second, same_song=True))
    stepped.step(20)
    stepped.take(10_000)
    assert stepped.engine.playback().playing
    (run,) = continuous_runs(stepped.heard[-9_000:])
    np.testing.assert_allclose(run[:, 1], (run[:, 0] + 1) / FRAMES, atol=2e-5)


def test_a_fader_moved_as_the_stems_arrive_leaves_no_hole() -> None:
    song = ramp_song()
    stem = song.stems[0]
    stepped = SteppedEngine(Multitrack((), (), FRAMES, mix=stem))
    stepped.post(Play())
    stepped.step(20)
    stepped.take(10_000)
    mixer = MixerState((("ramp", StemMix(gain_db=-1.0)),))
    stepped.post(SetMultitrack(song, same_song=True))
    stepped.post(SetMixer(mixer))
    stepped.step(20)
    heard = stepped.take(8_000)[:, 0]
    assert heard.min() > 0.8 * (10_000 / FRAMES)
    assert np.abs(np.diff(heard)).max() < 0.01


def test_the_playhead_does_not_jump_back_when_playing_begins_elsewhere() -> None:
    stepped = SteppedEngine(ramp_song())
    stepped.post(Play())
    stepped.step(20)
    stepped.take(10_000)
    stepped.post(Pause())
    stepped.take(8_000)
    stepped.post(Seek(40_000))
    stepped.post(Play())
    # The device is still playing what it took before.
    assert stepped.engine.playback().song_frame_at(stepped.engine.ring.heard - 4_000) == 40_000


def test_switching_the_loop_off_ends_it_in_this_round() -> None:
    for tempo_ratio in (1.0, 0.6):
        stepped = SteppedEngine(ramp_song())
        loop = LoopRegion(10_000, 20_000)
        stepped.post(SetTempo(tempo_ratio), SetLoop(loop), Seek(15_000), Play())
        stepped.step(40)  # the wrap at 20 000 is in hand
        stepped.take(2_000)
        stepped.post(SetLoop(None))
        for _ in range(10):
            stepped.step(10)
            stepped.take(2_000)
        playback = stepped.engine.playback()
        assert playback.song_frame_at(stepped.engine.ring.heard) > 20_000


@pytest.mark.parametrize(("before", "after"), [(1.0, 0.5), (0.5, 1.0), (1.0, 0.9), (1.3, 0.75)])
def test_another_tempo_is_joined_in_phase(before: float, after: float) -> None:
    for frequency_hz in (110.0, 146.8, 277.2, 440.0):
        stepped = SteppedEngine(sine_song(frequency_hz, 4.0))
        stepped.post(SetTempo(before), Play())
        heard = []
        for burst in range(30):
            if burst == 15:
                stepped.post(SetTempo(after))
            heard.append(_stepped_and_taken(stepped))
        sound = np.concatenate(heard)[5_000:, 0]
        level = np.sqrt(np.convolve(sound**2, np.ones(1_200) / 1_200, mode="valid")) / 0.3536
        # Out of phase they would lose 4 dB and more.
        assert 20 * np.log10(level.min()) > -0.8
        assert 20 * np.log10(level.max()) < 0.8


def test_another_tempo_in_a_pause_leaves_the_pause_its_length() -> None:
    stepped = SteppedEngine(ramp_song())
    loop = LoopRegion(20_000, 30_000)
    stepped.post(SetReadAhead(1.0), SetLoop(loop, pause_s=0.6), Seek(29_000), Play())
    stepped.step(60)
    stepped.take(6_000)  # 1000 of the loop, 5000 of the pause
    stepped.post(SetTempo(0.5))
    for _ in range(8):
        stepped.step(30)
        stepped.take(3_000)
    anchors = stepped.engine.playback().anchors
    goes_on = next(a for a in anchors if a.ratio == 0.5 and a.song_frame == loop.start_frame)
    assert goes_on.output_frame == pytest.approx(1_000 + 0.6 * SAMPLE_RATE, abs=2)


def test_a_pause_that_is_made_longer_is_heard_in_this_round() -> None:
    stepped = SteppedEngine(ramp_song())
    stepped.post(SetReadAhead(1.0), SetLoop(LoopRegion(20_000, 30_000)), Seek(25_000), Play())
    stepped.step(60)
    stepped.take(1_000)
    stepped.post(SetLoop(LoopRegion(20_000, 30_000), pause_s=0.5))
    stepped.step(60)
    heard = stepped.take(4_000 + 22_050)[4_000:]
    assert not heard[400:22_000].any()
    stepped.step(60)
    assert stepped.take(2_000)[100:].all()


@pytest.mark.parametrize(("tempo_ratio", "output_rate"), [(1.0, 48_000), (0.8, 44_100)])
def test_a_loop_set_at_the_very_end_goes_round(tempo_ratio: float, output_rate: int) -> None:
    stepped = SteppedEngine(ramp_song())
    stepped.post(SetOutputRate(output_rate), SetTempo(tempo_ratio), Seek(55_000), Play())
    stepped.step(40)  # all that is left is in hand
    stepped.take(1_000)
    stepped.post(SetLoop(LoopRegion(50_000, FRAMES)))
    heard = np.concatenate([_stepped_and_taken(stepped) for _ in range(40)])
    assert stepped.engine.playback().playing
    # Behind the song's end there is nothing to fade out, so every seam begins with a short hole.
    seam = 0.0075 * output_rate / tempo_ratio
    assert longest_run(heard[:, 0] < 0.5) < 1.2 * seam
    assert 50_000 <= stepped.engine.playback().song_frame_at(stepped.engine.ring.heard) < FRAMES


@pytest.mark.parametrize("tempo_ratio", [0.6, 1.0])
def test_a_loop_s_end_put_in_front_of_the_playhead_takes_it_along(tempo_ratio: float) -> None:
    stepped = SteppedEngine(ramp_song())
    loop = LoopRegion(10_000, 40_000)
    stepped.post(SetTempo(tempo_ratio), SetLoop(loop), Seek(20_000), Play())
    stepped.step(40)
    stepped.take(4_000)
    stepped.post(SetLoop(LoopRegion(12_000, 15_000)))
    for _ in range(6):
        stepped.step(10)
        stepped.take(2_000)
        heard = stepped.engine.ring.heard
    assert 12_000 <= stepped.engine.playback().song_frame_at(heard) < 15_000


def longest_run(flags: np.ndarray) -> int:
    """How many in a row are true."""
    ends = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return int((ends[1::2] - ends[::2]).max(initial=0))


def test_a_loop_is_cut_when_the_song_turns_out_shorter() -> None:
    stepped = SteppedEngine(ramp_song())
    stepped.post(SetLoop(LoopRegion(30_000, FRAMES)), Seek(30_000), Play())
    shorter = ramp_song(50_000)
    stepped.post(SetMultitrack(shorter, same_song=True))
    for _ in range(30):
        stepped.step(10)
        stepped.take(2_000)
    assert stepped.engine.playback().playing
    assert stepped.engine.playback().loop == LoopRegion(30_000, 50_000)


def test_one_slow_preparation_does_not_fill_the_ring_over() -> None:
    stepped = SteppedEngine(ramp_song())
    stepped.post(Play())
    stepped.engine._performance._quality.note_preparation(Treatment(0.5), 3.0)
    stepped.post(SetTempo(0.5))
    assert stepped.engine.ring.lead_frames < 1.0 * SAMPLE_RATE


@pytest.mark.parametrize("frames", [1, 2, 300])
def test_the_shortest_songs_play_to_their_end(frames: int) -> None:
    stepped = SteppedEngine(ramp_song(frames))
    stepped.post(Play())
    stepped.step(5)
    heard = stepped.take(frames)
    np.testing.assert_array_equal(heard, ramp_song(frames).stems[0])
    stepped.step(3)
    assert not stepped.engine.playback().playing


def test_another_output_rate_goes_on_where_it_was() -> None:
    stepped = SteppedEngine(ramp_song(4 * SAMPLE_RATE))
    stepped.post(Play())
    for _ in range(2):
        stepped.step(20)
        stepped.take(10_000)
    stepped.post(SetOutputRate(48_000))
    ring = stepped.engine.ring
    assert ring.sample_rate == 48_000
    stepped.step(20)
    places = stepped.take(9_600)[1_000:, 0].astype(float) * stepped.song.frames - 1
    expected = 20_000 + np.arange(1_000, 9_600) * SAMPLE_RATE / 48_000
    np.testing.assert_allclose(places, expected, atol=1.0)
    assert stepped.engine.playback().song_frame_at(ring.heard) == pytest.approx(28_820, abs=1)
    assert ring.underrun_frames == 0


def test_a_machine_that_cannot_keep_up_gets_a_lighter_stretch(
    monkeypatch: pytest.MonkeyPatch, work_clock: WorkClock
) -> None:
    class Slow(TimeStretch):
        def __init__(self, channels: int, sample_rate: int, treatment: Treatment) -> None:
            super().__init__(channels, sample_rate, treatment)
            self._waits_s = 0.0 if treatment.light else 0.2

        def process(self, block: Samples) -> Samples:
            work_clock.wait(self._waits_s)
            return super().process(block)

    monkeypatch.setattr("player.stem_stream.TimeStretch", Slow)
    stepped = SteppedEngine(ramp_song(8 * SAMPLE_RATE))
    stepped.post(SetReadAhead(0.5), SetTempo(0.5), Play())
    # It is found out before anything is heard.
    assert stepped.engine.playback().light_stretch
    before = stepped.engine.playback().song_frame_at(stepped.engine.ring.heard)
    stepped.step(20)
    stepped.take(10_000)
    after = stepped.engine.playback().song_frame_at(stepped.engine.ring.heard)
    assert after - before == pytest.approx(5_000, abs=1)
    stepped.post(SetTempo(1.0))
    assert not stepped.engine.playback().light_stretch
    stepped.post(SetTempo(0.5))
    assert not stepped.engine.playback().light_stretch  # the best is tried again


def test_the_end_of_a_song_is_no_sign_of_a_slow_machine(
    monkeypatch: pytest.MonkeyPatch, work_clock: WorkClock
) -> None:
    class SlowToBegin(TimeStretch):
        def process(self, block: Samples) -> Samples:
            work_clock.wait(0.3)
            return super().process(block)

    song = ramp_song(8 * SAMPLE_RATE)
    monkeypatch.setattr("player.stem_stream.TimeStretch", SlowToBegin)
    stepped = SteppedEngine(song)
    stepped.post(SetTempo(0.5), Seek(song.frames - 200), Play())
    assert not stepped.engine.playback().light_stretch


def test_a_closed_song_is_let_go_of() -> None:
    song = ramp_song(8 * SAMPLE_RATE)
    stepped = SteppedEngine(song)
    stepped.post(SetTempo(0.5), Play())
    stepped.step(40)
    stepped.take(4_000)
    stepped.engine._performance._quality.note_preparation(Treatment(0.75), 0.2)
    stepped.post(SetTempo(0.75))
    stepped.step(60)
    assert stepped.engine._performance._handed_over is not None
    samples = weakref.ref(song.stems[0])
    del song
    stepped.song = ramp_song(1_000)
    stepped.post(Pause(), SetMultitrack(stepped.song))
    gc.collect()
    assert samples() is None


def test_a_new_tempo_is_heard_light_until_the_best_is_ready(
    monkeypatch: pytest.MonkeyPatch, work_clock: WorkClock
) -> None:
    made: list[bool] = []

    class SlowToBegin(TimeStretch):
        def __init__(self, channels: int, sample_rate: int, treatment: Treatment) -> None:
            super().__init__(channels, sample_rate, treatment)
            made.append(treatment.light)
            work_clock.wait(0.0 if treatment.light else 0.2)

    monkeypatch.setattr("player.stem_stream.TimeStretch", SlowToBegin)
    stepped = SteppedEngine(sine_song(440.0, 8.0))
    stepped.post(SetTempo(0.5), Play())
    stepped.step(40)
    stepped.take(4_000)
    stepped.post(SetTempo(0.75))
    assert made == [False, True]
    stepped.step(60)
    assert made == [False, True, False]
    stream = stepped.engine._performance._stream
    assert stream is not None
    assert not stream.treatment.light
    assert not stepped.engine.playback().light_stretch
    heard = np.concatenate([_stepped_and_taken(stepped) for _ in range(20)])[:, 0]
    level = np.sqrt(np.convolve(heard**2, np.ones(1_200) / 1_200, mode="valid")) / 0.3536
    assert 20 * np.log10(level.min()) > -0.8


def test_after_the_best_took_over_everything_is_still_heard_at_once() -> None:
    song = ramp_song(8 * SAMPLE_RATE)
    stepped = SteppedEngine(song)
    stepped.post(SetTempo(0.5), Play())
    stepped.step(40)
    stepped.take(4_000)
    stepped.engine._performance._quality.note_preparation(Treatment(0.75), 0.2)
    stepped.post(SetTempo(0.75))
    stepped.step(60)
    performance, ring = stepped.engine._performance, stepped.engine.ring
    assert performance._handed_over is not None
    assert performance._handed_over.cut_frame > ring.heard + 5_000
    here = round(stepped.engine.playback().song_frame_at(ring.heard))
    loop = LoopRegion(here - 2_000, here + 6_000)
    stepped.post(SetLoop(loop), SetMixer(MixerState((("ramp", StemMix(muted=True)),))))
    heard = np.concatenate([_stepped_and_taken(stepped) for _ in range(12)])
    assert not heard[3_000:].any()
    assert loop.contains(stepped.engine.playback().song_frame_at(ring.heard))


def test_the_best_is_given_up_before_the_sound_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.stem_stream.TimeStretch", NeverReady)
    stepped = SteppedEngine(sine_song(440.0, 8.0))
    stepped.post(SetReadAhead(0.5), Play())
    stepped.step(40)
    stepped.take(4_000)
    stepped.post(SetTempo(0.75))
    heard = np.concatenate([_stepped_and_taken(stepped) for _ in range(40)])
    assert stepped.engine.ring.underrun_frames == 0
    assert np.abs(heard[-20_000:]).max() > 0.4
    assert stepped.engine.playback().light_stretch


class NeverReady(TimeStretch):
    """A stretcher that gives nothing in the best quality."""

    def __init__(self, channels: int, sample_rate: int, treatment: Treatment) -> None:
        super().__init__(channels, sample_rate, treatment)
        self._delay_left = self._delay_left if treatment.light else 1 << 40


def _stepped_and_taken(stepped: SteppedEngine) -> Samples:
    stepped.step(20)
    block = np.empty((1_000, 2), np.float32)
    stepped.engine.ring.take(block)
    return block


def test_waiting_costs_next_to_nothing() -> None:
    engine = Engine()
    engine.start()
    try:
        song = ramp_song(3 * SAMPLE_RATE)
        engine.post(SetMultitrack(replace(song, decoded_frames=5_000)))
        engine.post(Play())
        time.sleep(0.2)
        began_s = time.process_time()
        time.sleep(0.5)
        assert time.process_time() - began_s < 0.2
    finally:
        engine.stop()


class BrokenError(Exception):
    """What no file and no machine should ever raise, and some day will."""


def test_a_failure_stops_the_sound_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Multitrack):
        def read(self, start_frame: int, frames: int) -> Samples:
            if start_frame > 10_000:
                raise BrokenError
            return super().read(start_frame, frames)

    song = ramp_song()
    engine = Engine()
    engine.start()
    try:
        engine.post(SetMultitrack(Broken(song.names, song.stems, song.frames)))
        engine.post(Play())
        deadline = time.monotonic() + 5
        while engine.playback().failure is None:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert not engine.playback().playing
        assert isinstance(engine.playback().failure, BrokenError)
        assert "playback stopped" in caplog.text
        engine.post(SetMultitrack(song))
        engine.post(Play())
        while not engine.playback().playing:
            assert time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        engine.stop()

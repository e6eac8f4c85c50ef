"""Tones beside the song and a band of it alone, as they come out of the engine's ring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from player.band_pass import Band, BandPass
from player.engine import Engine
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.pitch_names import midi_to_frequency
from player.tone import Tone
from player.transport import (
    EndTone,
    LoopRegion,
    Pause,
    Seek,
    SetBand,
    SetLoop,
    SetMixer,
    SetOutputRate,
    SetPitch,
    SetTempo,
    SoundChord,
    StartTone,
)
from tests.benchmarks.tone_frequency import tone_frequency
from tests.player.songs import noise_song, sine_song, stem_sum
from tests.player.test_engine import load, pull, settle, wait_until
from tests.player.test_tone import energy_above

BAND = Band(midi_to_frequency(39.5), midi_to_frequency(50.5))


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    engine.start()
    yield engine
    engine.stop()


def take(engine: Engine, seconds: float) -> Samples:
    """What a device gets while nothing plays, the tone being filled on in time."""
    blocks = []
    for _ in range(round(seconds * SAMPLE_RATE / 441)):
        block = np.empty((441, 2), np.float32)
        engine.ring.take(block)
        blocks.append(block)
        tones = engine.ring.tones
        wait_until(lambda tones=tones: tones.written - tones.heard > 441)
    return np.concatenate(blocks)


def start_tone(engine: Engine, midi: float) -> None:
    engine.post(StartTone(midi))
    wait_until(lambda: engine.ring.tones.written > 0)


@pytest.mark.parametrize("midi", [28.0, 69.0, 60.37])
def test_a_note_sounds_in_tune_while_nothing_plays(engine: Engine, midi: float) -> None:
    start_tone(engine, midi)
    heard_hz = tone_frequency(take(engine, 1.5)[:, 0], midi_to_frequency(midi))
    assert abs(1200 * np.log2(heard_hz / midi_to_frequency(midi))) < 0.1


def test_a_note_is_heard_as_the_song_is_heard_there(engine: Engine) -> None:
    shift = -2 + 12 * np.log2(442 / 440)
    engine.post(SetPitch(shift))
    start_tone(engine, 69)
    heard_hz = tone_frequency(take(engine, 1.5)[:, 0], midi_to_frequency(67, 442))
    assert abs(1200 * np.log2(heard_hz / midi_to_frequency(67, 442))) < 0.1


def test_a_note_sounds_beside_the_song_and_leaves_it_as_it_was(engine: Engine) -> None:
    song = noise_song(4.0)
    load(engine, song)
    before = pull(engine, 10_240)
    start_tone(engine, 45)
    engine.post(EndTone())
    settle(engine)
    tone = Tone(110.0, 0, round(0.45 * SAMPLE_RATE), SAMPLE_RATE)
    during = []
    for taken in range(0, 40_960, 512):
        ready = min(taken + 512, tone.stop_frame)
        wait_until(lambda ready=ready: engine.ring.tones.written >= ready)
        during.append(pull(engine, 512))
    heard = np.concatenate([before, *during, pull(engine, 20_480)])
    expected = stem_sum(song)[: len(heard)]
    start = len(before)
    beside = np.zeros_like(expected)
    beside[start:] = tone.samples(0, len(expected) - start)[:, None]
    np.testing.assert_array_equal(heard, expected + beside)
    stop = start + tone.stop_frame
    assert beside[start:stop].any()
    np.testing.assert_array_equal(heard[stop:], expected[stop:])


def test_a_mute_a_seek_and_a_pause_leave_the_note_alone(engine: Engine) -> None:
    song = replace(
        noise_song(4.0), stems=tuple(np.zeros((4 * SAMPLE_RATE, 2), np.float32) for _ in range(4))
    )
    load(engine, song)
    pull(engine, 5120)
    start_tone(engine, 45)
    heard = [take(engine, 0.1)]
    muted = MixerState.for_stems(song.names).with_strip("vocals", StemMix(muted=True))
    for message in (SetMixer(muted), Seek(90_000), SetTempo(0.75), Pause()):
        engine.post(message)
        settle(engine)
        heard.append(take(engine, 0.1))
    sound = np.concatenate(heard)[:, 0]
    expected = Tone(110.0, 0, 30 * SAMPLE_RATE, SAMPLE_RATE).samples(0, len(sound))
    np.testing.assert_allclose(sound, expected, atol=1e-6)


def test_the_master_s_gain_is_the_note_s_too(engine: Engine) -> None:
    engine.post(SetMixer(MixerState(master_gain_db=-60.0)))
    start_tone(engine, 69)
    assert not take(engine, 0.2).any()


def test_another_sample_rate_ends_the_note(engine: Engine) -> None:
    start_tone(engine, 69)
    engine.post(SetOutputRate(48_000))
    wait_until(lambda: engine.ring.sample_rate == 48_000)
    block = np.empty((441, 2), np.float32)
    engine.ring.take(block)
    assert not block.any()
    engine.post(StartTone(69))
    wait_until(lambda: engine.ring.tones.written > engine.ring.tones.heard)
    sound = take(engine, 1.5)[:, 0]
    heard_hz = tone_frequency(sound, 440 * SAMPLE_RATE / 48_000) * 48_000 / SAMPLE_RATE
    assert abs(1200 * np.log2(heard_hz / 440)) < 0.1


def test_the_band_comes_and_goes_and_leaves_the_song_as_it_was(engine: Engine) -> None:
    song = noise_song(4.0)
    load(engine, song)
    pull(engine, 20_480)
    engine.post(SetBand(BAND))
    settle(engine)
    within = pull(engine, 20_480)
    engine.post(SetBand(None))
    settle(engine)
    after = pull(engine, 20_480)
    total = Multitrack(("sum",), (stem_sum(song),), song.frames)
    band = BandPass(BAND, SAMPLE_RATE).read(total, 0, song.frames).T
    # From a fade after the message on.
    np.testing.assert_allclose(within[5120:], band[25_600:40_960], atol=1e-5)
    np.testing.assert_array_equal(after[5120:], stem_sum(song)[46_080:61_440])
    assert engine.ring.underrun_frames == 0


@pytest.mark.parametrize("tempo_ratio", [1.0, 0.75])
def test_switching_the_band_makes_no_click(engine: Engine, tempo_ratio: float) -> None:
    song = sine_song(110.0, 8.0)
    engine.post(SetTempo(tempo_ratio))
    load(engine, song)
    sound = []
    for band in (None, BAND, None, Band(60.0, 130.0), None):
        engine.post(SetBand(band))
        settle(engine)
        sound.append(pull(engine, 30_720))
    heard = np.concatenate(sound)[5120:, 0]
    assert energy_above(heard, 2000.0) < -65.0
    # And the tone inside the band goes on through all of it, as loud as it was.
    assert np.abs(heard).max() < 0.56
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.03)


def test_a_band_of_a_loop_can_be_muted_and_sought(engine: Engine) -> None:
    tones = tuple(sine_song(hz, 6.0, 0.3).stems[0] for hz in (110.0, 440.0))
    song = Multitrack(("low", "high"), tones, len(tones[0]))
    for message in (SetBand(BAND), SetLoop(LoopRegion(50_000, 90_000)), Seek(50_000)):
        engine.post(message)
    load(engine, song)
    # A new song has neither loop nor band.
    both = pull(engine, 20_480)
    assert energy_above(both[:, 0], 300.0) > -4.0
    for message in (SetBand(BAND), SetLoop(LoopRegion(50_000, 90_000)), Seek(50_000)):
        engine.post(message)
    settle(engine)
    pull(engine, 10_240)
    low = pull(engine, 60_416)
    # What is left is the seam of the loop.
    assert energy_above(low[:, 0], 300.0) < -45.0
    assert np.abs(low).max() > 0.25
    engine.post(SetMixer(MixerState.for_stems(song.names).with_strip("low", StemMix(muted=True))))
    settle(engine)
    pull(engine, 5120)
    assert np.abs(pull(engine, 20_480)).max() < 1e-3
    assert 50_000 <= engine.position_frame() < 90_000


def test_a_new_song_is_heard_whole(engine: Engine) -> None:
    load(engine, noise_song(2.0), play=False)
    engine.post(SetBand(BAND))
    song = noise_song(2.0, seed=1)
    load(engine, song)
    np.testing.assert_array_equal(pull(engine, 20_480), stem_sum(song)[:20_480])


def test_a_chord_is_heard_as_the_song_is_heard(engine: Engine) -> None:
    engine.post(SetPitch(-1))
    engine.post(SoundChord((69.0, 76.0)))
    wait_until(lambda: engine.ring.tones.written > 0)
    sound = take(engine, 0.8)[:, 0]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    bins = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    for midi in (68, 75):
        near = np.abs(bins - midi_to_frequency(midi)) < 4
        assert spectrum[near].max() > 0.2 * spectrum.max()

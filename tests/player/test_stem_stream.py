"""Tempo and pitch over all stems: length, onsets, pitch, and what holds together."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.read_ahead import song_path
from player.stem_stream import StemStream
from player.transport import LoopRegion
from player.treatment import Treatment
from tests.player.songs import noise_song, sine_song, stem_sum


def whole(stream: StemStream) -> Samples:
    blocks = []
    while not stream.at_end:
        blocks.append(stream.read())
    return np.concatenate(blocks, axis=1)


@pytest.mark.parametrize("tempo_ratio", [0.25, 0.5, 0.75, 1.3, 2.0])
@pytest.mark.parametrize("start_frame", [0, 30_011])
def test_length_is_what_the_tempo_asks_for(tempo_ratio: float, start_frame: int) -> None:
    song = sine_song(seconds=1.5)
    sound = whole(StemStream(song, start_frame, treatment=Treatment(tempo_ratio)))
    assert sound.shape[1] == round((song.frames - start_frame) / tempo_ratio)


@pytest.mark.parametrize(
    ("tempo_ratio", "semitones"), [(0.5, 0.0), (0.75, 0.0), (1.3, 0.0), (1.0, 2.0), (0.8, -3.5)]
)
def test_a_tone_is_in_tune_within_a_cent(tempo_ratio: float, semitones: float) -> None:
    song = sine_song(440.0, 5.0)
    sound = whole(StemStream(song, 0, treatment=Treatment(tempo_ratio, semitones)))[0]
    sound = sound[SAMPLE_RATE:-SAMPLE_RATE]
    bins = 1 << 21
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), bins))
    heard_hz = np.argmax(spectrum) * SAMPLE_RATE / bins
    assert abs(1200 * np.log2(heard_hz / 440.0) - 100 * semitones) < 1.0


@pytest.mark.parametrize("kind", ["click", "noise burst"])
@pytest.mark.parametrize(
    ("treatment", "within_ms"),
    [
        (Treatment(0.5), 1.0),
        (Treatment(0.75), 1.0),
        (Treatment(1.5), 1.0),
        pytest.param(Treatment(0.75, 3.0), 2.0, marks=pytest.mark.slow),
        pytest.param(Treatment(0.25), 3.0, marks=pytest.mark.slow),
    ],
)
def test_hits_come_when_the_playhead_says(
    kind: str, treatment: Treatment, within_ms: float
) -> None:
    random = np.random.default_rng(3)
    hits = np.cumsum(random.integers(12_000, 20_000, 24))
    sound = np.zeros(hits[-1] + SAMPLE_RATE, np.float32)
    decay = np.exp(-np.arange(4_000) / 900).astype(np.float32)
    for at in hits:
        noise = random.standard_normal(len(decay)).astype(np.float32)
        burst = noise * decay * 0.3 if kind == "noise burst" else np.float32([0.9])
        sound[at : at + len(burst)] = burst
    song = Multitrack(("drums",), (np.stack([sound, sound], axis=1),), len(sound))
    stretched = whole(StemStream(song, 0, treatment=treatment))[0]
    expected = hits / treatment.tempo_ratio
    errors = [onset_near(stretched, at) - at - (onset_near(sound, hit) - hit)
              for hit, at in zip(hits, expected, strict=True)]  # fmt: skip
    assert abs(np.mean(errors)) / SAMPLE_RATE * 1000 < within_ms


def onset_near(sound: np.ndarray, frame: float) -> int:
    """Where the energy of what moves fast rises, around a frame."""
    first = int(frame) - 2_500
    power = np.convolve(np.diff(sound[first : first + 5_000], 2) ** 2, np.ones(88))[:5_000]
    return first + int(np.argmax(power > 0.25 * power.max()))


@pytest.mark.parametrize(("tempo_ratio", "within_ms"), [(0.5, 7.0), (0.75, 3.0), (1.5, 3.0)])
def test_a_swell_comes_when_the_playhead_says(tempo_ratio: float, within_ms: float) -> None:
    frames = np.arange(4 * SAMPLE_RATE)
    centre = 2 * SAMPLE_RATE
    swell = np.exp(-0.5 * ((frames - centre) / (0.06 * SAMPLE_RATE)) ** 2)
    tone = (swell * np.sin(frames * 0.047)).astype(np.float32)
    song = Multitrack(("tone",), (np.stack([tone, tone], axis=1),), len(tone))
    stream = StemStream(song, SAMPLE_RATE, treatment=Treatment(tempo_ratio))
    energy = whole(stream)[0] ** 2
    heard_at = float((energy * np.arange(len(energy))).sum() / energy.sum())
    expected_at = (centre - SAMPLE_RATE) / tempo_ratio
    assert heard_at == pytest.approx(expected_at, abs=within_ms / 1000 * SAMPLE_RATE)
    (anchor,) = stream.take_anchors()
    assert anchor.song_frame_at(expected_at) == pytest.approx(centre)


@pytest.mark.parametrize("tempo_ratio", [0.5, 0.75, 0.9, 1.3])
def test_a_stretched_tone_is_whole_from_its_first_frame(tempo_ratio: float) -> None:
    # Fed with nothing but its preferred start pad the stretcher loses up to 12 dB for 30 ms.
    for frequency_hz in (98.0, 146.8, 196.0, 329.6, 659.3):
        song = sine_song(frequency_hz, 2.0)
        sound = StemStream(song, 20_011, treatment=Treatment(tempo_ratio))
        begin = np.concatenate([sound.read()[0] for _ in range(8)])[:4_000]
        level = np.sqrt(np.convolve(begin**2, np.ones(900) / 900, mode="valid")) / 0.3536
        assert 20 * np.log10(level.min()) > -1.0


def test_equal_stems_stay_equal_to_the_last_bit() -> None:
    noise = noise_song(2.0).stems[0]
    song = Multitrack(("a", "b"), (noise, noise), len(noise))
    sound = whole(StemStream(song, 0, treatment=Treatment(0.7, 3.0)))
    assert np.abs(sound[:2]).max() > 0.05
    np.testing.assert_array_equal(sound[:2], sound[2:])


def test_stretched_stems_add_up_to_the_level_of_the_song() -> None:
    # Stretchers that decide on their own lose 1.5 dB in the sum.
    song = noise_song(2.0)
    mix = stem_sum(song)
    stems = whole(StemStream(song, 0, treatment=Treatment(0.75))).reshape(4, 2, -1).sum(axis=0)
    one = Multitrack(("mix",), (mix,), len(mix))
    together = whole(StemStream(one, 0, treatment=Treatment(0.75)))
    assert abs(20 * np.log10(stems.std() / together.std())) < 0.3


def test_rounds_of_a_stretched_loop_are_anchored_at_even_distances() -> None:
    song = sine_song(seconds=3.0)
    loop = LoopRegion(10_000, 10_000 + SAMPLE_RATE // 2)
    stream = StemStream(song, 10_000, loop=loop, treatment=Treatment(0.75))
    anchors = stream.take_anchors()
    while len(anchors) < 6:
        stream.read()
        anchors += stream.take_anchors()
    distances = np.diff([anchor.output_frame for anchor in anchors])
    np.testing.assert_allclose(distances, loop.frames / 0.75)
    assert [anchor.song_frame for anchor in anchors] == [float(loop.start_frame)] * len(anchors)


@pytest.mark.parametrize("tempo_ratio", [0.5, 1.0, 1.5])
def test_a_pause_lasts_as_long_at_every_tempo(tempo_ratio: float) -> None:
    song, loop = sine_song(seconds=3.0), LoopRegion(20_000, 50_000)
    stream = StemStream(
        song, 20_000, loop=loop, pause_s=0.5, treatment=Treatment(tempo_ratio), output_rate=48_000
    )
    anchors, sound = stream.take_anchors(), [stream.read()]
    while len(anchors) < 4:
        sound.append(stream.read())
        anchors += stream.take_anchors()
    begins, goes_on = anchors[1], anchors[2]
    assert (begins.ratio, begins.song_frame) == (0.0, 20_000.0)
    assert goes_on.output_frame - begins.output_frame == pytest.approx(24_000, abs=2)
    assert begins.song_frame_at(begins.output_frame + 9_000) == 20_000.0
    heard = np.concatenate(sound, axis=1)[0]
    middle = round((begins.output_frame + goes_on.output_frame) / 2)
    assert np.abs(heard[middle - 6_000 : middle + 6_000]).max() < 1e-3
    assert np.abs(heard[round(begins.output_frame) - 4_000 :][:2_000]).max() > 0.3


@pytest.mark.parametrize("tempo_ratio", [0.75, 1.0])
def test_another_output_rate_keeps_pitch_and_length(tempo_ratio: float) -> None:
    song = sine_song(440.0, 4.0)
    stream = StemStream(song, 0, treatment=Treatment(tempo_ratio), output_rate=48_000)
    sound = whole(stream)
    assert sound.shape[1] == round(song.frames / tempo_ratio * 48_000 / SAMPLE_RATE)
    middle = sound[0, 24_000:-24_000]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 20))
    heard_hz = np.argmax(spectrum) * 48_000 / (1 << 20)
    assert abs(1200 * np.log2(heard_hz / 440.0)) < 1.0


def test_formants_stay_where_they_are_if_asked_for() -> None:
    # A buzz of 110 Hz with one formant at 1 kHz, an octave up.
    frames = np.arange(4 * SAMPLE_RATE)
    harmonics = np.arange(1, 60) * 110.0
    weights = np.exp(-0.5 * ((harmonics - 1_000) / 250) ** 2)
    phases = 2 * np.pi * harmonics[:, None] * frames / SAMPLE_RATE
    buzz = ((weights[:, None] * np.sin(phases)).sum(axis=0) * 0.1).astype(np.float32)
    song = Multitrack(("voice",), (np.stack([buzz, buzz], axis=1),), len(buzz))

    def centre_hz(*, formants_kept: bool) -> float:
        treatment = Treatment(1.0, 12.0, formants_kept=formants_kept)
        sound = whole(StemStream(song, 0, treatment=treatment))[0, SAMPLE_RATE:-SAMPLE_RATE]
        power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
        hz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
        return float((power * hz).sum() / power.sum())

    assert centre_hz(formants_kept=False) == pytest.approx(2_000, rel=0.1)
    assert centre_hz(formants_kept=True) == pytest.approx(1_000, rel=0.15)


def test_what_is_in_hand_is_told_piece_by_piece() -> None:
    song = noise_song(1.0)
    stream = StemStream(song, 900, loop=LoopRegion(500, 1_500))
    read = sum(stream.read().shape[1] for _ in range(3))
    expected = song_path(900, read, LoopRegion(500, 1_500), song.frames)
    assert stream.song_path_from(0) == expected
    assert expected[:2] == [(900, 600, False), (500, 1_000, False)]
    assert stream.song_path_from(700) == [(600, 900, False), *expected[2:]]
    assert stream.song_path_from(read) == []

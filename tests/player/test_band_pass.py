"""The band is flat, its surroundings are gone, nothing is moved, and every reading is the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.band_pass import Band, BandPass
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.pitch_names import midi_to_frequency
from player.stem_stream import StemStream
from player.transport import LoopRegion
from player.treatment import Treatment
from tests.player.songs import noise_song, sine_song

FRAMES = 1 << 17


def impulse_song() -> Multitrack:
    """One sample in the middle, on the left."""
    stem = np.zeros((FRAMES, 2), np.float32)
    stem[FRAMES // 2, 0] = 1.0
    return Multitrack(("impulse",), (stem,), FRAMES)


def notes(lowest: float, highest: float) -> Band:
    return Band(midi_to_frequency(lowest - 0.5), midi_to_frequency(highest + 0.5))


def response_db(band: Band, frequencies_hz: list[float]) -> list[float]:
    answer = BandPass(band, SAMPLE_RATE).read(impulse_song(), 0, FRAMES)[0].astype(np.float64)
    frames = np.arange(FRAMES)
    amplitudes = [
        abs(np.vdot(np.exp(2j * np.pi * hz * frames / SAMPLE_RATE), answer))
        for hz in frequencies_hz
    ]
    return [20 * np.log10(max(amplitude, 1e-9)) for amplitude in amplitudes]


@pytest.mark.parametrize(("lowest", "highest"), [(24, 36), (36, 55), (60, 72), (96, 108)])
def test_inside_it_is_flat_at_its_edges_half_and_outside_nothing(lowest: int, highest: int) -> None:
    band = notes(lowest, highest)
    beyond = 2 ** (2.5 / 12)
    inside = np.geomspace(band.low_hz * beyond, band.high_hz / beyond, 9).tolist()
    assert max(map(abs, response_db(band, inside))) < 0.1
    assert response_db(band, [band.low_hz, band.high_hz]) == pytest.approx([-6.0, -6.0], abs=0.1)
    below = np.geomspace(15.0, band.low_hz / beyond, 15).tolist()
    above = np.geomspace(band.high_hz * beyond, 20_000.0, 15).tolist()
    assert max(response_db(band, below + above)) < -70.0


@pytest.mark.parametrize("midi", [24, 40, 69, 108])
def test_a_single_note_is_as_loud_as_it_was(midi: int) -> None:
    band = notes(midi, midi)
    (at_note,) = response_db(band, [midi_to_frequency(midi)])
    assert abs(at_note) < 0.1
    octaves = [midi_to_frequency(midi - 12), midi_to_frequency(midi + 12)]
    assert max(response_db(band, octaves)) < -60.0


def test_nothing_is_moved_in_time() -> None:
    answer = BandPass(notes(40, 52), SAMPLE_RATE).read(impulse_song(), 0, FRAMES)
    left = answer[0]
    assert left.argmax() == FRAMES // 2
    middle = FRAMES // 2
    np.testing.assert_allclose(
        left[middle - 9000 : middle + 1], left[middle : middle + 9001][::-1], atol=1e-9
    )
    assert not answer[1].any()


def test_a_tone_inside_comes_through_unchanged() -> None:
    song = sine_song(110.0, 3.0)
    heard = BandPass(notes(40, 50), SAMPLE_RATE).read(song, 40_000, 40_000)
    np.testing.assert_allclose(heard, song.stems[0][40_000:80_000].T, atol=2e-4)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(-20_000, 140_000), st.integers(1, 20_000)), max_size=8))
def test_the_same_frames_are_the_same_whatever_was_read_before(
    readings: list[tuple[int, int]],
) -> None:
    song = _noise()
    band_pass, whole = BandPass(notes(45, 57), SAMPLE_RATE), _whole()
    for start, frames in readings:
        block = band_pass.read(song, start, frames)
        np.testing.assert_array_equal(block, whole[:, start + 20_000 : start + 20_000 + frames])


_NOISE = noise_song(3.0)


def _noise() -> Multitrack:
    return _NOISE


_WHOLE: list[Samples] = []


def _whole() -> Samples:
    if not _WHOLE:
        _WHOLE.append(BandPass(notes(45, 57), SAMPLE_RATE).read(_NOISE, -20_000, 180_000))
    return _WHOLE[0]


def test_other_stems_are_filtered_anew() -> None:
    band_pass = BandPass(notes(45, 57), SAMPLE_RATE)
    loud, silent = sine_song(110.0), sine_song(110.0, level=0.0)
    assert band_pass.read(loud, 10_000, 100).any()
    assert not band_pass.read(silent, 10_000, 100).any()


@pytest.mark.parametrize("moved", [notes(45, 61), notes(44, 57), notes(30, 57), notes(45, 57)])
def test_what_another_filter_has_done_changes_nothing(moved: Band) -> None:
    song = _noise()
    before = BandPass(notes(45, 57), SAMPLE_RATE)
    before.read(song, 0, 40_000)
    after = BandPass(moved, SAMPLE_RATE, before)
    anew = BandPass(moved, SAMPLE_RATE)
    np.testing.assert_array_equal(after.read(song, 0, 90_000), anew.read(song, 0, 90_000))
    other = sine_song(110.0)
    np.testing.assert_array_equal(after.read(other, 0, 999), anew.read(other, 0, 999))


def test_an_edge_that_is_moved_does_not_have_the_song_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    song, first = _noise(), BandPass(notes(28, 40), SAMPLE_RATE)
    first.read(song, 50_000, 3072)
    monkeypatch.delattr(Multitrack, "read")
    BandPass(notes(28, 41), SAMPLE_RATE, first).read(song, 50_000, 3072)


@pytest.mark.parametrize("edges", [(0.0, 100.0), (100.0, 100.0), (200.0, 100.0), (100.0, 30_000.0)])
def test_there_is_no_such_band(edges: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no band"):
        Band(*edges)


def two_tones(low_hz: float, high_hz: float, seconds: float = 4.0) -> Multitrack:
    tones = (sine_song(low_hz, seconds, 0.3).stems[0], sine_song(high_hz, seconds, 0.3).stems[0])
    return Multitrack(("low", "high"), tones, len(tones[0]))


@pytest.mark.parametrize(
    "treatment", [Treatment(), Treatment(0.75), Treatment(1.0, 5.0), Treatment(0.6, -4.0)]
)
def test_the_band_is_the_recording_s_at_any_tempo_and_pitch(treatment: Treatment) -> None:
    song = two_tones(110.0, 440.0)
    stream = StemStream(song, 0, band=notes(40, 50), treatment=treatment)
    blocks = []
    while not stream.at_end:
        blocks.append(stream.read())
    sound = np.concatenate(blocks, axis=1)[::2].sum(axis=0)[SAMPLE_RATE:-SAMPLE_RATE]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) / len(sound) * 4
    bins = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    scale = 2 ** (treatment.pitch_semitones / 12)
    assert spectrum[np.abs(bins - 110 * scale) < 3].max() == pytest.approx(0.3, rel=0.2)
    assert spectrum[np.abs(bins - 440 * scale) < 12].max() < 0.3 * 10 ** (-60 / 20)


def test_it_goes_round_a_loop_without_a_click() -> None:
    song = two_tones(110.0, 3000.0)
    loop = LoopRegion(50_000, 50_000 + 30_011)
    stream = StemStream(song, 50_000, band=notes(40, 50), loop=loop)
    sound = np.concatenate([stream.read() for _ in range(120)], axis=1)[::2].sum(axis=0)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    bins = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    assert 10 * np.log10(spectrum[bins > 2000].sum() / spectrum.sum()) < -60.0


def test_without_a_band_the_stream_is_the_stems() -> None:
    song = noise_song(1.0)
    np.testing.assert_array_equal(StemStream(song, 0).read(), song.read(0, 1024))

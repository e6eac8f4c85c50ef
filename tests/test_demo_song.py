"""The demo song: the same audio every time, stems that add up, and an OGG that is that song."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from resources import DEMO_SONG
from resources.demo.compose import Stems, compose, write_song
from resources.demo.mixdown import active_rms, limiter_gain
from resources.demo.score import Note, Section, beat_to_s, pitch_number, read_line
from resources.demo.singer import Voice, sing
from resources.demo.sound import SAMPLE_RATE
from resources.demo.woodshed_blues import SONG, TITLE, VOICINGS

STEMS = ("vocals", "drums", "bass", "other")

TWO_BARS = Section(
    chords=("C", "Fm6 G7"),
    lead=read_line(["-/.5 E4/1.5 ~G4/2", "Ab4/1 G4/3"], "lah mee-oo sah doh"),
    bass=read_line(["C2/2 ~G2/2", "F2/2 G1/2"]),
    groove="chorus",
    fill="toms",
    comping="pushed",
    strummed=True,
    pad=True,
    doubled=True,
)


@pytest.fixture(scope="module")
def two_bars() -> Stems:
    return compose([TWO_BARS])


def test_the_same_audio_comes_out_of_every_run(two_bars: Stems) -> None:
    again = compose([TWO_BARS])
    for name in STEMS:
        np.testing.assert_array_equal(two_bars[name], again[name])


def test_stems_are_stereo_float32_of_one_length_in_the_usual_order(
    two_bars: Stems,
) -> None:
    assert tuple(two_bars) == STEMS
    assert {(stem.dtype, stem.shape) for stem in two_bars.values()} == {
        (np.dtype(np.float32), two_bars["vocals"].shape)
    }
    assert two_bars["vocals"].shape[1] == 2


def test_the_mix_is_the_sum_of_the_stems_below_full_scale(two_bars: Stems) -> None:
    peak_db = 20 * np.log10(np.max(np.abs(sum(two_bars.values()))))
    assert -1.5 < peak_db <= -1.0


def test_nobody_drowns_and_nobody_has_an_offset(two_bars: Stems) -> None:
    levels_db = [20 * np.log10(active_rms(stem.astype(np.float64))) for stem in two_bars.values()]
    assert max(levels_db) - min(levels_db) < 8
    for stem in two_bars.values():
        assert abs(float(stem.mean())) < 1e-3


def test_the_music_begins_at_once_and_fades_into_silence(two_bars: Stems) -> None:
    mix = np.abs(sum(two_bars.values())).max(axis=1)
    assert np.argmax(mix > 0.01) < 0.3 * SAMPLE_RATE
    assert mix[-100:].max() < 1e-3


def test_the_ogg_decodes_to_the_whole_song() -> None:
    info = soundfile.info(DEMO_SONG)
    written_s = beat_to_s(sum(section.beats for section in SONG))
    assert (info.samplerate, info.channels) == (SAMPLE_RATE, 2)
    assert written_s + 1 < info.duration < written_s + 4
    assert 60 <= info.duration <= 75
    assert DEMO_SONG.stat().st_size < 1.6e6
    with soundfile.SoundFile(DEMO_SONG) as file:
        assert file.title == TITLE
        decoded = file.read(dtype="float32")
    assert 0.7 < np.max(np.abs(decoded)) < 1.0


def test_the_shipped_song_is_the_one_the_script_writes(tmp_path: Path) -> None:
    opening_bars = 4
    intro = compose(SONG[:1])
    write_song(intro, tmp_path / "intro.ogg")
    frames = int(beat_to_s(opening_bars * 4 - 2) * SAMPLE_RATE)
    ours, _ = soundfile.read(tmp_path / "intro.ogg", frames=frames)
    shipped, _ = soundfile.read(DEMO_SONG, frames=frames)
    # The levels depend on the whole song and the chances of the last bars on what follows.
    likeness = np.corrcoef(ours[:, 0], shipped[:, 0])[0, 1]
    assert likeness > 0.9


def test_the_voice_sings_the_written_pitch() -> None:
    note = Note(start_beat=0.5, beats=3.0, pitch=pitch_number("A4"), syllable="ah")
    steady = Voice(breath=0.0, vibrato_cents=0.0)
    sound = sing([note], 2.0, steady, np.random.default_rng(0))
    held = sound[SAMPLE_RATE // 2 : SAMPLE_RATE * 3 // 2]
    spectrum = np.abs(np.fft.rfft(held * np.hanning(held.size)))
    fundamental_hz = 300 + np.argmax(spectrum[300:600])
    assert 1200 * abs(np.log2(fundamental_hz / 440.0)) < 25


def test_a_syllable_nobody_can_sing_is_refused() -> None:
    note = Note(start_beat=0.0, beats=1.0, pitch=60, syllable="xyz")
    with pytest.raises(ValueError, match="cannot sing 'xyz'"):
        sing([note], 1.0, Voice(), np.random.default_rng(0))


@pytest.mark.parametrize(
    ("bar", "lyric", "complaint"),
    [
        ("A4/3", "", "3.0 beats long"),
        ("H4/4", "", "not a note"),
        ("A4/4", "lah lah", "same number of syllables"),
        ("A4/2 B4/2", "lah", "same number of syllables"),
    ],
)
def test_a_wrongly_written_bar_is_refused(bar: str, lyric: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_line([bar], lyric)


def test_off_beats_swing_and_beats_do_not() -> None:
    beat_s = beat_to_s(1.0)
    assert beat_to_s(4.0) == pytest.approx(4 * beat_s)
    assert 0.5 * beat_s < beat_to_s(0.5) < 0.67 * beat_s


def test_the_chords_lead_their_voices_by_small_steps() -> None:
    for section in SONG:
        names = " ".join(section.chords).split()
        for before, after in pairwise(names):
            moves = np.abs(np.subtract(VOICINGS[before], VOICINGS[after]))
            assert moves.max() <= 5, f"{before} to {after}"


def test_the_limiter_is_one_gain_that_keeps_the_peaks() -> None:
    rng = np.random.default_rng(3)
    mix = 0.2 * rng.standard_normal((4000, 2))
    mix[2000] = 3.0
    gain = limiter_gain(mix, ceiling=0.9)
    assert np.max(np.abs(mix * gain[:, None])) <= 0.9 + 1e-9
    assert np.all(gain <= 1.0)
    assert gain[0] == pytest.approx(1.0)

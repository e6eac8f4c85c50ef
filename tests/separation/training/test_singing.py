from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from separation.training.notes import Note
from separation.training.singing import in_range, phrases, sing, string_together
from separation.training.sound import SAMPLE_RATE, Sound
from separation.training.sources import ALYS, SOLFEGE
from separation.training.voices import VOICES, Voice, cut_syllables, pick_voice


def vowel(hz: float, seconds: float) -> Sound:
    """A buzz with two formants, louder in its middle."""
    time_s = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = np.zeros_like(time_s)
    for number in range(1, int(5000 / hz)):
        formants = (np.exp(-(((number * hz - f) / 200) ** 2)) for f in (700, 1500))
        wave += (sum(formants) + 0.02) * np.sin(2 * np.pi * number * hz * time_s)
    return (0.2 * wave / np.abs(wave).max() * np.sin(np.pi * time_s / seconds)).astype(np.float32)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / SOLFEGE.name / "samples" / "chengu" / "notes"
    folder.mkdir(parents=True)
    silence = np.zeros(SAMPLE_RATE // 10, np.float32)
    for hz in (130, 150):
        line = np.concatenate([silence, vowel(hz, 0.5), silence])
        soundfile.write(folder / f"{hz}.wav", line, SAMPLE_RATE)
    for name, hz in (("C4", 261.6), ("E4", 329.6), ("A4", 440.0)):
        folder = tmp_path / ALYS.name / name
        folder.mkdir(parents=True)
        line = np.concatenate([silence, vowel(hz, 0.8), vowel(hz, 0.8), silence])
        soundfile.write(folder / "a_a.wav", line, SAMPLE_RATE)
        (folder / "oto.ini").write_text("a_a.wav=- a,50,100,0,200,50\na_a.wav=a a,900,9,0,150,9\n")
    return tmp_path


def pitch_hz(samples: Sound) -> float:
    """By autocorrelation: the shortest lag that is nearly as good as the best."""
    power = np.abs(np.fft.rfft(samples, 2 * len(samples))) ** 2
    lags = np.fft.irfft(power)[: SAMPLE_RATE // 100]
    lags[: SAMPLE_RATE // 600] = 0
    best = int(np.flatnonzero(lags > 0.85 * lags.max())[0])
    near = slice(best, best + 40)
    return SAMPLE_RATE / (best + int(np.argmax(lags[near])))


def sung_between(sung: Sound, start_s: float, end_s: float) -> Sound:
    return sung[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]


def test_cuts_a_recording_into_its_syllables() -> None:
    silence = np.zeros(SAMPLE_RATE // 10, np.float32)
    line = np.concatenate([silence, vowel(200, 0.4), vowel(200, 0.4), vowel(200, 0.4), silence])
    found = cut_syllables(line)
    assert len(found) == 3
    assert all(0 < syllable.vowel < len(syllable.samples) for syllable in found)
    assert cut_syllables(np.zeros(SAMPLE_RATE, np.float32)) == ()


def test_sings_the_melody(sources: Path) -> None:
    pytest.importorskip("pyworld", reason="comes with woodshed[train]")
    voice = Voice("chengu", SOLFEGE, 1.0, 44, 63)
    notes = [Note(0.5, 1.3, 52, 100), Note(2.0, 2.8, 57, 100)]
    sung = sing(notes, voice, sources, 3.0, np.random.default_rng(1))
    again = sing(notes, voice, sources, 3.0, np.random.default_rng(1))
    np.testing.assert_array_equal(sung, again)
    for note in notes:
        middle = sung_between(sung, note.start_s + 0.2, note.end_s - 0.1)
        wanted = 440 * 2 ** ((note.pitch - 69) / 12)
        assert pitch_hz(middle) == pytest.approx(wanted, rel=0.03)
    pause = sung[int(1.5 * SAMPLE_RATE) : int(1.7 * SAMPLE_RATE)]
    assert np.abs(pause).max() < 0.02 * np.abs(sung).max()


def test_strings_real_syllables_at_the_notes(sources: Path) -> None:
    notes = [Note(0.5, 1.0, 62, 100), Note(1.5, 2.0, 69, 100)]
    sung = string_together(notes, sources, 2.5, np.random.default_rng(1))
    for note in notes:
        middle = sung_between(sung, note.start_s + 0.1, note.start_s + 0.4)
        wanted = 440 * 2 ** ((note.pitch - 69) / 12)
        assert pitch_hz(middle) == pytest.approx(wanted, rel=0.03)
    assert not sung[: int(0.3 * SAMPLE_RATE)].any()


def test_notes_move_into_the_range_by_octaves() -> None:
    moved = in_range([Note(0, 1, 84, 100), Note(1, 2, 86, 100)], 50, 70)
    assert [note.pitch % 12 for note in moved] == [0, 2]
    assert all(50 <= note.pitch <= 70 for note in moved)
    assert in_range([], 50, 70) == []


def test_phrases_part_at_breaths_and_never_overlap() -> None:
    notes = [Note(0, 0.6, 60, 100), Note(0.5, 1.0, 62, 100), Note(2.0, 2.5, 64, 100)]
    first, second = phrases(notes)
    assert [(note.start_s, note.end_s) for note in first] == [(0, 0.5), (0.5, 1.0)]
    assert len(second) == 1


def test_voices_of_the_tests_are_never_trained_on() -> None:
    rng = np.random.default_rng(1)
    trained = {pick_voice("train", rng).name for _ in range(100)}
    tested = {pick_voice("test", rng).name for _ in range(100)}
    assert not trained & tested
    assert trained | tested == {voice.name for voice in VOICES}

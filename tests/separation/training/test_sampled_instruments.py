from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from separation.training.notes import Note
from separation.training.sampled_instruments import SampledInstrument, play_drums, play_sampled
from separation.training.sound import SAMPLE_RATE
from separation.training.sources import GROWLY_BASS, SONIC_PI
from tests.separation.training.test_mixdown import tone


def test_a_note_between_recordings_is_resampled(tmp_path: Path) -> None:
    folder = tmp_path / GROWLY_BASS.name / "sustain"
    folder.mkdir(parents=True)
    soundfile.write(folder / "a3_f_rr1.wav", tone(110.0), SAMPLE_RATE)
    bass = SampledInstrument(GROWLY_BASS, "sustain/*_f_*.wav", 5)
    notes = [Note(0.5, 1.5, 47, 127)]
    sound = play_sampled(bass, notes, tmp_path, 2.0, np.random.default_rng(1))
    assert not sound[: SAMPLE_RATE // 2 - 10].any()
    middle = sound[int(0.6 * SAMPLE_RATE) : int(1.4 * SAMPLE_RATE), 0]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 17))
    assert abs(np.argmax(spectrum) * SAMPLE_RATE / (1 << 17) - 123.47) < 1.0
    assert not sound[int(1.6 * SAMPLE_RATE) :].any()


def test_drums_unknown_to_a_kit_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / SONIC_PI.name / "etc" / "samples"
    folder.mkdir(parents=True)
    soundfile.write(folder / "bd_haus.flac", tone(60.0, 0.2), SAMPLE_RATE)
    notes = [Note(0.1, 0.2, 35, 127), Note(0.5, 0.6, 80, 127)]
    sound = play_drums("house", notes, tmp_path, 1.0)
    assert np.abs(sound[int(0.1 * SAMPLE_RATE) : int(0.3 * SAMPLE_RATE)]).max() > 0.05
    assert not sound[int(0.4 * SAMPLE_RATE) :].any()

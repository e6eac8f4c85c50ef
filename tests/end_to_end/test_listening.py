"""The spectrogram listened to, recorded from the running app: a note, and a box of the song."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.pitch_names import midi_to_frequency
from tests.benchmarks.recorded_app import save_stems
from tests.benchmarks.tone_frequency import tone_frequency
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.sound_card import SoundCard
from tests.player.songs import sine_song
from tests.player.test_tone import energy_above

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]

LOW_MIDI, HIGH_MIDI = 45, 81


@pytest.fixture
def app(environment: dict[str, str], tmp_path: Path) -> Iterator[DrivenApp]:
    """The app with a low and a high tone open as stems, on the sound card."""
    low, high = (
        sine_song(midi_to_frequency(midi), 20.0, 0.2).stems[0] for midi in (LOW_MIDI, HIGH_MIDI)
    )
    save_stems(tmp_path / "stems", Multitrack(("bass", "other"), (low, high), len(low)))
    with DrivenApp(tmp_path / "stems", environment, tmp_path) as app:
        app.wait_until(lambda state: bool(state["separated"] and state["output"]), 60)
        yield app
        app.ask("quit")
        assert app.process.wait(20) == 0


def sounding(samples: Samples) -> Samples:
    """From the first to the last of it: float32 (frames,), the left side."""
    frames = np.flatnonzero(np.abs(samples).max(axis=1) > 1e-6)
    assert len(frames), "nothing was heard"
    return samples[frames[0] : frames[-1] + 1, 0]


def test_a_note_is_heard_in_tune_and_without_a_click(app: DrivenApp, pulse_sink: SoundCard) -> None:
    with pulse_sink.recording() as heard:
        time.sleep(0.7)
        app.ask("note", at_s=2.0, midi=LOW_MIDI)
        time.sleep(1.5)
    note = sounding(heard.samples)
    assert len(note) / SAMPLE_RATE == pytest.approx(0.6, abs=0.1)
    frequency_hz = midi_to_frequency(LOW_MIDI)
    heard_hz = tone_frequency(note, frequency_hz)
    assert abs(1200 * np.log2(heard_hz / frequency_hz)) < 1.0
    assert energy_above(np.pad(note, 4096), 2000.0) < -65.0


def test_of_a_box_nothing_else_is_heard(app: DrivenApp, pulse_sink: SoundCard) -> None:
    with pulse_sink.recording() as heard:
        time.sleep(0.7)
        app.ask("box", from_s=2.0, to_s=4.0, lowest=LOW_MIDI - 5, highest=LOW_MIDI + 5)
        time.sleep(5.0)
        state = app.ask("key", key="Escape")
        time.sleep(0.7)
    assert 2.0 <= state["position_s"] <= 4.1
    assert not app.ask("state")["playing"]
    assert state["underrun_frames"] == 0
    # The note that is sounded until the mouse moves is over by then.
    sound = sounding(heard.samples)[SAMPLE_RATE:-SAMPLE_RATE]
    assert np.abs(sound).max() == pytest.approx(0.2, rel=0.1)
    # More than one round of it, and its seams.
    assert len(sound) > 2 * SAMPLE_RATE
    assert energy_above(sound, 700.0) < -55.0

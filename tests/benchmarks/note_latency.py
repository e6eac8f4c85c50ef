"""From a click on a note of the spectrogram to its sound, in a recording of the running app."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from player.multitrack import SAMPLE_RATE
from tests.benchmarks.effort import Effort
from tests.benchmarks.recorded_app import recorded_app, save_stems
from tests.benchmarks.table import Table
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.sound_card import SoundCard
from tests.end_to_end.timed_recording import TimedRecording, timed_recording
from tests.player.songs import noise_song

_MIDI = 69
_BETWEEN_S = 1.2
# While the app plays nothing, what is recorded is silent to the last bit.
_HEARD = 1e-4


def note_latency(card: SoundCard, environment: Mapping[str, str], effort: Effort) -> Table:
    """So many clicks, while the song stands still."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save_stems(folder / "stems", noise_song(10.0))
        with recorded_app(folder / "stems", card, environment) as app:
            device_s = float(app.app.ask("state")["output_latency_s"])
            with timed_recording(card) as recording:
                time.sleep(0.7)
                clicks_s = [_click(app.app) for _ in range(effort.tries)]
    delays_ms = [_delay_ms(recording, at_s) for at_s in clicks_s]
    row = ("a note", f"{statistics.median(delays_ms):.0f}", f"{max(delays_ms):.0f}")
    note = f"This contains the device's own latency: the app reports {device_s * 1000:.0f} ms."
    title = f"From a click on a note to its sound, ms ({effort.tries} tries)"
    return Table(title, ("click", "median", "worst"), (row,), (note,))


def _click(app: DrivenApp) -> float:
    """When it was clicked, in seconds of the system's clock; it is silent again afterwards."""
    at_s = float(app.ask("note", at_s=2.0, midi=_MIDI)["asked_at_s"])
    time.sleep(_BETWEEN_S)
    return at_s


def _delay_ms(recording: TimedRecording, at_s: float) -> float:
    asked = round((at_s - recording.played_at_s(0)) * SAMPLE_RATE)
    sounds = np.abs(recording.samples[asked : asked + SAMPLE_RATE]).max(axis=1) > _HEARD
    if not sounds.any():
        raise ValueError("a note was not heard")
    return float(sounds.argmax()) / SAMPLE_RATE * 1000

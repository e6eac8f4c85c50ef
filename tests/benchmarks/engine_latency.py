"""How soon the engine does what it is told: from `post` to the frame the device takes.

Without the device's own delay; the device is played by a thread that takes 25 ms at a time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from player.engine import Engine
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.transport import (
    Message,
    Play,
    Seek,
    SetMixer,
    SetMultitrack,
    SetReadAhead,
    SetTempo,
    StartTone,
)
from tests.benchmarks.clocked_device import ClockedDevice
from tests.benchmarks.effort import Effort
from tests.benchmarks.table import Table
from tests.player.songs import STEM_NAMES

_TONES_HZ = (400.0, 1000.0, 1700.0, 2600.0)
_NEW_TONE_HZ = 3500.0
_NEW_TONE_AT_S = 30
_SEEK_TO_S = 40
_READ_AHEAD_S = 1.5
_NEW_TEMPO = 0.75
_PATIENCE_S = 10.0
_NOTE_MIDI, _NOTE_HZ = 57.0, 220.0

Done = Callable[[Samples], NDArray[np.bool_]]


def engine_latency(effort: Effort) -> Table:
    """Mute, seek, a note and tempo, so many tries each."""
    song = _tones(_TONES_HZ)
    later = _tones((_NEW_TONE_HZ,)).stems[0]
    at = _NEW_TONE_AT_S * SAMPLE_RATE
    jump = replace(song, stems=(*song.stems[:3], np.concatenate([song.stems[3][:at], later[at:]])))
    mute = SetMixer(MixerState.for_stems(STEM_NAMES).with_strip("vocals", StemMix(muted=True)))
    note = StartTone(_NOTE_MIDI)
    seek = Seek(_SEEK_TO_S * SAMPLE_RATE)
    measurements: dict[str, Callable[[], float]] = {
        "mute to silence": lambda: _delay_ms(mute, _is_gone(_TONES_HZ[0]), song),
        "seek to the new place": lambda: _delay_ms(seek, _is_there(_NEW_TONE_HZ), jump),
        "note to its tone beside the song": lambda: _delay_ms(note, _is_begun(_NOTE_HZ), song),
        "tempo change to the new tempo": lambda: _tempo_delay_ms(song),
    }
    rows = []
    for name, measure in measurements.items():
        delays_ms = [measure() for _ in range(effort.tries)]
        rows.append((name, f"{statistics.median(delays_ms):.0f}", f"{max(delays_ms):.0f}"))
    return Table(
        f"Latency of the engine alone, ms ({effort.tries} tries each)",
        ("from", "median", "worst"),
        tuple(rows),
        (f"From the message to the frame the device takes, {_READ_AHEAD_S:g} s read ahead.",),
    )


def _tones(frequencies_hz: tuple[float, ...], seconds: float = 60.0) -> Multitrack:
    """One tone a stem."""
    time_s = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    waves = [0.1 * np.sin(2 * np.pi * hz * time_s).astype(np.float32) for hz in frequencies_hz]
    stems = tuple(np.stack([wave, wave], axis=1) for wave in waves)
    return Multitrack(STEM_NAMES[: len(stems)], stems, len(time_s))


def _is_gone(frequency_hz: float) -> Done:
    return lambda heard: _level(heard, frequency_hz) < 0.001


def _is_there(frequency_hz: float) -> Done:
    return lambda heard: _level(heard, frequency_hz) > 0.09


def _is_begun(frequency_hz: float) -> Done:
    return lambda heard: _level(heard, frequency_hz) > 0.03


def _level(heard: Samples, frequency_hz: float) -> NDArray[np.float64]:
    """How loud a tone is around every frame (10 ms)."""
    frames = np.arange(len(heard))
    turned = heard[:, 0] * np.exp(-2j * np.pi * frequency_hz * frames / SAMPLE_RATE)
    return 2 * np.abs(np.convolve(turned, np.ones(441) / 441, mode="same"))


def _delay_ms(message: Message, done: Done, song: Multitrack) -> float:
    """From posting a message to the first frame at which `done` holds until the end."""
    engine, device, asked_at = _asked(message, song)
    time.sleep(1.0)
    heard = device.stop()
    engine.stop()
    not_yet = np.flatnonzero(~done(heard)[:-4096])
    return float(not_yet[-1] + 1 - asked_at) / SAMPLE_RATE * 1000


def _tempo_delay_ms(song: Multitrack) -> float:
    """From asking for 75 % to the frame from which the engine says it is heard."""
    engine, device, asked_at = _asked(SetTempo(_NEW_TEMPO), song)
    deadline = time.monotonic() + _PATIENCE_S
    while (anchor := engine.playback().anchors[-1]).ratio != _NEW_TEMPO:
        if time.monotonic() > deadline:
            raise TimeoutError("the engine does not change the tempo")
        time.sleep(0.01)
    device.stop()
    engine.stop()
    return (anchor.output_frame - asked_at) / SAMPLE_RATE * 1000


def _asked(message: Message, song: Multitrack) -> tuple[Engine, ClockedDevice, int]:
    """An engine that has played a second and was asked for something, and at which frame."""
    engine = Engine()
    for first in (SetMultitrack(song), SetReadAhead(_READ_AHEAD_S), Play()):
        engine.post(first)
    engine.start()
    time.sleep(0.3)
    device = ClockedDevice(engine)
    time.sleep(1.0)
    asked_at = engine.ring.heard
    engine.post(message)
    return engine, device, asked_at

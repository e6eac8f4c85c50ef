"""Plays parts with General MIDI soundfonts, by FluidSynth."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from separation.training.notes import BEND, Part
from separation.training.sound import SAMPLE_RATE

_DRUM_BANK = 128
_DRUM_CHANNEL = 9
_NOTE_OFF, _CONTROL, _NOTE_ON = range(3)


@dataclass(frozen=True)
class Soundfonts:
    """The soundfonts by use: those of training and validation, and the one only tests hear."""

    training: tuple[Path, ...] = (
        Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"),
        Path("/usr/share/sounds/sf3/MuseScore_General_Full.sf3"),
    )
    test: Path = Path("/usr/share/sounds/sf2/TimGM6mb.sf2")

    def pick(self, split: str, rng: np.random.Generator) -> Path:
        """A soundfont for an item of `split`."""
        if split == "test":
            return self.test
        return self.training[int(rng.integers(len(self.training)))]


def play(part: Part, seconds: float, soundfont: Path) -> NDArray[np.float32]:
    """`part` as (frames, 2), dry: without reverb and chorus.

    Raises: FileNotFoundError if the soundfont is missing.
    """
    import fluidsynth  # loads a library of the system, which only this function needs

    if not soundfont.exists():
        raise FileNotFoundError(soundfont)
    synth = fluidsynth.Synth(
        gain=0.3,
        samplerate=float(SAMPLE_RATE),
        **{
            "synth.dynamic-sample-loading": 1,  # a soundfont has 100 MB, a part needs one
            "synth.reverb.active": 0,
            "synth.chorus.active": 0,
        },
    )
    try:
        font = synth.sfload(str(soundfont))
        channel = _DRUM_CHANNEL if part.is_drums else 0
        bank = _DRUM_BANK if part.is_drums else 0
        if synth.program_select(channel, font, bank, part.program) != 0:
            synth.program_select(channel, font, bank, 0)
        return _render(synth, channel, part, round(seconds * SAMPLE_RATE))
    finally:
        synth.delete()


def _render(synth: Any, channel: int, part: Part, frames: int) -> NDArray[np.float32]:
    out = np.zeros((frames, 2), np.float32)
    at = 0
    for time_s, order, first, second in _events(part):
        frame = min(round(time_s * SAMPLE_RATE), frames)
        _write(synth, out[at:frame])
        at = max(at, frame)
        if order == _CONTROL and first == BEND:
            synth.pitch_bend(channel, second)
        elif order == _CONTROL:
            synth.cc(channel, first, second)
        elif order == _NOTE_ON:
            synth.noteon(channel, first, second)
        else:
            synth.noteoff(channel, first)
    _write(synth, out[at:])
    return out


def _write(synth: Any, out: NDArray[np.float32]) -> None:
    """Fill `out` (frames, 2) with what sounds next; pyfluidsynth itself only knows 16 bits."""
    import fluidsynth

    if len(out):
        block = ctypes.c_void_p(out.ctypes.data)
        handle = ctypes.c_void_p(synth.synth)
        fluidsynth._fl.fluid_synth_write_float(handle, len(out), block, 0, 2, block, 1, 2)


def _events(part: Part) -> list[tuple[float, int, int, int]]:
    """(seconds, what, pitch or number of the control, velocity or value), in order.

    Sorting is stable, so that controls of one moment keep their order.
    """
    events = [(note.end_s, _NOTE_OFF, note.pitch, 0) for note in part.notes]
    events += [
        (control.time_s, _CONTROL, control.number, control.value) for control in part.controls
    ]
    events += [(note.start_s, _NOTE_ON, note.pitch, note.velocity) for note in part.notes]
    return sorted(events, key=lambda event: event[:2])

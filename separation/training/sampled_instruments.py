"""Real basses, guitars and drum sounds, played note by note from recordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from separation.training.notes import Note
from separation.training.sound import SAMPLE_RATE, Sound, read, resampled
from separation.training.sources import (
    BLACK_AND_GREEN_GUITARS,
    GROWLY_BASS,
    MEAT_BASS,
    SAMPLED_DRUMS,
    SHINY_GUITAR,
    SONIC_PI,
    Source,
)

_RELEASE_S = 0.06
_SEMITONES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_PITCH = re.compile(r"(?:^|_)([a-g])(b?)(\d)(?=_)")
_SECONDS = 4.0


@dataclass(frozen=True)
class SampledInstrument:
    """An instrument recorded note by note, the pitch in each file's name.

    `octave`: the number that names the octave from middle C on, 4 in most, 5 in Karoryfer's bass.
    """

    source: Source
    pattern: str
    octave: int = 4


BASSES = (
    SampledInstrument(GROWLY_BASS, "sustain/*_f_*.wav", 5),
    SampledInstrument(GROWLY_BASS, "sustain/*_p_*.wav", 5),
    SampledInstrument(MEAT_BASS, "Samples/pizz/*_vl2_*.wav"),
    SampledInstrument(MEAT_BASS, "Samples/pizz/*_vl3_*.wav"),
)
GUITARS = (
    SampledInstrument(SHINY_GUITAR, "Samples/electric/*_vl3_*.wav"),
    SampledInstrument(BLACK_AND_GREEN_GUITARS, "Samples/black/ord/*_f_*.wav", 5),
    SampledInstrument(BLACK_AND_GREEN_GUITARS, "Samples/green/ord/*_mf_*.wav", 5),
)
ACOUSTIC_GUITAR = SampledInstrument(SHINY_GUITAR, "Samples/acoustic/*_vl2_*.wav")

# The sounds of each kit by the General MIDI drum they stand for: kick, snare, closed and open hat,
# toms, crash, ride, clap. Files are the first that match.
_MACHINES: dict[str, tuple[Source, dict[int, str]]] = {
    "LM-2": (
        SAMPLED_DRUMS,
        {
            36: "DM/LM-2/samples/kick.wav",
            38: "DM/LM-2/samples/snare-m.wav",
            42: "DM/LM-2/samples/hihat-closed.wav",
            46: "DM/LM-2/samples/hihat-open.wav",
            45: "DM/LM-2/samples/tom-l.wav",
            50: "DM/LM-2/samples/tom-h.wav",
            49: "DM/LM-2/samples/crash.wav",
            51: "DM/LM-2/samples/ride.wav",
        },
    ),
    "TR-505": (
        SAMPLED_DRUMS,
        {
            36: "DM/TR-505/samples/tr505-kick.wav",
            38: "DM/TR-505/samples/tr505-snare.wav",
            42: "DM/TR-505/samples/tr505-hihat-closed.wav",
            46: "DM/TR-505/samples/tr505-hihat-open.wav",
            45: "DM/TR-505/samples/tr505-tom-l.wav",
            50: "DM/TR-505/samples/tr505-tom-h.wav",
            49: "DM/TR-505/samples/tr505-crash.wav",
            51: "DM/TR-505/samples/tr505-ride.wav",
        },
    ),
    "CR-78": (
        SAMPLED_DRUMS,
        {
            36: "DM/CR-78/samples/kick.wav",
            38: "DM/CR-78/samples/snare.wav",
            42: "DM/CR-78/samples/hihat.wav",
            46: "DM/CR-78/samples/hihat-metal.wav",
            45: "DM/CR-78/samples/conga-l.wav",
            50: "DM/CR-78/samples/bongo-h.wav",
            49: "DM/CR-78/samples/cymbal.wav",
            51: "DM/CR-78/samples/hihat-accent.wav",
        },
    ),
    "house": (
        SONIC_PI,
        {
            36: "etc/samples/bd_haus.flac",
            38: "etc/samples/sn_dub.flac",
            42: "etc/samples/drum_cymbal_closed.flac",
            46: "etc/samples/drum_cymbal_open.flac",
            45: "etc/samples/drum_tom_lo_hard.flac",
            50: "etc/samples/drum_tom_hi_hard.flac",
            49: "etc/samples/drum_splash_hard.flac",
            51: "etc/samples/drum_cymbal_soft.flac",
        },
    ),
    "live": (
        SONIC_PI,
        {
            36: "etc/samples/drum_heavy_kick.flac",
            38: "etc/samples/drum_snare_hard.flac",
            42: "etc/samples/drum_cymbal_closed.flac",
            46: "etc/samples/drum_cymbal_open.flac",
            45: "etc/samples/drum_tom_lo_hard.flac",
            50: "etc/samples/drum_tom_mid_hard.flac",
            49: "etc/samples/drum_cymbal_hard.flac",
            51: "etc/samples/drum_cymbal_soft.flac",
        },
    ),
    "electro": (
        SONIC_PI,
        {
            36: "etc/samples/bd_tek.flac",
            38: "etc/samples/sn_dolf.flac",
            42: "etc/samples/hat_gem.flac",
            46: "etc/samples/hat_bdu.flac",
            45: "etc/samples/elec_fuzz_tom.flac",
            50: "etc/samples/elec_hi_snare.flac",
            49: "etc/samples/elec_cymbal.flac",
            51: "etc/samples/hat_zild.flac",
        },
    ),
}
DRUM_KITS = tuple(_MACHINES)
# What other drums of General MIDI are played with.
_STAND_INS = {
    **dict.fromkeys((35,), 36),
    **dict.fromkeys((37, 39, 40), 38),
    **dict.fromkeys((22, 44, 69, 70), 42),
    **dict.fromkeys((26,), 46),
    **dict.fromkeys((41, 43, 58), 45),
    **dict.fromkeys((47, 48), 50),
    **dict.fromkeys((52, 55, 57), 49),
    **dict.fromkeys((53, 59, 56), 51),
}


def play_sampled(
    instrument: SampledInstrument,
    notes: Sequence[Note],
    sources: Path,
    seconds: float,
    rng: np.random.Generator,
) -> Sound:
    """`notes` as (frames, 2), dry: the nearest recorded pitch, resampled, its takes by turns."""
    folder = sources / instrument.source.name
    takes = _takes(folder, instrument.pattern, instrument.octave)
    frames = round(seconds * SAMPLE_RATE)
    out = np.zeros((frames, 2), np.float32)
    for note in notes:
        pitch = min(takes, key=lambda known: abs(known - note.pitch))
        path = takes[pitch][int(rng.integers(len(takes[pitch])))]
        shift = 2 ** ((note.pitch - pitch) / 12)
        length = round((note.end_s - note.start_s + _RELEASE_S) * SAMPLE_RATE)
        source = _attack(path)[: int(length * shift) + 64]
        _add(out, _released(resampled(source, SAMPLE_RATE * shift)[:length]), note)
    return out


def play_drums(kit: str, notes: Sequence[Note], sources: Path, seconds: float) -> Sound:
    """Drum `notes` as (frames, 2), by single sounds of `kit`; unknown drums are left out."""
    source, files = _MACHINES[kit]
    out = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    for note in notes:
        path = files.get(_STAND_INS.get(note.pitch, note.pitch))
        if path is not None:
            _add(out, _attack(sources / source.name / path), note)
    return out


def _add(out: Sound, samples: Sound, note: Note) -> None:
    at = round(note.start_s * SAMPLE_RATE)
    if at < 0 or at >= len(out):
        return
    samples = samples[: len(out) - at]
    out[at : at + len(samples)] += samples * np.float32((note.velocity / 127) ** 1.7)


def _released(samples: Sound) -> Sound:
    fade = min(len(samples), round(_RELEASE_S * SAMPLE_RATE))
    samples = samples.copy()
    samples[len(samples) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return samples


@lru_cache(maxsize=8)
def _takes(folder: Path, pattern: str, octave: int) -> dict[int, tuple[Path, ...]]:
    """The files by their MIDI pitch."""
    found: dict[int, tuple[Path, ...]] = {}
    for path in sorted(folder.glob(pattern)):
        match = _PITCH.search(path.stem)
        if match:
            name, flat, number = match.groups()
            pitch = 60 + _SEMITONES[name] - bool(flat) + 12 * (int(number) - octave)
            found[pitch] = (*found.get(pitch, ()), path)
    if not found:
        raise FileNotFoundError(folder / pattern)
    return found


@lru_cache(maxsize=400)
def _attack(path: Path) -> Sound:
    """A recording from just before its first loud sample, to at most 4 s."""
    samples = read(path)
    loud = np.flatnonzero(np.abs(samples).max(axis=1) > 0.02 * np.abs(samples).max())
    start = max(0, int(loud[0]) - 40) if len(loud) else 0
    return samples[start : start + round(_SECONDS * SAMPLE_RATE)]

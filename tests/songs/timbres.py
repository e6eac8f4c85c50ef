"""Instruments and voices of the songs that are read: additive, each song's a little different."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tests.songs.instruments import SAMPLE_RATE, frequency_hz

_HIGHEST_HZ = 10_000.0
_VOWELS_HZ = (
    ((730, 90), (1090, 110), (2440, 170)),
    ((530, 70), (1840, 110), (2480, 170)),
    ((300, 60), (2250, 120), (2900, 180)),
    ((500, 70), (900, 90), (2400, 160)),
    ((320, 60), (800, 80), (2250, 150)),
)


@dataclass(frozen=True)
class Timbre:
    """One instrument's sound.

    slope: how fast harmonics fall, as a power of their number. pluck: where a string is plucked, as
    a part of its length; 0 for none. odd: how much of the even harmonics is missing. bright_hz:
    above it they fall twice as fast. decay_s: of the first harmonic, and faster: how much sooner
    each further one dies; decay_s 0 holds. stretch: by which part harmonics
    are too far apart, as on a stiff string. voices:
    how many players, apart by spread cents. fm: how strong a bell is in the attack. drive: how far
    the whole part is bent, as by an amplifier.
    """

    slope: float
    attack_s: float
    release_s: float
    decay_s: float = 0.0
    faster: float = 0.3
    pluck: float = 0.0
    odd: float = 0.0
    bright_hz: float = 4000.0
    stretch: float = 0.0
    voices: int = 1
    spread: float = 8.0
    fm: float = 0.0
    drive: float = 0.0


_KEYS = {
    "piano": Timbre(1.3, 0.003, 0.12, decay_s=1.4, stretch=5e-3, pluck=0.12, bright_hz=2500),
    "electric piano": Timbre(2.4, 0.003, 0.1, decay_s=1.6, fm=0.6, bright_hz=2000),
    "nylon": Timbre(1.2, 0.002, 0.06, decay_s=0.7, faster=0.5, pluck=0.22, bright_hz=2200),
    "steel": Timbre(0.8, 0.002, 0.06, decay_s=1.1, faster=0.25, pluck=0.13, stretch=1e-3),
    "organ": Timbre(0.9, 0.012, 0.05, odd=0.4, bright_hz=3000),
    "clarinets": Timbre(1.2, 0.04, 0.08, odd=0.8, bright_hz=2500),
    "strings": Timbre(1.0, 0.12, 0.3, voices=3, bright_hz=3200),
    "synth": Timbre(1.0, 0.01, 0.15, voices=2, spread=12, bright_hz=2000),
    "crunch": Timbre(0.9, 0.003, 0.05, decay_s=2.5, faster=0.15, pluck=0.15, drive=4.0),
}
_BASSES = {
    "finger": Timbre(1.2, 0.006, 0.05, decay_s=1.0, faster=0.6, pluck=0.2, bright_hz=1200),
    "picked": Timbre(0.9, 0.003, 0.04, decay_s=1.2, faster=0.3, pluck=0.1, bright_hz=2500),
    "upright": Timbre(1.7, 0.01, 0.08, decay_s=0.5, faster=0.6, pluck=0.3, bright_hz=900),
    "saw": Timbre(1.1, 0.006, 0.04, bright_hz=900, voices=2, spread=5),
    "square": Timbre(1.2, 0.006, 0.04, odd=0.9, bright_hz=1500),
}
COMPING = tuple(_KEYS)
HELD = ("strings", "synth", "organ", "clarinets")


def keys(name: str, rng: np.random.Generator) -> Timbre:
    """One of `COMPING`, as this song has it."""
    return _varied(_KEYS[name], rng)


def bass(rng: np.random.Generator) -> Timbre:
    """Some bass."""
    return _varied(_BASSES[str(rng.choice(list(_BASSES)))], rng)


def _varied(timbre: Timbre, rng: np.random.Generator) -> Timbre:
    return replace(
        timbre,
        slope=timbre.slope * rng.uniform(0.8, 1.25),
        bright_hz=timbre.bright_hz * rng.uniform(0.6, 1.6),
        decay_s=timbre.decay_s * rng.uniform(0.6, 1.5),
        pluck=timbre.pluck * rng.uniform(0.7, 1.4),
        attack_s=timbre.attack_s * rng.uniform(0.8, 1.5),
    )


@lru_cache(maxsize=2048)
def note(timbre: Timbre, midi: float, length_ms: int) -> NDArray[np.float32]:
    """One note and its release: float32 (frames,), about full scale 0.5 in power."""
    time_s = np.arange(round((length_ms / 1000 + timbre.release_s) * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros(len(time_s))
    for voice in range(timbre.voices):
        cents = timbre.spread * (voice - (timbre.voices - 1) / 2)
        sound += _one_voice(timbre, frequency_hz(midi + cents / 100), time_s, voice)
    sound /= np.sqrt(timbre.voices)
    sound *= np.minimum(1, time_s / timbre.attack_s)
    sound *= np.clip((time_s[-1] - time_s) / timbre.release_s, 0, 1)
    return sound.astype(np.float32)


def _one_voice(
    timbre: Timbre, base_hz: float, time_s: NDArray[np.float64], voice: int
) -> NDArray[np.float64]:
    turns = 2j * np.pi * base_hz * time_s
    base = np.exp(turns).astype(np.complex64)
    step = np.exp(turns * (1 + timbre.stretch)).astype(np.complex64)
    if timbre.decay_s:
        base *= np.exp(-time_s / timbre.decay_s)
        step *= np.exp(-time_s * timbre.faster / timbre.decay_s)
    sound, power = np.zeros(len(time_s)), 0.0
    for number in range(1, 31):
        hertz = number * base_hz
        if hertz > _HIGHEST_HZ:
            break
        level = number**-timbre.slope / (1 + (hertz / timbre.bright_hz) ** 2)
        if timbre.pluck:
            level *= abs(np.sin(np.pi * number * timbre.pluck)) + 0.05
        if number % 2 == 0:
            level *= 1 - timbre.odd
        power += level**2
        sound += (level * np.exp(1j * (1.7 * number + 0.9 * voice)) * base).imag
        base = base * step
    sound /= np.sqrt(power)
    if timbre.fm:
        bell = np.sin(2 * np.pi * 14 * base_hz * time_s) * np.exp(-time_s / 0.12)
        sound += 0.2 * timbre.fm * bell * (14 * base_hz < _HIGHEST_HZ)
    return 0.5 * sound


@dataclass(frozen=True)
class Voice:
    """A singer. lowest: MIDI, of what is sung. size: of the vocal tract, 1 a man's. vibrato: its
    depth in cents. scoop: from how many semitones below a note may begin.
    """

    lowest: int
    size: float
    vibrato_hz: float
    vibrato: float
    scoop: float
    breath: float


def voice(rng: np.random.Generator) -> Voice:
    """A man or a woman."""
    low = rng.random() < 0.5
    return Voice(
        lowest=int(rng.integers(46, 52) if low else rng.integers(55, 61)),
        size=rng.uniform(0.95, 1.05) if low else rng.uniform(0.83, 0.9),
        vibrato_hz=rng.uniform(4.8, 6.2),
        vibrato=rng.uniform(10, 45),
        scoop=rng.uniform(0.2, 1.2),
        breath=rng.uniform(0.005, 0.03),
    )


def sung(
    singer: Voice, midi: float, length_s: float, rng: np.random.Generator
) -> NDArray[np.float32]:
    """A note on some vowel, about as loud as `note`: float32 (frames,)."""
    frames = round(length_s * SAMPLE_RATE)
    time_s = np.arange(frames) / SAMPLE_RATE
    scoop = -singer.scoop * np.exp(-time_s / 0.02) * (rng.random() < 0.4)
    rise = np.clip((time_s - 0.25) / 0.3, 0, 1)
    wobble = singer.vibrato / 100 * rise * np.sin(2 * np.pi * singer.vibrato_hz * time_s)
    drift = 0.08 * np.sin(2 * np.pi * rng.uniform(0.5, 2.0) * time_s + rng.uniform(0, 6))
    hertz = frequency_hz(midi) * 2 ** ((scoop + wobble + drift) / 12)
    phase = 2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE
    vowel = _VOWELS_HZ[int(rng.integers(len(_VOWELS_HZ)))]
    sound, power = np.zeros(frames), 0.0
    step = np.exp(1j * phase).astype(np.complex64)
    wave = np.ones(frames, np.complex64)
    for number in range(1, 41):
        middle_hz = number * frequency_hz(midi)
        if middle_hz > 7000:
            break
        level = 0.02 + sum(
            weight / (1 + ((middle_hz - formant / singer.size) / (1.5 * width)) ** 2)
            for weight, (formant, width) in zip((1.0, 0.5, 0.25), vowel, strict=True)
        )
        level *= number**-0.7
        power += level**2
        wave = wave * step
        sound += (level * np.exp(0.3j * number) * wave).imag
    sound /= np.sqrt(power)
    noise = rng.standard_normal(frames)
    sound += singer.breath * noise
    if rng.random() < 0.5:
        # A consonant.
        sound += 0.25 * np.diff(noise, prepend=0.0) * np.exp(-time_s / 0.02)
    ends = np.clip(time_s / 0.025, 0, 1) * np.clip((length_s - time_s) / 0.05, 0, 1)
    return (0.5 * sound * ends).astype(np.float32)

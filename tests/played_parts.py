"""Parts as somebody plays them, made of numbers: a plucked bass, a sung vowel, drums; and takes of
them with known mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE

BASS, VOICE, DRUMS = "plucked bass", "sung vowel", "drums"
_SCALE = (0, 2, 3, 5, 7, 8, 10)
_FORMANTS_HZ = ((700.0, 130.0), (1220.0, 170.0), (2600.0, 250.0))
_KICK, _SNARE, _HAT = 0, 1, 2

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Played:
    """One note: when in real seconds, how long, how high (which drum, for drums), how loud."""

    time_s: float
    length_s: float
    midi: float
    level: float = 1.0


@dataclass(frozen=True)
class Mistakes:
    """What is wrong with a take. late_ms, cents: of each note of the stem; None: left out.

    added: indices of the take's notes that the stem has not; the take's notes are in order.
    """

    late_ms: tuple[float | None, ...]
    cents: tuple[float, ...]
    take: tuple[Played, ...]
    extra: tuple[Played, ...]


def line(kind: str, notes: int, seed: int, step_s: float = 0.3) -> tuple[Played, ...]:
    """A line of quarters, eighths and pauses over a scale; drums in a pattern."""
    random = np.random.default_rng(seed)
    played, time_s, degree = [], 0.4, int(random.integers(0, 5))
    lowest = 33 if kind == BASS else 55
    for number in range(notes):
        steps = float(random.choice((1.0, 1.0, 2.0)))
        if kind == DRUMS:
            midi = (_KICK, _HAT, _SNARE, _HAT)[number % 4]
        else:
            degree = int(np.clip(degree + random.choice((-2, -1, 1, 2)), 0, 9))
            midi = lowest + 12 * (degree // 7) + _SCALE[degree % 7]
        level = float(random.uniform(0.6, 1.0))
        played.append(Played(time_s, 0.88 * steps * step_s, float(midi), level))
        time_s += steps * step_s
    return tuple(played)


def mistaken(stem: Sequence[Played], kind: str, seed: int, tempo_ratio: float) -> Mistakes:
    """A take of a line at a tempo: every note 5 to 60 ms off and 10 to 50 cents, some left out,
    some added in between. Times are real.
    """
    random = np.random.default_rng(1000 + seed)
    late_ms: list[float | None] = []
    cents, take, extra = [], [], []
    for index, note in enumerate(stem):
        shift_ms = float(random.choice((-1, 1)) * random.uniform(5, 60))
        detuned = 0.0 if kind == DRUMS else float(random.choice((-1, 1)) * random.uniform(10, 50))
        cents.append(detuned)
        if random.random() < 0.12:
            late_ms.append(None)
            continue
        late_ms.append(shift_ms)
        time_s = note.time_s / tempo_ratio + shift_ms / 1000
        length_s = note.length_s / tempo_ratio
        following = stem[index + 1].time_s if index + 1 < len(stem) else note.time_s + 1.0
        gap_s = (following - note.time_s) / tempo_ratio
        midi = note.midi if kind == DRUMS else note.midi + detuned / 100
        one = replace(note, time_s=time_s, length_s=length_s, midi=midi)
        if random.random() < 0.15 and gap_s > 0.45:
            wrong = _SNARE if kind == DRUMS else note.midi + float(random.choice((-4, 3, 4)))
            added = Played(time_s + gap_s / 2, 0.4 * gap_s, wrong, 0.8)
            one = replace(one, length_s=min(length_s, 0.45 * gap_s))
            extra.append(added)
            take += [one, added]
        else:
            take.append(one)
    return Mistakes(tuple(late_ms), tuple(cents), _one_at_a_time(take), tuple(extra))


def _one_at_a_time(notes: Sequence[Played]) -> tuple[Played, ...]:
    """A voice and a string end one note before they begin the next."""
    ends_s = [*(note.time_s for note in notes[1:]), float("inf")]
    return tuple(
        replace(note, length_s=min(note.length_s, end_s - note.time_s))
        for note, end_s in zip(notes, ends_s, strict=True)
    )


def sound(kind: str, notes: Sequence[Played], seed: int = 0, tail_s: float = 1.0) -> Sound:
    """What a line sounds like: float32 (frames,), with a little noise."""
    random = np.random.default_rng(seed)
    last = max(note.time_s + note.length_s for note in notes)
    out = random.standard_normal(round((last + tail_s) * SAMPLE_RATE)) * 0.0003
    makers = {BASS: _plucked, VOICE: _sung, DRUMS: _hit}
    for note in notes:
        tone = 0.3 * note.level * makers[kind](note, random)
        # Notes begin between two frames, too.
        exact = note.time_s * SAMPLE_RATE
        start = round(exact)
        stop = min(len(out), start + len(tone))
        out[start:stop] += tone[: stop - start]
    return out.astype(np.float32)


def _ends(frames: int, attack_s: float, release_s: float) -> NDArray[np.float64]:
    index = np.arange(frames) / SAMPLE_RATE
    rise = np.clip(index / attack_s, 0, 1)
    fall = np.clip((frames / SAMPLE_RATE - index) / release_s, 0, 1)
    return np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2


def _frequency(midi: float) -> float:
    return float(440.0 * 2 ** ((midi - 69) / 12))


def _plucked(note: Played, random: np.random.Generator) -> NDArray[np.float64]:
    frames = round(note.length_s * SAMPLE_RATE)
    time_s = np.arange(frames) / SAMPLE_RATE
    tone = np.zeros(frames)
    for number in range(1, 16):
        hz = number * _frequency(note.midi) * np.sqrt(1 + 2e-5 * number**2)
        strength = abs(np.sin(np.pi * number * 0.18)) / number
        tone += strength * np.exp(-time_s * (1.2 + 0.9 * number)) * np.sin(2 * np.pi * hz * time_s)
    pick = random.standard_normal(frames) * np.exp(-time_s / 0.004) * 0.15
    return (tone + pick) * _ends(frames, 0.003, 0.02)


def _sung(note: Played, random: np.random.Generator) -> NDArray[np.float64]:
    frames = round(note.length_s * SAMPLE_RATE)
    time_s = np.arange(frames) / SAMPLE_RATE
    vibrato = 25 * np.sin(2 * np.pi * 5.5 * time_s) * np.clip((time_s - 0.2) / 0.2, 0, 1)
    hz = _frequency(note.midi) * 2 ** (vibrato / 1200)
    phase = 2 * np.pi * np.cumsum(hz) / SAMPLE_RATE
    tone = np.zeros(frames)
    for number in range(1, 25):
        middle = number * _frequency(note.midi)
        gain = sum(1 / (1 + ((middle - f) / b) ** 2) for f, b in _FORMANTS_HZ) + 0.1
        tone += gain / number * np.sin(number * phase)
    breath = random.standard_normal(frames) * 0.01
    return 0.6 * (tone + breath) * _ends(frames, 0.025, 0.04)


def _hit(note: Played, random: np.random.Generator) -> NDArray[np.float64]:
    frames = round(0.25 * SAMPLE_RATE)
    time_s = np.arange(frames) / SAMPLE_RATE
    noise = random.standard_normal(frames)
    if note.midi == _KICK:
        phase = 2 * np.pi * (50 * time_s + 90 * 0.03 * (1 - np.exp(-time_s / 0.03)))
        hit = np.sin(phase) * np.exp(-time_s / 0.09) + 0.2 * noise * np.exp(-time_s / 0.003)
    elif note.midi == _SNARE:
        hit = 0.5 * noise * np.exp(-time_s / 0.06)
        hit += 0.5 * np.sin(2 * np.pi * 190 * time_s) * np.exp(-time_s / 0.08)
    else:
        hit = 0.35 * np.diff(noise, prepend=0.0) * np.exp(-time_s / 0.025)
    return np.asarray(hit * _ends(frames, 0.001, 0.02))

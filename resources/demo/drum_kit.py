"""The drum kit, how each of its pieces sounds, and the drummer's book of grooves and fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from resources.demo.score import BEATS_PER_BAR, Section, beat_to_s
from resources.demo.sound import (
    Samples,
    Track,
    fade_ends,
    frames_of,
    noise,
    seconds,
    sweep_phase,
)

_STEPS_PER_BEAT = 4
_VELOCITIES = {"X": 1.0, "x": 0.78, "o": 0.55, ".": 0.28}

# One bar each, in sixteenths: X hard, x normal, o soft, . a ghost note, - nothing.
_GROOVES: dict[str, dict[str, str]] = {
    "intro": {
        "closed hat": "x-o-x-o-x-o-x-o-",
        "kick": "X---------x-----",
        "rim": "----x-------x---",
    },
    "verse": {
        "closed hat": "x-o-x-o-x-o-x---",
        "open hat": "--------------o-",
        "kick": "X-----o-x-x-----",
        "snare": "----X--.----X-.-",
    },
    "chorus": {
        "ride": "X-o-x-o-X-o-x-o-",
        "kick": "X-----x-X-x---o-",
        "snare": "----X--.-.--X--.",
        "foot hat": "----o-------o---",
    },
    "break": {
        "closed hat": "x.o.x.o.x.o.x-o-",
        "open hat": "--------------x-",
        "kick": "X--x--X---x-----",
        "snare": "----X--.-.--X-..",
    },
}
_FILLS: dict[str, dict[str, str]] = {  # the last two beats of a section
    "snare": {"snare": "x-oox-XX", "kick": "x---x---"},
    "toms": {
        "high tom": "XxX-----",
        "middle tom": "---Xx---",
        "low tom": "-----XxX",
        "kick": "x---x---",
    },
}
_PANS = {
    "closed hat": 0.35,
    "open hat": 0.35,
    "foot hat": 0.35,
    "ride": -0.4,
    "crash": -0.25,
    "rim": 0.1,
    "high tom": 0.3,
    "middle tom": 0.0,
    "low tom": -0.35,
}


def _kick(velocity: float, rng: np.random.Generator) -> Samples:
    time_s = seconds(frames_of(0.34))
    frequency = 48.0 + 150.0 * np.exp(-time_s / 0.018) + 12.0 * np.exp(-time_s / 0.09)
    body = np.sin(sweep_phase(frequency)) * np.exp(-time_s / 0.11)
    click = noise(time_s.size, 1800.0, 6000.0, rng) * np.exp(-time_s / 0.003)
    return np.asarray(np.tanh(1.7 * body) * 0.95 + 0.16 * velocity * click)


def _snare(velocity: float, rng: np.random.Generator) -> Samples:
    time_s = seconds(frames_of(0.32))
    drop = 1 + 0.25 * np.exp(-time_s / 0.012)
    head = np.sin(sweep_phase(188.0 * drop)) * np.exp(-time_s / 0.075)
    head += 0.6 * np.sin(sweep_phase(331.0 * drop)) * np.exp(-time_s / 0.05)
    wires = noise(time_s.size, 1400.0, 9500.0, rng)
    wires *= np.exp(-time_s / (0.06 + 0.06 * velocity)) * (1 - 0.6 * np.exp(-time_s / 0.004))
    stick = noise(time_s.size, 2500.0, 12_000.0, rng) * np.exp(-time_s / 0.0025)
    return np.asarray(0.55 * head + 0.34 * wires + 0.3 * velocity * stick)


def _rim(velocity: float, rng: np.random.Generator) -> Samples:
    time_s = seconds(frames_of(0.09))
    wood = np.sin(2 * np.pi * 1720.0 * time_s) * np.exp(-time_s / 0.012)
    wood += 0.7 * np.sin(2 * np.pi * 820.0 * time_s) * np.exp(-time_s / 0.018)
    return np.asarray(
        0.5 * wood + 0.2 * noise(time_s.size, 2000, 8000, rng) * np.exp(-time_s / 0.004)
    )


def _tom(frequency_hz: float) -> Callable[[float, np.random.Generator], Samples]:
    def sound(velocity: float, rng: np.random.Generator) -> Samples:
        time_s = seconds(frames_of(0.5))
        frequency = frequency_hz * (1 + 0.45 * np.exp(-time_s / 0.035))
        head = np.sin(sweep_phase(frequency)) * np.exp(-time_s / 0.16)
        head += 0.4 * np.sin(sweep_phase(1.59 * frequency)) * np.exp(-time_s / 0.07)
        stick = noise(time_s.size, 900.0, 5000.0, rng) * np.exp(-time_s / 0.006)
        return np.asarray(0.75 * head + 0.22 * velocity * stick)

    return sound


def _metal(time_s: Samples, partials_hz: Sequence[float], decay_s: float) -> Samples:
    """Inharmonic partials of a plate; the high ones die first."""
    sound = np.zeros(time_s.size)
    for index, partial_hz in enumerate(partials_hz):
        fading = np.exp(-time_s / (decay_s / (1 + 0.12 * index)))
        sound += np.sin(2 * np.pi * partial_hz * time_s + 1.7 * index) * fading
    return sound / len(partials_hz)


def _hat(length_s: float, decay_s: float) -> Callable[[float, np.random.Generator], Samples]:
    partials_hz = [3170.0, 4120.0, 5290.0, 6030.0, 7410.0, 8870.0, 10_130.0]

    def sound(velocity: float, rng: np.random.Generator) -> Samples:
        time_s = seconds(frames_of(length_s))
        sizzle = noise(time_s.size, 5500.0 + 1200.0 * (1 - velocity), 15_000.0, rng)
        return np.asarray(
            0.3 * sizzle * np.exp(-time_s / decay_s) + 0.35 * _metal(time_s, partials_hz, decay_s)
        )

    return sound


def _ride(velocity: float, rng: np.random.Generator) -> Samples:
    time_s = seconds(frames_of(1.1))
    partials_hz = rng.uniform(2400.0, 9500.0, 24)
    ping = _metal(time_s, [*sorted(partials_hz), 5120.0, 3410.0], 0.45)
    wash = noise(time_s.size, 4000.0, 13_000.0, rng) * np.exp(-time_s / 0.3)
    stick = noise(time_s.size, 3500.0, 12_000.0, rng) * np.exp(-time_s / 0.004)
    return np.asarray(0.9 * ping + 0.05 * wash + 0.2 * stick * velocity)


def _crash(velocity: float, rng: np.random.Generator) -> Samples:
    time_s = seconds(frames_of(2.4))
    high = noise(time_s.size, 5000.0, 15_000.0, rng) * np.exp(-time_s / 0.45)
    low = noise(time_s.size, 700.0, 5000.0, rng) * np.exp(-time_s / 0.8)
    bloom = 1 - 0.5 * np.exp(-time_s / 0.02)
    return np.asarray((0.32 * high + 0.2 * low) * bloom)


_PIECES: dict[str, tuple[float, Callable[[float, np.random.Generator], Samples]]] = {
    "kick": (0.9, _kick),
    "snare": (0.95, _snare),
    "rim": (0.6, _rim),
    "closed hat": (0.48, _hat(0.12, 0.028)),
    "foot hat": (0.34, _hat(0.16, 0.04)),
    "open hat": (0.46, _hat(0.5, 0.17)),
    "ride": (0.46, _ride),
    "crash": (0.75, _crash),
    "high tom": (0.8, _tom(158.0)),
    "middle tom": (0.85, _tom(121.0)),
    "low tom": (0.9, _tom(88.0)),
}


def play_drums(section: Section, rng: np.random.Generator, tail_s: float) -> Samples:
    """A section's groove with its fill and crashes, from its first beat. Returns (frames, 2)."""
    track = Track(beat_to_s(section.beats) + tail_s)
    for step, piece, velocity in _written_hits(section):
        gain, sound = _PIECES[piece]
        played = float(np.clip(velocity * rng.normal(1.0, 0.06), 0.1, 1.1))
        # The backbeat lies back a little, the rest is about as tight as a good drummer.
        late_s = (0.004 if piece == "snare" else 0.0) + rng.normal(0.0, 0.0025)
        start_s = beat_to_s(step / _STEPS_PER_BEAT) + late_s
        hit = fade_ends(sound(played, rng), 0.0, 0.02)
        track.place(hit * gain * played**1.3, start_s, _PANS.get(piece, 0.0))
    return track.samples


def _written_hits(section: Section) -> list[tuple[int, str, float]]:
    """Step in sixteenths, piece and velocity of everything the drummer plays in a section."""
    bar_steps = BEATS_PER_BAR * _STEPS_PER_BEAT
    bars = len(section.chords)
    groove = _GROOVES[section.groove]
    fill = _FILLS[section.fill] if section.fill else {}
    fill_start = bars * bar_steps - 2 * _STEPS_PER_BEAT
    hits: list[tuple[int, str, float]] = []
    if section.groove in ("verse", "chorus", "break"):
        hits.append((0, "crash", 0.8 if section.groove == "chorus" else 0.55))
    played_bars = bars - 1 if section.rings_out else bars
    for bar in range(played_bars):
        for piece, pattern in groove.items():
            hits += [
                (bar * bar_steps + step, piece, _VELOCITIES[mark])
                for step, mark in enumerate(pattern)
                if mark != "-" and not (fill and bar * bar_steps + step >= fill_start)
            ]
    for piece, pattern in fill.items():
        hits += [
            (fill_start + step, piece, _VELOCITIES[mark])
            for step, mark in enumerate(pattern)
            if mark != "-"
        ]
    if section.rings_out:
        last = played_bars * bar_steps
        hits += [(last, "kick", 1.0), (last, "crash", 0.9), (last, "ride", 0.7)]
    return hits

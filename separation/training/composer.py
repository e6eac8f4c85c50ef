"""Composes pop songs: chords, bass lines, comping, leads and a melody to sing, bar by bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from separation.training.notes import Note

_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_MINOR = (0, 2, 3, 5, 7, 8, 10)
# Degrees of the scale, from 0; each is a progression of four bars.
_PROGRESSIONS = {
    "major": (
        (0, 4, 5, 3),
        (0, 5, 3, 4),
        (5, 3, 0, 4),
        (0, 3, 4, 3),
        (0, 2, 3, 4),
        (1, 4, 0, 5),
        (3, 4, 2, 5),
        (0, 3, 0, 4),
    ),
    "minor": (
        (0, 5, 2, 6),
        (0, 3, 5, 4),
        (0, 6, 5, 6),
        (0, 3, 0, 4),
        (0, 2, 6, 3),
        (5, 6, 0, 0),
        (0, 4, 5, 3),
    ),
}
_RHYTHMS = (  # of a sung bar: beats at which notes begin
    (0.0, 1.0, 2.0, 3.0),
    (0.0, 0.5, 1.0, 2.0, 2.5, 3.0),
    (0.5, 1.0, 1.5, 2.0, 3.0, 3.5),
    (0.0, 1.5, 2.0, 3.0),
    (0.0, 0.75, 1.5, 2.0, 2.75, 3.5),
    (0.0, 2.0),
    (1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
    (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
    (0.0, 0.25, 0.5, 1.0, 2.0, 2.25, 2.5, 3.0),
)
_BASS_RHYTHMS = (
    (0.0, 1.0, 2.0, 3.0),
    (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
    (0.0, 1.5, 2.0, 3.5),
    (0.0, 0.75, 2.0, 2.75, 3.5),
    (0.0, 2.0),
    (0.0, 0.5, 1.5, 2.0, 2.5, 3.5),
)
_COMPING = {
    "held": (0.0,),
    "quarters": (0.0, 1.0, 2.0, 3.0),
    "eighths": (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
    "off-beats": (0.5, 1.5, 2.5, 3.5),
    "syncopated": (0.0, 0.75, 1.5, 2.5, 3.0),
    "charleston": (0.0, 1.5),
}


@dataclass(frozen=True)
class Song:
    """What was composed, in seconds. `comping` has as many lines as there are instruments."""

    beats_per_minute: float
    melody: tuple[Note, ...]
    bass: tuple[Note, ...]
    comping: tuple[tuple[Note, ...], ...]
    lead: tuple[Note, ...]


@dataclass(frozen=True)
class _Harmony:
    """A key, and the chord of each bar as a degree of its scale."""

    tonic: int
    scale: tuple[int, ...]
    chords: tuple[int, ...]

    def pitch(self, degree: int, near: float) -> int:
        """The MIDI pitch of a degree of the scale in the octave nearest to `near`."""
        pitch = self.tonic + self.scale[degree % 7]
        return pitch + 12 * round((near - pitch) / 12)

    def chord(self, bar: int, size: int) -> tuple[int, ...]:
        """The degrees of the chord of `bar`, thirds upon each other."""
        return tuple(self.chords[bar] + 2 * step for step in range(size))


def compose(
    rng: np.random.Generator, beats_per_minute: float, bars: int, instruments: int = 3
) -> Song:
    """A song of `bars` bars of four beats.

    Verse and refrain are four bars each, repeated with small changes; the voice pauses in between,
    where the lead answers.
    """
    mode = "minor" if rng.random() < 0.45 else "major"
    progressions = _PROGRESSIONS[mode]
    picked = rng.permutation(len(progressions))[:2]
    form = [progressions[picked[(bar // 8) % 2]][bar % 4] for bar in range(bars)]
    scale = _MINOR if mode == "minor" else _MAJOR
    harmony = _Harmony(48 + int(rng.integers(12)), scale, tuple(form))
    beat_s = 60.0 / beats_per_minute
    sung = [bar for bar in range(bars) if bar % 8 not in _rests(rng)]
    return Song(
        beats_per_minute,
        _melody(rng, harmony, sung, beat_s, 64.0, 0.75),
        _bass_line(rng, harmony, bars, beat_s),
        tuple(_comping_line(rng, harmony, bars, beat_s) for _ in range(instruments)),
        _melody(rng, harmony, [b for b in range(bars) if b not in sung], beat_s, 74.0, 0.9),
    )


def compose_melody(rng: np.random.Generator, seconds: float) -> tuple[Note, ...]:
    """A melody alone, of about `seconds`."""
    beats_per_minute = float(rng.uniform(66, 140))
    bars = max(4, int(seconds / (240 / beats_per_minute)))
    return compose(rng, beats_per_minute, bars, 0).melody


def _rests(rng: np.random.Generator) -> set[int]:
    """The bars of eight in which nobody sings."""
    return ({7}, {3, 7}, {6, 7}, {0, 7}, set[int]())[int(rng.integers(5))]


def _melody(
    rng: np.random.Generator,
    harmony: _Harmony,
    bars: Sequence[int],
    beat_s: float,
    middle: float,
    legato: float,
) -> tuple[Note, ...]:
    """A line that walks by steps, rests on notes of the chord and repeats its motifs."""
    motifs = [
        (_RHYTHMS[int(rng.integers(len(_RHYTHMS)))], [int(s) for s in rng.integers(-2, 3, 8)])
        for _ in range(3)
    ]
    notes: list[Note] = []
    degree = 0
    for bar in bars:
        rhythm, steps = motifs[int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
        for index, beat in enumerate(rhythm):
            near = middle + 5 * np.sin(0.9 * bar)
            if beat == int(beat) and int(beat) % 2 == 0:
                chord = harmony.chord(bar, 3)
                degree = min(chord, key=lambda d: abs((d - degree + 3) % 7 - 3))
            else:
                degree += steps[index]
            last = index + 1 == len(rhythm)
            until = 4.0 if last else rhythm[index + 1]
            held = until - beat if not last else min(until - beat, 1.5)
            start_s = (4 * bar + beat) * beat_s
            length_s = held * beat_s * (legato if rng.random() < 0.25 else 0.98)
            velocity = int(np.clip(rng.normal(96, 9), 60, 120))
            notes.append(Note(start_s, start_s + length_s, harmony.pitch(degree, near), velocity))
    return tuple(notes)


def _bass_line(
    rng: np.random.Generator, harmony: _Harmony, bars: int, beat_s: float
) -> tuple[Note, ...]:
    """Roots, with fifths, octaves and steps towards the next chord."""
    rhythm = _BASS_RHYTHMS[int(rng.integers(len(_BASS_RHYTHMS)))]
    lively = float(rng.uniform(0.0, 0.5))
    short = float(rng.uniform(0.5, 0.98))
    notes: list[Note] = []
    for bar in range(bars):
        root = harmony.pitch(harmony.chords[bar], 36.0)
        root = root + 12 if root < 28 else root
        for index, beat in enumerate(rhythm):
            until = 4.0 if index + 1 == len(rhythm) else rhythm[index + 1]
            pitch = root
            if beat > 0 and rng.random() < lively:
                pitch = root + int(rng.choice((7, 12, 5, 10, -5)))
            elif until == 4.0 and bar + 1 < bars and rng.random() < lively:
                pitch = harmony.pitch(harmony.chords[bar + 1] + 1, 36.0)
            pitch = pitch + 12 if pitch < 28 else pitch
            start_s = (4 * bar + beat) * beat_s + float(rng.normal(0, 0.004))
            velocity = int(np.clip(rng.normal(98, 8), 60, 127))
            end_s = start_s + (until - beat) * beat_s * short
            notes.append(Note(max(0.0, start_s), end_s, pitch, velocity))
    return tuple(notes)


def _comping_line(
    rng: np.random.Generator, harmony: _Harmony, bars: int, beat_s: float
) -> tuple[Note, ...]:
    """Chords in one rhythm, or broken."""
    styles = (*_COMPING, "broken", "broken")
    style = styles[int(rng.integers(len(styles)))]
    size = int(rng.choice((3, 3, 4)))
    near = float(rng.uniform(55, 68))
    pause = float(rng.choice((0.0, 0.0, 0.25)))  # bars an instrument leaves to others
    strum_s = float(rng.uniform(0.0, 0.02))
    notes: list[Note] = []
    for bar in range(bars):
        if bar % 8 >= 4 and pause and rng.random() < pause:
            continue
        pitches = sorted(
            harmony.pitch(d, near + 2 * i) for i, d in enumerate(harmony.chord(bar, size))
        )
        beats = [n * 0.5 for n in range(8)] if style == "broken" else list(_COMPING[style])
        for index, beat in enumerate(beats):
            until = 4.0 if index + 1 == len(beats) else beats[index + 1]
            chosen = [pitches[index % len(pitches)]] if style == "broken" else pitches
            for order, pitch in enumerate(chosen):
                start_s = (4 * bar + beat) * beat_s + order * strum_s
                end_s = (4 * bar + min(until, beat + 4.0)) * beat_s - 0.02
                velocity = int(np.clip(rng.normal(82, 9), 40, 115))
                notes.append(Note(start_s, max(end_s, start_s + 0.05), pitch, velocity))
    return tuple(notes)

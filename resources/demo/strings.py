"""The plucked strings: the bass and the strummed steel-string guitar.

A string is the sum of its modes: where it is plucked and picked up sets how strong each is, and
the high ones die first (the frequency-dependent losses of Chaigne & Askenfelt 1994).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from resources.demo.score import Note, frequency_hz
from resources.demo.sound import (
    Samples,
    Track,
    fade_ends,
    frames_of,
    noise,
    seconds,
    sweep_phase,
)


@dataclass(frozen=True)
class PluckedString:
    """What a string is made of: losses in 1/s, and where along it it is plucked and heard.

    stiffness bends the modes sharp: mode k sounds at k * sqrt(1 + stiffness * k**2).
    """

    pluck_at: float
    pickup_at: float
    loss: float
    high_loss: float
    stiffness: float
    modes: int
    brightness_hz: float


BASS_STRING = PluckedString(0.17, 0.11, 0.9, 6.5e-6, 6e-5, 32, 1050.0)
STRUMS = ((0.0, 0.9), (1.0, 0.62), (1.5, 0.5), (2.5, 0.52), (3.0, 0.7), (3.5, 0.45))
"""Beat in the bar and velocity of the guitar's strokes."""

GUITAR_STRING = PluckedString(0.13, 0.33, 1.6, 1.3e-6, 4e-5, 30, 4200.0)


def pluck(string: PluckedString, fundamental_hz: Samples, velocity: float) -> Samples:
    """A string plucked once; its pitch follows fundamental_hz, (frames,). Returns (frames,)."""
    frames = fundamental_hz.size
    time_s = seconds(frames)
    phase = sweep_phase(fundamental_hz)
    mean_hz = float(fundamental_hz.mean())
    # A harder pluck is a sharper corner: brighter, not only louder.
    brightness_hz = string.brightness_hz * (0.5 + velocity)
    sound = np.zeros(frames)
    for mode in range(1, string.modes + 1):
        ratio = mode * np.sqrt(1 + string.stiffness * mode**2)
        mode_hz = ratio * mean_hz
        if mode_hz > 14_000.0:
            break
        strength = np.sin(np.pi * mode * string.pluck_at) * np.sin(np.pi * mode * string.pickup_at)
        strength /= mode * np.sqrt(1 + (mode_hz / brightness_hz) ** 2)
        loss = string.loss + string.high_loss * mode_hz**2
        sound += strength * np.exp(-loss * time_s) * np.sin(ratio * phase)
    return sound * velocity


def play_bass(notes: Sequence[Note], duration_s: float, rng: np.random.Generator) -> Samples:
    """The bass line, finger style, in the middle of the stereo image. Returns (frames, 2)."""
    track = Track(duration_s)
    for index, note in enumerate(notes):
        following = notes[index + 1] if index + 1 < len(notes) else None
        if note.slide and index:
            continue  # the finger never left the string: it sounds on from the note before
        tied = [note]
        while following is not None and following.slide:
            tied.append(following)
            position = index + len(tied)
            following = notes[position] if position < len(notes) else None
        start_s = note.start_s + 0.004 + rng.normal(0, 0.003)
        velocity = _bass_accent(note) * rng.uniform(0.92, 1.0)
        track.place(_bass_note(tied, velocity, rng), start_s)
    return track.samples


def _bass_accent(note: Note) -> float:
    if note.start_beat % 4 == 0:
        return 0.95
    return 0.85 if note.start_beat % 1 == 0 else 0.72


def _bass_note(tied: Sequence[Note], velocity: float, rng: np.random.Generator) -> Samples:
    """One pluck and what it slides through."""
    length_s = sum(note.duration_s for note in tied)
    sounding_s = length_s * 0.93 + 0.06
    time_s = seconds(frames_of(sounding_s))
    pitch = np.full(time_s.size, float(tied[0].pitch))
    passed_s = 0.0
    for before, after in pairwise(tied):
        passed_s += before.duration_s
        moved = np.clip((time_s - passed_s + 0.09) / 0.11, 0.0, 1.0)
        pitch += (after.pitch - before.pitch) * (0.5 - 0.5 * np.cos(np.pi * moved))
    # The pluck stretches the string: it starts a few cents sharp.
    pitch += 0.12 * velocity * np.exp(-time_s / 0.03)
    fundamental_hz = 440.0 * 2.0 ** ((pitch - 69) / 12)
    sound = pluck(BASS_STRING, fundamental_hz, velocity)
    finger = noise(frames_of(0.02), 300.0, 2200.0, rng) * np.exp(-seconds(frames_of(0.02)) / 0.005)
    sound[: finger.size] += 0.03 * velocity * finger
    return fade_ends(np.tanh(1.6 * sound) / 1.6, 0.001, 0.055)


class Guitar:
    """Two strummed guitars; every string and pitch is plucked a few times and played in turn."""

    _TAKES = 3
    _RINGING_S = 1.6

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._plucked: dict[int, list[Samples]] = {}

    def strum(
        self, track: Track, pitches: Sequence[int], start_s: float, ring_s: float, velocity: float
    ) -> None:
        """Brush the strings, down when it is loud and up when soft, and damp them after ring_s.

        It is recorded twice, one take on each side.
        """
        for side in (-0.8, 0.8):
            self._strum_once(track, pitches, start_s, ring_s, velocity, side)

    def _strum_once(
        self,
        track: Track,
        pitches: Sequence[int],
        start_s: float,
        ring_s: float,
        velocity: float,
        pan: float,
    ) -> None:
        start_s += self._rng.normal(0.0, 0.004)
        spread_s = self._rng.uniform(0.009, 0.014)
        down = velocity > 0.55
        frames = frames_of(min(ring_s, self._RINGING_S))
        for order, pitch in enumerate(pitches if down else pitches[::-1]):
            string = fade_ends(self._string(pitch)[:frames], 0.0, min(0.05, ring_s / 3))
            softer = velocity * (1 - 0.08 * order)
            track.place(string * softer, start_s + order * spread_s, pan)

    def _string(self, pitch: int) -> Samples:
        takes = self._plucked.get(pitch)
        if takes is None:
            takes = [self._pluck_once(pitch) for _ in range(self._TAKES)]
            self._plucked[pitch] = takes
        return takes[self._rng.integers(self._TAKES)]

    def _pluck_once(self, pitch: int) -> Samples:
        frames = frames_of(self._RINGING_S)
        sharp = 1 + 0.0007 * self._rng.standard_normal()
        fundamental = np.full(frames, frequency_hz(pitch) * sharp)
        sound = pluck(GUITAR_STRING, fundamental, self._rng.uniform(0.75, 0.95))
        # The body answers the pick with a short thump of its own resonances.
        time_s = seconds(frames_of(0.09))
        body = np.sin(2 * np.pi * 205.0 * time_s) * np.exp(-time_s / 0.022)
        pick = noise(time_s.size, 2500.0, 7000.0, self._rng) * np.exp(-time_s / 0.004)
        sound[: time_s.size] += 0.06 * body + 0.05 * pick
        return np.asarray(sound)

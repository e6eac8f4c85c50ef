"""Composes and plays little songs of which everything is known.

The same plan gives the same song. Where beats are: `GeneratedSong.grid`. A player's hits lie some
milliseconds beside them, as people's do; the grid does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from tests.songs.grooves import VELOCITIES, Groove
from tests.songs.instruments import SAMPLE_RATE, drum_kit, tone

_NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
# Degrees of the scale, one a bar.
_PROGRESSIONS = (
    (0, 4, 5, 3),
    (0, 5, 3, 4),
    (5, 3, 0, 4),
    (0, 3, 4, 3),
    (0, 2, 3, 4),
    (1, 4, 0, 0),
    (0, 6, 3, 0),
    (3, 4, 2, 5),
)
_LEAD_IN_S = 0.35
_RING_OUT_S = 1.5


@dataclass(frozen=True)
class Plan:
    """What to play.

    bpm: of what the score calls a beat; unit: which that is. last_ratio: how much of the tempo is
    left at the end: the last third slows down to it, or for more than 1 the whole song speeds up.
    swing: where in its beat the second eighth falls. jitter_ms: deviation of every hit. wander:
    deviation of the tempo within a few bars. pickup: beats before the first bar. break_bars: bars
    in the middle without drums. sparse_bars: after so many bars come as many in which only a chord
    begins each. drift: how much faster, then slower, the tempo gets on the way, once a minute.
    noise: its level beside the loudest moment. cents: everything pitched is so much too high.
    """

    kind: str
    groove: Groove
    bpm: float
    seed: int
    unit: int = 4
    seconds: float = 30.0
    with_drums: bool = True
    last_ratio: float = 1.0
    swing: float = 0.5
    jitter_ms: float = 2.0
    wander: float = 0.003
    pickup: int = 0
    break_bars: int = 0
    sparse_bars: int = 0
    drift: float = 0.0
    noise: float = 1e-4
    cents: float = 0.0

    @property
    def name(self) -> str:
        """Kind, metre and tempo."""
        return f"{self.kind}, {self.groove.metre}/{self.unit}, {self.bpm:.0f} BPM"

    def is_sparse(self, bar: int) -> bool:
        """Whether only a chord is played in a bar."""
        return self.sparse_bars > 0 and bar // self.sparse_bars % 2 == 1


@dataclass(frozen=True)
class Span:
    """Song frames from `start` until before `stop`, and what is there."""

    start: int
    stop: int
    name: str


@dataclass(frozen=True, eq=False)
class GeneratedSong:
    """stems: float32 (frames, 2) each, their sum within full scale. chords: "C", "Am". key: the
    same for the whole song. cents: above A4 = 440 Hz.
    """

    plan: Plan
    stems: dict[str, NDArray[np.float32]]
    grid: BeatGrid
    chords: tuple[Span, ...]
    key: str
    sections: tuple[Span, ...]

    @property
    def mix(self) -> NDArray[np.float32]:
        """The sum of the stems."""
        return np.sum(list(self.stems.values()), axis=0, dtype=np.float32)


class Clock:
    """When beats are, swing included. beats_s: of every beat."""

    def __init__(self, plan: Plan, beats: int, rng: np.random.Generator) -> None:
        place = np.arange(beats + 1) / beats
        if plan.last_ratio < 1:
            ratio = 1 - (1 - plan.last_ratio) * np.clip((place - 2 / 3) * 3, 0, 1)
        else:
            ratio = 1 + (plan.last_ratio - 1) * place
        minutes = np.arange(beats + 1) / plan.bpm
        ratio = ratio * (1 + plan.drift * np.sin(2 * np.pi * minutes))
        steps = rng.standard_normal(beats + 1)
        wander = np.convolve(steps, np.ones(8) / np.sqrt(8), "same") * plan.wander
        seconds = 60 / (plan.bpm * ratio * (1 + wander))
        self.beats_s = _LEAD_IN_S + np.concatenate([[0.0], np.cumsum(seconds[:-1])])
        self._swing = plan.swing

    def time_s(self, place: float) -> float:
        """Of a place in beats."""
        beat, part = divmod(place, 1.0)
        swing = self._swing
        swung = part * swing / 0.5 if part < 0.5 else swing + (part - 0.5) * (1 - swing) / 0.5
        return float(np.interp(beat + swung, np.arange(len(self.beats_s)), self.beats_s))


class _Stem:
    def __init__(self, frames: int, rng: np.random.Generator, jitter_s: float) -> None:
        self.samples = np.zeros(frames, np.float32)
        self._rng = rng
        self._jitter_s = jitter_s

    def place(self, sound: NDArray[np.float32], at_s: float, gain: float) -> None:
        late_s = float(np.clip(self._rng.normal(0, self._jitter_s), -0.03, 0.03))
        start = max(0, round((at_s + late_s) * SAMPLE_RATE))
        stop = min(len(self.samples), start + len(sound))
        if stop > start:
            self.samples[start:stop] += gain * sound[: stop - start]


def generate(plan: Plan) -> GeneratedSong:
    """Compose and play it."""
    rng = np.random.default_rng([plan.seed, *plan.kind.encode()])
    metre = plan.groove.metre
    bars = max(6, round((plan.seconds * plan.bpm / 60) / metre))
    beats = plan.pickup + bars * metre + 1
    clock = Clock(plan, beats, rng)
    end_s = clock.time_s(beats - 1) + _RING_OUT_S
    frames = round(end_s * SAMPLE_RATE)
    tonic, mode = int(rng.integers(12)), ("major", "minor")[int(rng.integers(2))]
    degrees = _degrees(bars, rng)
    score = _Score(plan, clock, tonic, _SCALES[mode], degrees, frames, rng)
    stems = {"vocals": score.melody(), "bass": score.bass(), "other": score.chords()}
    if plan.with_drums:
        stems["drums"] = score.drums()
    loudest = max(1e-9, float(np.abs(np.sum(list(stems.values()), axis=0)).max()))
    hiss = plan.noise * loudest * rng.standard_normal(frames).astype(np.float32)
    stems["other"] = stems["other"] + hiss
    stereo = {
        name: np.repeat((0.8 / loudest * samples)[:, None], 2, axis=1)
        for name, samples in stems.items()
    }
    beat_frames = tuple(round(at_s * SAMPLE_RATE) for at_s in clock.beats_s[: beats - 1 + 1])
    grid = BeatGrid(beat_frames, tuple(range(plan.pickup, len(beat_frames), metre)), unit=plan.unit)
    starts = [grid.beats[plan.pickup + bar * metre] for bar in range(bars)] + [frames]
    chords = tuple(
        Span(starts[bar], starts[bar + 1], score.chord_name(degree))
        for bar, degree in enumerate(degrees)
    )
    half = bars // 2
    sections = (Span(starts[0], starts[half], "A"), Span(starts[half], frames, "B"))
    return GeneratedSong(plan, stereo, grid, chords, f"{_NAMES[tonic]} {mode}", sections)


def _degrees(bars: int, rng: np.random.Generator) -> list[int]:
    """One chord a bar; the second half of the song has others."""
    first, second = rng.choice(len(_PROGRESSIONS), 2, replace=False)
    slow = int(rng.integers(3)) == 0
    degrees = []
    for bar in range(bars):
        progression = _PROGRESSIONS[first if bar < bars // 2 else second]
        degrees.append(progression[(bar // (2 if slow else 1)) % len(progression)])
    return degrees


class _Score:
    def __init__(
        self,
        plan: Plan,
        clock: Clock,
        tonic: int,
        scale: tuple[int, ...],
        degrees: list[int],
        frames: int,
        rng: np.random.Generator,
    ) -> None:
        self._plan = plan
        self._clock = clock
        self._tonic = tonic
        self._scale = scale
        self._degrees = degrees
        self._frames = frames
        self._rng = rng
        self._detune = plan.cents / 100
        groove = plan.groove
        self._comping = groove.comping[int(rng.integers(len(groove.comping)))]
        if not plan.with_drums and self._comping.count("D") + self._comping.count("u") < 2:
            self._comping = max(groove.comping, key=lambda line: len(line.replace("-", "")))
        self._bass = groove.bass[int(rng.integers(len(groove.bass)))]
        self._keys = ("piano", "guitar", "organ")[int(rng.integers(3))]
        self._has_pad = int(rng.integers(2)) == 0

    def _stem(self, seed: int) -> _Stem:
        rng = np.random.default_rng([self._plan.seed, seed])
        return _Stem(self._frames, rng, self._plan.jitter_ms / 1000)

    def _at_s(self, bar: int, step: float) -> float:
        plan = self._plan
        return self._clock.time_s(plan.pickup + bar * plan.groove.metre + step / plan.groove.steps)

    def _pitches(self, degree: int) -> tuple[int, int, int]:
        scale = self._scale
        root, third, fifth = (
            scale[(degree + up) % 7] + 12 * ((degree + up) // 7) for up in (0, 2, 4)
        )
        return self._tonic + root, self._tonic + third, self._tonic + fifth

    def chord_name(self, degree: int) -> str:
        root, third, fifth = self._pitches(degree)
        quality = {(4, 7): "", (3, 7): "m", (3, 6): "dim"}[(third - root, fifth - root)]
        return _NAMES[root % 12] + quality

    def drums(self) -> NDArray[np.float32]:
        stem, groove, rng = self._stem(1), self._plan.groove, self._rng
        kit = drum_kit(rng)
        bars = len(self._degrees)
        first_silent = (bars - self._plan.break_bars) // 2
        for bar in range(bars):
            in_break = first_silent <= bar < first_silent + self._plan.break_bars
            if in_break or self._plan.is_sparse(bar):
                continue
            if bar in (0, bars // 2):
                stem.place(kit["crash"], self._at_s(bar, 0), 0.7)
            fill_from = groove.metre * groove.steps
            if bar % 4 == 3 and rng.random() < 0.7:
                fill_from -= groove.steps * (2 if groove.metre >= 4 else 1)
            for drum, line in groove.lines.items():
                for step, mark in enumerate(line):
                    if mark != "-" and step < fill_from:
                        gain = VELOCITIES[mark] * rng.uniform(0.85, 1.0)
                        stem.place(kit[drum], self._at_s(bar, step), gain)
            for step in range(fill_from, groove.metre * groove.steps):
                if rng.random() < 0.8:
                    stem.place(kit["snare"], self._at_s(bar, step), rng.uniform(0.4, 0.9))
        stem.place(kit["kick"], self._at_s(bars, 0), 1.0)
        stem.place(kit["crash"], self._at_s(bars, 0), 0.8)
        return stem.samples

    def bass(self) -> NDArray[np.float32]:
        stem = self._stem(2)
        for bar, degree in enumerate(self._degrees):
            if self._plan.is_sparse(bar):
                continue
            root, _, fifth = self._pitches(degree)
            low = 28 + (root - 28) % 12
            pitches = {"R": low, "5": low + (fifth - root) % 12, "8": low + 12}
            hits = [(step, mark) for step, mark in enumerate(self._bass) if mark != "-"]
            ends = [step for step, _ in hits[1:]] + [len(self._bass)]
            for (step, mark), end in zip(hits, ends, strict=True):
                self._note(stem, "bass", pitches[mark], bar, step, 0.9 * (end - step), 0.55)
        self._note(
            stem, "bass", 28 + (self._pitches(0)[0] - 28) % 12, len(self._degrees), 0, 4, 0.5
        )
        return stem.samples

    def chords(self) -> NDArray[np.float32]:
        stem, bars = self._stem(3), len(self._degrees)
        for bar, degree in enumerate([*self._degrees, 0]):
            voicing = [52 + (pitch - 52) % 12 for pitch in self._pitches(degree)]
            line = self._comping if bar < bars and not self._plan.is_sparse(bar) else "D"
            hits = [(step, mark) for step, mark in enumerate(line) if mark != "-"]
            ends = [step for step, _ in hits[1:]] + [len(line) if bar < bars else 4]
            for (step, mark), end in zip(hits, ends, strict=True):
                gain = 0.16 if mark == "D" else 0.09
                for index, pitch in enumerate(voicing):
                    strum_s = 0.006 * index if self._keys == "guitar" else 0.0
                    self._note(
                        stem, self._keys, pitch, bar, step, 0.85 * (end - step), gain, strum_s
                    )
            if self._has_pad and bar < bars:
                steps = len(self._comping)
                for pitch in voicing:
                    self._note(stem, "pad", pitch, bar, 0, steps, 0.05)
        return stem.samples

    def melody(self) -> NDArray[np.float32]:
        """A line of scale and chord tones; it likes beats, and the bar's first one."""
        stem, rng, groove = self._stem(4), self._rng, self._plan.groove
        eighths = max(1, groove.steps // 2) if groove.steps > 1 else 1
        steps = groove.metre * groove.steps
        place = 7
        if self._plan.pickup:
            for beat in range(self._plan.pickup):
                step = (beat - self._plan.pickup) * groove.steps
                self._note(
                    stem, "lead", self._scale_pitch(place + beat), 0, step, groove.steps, 0.3
                )
        for bar, degree in enumerate(self._degrees):
            if self._plan.is_sparse(bar) or (bar % 4 == 3 and rng.random() < 0.5):
                continue
            step = 0
            while step < steps:
                length = eighths * int(rng.choice([1, 1, 2, 2, 3, 4]))
                length = min(length, steps - step)
                if rng.random() < 0.8:
                    chord_tone = degree + int(rng.choice([0, 2, 4]))
                    place += int(np.clip(rng.integers(-2, 3), -3, 3))
                    place = int(np.clip(place, 4, 13))
                    if step == 0:
                        place = 7 + chord_tone % 7
                    pitch = self._scale_pitch(place)
                    self._note(stem, "lead", pitch, bar, step, 0.9 * length, 0.28)
                step += length
        return stem.samples

    def _scale_pitch(self, place: int) -> int:
        pitch = self._tonic + self._scale[place % 7] + 12 * (place // 7)
        return 57 + (pitch - 57) % 24

    def _note(
        self,
        stem: _Stem,
        kind: str,
        pitch: float,
        bar: int,
        step: float,
        steps: float,
        gain: float,
        late_s: float = 0.0,
    ) -> None:
        start_s = self._at_s(bar, step)
        plan = self._plan
        length_s = steps / plan.groove.steps * 60 / plan.bpm
        length_ms = max(60, round(length_s * 1000 / 20) * 20)
        stem.place(tone(kind, pitch + self._detune, length_ms), start_s + late_s, gain)

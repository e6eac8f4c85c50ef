"""Songs of two to three minutes with verses, choruses and bridges, of which it is known where each
begins. What comes again is played again: the same chords and parts, with another melody over a
verse, now and then with more or fewer instruments, and the last chorus sometimes higher.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from tests.songs.generator import Span
from tests.songs.grooves import FAST, SLOW, STRAIGHT, SWING, VELOCITIES, WALTZ, Groove
from tests.songs.instruments import SAMPLE_RATE, drum_kit, tone

FORMS = (
    "IVCVCBCO",
    "IVCVCSCC",
    "VVCVVCBVC",
    "IVPCVPCBC",
    "VCVCBCO",
    "AABABA",
    "IVVCVCO",
    "IVCIVCSVCO",
    "VPCVPCSPC",
    "AABAABO",
)
"""I intro, V or A verse, P what leads to the chorus, C chorus, B bridge, S solo, O outro."""

_BARS = {
    "I": (4, 4, 8, 2),
    "V": (8, 8, 16, 12),
    "A": (8, 8, 12, 16),
    "P": (4, 8),
    "C": (8, 8, 16),
    "B": (8, 4, 8, 6),
    "S": (8, 16, 12),
    "O": (4, 8, 2),
}
_PROGRESSIONS = (
    (0, 4, 5, 3),
    (0, 5, 3, 4),
    (5, 3, 0, 4),
    (0, 3, 4, 3),
    (0, 2, 3, 4),
    (1, 4, 0, 0),
    (3, 4, 2, 5),
    (0, 0, 3, 3, 0, 0, 4, 4),
    (5, 1, 4, 0, 3, 1, 4, 4),
    (3, 0, 4, 5),
    (0, 3),
)
_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10))
_KEYS = ("piano", "guitar", "organ", "pad")
_LEAD_IN_S = 0.4
_RING_OUT_S = 2.0
_WITHOUT_VOICE = "ISO"


@dataclass(frozen=True)
class FormPlan:
    """bpm: of quarters. with_drums: whether there are any."""

    seed: int
    form: str
    family: tuple[Groove, ...]
    bpm: float
    with_drums: bool = True
    jitter_s: float = 0.004

    @property
    def name(self) -> str:
        """Form and tempo."""
        return f"{self.form}, {self.family[0].metre}/4, {self.bpm:.0f} BPM"


@dataclass(frozen=True, eq=False)
class FormSong:
    """stems: float32 (frames, 2) each. sections: from the first frame to the last, by letter."""

    plan: FormPlan
    stems: dict[str, NDArray[np.float32]]
    grid: BeatGrid
    sections: tuple[Span, ...]

    @property
    def mix(self) -> NDArray[np.float32]:
        """The sum of the stems."""
        return np.sum(list(self.stems.values()), axis=0, dtype=np.float32)


def form_plans(seed: int, count: int) -> tuple[FormPlan, ...]:
    """So many songs of all forms and tempos. Another seed: others."""
    rng = np.random.default_rng(seed)
    families = (STRAIGHT, STRAIGHT, FAST, SLOW, SWING, WALTZ)
    slowest = {id(FAST): 140, id(SLOW): 64, id(SWING): 110, id(WALTZ): 100}
    plans = []
    for index in range(count):
        family = families[index % len(families)]
        bpm = slowest.get(id(family), 84) * float(rng.uniform(1.0, 1.5))
        plans.append(
            FormPlan(
                seed=int(rng.integers(1 << 30)),
                form=FORMS[int(rng.integers(len(FORMS)))],
                family=family,
                bpm=round(bpm, 1),
                with_drums=index % 8 != 7,
            )
        )
    return tuple(plans)


@dataclass
class _Part:
    """What is played whenever a letter comes. comping, bass: patterns of `groove`."""

    bars: int
    degrees: tuple[int, ...]
    groove: Groove
    comping: str
    bass: str
    keys: str
    gain: float
    has_drums: bool
    has_bass: bool
    has_pad: bool
    rides: bool
    sings: bool
    highest: int
    melody: list[tuple[int, int, int, int]] = field(default_factory=list)


class _Player:
    def __init__(self, plan: FormPlan) -> None:
        self.rng = np.random.default_rng(plan.seed)
        self.plan = plan
        self.metre = plan.family[0].metre
        self.scale = _SCALES[int(self.rng.integers(2))]
        self.tonic = int(self.rng.integers(12))
        self.kit = drum_kit(self.rng)
        self.parts: dict[str, _Part] = {}
        for letter in dict.fromkeys(plan.form):
            self.parts[letter] = self._part(letter)
        self.bars = sum(self.parts[letter].bars for letter in plan.form)
        self.beats_s = self._beats_s()
        frames = round((self.beats_s[-1] + _RING_OUT_S) * SAMPLE_RATE)
        names = ("vocals", "drums", "bass", "other")
        self.stems = {name: np.zeros(frames, np.float32) for name in names}

    def _beats_s(self) -> NDArray[np.float64]:
        beats = self.bars * self.metre + 1
        steps = np.convolve(self.rng.standard_normal(beats), np.ones(8) / np.sqrt(8), "same")
        lengths = 60 / (self.plan.bpm * (1 + 0.004 * steps))
        return _LEAD_IN_S + np.concatenate([[0.0], np.cumsum(lengths[:-1])])

    def _part(self, letter: str) -> _Part:
        rng, family = self.rng, self.plan.family
        groove = family[int(rng.integers(len(family)))]
        like = self.parts.get({"I": "", "S": "V", "O": "I"}.get(letter, ""))
        progression = _PROGRESSIONS[int(rng.integers(len(_PROGRESSIONS)))]
        bars = int(rng.choice(_BARS[letter]))
        verse = self.parts.get("V") or self.parts.get("A")
        if letter == "C" and verse is not None and rng.random() < 0.2:
            progression = verse.degrees  # told apart by everything else
        if like is not None and rng.random() < 0.7:
            progression, groove = like.degrees, like.groove
        loud = letter in "CS" or rng.random() < 0.4
        part = _Part(
            bars=bars,
            degrees=progression,
            groove=groove,
            comping=str(rng.choice(groove.comping)),
            bass=str(rng.choice(groove.bass)),
            keys=str(rng.choice(_KEYS[:3])),
            gain=float(rng.uniform(0.9, 1.1)) * (1.0 if loud else 0.75),
            has_drums=self.plan.with_drums
            and (letter not in "IBO" or rng.random() < (0.6 if letter == "B" else 0.4)),
            has_bass=letter not in "IO" or rng.random() < 0.5,
            has_pad=letter == "C" or rng.random() < 0.3,
            rides=letter in "CS",
            sings=letter not in _WITHOUT_VOICE,
            highest=12 if letter == "C" else 9,
        )
        part.melody = self._melody(part)
        return part

    def _melody(self, part: _Part) -> list[tuple[int, int, int, int]]:
        """Bar, step, length in steps, place in the scale."""
        rng, steps = self.rng, self.metre * part.groove.steps
        notes, place = [], 7
        for bar in range(part.bars):
            if bar % 4 == 3 and rng.random() < 0.5:
                continue
            step = 0
            while step < steps:
                length = min(max(1, part.groove.steps // 2) * int(rng.integers(1, 5)), steps - step)
                if rng.random() < 0.75:
                    place = int(
                        np.clip(place + rng.integers(-2, 3), part.highest - 6, part.highest)
                    )
                    if step == 0:
                        place = 7 + part.degrees[bar % len(part.degrees)] % 4
                    notes.append((bar, step, length, place))
                step += length
        return notes

    def play(self) -> tuple[list[int], list[str]]:
        """Fill the stems. Returns the bar each section begins at, and its letter."""
        bar, starts, heard = 0, [], dict.fromkeys(self.parts, 0)
        lift = 0
        for index, letter in enumerate(self.plan.form):
            part, times = self.parts[letter], heard[letter]
            is_last = letter == "C" and "C" not in self.plan.form[index + 1 :]
            if is_last and times > 1 and self.rng.random() < 0.25:
                lift = int(self.rng.integers(1, 3))
            self._play_part(part, bar, lift, times, is_end=index == len(self.plan.form) - 1)
            starts.append(bar)
            heard[letter] += 1
            bar += part.bars
        self._note("other", "piano", 48 + self.tonic, bar, 0, 4, 0.3)
        self._note("bass", "bass", 28 + (self.tonic - 28) % 12, bar, 0, 4, 0.4)
        return starts, list(self.plan.form)

    def _play_part(self, part: _Part, first: int, lift: int, times: int, *, is_end: bool) -> None:
        rng = self.rng
        gain = part.gain * float(rng.uniform(0.92, 1.08))
        pad = part.has_pad or (times > 0 and rng.random() < 0.3)
        if part.has_drums and rng.random() < 0.6:
            self._hit("crash", first, 0, 0.7 * gain)
        for bar in range(part.bars):
            degree = part.degrees[bar % len(part.degrees)]
            triad = [self._pitch(degree + up) + lift for up in (0, 2, 4)]
            voicing = [52 + (pitch - 52) % 12 for pitch in triad]
            for beat, beats, mark in _hits(part.comping, part.groove):
                for pitch in voicing:
                    loud = (0.16 if mark == "D" else 0.09) * gain
                    self._note("other", part.keys, pitch, first + bar, beat, 0.85 * beats, loud)
            if pad:
                for pitch in voicing:
                    self._note("other", "pad", pitch, first + bar, 0, self.metre, 0.06)
            if part.has_bass:
                low = 28 + (triad[0] - 28) % 12
                pitches = {"R": low, "5": low + (triad[2] - triad[0]) % 12, "8": low + 12}
                for beat, beats, mark in _hits(part.bass, part.groove):
                    loud = 0.5 * gain
                    self._note("bass", "bass", pitches[mark], first + bar, beat, beats, loud)
            if part.has_drums:
                is_fill = bar == part.bars - 1 and not is_end and rng.random() < 0.7
                self._drum_bar(part, first + bar, gain, is_fill=is_fill)
        if part.sings:
            self._sing(part, first, lift, gain, times)

    def _sing(self, part: _Part, first: int, lift: int, gain: float, times: int) -> None:
        """Other words each time: some notes are others."""
        steps = part.groove.steps
        for bar, step, length, place in part.melody:
            changed = int(self.rng.integers(-1, 2)) if times and self.rng.random() < 0.3 else 0
            pitch = 57 + (self._pitch(place + changed) - 57) % 24 + lift
            beat, beats = step / steps, 0.9 * length / steps
            self._note("vocals", "lead", pitch, first + bar, beat, beats, 0.26 * gain)

    def _drum_bar(self, part: _Part, bar: int, gain: float, *, is_fill: bool) -> None:
        per_beat = part.groove.steps
        steps = self.metre * per_beat
        fill_from = steps - per_beat * (2 if is_fill else 0)
        for drum, line in part.groove.lines.items():
            played = "ride" if part.rides and drum == "hat" else drum
            for step, mark in enumerate(line):
                if mark != "-" and step < fill_from:
                    self._hit(played, bar, step / per_beat, VELOCITIES[mark] * gain)
        for step in range(fill_from, steps):
            self._hit("snare", bar, step / per_beat, float(self.rng.uniform(0.4, 0.9)) * gain)

    def _pitch(self, place: int) -> int:
        return self.tonic + self.scale[place % 7] + 12 * (place // 7)

    def _hit(self, drum: str, bar: int, beat: float, gain: float) -> None:
        self._place("drums", self.kit[drum], bar, beat, gain)

    def _note(
        self, stem: str, kind: str, pitch: int, bar: int, beat: float, beats: float, gain: float
    ) -> None:
        length_ms = 60_000 * beats / self.plan.bpm
        self._place(stem, tone(kind, pitch, max(60, round(length_ms / 20) * 20)), bar, beat, gain)

    def _place(
        self, stem: str, sound: NDArray[np.float32], bar: int, beat: float, gain: float
    ) -> None:
        at_s = np.interp(bar * self.metre + beat, np.arange(len(self.beats_s)), self.beats_s)
        late_s = np.clip(self.rng.normal(0, self.plan.jitter_s), -0.02, 0.02)
        start = max(0, round(float(at_s + late_s) * SAMPLE_RATE))
        room = self.stems[stem][start : start + len(sound)]
        room += np.float32(gain) * sound[: len(room)]


def _hits(line: str, groove: Groove) -> list[tuple[float, float, str]]:
    """At which beat of the bar, how many beats long, and what: until the next."""
    hits = [(step, mark) for step, mark in enumerate(line) if mark != "-"]
    ends = [*(step for step, _ in hits[1:]), len(line)]
    per_beat = groove.steps
    return [
        (step / per_beat, (end - step) / per_beat, mark)
        for (step, mark), end in zip(hits, ends, strict=True)
    ]


def form_song(plan: FormPlan) -> FormSong:
    """Compose and play it."""
    player = _Player(plan)
    starts, letters = player.play()
    loudest = float(np.abs(np.sum(list(player.stems.values()), axis=0)).max())
    frames = len(player.stems["other"])
    hiss = 1e-4 * player.rng.standard_normal(frames)
    player.stems["other"] += (loudest * hiss).astype(np.float32)
    stems = {
        name: np.repeat((np.float32(0.8 / loudest) * samples)[:, None], 2, axis=1)
        for name, samples in player.stems.items()
    }
    beats = tuple(round(float(at_s) * SAMPLE_RATE) for at_s in player.beats_s)
    grid = BeatGrid(beats, tuple(range(0, len(beats), player.metre)))
    edges = [0, *(beats[bar * player.metre] for bar in starts[1:]), frames]
    sections = tuple(
        Span(start, stop, letter)
        for start, stop, letter in zip(edges, edges[1:], letters, strict=False)
    )
    return FormSong(plan, stems, grid, sections)

"""Who plays what in the songs that are read: bass, comping, a voice, drums, section by section."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.songs.generator import Clock, Plan
from tests.songs.grooves import SWING, VELOCITIES
from tests.songs.progressions import NAMES, SCALES, Bar, TrueChord, form, progression
from tests.songs.timbres import COMPING, HELD, Voice, voice

GUITARS = ("nylon", "steel", "crunch")
_STRINGS = (40, 45, 50, 55, 59, 64)
_LOWEST_BASS = 28
_BAR_OF_A_LONG_SECTION_S = 2.4
_INTRO_BARS = 4


@dataclass(frozen=True)
class Played:
    """part: "bass", "voice", "keys", "left hand", "held", "fill" or "drums". start_s: when it is
    heard. midi: without the song's tuning; 0 for drums. drum: as in `instruments.drum_kit`.
    """

    part: str
    start_s: float
    length_s: float
    midi: int
    velocity: float
    drum: str = ""


@dataclass(frozen=True)
class Section:
    """Bars from `first_bar`, and the letter of what is played there."""

    letter: str
    first_bar: int
    bars: int


@dataclass(frozen=True)
class _Sound:
    """What one letter is played with. low: the lowest fret, or the middle of the keys."""

    bars: tuple[Bar, ...]
    comping: str
    manner: str
    instrument: str
    low: int
    held: bool
    fills: bool
    bright_drums: bool
    melody: tuple[tuple[int, int, int, int, float], ...]


class Arrangement:
    """A song as it is played. key: "F# minor". chords: those of every bar."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._rng = rng = np.random.default_rng([plan.seed, *plan.kind.encode()])
        self._metre = plan.groove.metre
        self._bar_steps = self._metre * plan.groove.steps
        self._tonic, self._mode = int(rng.integers(12)), ("major", "minor")[int(rng.integers(2))]
        self.key = f"{NAMES[self._tonic]} {self._mode}"
        self.singer: Voice = voice(rng)
        self._bass = str(rng.choice(plan.groove.bass))
        self._instruments = [str(name) for name in rng.choice(COMPING, 2, replace=False)]
        self.held_instrument = str(rng.choice(HELD))
        self.fill_instrument = str(rng.choice(COMPING))
        self._walks = plan.groove in SWING or rng.random() < 0.15
        self._colours = rng.random() < 0.25
        self.sections = self._sections()
        last = self.sections[-1]
        bars = last.first_bar + last.bars
        self._letters = {letter: self._sound(letter) for letter in self._lengths}
        self.chords: tuple[Bar, ...] = tuple(
            bar
            for section in self.sections
            for bar in self._letters[section.letter].bars[: section.bars]
        )
        self.clock = Clock(plan, (bars + 1) * self._metre + 4, rng)
        self.played: list[Played] = []
        self._play()

    def chord_start_s(self, bar: int, index: int) -> float:
        """Where one of a bar's chords begins."""
        beat = round(index * self._metre / len(self.chords[bar]))
        return self.clock.time_s(bar * self._metre + beat)

    def _sections(self) -> tuple[Section, ...]:
        bar_s = 60 / self.plan.bpm * self._metre
        usual = 8 if bar_s < _BAR_OF_A_LONG_SECTION_S else 4
        letters = form(round(self.plan.seconds / (bar_s * usual)), self._rng)
        self._lengths = dict.fromkeys(dict.fromkeys(letters), usual)
        if "I" in self._lengths:
            self._lengths["I"] = _INTRO_BARS
        if "C" in self._lengths and self._rng.random() < 0.5:
            self._lengths["C"] = usual // 2 + 2
        sections, bar = [], 0
        for letter in letters:
            sections.append(Section(letter, bar, self._lengths[letter]))
            bar += self._lengths[letter]
        return tuple(sections)

    def _sound(self, letter: str) -> _Sound:
        rng, groove = self._rng, self.plan.groove
        bars = tuple(progression(self._tonic, self._mode, self._lengths[letter], rng))
        instrument = self._instruments[int(rng.random() < 0.4)]
        is_guitar = instrument in GUITARS
        return _Sound(
            bars=bars,
            comping=str(rng.choice(groove.comping)),
            manner=str(rng.choice(("chords", "chords", "arpeggio"))),
            instrument=instrument,
            low=int(rng.integers(0, 6)) if is_guitar else int(rng.integers(54, 64)),
            held=rng.random() < 0.5,
            fills=rng.random() < 0.4,
            bright_drums=rng.random() < 0.5,
            melody=() if letter == "I" else self._melody(bars),
        )

    def _melody(self, bars: tuple[Bar, ...]) -> tuple[tuple[int, int, int, int, float], ...]:
        """Bar, step, steps, MIDI, velocity. Scale tones; where it is strong those of the chord."""
        rng, notes = self._rng, []
        eighth = max(1, self.plan.groove.steps // 2)
        lowest = self.singer.lowest
        scale = [(self._tonic + step) % 12 for step in SCALES[self._mode]]
        pitch = lowest + int(rng.integers(4, 11))
        lengths = eighth * np.array((1, 1, 2, 2, 2, 3, 4, 6))
        for bar, chords in enumerate(bars):
            step = 0 if rng.random() < 0.7 else eighth * int(rng.integers(1, 3))
            until = self._bar_steps if bar % 4 != 3 else self._bar_steps // 2 + 1
            while step < until:
                length = min(int(rng.choice(lengths)), self._bar_steps - step)
                if rng.random() < 0.88:
                    now = chords[self._which(len(chords), step)]
                    is_strong = step % (2 * self.plan.groove.steps) == 0
                    allowed = now.pitch_classes if is_strong else (*scale, *now.pitch_classes)
                    pitch += int(rng.integers(-4, 5))
                    pitch = min(max(pitch, lowest), lowest + 15)
                    pitch = _nearest(pitch, allowed)
                    notes.append((bar, step, length, pitch, float(rng.uniform(0.6, 1.0))))
                step += length
        return tuple(notes)

    def _which(self, chords: int, step: float) -> int:
        beat = step / self.plan.groove.steps
        return max(i for i in range(chords) if beat >= round(i * self._metre / chords))

    def _at_s(self, bar: int, step: float) -> float:
        return self.clock.time_s(bar * self._metre + step / self.plan.groove.steps)

    def _add(
        self,
        part: str,
        place: tuple[int, float, float],
        midi: int,
        velocity: float,
        drum: str = "",
        late_s: float = 0.0,
    ) -> None:
        """place: bar, step and length in steps."""
        bar, step, steps = place
        jitter_s = float(np.clip(self._rng.normal(0, self.plan.jitter_ms / 1000), -0.03, 0.03))
        start_s = self._at_s(bar, step)
        length_s = max(0.06, self._at_s(bar, step + steps) - start_s)
        start_s = max(0.0, start_s + jitter_s + late_s)
        self.played.append(Played(part, start_s, length_s, midi, velocity, drum))

    def _play(self) -> None:
        for number, section in enumerate(self.sections):
            sound = self._letters[section.letter]
            is_intro = section.letter == "I"
            with_bass = not (is_intro and section.bars % 4 == 0 and number % 2 == 0)
            for bar in range(section.bars):
                at = section.first_bar + bar
                self._comp(at, sound, left_hand=not with_bass)
                if with_bass:
                    self._play_bass(at)
                if self.plan.with_drums and (not is_intro or bar >= 2):
                    self._drum(at, bar, section, sound)
            self._sing(section, sound)
        self._end()

    def _voiced(self, chord: TrueChord, sound: _Sound) -> list[int]:
        wanted = list(chord.pitch_classes)
        if sound.instrument in GUITARS:
            found = []
            for open_string in _STRINGS:
                pitch = open_string + sound.low
                while pitch % 12 not in wanted:
                    pitch += 1
                if found or pitch % 12 == chord.root:
                    found.append(pitch)
            return sorted(set(found)) if len(found) > 2 else [60 + tone for tone in wanted]
        if len(wanted) == 4 and self._rng.random() < 0.25:
            # The fifth is what a pianist leaves out.
            del wanted[2]
        return sorted(_nearest(sound.low, (pitch,)) for pitch in wanted)

    def _comp(self, bar: int, sound: _Sound, left_hand: bool) -> None:
        chords, steps = self.chords[bar], self._bar_steps
        line = (sound.comping * 2)[:steps]
        hits = [(step, mark) for step, mark in enumerate(line) if mark != "-"]
        starts = [round(i * self._metre / len(chords)) for i in range(len(chords))]
        for index, start in enumerate(starts):
            begin = start * self.plan.groove.steps
            end = starts[index + 1] if index + 1 < len(starts) else self._metre
            end *= self.plan.groove.steps
            inside = [(step, mark) for step, mark in hits if begin <= step < end]
            if not inside:
                inside = [(begin, "D")]
            voicing = self._voiced(chords[index], sound)
            if left_hand:
                low = 36 + (chords[index].bass - 36) % 12
                self._add("left hand", (bar, begin, end - begin), low, 0.7)
            if sound.held:
                for pitch in voicing:
                    self._add("held", (bar, begin, end - begin), pitch + 12 * (pitch < 52), 0.5)
            if sound.manner == "arpeggio":
                self._arpeggio(bar, begin, end, voicing)
                continue
            ends = [*(step for step, _ in inside[1:]), end]
            for (step, mark), until in zip(inside, ends, strict=True):
                self._strum(bar, (step, until), mark, voicing, sound)
        if sound.fills and bar % 2 and self._rng.random() < 0.7:
            self._fill(bar)

    def _strum(
        self, bar: int, span: tuple[int, int], mark: str, voicing: list[int], sound: _Sound
    ) -> None:
        step, until = span
        velocity = (0.8 if mark == "D" else 0.45) * self._rng.uniform(0.85, 1.0)
        for index, pitch in enumerate(voicing):
            late_s = 0.008 * index if sound.instrument in GUITARS else 0.0
            self._add("keys", (bar, step, 0.9 * (until - step)), pitch, velocity, late_s=late_s)
        if self._colours and self._rng.random() < 0.25:
            # A ninth above the lowest, as a colour.
            self._add("keys", (bar, step, 0.9 * (until - step)), voicing[0] + 14, 0.5 * velocity)

    def _arpeggio(self, bar: int, begin: int, end: int, voicing: list[int]) -> None:
        eighth = max(1, self.plan.groove.steps // 2)
        order = [*voicing, *voicing[-2:0:-1]]
        for number, step in enumerate(range(begin, end, eighth)):
            length = min(2 * eighth, end - step)
            pitch = order[number % len(order)]
            self._add("keys", (bar, step, length), pitch, 0.75 * self._rng.uniform(0.8, 1.0))

    def _fill(self, bar: int) -> None:
        """A little line above the chords, of scale tones."""
        rng, eighth = self._rng, max(1, self.plan.groove.steps // 2)
        scale = [(self._tonic + step) % 12 for step in SCALES[self._mode]]
        pitch = int(rng.integers(67, 76))
        for step in range(self._bar_steps // 2, self._bar_steps, eighth):
            pitch = _nearest(pitch + int(rng.integers(-3, 4)), tuple(scale))
            if rng.random() < 0.8:
                self._add("fill", (bar, step, eighth), pitch, rng.uniform(0.5, 0.9))

    def _play_bass(self, bar: int) -> None:
        chords, rng = self.chords[bar], self._rng
        following = self.chords[bar + 1][0] if bar + 1 < len(self.chords) else chords[0]
        if self._walks:
            line = [("R" if beat == 0 else "w") for beat in range(self._metre)]
            hits = [(beat * self.plan.groove.steps, mark) for beat, mark in enumerate(line)]
        else:
            line = list((self._bass * 2)[: self._bar_steps])
            hits = [(step, mark) for step, mark in enumerate(line) if mark != "-"]
        starts = [round(i * self._metre / len(chords)) for i in range(len(chords))]
        taken = {step for step, _ in hits}
        # Every chord has its bass where it begins.
        hits += [(s * self.plan.groove.steps, "R") for s in starts[1:]
                 if s * self.plan.groove.steps not in taken]  # fmt: skip
        hits.sort()
        ends = [*(step for step, _ in hits[1:]), self._bar_steps]
        begins = {start * self.plan.groove.steps for start in starts}
        for (step, mark), end in zip(hits, ends, strict=True):
            now = chords[self._which(len(chords), step)]
            low = _LOWEST_BASS + (now.bass - _LOWEST_BASS) % 12
            pitch = low
            if step not in begins and now.bass == now.root:
                fifth = next((tone for tone in now.tones if 6 <= tone <= 8), 7)
                pitch = {"5": low + fifth, "8": low + 12}.get(mark, low)
                if mark == "w":
                    pitch = low + int(rng.choice(now.tones))
                is_last = end == self._bar_steps
                if is_last and following.bass != now.bass and self._walks:
                    target = _LOWEST_BASS + (following.bass - _LOWEST_BASS) % 12
                    pitch = target + int(rng.choice((-2, -1, 1, 2)))
            self._add("bass", (bar, step, 0.9 * (end - step)), pitch, rng.uniform(0.7, 1.0))

    def _drum(self, bar: int, place: int, section: Section, sound: _Sound) -> None:
        groove, rng = self.plan.groove, self._rng
        if place == 0:
            self._add("drums", (bar, 0, 1), 0, 0.8, "crash")
        fill_from = self._bar_steps
        if place == section.bars - 1 and rng.random() < 0.8:
            fill_from -= groove.steps * (2 if groove.metre >= 4 else 1)
        for drum, line in groove.lines.items():
            name = {"hat": "ride", "ride": "hat"}.get(drum, drum) if sound.bright_drums else drum
            for step, mark in enumerate(line):
                if mark != "-" and step < fill_from:
                    velocity = VELOCITIES[mark] * rng.uniform(0.85, 1.0)
                    self._add("drums", (bar, step, 1), 0, velocity, name)
        for step in range(fill_from, self._bar_steps):
            if rng.random() < 0.8:
                self._add("drums", (bar, step, 1), 0, rng.uniform(0.4, 0.9), "snare")

    def _sing(self, section: Section, sound: _Sound) -> None:
        for bar, step, steps, pitch, velocity in sound.melody:
            if self._rng.random() > 0.04:
                at = section.first_bar + bar
                self._add("voice", (at, step, 0.92 * steps), pitch, velocity)

    def _end(self) -> None:
        """The tonic, once more."""
        bar, last = len(self.chords), self._letters[self.sections[-1].letter]
        third = 4 if self._mode == "major" else 3
        tonic = TrueChord(self._tonic, ("min", "maj")[third - 3], (0, third, 7), self._tonic)
        place = (bar, 0, 4 * self.plan.groove.steps)
        for pitch in self._voiced(tonic, last):
            self._add("keys", place, pitch, 0.8)
        self._add("bass", place, _LOWEST_BASS + (self._tonic - _LOWEST_BASS) % 12, 0.8)
        self.chords = (*self.chords, (tonic,))
        if self.plan.with_drums:
            self._add("drums", place, 0, 0.9, "kick")
            self._add("drums", place, 0, 0.8, "crash")

    def instrument_of(self, part: str, at_s: float) -> str:
        """What "keys" and "left hand" are where: letters may have others."""
        if part == "held":
            return self.held_instrument
        if part == "fill":
            return self.fill_instrument
        starts = [self._at_s(section.first_bar, 0) - 0.05 for section in self.sections]
        index = max(0, int(np.searchsorted(starts, at_s, side="right")) - 1)
        return self._letters[self.sections[index].letter].instrument


def _nearest(pitch: int, allowed: tuple[int, ...]) -> int:
    """Of these pitch classes the note nearest to `pitch`, MIDI."""
    return min(
        (pitch + shift for shift in range(-6, 7) if (pitch + shift) % 12 in allowed),
        key=lambda found: abs(found - pitch),
    )

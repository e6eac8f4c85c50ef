"""Songs to be read: chords of many kinds, a key, sections, notes and drum hits, all known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from player.beat_grid import BeatGrid
from tests.songs.arrangement import Arrangement, Played
from tests.songs.generator import Plan, Span
from tests.songs.instruments import SAMPLE_RATE, drum_kit
from tests.songs.timbres import Timbre, bass, keys, note, sung

_LAST_BEATS = 4
_RING_OUT_S = 1.5
_STEM_OF = {
    "bass": "bass",
    "voice": "vocals",
    "keys": "other",
    "left hand": "other",
    "held": "other",
    "fill": "other",
    "drums": "drums",
}
# Of the mix, before they are varied by some decibels; the parts of `other` beside each other.
_LEVELS = {"vocals": 1.0, "bass": 0.9, "other": 1.0, "drums": 1.0}
_PART_LEVELS = {"keys": 1.0, "left hand": 0.8, "held": 0.6, "fill": 0.7}


@dataclass(frozen=True)
class TrueNote:
    """Song frames from `start` until before `stop`. midi: tuning included. velocity: 0 to 1."""

    start: int
    stop: int
    midi: float
    velocity: float


@dataclass(frozen=True)
class TrueHit:
    """drum: kick, snare, rim, hat, foot (the hi-hat's), ride or crash. velocity: 0 to 1."""

    frame: int
    drum: str
    velocity: float


@dataclass(frozen=True, eq=False)
class SongToRead:
    """What is known of a song, and what it sounds like.

    chords: named as mir_eval does ("A:min7/b3", "N"), from the first frame to the last. key: "F#
    minor". sections: A, B, C, and I for an intro; letters that are the same are played the same.
    notes: those of bass and vocals, one at a time each.
    """

    plan: Plan
    grid: BeatGrid
    chords: tuple[Span, ...]
    key: str
    sections: tuple[Span, ...]
    notes: dict[str, tuple[TrueNote, ...]]
    drum_hits: tuple[TrueHit, ...]
    arrangement: Arrangement

    @cached_property
    def stems(self) -> dict[str, NDArray[np.float32]]:
        """float32 (frames, 2) each, their sum within full scale; played when first asked for."""
        return _stems(self.arrangement, self.chords[-1].stop)


def song_to_read(plan: Plan) -> SongToRead:
    """Compose it; the same plan gives the same song."""
    arrangement = Arrangement(plan)
    metre, clock = plan.groove.metre, arrangement.clock
    end_beat = (len(arrangement.chords) - 1) * metre + _LAST_BEATS
    frames = round((clock.time_s(end_beat) + _RING_OUT_S) * SAMPLE_RATE)
    beats = tuple(round(at_s * SAMPLE_RATE) for at_s in clock.beats_s[: end_beat + 1].tolist())
    return SongToRead(
        plan,
        BeatGrid(beats, tuple(range(0, len(beats), metre)), unit=plan.unit),
        _chords(arrangement, frames),
        arrangement.key,
        _sections(arrangement, frames),
        {"bass": _notes(arrangement, "bass"), "vocals": _notes(arrangement, "voice")},
        _drum_hits(arrangement),
        arrangement,
    )


def _chords(arrangement: Arrangement, frames: int) -> tuple[Span, ...]:
    """One after another; those that go on are one."""
    starts, names = [0], ["N"]
    for bar, chords in enumerate(arrangement.chords):
        for index, each in enumerate(chords):
            if each.label != names[-1]:
                starts.append(round(arrangement.chord_start_s(bar, index) * SAMPLE_RATE))
                names.append(each.label)
    return tuple(
        Span(start, stop, name)
        for (start, stop), name in zip(pairwise([*starts, frames]), names, strict=True)
    )


def _sections(arrangement: Arrangement, frames: int) -> tuple[Span, ...]:
    starts = [
        round(arrangement.chord_start_s(section.first_bar, 0) * SAMPLE_RATE)
        for section in arrangement.sections
    ]
    return tuple(
        Span(start, stop, section.letter)
        for (start, stop), section in zip(
            pairwise([*starts, frames]), arrangement.sections, strict=True
        )
    )


def _notes(arrangement: Arrangement, part: str) -> tuple[TrueNote, ...]:
    """In order; a note ends where the next begins."""
    played = sorted(_of_part(arrangement, part), key=lambda each: each.start_s)
    starts = [round(each.start_s * SAMPLE_RATE) for each in played]
    return tuple(
        TrueNote(
            start,
            min(start + round(each.length_s * SAMPLE_RATE), following),
            each.midi + arrangement.plan.cents / 100,
            each.velocity,
        )
        for start, following, each in zip(starts, [*starts[1:], 1 << 60], played, strict=True)
    )


def _drum_hits(arrangement: Arrangement) -> tuple[TrueHit, ...]:
    hits = (
        TrueHit(round(each.start_s * SAMPLE_RATE), each.drum, each.velocity)
        for each in _of_part(arrangement, "drums")
    )
    return tuple(sorted(hits, key=lambda hit: hit.frame))


def _of_part(arrangement: Arrangement, part: str) -> list[Played]:
    return [each for each in arrangement.played if each.part == part]


def _stems(arrangement: Arrangement, frames: int) -> dict[str, NDArray[np.float32]]:
    plan = arrangement.plan
    rng = np.random.default_rng([plan.seed, 1])
    room = _room(rng)
    wetness = rng.uniform(0.02, 0.2)
    instruments = _Instruments(arrangement, rng)
    stems: dict[str, NDArray[np.float32]] = {}
    for part, stem in _STEM_OF.items():
        played = _of_part(arrangement, part)
        if not played:
            continue
        dry = instruments.sound(part, played, frames)
        dry *= _PART_LEVELS.get(part, 1.0) / max(1e-9, float(np.sqrt(np.mean(dry**2))))
        wide = rng.uniform(-0.5, 0.5) if stem == "other" else rng.uniform(-0.1, 0.1)
        left, right = np.sqrt((1 - wide) / 2), np.sqrt((1 + wide) / 2)
        stereo = np.stack([left * dry, right * dry], axis=1)
        if part != "bass":
            wet = fftconvolve(dry[:, None], room, axes=0)[:frames]
            stereo += wetness * wet
        stems[stem] = stems.get(stem, 0.0) + stereo.astype(np.float32)
    for stem, samples in stems.items():
        varied = 10 ** (rng.uniform(-3, 3) / 20)
        samples *= _LEVELS[stem] * varied / max(1e-9, float(np.sqrt(np.mean(samples**2))))
    loudest = float(np.abs(np.sum(list(stems.values()), axis=0)).max())
    hiss = plan.noise * loudest * rng.standard_normal((frames, 2)).astype(np.float32)
    stems["other"] = stems["other"] + hiss
    return {name: (0.8 / loudest * samples).astype(np.float32) for name, samples in stems.items()}


def _room(rng: np.random.Generator) -> NDArray[np.float32]:
    """An impulse response of noise that dies away, float32 (frames, 2)."""
    length_s = rng.uniform(0.3, 1.4)
    time_s = np.arange(round(length_s * SAMPLE_RATE)) / SAMPLE_RATE
    noise = rng.standard_normal((len(time_s), 2)) * np.exp(-6.9 * time_s / length_s)[:, None]
    return (noise / np.sqrt(np.sum(noise**2, axis=0))).astype(np.float32)


class _Instruments:
    """What makes each part's sound in one song."""

    def __init__(self, arrangement: Arrangement, rng: np.random.Generator) -> None:
        self._arrangement = arrangement
        self._rng = rng
        self._kit = drum_kit(rng)
        self._bass = bass(rng)
        self._keys: dict[str, Timbre] = {}

    def sound(self, part: str, played: list[Played], frames: int) -> NDArray[np.float32]:
        """float32 (frames,), at any level."""
        if part == "drums":
            return self._laid(frames, [(each, self._kit[each.drum]) for each in played])
        detune = self._arrangement.plan.cents / 100
        if part == "voice":
            singer, rng = self._arrangement.singer, self._rng
            return self._laid(
                frames,
                [(each, sung(singer, each.midi + detune, each.length_s, rng)) for each in played],
            )
        by_timbre: dict[Timbre, list[tuple[Played, NDArray[np.float32]]]] = {}
        for each in played:
            timbre = self._bass if part == "bass" else self._timbre(part, each)
            length_ms = max(60, round(each.length_s * 50) * 20)
            tone = note(timbre, each.midi + detune, length_ms)
            by_timbre.setdefault(timbre, []).append((each, tone))
        whole = np.zeros(frames, np.float32)
        for timbre, tones in by_timbre.items():
            sound = self._laid(frames, tones)
            if timbre.drive:
                sound = np.tanh(timbre.drive * sound) / 2
            whole += sound
        return whole

    def _timbre(self, part: str, each: Played) -> Timbre:
        name = self._arrangement.instrument_of(part, each.start_s)
        if name not in self._keys:
            self._keys[name] = keys(name, self._rng)
        return self._keys[name]

    def _laid(
        self, frames: int, tones: list[tuple[Played, NDArray[np.float32]]]
    ) -> NDArray[np.float32]:
        sound = np.zeros(frames, np.float32)
        for each, tone in tones:
            start = round(each.start_s * SAMPLE_RATE)
            stop = min(frames, start + len(tone))
            if stop > start:
                sound[start:stop] += each.velocity * tone[: stop - start]
        return sound

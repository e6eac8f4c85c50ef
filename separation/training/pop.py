"""Pop songs of the composer's: human drums, real or sampled instruments, and a voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from separation.training.amp import amplified
from separation.training.composer import compose
from separation.training.grooves import grooves, looped
from separation.training.items import ItemPlan, Stems
from separation.training.mixdown import mixdown
from separation.training.notes import Note, Part
from separation.training.sampled_instruments import (
    ACOUSTIC_GUITAR,
    BASSES,
    DRUM_KITS,
    GUITARS,
    play_drums,
    play_sampled,
)
from separation.training.singing import sing, string_together
from separation.training.sound import SAMPLE_RATE, Sound, at_level, stereo
from separation.training.soundfonts import Soundfonts, play
from separation.training.sources import (
    ALYS,
    BLACK_AND_GREEN_GUITARS,
    GROOVES,
    GROWLY_BASS,
    KATHLEEN,
    KERSTIN,
    MEAT_BASS,
    SAMPLED_DRUMS,
    SHINY_GUITAR,
    SOLFEGE,
    SONIC_PI,
)
from separation.training.stage import Room, make_room, stand
from separation.training.voices import pick_voice

_COUNT = {"validation": 8, "test": 10, "train": 110}
_SECONDS = 42.0
_KEYS = (0, 1, 2, 4, 5, 6, 7, 11, 16, 17, 18, 19)
_STRINGS = (48, 49, 50, 51, 61, 62, 63, 88, 89, 90, 91, 93, 94, 95)
_PLUCKED = (24, 25, 26, 27, 28, 45, 46, 10, 12, 108)
_LEADS = (56, 57, 60, 64, 65, 66, 68, 71, 73, 75, 80, 81, 82, 84, 22, 40, 11, 29, 30)
_BASS_PROGRAMS = (32, 33, 33, 34, 34, 35, 36, 38, 38, 39)
_KITS = (0, 0, 8, 16, 24, 25, 32, 40)


def pop_plans(sources: Path, soundfonts: Soundfonts) -> Iterator[ItemPlan]:
    """The pop items; those for tests have another drummer, another singer, another soundfont."""
    for split, count in _COUNT.items():
        for number in range(1, count + 1):
            yield ItemPlan(
                name=f"pop-{split}-{number:03d}",
                kind="pop",
                split=split,
                sources=(
                    GROOVES,
                    ALYS,
                    KATHLEEN,
                    KERSTIN,
                    SOLFEGE,
                    GROWLY_BASS,
                    MEAT_BASS,
                    SHINY_GUITAR,
                    BLACK_AND_GREEN_GUITARS,
                    SAMPLED_DRUMS,
                    SONIC_PI,
                ),
                render=partial(render_pop, sources, split, soundfonts),
            )


def render_pop(
    sources: Path, split: str, soundfonts: Soundfonts, rng: np.random.Generator
) -> Stems:
    """A song of about 42 s."""
    choice = grooves(sources, split == "test")
    groove = choice[int(rng.integers(len(choice)))]
    bars = max(4, round(_SECONDS * groove.beats_per_minute / 240))
    seconds = bars * 240 / groove.beats_per_minute + 1.0
    song = compose(rng, groove.beats_per_minute, bars, int(rng.integers(1, 5)))
    room = make_room(rng)
    band = _Band(sources, split, soundfonts, seconds, room, rng)
    other = [band.comping(line) for line in song.comping]
    if song.lead and rng.random() < 0.6:
        other.append(band.lead(song.lead))
    stems = {
        "drums": band.drums(looped(groove, bars, rng)),
        "bass": band.bass(song.bass),
        "other": sum(other, np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)),
        "vocals": band.vocals(song.melody),
    }
    return mixdown(stems, rng)


class _Band:
    """Who plays a song: every method draws an instrument and gives its sound, in its place."""

    def __init__(
        self,
        sources: Path,
        split: str,
        soundfonts: Soundfonts,
        seconds: float,
        room: Room,
        rng: np.random.Generator,
    ) -> None:
        self._sources = sources
        self._split = split
        self._soundfonts = soundfonts
        self._seconds = seconds
        self._room = room
        self._rng = rng

    def drums(self, notes: Sequence[Note]) -> Sound:
        if self._rng.random() < 0.35:
            kit = DRUM_KITS[int(self._rng.integers(len(DRUM_KITS)))]
            dry = play_drums(kit, notes, self._sources, self._seconds)
        else:
            dry = self._soundfont(int(self._rng.choice(_KITS)), notes, is_drums=True)
        wet_db = float(self._rng.uniform(-24, -10))
        return stand(dry, self._room, self._rng, wet_db=wet_db)

    def bass(self, notes: Sequence[Note]) -> Sound:
        if self._rng.random() < 0.5:
            bass = BASSES[int(self._rng.integers(len(BASSES)))]
            dry = play_sampled(bass, notes, self._sources, self._seconds, self._rng)
        else:
            dry = self._soundfont(int(self._rng.choice(_BASS_PROGRAMS)), notes)
        dry = stereo(dry.mean(axis=1))
        if self._rng.random() < 0.25:
            dry = 0.5 * dry + 0.5 * amplified(dry, float(self._rng.uniform(8, 24)), self._rng)
        return stand(dry, self._room, self._rng, wet_db=float(self._rng.uniform(-36, -24)))

    def comping(self, notes: Sequence[Note]) -> Sound:
        pan = float(np.clip(self._rng.normal(0, 0.4), -0.9, 0.9))
        kind = self._rng.random()
        if kind < 0.3:
            dry = self._guitar(notes)
        elif kind < 0.6:
            dry = self._soundfont(int(self._rng.choice(_KEYS)), notes)
        elif kind < 0.82:
            dry = self._soundfont(int(self._rng.choice(_STRINGS)), notes)
        else:
            dry = self._soundfont(int(self._rng.choice(_PLUCKED)), notes)
        return self._placed(dry, pan, float(self._rng.normal(-24.0, 2.0)))

    def lead(self, notes: Sequence[Note]) -> Sound:
        program = int(self._rng.choice(_LEADS))
        dry = self._soundfont(program, notes)
        if program in (29, 30):
            dry = amplified(dry, float(self._rng.uniform(5, 25)), self._rng)
        pan = float(np.clip(self._rng.normal(0, 0.2), -0.6, 0.6))
        return self._placed(dry, pan, float(self._rng.normal(-21.0, 2.0)))

    def vocals(self, notes: Sequence[Note]) -> Sound:
        """A voice, in the middle; some are real syllables only cut, some are doubled."""
        if self._split != "test" and self._rng.random() < 0.2:
            dry = string_together(notes, self._sources, self._seconds, self._rng)
        else:
            voice = pick_voice(self._split, self._rng)
            dry = sing(notes, voice, self._sources, self._seconds, self._rng)
        wet_db = float(self._rng.uniform(-20, -8))
        return stand(stereo(dry), self._room, self._rng, wet_db=wet_db, low_cut_hz=90.0)

    def _guitar(self, notes: Sequence[Note]) -> Sound:
        if self._rng.random() < 0.35:
            return play_sampled(ACOUSTIC_GUITAR, notes, self._sources, self._seconds, self._rng)
        guitar = GUITARS[int(self._rng.integers(len(GUITARS)))]
        dry = play_sampled(guitar, notes, self._sources, self._seconds, self._rng)
        return amplified(dry, float(self._rng.uniform(2, 30)), self._rng)

    def _soundfont(self, program: int, notes: Sequence[Note], is_drums: bool = False) -> Sound:
        soundfont = self._soundfonts.pick(self._split, self._rng)
        return play(Part(program, is_drums, tuple(notes)), self._seconds, soundfont)

    def _placed(self, dry: Sound, pan: float, level_db: float) -> Sound:
        wet_db = float(self._rng.uniform(-20, -7))
        placed = stand(dry, self._room, self._rng, pan=pan, wet_db=wet_db, low_cut_hz=100.0)
        return at_level(placed, level_db)

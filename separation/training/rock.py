"""Rock and metal: Freedoom's MIDI pieces, rendered stem by stem, guitars through amps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from separation.training.amp import amplified
from separation.training.general_midi import GUITARS, by_stem
from separation.training.items import ItemPlan, Stems
from separation.training.midi_files import read_parts
from separation.training.mixdown import mixdown
from separation.training.notes import Part
from separation.training.sound import SAMPLE_RATE, Sound
from separation.training.soundfonts import Soundfonts, play
from separation.training.sources import FREEDOOM
from separation.training.stage import Room, make_room, stand

_SECONDS = {"train": 45.0, "validation": 40.0, "test": 40.0}
_CLEAN_GUITARS = (26, 27, 28)
_DRUM_KITS = (0, 8, 16, 16, 32)
_ELECTRONIC_KITS = (24, 25)


def rock_plans(sources: Path, soundfonts: Soundfonts) -> Iterator[ItemPlan]:
    """Two excerpts of every long piece, one of every short one; every tenth piece is for tests."""
    files = sorted((sources / FREEDOOM.name / "musics").glob("*.mid"))
    for excerpt in range(2):
        for index, path in enumerate(files):
            split = {3: "test", 7: "validation"}.get(index % 10, "train")
            if excerpt and split != "train":
                continue
            yield ItemPlan(
                name=f"rock-{path.stem.removeprefix('d_')}-{excerpt + 1}",
                kind="rock",
                split=split,
                sources=(FREEDOOM,),
                render=partial(render_rock, path, split, excerpt, soundfonts),
            )


def render_rock(
    path: Path, split: str, excerpt: int, soundfonts: Soundfonts, rng: np.random.Generator
) -> Stems:
    """One excerpt of the piece at `path`; {} where nothing fit is in it.

    Each instrument gets its own soundfont, place and equaliser, the song one room; the key is
    moved by up to four semitones. Electric guitars are mostly clean ones through an amp, on both
    sides.
    """
    parts = [part for part in read_parts(path) if part.notes]
    length_s = max((note.end_s for part in parts for note in part.notes), default=0.0)
    seconds = _SECONDS[split]
    if length_s < seconds * 0.5 or (excerpt and length_s < 2.2 * seconds):
        return {}
    room_s = max(0.0, length_s / 2 - seconds)
    start_s = excerpt * length_s / 2 + float(rng.uniform(0.0, max(0.1, room_s)))
    seconds = min(seconds, length_s - start_s)
    shift = int(rng.integers(-4, 5))
    room = make_room(rng)
    stems: dict[str, Sound] = {}
    for stem, stem_parts in by_stem(parts).items():
        for part in stem_parts:
            cut = part.cut(start_s, start_s + seconds).transposed(shift)
            if cut.notes:
                sound = _rendered(cut, stem, seconds, soundfonts.pick(split, rng), room, rng)
                stems[stem] = stems[stem] + sound if stem in stems else sound
    if len(stems) < 2:
        return {}
    return mixdown(stems, rng)


def _rendered(
    part: Part,
    stem: str,
    seconds: float,
    soundfont: Path,
    room: Room,
    rng: np.random.Generator,
) -> Sound:
    gain = np.float32(10 ** (rng.normal(0.0, 2.0) / 20))
    if stem == "drums":
        kit = int(rng.choice(_ELECTRONIC_KITS if rng.random() < 0.15 else _DRUM_KITS))
        dry = play(part if not part.is_drums else _with(part, kit), seconds, soundfont)
        return gain * stand(dry, room, rng, wet_db=float(rng.uniform(-22, -9)))
    if stem == "bass":
        dry = play(part, seconds, soundfont)
        dry = np.repeat(dry.mean(axis=1, keepdims=True), 2, axis=1)
        if rng.random() < 0.3:
            dry = 0.5 * dry + 0.5 * amplified(dry, float(rng.uniform(10, 25)), rng)
        return gain * stand(dry, room, rng, wet_db=float(rng.uniform(-35, -22)))
    pan = float(np.clip(rng.normal(0.0, 0.4), -0.9, 0.9))
    wet_db = float(rng.uniform(-20, -7))
    if part.program in GUITARS and rng.random() < 0.7:
        # two takes of one part, left and right, as rock is recorded
        drive_db = float(rng.uniform(22, 42) if part.program in (29, 30) else rng.uniform(4, 22))
        side = float(rng.uniform(0.4, 0.95))
        takes = (side, -side) if rng.random() < 0.5 else (pan,)
        sound = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
        for place in takes:
            clean = _with(_humanised(part, rng), int(rng.choice(_CLEAN_GUITARS)))
            dry = amplified(play(clean, seconds, soundfont), drive_db, rng)
            sound += stand(dry, room, rng, pan=place, wet_db=wet_db, low_cut_hz=70.0)
        return gain * sound
    return gain * stand(
        play(part, seconds, soundfont), room, rng, pan=pan, wet_db=wet_db, low_cut_hz=50.0
    )


def _with(part: Part, program: int) -> Part:
    return Part(program, part.is_drums, part.notes, part.controls)


def _humanised(part: Part, rng: np.random.Generator) -> Part:
    """The part with each note up to some 10 ms off and a little louder or softer."""
    notes = []
    for note in part.notes:
        late_s = float(np.clip(rng.normal(0.006, 0.006), 0.0, 0.025))
        velocity = int(np.clip(note.velocity + rng.normal(0, 6), 1, 127))
        notes.append(type(note)(note.start_s + late_s, note.end_s + late_s, note.pitch, velocity))
    return Part(part.program, part.is_drums, tuple(notes), part.controls)

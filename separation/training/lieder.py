"""Art songs: OpenScore's Lieder, the melody sung, the piano from a soundfont."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from separation.training.items import ItemPlan, Stems
from separation.training.mixdown import mixdown
from separation.training.notes import Note, Part
from separation.training.scores import read_score
from separation.training.singing import sing
from separation.training.sound import stereo
from separation.training.soundfonts import Soundfonts, play
from separation.training.sources import ALYS, KATHLEEN, KERSTIN, LIEDER, SOLFEGE
from separation.training.stage import make_room, stand
from separation.training.voices import pick_voice

_COUNT = {"validation": 6, "test": 10, "train": 70}
_SECONDS = 40.0
_ACCOMPANIMENTS = (0, 0, 0, 1, 2, 4, 24, 25, 46)


def lieder_plans(sources: Path, soundfonts: Soundfonts) -> Iterator[ItemPlan]:
    """One excerpt each of scores picked by one fixed draw; the splits share no composer."""
    folder = sources / LIEDER.name / "scores"
    files = [path.relative_to(folder) for path in folder.rglob("*.mxl")]
    order = np.random.default_rng(len(files)).permutation(len(files))
    shuffled = [sorted(files)[place] for place in order]
    composers = sorted({path.parts[0] for path in files})
    share = {name: number % 6 for number, name in enumerate(composers)}
    for split, count in _COUNT.items():
        wanted = {"validation": (0,), "test": (1,), "train": (2, 3, 4, 5)}[split]
        able = [path for path in shuffled if share[path.parts[0]] in wanted]
        for number, path in enumerate(able[:count], 1):
            yield ItemPlan(
                name=f"sung-{split}-{number:03d}",
                kind="sung",
                split=split,
                sources=(LIEDER, ALYS, KATHLEEN, KERSTIN, SOLFEGE),
                render=partial(render_lied, folder / path, sources, split, soundfonts),
            )


def render_lied(
    path: Path, sources: Path, split: str, soundfonts: Soundfonts, rng: np.random.Generator
) -> Stems:
    """40 s of the score at `path`; {} for one without a voice or that cannot be read."""
    try:
        parts = read_score(path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError):
        return {}
    sung = next((part.notes for part in parts if part.sound.startswith("voice")), ())
    played = [part.notes for part in parts if not part.sound.startswith("voice")]
    if len(sung) < 8 or not any(played):
        return {}
    earliest = max(0.0, sung[0].start_s - 4.0)
    latest = max(earliest, sung[-1].end_s - _SECONDS)
    start_s = float(rng.uniform(earliest, latest))
    shift = int(rng.integers(-3, 4))
    room = make_room(rng)
    melody = _cut(sung, start_s, shift, rng)
    voice = sing(melody, pick_voice(split, rng), sources, _SECONDS, rng)
    accompaniment = tuple(note for notes in played for note in _cut(notes, start_s, shift, rng))
    program = int(rng.choice(_ACCOMPANIMENTS))
    piano = play(Part(program, False, accompaniment), _SECONDS, soundfonts.pick(split, rng))
    near_db, far_db = sorted(rng.uniform(-20, -6, 2))
    stems = {
        "vocals": stand(stereo(voice), room, rng, wet_db=near_db, low_cut_hz=80.0),
        "other": stand(piano, room, rng, wet_db=far_db),
    }
    return mixdown(stems, rng)


def _cut(
    notes: tuple[Note, ...], start_s: float, shift: int, rng: np.random.Generator
) -> list[Note]:
    """The notes that begin within the excerpt, moved by `shift` semitones, a little uneven."""
    return [
        replace(
            note,
            start_s=max(0.0, note.start_s - start_s + float(rng.normal(0, 0.006))),
            end_s=note.end_s - start_s,
            pitch=note.pitch + shift,
            velocity=int(np.clip(rng.normal(note.velocity, 10), 30, 120)),
        )
        for note in notes
        if start_s <= note.start_s < start_s + _SECONDS - 0.2
    ]

"""Songs of which everything is known, their true stems beside those the embedded model makes.

They are made once and kept in build/read_songs, 16 bit WAV; what makes them is part of the name.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import soundfile

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE, Samples
from separation.evaluation import separate_array
from separation.recipe import EMBEDDED_RECIPE
from tests.benchmarks.effort import QUICK, Effort
from tests.songs.generator import Plan, Span
from tests.songs.song_to_read import SongToRead, TrueHit, TrueNote, song_to_read
from tests.songs.songs_to_read import songs_to_read

MEASURED_SEEDS = (2033,)
"""Nothing may be fitted to these."""
FITTING_SEEDS = (5, 6)

_FOLDER = Path(__file__).parents[2] / "build" / "read_songs"
_SONGS = Path(__file__).parents[1] / "songs"
_MAKERS = (
    "arrangement.py",
    "generator.py",
    "grooves.py",
    "instruments.py",
    "progressions.py",
    "song_to_read.py",
    "timbres.py",
)
_QUICK_EVERY = 12


@dataclass(frozen=True, eq=False)
class ReadSong:
    """One song; what is true of it as in `SongToRead`.

    Its sounds are read when they are asked for: float32 (frames, 2), by stem.
    """

    song: SongToRead
    folder: Path

    @property
    def name(self) -> str:
        """Kind, metre, tempo and key."""
        return f"{self.song.plan.name}, {self.key}"

    @property
    def grid(self) -> BeatGrid:
        """Its beats and bars."""
        return self.song.grid

    @property
    def chords(self) -> tuple[Span, ...]:
        """As mir_eval names them, from the first frame to the last."""
        return self.song.chords

    @property
    def key(self) -> str:
        """As mir_eval names it."""
        return self.song.key

    @property
    def sections(self) -> tuple[Span, ...]:
        """By letters."""
        return self.song.sections

    @property
    def notes(self) -> dict[str, tuple[TrueNote, ...]]:
        """Of bass and vocals."""
        return self.song.notes

    @property
    def drum_hits(self) -> tuple[TrueHit, ...]:
        """Of all drums, in order."""
        return self.song.drum_hits

    @cached_property
    def true_stems(self) -> dict[str, Samples]:
        """What was mixed: without drums where nobody drums."""
        if not self.folder.exists():
            _write(self.folder, self.song.stems)
        return {path.stem: _read(path) for path in sorted(self.folder.glob("*.wav"))}

    @cached_property
    def mix(self) -> Samples:
        """Their sum."""
        return np.sum(list(self.true_stems.values()), axis=0, dtype=np.float32)

    @cached_property
    def separated_stems(self) -> dict[str, Samples]:
        """What the embedded model makes of the mix: vocals, drums, bass and other."""
        folder = self.folder / "separated"
        if not folder.exists():
            _write(folder, separate_array(self.mix, EMBEDDED_RECIPE, "cpu"))
        return {path.stem: _read(path) for path in sorted(folder.glob("*.wav"))}


def read_plans(effort: Effort, seeds: tuple[int, ...] = MEASURED_SEEDS) -> list[Plan]:
    """All songs of these seeds, a few of them for trying the tools. Plans travel to processes."""
    plans = [plan for seed in seeds for plan in songs_to_read(seed)]
    return plans[::_QUICK_EVERY] if effort is QUICK else plans


def read_song(plan: Plan) -> ReadSong:
    """One of them."""
    folder = f"{_digest()}-{plan.kind.replace('/', '-')}-{plan.seed}"
    return ReadSong(song_to_read(plan), _FOLDER / folder)


@cache
def _digest() -> str:
    """Of everything that makes them and separates them."""
    text = "".join((_SONGS / name).read_text("utf-8") for name in _MAKERS)
    text += EMBEDDED_RECIPE.key + "".join(
        member.weights.sha256 for member in EMBEDDED_RECIPE.members
    )
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _write(folder: Path, stems: dict[str, Samples]) -> None:
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for stem, samples in stems.items():
        soundfile.write(part / f"{stem}.wav", samples, SAMPLE_RATE, "PCM_16")
    part.rename(folder)


def _read(path: Path) -> Samples:
    samples: Samples = soundfile.read(path, dtype="float32", always_2d=True)[0]
    return samples

"""What a process that reads a song is told: which sounds, which beats, which parts, one line of
JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.reading.found_reading import Part
from app.reading.reading_store import ReadingStore
from app.song_loading import MIX_TRACK, Song
from player.beat_grid import BeatGrid
from separation.recipe import Recipe


@dataclass(frozen=True)
class ReadingSounds:
    """Where a song's sounds lie. mix: its mix, or what is to be added up for it. pitched: what has
    chords, without bass, drums and voice; nothing where only the mix is there. source: the name of
    the mix, or the key of the recipe of the stems.
    """

    source: str
    frames: int
    mix: tuple[Path, ...]
    pitched: tuple[Path, ...] = ()
    bass: Path | None = None
    vocals: Path | None = None
    drums: Path | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What can be looked for in them."""
        stems = ((Part.BASS, self.bass), (Part.DRUMS, self.drums), (Part.VOCALS, self.vocals))
        return (Part.HARMONY, Part.SECTIONS, *(part for part, path in stems if path is not None))


def sounds_of(song: Song, recipe: Recipe | None) -> ReadingSounds:
    """The stems that a recipe made of a song; its ready stems, or its mix, where there is none."""
    tracks = {name: song.folder.track(name) for name in song.tracks}
    source, mix, stems = MIX_TRACK, tuple(tracks.values()), dict[str, Path]()
    if song.is_multitrack:
        stems = tracks
    elif recipe is not None:
        store = song.folder.stem_store(recipe.key)
        source, stems = recipe.key, {stem: store / f"{stem}.wav" for stem in recipe.stems}
    named = [stems.pop(name, None) for name in (Part.BASS, Part.VOCALS, Part.DRUMS)]
    return ReadingSounds(source, song.frames, mix, tuple(stems.values()), *named)


@dataclass(frozen=True)
class ReadingOrder:
    """What is to be looked for, in what, and where what is found is to be kept."""

    sounds: ReadingSounds
    grid: BeatGrid | None
    parts: tuple[Part, ...]
    store: ReadingStore

    def encode(self) -> bytes:
        """As a line."""
        fields = {
            "sounds": asdict(self.sounds),
            "grid": None if self.grid is None else asdict(self.grid),
            "parts": self.parts,
            "folder": self.store.folder,
            "stamp": self.store.stamp,
        }
        return json.dumps(fields, default=str).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> ReadingOrder:
        """From a line. Raises: ValueError, TypeError, KeyError."""
        fields = json.loads(line)
        store = ReadingStore(Path(fields["folder"]), fields["stamp"])
        return cls(
            _sounds(fields["sounds"]),
            _grid(fields["grid"]),
            tuple(map(Part, fields["parts"])),
            store,
        )


def _sounds(fields: Mapping[str, Any]) -> ReadingSounds:
    one = {
        name: None if fields[name] is None else Path(fields[name])
        for name in ("bass", "vocals", "drums")
    }
    mix, pitched = (tuple(map(Path, fields[name])) for name in ("mix", "pitched"))
    return ReadingSounds(fields["source"], fields["frames"], mix, pitched, **one)


def _grid(fields: Mapping[str, Any] | None) -> BeatGrid | None:
    if fields is None:
        return None
    return BeatGrid(**{**fields, **{name: tuple(fields[name]) for name in ("beats", "downbeats")}})

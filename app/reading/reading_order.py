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
from player.beat_grid import BeatGrid


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

    @classmethod
    def of_stems(
        cls, source: str, frames: int, mix: tuple[Path, ...], stems: Mapping[str, Path]
    ) -> ReadingSounds:
        """With these stems, by name."""
        named = {name: stems.get(name) for name in (Part.BASS, Part.VOCALS, Part.DRUMS)}
        pitched = tuple(path for name, path in stems.items() if name not in named)
        return cls(source, frames, mix, pitched, *named.values())

    @property
    def parts(self) -> tuple[Part, ...]:
        """What can be looked for in them."""
        stems = ((Part.BASS, self.bass), (Part.DRUMS, self.drums), (Part.VOCALS, self.vocals))
        return (Part.HARMONY, Part.SECTIONS, *(part for part, path in stems if path is not None))


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

"""What is to be exported, as the process that does it is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from player.beat_grid import BeatGrid
from player.click import Click, ClickSound
from player.mixer import StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, PlacedTrack, Samples
from player.render import count_in_frames
from player.transport import LoopRegion
from player.treatment import Treatment
from separation.mapped_wav import map_wav


class ExportFormat(Enum):
    """What a file is: its ending, too."""

    WAV = "wav"
    FLAC = "flac"
    OGG = "ogg"
    MP3 = "mp3"

    @property
    def subtype(self) -> str:
        """Libsndfile's name for how samples are kept in it."""
        return _SUBTYPES[self]


_SUBTYPES = {
    ExportFormat.WAV: "PCM_24",
    ExportFormat.FLAC: "PCM_24",
    ExportFormat.OGG: "VORBIS",
    ExportFormat.MP3: "MPEG_LAYER_III",
}


@dataclass(frozen=True)
class PlacedFile:
    """The file of a `PlacedTrack`. name: of its bus. start_frame: where in the song it begins."""

    name: str
    start_frame: int
    path: Path


@dataclass(frozen=True)
class SoundFiles:
    """The files of a `Multitrack`: of every stem, in order, of the mix where it has one, and of
    what is placed beside them.
    """

    names: tuple[str, ...]
    stems: tuple[Path, ...]
    frames: int
    mix: Path | None = None
    finished: tuple[tuple[int, int], ...] = ()
    placed: tuple[PlacedFile, ...] = ()

    def multitrack(self) -> Multitrack:
        """Map the files. Raises: WavUnusableError."""
        return Multitrack(
            names=self.names,
            stems=tuple(_samples(path) for path in self.stems),
            frames=self.frames,
            mix=None if self.mix is None else _samples(self.mix),
            finished=self.finished,
            placed=tuple(
                PlacedTrack(each.name, each.start_frame, _samples(each.path))
                for each in self.placed
            ),
        )


@dataclass(frozen=True)
class ExportFile:
    """One file to write. name: without the ending. title: what players show.

    gains: the factors of the multitrack's buses, left and right of each, and of the click if there
    is one.
    """

    name: str
    title: str
    gains: tuple[float, ...]


@dataclass(frozen=True)
class ExportOrder:
    """Which files to write, all of them at once. loop: one round of it, or the whole song. click:
    what clicks, and what is counted before, if anything.
    """

    folder: Path
    file_format: ExportFormat
    files: tuple[ExportFile, ...]
    sound: SoundFiles
    treatment: Treatment
    loop: LoopRegion | None = None
    click: Click | None = None

    @property
    def frames(self) -> int:
        """How long each file becomes."""
        frames = self.sound.frames if self.loop is None else self.loop.frames
        start_frame = 0 if self.loop is None else self.loop.start_frame
        counted = 0
        if self.click is not None:
            counted = count_in_frames(self.click, start_frame, self.treatment)
        return counted + round(frames / self.treatment.tempo_ratio)

    @property
    def duration_s(self) -> float:
        """The same in seconds."""
        return self.frames / SAMPLE_RATE

    def encode(self) -> bytes:
        """One line that says all of it."""
        return json.dumps(asdict(self), default=_plain).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> ExportOrder:
        """What such a line says."""
        fields: dict[str, Any] = json.loads(line)
        sound, loop, click = fields["sound"], fields["loop"], fields["click"]
        return cls(
            folder=Path(fields["folder"]),
            file_format=ExportFormat(fields["file_format"]),
            files=tuple(
                ExportFile(file["name"], file["title"], tuple(file["gains"]))
                for file in fields["files"]
            ),
            sound=SoundFiles(
                names=tuple(sound["names"]),
                stems=tuple(map(Path, sound["stems"])),
                frames=sound["frames"],
                mix=None if sound["mix"] is None else Path(sound["mix"]),
                finished=tuple((start, stop) for start, stop in sound["finished"]),
                placed=tuple(
                    PlacedFile(each["name"], each["start_frame"], Path(each["path"]))
                    for each in sound["placed"]
                ),
            ),
            treatment=Treatment(**fields["treatment"]),
            loop=None if loop is None else LoopRegion(**loop),
            click=None if click is None else _click(click),
        )


def _click(fields: dict[str, Any]) -> Click:
    """Only what can be heard is written: the grid is known."""
    grid = fields["grid"]
    beats = {name: tuple(grid[name]) for name in ("beats", "downbeats")}
    return Click(
        **{
            **fields,
            "grid": BeatGrid(**{**grid, **beats}),
            "mix": StemMix(**fields["mix"]),
            "sound": ClickSound(fields["sound"]),
        }
    )


def _samples(path: Path) -> Samples:
    samples, _ = map_wav(path)
    return samples


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)

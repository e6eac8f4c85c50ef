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
from player.stem_manifest import StemLabel, StemManifest
from player.transport import LoopRegion
from player.treatment import Treatment
from separation.mapped_wav import map_wav


class ExportFormat(Enum):
    """How sound is kept in a file; AAC and ALAC in stem files."""

    WAV = "wav"
    FLAC = "flac"
    OGG = "ogg"
    MP3 = "mp3"
    AAC = "aac"
    ALAC = "alac"

    @property
    def ending(self) -> str:
        """What the names of such files end in."""
        return "stem.mp4" if self in STEM_FILE_FORMATS else self.value

    @property
    def subtype(self) -> str:
        """Libsndfile's name for how samples are kept in it."""
        return _SUBTYPES[self]


SOUND_FORMATS = (ExportFormat.WAV, ExportFormat.FLAC, ExportFormat.OGG, ExportFormat.MP3)
STEM_FILE_FORMATS = (ExportFormat.AAC, ExportFormat.ALAC)

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
class StemFileOrder:
    """Of one file that holds all the others, the mix and then the four stems. name: as of a file.
    stems: names and colours.
    """

    name: str
    title: str
    stems: tuple[StemLabel, ...]

    @property
    def manifest(self) -> StemManifest:
        """What stands in the file about its stems."""
        return StemManifest(self.stems)


@dataclass(frozen=True)
class ProjectOrder:
    """Of a folder that holds all the others, and a project. folder: its name, which gets a number
    if it is taken; name: of the project's file, with its ending; text: what stands in it.
    """

    folder: str
    name: str
    text: str


@dataclass(frozen=True)
class ExportOrder:
    """Which files to write, all of them at once. loop: one round of it, or the whole song. click:
    what clicks, and what is counted before, if anything. stem_file, project: what becomes of the
    files; where there is neither, each stands for itself.
    """

    folder: Path
    file_format: ExportFormat
    files: tuple[ExportFile, ...]
    sound: SoundFiles
    treatment: Treatment
    loop: LoopRegion | None = None
    click: Click | None = None
    stem_file: StemFileOrder | None = None
    project: ProjectOrder | None = None

    @property
    def written_names(self) -> tuple[str, ...]:
        """The names of what comes into the folder, with their endings."""
        ending = self.file_format.ending
        if self.stem_file is not None:
            return (f"{self.stem_file.name}.{ending}",)
        names = tuple(f"{file.name}.{ending}" for file in self.files)
        if self.project is None:
            return names
        return tuple(f"{self.project.folder}/{name}" for name in (self.project.name, *names))

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
        stem_file, project = fields["stem_file"], fields["project"]
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
            stem_file=None if stem_file is None else _stem_file(stem_file),
            project=None if project is None else ProjectOrder(**project),
        )


def _stem_file(fields: dict[str, Any]) -> StemFileOrder:
    stems = tuple(StemLabel(**stem) for stem in fields["stems"])
    return StemFileOrder(fields["name"], fields["title"], stems)


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

"""What a musician chooses for an export, and what of it is remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings

from app.export_order import SOUND_FORMATS, STEM_FILE_FORMATS, ExportFormat

_FORMAT, _FOLDER = "export/format", "export/folder"
_STEM_FILE_FORMAT = "export/stem-file-format"


class ExportWhat(Enum):
    """Which sound: MIX as it is heard in one file; STEMS, each in its own; HEARD, those of them
    that are.
    """

    MIX = "mix"
    STEMS = "stems"
    HEARD = "heard"


class ExportKind(Enum):
    """What becomes of it: FILES of sound, a STEM_FILE for DJ programs, a PROJECT for a DAW."""

    FILES = "files"
    STEM_FILE = "stem-file"
    PROJECT = "project"


class ExportPart(Enum):
    """How much of the song."""

    SONG = "song"
    LOOP = "loop"


class ExportTempo(Enum):
    """Tempo and pitch: as they are set, or as the song was recorded."""

    SET = "set"
    RECORDED = "recorded"


@dataclass(frozen=True)
class ExportChoice:
    """Everything that can be chosen. folder: where the files go. click: whether it is heard in
    them; count_in: whether they begin with one. file_format: of files of sound; stem_file_format:
    inside a stem file.
    """

    folder: Path
    kind: ExportKind = ExportKind.FILES
    what: ExportWhat = ExportWhat.MIX
    part: ExportPart = ExportPart.SONG
    tempo: ExportTempo = ExportTempo.SET
    file_format: ExportFormat = ExportFormat.WAV
    stem_file_format: ExportFormat = ExportFormat.AAC
    click: bool = False
    count_in: bool = False

    @property
    def wanted_what(self) -> ExportWhat:
        """Which sound that means: a stem file and a project hold every stem."""
        return self.what if self.kind is ExportKind.FILES else ExportWhat.STEMS

    @property
    def formats(self) -> tuple[ExportFormat, ...]:
        """Those there are for what it becomes."""
        if self.kind is ExportKind.FILES:
            return SOUND_FORMATS
        return STEM_FILE_FORMATS if self.kind is ExportKind.STEM_FILE else (ExportFormat.WAV,)

    @property
    def wanted_format(self) -> ExportFormat:
        """The one of them that is chosen."""
        if self.kind is ExportKind.FILES:
            return self.file_format
        return self.stem_file_format if self.kind is ExportKind.STEM_FILE else ExportFormat.WAV

    def with_format(self, chosen: ExportFormat) -> ExportChoice:
        """The same with another format."""
        if chosen in STEM_FILE_FORMATS:
            return replace(self, stem_file_format=chosen)
        return replace(self, file_format=chosen) if self.kind is ExportKind.FILES else self


def stored_choice(settings: QSettings) -> ExportChoice:
    """The folder and the formats of the last time; the rest belongs to a song."""
    folder = settings.value(_FOLDER)
    return ExportChoice(
        Path(str(folder)) if folder else platformdirs.user_music_path() / "Woodshed",
        file_format=_stored_format(settings, _FORMAT, SOUND_FORMATS),
        stem_file_format=_stored_format(settings, _STEM_FILE_FORMAT, STEM_FILE_FORMATS),
    )


def _stored_format(
    settings: QSettings, key: str, formats: tuple[ExportFormat, ...]
) -> ExportFormat:
    """The one that was stored, or the first."""
    stored = str(settings.value(key))
    return next((each for each in formats if each.value == stored), formats[0])


def store_choice(settings: QSettings, choice: ExportChoice) -> None:
    """Remember it for the next time."""
    settings.setValue(_FOLDER, str(choice.folder))
    settings.setValue(_FORMAT, choice.file_format.value)
    settings.setValue(_STEM_FILE_FORMAT, choice.stem_file_format.value)

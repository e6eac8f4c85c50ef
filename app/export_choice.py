"""What a musician chooses for an export, and what of it is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings

from app.export_order import ExportFormat

_FORMAT, _FOLDER = "export/format", "export/folder"


class ExportWhat(Enum):
    """Which sound: MIX as it is heard in one file; STEMS, each in its own; HEARD, those of them
    that are.
    """

    MIX = "mix"
    STEMS = "stems"
    HEARD = "heard"


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
    them; count_in: whether they begin with one.
    """

    folder: Path
    what: ExportWhat = ExportWhat.MIX
    part: ExportPart = ExportPart.SONG
    tempo: ExportTempo = ExportTempo.SET
    file_format: ExportFormat = ExportFormat.WAV
    click: bool = False
    count_in: bool = False


def stored_choice(settings: QSettings) -> ExportChoice:
    """The folder and the format of the last time; the rest belongs to a song."""
    folder = settings.value(_FOLDER)
    file_format = str(settings.value(_FORMAT))
    known = {each.value: each for each in ExportFormat}
    return ExportChoice(
        Path(str(folder)) if folder else platformdirs.user_music_path() / "Woodshed",
        file_format=known.get(file_format, ExportFormat.WAV),
    )


def store_choice(settings: QSettings, choice: ExportChoice) -> None:
    """Remember it for the next time."""
    settings.setValue(_FOLDER, str(choice.folder))
    settings.setValue(_FORMAT, choice.file_format.value)

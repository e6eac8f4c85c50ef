"""The ready stems of a song: the files of a folder, or the streams of a stem file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from app.file_names import distinct_names, safe_name
from app.song_cache import SongFolder
from player.audio_file import AudioReader, open_audio
from player.stem_folder import find_stems, is_mix, place_among_stems, usual_names
from player.stem_mp4 import STEM_FILE_ENDINGS, StemStream, find_stem_streams

_LONGEST_NAME_BYTES = 60


@dataclass(frozen=True)
class ReadyStem:
    """Where a stem is. audio_index: which of the file's streams of sound; None for all of it."""

    path: Path
    audio_index: int | None = None

    def open(self) -> AudioReader:
        """Begin to decode it. Raises: AudioFileError."""
        return open_audio(self.path, self.audio_index)


def ready_stems(path: Path) -> dict[str, ReadyStem]:
    """The stems in a folder or in a stem file, by name and in the order they are shown; none for
    what is one sound.

    Raises: AudioFileError for a folder without stems.
    """
    if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises where a parent may not be read)
        return {name: ReadyStem(source) for name, source in find_stems(path).items()}
    streams = find_stem_streams(path)
    named = {
        name: ReadyStem(path, stream.index)
        for name, stream in zip(_names(streams), streams, strict=True)
    }
    return dict(sorted(named.items(), key=lambda item: place_among_stems(item[0])))


def folder_of_stems(stems: dict[str, ReadyStem]) -> SongFolder:
    """Where such a song lies in the cache. Raises: FileUnreadableError."""
    return SongFolder.of_stems({name: stem.path for name, stem in stems.items()})


def title_of_stems(path: Path, stems: dict[str, ReadyStem], tag: str) -> str:
    """What the song is called: the folder's name; of a stem file its title tag, else its name.

    tag: what the readers say of its title.
    """
    is_folder = all(stem.audio_index is None for stem in stems.values())
    if is_folder:
        return path.name
    endings = (ending for ending in STEM_FILE_ENDINGS if path.name.lower().endswith(ending))
    ending = next(endings, path.suffix)
    return path.name[: len(path.name) - len(ending)] if tag == path.stem else tag


def _names(streams: tuple[StemStream, ...]) -> tuple[str, ...]:
    """Names that files can have, no two alike: the stems are kept in files of their names."""
    own = []
    for stream in streams:
        name = safe_name(stream.label.name, _LONGEST_NAME_BYTES) if stream.label.name else ""
        own.append(f"stem {stream.index}" if not name or is_mix(name) else name)
    return distinct_names(usual_names(own))

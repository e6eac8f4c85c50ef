"""Finds the stems in a stem file of Native Instruments: one MP4 with the mix and its stems.

Its first stream of sound is the mix, which every player plays; the others, four of them, are the
stems, in the order in which moov/udta/stem names them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from player.mp4_boxes import Box, boxes_at
from player.stem_manifest import STEMS_IN_FILE, StemLabel, StemManifest, decoded_manifest

STEM_FILE_ENDINGS = (".stem.mp4", ".stem.m4a")

# Files without names have them in this order; those of MUSDB18 are such.
_USUAL = tuple(map(StemLabel, ("Drums", "Bass", "Other", "Vocals")))
_LONGEST_MANIFEST = 1 << 20
_TYPE_BOX = slice(4, 8)


@dataclass(frozen=True)
class StemStream:
    """One stem. index: which of the file's streams of sound it is; 0 would be the mix."""

    index: int
    label: StemLabel


def find_stem_streams(path: Path) -> tuple[StemStream, ...]:
    """The stems in a file; none if it is any other file, or cannot be read.

    A file is known by its manifest; one without is believed its name, if it has five streams.
    Streams without a letter or a figure in their names only fill up to four, and are left out.
    """
    try:
        if not path.is_file():  # a pipe would be waited for
            return ()
        with path.open("rb") as file:
            if file.read(_TYPE_BOX.stop)[_TYPE_BOX] != b"ftyp":
                return ()
            stems = _manifest(file)
            streams = sum(1 for _ in _sound_tracks(file))
    except (OSError, ValueError):
        return ()
    if stems is None:
        if not path.name.lower().endswith(STEM_FILE_ENDINGS) or streams != STEMS_IN_FILE + 1:
            return ()
        stems = StemManifest(_USUAL)
    found = tuple(
        StemStream(index, label)
        for index, label in enumerate(stems.stems[: max(0, streams - 1)], start=1)
    )
    named = tuple(each for each in found if any(map(str.isalnum, each.label.name)))
    return named or found


def _manifest(file: BinaryIO) -> StemManifest | None:
    for box in boxes_at(file, b"moov", b"udta", b"stem"):
        file.seek(box.body)
        manifest = decoded_manifest(file.read(min(box.stop - box.body, _LONGEST_MANIFEST)))
        if manifest is not None:
            return manifest
    return None


def _sound_tracks(file: BinaryIO) -> Iterator[Box]:
    for track in boxes_at(file, b"moov", b"trak", b"mdia", b"hdlr"):
        file.seek(track.body + 8)  # past version, flags and a field of zeros
        if file.read(4) == b"soun":
            yield track

"""The prepared items as training sees them: which there are, and any span of any stem."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

PART = "part"
"""The kind of an item that is one stem alone, only good for remixing."""


def stem_path(folder: Path, stem: str) -> Path:
    """Where the item in `folder` has a stem. Uncompressed: decoding would take most of the time."""
    return folder / f"{stem}.wav"


@dataclass(frozen=True)
class StemItem:
    """A prepared item: `stems` are those that sound, the others are silent."""

    folder: Path
    name: str
    kind: str
    split: str
    frames: int
    stems: tuple[str, ...]

    def read(self, stem: str, start_frame: int, frames: int) -> NDArray[np.float32]:
        """A span of a stem: float32 (2, frames), silence where the stem or the item has nothing."""
        span = np.zeros((2, frames), np.float32)
        if stem in self.stems:
            path = stem_path(self.folder, stem)
            read, _ = soundfile.read(
                path, frames=frames, start=start_frame, dtype="float32", always_2d=True
            )
            span[:, : len(read)] = read.T
        return span


def read_library(data: Path, split: str) -> tuple[StemItem, ...]:
    """The items of one split, by name.

    Raises: OSError or ValueError if the manifest cannot be read.
    """
    manifest = json.loads((data / "manifest.json").read_text("utf-8"))
    return tuple(sorted(_items(data / "items", manifest["items"], split), key=lambda i: i.name))


def _items(folder: Path, entries: Iterable[dict[str, Any]], split: str) -> Iterable[StemItem]:
    for entry in entries:
        name, stems = entry["name"], tuple(entry["stems"])
        if entry["split"] != split or not stems:
            continue
        frames = soundfile.info(stem_path(folder / name, stems[0])).frames
        yield StemItem(folder / name, name, entry["kind"], split, frames, stems)

"""Stems as one stem file, for the commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from app.stem_file_groups import StemGroup, stem_file_groups, stem_labels
from player.multitrack import Samples
from player.stem_manifest import StemManifest
from player.stem_mp4_writer import StemMp4Writer

_BLOCK_FRAMES = 1 << 16


def write_stem_mp4(stems: Mapping[str, Samples], path: Path, title: str) -> float:
    """Write stems, float32 (frames, 2) of one length, and their sum, over what is there. If any of
    them goes above full scale, all are turned down by one factor.

    Returns: that factor; 1.0 if nothing was turned down.
    Raises: OSError; no half-written file is left under the name.
    """
    groups = stem_file_groups(tuple(stems))
    peak = max((float(np.abs(block).max()) for block in _blocks(stems, groups)), default=0.0)
    factor = 1.0 / max(1.0, peak)
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with StemMp4Writer(part, "aac", StemManifest(stem_labels(groups)), title=title) as writer:
            for block in _blocks(stems, groups):
                writer.write(block * np.float32(factor))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return factor


def _blocks(stems: Mapping[str, Samples], groups: list[StemGroup]) -> Iterator[Samples]:
    """The mix and the four stems side by side: float32 (frames, 10)."""
    frames = min(map(len, stems.values()))
    for start in range(0, frames, _BLOCK_FRAMES):
        stop = min(frames, start + _BLOCK_FRAMES)
        block = np.zeros((stop - start, 2 + 2 * len(groups)), np.float32)
        for place, (_, names) in enumerate(groups, start=1):
            for name in names:
                block[:, 2 * place : 2 * place + 2] += stems[name][start:stop]
            block[:, :2] += block[:, 2 * place : 2 * place + 2]
        yield block

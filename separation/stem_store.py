"""One folder with the stems of one song by one model, finished or in the making.

vocals.wav, drums.wav, ...   as long as the song from the first moment, silent where not done yet
record.json                  which song and model this is, and which segments are in the files
half-3-before.npy            one side of a cross-fade whose other side is not done yet
writer.lock                  held by the process that writes
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from separation.errors import StoreDamagedError, WavUnusableError
from separation.mapped_wav import map_wav
from separation.mix_level import MixLevel
from separation.recipe import Recipe
from separation.segments import SegmentGrid, Windowing
from separation.spans import SpanSet

RECORD_NAME = "record.json"
_VERSION = 2

StemArray = np.memmap[tuple[int, int], np.dtype[np.float32]]


@dataclass(frozen=True)
class StoreIdentity:
    """What must be the same for a store to be gone on with rather than started again.

    `level` is what the model was told of the mix, and doubles as a fingerprint of it.
    """

    recipe: str
    weights_digest: str
    stems: tuple[str, ...]
    sample_rate: int
    level: MixLevel
    shifts_frames: tuple[int, ...]
    grid: SegmentGrid

    @classmethod
    def of(cls, recipe: Recipe, frames: int, level: MixLevel) -> StoreIdentity:
        """The identity of what `recipe` makes of a song of `frames`."""
        return cls(
            recipe.key,
            recipe.model.weights_digest,
            recipe.stems,
            recipe.model.sample_rate,
            level,
            recipe.shifts_frames,
            recipe.grid(frames),
        )


class StemStore:
    """A store as a reader sees it: what was finished when it was opened, and the stems' samples."""

    def __init__(
        self, folder: Path, identity: StoreIdentity, finished_segments: Collection[int]
    ) -> None:
        self.folder = folder
        self.identity = identity
        self.finished_segments = frozenset(finished_segments)

    @classmethod
    def open(cls, folder: Path) -> StemStore:
        """Open the store in `folder` for reading.

        Raises: StoreDamagedError if it is not a store, or a stem is missing or cut short.
        """
        store = cls(folder, *_read_record(folder / RECORD_NAME))
        for stem in store.stems:
            store.array(stem)
        return store

    @property
    def stems(self) -> tuple[str, ...]:
        """The names of the stems, in the model's order."""
        return self.identity.stems

    @property
    def frames(self) -> int:
        """The song's length."""
        return self.identity.grid.frames

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self.identity.sample_rate

    @property
    def is_complete(self) -> bool:
        """Whether every frame of every stem is final."""
        return len(self.finished_segments) == self.identity.grid.count

    @property
    def finished(self) -> SpanSet:
        """The frames that are final in every stem."""
        return finished_spans(self.identity.grid, self.finished_segments)

    def array(self, stem: str) -> StemArray:
        """The samples of `stem`: a read-only map, float32 (frames, 2); silent where not finished.

        Raises: StoreDamagedError if its file is missing, cut short or of another length or rate.
        """
        try:
            samples, sample_rate = map_wav(stem_path(self.folder, stem))
        except WavUnusableError as error:
            raise StoreDamagedError(error.path, error.reason) from error
        if samples.shape != (self.frames, 2) or sample_rate != self.sample_rate:
            raise StoreDamagedError(stem_path(self.folder, stem), "does not fit the record")
        return samples


def holds_whole_song(folder: Path) -> bool:
    """Whether the record in `folder` says that every segment is done; its stems are not opened."""
    try:
        return bool(json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))["complete"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def stem_path(folder: Path, stem: str) -> Path:
    """Where the store in `folder` keeps `stem`."""
    return folder / f"{stem}.wav"


def finished_spans(grid: SegmentGrid, finished_segments: Collection[int]) -> SpanSet:
    """The frames that are final once these segments are done: a cross-fade needs both its sides."""
    bodies = (
        grid.body(
            index,
            before=index > 0 and index - 1 not in finished_segments,
            after=index < grid.count - 1 and index + 1 not in finished_segments,
        )
        for index in finished_segments
    )
    return SpanSet(body for body in bodies if body is not None)


def record_text(identity: StoreIdentity, finished_segments: Collection[int]) -> str:
    """What record.json says of a store with these segments in its files."""
    fields = asdict(identity)
    fields["grid"]["windowing"] = identity.grid.windowing.value
    record = {
        "version": _VERSION,
        **fields,
        "finished_segments": sorted(finished_segments),
        "complete": len(finished_segments) == identity.grid.count,
    }
    return json.dumps(record, indent=1)


def _read_record(path: Path) -> tuple[StoreIdentity, frozenset[int]]:
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if record["version"] != _VERSION:
            raise StoreDamagedError(path, "was written by another version")
        grid = record["grid"]
        windowing = Windowing(grid.pop("windowing"))
        identity = StoreIdentity(
            recipe=str(record["recipe"]),
            weights_digest=str(record["weights_digest"]),
            stems=tuple(map(str, record["stems"])),
            sample_rate=int(record["sample_rate"]),
            level=MixLevel(**{name: float(value) for name, value in record["level"].items()}),
            shifts_frames=tuple(map(int, record["shifts_frames"])),
            grid=SegmentGrid(
                **{name: int(value) for name, value in grid.items()}, windowing=windowing
            ),
        )
        finished_segments = frozenset(map(int, record["finished_segments"]))
    except OSError as error:
        raise StoreDamagedError(path, error.strerror or str(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreDamagedError(path, "is not a record of stems") from error
    if not finished_segments <= set(range(identity.grid.count)):
        raise StoreDamagedError(path, "speaks of segments the song does not have")
    return identity, finished_segments

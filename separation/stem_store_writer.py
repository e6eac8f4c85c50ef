"""Fills a stem store segment by segment, so that it may be killed at any moment and gone on with.

The record is replaced in one step after the samples it speaks of are on disk, and a cross-fade is
always the sum of the same two halves. So a kill costs at most the segment in work, and the stems
come out the same bits in whatever order and in however many sittings they were made.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from separation.errors import (
    StoreDamagedError,
    StoreInUseError,
    StoreWriteError,
    WavUnusableError,
)
from separation.folder_lock import FolderLock
from separation.mapped_wav import MappedWavWriter
from separation.segments import fade_in_weights
from separation.spans import Span, SpanSet
from separation.stem_store import (
    RECORD_NAME,
    StemStore,
    StoreIdentity,
    finished_spans,
    record_text,
    stem_path,
)

Side = Literal["before", "after"]


class StemStoreWriter:
    """The one writer of the store in `folder`, which is made if it is not there.

    A store of the same identity is gone on with; anything else under the store's file names
    (another song's or model's stems, damaged ones) is deleted and started again.

    Raises: StoreInUseError, StoreWriteError (also from its methods; what was finished stays).
    """

    def __init__(self, folder: Path, identity: StoreIdentity) -> None:
        self.folder = folder
        self.identity = identity
        self.finished_segments: frozenset[int] = frozenset()
        self._wavs: list[MappedWavWriter] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = FolderLock(folder)
        except BlockingIOError as error:
            raise StoreInUseError(folder) from error
        except OSError as error:
            raise StoreWriteError(folder, error) from error
        try:
            self._resume_or_start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> StemStoreWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def unfinished_segments(self) -> frozenset[int]:
        """What is left to do."""
        return frozenset(range(self.identity.grid.count)) - self.finished_segments

    @property
    def finished(self) -> SpanSet:
        """The frames that are final in every stem."""
        return finished_spans(self.identity.grid, self.finished_segments)

    def add_segment(self, index: int, stems: NDArray[np.float32]) -> Span | None:
        """Store segment `index`.

        stems: float32 (stems, frames of the segment's core, 2), without any fade.

        Returns: the frames that are final now and were not before, if any.
        Raises: StoreWriteError; the segment then counts as not done.
        """
        grid = self.identity.grid
        core = grid.core(index)
        if stems.shape != (len(self.identity.stems), core.frames, 2):
            raise ValueError(f"segment {index} is {core.frames} frames, not {stems.shape}")
        has_before, has_after = index > 0, index < grid.count - 1
        body = grid.body(index, before=has_before, after=has_after)
        fade_in, fade_out = grid.fade_frames_at(index), grid.fade_frames_at(index + 1)
        with self._writing(self.folder):
            if body is not None:
                offset = body.start_frame - core.start_frame
                self._write(body.start_frame, stems[:, offset : offset + body.frames])
            if fade_in:
                rising = fade_in_weights(grid.fade_frames)[:fade_in] * stems[:, :fade_in]
                self._join(index, "after", rising)
            if fade_out:
                weights = 1 - fade_in_weights(grid.fade_frames)[:fade_out]
                self._join(index + 1, "before", weights * stems[:, -fade_out:])
            for wav in self._wavs:
                wav.sync()
            self._record(self.finished_segments | {index})
            self._drop_used_halves()
        return grid.body(
            index,
            before=has_before and index - 1 not in self.finished_segments,
            after=has_after and index + 1 not in self.finished_segments,
        )

    def close(self) -> None:
        """Let go of the files and of the folder."""
        self._close_wavs()
        self._lock.release()

    def _close_wavs(self) -> None:
        for wav in self._wavs:
            wav.close()
        self._wavs = []

    def _resume_or_start(self) -> None:
        try:
            store = StemStore.open(self.folder)
            if store.identity != self.identity:
                raise StoreDamagedError(self.folder, "holds the stems of something else")
            self.finished_segments = store.finished_segments
            self._check_halves()
            with self._writing(self.folder):
                for stem in store.stems:
                    self._wavs.append(MappedWavWriter.reopen(stem_path(self.folder, stem)))
                self._drop_used_halves()
        except (StoreDamagedError, WavUnusableError):
            self._close_wavs()
            self._start()

    def _start(self) -> None:
        self.finished_segments = frozenset()
        with self._writing(self.folder):
            self._delete_all()
            try:
                for stem in self.identity.stems:
                    path = stem_path(self.folder, stem)
                    self._wavs.append(MappedWavWriter(path, 2, self.identity.sample_rate))
                    self._wavs[-1].allocate(self.identity.grid.frames)
                self._record(frozenset())
            except OSError:
                # What cannot be finished must not fill the last of the disk.
                self._close_wavs()
                self._delete_all()
                raise

    def _delete_all(self) -> None:
        (self.folder / RECORD_NAME).unlink(missing_ok=True)
        for path in self.folder.glob("half-*"):
            path.unlink()
        for stem in self.identity.stems:
            stem_path(self.folder, stem).unlink(missing_ok=True)

    def _write(self, start_frame: int, stems: NDArray[np.float32]) -> None:
        for wav, samples in zip(self._wavs, stems, strict=True):
            wav.write(start_frame, samples)

    def _join(self, boundary: int, side: Side, half: NDArray[np.float32]) -> None:
        """Add the half from this `side` to the other one, or keep it until that one comes."""
        neighbour = boundary if side == "before" else boundary - 1
        if neighbour not in self.finished_segments:
            self._replace(self._half_path(boundary, side), half)
            return
        other = np.load(self._half_path(boundary, "after" if side == "before" else "before"))
        self._write(boundary * self.identity.grid.step_frames, half + other)

    def _half_path(self, boundary: int, side: Side) -> Path:
        return self.folder / f"half-{boundary}-{side}.npy"

    def _waiting_halves(self) -> Iterator[tuple[int, Side]]:
        """The cross-fades, by the later segment's number, of which only this side is done."""
        done = self.finished_segments
        for boundary in range(1, self.identity.grid.count):
            if (boundary - 1 in done) != (boundary in done):
                yield boundary, "before" if boundary - 1 in done else "after"

    def _check_halves(self) -> None:
        grid = self.identity.grid
        stems = len(self.identity.stems)
        for boundary, side in self._waiting_halves() if grid.fade_frames else ():
            path = self._half_path(boundary, side)
            try:
                half = np.load(path, mmap_mode="r")
            except (OSError, ValueError, EOFError) as error:
                raise StoreDamagedError(path, "cannot be read") from error
            shape = (stems, grid.fade_frames_at(boundary), 2)
            if half.shape != shape or half.dtype != np.float32:
                raise StoreDamagedError(path, "does not fit the record")

    def _drop_used_halves(self) -> None:
        waiting = {self._half_path(boundary, side) for boundary, side in self._waiting_halves()}
        for path in set(self.folder.glob("half-*")) - waiting:
            path.unlink()

    def _record(self, finished_segments: frozenset[int]) -> None:
        self._replace(self.folder / RECORD_NAME, record_text(self.identity, finished_segments))
        self.finished_segments = finished_segments

    def _replace(self, path: Path, content: str | NDArray[np.float32]) -> None:
        """Put a whole new file in the place of `path`, or leave it as it was."""
        unfinished = path.with_name(path.name + ".part")
        with unfinished.open("wb") as file:
            if isinstance(content, str):
                file.write(content.encode())
            else:
                np.save(file, content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    @contextlib.contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreWriteError(path, error) from error

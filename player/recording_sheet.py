"""A recording that is being written: its sound, and its log."""

from __future__ import annotations

import time
from io import FileIO
from pathlib import Path

import numpy as np

from player.input_ring import InputBlock
from player.multitrack import Samples
from player.recording_file import RecordingFile, write_whole
from player.recording_log import HeardAnchor, LogEntry, RecordingHead, entry_line, head_line
from player.sparse_readings import SparseReadings
from player.stream_clock import ClockReading

SOUND_SUFFIX, LOG_SUFFIX = ".wav", ".log"
_WRITE_S = 0.25


class RecordingSheet:
    """Takes what comes in and what is heard, and brings it to the disk now and then.

    path: without the suffixes of sound and log. channels: of the sound. early: readings of the
    input's clock from before the recording. dropouts: how often the input has lost something.

    Raises: OSError.
    """

    def __init__(
        self, path: Path, channels: int, head: RecordingHead, early: list[ClockReading]
    ) -> None:
        self.path = path
        self.dropouts = 0
        self._rate = head.sample_rate
        self._came_in = SparseReadings(head.sample_rate)
        self._went_out = SparseReadings(head.output_rate)
        self._pending: list[Samples] = []
        self._first_frame: int | None = None
        self._early = early
        self._entry = LogEntry()
        self._written_at_s = time.perf_counter()
        path.parent.mkdir(parents=True, exist_ok=True)
        log_path = path.with_suffix(LOG_SUFFIX)
        self._log = FileIO(log_path, "x")
        try:
            write_whole(self._log, head_line(head).encode())
            self._file = RecordingFile(path.with_suffix(SOUND_SUFFIX), channels, self._rate)
        except OSError:
            self._log.close()
            # A log without a sound would be looked at whenever the song is opened.
            log_path.unlink()
            raise

    @property
    def frames(self) -> int:
        """How much of it is on the disk."""
        return self._file.frames

    def take(self, samples: Samples, blocks: list[InputBlock]) -> None:
        """More of the sound; its first frame is the recording's first."""
        if not blocks:
            return
        if self._first_frame is None:
            self._first_frame = blocks[0].frame
            self._entry.input_readings += [
                each._replace(frame=each.frame - self._first_frame) for each in self._early
            ]
        for block in blocks:
            self.dropouts += block.follows_loss
            reading = ClockReading(block.frame - self._first_frame, block.at_s, block.follows_loss)
            self._entry.input_readings += self._came_in.add(reading)
        self._entry.came_in_by_s = time.perf_counter()
        self._pending.append(samples)

    def note_output(
        self, reading: ClockReading | None, anchors: list[HeardAnchor], heard_frame: int
    ) -> None:
        """What was heard meanwhile."""
        if reading is not None:
            self._entry.output_readings += self._went_out.add(reading)
        self._entry.anchors += anchors
        self._entry.heard_frame = heard_frame

    def write(self, now_s: float) -> None:
        """Bring it to the disk, a few times a second. Raises: OSError."""
        if now_s >= self._written_at_s + _WRITE_S:
            self._written_at_s = now_s
            self._flush()

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        entry = self._entry
        self._entry = LogEntry(heard_frame=entry.heard_frame, came_in_by_s=entry.came_in_by_s)
        # The log first: without it nobody knows what the sound belongs to.
        write_whole(self._log, entry_line(entry).encode())
        if pending:
            self._file.append(np.concatenate(pending))

    def close(self, *, complete: bool) -> None:
        """Write the rest, if there is room for it. Raises: OSError."""
        try:
            if complete:
                self._entry.input_readings += self._came_in.rest()
                self._entry.output_readings += self._went_out.rest()
                self._flush()
        finally:
            self._log.close()
            self._file.close()

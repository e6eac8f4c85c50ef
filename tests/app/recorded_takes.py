"""Recordings as the recorder leaves them, made of numbers: a take of which everything is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.song_cache import SongFolder
from app.take_folder import TakeFolder
from player.multitrack import SAMPLE_RATE
from player.recording_file import RecordingFile
from player.recording_log import HeardAnchor, LogEntry, RecordingHead, entry_line, head_line
from player.stem_folder import find_stems
from player.stem_stream import Anchor
from player.stream_clock import ClockReading

_READING_EVERY = 4410


def take_folder_of(stem_folder: Path) -> TakeFolder:
    """Where the takes of the song in this folder of stems are kept."""
    return TakeFolder(SongFolder.of_stems(find_stems(stem_folder)).path.name)


def leave_recording(
    folder: TakeFolder,
    name: str,
    samples: np.ndarray,
    *,
    song_frame: int = 0,
    tempo_ratio: float = 1.0,
) -> str:
    """Write a recording that began when this frame of the song was heard; opening the song makes a
    take of it. Returns the take's id.

    samples: float32 (frames,), as it came in. tempo_ratio: of the song meanwhile.
    """
    folder.path.mkdir(parents=True, exist_ok=True)
    with RecordingFile(folder.path / f"{name}.wav", 1, SAMPLE_RATE) as file:
        file.append(samples[:, None].astype(np.float32))
    readings = [
        ClockReading(frame, frame / SAMPLE_RATE)
        for frame in range(0, len(samples) + 1, _READING_EVERY)
    ]
    anchor = HeardAnchor(Anchor(0.0, float(song_frame), tempo_ratio), 0.0)
    entry = LogEntry(readings, readings, [anchor], len(samples))
    head = RecordingHead(SAMPLE_RATE, SAMPLE_RATE, 0.0, 0.0)
    log = folder.path / f"{name}.log"
    log.write_text(head_line(head) + entry_line(entry), "utf-8")
    return f"{name}-0"

"""Takes that the running app recorded of itself: how far they are from where they were played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE, Samples
from player.recording_file import read_recording
from player.recording_log import read_log
from player.take_timeline import TakePart, take_parts
from tests.benchmarks.drum_hits import HITS
from tests.benchmarks.onsets import onset_near

EVERY_S = 0.25
_THERE = 0.5
# What is loud already where the search begins is no hit that begins there.
_SEARCHED_MS = 55.0


def hits(seconds: float) -> Samples:
    """A snare on every quarter of a second but the first: float32 (frames, 2)."""
    samples = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    for at in hit_frames(len(samples)):
        samples[at : at + len(HITS["snare"])] += HITS["snare"][: len(samples) - at, None]
    return samples


def hit_frames(frames: int) -> list[int]:
    """Where they are in a song of so many frames."""
    every = round(EVERY_S * SAMPLE_RATE)
    return list(range(every, frames - every // 2, every))


def recordings(data: Path) -> list[Path]:
    """What was recorded into a data folder, the oldest first, without suffixes."""
    return sorted(log.with_suffix("") for log in data.glob("takes/*/*.log"))


def parts_of(recording: Path) -> Iterator[tuple[Samples, TakePart]]:
    """A recording's takes, each with all of the recording."""
    samples, _ = read_recording(recording.with_suffix(".wav"))
    for part in take_parts(read_log(recording.with_suffix(".log")), len(samples)):
        yield samples, part


@dataclass(frozen=True)
class HeardHits:
    """late_ms: of every hit that is there, by its place in the song, in milliseconds of real time.

    lost: how many are not there, or not half as loud as the others: the device did not play or
    not hear them, or so late that they cannot be told from others.
    """

    late_ms: NDArray[np.float64]
    lost: int


def heard_hits(recorded: Samples, part: TakePart, song: Samples) -> HeardHits:
    """How late the hits are in a take.

    song: what was played, float32 (frames, 2): a hit is where half of its loudness is reached,
    there as here.
    """
    at, place = np.array(part.points).T
    found, loudest = [], []
    for hit in hit_frames(len(song)):
        if not place[0] + 2000 < hit < place[-1] - 4 * 4410:
            continue
        played = onset_near(song[:, 0], hit)
        expected = float(np.interp(played, place, at))
        if expected < 3000 or expected > len(recorded) - 8000:
            continue
        onset = onset_near(recorded[:, 0], expected)
        found.append((onset - expected) / SAMPLE_RATE * 1000)
        loudest.append(np.abs(recorded[onset - 200 : onset + 400, 0]).max())
    if not found:
        return HeardHits(np.zeros(0), 0)
    late_ms = np.array(found)
    is_there = np.array(loudest) > _THERE * np.median(loudest)
    is_there &= np.abs(late_ms) < _SEARCHED_MS
    return HeardHits(late_ms[is_there], int((~is_there).sum()))

"""Reading: how long it takes until everything that a song of five minutes says is known.

The song is made, and so are its stems; it is played over and over until it is long enough. It is
read as the app has it read: in two processes at the lowest priority, with its beats known. What it
costs while the song plays is among the gaps and the pauses of the window.
"""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from app.reading.found_reading import Part
from app.reading.reading_order import ReadingOrder, ReadingSounds
from app.reading.reading_search import ReadingSearch
from app.reading.reading_store import ReadingStore, stamp
from app.reading.song_reading import BESIDE
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from tests.benchmarks.effort import Effort
from tests.benchmarks.recorded_app import save_song
from tests.benchmarks.table import Table
from tests.songs.generator import Plan
from tests.songs.grooves import STRAIGHT
from tests.songs.song_to_read import SongToRead, song_to_read

_SONG_S = 300.0
_RUNS = 3


def tables(effort: Effort) -> list[Table]:
    """Every part, and all of them, when they were there; the median of several runs."""
    song_s = min(_SONG_S, 5 * effort.recorded_s)
    song = song_to_read(Plan("4/4", STRAIGHT[0], 112.0, 5, seconds=60.0))
    frames = round(song_s * SAMPLE_RATE)
    grid = _grid(song, frames)
    with tempfile.TemporaryDirectory() as name:
        sounds = _save(Path(name), song, frames)
        runs = [_run(Path(name) / f"run {run}", sounds, grid) for run in range(_RUNS)]
    rows = []
    for what in (*sounds.parts, "everything"):
        took_s = sorted(run[what] for run in runs)[_RUNS // 2]
        rows.append((what, f"{took_s:.1f} s", f"{song_s / took_s:.0f} times as fast as it plays"))
    title = f"Reading a song of {song_s / 60:.0f} minutes"
    return [Table(title, ("part", "there after", "that is"), tuple(rows))]


def _grid(song: SongToRead, frames: int) -> BeatGrid:
    """The song's beats, again in each of its rounds."""
    once, beats, downbeats = song.chords[-1].stop, list[int](), list[int]()
    for start in range(0, frames, once):
        downbeats += [len(beats) + each for each in song.grid.downbeats]
        beats += [start + beat for beat in song.grid.beats if beat < once]
    return BeatGrid(tuple(beats), tuple(each for each in downbeats if each < len(beats)))


def _save(folder: Path, song: SongToRead, frames: int) -> ReadingSounds:
    stems = {name: np.resize(samples, (frames, 2)) for name, samples in song.stems.items()}
    mix = np.sum(list(stems.values()), axis=0, dtype=np.float32)
    paths = {name: folder / f"{name}.wav" for name in ("mix", *stems)}
    for name, samples in {"mix": mix, **stems}.items():
        save_song(paths[name], samples)
    named = {part: paths.pop(part, None) for part in (Part.BASS, Part.VOCALS, Part.DRUMS)}
    whole = (paths.pop("mix"),)
    return ReadingSounds("stems", len(mix), whole, tuple(paths.values()), *named.values())


def _run(folder: Path, sounds: ReadingSounds, grid: BeatGrid) -> dict[str, float]:
    """Seconds from the beginning to every part, and to the last of them."""
    store = ReadingStore(folder, stamp(sounds.source, sounds.frames, grid))
    began_s = time.perf_counter()
    there_s: dict[str, float] = {}

    def read(parts: tuple[Part, ...]) -> None:
        search = ReadingSearch(ReadingOrder(sounds, grid, parts, store))
        search.run(lambda part, _: there_s.update({part: time.perf_counter() - began_s}))

    beside = [tuple(part for part in sounds.parts if part in group) for group in BESIDE]
    threads = [threading.Thread(target=read, args=(parts,)) for parts in beside]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(there_s) == set(sounds.parts)
    return {**there_s, "everything": max(there_s.values())}

"""Opens a song or ready stems: decodes into the cache, and says how far it has come."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from app.cached_songs import make_room
from app.errors import SongDroppedError, SongStoreError
from app.ready_stems import folder_of_stems, ready_stems, title_of_stems
from app.song_cache import SongFolder
from player.audio_file import AudioReader, open_audio
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from separation.errors import FULL_DISK, WavUnusableError
from separation.mapped_wav import MappedWavWriter, map_wav

MIX_TRACK = "mix"
_RECORD_VERSION = 1
_FIRST_NEWS_S = 2.0
_NEWS_EVERY_S = 20.0
_FRAME_BYTES = 8
# The room that is made where it is not known how much is needed.
_MORE_FRAMES = 60 * SAMPLE_RATE

_Written = TypeVar("_Written")


@dataclass(frozen=True, eq=False)
class Song:
    """An open song. Its tracks are the mix alone, or ready stems.

    decoded_frames: how far the tracks can be read already.
    truncated, bad_samples: what was wrong with the file and has been got over.
    """

    path: Path
    title: str
    folder: SongFolder
    frames: int
    decoded_frames: int
    tracks: dict[str, Samples]
    truncated: bool = False
    bad_samples: int = 0

    @property
    def is_decoded(self) -> bool:
        """Whether all of it is here."""
        return self.decoded_frames >= self.frames

    @property
    def is_multitrack(self) -> bool:
        """Whether it came as ready stems, with nothing to separate."""
        return MIX_TRACK not in self.tracks

    @property
    def track_bytes(self) -> int:
        """The room that the mix, or one stem, takes on the disk."""
        return self.frames * _FRAME_BYTES

    @property
    def duration_s(self) -> float:
        """Its length."""
        return self.frames / SAMPLE_RATE

    def read_mix(self, start_frame: int, stop_frame: int) -> Samples:
        """The whole song's frames: float32 (frames, 2), a copy; silent where not decoded yet."""
        total = np.zeros((max(0, stop_frame - start_frame), 2), np.float32)
        # While it is decoded the file may yet turn out shorter, and a map must not reach past it.
        known_frames = max(0, min(stop_frame, self.decoded_frames) - start_frame)
        for samples in self.tracks.values():
            total[:known_frames] += samples[start_frame : start_frame + known_frames]
        return total

    def multitrack(self) -> Multitrack:
        """What can be played of it before anything is separated."""
        if self.is_multitrack:
            return Multitrack(tuple(self.tracks), tuple(self.tracks.values()), self.frames)
        mix = self.tracks[MIX_TRACK]
        return Multitrack((), (), self.frames, mix=mix, decoded_frames=self.decoded_frames)


@dataclass(frozen=True)
class _Record:
    version: int
    title: str
    frames: int
    tracks: tuple[str, ...]
    truncated: bool
    bad_samples: int


def open_song(path: Path, is_wanted: Callable[[], bool] = lambda: True) -> Iterator[Song]:
    """Open a sound file, a folder of stems or a stem file, in growing states; the last one is
    complete.

    The first state comes as soon as there is something to play. A song opened before is found in
    the cache and complete at once. Where the disk is full, songs that were not used for the longest
    time make room.

    is_wanted: asked with every second decoded.

    Raises: AudioFileError, SongStoreError; SongDroppedError if it is not wanted any more.
    """
    stems = ready_stems(path)
    if stems:
        with contextlib.ExitStack() as opened:
            readers = {name: opened.enter_context(stem.open()) for name, stem in stems.items()}
            folder = _store(folder_of_stems(stems).opened)
            title = title_of_stems(path, stems, next(iter(readers.values())).title)
            known = _from_cache(path, folder)
            yield known or _decode_stems(path, title, folder, readers, is_wanted)
        return
    with open_audio(path) as reader:
        folder = _store(SongFolder.of_song(path).opened)
        known = _from_cache(path, folder)
        if known is None:
            yield from _decode_mix(path, folder, reader, is_wanted)
        else:
            yield known


def _from_cache(path: Path, folder: SongFolder) -> Song | None:
    try:
        fields = json.loads(folder.record.read_text("utf-8"))
        record = _Record(**{**fields, "tracks": tuple(fields["tracks"])})
        tracks: dict[str, Samples] = {
            name: map_wav(folder.track(name))[0] for name in record.tracks
        }
    except (OSError, ValueError, TypeError, KeyError, WavUnusableError):
        return None
    if record.version != _RECORD_VERSION or any(len(t) != record.frames for t in tracks.values()):
        return None
    return Song(
        path,
        record.title,
        folder,
        record.frames,
        record.frames,
        tracks,
        record.truncated,
        record.bad_samples,
    )


def _decode_mix(
    path: Path, folder: SongFolder, reader: AudioReader, is_wanted: Callable[[], bool]
) -> Iterator[Song]:
    with _written_whole(folder.track(MIX_TRACK)) as part:
        decoded = news_at = 0
        song: Song | None = None
        writer = _store(partial(MappedWavWriter, part, sample_rate=SAMPLE_RATE))
        with writer:
            frames = reader.estimated_frames
            _store(partial(writer.allocate, frames), frames)
            for block in _blocks(reader, is_wanted):
                _store(partial(writer.write, decoded, block))
                decoded += len(block)
                if (
                    song is None
                    and decoded >= _FIRST_NEWS_S * SAMPLE_RATE < reader.estimated_frames
                ):
                    mix = map_wav(part)[0]
                    song = Song(path, reader.title, folder, len(mix), decoded, {MIX_TRACK: mix})
                if song is not None and decoded >= news_at:
                    news_at = decoded + round(_NEWS_EVERY_S * SAMPLE_RATE)
                    yield replace(song, decoded_frames=min(decoded, song.frames - 1))
            with _storing():
                writer.close(decoded)
    _record(folder, reader.title, decoded, (MIX_TRACK,), reader.truncated, reader.bad_samples)
    mix = map_wav(folder.track(MIX_TRACK))[0]
    yield Song(
        path,
        reader.title,
        folder,
        decoded,
        decoded,
        {MIX_TRACK: mix},
        reader.truncated,
        reader.bad_samples,
    )


def _decode_stems(
    path: Path,
    title: str,
    folder: SongFolder,
    readers: dict[str, AudioReader],
    is_wanted: Callable[[], bool],
) -> Song:
    lengths = {
        name: _decode_track(folder, name, reader, is_wanted) for name, reader in readers.items()
    }
    frames = max(lengths.values())
    for name in readers:
        # The shorter ones are silent to the end.
        with _storing():
            writer = MappedWavWriter.reopen(folder.track(name))
        with writer:
            _store(partial(writer.allocate, frames), frames)
    truncated = any(reader.truncated for reader in readers.values())
    bad_samples = sum(reader.bad_samples for reader in readers.values())
    _record(folder, title, frames, tuple(readers), truncated, bad_samples)
    tracks: dict[str, Samples] = {name: map_wav(folder.track(name))[0] for name in readers}
    return Song(path, title, folder, frames, frames, tracks, truncated, bad_samples)


def _decode_track(
    folder: SongFolder, name: str, reader: AudioReader, is_wanted: Callable[[], bool]
) -> int:
    decoded = 0
    with _written_whole(folder.track(name)) as part:
        writer = _store(partial(MappedWavWriter, part, sample_rate=SAMPLE_RATE))
        with writer:
            for block in _blocks(reader, is_wanted):
                _store(partial(writer.write, decoded, block))
                decoded += len(block)
    return decoded


def _blocks(reader: AudioReader, is_wanted: Callable[[], bool]) -> Iterator[Samples]:
    for block in reader.blocks():
        if not is_wanted():
            raise SongDroppedError
        yield block


def _record(
    folder: SongFolder,
    title: str,
    frames: int,
    tracks: tuple[str, ...],
    truncated: bool,
    bad_samples: int,
) -> None:
    record = _Record(_RECORD_VERSION, title, frames, tracks, truncated, bad_samples)
    with _written_whole(folder.record) as part:
        _store(lambda: part.write_text(json.dumps(asdict(record)), "utf-8"))


@contextlib.contextmanager
def _written_whole(path: Path) -> Iterator[Path]:
    """A name beside `path` to write under; moved into place only when all went well."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield part
        with _storing():
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _store(write: Callable[[], _Written], room_frames: int = _MORE_FRAMES) -> _Written:
    """Call `write`, which may be done again; while the disk is full, after songs have made room.

    Raises: SongStoreError.
    """
    with _storing():
        while True:
            try:
                return write()
            except OSError as error:
                if error.errno not in FULL_DISK or not make_room(room_frames * _FRAME_BYTES):
                    raise


@contextlib.contextmanager
def _storing() -> Iterator[None]:
    """Tell a disk that will not take the song from a file that cannot be read."""
    try:
        yield
    except OSError as error:
        raise SongStoreError(error) from error

"""A song's takes in the user's data folder: recordings, the tracks made of them, and their list.

takes/KEY/RECORDING.wav and .log: what was recorded, as it came in (player/take_recorder.py).
RECORDING-PART.track.wav: that part of it laid on the song. takes.json: {"version": 1, "takes":
[{"id", "name", "start_frame", "stop_frame", "tempo_percent", "dropouts", "lost_s", "gain_db",
"muted", "soloed", "is_best", "lead_frames", "clips": [frame]}], "recordings": […]}: those that were
taken apart into takes. Others were left by a program that died, and are taken apart when the song
is opened. RECORDING-PART.beside.json: what was found of it beside a stem (app/comparison_file.py).
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from app.errors import TakesDamagedError, TakesUnreadableError
from app.forgotten_takes import take_back, takes_folder
from app.kept_file import alone_in, move_aside, replace_text
from app.takes import Take, Takes
from player.clipping import clipped_frames
from player.errors import RecordingUnreadableError
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, StemMix
from player.multitrack import SAMPLE_RATE, PlacedTrack, Samples
from player.recording_file import RecordingFile, read_recording
from player.recording_log import read_log
from player.recording_sheet import LOG_SUFFIX, SOUND_SUFFIX
from player.take_laying import lay
from player.take_timeline import TakePart, take_parts
from player.waveform_peaks import WaveformPeaks, compute_peaks
from separation.folder_lock import FileLock

_VERSION = 1
_LIST = "takes.json"
_TRACK = ".track.wav"
_IN_USE = "open.lock"
COMPARISON_SUFFIX = ".beside.json"
"""Of what was found of a take beside a stem: app/comparison_file.py."""
# Another window may be recording into what looks left behind.
_LEFT_S = 5.0


@dataclass(frozen=True, eq=False)
class LaidTake:
    """A take as it is heard and seen.

    track: its sound in the song; path: where that lies. peaks: its waveform.
    """

    take: Take
    track: PlacedTrack
    path: Path
    peaks: WaveformPeaks


@dataclass(frozen=True)
class TakesOnDisk:
    """recordings: those that were taken apart, also those whose takes are gone."""

    takes: Takes = field(default_factory=Takes)
    recordings: frozenset[str] = frozenset()


class TakeFolder:
    """The folder of one song, as one window knows it: what another keeps there is not lost.

    A song is known by the name of its folder in the cache.
    """

    def __init__(self, key: str) -> None:
        self.path = takes_folder(key)
        # As last read or written here: what is different now is another window's doing.
        self._known = TakesOnDisk()
        self._in_use: FileLock | None = None

    def new_recording(self) -> Path:
        """Where the next recording goes, without a suffix; no other window's goes there."""
        name = f"{time.strftime('%Y%m%d_%H%M%S')}_{os.getpid()}"
        paths = (self.path / f"{name}_{number}" for number in range(1, 1000))
        return next(path for path in paths if not path.with_suffix(LOG_SUFFIX).exists())

    def read(self) -> TakesOnDisk:
        """What is listed, and in use from now on; what was forgotten with the song is back.

        Raises: TakesUnreadableError, if it may not be replaced; TakesDamagedError, if it was moved
        aside: all recordings are left behind then.
        """
        with contextlib.suppress(OSError):
            take_back(self.path.name)
        self._known = self._read()
        if self.path.exists():
            self._tidy(self._known)
            self._use()
        return self._known

    def write(self, on_disk: TakesOnDisk) -> TakesOnDisk:
        """Remember these, and what other windows did to the list since it was read or written here.

        Returns what is remembered then. Raises: OSError; TakesUnreadableError, if another window
        has written what may not be replaced. What was there stays then. TakesDamagedError: what was
        moved aside has been replaced.
        """
        damage: TakesDamagedError | None = None
        with alone_in(self.path):
            self._use()
            try:
                found = self._read()
                kept = TakesOnDisk(
                    on_disk.takes.rebased(self._known.takes, found.takes),
                    on_disk.recordings | found.recordings,
                )
            except TakesDamagedError as error:
                kept, damage = on_disk, error
            fields = {
                "version": _VERSION,
                "takes": [_fields(take) for take in kept.takes.all],
                "recordings": sorted(kept.recordings),
            }
            replace_text(self.path / _LIST, json.dumps(fields, ensure_ascii=False, indent=1))
        self._known = on_disk
        if damage is not None:
            raise damage
        return kept

    def learn(self, written: TakesOnDisk, kept: TakesOnDisk) -> None:
        """What others did, as `write` gave it, is known here from now on."""
        takes = kept.takes.rebased(written.takes, self._known.takes)
        self._known = TakesOnDisk(takes, self._known.recordings | kept.recordings)

    def let_go(self) -> None:
        """Not in use any more; does nothing the second time."""
        if self._in_use is not None:
            self._in_use.release()

    def _use(self) -> None:
        if self._in_use is None:
            with contextlib.suppress(OSError):  # a disk that knows no locks, or one that is tidied
                self._in_use = FileLock(self.path / _IN_USE, shared=True)

    def _read(self) -> TakesOnDisk:
        try:
            fields = json.loads((self.path / _LIST).read_text("utf-8"))
            if fields["version"] > _VERSION:
                raise TakesUnreadableError(f"version {fields['version']}")
            takes = Takes(tuple(_take(each) for each in fields["takes"]))
            return TakesOnDisk(takes, frozenset(map(str, fields["recordings"])))
        except FileNotFoundError:
            return TakesOnDisk()
        except OSError as error:
            raise TakesUnreadableError(error.strerror or str(error)) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise TakesDamagedError(self._move_aside()) from error

    def _move_aside(self) -> Path:
        try:
            return move_aside(self.path / _LIST)
        except OSError as error:
            raise TakesUnreadableError(error.strerror or str(error)) from error

    def left_behind(self, on_disk: TakesOnDisk) -> list[Path]:
        """Recordings that nobody has taken apart, without their suffix, the oldest first."""
        logs = sorted(self.path.glob(f"*{LOG_SUFFIX}"))
        return [
            log.with_suffix("")
            for log in logs
            if log.stem not in on_disk.recordings and time.time() - log.stat().st_mtime > _LEFT_S
        ]

    def _tidy(self, on_disk: TakesOnDisk) -> None:
        """Remove what belongs to takes that were deleted, unless another window has the song open:
        there it can be undone. Nothing depends on it.
        """
        with contextlib.suppress(OSError), contextlib.ExitStack() as alone:
            alone.callback(FileLock(self.path / _IN_USE).release)
            self._remove_deleted(on_disk)

    def _remove_deleted(self, on_disk: TakesOnDisk) -> None:
        kept = {take.id for take in on_disk.takes.all}
        recordings = {take.recording for take in on_disk.takes.all}
        for track in self.path.glob(f"*{_TRACK}"):
            if track.name.removesuffix(_TRACK) not in kept:
                track.unlink(missing_ok=True)
        for comparison in self.path.glob(f"*{COMPARISON_SUFFIX}"):
            if comparison.name.removesuffix(COMPARISON_SUFFIX) not in kept:
                comparison.unlink(missing_ok=True)
        for name in on_disk.recordings - recordings:
            for suffix in (SOUND_SUFFIX, LOG_SUFFIX):
                (self.path / name).with_suffix(suffix).unlink(missing_ok=True)

    def take_apart(self, recording: Path, song_frames: int) -> list[LaidTake]:
        """The takes of a recording, without names, each laid on the song; in a second or more.

        Raises: RecordingUnreadableError, OSError.
        """
        return [
            self._laid(recording, number, part, song_frames)
            for number, part in enumerate(_parts(recording))
        ]

    def load(self, take: Take, song_frames: int) -> LaidTake:
        """A take that was laid before; if its track is gone, it is made again.

        Raises: RecordingUnreadableError, OSError.
        """
        path = self._track_path(take.id)
        if not path.exists():
            self._lay(take, _parts(self.path / take.recording)[_number(take.id)])
        samples, _ = read_recording(path)
        track = PlacedTrack(take.bus, take.track_start_frame, samples)
        peaks = WaveformPeaks(song_frames)
        peaks.insert(compute_peaks(samples, take.track_start_frame))
        return LaidTake(take, track, path, peaks)

    def recorded(self, take: Take) -> tuple[Samples, int, TakePart]:
        """The whole recording that a take is a part of, its sample rate in Hz, and which part.

        Raises: RecordingUnreadableError, OSError.
        """
        recording = self.path / take.recording
        samples, sample_rate = read_recording(recording.with_suffix(SOUND_SUFFIX))
        parts, number = _parts(recording), _number(take.id)
        if number >= len(parts):
            raise RecordingUnreadableError(recording, f"there is no part {number}")
        return samples, sample_rate, parts[number]

    def export(self, take: Take, path: Path) -> None:
        """Write what was played, as it was played, as a WAV file. Raises: OSError.

        Raises: RecordingUnreadableError.
        """
        recorded, sample_rate, part = self.recorded(take)
        first, last = round(part.points[0][0]), round(part.points[-1][0])
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            soundfile.write(draft, recorded[first:last], sample_rate, "PCM_24", format="WAV")
            draft.replace(path)
        except soundfile.SoundFileError as error:
            raise OSError(str(error)) from error
        finally:
            draft.unlink(missing_ok=True)

    def _laid(self, recording: Path, number: int, part: TakePart, song_frames: int) -> LaidTake:
        take_id = f"{recording.name}-{number}"
        take = Take(
            take_id,
            "",
            part.start_frame,
            part.stop_frame,
            part.ratio * 100,
            len(part.gaps),
            sum(gap.lost_s for gap in part.gaps),
            _clips(recording, part),
            lead_frames=part.start_frame - part.track_start_frame,
        )
        self._lay(take, part)
        return self.load(take, song_frames)

    def _lay(self, take: Take, part: TakePart) -> None:
        recording = (self.path / take.recording).with_suffix(SOUND_SUFFIX)
        samples, sample_rate = read_recording(recording)
        path = self._track_path(take.id)
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        draft.unlink(missing_ok=True)
        try:
            with RecordingFile(draft, 2, SAMPLE_RATE) as file:
                for block in lay(samples, sample_rate, part, take.track_start_frame):
                    file.append(block)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _track_path(self, take_id: str) -> Path:
        return self.path / f"{take_id}{_TRACK}"


def _parts(recording: Path) -> tuple[TakePart, ...]:
    samples, _ = read_recording(recording.with_suffix(SOUND_SUFFIX))
    return take_parts(read_log(recording.with_suffix(LOG_SUFFIX)), len(samples))


def _clips(recording: Path, part: TakePart) -> tuple[int, ...]:
    """The song frames at which the input was too loud."""
    samples, sample_rate = read_recording(recording.with_suffix(SOUND_SUFFIX))
    at, song = zip(*part.points, strict=True)
    first, last = round(at[0]), round(at[-1])
    places = [first + frame for frame in clipped_frames(samples[first:last], sample_rate)]
    return tuple(map(round, np.interp(places, at, song).tolist()))


def _number(take_id: str) -> int:
    return int(take_id.rpartition("-")[2])


def _fields(take: Take) -> dict[str, Any]:
    return {
        "id": take.id,
        "name": take.name,
        "start_frame": take.start_frame,
        "stop_frame": take.stop_frame,
        "tempo_percent": take.tempo_percent,
        "dropouts": take.dropouts,
        "lost_s": take.lost_s,
        "gain_db": take.mix.gain_db,
        "muted": take.mix.muted,
        "soloed": take.mix.soloed,
        "is_best": take.is_best,
        "lead_frames": take.lead_frames,
        "clips": list(take.clips),
    }


def _take(fields: dict[str, Any]) -> Take:
    """Raises: ValueError, TypeError or KeyError if the fields mean nothing."""
    take_id = str(fields["id"])
    if not take_id.rpartition("-")[2].isdigit() or "/" in take_id or "\\" in take_id:
        raise ValueError(f"no take: {take_id}")
    gain_db = min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, float(fields["gain_db"])))
    return Take(
        take_id,
        str(fields["name"]),
        int(fields["start_frame"]),
        int(fields["stop_frame"]),
        float(fields["tempo_percent"]),
        int(fields["dropouts"]),
        float(fields["lost_s"]),
        tuple(map(int, fields.get("clips", ()))),
        StemMix(gain_db, muted=bool(fields["muted"]), soloed=bool(fields["soloed"])),
        bool(fields["is_best"]),
        int(fields.get("lead_frames", 0)),
    )

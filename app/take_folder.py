"""A song's takes in the user's data folder: recordings, the tracks made of them, and their list.

takes/KEY/RECORDING.wav and .log: what was recorded, as it came in (player/take_recorder.py).
RECORDING-PART.track.wav: that part of it laid on the song. takes.json: {"version": 1, "takes":
[{"id", "name", "start_frame", "stop_frame", "tempo_percent", "dropouts", "lost_s", "gain_db",
"muted", "soloed", "is_best", "lead_frames"}], "recordings": […]}: those that were taken apart into
takes. Others were left by a program that died, and are taken apart when the song is opened.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import soundfile

from app.bookmarks_file import data_root
from app.errors import TakesUnreadableError
from app.takes import Take, Takes
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, StemMix
from player.multitrack import SAMPLE_RATE, PlacedTrack
from player.recording_file import RecordingFile, read_recording
from player.recording_log import read_log
from player.recording_sheet import LOG_SUFFIX, SOUND_SUFFIX
from player.take_laying import lay
from player.take_timeline import TakePart, take_parts
from player.waveform_peaks import WaveformPeaks, compute_peaks

_VERSION = 1
_LIST = "takes.json"
_TRACK = ".track.wav"
# Another window may be recording into what looks left behind.
_LEFT_S = 5.0


@dataclass(frozen=True, eq=False)
class LaidTake:
    """A take as it is heard and seen. track: its sound in the song. peaks: its waveform."""

    take: Take
    track: PlacedTrack
    peaks: WaveformPeaks


@dataclass(frozen=True)
class TakesOnDisk:
    """recordings: those that were taken apart, also those whose takes are gone."""

    takes: Takes = field(default_factory=Takes)
    recordings: frozenset[str] = frozenset()


class TakeFolder:
    """The folder of one song, which is known by the name of its folder in the cache."""

    def __init__(self, key: str) -> None:
        self.path = data_root() / "takes" / key

    def new_recording(self) -> Path:
        """Where the next recording goes, without a suffix."""
        name = time.strftime("%Y%m%d_%H%M%S")
        paths = (self.path / f"{name}_{number}" for number in range(1, 1000))
        return next(path for path in paths if not path.with_suffix(LOG_SUFFIX).exists())

    def read(self) -> TakesOnDisk:
        """What is listed. Raises: TakesUnreadableError, if it may not be replaced."""
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
        except (ValueError, TypeError, KeyError) as error:
            raise TakesUnreadableError(str(error)) from error

    def write(self, on_disk: TakesOnDisk) -> None:
        """Remember these, in place of what was. Raises: OSError; what was there stays then."""
        self.path.mkdir(parents=True, exist_ok=True)
        part = self.path / f"{_LIST}.{os.getpid()}.part"
        fields = {
            "version": _VERSION,
            "takes": [_fields(take) for take in on_disk.takes.all],
            "recordings": sorted(on_disk.recordings),
        }
        try:
            with part.open("w", encoding="utf-8") as file:
                json.dump(fields, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path / _LIST)
        finally:
            part.unlink(missing_ok=True)

    def left_behind(self, on_disk: TakesOnDisk) -> list[Path]:
        """Recordings that nobody has taken apart, without their suffix, the oldest first."""
        logs = sorted(self.path.glob(f"*{LOG_SUFFIX}"))
        return [
            log.with_suffix("")
            for log in logs
            if log.stem not in on_disk.recordings and time.time() - log.stat().st_mtime > _LEFT_S
        ]

    def tidy(self, on_disk: TakesOnDisk) -> None:
        """Remove what belongs to takes that were deleted. Nothing depends on it."""
        kept = {take.id for take in on_disk.takes.all}
        recordings = {take.recording for take in on_disk.takes.all}
        for track in self.path.glob(f"*{_TRACK}"):
            if track.name.removesuffix(_TRACK) not in kept:
                track.unlink(missing_ok=True)
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
        return LaidTake(take, track, peaks)

    def export(self, take: Take, path: Path) -> None:
        """Write what was played, as it was played, as a WAV file. Raises: OSError.

        Raises: RecordingUnreadableError.
        """
        recorded, sample_rate = read_recording((self.path / take.recording).with_suffix(".wav"))
        part = _parts(self.path / take.recording)[_number(take.id)]
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
        StemMix(gain_db, muted=bool(fields["muted"]), soloed=bool(fields["soloed"])),
        bool(fields["is_best"]),
        int(fields.get("lead_frames", 0)),
    )

"""A song's record in the user's data folder: one JSON file per song.

{"version": 1, "path", "title", "duration_s", "opened_at_s", "mixer": {"alone", "master_gain_db",
"strips": {name: {"gain_db", "pan", "muted", "soloed", "solo_safe"}}, "own": {name: …},
"absent": {name: …}, "absent_alone"},
"loop": {"start_frame", "end_frame"} or null, "loop_enabled", "tempo_percent", "pitch_semitones",
"tuning_hz", "position_frame", "grid": {"beats", "downbeats", "unit"} or null, "view": {…}}

Frames are the song's at 44.1 kHz. Fields that a newer version adds are not known and not kept.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.bookmarks_file import data_root
from app.errors import SongRecordError
from app.song_record import SongRecord, SongView
from app.stem_groups import GroupedMix, StemGroups
from player.beat_grid import BeatGrid
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, MixerState, StemMix
from player.transport import LoopRegion

_VERSION = 1
_ENDING = ".json"


def records_root() -> Path:
    """The folder of all records."""
    return data_root() / "sessions"


def record_path(key: str) -> Path:
    """Where the record of a song is, which is known by the name of its folder in the cache."""
    return records_root() / f"{key}{_ENDING}"


def read_record(key: str) -> SongRecord | None:
    """What is remembered of a song; None if nothing is, or nothing that makes sense.

    Raises: SongRecordError if it cannot be read, or is a newer Woodshed's; it is to be left alone.
    """
    try:
        fields = json.loads(record_path(key).read_text("utf-8"))
        if fields["version"] > _VERSION:
            raise SongRecordError(f"version {fields['version']}")
        return _record(fields)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SongRecordError(error.strerror or str(error)) from error
    # A damaged record costs the musician no more than setting everything again.
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return None


def read_records() -> Iterator[tuple[str, SongRecord]]:
    """Every song that is remembered, by its key, in no order."""
    for path in records_root().glob(f"*{_ENDING}"):
        try:
            record = read_record(path.stem)
        except SongRecordError:
            continue
        if record is not None:
            yield path.stem, record


def write_record(key: str, record: SongRecord) -> None:
    """Remember this of a song, in place of what was. Raises: OSError; what was there stays then."""
    path = record_path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(_fields(record), indent=1), "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _fields(record: SongRecord) -> dict[str, Any]:
    mix, loop = record.mix, record.loop
    return {
        "version": _VERSION,
        "path": str(record.path),
        "title": record.title,
        "duration_s": record.duration_s,
        "opened_at_s": record.opened_at_s,
        "mixer": {
            "stems": list(mix.groups.stems),
            "alone": mix.groups.alone,
            "master_gain_db": mix.shown.master_gain_db,
            "strips": _strip_fields(mix.shown.strips),
            "own": _strip_fields(mix.own.strips),
            "absent": _strip_fields(mix.absent),
            "absent_alone": mix.absent_alone,
        },
        "loop": None if loop is None else asdict(loop),
        "loop_enabled": record.loop_enabled,
        "tempo_percent": record.tempo_percent,
        "pitch_semitones": record.pitch_semitones,
        "tuning_hz": record.tuning_hz,
        "position_frame": record.position_frame,
        "grid": None if record.grid is None else _grid_fields(record.grid),
        "view": asdict(record.view),
    }


def _strip_fields(strips: Iterable[tuple[str, StemMix]]) -> dict[str, Any]:
    return {name: asdict(strip) for name, strip in strips}


def _record(fields: Mapping[str, Any]) -> SongRecord:
    """Raises: ValueError, TypeError, KeyError or AttributeError if the fields mean nothing."""
    mixer, loop = fields["mixer"], fields["loop"]
    groups = StemGroups(tuple(map(str, mixer["stems"])), mixer["alone"])
    shown = _mixer_state(mixer["strips"], mixer["master_gain_db"])
    own = _mixer_state(mixer["own"], mixer["master_gain_db"])
    # The first records know of no absent stems.
    absent, absent_alone = _strips(mixer.get("absent", {})), mixer.get("absent_alone")
    return SongRecord(
        path=Path(fields["path"]),
        title=str(fields["title"]),
        duration_s=_number(fields["duration_s"]),
        opened_at_s=_number(fields["opened_at_s"]),
        mix=GroupedMix(groups, shown, own, absent, absent_alone and str(absent_alone)),
        loop=None if loop is None else LoopRegion(int(loop["start_frame"]), int(loop["end_frame"])),
        loop_enabled=bool(fields["loop_enabled"]),
        tempo_percent=_number(fields["tempo_percent"]),
        pitch_semitones=_number(fields["pitch_semitones"]),
        tuning_hz=_number(fields["tuning_hz"]),
        position_frame=int(fields["position_frame"]),
        grid=_grid(fields.get("grid")),
        view=_view(fields["view"]),
    )


def _grid_fields(grid: BeatGrid) -> dict[str, Any]:
    return {"beats": grid.beats, "downbeats": grid.downbeats, "unit": grid.unit}


def _grid(fields: Mapping[str, Any] | None) -> BeatGrid | None:
    """The first records know of none."""
    if fields is None:
        return None
    beats, downbeats = (tuple(map(int, fields[name])) for name in ("beats", "downbeats"))
    return BeatGrid(beats, downbeats, int(fields["unit"]))


def _mixer_state(strips: Mapping[str, Any], master_gain_db: object) -> MixerState:
    return MixerState(_strips(strips), _gain_db(master_gain_db))


def _strips(strips: Mapping[str, Any]) -> tuple[tuple[str, StemMix], ...]:
    return tuple((name, _strip(strip)) for name, strip in strips.items())


def _strip(fields: Mapping[str, Any]) -> StemMix:
    return StemMix(
        gain_db=_gain_db(fields["gain_db"]),
        pan=min(1.0, max(-1.0, _number(fields["pan"]))),
        muted=bool(fields["muted"]),
        soloed=bool(fields["soloed"]),
        solo_safe=bool(fields["solo_safe"]),
    )


def _gain_db(value: object) -> float:
    """Not what would be a shock for ears, whoever wrote it."""
    return min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, _number(value)))


def _view(fields: Mapping[str, Any]) -> SongView:
    return SongView(
        start_s=_number(fields["start_s"]),
        stop_s=_number(fields["stop_s"]),
        spectrogram_source=str(fields["spectrogram_source"]),
        spectrogram_collapsed=bool(fields["spectrogram_collapsed"]),
        spectrogram_px=int(fields["spectrogram_px"]),
        # The first records know of one page alone.
        lower_page=str(fields.get("lower_page", "")),
    )


def _number(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"no number: {value}")
    return float(value)

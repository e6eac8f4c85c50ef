"""What was practised of a song, in the user's data folder: one JSON file per song.

{"version": 1, "days": {"2026-03-14": seconds}, "loops": [{"start_frame", "end_frame", "days":
{"2026-03-14": {"seconds", "rounds": {"70": 4}, "clean": {"70": 1}}}}], "trainer": {"from_percent",
"to_percent", "step_percent", "every_rounds", "is_gated", "is_on", "rounds"} or null}

Frames are the song's at 44.1 kHz, tempos in percent, days as they are where the musician is. Other
keys beside those at the top are other people's: they are kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from app.bookmarks_file import data_root
from app.errors import PracticeDamagedError, PracticeFromNewerError, PracticeNotKeptError
from app.kept_file import alone_in, move_aside, replace_text
from app.practice_log import LoopDay, PracticeLog
from app.tempo_training import TrainerPlan
from player.transport import LoopRegion

_VERSION = 1
_ENDING = ".json"


@dataclass(frozen=True)
class TrainerKept:
    """How the speed trainer was left. rounds: whole ones at the tempo it was left at."""

    plan: TrainerPlan = field(default_factory=TrainerPlan)
    is_on: bool = False
    rounds: int = 0


@dataclass(frozen=True)
class Practice:
    """All that is kept."""

    log: PracticeLog = field(default_factory=PracticeLog)
    trainer: TrainerKept = field(default_factory=TrainerKept)


@dataclass(frozen=True)
class Added:
    """So much more was practised."""

    log: PracticeLog

    def applied(self, log: PracticeLog) -> PracticeLog:
        """The log with it, as it is when it was kept and read again."""
        return log.plus(self.log).rounded()


@dataclass(frozen=True)
class Moved:
    """A loop has other bounds."""

    before: LoopRegion
    after: LoopRegion

    def applied(self, log: PracticeLog) -> PracticeLog:
        """The log with it, as it is when it was kept and read again."""
        return log.moved(self.before, self.after).rounded()


Change: TypeAlias = Added | Moved


def practice_root() -> Path:
    """The folder of all these files."""
    return data_root() / "practice"


class PracticeFile:
    """The file of one song. Windows add to it, so that none loses what another has counted.

    What cannot be understood is moved aside, never written over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of_song(cls, key: str) -> PracticeFile:
        """The file of a song, known by the name of its folder in the cache."""
        return cls(practice_root() / f"{key}{_ENDING}")

    def read(self) -> Practice:
        """What was kept; nothing where there is no file.

        Raises: PracticeNotKeptError; PracticeFromNewerError; PracticeDamagedError if it had to be
        moved.
        """
        return self._read()[0]

    def change(self, changes: Sequence[Change], trainer: TrainerKept | None) -> Practice:
        """Add these to what is there now; without a trainer, that stays too. Returns all of it.

        Raises: as `read`; what was moved aside has been replaced then.
        """
        damage: PracticeDamagedError | None = None
        kept, fields = Practice(), dict[str, Any]()
        try:
            with alone_in(self.path.parent):
                try:
                    kept, fields = self._read()
                except PracticeDamagedError as error:
                    damage = error
                log = kept.log
                for change in changes:
                    log = change.applied(log)
                kept = Practice(log, trainer or kept.trainer)
                fields = {**fields, "version": _VERSION, **_fields(kept)}
                replace_text(self.path, json.dumps(fields, ensure_ascii=False, indent=1))
        except OSError as error:
            raise PracticeNotKeptError(error) from error
        if damage is not None:
            raise damage
        return kept

    def _read(self) -> tuple[Practice, dict[str, Any]]:
        try:
            fields = json.loads(self.path.read_text("utf-8"))
            if fields["version"] > _VERSION:
                raise PracticeFromNewerError(fields["version"])
            return _practice(fields), fields
        except FileNotFoundError:
            return Practice(), {}
        except OSError as error:
            raise PracticeNotKeptError(error) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            try:
                raise PracticeDamagedError(move_aside(self.path)) from error
            except OSError as cause:
                raise PracticeNotKeptError(cause) from cause


def read_days() -> Mapping[date, float]:
    """How many seconds of any song sounded, by day. What cannot be read does not count."""
    total = PracticeLog()
    for log in _all_logs():
        total = total.plus(PracticeLog(log.days))
    return total.days


def _all_logs() -> Iterator[PracticeLog]:
    for path in practice_root().glob(f"*{_ENDING}"):
        try:
            yield _practice(json.loads(path.read_text("utf-8"))).log
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue


def _fields(kept: Practice) -> dict[str, Any]:
    log, trainer = kept.log, kept.trainer
    return {
        "days": {day.isoformat(): seconds for day, seconds in log.days.items()},
        "loops": [
            {
                **asdict(region),
                "days": {day.isoformat(): _day_fields(it) for day, it in days.items()},
            }
            for region, days in log.loops.items()
        ],
        "trainer": {**asdict(trainer.plan), "is_on": trainer.is_on, "rounds": trainer.rounds},
    }


def _day_fields(day: LoopDay) -> dict[str, Any]:
    return {
        "seconds": day.seconds,
        "rounds": {str(percent): count for percent, count in day.rounds.items()},
        "clean": {str(percent): count for percent, count in day.clean.items()},
    }


def _practice(fields: Mapping[str, Any]) -> Practice:
    """Raises: ValueError, TypeError, KeyError or AttributeError if the fields mean nothing."""
    days = {date.fromisoformat(day): _seconds(value) for day, value in fields["days"].items()}
    loops = {
        LoopRegion(int(loop["start_frame"]), int(loop["end_frame"])): {
            date.fromisoformat(day): _loop_day(its) for day, its in loop["days"].items()
        }
        for loop in fields["loops"]
    }
    return Practice(PracticeLog(days, loops), _trainer(fields.get("trainer")))


def _loop_day(fields: Mapping[str, Any]) -> LoopDay:
    return LoopDay(_seconds(fields["seconds"]), _counts(fields["rounds"]), _counts(fields["clean"]))


def _counts(fields: Mapping[str, Any]) -> dict[int, int]:
    return {int(percent): int(count) for percent, count in fields.items()}


def _trainer(fields: Mapping[str, Any] | None) -> TrainerKept:
    """A plan that makes no sense costs no more than setting it anew."""
    if fields is None:
        return TrainerKept()
    try:
        plan = TrainerPlan(
            from_percent=int(fields["from_percent"]),
            to_percent=int(fields["to_percent"]),
            step_percent=int(fields["step_percent"]),
            every_rounds=int(fields["every_rounds"]),
            is_gated=bool(fields["is_gated"]),
        )
        return TrainerKept(plan, bool(fields["is_on"]), max(0, int(fields["rounds"])))
    except (ValueError, TypeError, KeyError):
        return TrainerKept()


def _seconds(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"no seconds: {value}")
    return max(0.0, float(value))

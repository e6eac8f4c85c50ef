"""Where weights that do not come with the app lie, and what is known of each.

NAME                    a file of weights, whole and verified
NAME.json               its full digest and its length when it was verified
unfinished/NAME.part    what a download has so far; see partial_download.py
unfinished/NAME.lock    held by the process that downloads, imports or removes it

A listing trusts the record and the length; loading compares the full digest again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from separation.converted_networks import forget_converted
from separation.errors import TransferCancelledError, WeightsWriteError
from separation.file_digest import file_digest
from separation.folder_lock import FileLock
from separation.weights_file import WeightsFile

_VERSION = 1
_LOCK_POLL_S = 0.1


@dataclass(frozen=True)
class StoredWeights:
    """A verified file of weights in the folder; `sha256` is its full digest."""

    path: Path
    sha256: str
    size_bytes: int


def weights_folder() -> Path:
    """The folder of weights: in WOODSHED_DATA_DIR, or in the system's usual place."""
    chosen = os.environ.get("WOODSHED_DATA_DIR")
    root = Path(chosen) if chosen else platformdirs.user_data_path("woodshed", appauthor=False)
    return root / "models"


def weights_path(file: WeightsFile) -> Path:
    """Where `file` lies, or would."""
    return weights_folder() / file.name


def unfinished_folder() -> Path:
    """Where files lie until they are whole and verified."""
    return weights_folder() / "unfinished"


def find_weights(file: WeightsFile) -> StoredWeights | None:
    """`file` as it was verified, or None if it is not here. Quick: it does not read the file."""
    path = weights_path(file)
    try:
        record = read_record(path)
        stored = StoredWeights(path, str(record["sha256"]), int(record["bytes"]))
        is_it = file.matches(stored.sha256) and path.stat().st_size == stored.size_bytes
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return stored if is_it else None


def adopt_weights(file: WeightsFile, cancelled: Callable[[], bool]) -> StoredWeights | None:
    """`file` if it is here, also where it lies in the folder without a record: then it gets one.

    Raises: TransferCancelledError, WeightsWriteError.
    """
    stored = find_weights(file)
    path = weights_path(file)
    if stored is not None or not path.is_file():
        return stored
    with writing(path):
        sha256 = file_digest(path, cancelled)
        return _record(path, sha256, {}) if file.matches(sha256) else None


def keep_weights(
    file: WeightsFile, finished: Path, sha256: str, fields: Mapping[str, Any] | None = None
) -> StoredWeights:
    """Move `finished`, which has been verified to have this full digest, into place.

    fields: what else the record shall say.
    Raises: WeightsWriteError.
    """
    path = weights_path(file)
    with writing(path):
        with finished.open("rb+") as content:
            os.fsync(content.fileno())
        finished.replace(path)
        return _record(path, sha256, fields or {})


def doubt_weights(file: WeightsFile) -> None:
    """Let `file` count as not here until it is verified again or downloaded anew.

    What nobody publishes stays as it is: its record is all that is known of a private model.
    """
    if file.url:
        with suppress(OSError):  # then it is refused again the next time
            record_path(weights_path(file)).unlink(missing_ok=True)


def remove_weights(file: WeightsFile, cancelled: Callable[[], bool] = lambda: False) -> None:
    """Delete `file`, its record, what a download has of it and what was made of it.

    Waits for whoever is downloading it. Raises: TransferCancelledError, WeightsWriteError.
    """
    path = weights_path(file)
    if not path.parent.is_dir():
        return
    with only_writer(file.name, cancelled), writing(path):
        record_path(path).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        for rest in unfinished_folder().glob(f"{file.name}.part*"):
            rest.unlink(missing_ok=True)
        forget_converted(file.sha256)


@contextmanager
def only_writer(
    name: str,
    cancelled: Callable[[], bool],
    while_waiting: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Within this context no other process writes the file called `name`.

    Waits for another one and calls `while_waiting` ten times a second. A disk that knows no locks
    does without: the digest still decides what is kept.
    Raises: TransferCancelledError, WeightsWriteError.
    """
    folder = unfinished_folder()
    with ExitStack() as held:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                held.callback(FileLock(folder / f"{name}.lock").release)
                break
            except BlockingIOError:
                if cancelled():
                    raise TransferCancelledError from None
                while_waiting()
                time.sleep(_LOCK_POLL_S)
            except OSError:
                break
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Within this context an OSError becomes a WeightsWriteError about `path`."""
    try:
        yield
    except OSError as error:
        raise WeightsWriteError(path, error) from error


def record_path(path: Path) -> Path:
    """The record of the weights at `path`."""
    return path.with_name(f"{path.name}.json")


def read_record(path: Path) -> dict[str, Any]:
    """What the record of the weights at `path` says.

    Raises: OSError, ValueError if there is none that can be understood.
    """
    record = json.loads(record_path(path).read_text("utf-8"))
    if not isinstance(record, dict) or record.get("version") != _VERSION:
        raise ValueError(f"not a record: {record_path(path)}")
    return record


def _record(path: Path, sha256: str, fields: Mapping[str, Any]) -> StoredWeights:
    size_bytes = path.stat().st_size
    record = {"version": _VERSION, "sha256": sha256, "bytes": size_bytes, **fields}
    unfinished = unfinished_folder() / f"{path.name}.record"
    unfinished.write_text(json.dumps(record, indent=1), "utf-8")
    unfinished.replace(record_path(path))
    return StoredWeights(path, sha256, size_bytes)

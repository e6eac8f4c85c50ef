"""A song's loops and markers in the user's data folder: one JSON file per song.

{"version": 1, "loops": [{"name", "start_frame", "end_frame", "colour"}],
"markers": [{"name", "frame"}]}

Frames are the song's at 44.1 kHz. A loop without a colour has the first of them. Other
keys beside the three at the top are other people's: they are kept.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import platformdirs

from app.bookmarks import LOOP_COLOURS, Bookmarks, Marker, NamedLoop
from app.errors import (
    BookmarksDamagedError,
    BookmarksFromNewerError,
    BookmarksNotReadError,
    BookmarksNotSavedError,
)
from app.kept_file import alone_in, move_aside, replace_text

_VERSION = 1


def data_root() -> Path:
    """The folder of what must not be lost: WOODSHED_DATA_DIR, or the system's usual place."""
    chosen = os.environ.get("WOODSHED_DATA_DIR")
    return Path(chosen) if chosen else platformdirs.user_data_path("woodshed", appauthor=False)


class BookmarksFile:
    """The file of one song, as one window knows it: what another keeps there is not lost.

    What cannot be understood is moved aside, never written over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # As last read or written here: what is different now is another window's doing.
        self._known = Bookmarks()

    @classmethod
    def of_song(cls, key: str) -> BookmarksFile:
        """The file of a song, known by the name of its folder in the cache."""
        return cls(data_root() / "songs" / f"{key}.json")

    def read(self) -> Bookmarks:
        """What was kept; nothing where there is no file.

        Raises: BookmarksNotReadError; BookmarksFromNewerError; BookmarksDamagedError if it had to
        be moved.
        """
        self._known = self._read()[0]
        return self._known

    def write(self, bookmarks: Bookmarks) -> None:
        """Keep these, and what others have put into the file since it was last read or written.

        Whatever others removed stays removed, and a name they have taken gets a number behind it.
        Raises: BookmarksNotSavedError; as `read`, and what was moved aside has been replaced then.
        """
        try:
            with alone_in(self.path.parent):
                self._write(bookmarks)
        except OSError as error:
            raise BookmarksNotSavedError(error) from error

    def _write(self, bookmarks: Bookmarks) -> None:
        kept = bookmarks
        fields: dict[str, Any] = {}
        damage: BookmarksDamagedError | None = None
        try:
            found, fields = self._read()
        except BookmarksDamagedError as error:
            damage = error
        if fields:
            kept = bookmarks.rebased(self._known, found)
        fields = {**fields, "version": _VERSION, **_fields(kept)}
        replace_text(self.path, json.dumps(fields, ensure_ascii=False, indent=1))
        self._known = bookmarks
        if damage is not None:
            raise damage

    def _read(self) -> tuple[Bookmarks, dict[str, Any]]:
        try:
            fields = json.loads(self.path.read_text("utf-8"))
            if fields["version"] > _VERSION:
                raise BookmarksFromNewerError(fields["version"])
            return _bookmarks(fields), fields
        except FileNotFoundError:
            return Bookmarks(), {}
        except OSError as error:
            raise BookmarksNotReadError(error) from error
        except (ValueError, TypeError, KeyError) as error:
            raise BookmarksDamagedError(self._move_aside()) from error

    def _move_aside(self) -> Path:
        try:
            return move_aside(self.path)
        except OSError as error:
            raise BookmarksNotReadError(error) from error


def _fields(bookmarks: Bookmarks) -> dict[str, Any]:
    """How they are written: the first colour goes without saying."""
    fields = asdict(bookmarks)
    for loop in fields["loops"]:
        if loop["colour"] == LOOP_COLOURS[0]:
            del loop["colour"]
    return fields


def _bookmarks(fields: dict[str, Any]) -> Bookmarks:
    """What a file's fields mean. Raises: ValueError, TypeError or KeyError if they mean nothing."""
    kept = Bookmarks()
    for loop in fields["loops"]:
        edges = _frame(loop["start_frame"]), _frame(loop["end_frame"])
        colour = _name(loop.get("colour", LOOP_COLOURS[0]))
        kept = kept.add(NamedLoop(_name(loop["name"]), *edges, colour))
    for marker in fields["markers"]:
        kept = kept.add(Marker(_name(marker["name"]), _frame(marker["frame"])))
    return kept


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no name: {value}")
    return value


def _frame(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"no frame: {value}")
    return value

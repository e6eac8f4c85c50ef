"""What a person has set of what a song says, in the user's data folder: one JSON file per song.

{"version": 1, "key", "capo", "chords", "sections", "notes", …}. Frames are the song's at 44.1 kHz.
Other keys are other people's: they are kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.bookmarks_file import data_root
from app.kept_file import alone_in, move_aside, replace_text
from app.reading.errors import EditsDamagedError, EditsNotKeptError, EditsNotReadError
from app.reading.reading_edits import ReadingEdits

_VERSION = 1


def edits_path(key: str) -> Path:
    """The file of a song, known by the name of its folder in the cache."""
    return data_root() / "readings" / f"{key}.json"


class EditsFile:
    """The file of one song, as one window knows it: what another keeps there is not lost.

    What cannot be understood is moved aside, never written over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # As last read or written here: what is different now is another window's doing.
        self._known = ReadingEdits()

    def read(self) -> ReadingEdits:
        """What was kept; nothing where there is no file.

        Raises: EditsNotReadError; EditsDamagedError if it had to be moved.
        """
        self._known = self._read()[0]
        return self._known

    def write(self, edits: ReadingEdits) -> None:
        """Keep these, and what another window has set meanwhile.

        Raises: EditsNotKeptError; as `read`, and what was moved aside has been replaced then.
        """
        try:
            with alone_in(self.path.parent):
                self._write(edits)
        except OSError as error:
            raise EditsNotKeptError(error) from error

    def _write(self, edits: ReadingEdits) -> None:
        damage: EditsDamagedError | None = None
        kept, fields = edits, dict[str, Any]()
        try:
            found, fields = self._read()
        except EditsDamagedError as error:
            damage = error
        if fields:
            kept = edits.rebased(self._known, found)
        text = json.dumps({**fields, "version": _VERSION, **kept.fields()}, ensure_ascii=False)
        replace_text(self.path, text)
        self._known = edits
        if damage is not None:
            raise damage

    def _read(self) -> tuple[ReadingEdits, dict[str, Any]]:
        try:
            fields = json.loads(self.path.read_text("utf-8"))
            if fields["version"] > _VERSION:
                raise EditsNotReadError(f"version {fields['version']}")
            return ReadingEdits.of_fields(fields), fields
        except FileNotFoundError:
            return ReadingEdits(), {}
        except OSError as error:
            raise EditsNotReadError(error.strerror or str(error)) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise EditsDamagedError(self._move_aside()) from error

    def _move_aside(self) -> Path:
        try:
            return move_aside(self.path)
        except OSError as error:
            raise EditsNotReadError(error.strerror or str(error)) from error

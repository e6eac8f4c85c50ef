"""The beats found in a song, kept beside it in the cache so that they are looked for once.

{"version": 2, "source", "frames", "grid": {…} or null, "tuning": {…} or null}. What another version
found, or in another length, is not used.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from app.beats_order import FoundBeats

# To be raised with every change of what is found.
_VERSION = 2


@dataclass(frozen=True)
class KeptBeats:
    """What was found, and in what: the name of the mix, or the key of the recipe of its stems."""

    source: str
    found: FoundBeats


@dataclass(frozen=True)
class BeatsFile:
    """Where the beats of a song of so many frames lie."""

    path: Path
    frames: int

    def read(self) -> KeptBeats | None:
        """What was found before; None if that is not known."""
        try:
            fields = json.loads(self.path.read_text("utf-8"))
            if (fields["version"], fields["frames"]) != (_VERSION, self.frames):
                return None
            return KeptBeats(str(fields["source"]), FoundBeats.of_fields(fields))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, kept: KeptBeats) -> None:
        """Keep this in place of what was there. Raises: OSError."""
        fields = {"version": _VERSION, "source": kept.source, "frames": self.frames}
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            part.write_text(json.dumps(fields | kept.found.fields()), "utf-8")
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)

"""What a stem file says of its stems: their names and colours, as JSON in moov/udta/stem.

Source: Native Instruments, Stem File Format, version 1.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

STEMS_IN_FILE = 4
"""A stem file has as many stems, no fewer and no more, and their mix before them."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}")

# The player's own compressor and limiter are left out: the stems add up to the mix without them.
# The numbers are within their ranges, for players that read them all the same.
_MASTERING = {
    "compressor": {
        "enabled": False,
        "input_gain": 0.0,
        "output_gain": 0.0,
        "threshold": 0.0,
        "dry_wet": 50,
        "attack": 0.003,
        "release": 0.3,
        "ratio": 3.0,
        "hp_cutoff": 300,
    },
    "limiter": {"enabled": False, "threshold": 0.0, "ceiling": -0.35, "release": 0.05},
}


@dataclass(frozen=True)
class StemLabel:
    """What a stem is called, and its colour as #rrggbb; "" where it has none."""

    name: str
    colour: str = ""


@dataclass(frozen=True)
class StemManifest:
    """The stems in the order of their streams, without the mix."""

    stems: tuple[StemLabel, ...]

    def encode(self) -> bytes:
        """The body of the box."""
        stems = [{"name": stem.name, "color": stem.colour} for stem in self.stems]
        fields = {"version": 1, "mastering_dsp": _MASTERING, "stems": stems}
        return json.dumps(fields, ensure_ascii=False).encode(errors="replace")


def decoded_manifest(body: bytes) -> StemManifest | None:
    """What such a body says; None where it is none. Zeros may stand behind it."""
    try:
        fields: Any = json.loads(body.rstrip(b"\0").decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
    stems = fields.get("stems") if isinstance(fields, dict) else None
    if not isinstance(stems, list) or not stems:
        return None
    return StemManifest(tuple(map(_label, stems)))


def _label(fields: Any) -> StemLabel:
    name, colour = (
        (fields.get("name"), fields.get("color")) if isinstance(fields, dict) else (None, None)
    )
    has_colour = isinstance(colour, str) and _COLOUR.fullmatch(colour)
    return StemLabel(
        " ".join(name.split()) if isinstance(name, str) else "", str(colour) if has_colour else ""
    )

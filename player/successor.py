"""A stream that takes the place of another one from an output frame on."""

from __future__ import annotations

from dataclasses import dataclass, field

from player.multitrack import Samples
from player.settings import Settings
from player.stem_stream import StemStream


@dataclass(eq=False)
class Successor:
    """A stream that was begun with `settings` and is heard from `cut_frame` on.

    least_lead_frames: with less than this in the ring it comes too late. began_s: when it was
    begun. blocks: what it has given while it is being prepared.
    """

    stream: StemStream
    cut_frame: int
    settings: Settings
    least_lead_frames: int
    began_s: float
    blocks: list[Samples] = field(default_factory=list)

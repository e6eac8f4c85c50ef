"""What a musician has set for the open song: all of it that can be undone and is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.bookmarks import Bookmarks
from app.stem_groups import GroupedMix
from app.transport_controls import RECORDED_TUNING_HZ
from player.transport import LoopRegion


@dataclass(frozen=True)
class PracticeState:
    """mix: every strip. loop: remembered also while it is off. tuning_hz: what the song's A sounds
    as. bookmarks: its named loops and markers.
    """

    mix: GroupedMix = field(default_factory=GroupedMix)
    loop: LoopRegion | None = None
    loop_enabled: bool = False
    tempo_percent: float = 100.0
    pitch_semitones: float = 0.0
    tuning_hz: float = RECORDED_TUNING_HZ
    bookmarks: Bookmarks = field(default_factory=Bookmarks)

    def differs_in_loop(self, other: PracticeState) -> bool:
        """Whether the other has another loop, and everything else as it is."""
        return self.loop != other.loop and other == replace(
            self, loop=other.loop, loop_enabled=other.loop_enabled
        )

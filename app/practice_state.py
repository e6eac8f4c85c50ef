"""What a musician has set for the open song: all of it that can be undone and is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from app.bookmarks import Bookmarks
from app.reading.reading_edits import ReadingEdits
from app.stem_groups import GroupedMix
from app.takes import Takes
from app.transport_controls import RECORDED_TUNING_HZ
from player.beat_grid import BeatGrid
from player.click import SILENT
from player.mixer import StemMix
from player.transport import LoopRegion


@dataclass(frozen=True)
class PracticeState:
    """mix: every strip. loop: remembered also while it is off. tuning_hz: what the song's A sounds
    as. bookmarks: its named loops and markers. click: the strip of the click. grid: the beats that
    a person has set, if one did. takes: what was recorded to it. reading: what
    they have set of what the song says.
    """

    mix: GroupedMix = field(default_factory=GroupedMix)
    loop: LoopRegion | None = None
    loop_enabled: bool = False
    tempo_percent: float = 100.0
    pitch_semitones: float = 0.0
    tuning_hz: float = RECORDED_TUNING_HZ
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    click: StemMix = SILENT
    grid: BeatGrid | None = None
    takes: Takes = field(default_factory=Takes)
    reading: ReadingEdits = field(default_factory=ReadingEdits)

    def rebased(self, before: PracticeState, onto: PracticeState) -> PracticeState:
        """What led here from `before`, done to `onto` instead."""
        changes: dict[str, Any] = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != getattr(before, each.name)
        }
        changes["bookmarks"] = self.bookmarks.rebased(before.bookmarks, onto.bookmarks)
        changes["takes"] = self.takes.rebased(before.takes, onto.takes)
        changes["reading"] = self.reading.rebased(before.reading, onto.reading)
        if "mix" in changes:
            # No hand sets what is not there.
            absent, alone = onto.mix.absent, onto.mix.absent_alone
            changes["mix"] = replace(self.mix, absent=absent, absent_alone=alone)
        return replace(onto, **changes)

    def differs_in_loop(self, other: PracticeState) -> bool:
        """Whether the other has another loop, and everything else as it is."""
        return self.loop != other.loop and other == replace(
            self, loop=other.loop, loop_enabled=other.loop_enabled
        )

"""The open song as it is set, for an export of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.bookmarks import Bookmarks
from app.export_names import heard_words
from app.export_order import SoundFiles
from player.click import Click
from player.mixer import MixerState
from player.multitrack import Multitrack
from player.transport import LoopRegion
from player.treatment import Treatment


@dataclass(frozen=True)
class ExportSource:
    """The open song as it is set.

    multitrack: what is heard of it; files: where that lies. is_decoded: whether all of it is read.
    takes: the names of those that are placed beside the stems, in the order of the multitrack's.
    loop_name: what the loop is kept under, if it is. click: as it is set, with the beats if they
    are known. bookmarks: the loops and markers that it remembers.
    """

    title: str
    multitrack: Multitrack
    files: SoundFiles
    mixer: MixerState
    treatment: Treatment
    is_decoded: bool = True
    loop: LoopRegion | None = None
    loop_name: str = ""
    click: Click = field(default_factory=Click)
    takes: tuple[str, ...] = ()
    bookmarks: Bookmarks = field(default_factory=Bookmarks)

    @property
    def heard_stems(self) -> tuple[str, ...]:
        """The stems that are let through and turned up."""
        return tuple(name for name in self.multitrack.names if self._is_heard(name))

    @property
    def heard_takes(self) -> tuple[tuple[str, str], ...]:
        """The same of takes: of each its bus, and its name."""
        buses = (track.name for track in self.multitrack.placed)
        return tuple(
            (bus, name) for bus, name in zip(buses, self.takes, strict=True) if self._is_heard(bus)
        )

    def _is_heard(self, bus: str) -> bool:
        return bool(self.mixer.gains((bus,)).any())

    @property
    def heard_words(self) -> str:
        """Both in a few words; "" for all stems and no take."""
        takes = [name for _, name in self.heard_takes]
        return heard_words(self.multitrack.names, self.heard_stems, takes)

    @property
    def is_untouched(self) -> bool:
        """Whether every stem is let through as it is: then the mix is heard the same without."""
        takes = {track.name for track in self.multitrack.placed}
        stems = (name for name, _ in self.mixer.strips if name not in takes)
        gains = self.mixer.gains((*stems, None))
        return bool((gains == gains[-1]).all())

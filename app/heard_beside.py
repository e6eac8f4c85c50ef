"""What is heard beside the stems: takes, and notes as tones."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from player.mixer import StemMix
from player.multitrack import PlacedTrack


class BesideSource(Protocol):
    """Gives tracks, and says with `heard_changed()` that they, or their strips, are others."""

    @property
    def heard_changed(self) -> SignalInstance:
        """Told when there are others."""

    def heard_tracks(self) -> tuple[PlacedTrack, ...]:
        """What is to be played beside the stems."""

    def strips(self) -> tuple[tuple[str, StemMix], ...]:
        """What the mixer is to do with it."""


class HeardBeside(QObject):
    """Everything from all sources, in the order in which these were added.

    `changed()`: there is other sound, or it is mixed otherwise.
    """

    changed = Signal()

    def __init__(self, first: BesideSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[BesideSource] = []
        self.add(first)

    def add(self, source: BesideSource) -> None:
        """Play what comes from here, too."""
        self._sources.append(source)
        source.heard_changed.connect(self.changed)

    def tracks(self) -> tuple[PlacedTrack, ...]:
        """What is to be played beside the stems."""
        return tuple(track for source in self._sources for track in source.heard_tracks())

    def strips(self) -> tuple[tuple[str, StemMix], ...]:
        """What the mixer is to do with it."""
        return tuple(strip for source in self._sources for strip in source.strips())

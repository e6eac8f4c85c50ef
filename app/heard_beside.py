"""What is heard beside the stems: takes, and notes as tones."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.mixing_desk import MixingDesk
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
    """Everything from all sources, in the order in which these were added; the mixing desk knows
    of it.

    `tracks_changed()`: there is other sound.
    """

    tracks_changed = Signal()

    def __init__(
        self, desk: MixingDesk, first: BesideSource, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sources: list[BesideSource] = []
        self._known: tuple[PlacedTrack, ...] = ()
        self.add(first)

    def add(self, source: BesideSource) -> None:
        """Play what comes from here, too."""
        self._sources.append(source)
        source.heard_changed.connect(self._on_heard_changed)

    def tracks(self) -> tuple[PlacedTrack, ...]:
        """What is to be played beside the stems."""
        return tuple(track for source in self._sources for track in source.heard_tracks())

    def _on_heard_changed(self) -> None:
        tracks = self.tracks()
        if tracks != self._known:
            self._known = tracks
            self.tracks_changed.emit()
        strips = tuple(strip for source in self._sources for strip in source.strips())
        self._desk.set_beside(strips)

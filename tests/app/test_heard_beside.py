"""What is heard beside the stems: tracks of several sources, and their strips on the desk."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from app.heard_beside import HeardBeside
from app.mixing_desk import MixingDesk
from player.engine import Engine
from player.mixer import StemMix
from player.multitrack import PlacedTrack


class Source(QObject):
    """Gives what it is told to give."""

    heard_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.given: dict[PlacedTrack, StemMix] = {}

    def give(self, *given: tuple[PlacedTrack, StemMix]) -> None:
        self.given = dict(given)
        self.heard_changed.emit()

    def heard_tracks(self) -> tuple[PlacedTrack, ...]:
        return tuple(self.given)

    def strips(self) -> tuple[tuple[str, StemMix], ...]:
        return tuple((track.name, mix) for track, mix in self.given.items())


def track(name: str) -> PlacedTrack:
    return PlacedTrack(name, 0, np.zeros((10, 2), np.float32))


@pytest.fixture
def desk(qapp: object) -> MixingDesk:
    return MixingDesk(Engine())


def test_the_tracks_of_all_are_heard_and_mixed(desk: MixingDesk) -> None:
    takes, notes = Source(), Source()
    beside = HeardBeside(desk, takes)
    beside.add(notes)
    told: list[int] = []
    beside.tracks_changed.connect(lambda: told.append(len(beside.tracks())))
    one, other = track("take/1"), track("notes/bass")
    notes.give((other, StemMix(-3.0)))
    takes.give((one, StemMix()))
    assert beside.tracks() == (one, other)
    assert told == [1, 2]
    assert desk.state.strip_of("notes/bass").gain_db == -3.0
    # Another level is no other sound.
    notes.give((other, StemMix(-6.0)))
    assert told == [1, 2]
    assert desk.state.strip_of("notes/bass").gain_db == -6.0
    takes.give()
    assert beside.tracks() == (other,)
    assert told == [1, 2, 1]

"""What is recorded and is no take yet: seen from when it comes in until it is laid on the song."""

from __future__ import annotations

from app.takes import Take, Takes
from player.rounds_so_far import RoundSoFar


class GrowingTakes:
    """By recording, the rounds that become its takes; on the GUI thread."""

    def __init__(self) -> None:
        self._rounds: dict[str, tuple[RoundSoFar, ...]] = {}
        self._on_disk: set[str] = set()
        self._shown: dict[str, tuple[Take, RoundSoFar]] = {}

    def begin(self, recording: str) -> None:
        """A recording of this name is beginning."""
        self._rounds[recording] = ()

    def has_come_in(self, recording: str, rounds: tuple[RoundSoFar, ...]) -> None:
        """So much of it is there; of one that is over, or was never begun here, nothing is kept."""
        if recording in self._rounds:
            self._rounds[recording] = rounds

    def is_on_disk(self, recording: str) -> None:
        """It has ended, and is being laid on the song."""
        self._on_disk.add(recording)

    def is_being_laid(self, recording: str) -> bool:
        """Whether it has ended, and its takes are not there yet."""
        return recording in self._on_disk

    def end(self, recording: str) -> None:
        """Its takes are there, or will not come."""
        self._rounds.pop(recording, None)
        self._on_disk.discard(recording)

    def fail(self) -> None:
        """What was not told to be on the disk is not there."""
        for recording in self._rounds.keys() - self._on_disk:
            self.end(recording)

    def clear(self) -> None:
        """There is another song."""
        self._rounds.clear()
        self._on_disk.clear()

    def as_takes(self, takes: Takes, pattern: str) -> list[tuple[Take, RoundSoFar]]:
        """The takes they will be, the oldest first, and what each looks like.

        takes: those there are. pattern: of names, with a {number}. What has not changed is the same
        as the last time.
        """
        growing: dict[str, tuple[Take, RoundSoFar]] = {}
        for recording, rounds in self._rounds.items():
            for number, each in enumerate(rounds):
                take_id = f"{recording}-{number}"
                known = self._shown.get(take_id)
                if known is None:
                    others = tuple(take for take, _ in growing.values())
                    name = Takes((*takes.all, *others)).next_name(pattern)
                    growing[take_id] = _grown(Take(take_id, name, 0, 0), each)
                else:
                    growing[take_id] = known if known[1] is each else _grown(known[0], each)
        self._shown = growing
        return list(growing.values())


def _grown(take: Take, so_far: RoundSoFar) -> tuple[Take, RoundSoFar]:
    return (
        Take(
            take.id,
            take.name,
            so_far.start_frame,
            so_far.stop_frame,
            so_far.ratio * 100,
            so_far.dropouts,
            clips=so_far.clips,
        ),
        so_far,
    )

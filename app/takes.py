"""What was recorded to a song: takes, each one way through it or one round of its loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from player.mixer import StemMix

# No stem is called that: stems have the names of files, and a file's has no slash.
_BUS = "take/"


@dataclass(frozen=True)
class Take:
    """One of them. Frames are the song's.

    id: of its recording, and which part of it; its files are called so. tempo_percent: at which it
    was played. dropouts: how often the input lost something, lost_s: how much altogether.
    clips: where it was too loud. mix: gain, mute and solo. is_best: of those of its round.
    lead_frames: how much of its track comes before its start: an attack that was early.
    """

    id: str
    name: str
    start_frame: int
    stop_frame: int
    tempo_percent: float = 100.0
    dropouts: int = 0
    lost_s: float = 0.0
    clips: tuple[int, ...] = ()
    mix: StemMix = field(default_factory=StemMix)
    is_best: bool = False
    lead_frames: int = 0

    @property
    def track_start_frame(self) -> int:
        """Where its track begins."""
        return self.start_frame - self.lead_frames

    @property
    def bus(self) -> str:
        """What the mixer calls it."""
        return _BUS + self.id

    @property
    def recording(self) -> str:
        """The recording it is a part of."""
        return self.id.rpartition("-")[0]

    @property
    def order(self) -> tuple[str, int]:
        """What sorts takes as they were played: the recording, and which part of it."""
        recording, _, number = self.id.rpartition("-")
        return recording, int(number)

    def is_of_one_round_with(self, other: Take) -> bool:
        """Whether most of the shorter one was played where the other was."""
        shared = min(self.stop_frame, other.stop_frame) - max(self.start_frame, other.start_frame)
        shorter = min(self.stop_frame - self.start_frame, other.stop_frame - other.start_frame)
        return 2 * shared > shorter


@dataclass(frozen=True)
class Takes:
    """All takes of a song, in the order in which they were played."""

    all: tuple[Take, ...] = ()

    def of(self, take_id: str) -> Take | None:
        """The take of this id."""
        return next((take for take in self.all if take.id == take_id), None)

    def add(self, take: Take) -> Takes:
        """With one more, which is heard in place of those of the same round."""
        quieter = tuple(
            _muted(each, True) if each.is_of_one_round_with(take) else each for each in self.all
        )
        return Takes(tuple(sorted((*quieter, take), key=lambda each: each.order)))

    def remove(self, take_id: str) -> Takes:
        """Without one."""
        return Takes(tuple(take for take in self.all if take.id != take_id))

    def renamed(self, take_id: str, name: str) -> Takes:
        """With another name for one."""
        return self._with(take_id, lambda take: replace(take, name=name))

    def mixed(self, take_id: str, mix: StemMix) -> Takes:
        """With another gain, mute or solo for one."""
        return self._with(take_id, lambda take: replace(take, mix=mix))

    def with_best(self, take_id: str, is_best: bool) -> Takes:
        """With one as the best of its round: it is heard, and the others of it are not."""
        best = self.of(take_id)
        if best is None:
            return self
        if not is_best:
            return self._with(take_id, lambda take: replace(take, is_best=False))
        return Takes(
            tuple(
                replace(_muted(each, False), is_best=True)
                if each.id == take_id
                else replace(_muted(each, True), is_best=False)
                if each.is_of_one_round_with(best)
                else each
                for each in self.all
            )
        )

    def next_name(self, pattern: str) -> str:
        """The first name of a pattern with a {number} that none has."""
        taken = {take.name for take in self.all}
        number = len(self.all) + 1
        while pattern.format(number=number) in taken:
            number += 1
        return pattern.format(number=number)

    def rebased(self, before: Takes, onto: Takes) -> Takes:
        """What led here from `before`, done to `onto` instead."""
        was = {take.id: take for take in before.all}
        now = {take.id: take for take in self.all}
        done = {take.id: take for take in onto.all if take.id not in was or take.id in now}
        done |= {key: take for key, take in now.items() if take != was.get(key)}
        return Takes(tuple(sorted(done.values(), key=lambda each: each.order)))

    def _with(self, take_id: str, change: Callable[[Take], Take]) -> Takes:
        return Takes(tuple(change(take) if take.id == take_id else take for take in self.all))


def _muted(take: Take, muted: bool) -> Take:
    return replace(take, mix=replace(take.mix, muted=muted))

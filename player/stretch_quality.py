"""In which quality the stretcher runs: the best, unless that would come too late."""

from __future__ import annotations

from dataclasses import replace

from player.stretch_load import StretchLoad
from player.treatment import Treatment

# Until one was timed: the best is not trusted to be quick.
_FIRST_PREPARATION_S = {"none": 0.002, "light": 0.02, "best": 0.1}
# So long the light quality may not leave room for the best before it is taken for all there is.
_LONGEST_HURRY_S = 15.0
# Longer than this nobody should wait for the best; the light quality is heard until it is ready.
_LONGEST_WAIT_S = 0.06


class StretchQuality:
    """Knows how long the machine takes to stretch and to begin to, and chooses by it.

    is_hurried: the light quality runs because something was to be heard at once; the best is to
    take over as soon as there is time.
    """

    def __init__(self) -> None:
        self.is_hurried = False
        self._hurried_s = 0.0
        self._load = StretchLoad()
        self._preparation_s = dict(_FIRST_PREPARATION_S)

    @property
    def is_too_slow(self) -> bool:
        """Whether the machine cannot keep up with the best quality."""
        return self._load.is_light

    def chosen(self, wanted: Treatment) -> Treatment:
        """A treatment in the quality that is right now."""
        return replace(wanted, light=self.is_too_slow or self.is_hurried)

    def hurry(self, wanted: Treatment) -> None:
        """Something has to be heard soon."""
        is_slow = self._preparation_s["best"] > _LONGEST_WAIT_S
        self.is_hurried = is_slow and not self.is_too_slow and not wanted.is_none
        self._hurried_s = 0.0

    def take_over(self) -> None:
        """The best is ready."""
        self.is_hurried = False

    def give_up(self) -> None:
        """The best was not ready in time."""
        self.is_hurried = False
        self._load.is_light = True

    def judge(self, treatment: Treatment, took_s: float, lasts_s: float) -> bool:
        """Whether a stream that took so long to begin had better be a light one."""
        is_best = not treatment.is_none and not treatment.light
        return is_best and self._load.judge(took_s, lasts_s)

    def rest(self) -> None:
        """Nothing plays."""
        self.is_hurried = False

    def begin_again(self) -> None:
        """Nothing is stretched any more; next time the best is tried at once."""
        self.is_hurried = False
        self._load = StretchLoad()

    def turns(self, took_s: float, lasts_s: float, filled: float) -> bool:
        """Note a block, as `StretchLoad.turns`; whether it must go on in the light quality."""
        if self.is_hurried:
            self._hurried_s += lasts_s
            if self._hurried_s > _LONGEST_HURRY_S:
                self.give_up()
            return False
        if not self._load.turns(took_s, lasts_s, filled):
            return False
        self._hurried_s = 0.0
        self.is_hurried = not self._load.is_light
        return self._load.is_light

    def preparation_s(self, wanted: Treatment) -> float:
        """How long it takes to get a new stream ready."""
        return self._preparation_s[_kind(self.chosen(wanted))]

    def note_preparation(self, treatment: Treatment, took_s: float) -> None:
        """A stream was made ready in so many seconds."""
        kind = _kind(treatment)
        # Quick to learn that it takes longer, slow to forget.
        self._preparation_s[kind] = max(took_s, 0.7 * self._preparation_s[kind])


def _kind(treatment: Treatment) -> str:
    if treatment.is_none:
        return "none"
    return "light" if treatment.light else "best"

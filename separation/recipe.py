"""What is to be made of a song: by which model, how carefully, and into which stems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from separation.errors import UnknownStemError
from separation.models import EMBEDDED_MODEL, MODELS, Member, ModelInfo
from separation.segments import SegmentGrid, Windowing

REST = "rest"
# A shifted window is moved by at most this much, as in the shift trick of Demucs.
_LONGEST_SHIFT_FRAMES = 22050


class Quality(Enum):
    """How much work is spent on a song with a given model.

    FASTER overlaps the segments less. BETTER overlaps them more, and takes the mean of two
    estimates of each, heard at two places in the model's window (the shift trick of Défossez et
    al. 2019, arXiv:1911.13254, with shifts that are not left to chance).
    """

    FASTER = "faster"
    NORMAL = "normal"
    BETTER = "better"


# Of the model's own fade: 0.25 of a segment becomes 0.1 or 0.5 in the Demucs family.
_FADES = {Quality.FASTER: 0.4, Quality.NORMAL: 1.0, Quality.BETTER: 2.0}
_SHIFTS = {Quality.FASTER: 1, Quality.NORMAL: 1, Quality.BETTER: 2}


@dataclass(frozen=True)
class Recipe:
    """A model and how it is used; what it makes of a song is the same every time.

    wanted: the stems that are wanted, all if empty; what is left of the mix is then one more stem,
    `REST`, and networks that have no part in the wanted ones do not run.

    Raises: UnknownStemError if the model does not separate one of them.
    """

    model: ModelInfo
    quality: Quality = Quality.NORMAL
    wanted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for stem in self.wanted:
            if stem not in self.model.stems:
                raise UnknownStemError(stem, self.model.stems)

    @property
    def key(self) -> str:
        """Its name among the results kept of a song."""
        parts = [self.model.name]
        if self.quality is not Quality.NORMAL:
            parts.append(self.quality.value)
        return "-".join([*parts, *self.wanted])

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems it makes, in order."""
        return (*self.wanted, REST) if self.wanted else self.model.stems

    @property
    def estimated_stems(self) -> tuple[str, ...]:
        """The stems its networks are asked for."""
        return self.wanted or self.model.stems

    @property
    def members(self) -> tuple[Member, ...]:
        """The model's networks that have a part in these; `weighs` is for these stems only."""
        places = [self.model.stems.index(stem) for stem in self.estimated_stems]
        members = (
            replace(member, weighs=tuple(member.weighs[place] for place in places))
            for member in self.model.members
        )
        return tuple(member for member in members if any(member.weighs))

    @property
    def shifts_frames(self) -> tuple[int, ...]:
        """By how much the model's window is moved for each estimate that the mean is taken of."""
        shifts = _SHIFTS[self.quality]
        if shifts == 1:
            return (0,)
        span = 2 * self._shift_room_frames
        return tuple(
            round(span * place / (shifts - 1)) - self._shift_room_frames for place in range(shifts)
        )

    def grid(self, frames: int) -> SegmentGrid:
        """The segments of a song of this length."""
        model = self.model
        context_frames = model.context_frames + self._shift_room_frames
        core_frames = model.segment_frames - 2 * context_frames
        fade_frames = min(round(model.fade_frames * _FADES[self.quality]), core_frames // 2)
        windowing = model.windowing
        if self._shift_room_frames and windowing is Windowing.INSIDE:
            windowing = Windowing.CENTRED  # a window moved into the song has no room to be shifted
        return SegmentGrid(frames, model.segment_frames, context_frames, fade_frames, windowing)

    @property
    def _shift_room_frames(self) -> int:
        return 0 if _SHIFTS[self.quality] == 1 else _LONGEST_SHIFT_FRAMES // 2


EMBEDDED_RECIPE = Recipe(MODELS[EMBEDDED_MODEL])

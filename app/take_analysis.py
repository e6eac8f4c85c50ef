"""Compares takes with stems: the work itself, in any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.compared_take import ComparedTake, part_of
from app.take_folder import TakeFolder
from app.takes import Take
from player.multitrack import SAMPLE_RATE, Samples
from player.note_events import NoteEvent, Part, find_notes
from player.stem_fit import stem_fit
from player.take_comparison import TakeComparison, compare
from player.take_notes import take_notes
from player.take_timeline import TakePart

# What begins before the round is not to begin with it.
_MARGIN_S = 0.5
# The rounds of a loop share what is found in its stems.
_MOST_KEPT = 32

Notes = tuple[NoteEvent, ...]
IsWanted = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class AnalysisOrder:
    """What is to be compared. stems: float32 (frames, 2) each, by name; only what lies where the
    take was played is read. stem: beside which; None: the one that fits best.
    """

    folder: TakeFolder
    take: Take
    stems: Mapping[str, Samples]
    stem: str | None
    is_chosen: bool = False


class TakeAnalysis:
    """Remembers what it found in stems. For one thread at a time."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, Part], tuple[Samples, Notes]] = {}

    def compare(self, order: AnalysisOrder, is_wanted: IsWanted) -> ComparedTake | None:
        """The take beside its stem; None where nobody wants to know any more, which is asked every
        some tens of milliseconds.

        Raises: RecordingUnreadableError, OSError.
        """
        recorded, sample_rate, taken = order.folder.recorded(order.take)

        def played(part: Part) -> Notes | None:
            return take_notes(recorded, sample_rate, taken, part, is_wanted=is_wanted)

        stem = order.stem or self._best(order, taken, played, is_wanted)
        if stem is None:
            return None
        part = part_of(stem)
        wanted, given = self._stem_notes(order, stem, part, is_wanted), played(part)
        if wanted is None or given is None:
            return None
        return ComparedTake(stem, order.is_chosen, _compared(order, taken, part, wanted, given))

    def _best(
        self,
        order: AnalysisOrder,
        taken: TakePart,
        played: Callable[[Part], Notes | None],
        is_wanted: IsWanted,
    ) -> str | None:
        """The stem that fits best; all are asked as melodies: whether they have pitches counts."""
        if len(order.stems) == 1:
            return next(iter(order.stems))
        given = played(Part.MELODY)
        fits: dict[str, float] = {}
        for stem in order.stems:
            wanted = self._stem_notes(order, stem, Part.MELODY, is_wanted)
            if wanted is None or given is None:
                return None
            comparison = _compared(order, taken, Part.MELODY, wanted, given)
            fits[stem] = stem_fit(wanted, given, comparison)
        return max(fits, key=lambda stem: fits[stem])

    def _stem_notes(
        self, order: AnalysisOrder, stem: str, part: Part, is_wanted: IsWanted
    ) -> Notes | None:
        samples, margin = order.stems[stem], round(_MARGIN_S * SAMPLE_RATE)
        start = max(0, order.take.start_frame - margin)
        stop = min(len(samples), order.take.stop_frame + margin)
        key = (stem, start, stop, part)
        known = self._found.get(key)
        if known is not None and known[0] is samples:
            return known[1]
        found = find_notes(
            samples[start:stop], SAMPLE_RATE, part, start_frame=start, is_wanted=is_wanted
        )
        if found is not None:
            while len(self._found) >= _MOST_KEPT:
                del self._found[next(iter(self._found))]
            self._found[key] = (samples, found)
        return found


def _compared(
    order: AnalysisOrder, taken: TakePart, part: Part, wanted: Notes, given: Notes
) -> TakeComparison:
    return compare(
        wanted,
        given,
        part=part,
        sample_rate=SAMPLE_RATE,
        tempo_ratio=taken.ratio,
        start_frame=order.take.start_frame,
        stop_frame=order.take.stop_frame,
    )

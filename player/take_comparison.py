"""A take beside the stem it plays: early or late, high or low, loud or soft, missed and extra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from player.note_events import NoteEvent, Part

WINDOW_MS = 150.0
"""How far apart in real time two onsets may be and still be the same note."""
CLOSE_MS = 20.0
"""What counts as together in the summary."""

# In units of a whole window of lateness.
_UNMATCHED_COST = 0.7
_WEAK_UNMATCHED_COST = 0.55
_SEMITONE_COST = 0.35
_MOST_PITCH_COST = 0.75
_OCTAVE_COST = 0.15
_IN_TUNE_SEMITONES = 0.6


@dataclass(frozen=True)
class MatchedNote:
    """A note of the stem and the note of the take that plays it.

    late_ms: in real milliseconds as they were played; below 0 is early. A constant offset of the
    whole take is in it. cents: how much higher the take is, None where either pitch is not sure.
    octaves: how many octaves it is away besides. louder_db: against what is usual in this take.
    """

    stem: NoteEvent
    take: NoteEvent
    late_ms: float
    cents: float | None
    octaves: int
    louder_db: float


@dataclass(frozen=True)
class TakeComparison:
    """A take beside its stem. All frames are of the song.

    tempo_ratio: at which it was played, song seconds per real second. gain_db: how much louder the
    take is as a whole. missed: of the stem, extra: of the take; only notes that stand out.
    """

    part: Part
    tempo_ratio: float
    start_frame: int
    stop_frame: int
    matched: tuple[MatchedNote, ...]
    missed: tuple[NoteEvent, ...]
    extra: tuple[NoteEvent, ...]
    gain_db: float

    @cached_property
    def offset_ms(self) -> float | None:
        """How late all of it is, the median in real milliseconds: the player's habit, or a latency
        that is not calibrated. None without a matched note.
        """
        return float(np.median(self._late_ms)) if self.matched else None

    @cached_property
    def mean_ms(self) -> float | None:
        """The mean lateness in real milliseconds."""
        return float(np.mean(self._late_ms)) if self.matched else None

    @cached_property
    def spread_ms(self) -> float | None:
        """The standard deviation of the lateness: what no constant offset explains."""
        return float(np.std(self._late_ms)) if self.matched else None

    @cached_property
    def close_share(self) -> float | None:
        """Which part of the matched notes, 0 to 1, is within `CLOSE_MS` of the stem."""
        return float(np.mean(np.abs(self._late_ms) <= CLOSE_MS)) if self.matched else None

    @cached_property
    def cents(self) -> float | None:
        """How much too high the take is, the median in cents; None where no pitch is sure."""
        known = [note.cents for note in self.matched if note.cents is not None]
        return float(np.median(known)) if known else None

    @property
    def _late_ms(self) -> list[float]:
        return [note.late_ms for note in self.matched]


def compare(
    stem: Sequence[NoteEvent],
    take: Sequence[NoteEvent],
    *,
    part: Part,
    sample_rate: int,
    tempo_ratio: float,
    start_frame: int,
    stop_frame: int,
) -> TakeComparison:
    """Find out which notes belong together, by dynamic programming over both in order.

    stem, take: in order, frames of the song. tempo_ratio: at which the take was played, so that
    lateness is what the player did, in real time: 10 ms of the song at 60 % are 17.

    The cheapest way to leave out, add and pair notes (Needleman & Wunsch 1970, "A general method
    applicable to the search for similarities in the amino acid sequence of two proteins"); a pair
    costs its distance in time, as a part of `WINDOW_MS`, and in pitch. An octave is a likely
    mistake of player and measurement alike and costs little. Notes keep their order: two that are
    swapped are one missed and one extra.
    """
    ms_per_frame = 1000.0 / sample_rate / tempo_ratio
    inside = [note for note in stem if start_frame <= note.onset_frame < stop_frame]
    # The first may be played early, the last late; what else lies there is of another round.
    margin = WINDOW_MS / ms_per_frame
    played = [n for n in take if start_frame - margin <= n.onset_frame < stop_frame + margin]
    pairs = _pairs(inside, played, ms_per_frame)
    gains = [played[b].level_db - inside[a].level_db for a, b in pairs]
    gain_db = float(np.median(gains)) if gains else 0.0
    paired_stem, paired_take = {a for a, _ in pairs}, {b for _, b in pairs}
    return TakeComparison(
        part,
        tempo_ratio,
        start_frame,
        stop_frame,
        tuple(_matched(inside[a], played[b], ms_per_frame, gain_db) for a, b in pairs),
        tuple(n for i, n in enumerate(inside) if i not in paired_stem and n.is_sure),
        tuple(
            n
            for i, n in enumerate(played)
            if i not in paired_take and n.is_sure and start_frame <= n.onset_frame < stop_frame
        ),
        gain_db,
    )


def _matched(stem: NoteEvent, take: NoteEvent, ms_per_frame: float, gain_db: float) -> MatchedNote:
    late_ms = (take.onset_frame - stem.onset_frame) * ms_per_frame
    cents, octaves = None, 0
    if stem.pitch is not None and take.pitch is not None:
        semitones = take.pitch.midi - stem.pitch.midi
        octaves = round(semitones / 12)
        if abs(semitones - 12 * octaves) > _IN_TUNE_SEMITONES:
            octaves = 0
        cents = 100 * (semitones - 12 * octaves)
    return MatchedNote(stem, take, late_ms, cents, octaves, take.level_db - stem.level_db - gain_db)


def _pairs(
    stem: Sequence[NoteEvent], take: Sequence[NoteEvent], ms_per_frame: float
) -> list[tuple[int, int]]:
    """Indices of stem and take that belong together, in order.

    Only the cells of a band are looked at: what is further apart than `WINDOW_MS` cannot be a pair,
    and what is left out can as well be left out when its time comes.
    """
    rows, columns = len(stem), len(take)
    played = np.array([note.onset_frame for note in take])
    wanted = np.array([note.onset_frame for note in stem])
    reach = WINDOW_MS / ms_per_frame
    # Row a has passed a notes of the stem: which counts of the take's may have been passed then.
    lowest = [0, *np.searchsorted(played, wanted - reach, "left").tolist()]
    highest = [*np.searchsorted(played, wanted + reach, "right").tolist(), columns]
    came: list[list[int]] = []
    before: list[float] = []
    for a in range(rows + 1):
        low, high = lowest[a], highest[a]
        costs: list[float] = []
        ways_here: list[int] = []
        for b in range(low, high + 1):
            above = b - lowest[a - 1] if a else -1
            is_above = a > 0 and b <= highest[a - 1]
            together = left_out = added = np.inf
            if a and above > 0 and b - 1 <= highest[a - 1]:
                together = before[above - 1] + _together(stem[a - 1], take[b - 1], ms_per_frame)
            if is_above:
                left_out = before[above] + _alone(stem[a - 1])
            if b > low:
                added = costs[-1] + _alone(take[b - 1])
            ways = (together, left_out, added) if a or b else (np.inf, 0.0, np.inf)
            way = ways.index(min(ways))
            costs.append(ways[way])
            ways_here.append(way)
        came.append(ways_here)
        before = costs
    pairs = []
    a, b = rows, columns
    while a or b:
        way = came[a][b - lowest[a]]
        if way == 0:
            pairs.append((a - 1, b - 1))
        a, b = a - (way != 2), b - (way != 1)
    return pairs[::-1]


def _alone(note: NoteEvent) -> float:
    return _UNMATCHED_COST if note.is_sure else _WEAK_UNMATCHED_COST


def _together(stem: NoteEvent, take: NoteEvent, ms_per_frame: float) -> float:
    apart = abs(take.onset_frame - stem.onset_frame) * ms_per_frame / WINDOW_MS
    if apart > 1.0:
        return float("inf")
    if stem.pitch is None or take.pitch is None:
        return apart
    semitones = abs(take.pitch.midi - stem.pitch.midi)
    to_octave = abs(semitones - 12 * round(semitones / 12))
    straight = max(0.0, semitones - _IN_TUNE_SEMITONES) * _SEMITONE_COST
    by_octave = _OCTAVE_COST + max(0.0, to_octave - _IN_TUNE_SEMITONES) * _SEMITONE_COST
    return apart + min(straight, by_octave, _MOST_PITCH_COST)

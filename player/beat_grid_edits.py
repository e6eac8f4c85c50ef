"""What a hand can make of a beat grid: another place, another metre, another tempo, a tapped one.

Every function gives a new grid, of which a person is sure: its confidence is 1. Frames are the
song's. A stretch of bars of one length is a section; an odd bar in the middle of it is a mistake of
whoever found the grid, and not a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import LEAST_BEATS, BeatGrid

USUAL_METRE = 4
# Fewer taps than this are of one tempo: where they differ, it is the hand.
FOLLOWED_TAPS = 9
REACH_BEATS = 4
"""Beats that are nearer than this to a moved line go along."""
# No gap between beats becomes smaller than this part of what it was.
_LEAST_GAP = 0.25
# A tap that follows another sooner than this part of the usual gap is none.
_BOUNCE = 0.5
# As far as a hand's unsteadiness is evened out, in taps to either side.
_SMOOTHED_TAPS = 4


@dataclass(frozen=True)
class Section:
    """Bars of one length. start: no bar of them begins before this beat; `anchor` is one of their
    downbeats, `metre` how many beats they have.
    """

    start: int
    anchor: int
    metre: int


def sections(grid: BeatGrid) -> tuple[Section, ...]:
    """The stretches of one metre, in order; none while bars are not known."""
    if not grid.downbeats:
        return ()
    lengths = [later - earlier for earlier, later in pairwise(grid.downbeats)] or [grid.metre]
    twice = [place for place, (one, next_one) in enumerate(pairwise(lengths)) if one == next_one]
    first = twice[0] if twice else lengths.index(grid.metre)
    found = [Section(grid.downbeats[0], grid.downbeats[first], lengths[first])]
    for place in twice:
        if lengths[place] != found[-1].metre:
            downbeat = grid.downbeats[place]
            found.append(Section(downbeat, downbeat, lengths[place]))
    return tuple(found)


def metre_at(grid: BeatGrid, beat: int) -> int:
    """How many beats the bars around a beat have; 0 while bars are not known."""
    around = _around(sections(grid), beat)
    return 0 if around is None else around.metre


def covering(grid: BeatGrid, song_frames: int) -> BeatGrid:
    """With beats from the song's start to its end, where it went on by itself before. Bars begin
    where they did, so that they keep their numbers; what lies before the first is a pickup.

    Beat 0 of the grid is beat `-first` of the new one, with `first` as `first_beat` has it.
    """
    first, count = first_beat(grid), len(grid.beats)
    before = range(first, 0)
    after = range(count, max(count, int(np.ceil(grid.position(song_frames)))))
    beats = (
        *(grid.frame_at(beat) for beat in before),
        *grid.beats,
        *(grid.frame_at(beat) for beat in after),
    )
    downbeats = list(grid.downbeats)
    if downbeats:
        downbeats += [beat for beat in after if grid.place_in_bar(beat) == 0]
    return replace(grid, beats=_rounded(beats), downbeats=tuple(beat - first for beat in downbeats))


def first_beat(grid: BeatGrid) -> int:
    """The first beat of the song, counted in the grid's: negative where it begins before them."""
    return min(0, int(np.ceil(grid.position(0))))


def beat_moved(grid: BeatGrid, beat: int, frame: int) -> BeatGrid:
    """With one beat at another frame, or as near as it gets. Its neighbours follow it, each less
    than the one before, so that the tempo bends and does not break.
    """
    before = grid.frames.astype(float)
    distance = np.abs(np.arange(len(before)) - beat)
    share = np.maximum(0.0, 1 - distance / REACH_BEATS)
    by = float(frame) - before[beat]
    gaps, stretched = np.diff(before), np.diff(share)
    # As far as no gap shrinks to less than is left of it.
    narrowing = stretched * by < 0
    if narrowing.any():
        room = (1 - _LEAST_GAP) * gaps[narrowing] / np.abs(stretched[narrowing])
        by = float(np.sign(by) * min(abs(by), room.min()))
    return _sure(grid, before + share * by)


def shifted(grid: BeatGrid, frames: int) -> BeatGrid:
    """All of it so many frames later, or earlier where that is negative."""
    return _sure(grid, grid.frames + frames)


def downbeat_set(grid: BeatGrid, beat: int) -> BeatGrid:
    """With a bar that begins at a beat; the bars before and after it follow, as far as the metre is
    the same. Where the first of them began, the nearest bar line is the first now.
    """
    known = sections(grid)
    around = _around(known, beat)
    if around is None:
        return _with_sections(grid, (Section(0, beat, USUAL_METRE),))
    start = min(around.start, beat)
    if start > 0:
        # The change of metre moves along to the nearest bar line.
        late = (beat - start) % around.metre
        start = max(0, start + late if 2 * late <= around.metre else start + late - around.metre)
    moved = Section(start, beat, around.metre)
    return _with_sections(grid, tuple(moved if each is around else each for each in known))


def metre_set(
    grid: BeatGrid, metre: int, unit: int = 4, *, from_beat: int | None = None
) -> BeatGrid:
    """With bars of so many beats: everywhere, or from the bar of a beat on.

    unit: what the score calls a beat.
    """
    known = sections(grid)
    if from_beat is None or not known:
        first = known[0] if known else Section(0, from_beat or 0, metre)
        return _with_sections(replace(grid, unit=unit), (replace(first, metre=metre),))
    start = from_beat - grid.place_in_bar(from_beat)
    if start <= known[0].anchor:
        return metre_set(grid, metre, unit)
    kept = tuple(each for each in known if each.start < start)
    return _with_sections(replace(grid, unit=unit), (*kept, Section(start, start, metre)))


def halved(grid: BeatGrid) -> BeatGrid:
    """Every other beat: half the tempo. Bars have as many beats as before, and last twice as long.

    Where fewer than two beats would be left it stays as it is.
    """
    odd = sum(downbeat % 2 for downbeat in grid.downbeats)
    first = 1 if 2 * odd > len(grid.downbeats) else 0
    kept = grid.frames[first::2]
    if len(kept) < LEAST_BEATS:
        return _sure(grid, grid.frames)
    half = tuple(
        Section(_half(each.start, first), _half(each.anchor, first), each.metre)
        for each in sections(grid)
    )
    return _with_sections(_sure(replace(grid, downbeats=()), kept), half)


def doubled(grid: BeatGrid) -> BeatGrid:
    """A beat between any two: twice the tempo. Bars have as many beats as before."""
    places = np.arange(2 * len(grid.beats) - 1) / 2
    frames = np.interp(places, np.arange(len(grid.beats)), grid.frames)
    twice = tuple(Section(2 * s.start, 2 * s.anchor, s.metre) for s in sections(grid))
    return _with_sections(_sure(replace(grid, downbeats=()), frames), twice)


def steady(
    one_frame: int,
    other_frame: int,
    beats_between: int,
    song_frames: int,
    *,
    metre: int = USUAL_METRE,
    unit: int = 4,
) -> BeatGrid:
    """One tempo for the whole song: so many beats between two frames; a bar begins at the first.

    Raises: ValueError if the frames are the same, or so near that beats would be.
    """
    first, last = sorted((one_frame, other_frame))
    period = (last - first) / max(1, beats_between)
    if beats_between < 1 or period < 1:
        raise ValueError("two points with beats between them")
    return _through(np.array([float(first)]), (period, period), song_frames, metre, unit)


def tapped(
    taps: Sequence[float],
    song_frames: int,
    *,
    metre: int = USUAL_METRE,
    unit: int = 4,
) -> BeatGrid:
    """A grid over the whole song through taps, of which the first begins a bar.

    taps: at least two song frames, each later than the one before. Beats that were not tapped in
    between are there all the same. Few taps are one tempo; more are followed where it drifts, with
    the hand's unsteadiness evened out. Single taps that are far off do no harm.

    Raises: ValueError if the taps are not as said.
    """
    times = np.array(taps, float)
    if len(times) < LEAST_BEATS or np.any(np.diff(times) < 1):
        raise ValueError("taps, each later than the one before")
    gaps = np.diff(times)
    # A finger that bounces has tapped once.
    times = times[np.concatenate([[True], gaps > _BOUNCE * np.median(gaps)])]
    gaps = np.diff(times)
    places = np.concatenate([[0.0], np.cumsum(np.maximum(1, np.round(gaps / _usual(gaps))))])
    slope, start = _line(places, times)
    if len(times) < FOLLOWED_TAPS:
        return _through(np.array([start]), (slope, slope), song_frames, metre, unit)
    known = np.arange(places[-1] + 1)
    smooth = np.array([_local(places, times, place) for place in known])
    # Whatever the hand did, beats follow each other.
    least = _LEAST_GAP * slope * known
    smooth = np.maximum.accumulate(smooth - least) + least
    ends = (
        _line(places[:FOLLOWED_TAPS], times[:FOLLOWED_TAPS])[0],
        _line(places[-FOLLOWED_TAPS:], times[-FOLLOWED_TAPS:])[0],
    )
    return _through(smooth, ends, song_frames, metre, unit)


def _usual(gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    """The usual gap around each; where a beat was left out there are two of them."""
    around = range(len(gaps))
    return np.array([np.median(gaps[max(0, at - 2) : at + 3]) for at in around])


def _line(places: NDArray[np.float64], times: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and start of the line through most of the points: Theil 1950, Sen 1968."""
    one, other = np.triu_indices(len(places), 1)
    slope = float(np.median((times[other] - times[one]) / (places[other] - places[one])))
    return slope, float(np.median(times - slope * places))


def _local(places: NDArray[np.float64], times: NDArray[np.float64], place: float) -> float:
    """Where the points around a place say that it is."""
    nearest = np.argsort(np.abs(places - place), kind="stable")[: 2 * _SMOOTHED_TAPS + 1]
    slope, start = _line(places[nearest], times[nearest])
    return start + slope * place


def _through(
    frames: NDArray[np.float64],
    periods: tuple[float, float],
    song_frames: int,
    metre: int,
    unit: int,
) -> BeatGrid:
    """A grid through beats whose first begins a bar, on to both ends of the song, with its bars.

    periods: of a beat before the first of them and after the last, in frames.
    """
    period_before, period_after = periods
    before = max(0, int(np.floor(frames[0] / period_before)))
    after = max(0, int(np.ceil((song_frames - frames[-1]) / period_after)) - 1)
    if before + len(frames) + after < LEAST_BEATS:
        after += 1
    whole = np.concatenate(
        [
            frames[0] - period_before * np.arange(before, 0, -1),
            frames,
            frames[-1] + period_after * np.arange(1, after + 1),
        ]
    )
    grid = BeatGrid(_rounded(whole), (), unit)
    return _with_sections(grid, (Section(0, before, metre),))


def _half(beat: int, first: int) -> int:
    """What becomes of a beat's index when every other is kept, from `first` on."""
    return (beat - first + 1) // 2 if beat > first else 0


def _around(known: Sequence[Section], beat: int) -> Section | None:
    earlier = [each for each in known if each.start <= beat]
    return earlier[-1] if earlier else (known[0] if known else None)


def _with_sections(grid: BeatGrid, known: Sequence[Section]) -> BeatGrid:
    """The grid with these bars, of which a person is sure."""
    count = len(grid.beats)
    stops = [min(each.start, count) for each in known[1:]] + [count]
    downbeats: set[int] = set()
    for section, stop in zip(known, stops[: len(known)], strict=True):
        metre = section.metre
        first = section.start + (section.anchor - section.start) % metre
        bars = list(range(first, stop, metre))
        # What is left of a bar before the metre changes belongs to the one before.
        is_rest = bars and stop < count and 2 * (stop - bars[-1]) < metre
        if is_rest and bars[-1] not in (first, section.anchor):
            bars.pop()
        downbeats.update(bars)
    return _sure(replace(grid, downbeats=tuple(sorted(downbeats))), grid.frames)


def _sure(grid: BeatGrid, frames: Iterable[float]) -> BeatGrid:
    return replace(grid, beats=_rounded(frames), beat_confidence=1.0, downbeat_confidence=1.0)


def _rounded(frames: Iterable[float]) -> tuple[int, ...]:
    """Whole frames, each later than the one before."""
    rounded = np.round(np.asarray(list(frames), float)).astype(np.int64)
    ramp = np.arange(len(rounded))
    return tuple(int(frame) for frame in np.maximum.accumulate(rounded - ramp) + ramp)

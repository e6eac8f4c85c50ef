"""Chords as a chart has them: bar after bar, each with what sounds in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart, ChordSpan
from player.transport import LoopRegion

SHOWN_BARS = 8
"""So many stand beside each other where no loop says what is played."""
_MOST_LOOPED = 16
# A chord that hangs over into a bar by less than this is not written there.
_LEAST_PART = 0.1


@dataclass(frozen=True)
class BarChord:
    """A chord in a bar. place: where it begins there, from 0 at its start to 1 at its end."""

    place: float
    span: ChordSpan


@dataclass(frozen=True)
class ChordBar:
    """A bar from song frame `start_frame` until before `stop_frame`. number: as `Bar.number` has
    it; None where bars are not known, and each chord stands alone.
    """

    start_frame: int
    stop_frame: int
    number: int | None
    chords: tuple[BarChord, ...]


def chord_bars(chart: ChordChart, grid: BeatGrid | None, song_frames: int) -> tuple[ChordBar, ...]:
    """All bars of a song with their chords; where bars are not known, all chords one by one."""
    bars = () if grid is None else grid.bars(song_frames)
    if not bars:
        return tuple(
            ChordBar(span.start_frame, span.stop_frame, None, (BarChord(0.0, span),))
            for span in chart.spans
        )
    return tuple(
        ChordBar(bar.start, bar.stop, bar.number, _chords_between(chart, bar.start, bar.stop))
        for bar in bars
        if bar.stop > bar.start
    )


def bars_to_show(
    bars: Sequence[ChordBar], frame: float, loop: LoopRegion | None
) -> tuple[ChordBar, ...]:
    """Those of the loop, if it is not long; else the row of eight in which a frame is: it stays as
    it is until all of it is played.
    """
    if loop is not None:
        looped = tuple(
            bar
            for bar in bars
            if bar.start_frame < loop.end_frame - _slack(bar)
            and bar.stop_frame > loop.start_frame + _slack(bar)
        )
        if 0 < len(looped) <= _MOST_LOOPED:
            return looped
    place = next((place for place, bar in enumerate(bars) if frame < bar.stop_frame), len(bars) - 1)
    # A pickup does not count: rows begin with bar 1, 9, 17.
    first = 1 if bars and bars[0].number == 0 else 0
    if place < first:
        return tuple(bars[: first + SHOWN_BARS - 1])
    start = first + (place - first) // SHOWN_BARS * SHOWN_BARS
    return tuple(bars[start : start + SHOWN_BARS])


def _slack(bar: ChordBar) -> float:
    """By how much a loop may reach into a bar without meaning it, in frames."""
    return _LEAST_PART * (bar.stop_frame - bar.start_frame)


def _chords_between(chart: ChordChart, start: int, stop: int) -> tuple[BarChord, ...]:
    length = stop - start
    first = chart.index_at(start) or 0
    chords = []
    for span in islice(chart.spans, first, None):
        if span.start_frame >= stop:
            break
        if min(span.stop_frame, stop) - max(span.start_frame, start) > _LEAST_PART * length:
            chords.append(BarChord(max(0, span.start_frame - start) / length, span))
    return tuple(chords)

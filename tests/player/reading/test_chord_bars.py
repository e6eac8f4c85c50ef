"""Chords bar by bar, and which bars are shown."""

from __future__ import annotations

from player.beat_grid import BeatGrid
from player.reading.chord_bars import bars_to_show, chord_bars
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import parse_chord
from player.transport import LoopRegion

# A pickup of one beat, then 4/4: bar 1 is from 500 to 2500.
GRID = BeatGrid(tuple(range(0, 50_000, 500)), tuple(range(1, 100, 4)))
FRAMES = 40_500
A, B, C = (parse_chord(name) for name in ("A", "Bm", "C"))
CHART = ChordChart(
    (
        ChordSpan(0, 500, None),
        ChordSpan(500, 1500, A),
        ChordSpan(1500, 4600, B),
        ChordSpan(4600, FRAMES, C),
    )
)


def test_each_bar_has_its_chords_where_they_begin() -> None:
    bars = chord_bars(CHART, GRID, FRAMES)
    assert [bar.number for bar in bars[:3]] == [0, 1, 2]
    assert [(each.place, each.span.chord) for each in bars[1].chords] == [(0.0, A), (0.5, B)]
    assert [each.span.chord for each in bars[2].chords] == [B]
    # What hangs over by a hair is not written twice.
    assert [each.span.chord for each in bars[3].chords] == [C]
    assert (bars[1].start_frame, bars[1].stop_frame) == (500, 2500)
    assert bars[-1].stop_frame == FRAMES


def test_without_bars_each_chord_stands_alone() -> None:
    for grid in (None, BeatGrid((0, 500, 1000))):
        bars = chord_bars(CHART, grid, FRAMES)
        assert [bar.chords[0].span for bar in bars] == list(CHART.spans)
        assert {bar.number for bar in bars} == {None}


def test_rows_of_eight_stay_until_they_are_played() -> None:
    bars = chord_bars(CHART, GRID, FRAMES)

    def numbers(frame: float, loop: LoopRegion | None = None) -> list[int | None]:
        return [bar.number for bar in bars_to_show(bars, frame, loop)]

    assert numbers(0) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert numbers(500) == numbers(16_499) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers(16_500)[0] == 9
    assert numbers(FRAMES + 10) == [17, 18, 19, 20]


def test_a_loop_shows_its_bars() -> None:
    bars = chord_bars(CHART, GRID, FRAMES)
    loop = LoopRegion(2510, 6510)
    assert [bar.number for bar in bars_to_show(bars, 30_000, loop)] == [2, 3]
    long = LoopRegion(0, FRAMES)
    assert len(bars_to_show(bars, 30_000, long)) <= 8
    assert bars_to_show((), 0, loop) == ()

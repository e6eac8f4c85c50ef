"""What is counted before a song goes on: whole bars, up to the beat it goes on with."""

from __future__ import annotations

import pytest

from player.beat_grid import BeatGrid
from player.count_in import count_in

FOUR = BeatGrid(tuple(range(0, 400_000, 10_000)), tuple(range(0, 40, 4)))


def numbers(grid: BeatGrid, frame: float, bars: int) -> list[int]:
    """What is said aloud."""
    return [beat.number for beat in count_in(grid, frame, bars).beats]


def test_a_bar_before_a_downbeat() -> None:
    counted = count_in(FOUR, 40_000, 1)
    assert counted.frames == 40_000
    assert [beat.frame for beat in counted.beats] == [0, 10_000, 20_000, 30_000]
    assert [beat.is_downbeat for beat in counted.beats] == [True, False, False, False]


def test_two_bars_are_counted_as_such() -> None:
    counted = count_in(FOUR, 0, 2)
    assert [(beat.bar, beat.number) for beat in counted.beats] == [
        *((1, number) for number in (1, 2, 3, 4)),
        *((2, number) for number in (1, 2, 3, 4)),
    ]


def test_a_pickup_completes_the_last_bar() -> None:
    pickup = BeatGrid(tuple(range(0, 210_000, 10_000)), tuple(range(1, 21, 4)))
    assert numbers(pickup, 0, 1) == [1, 2, 3]
    assert numbers(pickup, 0, 2) == [1, 2, 3, 4, 1, 2, 3]


@pytest.mark.parametrize(("beat", "counted"), [(5, [1, 2, 3, 4, 1]), (6, [1, 2]), (7, [1, 2, 3])])
def test_within_a_bar_at_least_half_a_bar_is_counted(beat: int, counted: list[int]) -> None:
    assert numbers(FOUR, 10_000 * beat, 1) == counted


def test_between_beats_the_count_goes_on_into_the_grid() -> None:
    counted = count_in(FOUR, 39_000, 1)
    assert counted.frames == pytest.approx(39_000)
    assert [beat.frame for beat in counted.beats] == [0, 10_000, 20_000, 30_000]


def test_a_start_that_was_rounded_counts_as_the_beat() -> None:
    grid = BeatGrid((0, 10_001, 20_001, 30_002, 40_003), (0, 4))
    assert numbers(grid, 40_003, 1) == [1, 2, 3, 4]
    assert numbers(grid, grid.frame_at(3.99997), 1) == [1, 2, 3, 4]


def test_it_has_the_metre_and_the_tempo_of_where_it_leads_to() -> None:
    beats = (*range(0, 80_000, 10_000), *range(80_000, 260_000, 20_000))
    grid = BeatGrid(beats, (0, 4, 8, 11, 14))
    counted = count_in(grid, 80_000, 1)
    assert [beat.number for beat in counted.beats] == [1, 2, 3]
    assert counted.frames == 60_000


def test_without_bars_four_beats_are_counted() -> None:
    grid = BeatGrid(tuple(range(0, 400_000, 10_000)))
    assert numbers(grid, 50_000, 1) == [1, 2, 3, 4]
    assert numbers(grid, 55_000, 1) == [1, 2, 3, 4]
    assert count_in(grid, 55_000, 1).frames == 35_000
    assert not any(beat.is_downbeat for beat in count_in(grid, 50_000, 2).beats)


def test_one_downbeat_alone_makes_no_bar_as_long_as_the_song() -> None:
    grid = BeatGrid(tuple(range(0, 400_000, 10_000)), (0,))
    assert numbers(grid, 50_000, 1) == [1, 2, 3, 4]


def test_before_the_first_beat_its_tempo_goes_on() -> None:
    grid = BeatGrid(tuple(range(100_000, 300_000, 10_000)), tuple(range(0, 20, 4)))
    assert count_in(grid, 60_000, 1).frames == 40_000

"""Rounds as they are heard: whole ones count, and nothing else does."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.loop_rounds import LoopRounds, RoundEvent
from player.heard_path import HeardPiece
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

LOOP = LoopRegion(100_000, 200_000)
BEGAN, ENDED, WRAPPED, BROKEN = RoundEvent


def piece(
    start: float, stop: float, *, is_pause: bool = False, is_first: bool = False
) -> HeardPiece:
    return HeardPiece(start, stop, (stop - start) / SAMPLE_RATE, is_pause, is_first)


def heard(*pieces: HeardPiece, loop: LoopRegion | None = LOOP) -> list[RoundEvent]:
    rounds = LoopRounds()
    rounds.set_loop(loop)
    return [event for each in pieces for event in rounds.hear(each)]


def test_whole_rounds_begin_and_end() -> None:
    assert heard(
        piece(100_000, 150_000, is_first=True),
        piece(150_000, 200_000),
        piece(100_000, 200_000),
        piece(100_000, 100_001),
    ) == [BEGAN, ENDED, BEGAN, ENDED, BEGAN]


def test_a_round_that_is_entered_in_the_middle_does_not_count() -> None:
    assert heard(piece(140_000, 200_000, is_first=True), piece(100_000, 120_000)) == [
        WRAPPED,
        BEGAN,
    ]


def test_a_pre_roll_leads_into_a_whole_round() -> None:
    assert heard(piece(60_000, 99_000, is_first=True), piece(99_000, 200_000)) == [BEGAN]


def test_a_seek_breaks_it() -> None:
    assert heard(
        piece(100_000, 130_000, is_first=True), piece(150_000, 200_000), piece(100_000, 110_000)
    ) == [BEGAN, BROKEN, WRAPPED, BEGAN]


def test_stopping_breaks_it() -> None:
    rounds = LoopRounds()
    rounds.set_loop(LOOP)
    assert rounds.hear(piece(100_000, 130_000, is_first=True)) == [BEGAN]
    assert rounds.stop() == [BROKEN]
    assert rounds.hear(piece(130_000, 200_000, is_first=True)) == []
    assert rounds.hear(piece(100_000, 100_500)) == [WRAPPED, BEGAN]


def test_another_loop_breaks_it() -> None:
    rounds = LoopRounds()
    rounds.set_loop(LOOP)
    rounds.hear(piece(100_000, 130_000, is_first=True))
    assert rounds.set_loop(LoopRegion(100_000, 150_000)) == [BROKEN]
    assert rounds.set_loop(LoopRegion(100_000, 150_000)) == []
    assert rounds.hear(piece(130_000, 150_000)) == []
    assert rounds.hear(piece(100_000, 150_000)) == [WRAPPED, BEGAN]


def test_another_tempo_in_phase_breaks_nothing() -> None:
    assert heard(
        piece(100_000, 130_000, is_first=True), piece(130_400, 199_700), piece(100_200, 110_000)
    ) == [BEGAN, ENDED, BEGAN]


def test_the_pause_between_two_rounds_belongs_to_neither() -> None:
    rounds = LoopRounds()
    rounds.set_loop(LOOP)
    events = rounds.hear(piece(100_000, 200_000, is_first=True))
    events += rounds.hear(piece(100_000, 100_000, is_pause=True))
    assert events == [BEGAN, ENDED]
    assert rounds.waits
    assert rounds.hear(piece(100_000, 100_000, is_pause=True)) == []
    assert rounds.hear(piece(100_000, 200_000)) == [BEGAN]
    assert not rounds.waits


def test_playing_on_past_the_loop_breaks_it() -> None:
    assert heard(piece(100_000, 240_000, is_first=True)) == [BEGAN, BROKEN]


def test_only_what_lies_inside_is_the_loops() -> None:
    rounds = LoopRounds()
    assert rounds.seconds_inside(piece(0, 44_100)) == 0.0
    rounds.set_loop(LOOP)
    assert rounds.seconds_inside(piece(55_900, 144_100)) == 1.0
    assert rounds.seconds_inside(HeardPiece(100_000, 100_000, 2.0, is_pause=True)) == 0.0


@given(
    st.integers(1, 6),
    st.lists(st.floats(0.001, 0.999), max_size=20),
    st.integers(0, 200_000).map(lambda start: LoopRegion(start, start + 30_000)),
)
def test_however_it_is_cut_up_the_rounds_are_the_same(
    count: int, cuts: list[float], loop: LoopRegion
) -> None:
    """Pictures come when they come: a piece may end anywhere, a whole round may be one piece."""
    total = count * loop.frames
    places = sorted(
        {0.0, float(total), *(cut * total for cut in cuts)}
        | {float(number * loop.frames) for number in range(count + 1)}
    )
    pieces = []
    for start, stop in itertools.pairwise(places):
        within = start % loop.frames
        pieces.append(
            piece(
                loop.start_frame + within,
                loop.start_frame + within + stop - start,
                is_first=start == 0.0,
            )
        )
    pieces.append(piece(loop.start_frame, loop.start_frame + 10))
    events = heard(*pieces, loop=loop)
    assert events == [BEGAN, *([ENDED, BEGAN] * count)]

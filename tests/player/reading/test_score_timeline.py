from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.reading.laid_part import LaidPart
from player.reading.score_alignment import Anchor, ScoreAlignment
from player.reading.score_timeline import ScoreTimeline
from tests.player.reading.written_scores import quarters, score

_RATE = 1000
# Beats of half a second from 1 s on, four to the bar; the first bar begins at its second beat.
_GRID = BeatGrid(tuple(range(1000, 21000, 500)), tuple(range(1, 40, 4)))


def _starts(timeline: ScoreTimeline) -> list[int]:
    return timeline.bar_frames.tolist()


def test_the_first_bar_of_the_score_is_the_first_of_the_song() -> None:
    timeline = ScoreTimeline(score(3), ScoreAlignment(), _GRID, _RATE)
    assert _starts(timeline) == [1500, 3500, 5500, 7500]
    assert timeline.bar_at(1499) is None
    assert timeline.bar_at(1500) == 0
    assert timeline.bar_at(5499) == 1
    assert timeline.bar_at(7500) is None


def test_a_pickup_comes_before_it() -> None:
    pickup = {0: {"quarters": Fraction(1), "is_pickup": True}}
    timeline = ScoreTimeline(score(3, quarters(28), pickup), ScoreAlignment(), _GRID, _RATE)
    assert _starts(timeline) == [1000, 1500, 3500, 5500]


def test_repeats_are_laid_out() -> None:
    timeline = ScoreTimeline(score(2, bars={0: {"repeat_times": 2}}), ScoreAlignment(), None, _RATE)
    assert timeline.order == (0, 0, 1)
    assert timeline.rounds == (1, 2, 1)
    assert _starts(timeline) == [0, 2000, 4000, 6000]  # at 120 quarters a minute


def test_without_beats_its_own_tempo_counts() -> None:
    tempos = {0: {"bpm": 60.0}, 2: {"bpm": 240.0}}
    timeline = ScoreTimeline(score(3, bars=tempos), ScoreAlignment(), None, _RATE)
    assert _starts(timeline) == [0, 4000, 8000, 9000]
    held = ScoreAlignment((Anchor(0, 1000), Anchor(2, 11000)))
    stretched = ScoreTimeline(score(3, bars=tempos), held, None, _RATE)
    assert _starts(stretched) == [1000, 6000, 11000, 12250]


def test_beats_twice_as_fast_as_the_score_are_as_many_to_the_bar() -> None:
    grid = BeatGrid(tuple(range(0, 8000, 250)), tuple(range(0, 32, 8)))
    assert _starts(ScoreTimeline(score(2), ScoreAlignment(), grid, _RATE)) == [0, 2000, 4000]
    no_bars = BeatGrid(tuple(range(0, 8000, 250)))
    assert _starts(ScoreTimeline(score(2), ScoreAlignment(), no_bars, _RATE)) == [0, 1000, 2000]


def test_the_score_follows_a_tempo_that_drifts() -> None:
    beats = tuple(np.cumsum([0, *range(400, 440)]).tolist())
    timeline = ScoreTimeline(score(4), ScoreAlignment(), BeatGrid(beats, (0, 4, 8, 12)), _RATE)
    assert _starts(timeline) == [beats[0], beats[4], beats[8], beats[12], beats[16]]


def test_between_two_bars_that_are_held_the_others_share_the_beats() -> None:
    held = ScoreAlignment((Anchor(1, 3500), Anchor(3, 8500)))
    timeline = ScoreTimeline(score(4), held, _GRID, _RATE)
    assert _starts(timeline) == [1500, 3500, 6000, 8500, 10500]


def test_what_is_held_in_bars_that_are_gone_does_no_harm() -> None:
    held = ScoreAlignment((Anchor(0, 2000), Anchor(90, 3000), Anchor(91, 4000)))
    assert _starts(ScoreTimeline(score(2), held, _GRID, _RATE)) == [2000, 4000, 6000]


def test_the_first_bar_can_be_put_anywhere_and_what_is_held_later_stays() -> None:
    held = ScoreAlignment((Anchor(0, 0), Anchor(2, 9000), Anchor(4, 20000)))
    assert held.begins_at(0, 3000).anchors == (Anchor(0, 3000), Anchor(2, 9000), Anchor(4, 20000))
    assert held.begins_at(0, 9000).anchors == (Anchor(0, 9000), Anchor(4, 20000))
    assert held.begins_at(2, 1000).anchors == (Anchor(2, 1000), Anchor(4, 20000))


def test_a_bar_line_cannot_be_moved_past_another_that_is_held() -> None:
    held = ScoreAlignment((Anchor(0, 0), Anchor(4, 20000)))
    assert held.with_anchor(2, 9000).held == {0, 2, 4}
    assert held.with_anchor(2, 90000).anchors[1] == Anchor(2, 19000)
    assert held.with_anchor(2, -5).anchors[1] == Anchor(2, 1000)
    assert held.with_anchor(4, 30000).anchors == (Anchor(0, 0), Anchor(4, 30000))
    near = ScoreAlignment((Anchor(0, 0), Anchor(4, 1500)))
    assert near.with_anchor(2, 700) == near
    assert held.with_anchor(2, 9000).without_anchor(2) == held


def test_what_is_kept_comes_back_and_nonsense_does_not() -> None:
    held = ScoreAlignment((Anchor(0, -44), Anchor(3, 20000)))
    assert ScoreAlignment.of_fields(held.fields()) == held
    for nonsense in ([[0, 5], [0, 6]], [[0, 5], [1, 5]], [[-1, 5]], [[1, 2**50]], [["a", 1]]):
        with pytest.raises(ValueError, match=r".+"):
            ScoreAlignment.of_fields(nonsense)


_ANCHORS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(-5000, 60000)),
    max_size=4,
    unique_by=lambda each: each[0],
)


@given(_ANCHORS, st.sampled_from([None, _GRID]))
def test_however_it_is_held_bars_follow_each_other(
    moves: list[tuple[int, int]], grid: BeatGrid | None
) -> None:
    alignment = ScoreAlignment()
    for played, frame in moves:
        alignment = alignment.with_anchor(played, frame)
    timeline = ScoreTimeline(score(10), alignment, grid, _RATE)
    starts = _starts(timeline)
    assert starts == sorted(set(starts))
    for anchor in alignment.anchors:
        assert abs(starts[anchor.played] - anchor.frame) <= 1
    for played in range(10):
        assert timeline.bar_at(starts[played]) == played
        assert timeline.bar_at(starts[played + 1] - 1) == played


def test_notes_lie_at_their_beats_and_sound_as_long_as_they_last() -> None:
    made = score(2)
    timeline = ScoreTimeline(made, ScoreAlignment(), _GRID, _RATE)
    laid = LaidPart(made.parts[0], timeline)
    assert [(each.frame, each.stop_frame) for each in laid.of_bar(1)] == [
        (3500, 4000),
        (4000, 4500),
        (4500, 5000),
        (5000, 5500),
    ]
    assert [each.event.notes[0].pitch.name for each in laid.sounding(2100)] == ["G1"]
    assert laid.sounding(1400) == ()
    assert laid.sounding(3400) == ()  # a rest
    assert laid.next_onset(1500) == 2000
    assert laid.next_onset(0) == 1500
    assert laid.next_onset(4500) is None
    assert laid.onset_before(3500) == 2500
    assert laid.onset_before(1500) is None
    assert list(laid.between(3000, 3600)) == [0, 1]
    assert list(laid.between(0, 1000)) == []
    assert list(laid.between(9000, 9900)) == []

"""What was heard, from the engine's anchors: no jump is lost, and rounds begin where they do."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.heard_path import HeardPath, loop_heads
from player.multitrack import SAMPLE_RATE
from player.playback import Playback
from player.stem_stream import Anchor
from player.transport import LoopRegion, Play, Seek, SetLoop, SetMultitrack, SetTempo
from tests.player.songs import sine_song
from tests.player.test_performance import SteppedEngine

LOOP = LoopRegion(20_000, 50_000)


def playback(*anchors: Anchor) -> Playback:
    return Playback(True, 0, anchors, LOOP)


def rounds(count: int, *, first_frame: int = 20_000) -> list[Anchor]:
    """Anchors of so many rounds, heard from an output frame on at 100 %."""
    return [
        Anchor(1000.0 + number * LOOP.frames, float(first_frame), 1.0) for number in range(count)
    ]


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=20))
def test_however_often_it_is_asked_the_same_is_heard(steps: list[int]) -> None:
    path, anchors, at = HeardPath(), rounds(12), 0.0
    heard: list[tuple[float, float]] = []
    for step in steps:
        at += step
        heard += [
            (piece.start_frame, piece.stop_frame)
            for piece in path.hear(playback(*anchors), at, SAMPLE_RATE)
        ]
    total = sum(stop - start for start, stop in heard)
    assert total == pytest.approx(max(0.0, at - 1000.0) if heard else 0.0)
    for (_, stop), (start, _) in itertools.pairwise(heard):
        assert start == stop or (stop, start) == (LOOP.end_frame, LOOP.start_frame)


def test_what_is_not_known_any_more_begins_anew() -> None:
    path, anchors = HeardPath(), rounds(12)
    first = path.hear(playback(*anchors), 2000.0, SAMPLE_RATE)
    assert [piece.is_first for piece in first] == [True]
    assert [p.is_first for p in path.hear(playback(*anchors), 3000.0, SAMPLE_RATE)] == [False]
    late = path.hear(playback(*anchors[6:]), 200_000.0, SAMPLE_RATE)
    assert late[0].is_first
    assert path.hear(Playback.stopped_at(0), 200_100.0, SAMPLE_RATE) == []
    assert path.hear(playback(*anchors[6:]), 200_200.0, SAMPLE_RATE)[0].is_first


def test_a_pause_is_told_and_the_round_begins_after_it() -> None:
    anchors = (
        Anchor(0.0, 20_000.0, 1.0),
        Anchor(30_000.0, 20_000.0, 0.0),
        Anchor(74_100.0, 20_000.0, 1.0),
    )
    pieces = HeardPath().hear(playback(*anchors), 80_000.0, SAMPLE_RATE)
    assert [(piece.is_pause, piece.seconds) for piece in pieces] == [
        (False, pytest.approx(30_000 / SAMPLE_RATE)),
        (True, pytest.approx(1.0)),
        (False, pytest.approx(5_900 / SAMPLE_RATE)),
    ]
    (head,) = loop_heads(anchors, LOOP, SAMPLE_RATE)
    assert (head.frame, head.counts_in) == (74_100.0, False)


def test_a_seek_or_another_tempo_is_no_head() -> None:
    sought = (Anchor(0.0, 20_000.0, 1.0), Anchor(9_000.0, 20_000.0, 1.0))
    slower = (Anchor(0.0, 20_000.0, 1.0), Anchor(9_000.0, 29_000.0, 0.5))
    assert list(loop_heads(sought, LOOP, SAMPLE_RATE)) == []
    assert list(loop_heads(slower, LOOP, SAMPLE_RATE)) == []


def test_before_a_head_it_is_counted_at_its_tempo_in_the_end_of_the_wait() -> None:
    begins = Anchor(0.0, 20_000.0, 0.5)
    waits = Anchor(60_000.0, 20_000.0, 0.0, counts_in=True)
    goes_on = Anchor(100_000.0, 20_000.0, 0.5)
    (head,) = loop_heads((begins, waits, goes_on), LOOP, SAMPLE_RATE)
    assert head.waits_from == 60_000.0
    assert head.counts_from(12_000.0) == 76_000.0
    assert head.counts_from(50_000.0) == 60_000.0
    # Another tempo came in meanwhile: it is one wait still.
    shorter = (replace(waits, output_frame=70_000.0), replace(goes_on, output_frame=90_000.0))
    (head,) = loop_heads((begins, waits, *shorter), LOOP, SAMPLE_RATE)
    assert (head.frame, head.waits_from, head.counts_in) == (90_000.0, 60_000.0, True)
    (head,) = loop_heads((begins, replace(goes_on, output_frame=60_000.0)), LOOP, SAMPLE_RATE)
    assert head.counts_from(12_000.0) == head.waits_from == head.frame


@pytest.mark.usefixtures("work_clock")
@pytest.mark.parametrize("pause_s", [0.0, 0.2])
@pytest.mark.parametrize(("before", "after"), [(1.0, 0.7), (0.7, 0.75), (0.8, 1.0)])
def test_a_tempo_asked_for_the_next_round_begins_with_it(
    before: float, after: float, pause_s: float
) -> None:
    stepped = SteppedEngine(sine_song(seconds=3.0))
    engine, ring = stepped.engine, stepped.engine.ring
    stepped.post(SetLoop(LOOP, pause_s), SetTempo(before), Seek(LOOP.start_frame), Play())
    head = None
    while head is None or head - ring.heard > 0.25 * SAMPLE_RATE:
        stepped.step(4)
        stepped.take(441)
        heads = loop_heads(engine.playback().anchors, LOOP, SAMPLE_RATE)
        head = next((each.frame for each in heads), None)
    stepped.post(SetTempo(after, from_loop_head=True))
    path, pieces = HeardPath(), []
    while ring.heard < head + 6_000:
        stepped.step(8)
        stepped.take(441)
        pieces += path.hear(engine.playback(), float(ring.heard), SAMPLE_RATE)
    anchors = engine.playback().anchors
    new_head = next(
        anchor
        for anchor in anchors[1:]
        if anchor.ratio == after and abs(anchor.song_frame - LOOP.start_frame) < 1.0
    )
    # The round before keeps its tempo but for its last moment.
    assert abs(new_head.output_frame - head) < 0.012 * SAMPLE_RATE
    kept = [anchor for anchor in anchors if anchor.output_frame < head - 0.03 * SAMPLE_RATE]
    assert kept
    assert {anchor.ratio for anchor in kept} <= {before, 0.0}
    heard = np.array([value for _, value in stepped.heard])
    assert not np.isnan(heard).any()


@pytest.mark.usefixtures("work_clock")
def test_without_a_head_in_reach_the_tempo_comes_at_once() -> None:
    stepped = SteppedEngine(sine_song(seconds=3.0))
    engine, ring = stepped.engine, stepped.engine.ring
    stepped.post(SetMultitrack(stepped.song), Play())
    stepped.step(30)
    stepped.take(4410)
    stepped.post(SetTempo(0.7, from_loop_head=True))
    stepped.step(30)
    changed = next(anchor for anchor in engine.playback().anchors if anchor.ratio == 0.7)
    assert changed.output_frame - ring.heard < 0.2 * SAMPLE_RATE


@pytest.mark.usefixtures("work_clock")
def test_a_loop_that_is_switched_off_meanwhile_does_not_go_round_again() -> None:
    stepped = SteppedEngine(sine_song(seconds=3.0))
    engine, ring = stepped.engine, stepped.engine.ring
    stepped.post(SetLoop(LOOP), SetTempo(0.7), Seek(LOOP.start_frame), Play())
    head = None
    while head is None or head - ring.heard > 0.25 * SAMPLE_RATE:
        stepped.step(4)
        stepped.take(441)
        heads = loop_heads(engine.playback().anchors, LOOP, SAMPLE_RATE)
        head = next((each.frame for each in heads), None)
    stepped.post(SetTempo(0.8, from_loop_head=True))
    stepped.post(SetLoop(None))
    while ring.heard < head + 4_000:
        stepped.step(8)
        stepped.take(441)
    assert engine.playback().song_frame_at(ring.heard) > LOOP.end_frame

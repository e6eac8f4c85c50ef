"""Takes with known mistakes beside their stems."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.multitrack import SAMPLE_RATE
from player.note_events import NoteEvent, Part
from player.note_pitch import NotePitch
from player.take_comparison import WINDOW_MS, TakeComparison, compare
from tests.benchmarks.comparison import recovered
from tests.played_parts import BASS, DRUMS, VOICE


def _note(ms: float, midi: float | None = None, level_db: float = -20.0) -> NoteEvent:
    pitch = None if midi is None else NotePitch(midi, 1.0, 0.0)
    return NoteEvent(ms / 1000 * SAMPLE_RATE, level_db, 10.0, True, pitch)


def _compare(
    stem: list[NoteEvent], take: list[NoteEvent], tempo_ratio: float = 1.0
) -> TakeComparison:
    return compare(
        stem,
        take,
        part=Part.MELODY,
        sample_rate=SAMPLE_RATE,
        tempo_ratio=tempo_ratio,
        start_frame=0,
        stop_frame=10**9,
    )


def test_lateness_is_in_real_time() -> None:
    result = _compare([_note(600)], [_note(630)], tempo_ratio=0.6)
    assert result.matched[0].late_ms == pytest.approx(50.0)
    assert result.offset_ms == pytest.approx(50.0)


def test_cents_and_octaves_are_told_apart() -> None:
    result = _compare([_note(0, 40.0), _note(500, 45.0)], [_note(5, 52.2), _note(505, 44.8)])
    assert [note.octaves for note in result.matched] == [1, 0]
    assert [note.cents for note in result.matched] == pytest.approx([20.0, -20.0])


def test_a_wrong_note_in_time_is_the_note_and_says_by_how_much() -> None:
    result = _compare([_note(0, 40.0)], [_note(5, 43.0)])
    assert result.matched[0].cents == pytest.approx(300.0)
    assert (result.missed, result.extra) == ((), ())


def test_of_two_the_one_with_the_right_pitch_is_meant() -> None:
    stem, take = [_note(1000, 40.0)], [_note(990, 45.0), _note(1040, 40.0)]
    result = _compare(stem, take)
    assert result.matched[0].take is take[1]
    assert result.extra == (take[0],)


def test_loudness_is_against_the_whole_take() -> None:
    take = [_note(0, None, -30), _note(500, None, -30), _note(900, None, -24)]
    result = _compare([_note(0), _note(500), _note(900)], take)
    assert result.gain_db == pytest.approx(-10.0)
    assert [note.louder_db for note in result.matched] == pytest.approx([0.0, 0.0, 6.0])


def test_a_faint_note_is_neither_missed_nor_extra() -> None:
    faint = NoteEvent(100.0, -50.0, 2.0, False)
    result = _compare([faint], [])
    assert result.missed == ()
    assert _compare([], [faint]).extra == ()


def test_only_the_loop_is_judged() -> None:
    result = compare(
        [_note(100), _note(1000), _note(3000)],
        [_note(90), _note(995), _note(3000)],
        part=Part.DRUMS,
        sample_rate=SAMPLE_RATE,
        tempo_ratio=1.0,
        start_frame=SAMPLE_RATE // 2,
        stop_frame=2 * SAMPLE_RATE,
    )
    assert len(result.matched) == 1
    assert (result.missed, result.extra) == ((), ())


def test_nothing_played_says_nothing() -> None:
    result = _compare([_note(0)], [])
    assert len(result.missed) == 1
    values = (result.offset_ms, result.mean_ms, result.spread_ms, result.close_share, result.cents)
    assert values == (None,) * 5


_TIMES = st.lists(st.floats(0, 5000), max_size=25).map(sorted)


@given(stem=_TIMES, take=_TIMES, tempo_ratio=st.floats(0.3, 2.0))
def test_every_note_is_told_once_and_in_order(
    stem: list[float], take: list[float], tempo_ratio: float
) -> None:
    stem_notes, take_notes = [_note(ms) for ms in stem], [_note(ms) for ms in take]
    result = _compare(stem_notes, take_notes, tempo_ratio)
    assert len(result.matched) + len(result.missed) == len(stem_notes)
    played = [note for note in take_notes if note.onset_frame >= 0]
    assert len(result.matched) + len(result.extra) == len(played)
    for note in result.matched:
        assert abs(note.late_ms) <= WINDOW_MS + 1e-6
    for one, other in pairwise(result.matched):
        assert one.stem.onset_frame <= other.stem.onset_frame
        assert one.take.onset_frame <= other.take.onset_frame


@given(
    shifts=st.lists(st.floats(-60, 60), min_size=1, max_size=20),
    left_out=st.sets(st.integers(0, 19)),
    tempo_ratio=st.floats(0.5, 1.5),
)
def test_notes_far_enough_apart_find_their_own(
    shifts: list[float], left_out: set[int], tempo_ratio: float
) -> None:
    stem = [_note((500 + 300 * i) * tempo_ratio) for i in range(len(shifts))]
    kept = [i for i in range(len(shifts)) if i not in left_out]
    take = [_note((500 + 300 * i + shifts[i]) * tempo_ratio) for i in kept]
    result = _compare(stem, take, tempo_ratio)
    assert len(result.missed) == len(stem) - len(take)
    assert [note.late_ms for note in result.matched] == pytest.approx(
        [shifts[i] for i in kept], abs=1e-3
    )


def test_what_another_round_ended_with_is_not_extra() -> None:
    result = compare(
        [_note(1000)],
        [_note(940), _note(1005)],
        part=Part.DRUMS,
        sample_rate=SAMPLE_RATE,
        tempo_ratio=1.0,
        start_frame=round(0.98 * SAMPLE_RATE),
        stop_frame=2 * SAMPLE_RATE,
    )
    assert len(result.matched) == 1
    assert result.extra == ()


def test_an_hour_of_notes_is_compared() -> None:
    """Without a band in the alignment this would take minutes, and gigabytes."""
    stem = [_note(250.0 * i, 40.0 + i % 7) for i in range(14_400)]
    take = [_note(250.0 * i + i % 9, 40.0 + i % 7) for i in range(14_400) if i % 50]
    result = _compare(stem, take)
    assert len(result.missed) == 288
    assert result.extra == ()
    assert [note.late_ms for note in result.matched[:3]] == pytest.approx([1.0, 2.0, 3.0])


@pytest.mark.parametrize("tempo_ratio", [0.6, 1.0])
@pytest.mark.parametrize("kind", [BASS, VOICE, DRUMS])
def test_mistakes_of_a_synthesised_take_are_recovered(kind: str, tempo_ratio: float) -> None:
    found = recovered(kind, seed=1, tempo_ratio=tempo_ratio)
    assert found.unmatched == 0
    assert np.abs(found.ms).max() < 5.0
    assert kind == DRUMS or len(found.cents) > 20
    assert np.abs(found.cents).max(initial=0.0) < 10.0
    assert found.f_measure >= 0.9

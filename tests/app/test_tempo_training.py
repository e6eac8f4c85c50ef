"""The plan and its steps: what any row of rounds, marks and hands makes of a tempo."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tempo_training import TrainerPlan, Training

plans = st.builds(
    lambda low, more, step, every, gated: TrainerPlan(
        low, min(200, low + more), step, every, gated
    ),
    st.integers(25, 200),
    st.integers(0, 175),
    st.integers(1, 50),
    st.integers(1, 6),
    st.booleans(),
)


def rounds(training: Training, marks: list[bool]) -> list[float]:
    """The tempo of each round."""
    tempos = []
    for clean in marks:
        training = training.at_head()
        tempos.append(training.tempo_percent)
        training = training.after_round(clean=clean)
    return tempos


def test_every_few_rounds_a_step_up_to_the_top() -> None:
    plan = TrainerPlan(60, 71, 5, 2)
    tempos = rounds(Training(plan, 60), [False] * 8)
    assert tempos == [60, 60, 65, 65, 70, 70, 71, 71]


def test_gated_only_clean_rounds_make_it_faster() -> None:
    plan = TrainerPlan(60, 100, 5, 2, is_gated=True)
    tempos = rounds(Training(plan, 60), [False, False, True, False, True, True, False])
    assert tempos == [60, 60, 60, 65, 65, 70, 75]


@given(plans, st.lists(st.booleans(), max_size=60))
def test_it_climbs_by_steps_and_stays_at_the_top(plan: TrainerPlan, marks: list[bool]) -> None:
    tempos = rounds(Training(plan, plan.from_percent), marks)
    for before, after in itertools.pairwise(tempos):
        assert after == before or after == min(before + plan.step_percent, plan.to_percent)
    assert all(plan.from_percent <= tempo <= plan.to_percent for tempo in tempos)
    if not plan.is_gated:
        steps = [
            min(plan.from_percent + n // plan.every_rounds * plan.step_percent, plan.to_percent)
            for n in range(len(marks))
        ]
        assert tempos == steps


@given(plans, st.floats(25, 200), st.booleans())
def test_a_hand_sets_where_it_goes_on(plan: TrainerPlan, percent: float, clean: bool) -> None:
    training = Training(plan, plan.from_percent, 3, plan.to_percent).at_tempo(percent)
    assert (training.tempo_percent, training.rounds, training.due_percent) == (percent, 0, None)
    for _ in range(plan.every_rounds):
        training = training.after_round(clean=True)
    assert training.at_head().tempo_percent == plan.next_percent(percent) >= percent


@given(plans.filter(lambda plan: plan.is_gated), st.booleans())
def test_a_wrong_mark_taken_back_leaves_the_tempo_as_it_was(
    plan: TrainerPlan, is_heard: bool
) -> None:
    before = Training(plan, plan.from_percent)
    marked = before.after_round(clean=True)
    if is_heard:
        marked = marked.at_head()
    back = marked.without_mark(before.tempo_percent).at_head()
    assert back.tempo_percent == before.tempo_percent


@given(plans.filter(lambda plan: not plan.is_gated))
def test_without_a_gate_a_mark_moves_nothing(plan: TrainerPlan) -> None:
    training = Training(plan, plan.from_percent, 2, plan.to_percent)
    assert training.without_mark(plan.from_percent) == training


@pytest.mark.parametrize(
    "fields",
    [(24, 100, 5, 4), (60, 59, 5, 4), (60, 201, 5, 4), (60, 100, 0, 4), (60, 100, 5, 0)],
)
def test_a_plan_that_is_none_is_refused(fields: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no plan"):
        TrainerPlan(*fields)

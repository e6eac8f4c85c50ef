"""Which model is taken when nobody has chosen one: always one that is here, and quick enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separation.automatic import QUICK_ENOUGH, AutomaticChoice, Candidate, choose, choose_here
from separation.errors import UnknownStemError
from separation.models import MODELS, ModelInfo, PublishedSdr
from separation.recipe import Quality
from separation.speed_records import ComputingPlace, NetworkSpeed, SpeedRecords

COMPACT = Candidate(MODELS["compact"], 0.1)


def other(name: str, mean_db: float | None, cost: float | None) -> Candidate:
    figure = None if mean_db is None else PublishedSdr(mean_db, "a test")
    return Candidate(replace(MODELS["htdemucs"], name=name, published_sdr=figure), cost)


costs = st.none() | st.floats(0.01, 10)
others = st.lists(
    st.builds(other, st.text("abc", min_size=1), st.none() | st.floats(1, 12), costs), max_size=6
)


def figure(model: ModelInfo) -> float:
    return -1.0 if model.published_sdr is None else model.published_sdr.mean_db


@given(others, costs, st.randoms())
def test_the_best_that_is_quick_enough(
    candidates: list[Candidate], compact_cost: float | None, random: object
) -> None:
    compact = Candidate(MODELS["compact"], compact_cost)
    shuffled = [compact, *candidates]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    choice = choose(shuffled)
    taken = choice.taken
    assert taken in shuffled
    quick = [
        each
        for each in candidates
        if each.model.published_sdr and each.cost is not None and each.cost <= QUICK_ENOUGH
    ]
    if taken is compact:
        assert not quick
    else:
        assert taken in quick
        assert figure(taken.model) == max(figure(each.model) for each in quick)
    for each in choice.passed_over:
        assert figure(each.model) >= figure(taken.model)
        assert each.cost is None or each.cost > QUICK_ENOUGH
    assert choice.others_here == bool(candidates)


def test_of_equals_the_quicker_is_taken() -> None:
    slower, quicker = other("a", 8.0, 0.5), other("b", 8.0, 0.2)
    assert choose([COMPACT, slower, quicker]).taken is quicker


def test_better_ones_are_said_best_first() -> None:
    slow, unknown = other("slow", 9.0, 2.0), other("unknown", 9.5, None)
    choice = choose([COMPACT, other("good", 8.0, 0.5), slow, unknown])
    assert choice == AutomaticChoice(other("good", 8.0, 0.5), (unknown, slow), True)


def test_there_is_always_the_embedded_one() -> None:
    with pytest.raises(ValueError, match="embedded"):
        choose([other("a", 9.0, 0.1)])


def speeds_of(**costs: float) -> SpeedRecords:
    speeds = SpeedRecords(("cpu",))
    for name, cost in costs.items():
        place = ComputingPlace.on("cpu")
        speeds = speeds.with_speed(MODELS[name].files, place, NetworkSpeed(cost))
    return speeds


def test_quality_and_stems_decide_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("separation.automatic.is_here", lambda model: model.stems != ())
    speeds = speeds_of(htdemucs=0.3, htdemucs_ft=0.3)
    assert choose_here(speeds).taken.model.name == "htdemucs"
    # Four times the work is too much; for one stem one specialist has to work.
    assert choose_here(speeds, wanted=("bass",)).taken.model.name == "htdemucs_ft"
    assert choose_here(speeds, Quality.BETTER).taken.model.name == "compact"
    assert choose_here(speeds, without=("htdemucs",)).taken.model.name == "compact"
    assert choose_here(speeds, device="cuda").taken.model.name == "compact"


def test_a_stem_nobody_makes_is_refused() -> None:
    with pytest.raises(UnknownStemError):
        choose_here(SpeedRecords(), wanted=("kazoo",))


def test_without_files_nothing_but_the_embedded_one_is_here(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path))
    choice = choose_here(speeds_of(htdemucs=0.1))
    assert choice.taken.model.is_embedded
    assert not choice.others_here

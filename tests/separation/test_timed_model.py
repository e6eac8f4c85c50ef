"""A separation measures the computer by the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.automatic import Candidate, choose
from separation.lanes import Lanes
from separation.mix_level import MixLevel
from separation.models import MODELS, model_info
from separation.recipe import Recipe
from separation.speed_records import (
    ComputingPlace,
    NetworkSpeed,
    SpeedRecords,
    keep_speeds,
    read_speeds,
)
from separation.timed_model import TimedModel, remember_cost
from tests.separation.conftest import TinyModel

LEVEL = MixLevel(rms=0.1, mono_mean=0.0, mono_std=0.1)
SECOND = np.zeros((2, 44100), np.float32)
LANES = Lanes(2, 1)
PLACE = ComputingPlace("cpu", LANES)
HTDEMUCS = Recipe(MODELS["htdemucs"])
FT = Recipe(MODELS["htdemucs_ft"])


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., TimedModel]:
    """A model whose calls for a second of sound take so many seconds."""

    def of(*calls_s: float) -> TimedModel:
        now_s = [0.0]
        monkeypatch.setattr("separation.timed_model.time.perf_counter", lambda: now_s[0])

        class Slow(TinyModel):
            def separate_segment(
                self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
            ) -> NDArray[np.float32]:
                now_s[0] += next(left_s)
                return super().separate_segment(mix, level, cancelled)

        left_s = iter(calls_s)
        model = TimedModel(Slow())
        for _ in calls_s:
            model.separate_segment(SECOND, LEVEL, lambda: False)
        return model

    return of


def test_the_first_of_each_lane_does_not_count(run: Callable[..., TimedModel]) -> None:
    assert run(9.0, 9.0).cost(2) is None
    assert run(9.0, 9.0, 0.4, 0.8, 0.6).cost(2) == pytest.approx(0.3)


def test_it_says_what_the_model_says(tiny_model: TinyModel) -> None:
    timed = TimedModel(tiny_model)
    mix = np.random.default_rng(0).uniform(-1, 1, (2, 100)).astype(np.float32)
    expected = tiny_model.separate_segment(mix, LEVEL, lambda: False)
    np.testing.assert_array_equal(timed.separate_segment(mix, LEVEL, lambda: False), expected)
    assert (timed.stems, timed.device) == (tiny_model.stems, "cpu")


def test_networks_that_are_alike_share_it(run: Callable[..., TimedModel]) -> None:
    remember_cost(FT, run(9.0, 9.0, 4.0, 4.0), LANES)
    speeds = read_speeds()
    for file in FT.model.files:
        known = speeds.network(file, PLACE)
        assert known is not None
        assert known.cost == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("took_s", "cost", "was_measured"),
    [
        pytest.param(0.2, 0.2, True, id="quicker than it was known to be"),
        pytest.param(0.4, 0.3, True, id="as beside playback"),
        pytest.param(0.84, 0.6, False, id="slower than beside playback"),
    ],
)
def test_what_is_known_is_corrected_where_it_is_contradicted(
    run: Callable[..., TimedModel], took_s: float, cost: float, was_measured: bool
) -> None:
    keep_speeds(read_speeds().with_speed(HTDEMUCS.model.files, PLACE, NetworkSpeed(0.3, 2.0)))
    remember_cost(HTDEMUCS, run(9.0, 9.0, LANES.count * took_s), LANES)
    known = read_speeds().network(HTDEMUCS.model.files[0], PLACE)
    assert known == NetworkSpeed(pytest.approx(cost), 2.0, was_measured)


def taken() -> str:
    htdemucs = Candidate(HTDEMUCS.model, read_speeds().cost(HTDEMUCS))
    return choose([Candidate(MODELS["compact"], None), htdemucs]).taken.model.name


def test_what_keeps_up_beside_playback_is_still_taken_after_many_songs(
    run: Callable[..., TimedModel],
) -> None:
    """0.6 of the song's length alone, and 0.84 beside playback."""
    heard = 1 / 0.75
    here = ComputingPlace.on("cpu")
    lanes = here.lanes
    speeds = SpeedRecords(("cpu",))
    measured = NetworkSpeed(0.6 / heard)
    keep_speeds(speeds.with_speed(HTDEMUCS.model.files, here, measured))
    for _ in range(5):
        took_s = 0.84 / heard * lanes.count
        remember_cost(HTDEMUCS, run(*[took_s] * (lanes.count + 1)), lanes)
        assert taken() == "htdemucs"
    # As long as a song plays and longer: too slow, whatever played. But not for ever.
    took_s = 1.05 / heard * lanes.count
    remember_cost(HTDEMUCS, run(*[took_s] * (lanes.count + 1)), lanes)
    assert taken() == "compact"
    assert not read_speeds().are_measured(HTDEMUCS)
    keep_speeds(read_speeds().with_speed(HTDEMUCS.model.files, here, measured))
    assert read_speeds().are_measured(HTDEMUCS)
    assert taken() == "htdemucs"


def test_unlike_networks_are_not_told_apart(run: Callable[..., TimedModel]) -> None:
    both = Recipe(model_info("htdemucs+hdemucs_mmi"))
    remember_cost(both, run(9.0, 9.0, 0.6), LANES)
    assert not read_speeds().speeds


def test_too_little_is_not_remembered(run: Callable[..., TimedModel]) -> None:
    remember_cost(Recipe(MODELS["htdemucs"]), run(9.0), LANES)
    assert not read_speeds().speeds

"""What was measured is remembered, and what cannot be understood is as good as nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separation.lanes import Lanes
from separation.models import MODELS, model_info
from separation.recipe import Quality, Recipe
from separation.speed_records import (
    ComputingPlace,
    NetworkSpeed,
    SpeedRecords,
    _from_json,
    _to_json,
    keep_speeds,
    read_speeds,
    speeds_path,
)
from separation.weights_file import WeightsFile

CPU = ComputingPlace.on("cpu")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def measured(**costs: float) -> SpeedRecords:
    speeds = SpeedRecords(("cpu",))
    for name, cost in costs.items():
        speeds = speeds.with_speed(MODELS[name].files, CPU, NetworkSpeed(cost, 1.5))
    return speeds


def cost(speeds: SpeedRecords, recipe: Recipe, device: str = "auto") -> float:
    known = speeds.cost(recipe, device)
    assert known is not None
    return known


speed = st.builds(
    NetworkSpeed,
    st.floats(1e-4, 1e4),
    st.none() | st.floats(0, 1e4, allow_nan=False),
    st.booleans(),
)
records = st.builds(
    SpeedRecords,
    st.lists(st.sampled_from(["cpu", "cuda", "mps"]), unique=True).map(tuple),
    st.dictionaries(st.text(max_size=8), st.dictionaries(st.text(max_size=8), speed)),
)


@given(records)
def test_what_is_written_is_read(kept: SpeedRecords) -> None:
    assert _from_json(json.loads(json.dumps(_to_json(kept)))) == kept


def test_it_is_kept_on_disk() -> None:
    assert read_speeds() == SpeedRecords()
    keep_speeds(measured(htdemucs=0.4))
    assert read_speeds() == measured(htdemucs=0.4)
    assert [path.name for path in speeds_path().parent.iterdir()] == [speeds_path().name]


def test_what_was_written_before_separations_were_told_apart_is_read() -> None:
    keep_speeds(measured(htdemucs=0.4))
    path = speeds_path()
    path.write_text(json.dumps(json.loads(path.read_text())).replace(", true]", "]"))
    assert "true" not in path.read_text()
    assert read_speeds() == measured(htdemucs=0.4)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"version": 99, "devices": [], "networks": {}}',
        '{"version": 1, "devices": [], "networks": {"a": {"cpu/1x1": [-1, null]}}}',
        '{"version": 1, "devices": [], "networks": {"a": {"cpu/1x1": ["fast", null]}}}',
        '{"version": 1, "devices": [], "networks": {"a": {"cpu/1x1": [NaN, null]}}}',
        '{"version": 1, "devices": 5, "networks": {}}',
    ],
)
def test_a_damaged_file_is_as_good_as_none(damage: str) -> None:
    keep_speeds(measured(htdemucs=0.4))
    speeds_path().write_text(damage)
    assert read_speeds() == SpeedRecords()


def test_a_disk_that_takes_nothing_is_no_matter(own_data: Path) -> None:
    own_data.write_text("a file where the folder should be")
    keep_speeds(measured(htdemucs=0.4))
    assert read_speeds() == SpeedRecords()


def test_windows_overlap_and_shifts_cost() -> None:
    speeds = measured(htdemucs=0.3)
    normal = cost(speeds, Recipe(MODELS["htdemucs"]))
    # A quarter of each window is heard twice.
    assert normal == pytest.approx(0.3 / 0.75, rel=1e-3)
    faster = cost(speeds, Recipe(MODELS["htdemucs"], Quality.FASTER))
    better = cost(speeds, Recipe(MODELS["htdemucs"], Quality.BETTER))
    assert faster == pytest.approx(0.3 / 0.9, rel=1e-3)
    assert better > 2 * normal


def test_specialists_cost_what_is_needed_of_them() -> None:
    speeds = measured(htdemucs_ft=0.3)
    whole = cost(speeds, Recipe(MODELS["htdemucs_ft"]))
    one = cost(speeds, Recipe(MODELS["htdemucs_ft"], wanted=("bass",)))
    assert whole == pytest.approx(4 * one)


def test_several_together_cost_their_sum() -> None:
    speeds = measured(htdemucs=0.3, hdemucs_mmi=0.6)
    both = cost(speeds, Recipe(model_info("htdemucs+hdemucs_mmi")))
    assert both == pytest.approx(0.9 / 0.75, rel=1e-3)
    assert measured(htdemucs=0.3).cost(Recipe(model_info("htdemucs+hdemucs_mmi"))) is None


def test_other_weights_another_device_and_other_lanes_are_not_measured() -> None:
    speeds = measured(htdemucs=0.3)
    info = MODELS["htdemucs"]
    other = WeightsFile("other.th", "", "f" * 64, 84)
    changed = replace(info, members=(replace(info.members[0], weights=other),))
    assert speeds.cost(Recipe(changed)) is None
    assert speeds.cost(Recipe(info), "cuda") is None
    elsewhere = SpeedRecords().with_speed(
        info.files, ComputingPlace("cpu", Lanes(7, 3)), NetworkSpeed(0.3)
    )
    assert elsewhere.cost(Recipe(info)) is None


def test_automatic_is_the_quickest_device() -> None:
    card = ComputingPlace.on("cuda")
    speeds = SpeedRecords(("cuda", "cpu")).with_speed(
        MODELS["htdemucs"].files, card, NetworkSpeed(0.01)
    )
    assert cost(speeds, Recipe(MODELS["htdemucs"])) < 0.02
    assert speeds.cost(Recipe(MODELS["htdemucs"]), "cpu") is None


def test_loading_takes_what_its_networks_take() -> None:
    assert measured(htdemucs_ft=0.3).load_s(Recipe(MODELS["htdemucs_ft"])) == pytest.approx(6.0)
    assert measured().load_s(Recipe(MODELS["htdemucs"])) is None

"""What is here is what the folder of weights vouches for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from separation.automatic import choose_here
from separation.models import MODELS, STEMS, ModelInfo, known_models, model_info
from separation.models_here import is_here, missing_files, published_files
from separation.segments import Windowing
from separation.speed_records import SpeedRecords
from separation.weights_file import WeightsFile
from separation.weights_import import import_private_model, import_weights
from tests.separation.official_checkpoints import official_package, save_checkpoint, small_network


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))


def two_files(tmp_path: Path) -> ModelInfo:
    members = []
    for seed in (1, 2):
        path = tmp_path / f"{seed}.th"
        sha256 = save_checkpoint(path, official_package(small_network("HTDemucs", seed)))
        file = WeightsFile(path.name, "", sha256, 1)
        members.append(replace(MODELS["htdemucs"].members[0], weights=file))
    return replace(MODELS["htdemucs"], name="two", members=tuple(members))


def test_the_embedded_one_lacks_nothing() -> None:
    assert is_here(MODELS["compact"])
    assert published_files(MODELS["compact"]) == ()
    mixed = model_info("compact+htdemucs")
    assert published_files(mixed) == MODELS["htdemucs"].files
    assert not is_here(mixed)


def test_a_model_is_here_when_its_last_file_is(tmp_path: Path) -> None:
    model = two_files(tmp_path)
    first, second = model.files
    assert missing_files(model) == (first, second)
    import_weights(tmp_path / "1.th", model.files)
    assert missing_files(model) == (second,)
    assert not is_here(model)
    import_weights(tmp_path / "2.th", model.files)
    assert is_here(model)


def test_a_model_of_ones_own_is_one_of_the_others_that_are_here(tmp_path: Path) -> None:
    assert not choose_here(SpeedRecords()).others_here
    save_checkpoint(tmp_path / "mine.th", official_package(small_network("HTDemucs")))
    import_private_model(tmp_path / "mine.th", "mine", "HTDemucs")
    choice = choose_here(SpeedRecords())
    assert choice.others_here
    assert choice.taken.model.is_embedded


def test_a_model_of_ones_own_is_known_by_its_name(tmp_path: Path) -> None:
    save_checkpoint(tmp_path / "mine.th", official_package(small_network("HTDemucs")))
    own = import_private_model(tmp_path / "mine.th", "mine", "HTDemucs")
    model = model_info("mine")
    assert list(known_models())[-1] == "mine"
    assert is_here(model)
    assert own.stems == ("drums", "bass", "other", "vocals")
    assert model.stems == STEMS, "in the order of the catalogue, so that they go together"
    assert model_info("compact+mine").stems == STEMS
    assert model.segment_frames == round(own.segment_s * 44100)
    assert model.windowing is Windowing.CENTRED
    assert model.published_sdr is None

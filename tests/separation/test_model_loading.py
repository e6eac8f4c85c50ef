"""From a checkpoint in the folder of weights to a model that separates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from separation.demucs_model import DemucsModel
from separation.errors import CheckpointDamagedError, WeightsNotHereError
from separation.mix_level import MixLevel
from separation.model_loading import load_model
from separation.models import MODELS, ModelInfo
from separation.models_here import is_here, missing_files
from separation.recipe import Recipe
from separation.weights_download import download_weights
from separation.weights_file import WeightsFile
from separation.weights_folder import weights_path
from separation.weights_import import import_weights
from tests.separation.official_checkpoints import official_package, save_checkpoint, small_network
from tests.separation.weights_server import weights_server

LEVEL = MixLevel(rms=0.1, mono_mean=0.0, mono_std=0.1)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelInfo:
    """A small model of the catalogue's kind, whose file is here."""
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "small.th"
    sha256 = save_checkpoint(path, official_package(small_network("HTDemucs")))
    file = WeightsFile(path.name, "", sha256, 1)
    import_weights(path, [file])
    info = MODELS["htdemucs"]
    return replace(info, members=(replace(info.members[0], weights=file),))


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_it_says_what_its_network_says(small: ModelInfo) -> None:
    model = load_model(Recipe(small), "cpu")
    assert model.stems == small.stems
    network = small_network("HTDemucs")
    state = {name: tensor.half().float() for name, tensor in network.state_dict().items()}
    network.load_state_dict(state)
    frames = round(network.segment * 44100)  # type: ignore[operator]
    mix = np.random.default_rng(0).normal(0, 0.1, (2, frames)).astype(np.float32)
    expected = DemucsModel(network, small.stems, torch.device("cpu"))
    # The CPU has a quicker way to the same.
    np.testing.assert_allclose(
        model.separate_segment(mix, LEVEL, lambda: False),
        expected.separate_segment(mix, LEVEL, lambda: False),
        atol=1e-6,
    )


def test_what_is_not_here_is_told(small: ModelInfo) -> None:
    weights_path(small.files[0]).unlink()
    with pytest.raises(WeightsNotHereError):
        load_model(Recipe(small), "cpu")


def test_what_has_changed_since_is_refused(small: ModelInfo) -> None:
    damage(weights_path(small.files[0]))
    for _ in range(2):  # nobody publishes it: its record is kept
        with pytest.raises(CheckpointDamagedError):
            load_model(Recipe(small), "cpu")


def test_what_is_damaged_can_be_downloaded_again(small: ModelInfo) -> None:
    intact = weights_path(small.files[0]).read_bytes()
    with weights_server(intact) as server:
        file = replace(small.files[0], url=server.url)
        published = replace(small, members=(replace(small.members[0], weights=file),))
        damage(weights_path(file))
        assert is_here(published), "a listing trusts the length"
        with pytest.raises(CheckpointDamagedError):
            load_model(Recipe(published), "cpu")
        assert missing_files(published) == (file,)
        download_weights(file)
    assert weights_path(file).read_bytes() == intact
    assert load_model(Recipe(published), "cpu").stems == small.stems

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
from separation.recipe import Recipe
from separation.weights_file import WeightsFile
from separation.weights_folder import weights_path
from separation.weights_import import import_weights
from tests.separation.official_checkpoints import official_package, save_checkpoint, small_network

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
    path = weights_path(small.files[0])
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CheckpointDamagedError):
        load_model(Recipe(small), "cpu")

"""The published shapes, from a checkpoint in the official layout to the stems of a real song, are
what the official engine makes of the same file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from demucs.apply import apply_model
from demucs.states import load_model as load_official
from torch import nn

from separation.evaluation import separate_array
from separation.models import MODELS
from separation.recipe import Recipe
from separation.weights_file import WeightsFile
from separation.weights_import import import_weights
from tests.separation.official_checkpoints import official_package, save_checkpoint
from tests.separation.official_shapes import hdemucs, htdemucs, htdemucs_6s

_SECONDS = 30


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("name", "shape"),
    [("htdemucs", htdemucs), ("htdemucs_6s", htdemucs_6s), ("hdemucs_mmi", hdemucs)],
)
def test_thirty_seconds_of_a_real_song_come_out_as_from_the_official_engine(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shared_songs: Path,
    name: str,
    shape: Callable[[], nn.Module],
) -> None:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))
    torch.manual_seed(0)
    path = tmp_path / f"{name}.th"
    # It says where it is from, as published ones do, and gets no second look for that.
    file = WeightsFile(
        path.name, "https://localhost/", save_checkpoint(path, official_package(shape())), 84
    )
    import_weights(path, [file])
    mix = soundfile.read(
        shared_songs / "on_the_run.ogg", frames=_SECONDS * 44100, dtype="float32", always_2d=True
    )[0]
    info = MODELS[name]
    info = replace(info, members=(replace(info.members[0], weights=file),))
    ours = separate_array(mix, Recipe(info), "cpu")

    network = load_official(path).eval()
    wave = torch.from_numpy(mix.T.copy())
    mono = wave.mean(0)
    scale = mono.std() + 1e-8
    segment_s = None if name.startswith("htdemucs") else info.segment_frames / info.sample_rate
    said = apply_model(
        network,
        ((wave - mono.mean()) / scale)[None],
        shifts=0,
        overlap=0.25,
        segment=segment_s,
    )[0]
    theirs = (said * scale + mono.mean()).permute(0, 2, 1).numpy()
    # Ours add up to the song.
    theirs += (mix - theirs.sum(axis=0)) / len(theirs)
    assert np.abs(theirs).max() > 0.01
    for stem, expected in zip(network.sources, theirs, strict=True):
        assert np.abs(ours[stem] - expected).max() < 1e-4, stem

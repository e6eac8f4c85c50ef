"""A small model of random weights in the catalogue, of this process and of its children."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from separation.models import MODELS, ModelInfo
from tests.separation.official_checkpoints import (
    digest_of,
    official_package,
    save_checkpoint,
    small_network,
)
from tests.separation.weights_server import WeightsServer, weights_server

ROOT = Path(__file__).parents[2]
# What a child process is told of it too.
_ENTRY = """
from dataclasses import replace
import separation.models as models
htdemucs = models.MODELS["htdemucs"]
file = models.WeightsFile("00000000-small.th", {url!r}, {sha256!r}, 1)
models.MODELS["small"] = replace(
    htdemucs, name="small", title="Small", segment_frames=34398, fade_frames=8599,
    members=(replace(htdemucs.members[0], weights=file),),
    published_sdr=models.PublishedSdr(9.9, "a test"),
)
"""


@dataclass
class SmallModel:
    """What it is called in the catalogue, its file, and the server that has it."""

    info: ModelInfo
    checkpoint: Path
    server: WeightsServer


@contextmanager
def small_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallModel]:
    """The model in the catalogue, not here yet, and a server on this machine that has it."""
    checkpoint = tmp_path / "small.th"
    save_checkpoint(checkpoint, official_package(small_network("HTDemucs")))
    site = tmp_path / "site"
    site.mkdir()
    with weights_server(checkpoint.read_bytes()) as server:
        entry = _ENTRY.format(url=server.url, sha256=digest_of(checkpoint))
        monkeypatch.setitem(MODELS, "small", MODELS["htdemucs"])
        exec(entry, {})
        (site / "sitecustomize.py").write_text(entry)
        monkeypatch.setenv("PYTHONPATH", f"{site}{os.pathsep}{ROOT}")
        yield SmallModel(MODELS["small"], checkpoint, server)

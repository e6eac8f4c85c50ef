"""OpenVINO says what torch says, to several threads, can be stopped, and reports to nobody."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import torch
from demucs.htdemucs import HTDemucs
from torch import Tensor, nn

from separation.cancellation import CancelPoints
from separation.demucs_model import agreement_db
from separation.errors import SeparationCancelledError
from separation.lanes import Lanes
from tests.separation.official_shapes import hdemucs, htdemucs

# Not openvino itself: only our module keeps it from reporting that it was imported.
pytest.importorskip("separation.openvino_network", reason="needs the extra “openvino”")

from separation.converted_networks import converted_folder
from separation.openvino_network import OpenVinoDemucs, openvino_network

ONE_LANE = Lanes(1, 1)


DIGEST = "a" * 64


@pytest.fixture(scope="module")
def network() -> HTDemucs:
    torch.manual_seed(0)
    return htdemucs(channels=16, bottom_channels=32, t_layers=2, dconv_depth=1, segment=1)


@pytest.fixture(scope="module")
def converted(network: HTDemucs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept after the first time; converting takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("WOODSHED_CACHE_DIR", str(folder))
        OpenVinoDemucs(network, DIGEST, ONE_LANE)
        (file,) = converted_folder().iterdir()
    return file


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, converted: Path) -> Path:
    """A cache that has the network."""
    monkeypatch.setenv("WOODSHED_CACHE_DIR", str(tmp_path))
    folder = tmp_path / "openvino"
    folder.mkdir()
    shutil.copy(converted, folder)
    return folder


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Notes that something was to be converted, and fails."""
    asked: list[bool] = []

    def fail(*_: object) -> None:
        asked.append(True)
        raise RuntimeError("cannot be converted")

    monkeypatch.setattr("separation.openvino_network._converted", fail)
    return asked


def said(network: nn.Module, mix: Tensor) -> Tensor:
    with torch.inference_mode():
        result: Tensor = network(mix)
    return result


@pytest.mark.parametrize("frames", [44100, 30001])
def test_it_says_what_torch_says(network: HTDemucs, frames: int) -> None:
    mix = torch.randn(2, 2, frames)
    computed = said(OpenVinoDemucs(network, DIGEST, ONE_LANE), mix)
    assert agreement_db(said(network, mix), computed) > 80


def test_the_second_time_nothing_is_converted(network: HTDemucs, conversions: list[bool]) -> None:
    mix = torch.randn(1, 2, 44100)
    computed = said(OpenVinoDemucs(network, DIGEST, Lanes(2, 1)), mix)
    assert agreement_db(said(network, mix), computed) > 80
    assert not conversions


@pytest.mark.parametrize("digest", [DIGEST, "b" * 64], ids=["a cut file", "other weights"])
def test_what_is_cut_or_of_other_weights_is_not_used(
    network: HTDemucs,
    cache: Path,
    conversions: list[bool],
    caplog: pytest.LogCaptureFixture,
    digest: str,
) -> None:
    if digest == DIGEST:
        (file,) = cache.iterdir()
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert openvino_network(network, digest, ONE_LANE) is None
    assert conversions
    assert "cannot be converted" in caplog.text


def test_several_threads_get_what_each_asked_for(network: HTDemucs) -> None:
    computing = OpenVinoDemucs(network, DIGEST, Lanes(2, 1))
    mixes = [torch.randn(1, 2, 44100) for _ in range(6)]
    alone = [said(computing, mix) for mix in mixes]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda mix: said(computing, mix), mixes))
    for one, other in zip(alone, together, strict=True):
        assert torch.equal(one, other)


def test_a_cancel_stops_it_in_mid_pass(network: HTDemucs) -> None:
    computing = OpenVinoDemucs(network, DIGEST, ONE_LANE)
    points = CancelPoints(computing)
    mix = torch.randn(1, 2, 44100)
    expected = said(computing, mix)
    with pytest.raises(SeparationCancelledError), points.watching(lambda: True):
        said(computing, mix)
    assert torch.equal(said(computing, mix), expected)


def test_what_says_something_else_is_not_used(
    network: HTDemucs,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("separation.openvino_network._FAITHFUL_DB", 300.0)
    assert openvino_network(network, "b" * 64, ONE_LANE) is None
    assert "dB from torch's" in caplog.text
    assert [file.name for file in cache.iterdir() if file.name.startswith("b")] == []


@pytest.mark.parametrize(
    "changes", [{"rewrite": False}, {"nfft": 2048}, {"multi_freqs": [0.5]}, {"t_emb": "cape"}]
)
def test_a_shape_that_nobody_has_tried_is_left_to_torch(changes: dict[str, Any]) -> None:
    untried = htdemucs(channels=8, segment=1, t_layers=2, t_heads=2, **changes)
    assert openvino_network(untried, "c" * 64, ONE_LANE) is None


def test_only_the_hybrid_transformer_is_taken() -> None:
    assert openvino_network(hdemucs(channels=8, depth=5), DIGEST, ONE_LANE) is None


def test_nothing_is_reported() -> None:
    code = (
        "import sys, separation.openvino_network\n"
        "assert sys.modules['openvino_telemetry'] is None\n"
        "assert 'openvino.tools.ovc.telemetry_stub' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])

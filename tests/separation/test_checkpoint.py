"""Official checkpoints become the networks they were; anything else is refused and runs nothing."""

from __future__ import annotations

import copy
import io
import os
import pickle
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import torch

from app.error_messages import sentence
from separation.checkpoint import ARCHITECTURES, load_checkpoint, load_weights
from separation.errors import (
    CheckpointDamagedError,
    CheckpointUnsafeError,
    CheckpointUnsuitableError,
    NotEnoughMemoryError,
    TransferCancelledError,
    WeightsNotHereError,
    WeightsUnreadableError,
)
from separation.weights_file import WeightsFile
from separation.weights_folder import keep_weights, weights_path
from tests.separation.official_checkpoints import (
    digest_of,
    official_package,
    save_checkpoint,
    small_network,
)

Refusal = type[CheckpointDamagedError] | type[CheckpointUnsafeError]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some name.th"


def refused(path: Path, kind: Refusal, architecture: str = "Demucs") -> str:
    """Load what lies there, whose digest is right, and return why it was refused."""
    with pytest.raises(kind) as caught:
        load_checkpoint(path, architecture, digest_of(path))
    assert caught.value.path == path
    assert path.name in sentence(caught.value)
    return caught.value.reason


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_network_comes_back_as_it_was(path: Path, architecture: str) -> None:
    network = small_network(architecture)
    sha256 = save_checkpoint(path, official_package(network))
    loaded = load_checkpoint(path, architecture, sha256)
    assert type(loaded) is type(network)
    assert not any(module.training for module in loaded.modules())
    assert {p.dtype for p in loaded.parameters()} == {torch.float32}
    network.load_state_dict({k: t.half().float() for k, t in network.state_dict().items()})
    mix = torch.randn(1, 2, 22050, generator=torch.Generator().manual_seed(3))
    with torch.inference_mode():
        torch.testing.assert_close(loaded(mix), network(mix), rtol=0, atol=0)


def test_what_the_class_no_longer_knows_is_left_out(path: Path) -> None:
    network = small_network("HTDemucs")
    package = official_package(network)
    package["kwargs"] = {**package["kwargs"], "of_long_ago": 7}
    loaded = load_checkpoint(path, "HTDemucs", save_checkpoint(path, package))
    assert loaded.segment == Fraction(39, 50)
    assert loaded.sources == ["drums", "bass", "other", "vocals"]


def test_weights_are_found_in_their_folder(path: Path) -> None:
    package = official_package(small_network("Demucs"))
    sha256 = save_checkpoint(path, package)
    file = WeightsFile("a-12345678.th", "https://example.org/a.th", sha256[:8], 1)
    with pytest.raises(WeightsNotHereError):
        load_weights(file, "Demucs")
    weights_path(file).parent.joinpath("unfinished").mkdir(parents=True, exist_ok=True)
    keep_weights(file, path, sha256)
    assert type(load_weights(file, "Demucs")).__name__ == "Demucs"
    # One bit in the middle: the length and the published beginning of the digest are not enough.
    content = bytearray(weights_path(file).read_bytes())
    content[len(content) // 2] ^= 1
    weights_path(file).write_bytes(content)
    with pytest.raises(CheckpointDamagedError, match="not the file it was"):
        load_weights(file, "Demucs")


def test_weights_that_cannot_be_read_are_said_to_be_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = save_checkpoint(path, official_package(small_network("Demucs")))
    file = WeightsFile("tiny.th", "", sha256, 1)
    weights_path(file).parent.joinpath("unfinished").mkdir(parents=True, exist_ok=True)
    keep_weights(file, path, sha256)

    def refuse(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("separation.checkpoint.file_digest", refuse)
    with pytest.raises(WeightsUnreadableError) as caught:
        load_weights(file, "Demucs")
    assert "“tiny.th” cannot be read (Permission denied)" in sentence(caught.value)
    assert weights_path(file).exists()


def test_another_architecture_is_not_taken_for_this_one(path: Path) -> None:
    sha256 = save_checkpoint(path, official_package(small_network("Demucs")))
    with pytest.raises(CheckpointUnsuitableError, match="architecture Demucs, not HDemucs"):
        load_checkpoint(path, "HDemucs", sha256)


def test_loading_can_be_cancelled(path: Path) -> None:
    sha256 = save_checkpoint(path, official_package(small_network("Demucs")))
    with pytest.raises(TransferCancelledError):
        load_checkpoint(path, "Demucs", sha256, lambda: True)


class Trap:
    """Calls `function` when it is unpickled without care."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self.call


@pytest.fixture
def touched(tmp_path: Path) -> Iterator[Path]:
    """What every trap would make."""
    path = tmp_path / "touched"
    yield path
    assert not path.exists()


def traps(touched: Path) -> dict[str, Trap]:
    return {
        "posix.system": Trap(os.system, f"echo ran > {touched}"),
        "builtins.eval": Trap(eval, f"open({str(touched)!r}, 'w').close()"),
        "io.open": Trap(io.open, str(touched), "w"),
        "builtins.bytearray": Trap(bytearray, 1 << 50),
    }


def test_the_traps_would_snap(tmp_path: Path) -> None:
    for name, trap in traps(tmp_path / "sprung").items():
        if name in ("posix.system", "builtins.eval", "io.open"):
            sprung = pickle.loads(pickle.dumps(trap, 2))
            if isinstance(sprung, io.IOBase):
                sprung.close()
            (tmp_path / "sprung").unlink()


@pytest.mark.parametrize("name", ["posix.system", "builtins.eval", "io.open", "builtins.bytearray"])
@pytest.mark.parametrize("place", ["state", "klass", "training_args"])
@pytest.mark.skipif(os.name == "nt", reason="the shell's function has another name there")
def test_nothing_in_a_malicious_checkpoint_is_run(
    path: Path, touched: Path, name: str, place: str
) -> None:
    trap = traps(touched)[name]
    package = official_package(small_network("Demucs"), **{place: trap})
    save_checkpoint(path, package)
    # The second protocol writes the module as Python 2 called it.
    assert name.rpartition(".")[2] in refused(path, CheckpointUnsafeError)


def test_a_bare_pickle_is_not_opened(path: Path, touched: Path) -> None:
    path.write_bytes(pickle.dumps(Trap(eval, f"open({str(touched)!r}, 'w')")))
    assert "zip" in refused(path, CheckpointDamagedError)


def test_even_what_is_allowed_is_not_called(path: Path) -> None:
    # The class with a thousand gigabytes of channels, as a call and not as a name.
    network = small_network("Demucs")
    trap = Trap(type(network), ["a"], 2, 1 << 18)
    save_checkpoint(path, official_package(network, training_args=trap))
    refused(path, CheckpointDamagedError)
    save_checkpoint(path, official_package(network, args=(Trap(Fraction, "1e999999999"),)))
    assert "fraction" in refused(path, CheckpointDamagedError)


@pytest.mark.parametrize("kept", [0.0, 0.001, 0.3, 0.9, 0.9999])
def test_a_truncated_checkpoint_is_refused(path: Path, kept: float) -> None:
    sha256 = save_checkpoint(path, official_package(small_network("Demucs")))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    refused(path, CheckpointDamagedError)
    with pytest.raises(CheckpointDamagedError, match="not the file it was"):
        load_checkpoint(path, "Demucs", sha256)


def test_any_damage_ends_in_a_refusal(path: Path) -> None:
    # As if the damage had happened before the digest was taken: nothing but our errors comes out.
    save_checkpoint(path, official_package(small_network("Demucs")))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        record = archive.getinfo("some name/data.pkl")
    generator = torch.Generator().manual_seed(5)
    outcomes = set()
    for _ in range(60):
        place = record.header_offset + int(torch.randint(record.file_size, (), generator=generator))
        damaged = bytearray(content)
        damaged[place] ^= 1 << int(torch.randint(8, (), generator=generator))
        path.write_bytes(damaged)
        try:
            load_checkpoint(path, "Demucs", digest_of(path))
            outcomes.add("loaded")
        except (CheckpointDamagedError, CheckpointUnsafeError, CheckpointUnsuitableError) as error:
            outcomes.add(type(error).__name__)
    assert "CheckpointDamagedError" in outcomes


def rewritten(path: Path, change: Callable[[str, bytes], bytes], compression: int = 0) -> None:
    """Pack the checkpoint anew with its records changed."""
    with zipfile.ZipFile(path) as archive:
        records = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in records.items():
            archive.writestr(name, change(name, content))


def test_what_unpacks_to_more_than_its_file_is_refused(path: Path) -> None:
    package = official_package(small_network("Demucs"), training_args="0" * 10_000_000)
    save_checkpoint(path, package)
    rewritten(path, lambda name, content: content, zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 1_000_000
    assert "more than its file" in refused(path, CheckpointUnsafeError)


def test_records_that_share_their_bytes_are_refused(path: Path) -> None:
    save_checkpoint(path, official_package(small_network("Demucs")))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("some name/last", b"")
        largest = max(archive.infolist(), key=lambda record: record.file_size)
        for number in range(1000):
            again = copy.copy(largest)
            again.filename = f"some name/data/again-{number}"
            archive.filelist.append(again)
    assert "more than its file" in refused(path, CheckpointUnsafeError)


def test_a_record_that_has_to_be_unpacked_is_refused(path: Path) -> None:
    save_checkpoint(path, official_package(small_network("Demucs")))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("some name/more", b"?")
    assert "more than its file" in refused(path, CheckpointUnsafeError)


def test_two_records_of_one_name_are_refused(path: Path) -> None:
    save_checkpoint(path, official_package(small_network("Demucs")))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("some name/DATA.pkl", b"another pickle")
    assert "more than its file" in refused(path, CheckpointUnsafeError)


def test_a_record_shorter_than_it_claims_reads_nothing_beyond_the_file(path: Path) -> None:
    save_checkpoint(path, official_package(small_network("Demucs")))
    rewritten(path, lambda name, content: content[:2] if "/data/" in name else content)
    refused(path, CheckpointDamagedError)


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one.expand(1 << 44),
        lambda one: torch.empty(1 << 44, dtype=torch.half, device="meta"),
        lambda one: one.to_sparse(),
        lambda one: "weights",
    ],
)
def test_absurd_shapes_are_refused(path: Path, shape: Callable[[torch.Tensor], object]) -> None:
    package = official_package(small_network("Demucs"))
    first = next(iter(package["state"]))
    package["state"][first] = shape(torch.ones(1, dtype=torch.half))
    save_checkpoint(path, package)
    with pytest.raises((CheckpointDamagedError, CheckpointUnsafeError)):
        load_checkpoint(path, "Demucs", digest_of(path))


def test_many_names_for_the_same_weights_are_refused(path: Path) -> None:
    package = official_package(small_network("Demucs"))
    large = torch.ones(100_000, dtype=torch.half)
    package["state"].update({f"more.{number}": large for number in range(1000)})
    save_checkpoint(path, package)
    assert "more weights than the file" in refused(path, CheckpointDamagedError)


@pytest.mark.parametrize(
    "argument", [{"channels": 1 << 10}, {"channels": 64, "depth": 10_000, "growth": 1}]
)
def test_a_network_far_larger_than_its_weights_is_not_built(
    path: Path, argument: dict[str, Any]
) -> None:
    package = official_package(small_network("Demucs"))
    package["kwargs"] = {**package["kwargs"], **argument}
    save_checkpoint(path, package)
    assert "more weights than it has" in refused(path, CheckpointDamagedError)


def test_a_layer_that_has_no_room_anywhere_is_no_damage(path: Path) -> None:
    package = official_package(small_network("Demucs"))
    package["kwargs"] = {**package["kwargs"], "channels": 1 << 50}
    sha256 = save_checkpoint(path, package)
    with pytest.raises(NotEnoughMemoryError):
        load_checkpoint(path, "Demucs", sha256)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": {}},
        {"state": {"encoder.0": torch.ones(3)}},
        {"args": None},
        {"kwargs": {"audio_channels": "two"}},
        {"klass": "Demucs"},
    ],
)
def test_parts_that_do_not_fit_are_refused(path: Path, changed: dict[str, Any]) -> None:
    save_checkpoint(path, official_package(small_network("Demucs"), **changed))
    refused(path, CheckpointDamagedError)


def test_wrong_shapes_and_missing_weights_are_refused(path: Path) -> None:
    package = official_package(small_network("Demucs"))
    name, tensor = package["state"].popitem()
    save_checkpoint(path, package)
    assert name in refused(path, CheckpointDamagedError)
    package["state"][name] = tensor[:1].clone()
    save_checkpoint(path, package)
    assert "does not fit" in refused(path, CheckpointDamagedError)


def test_what_is_not_a_checkpoint_is_refused(path: Path) -> None:
    save_checkpoint(path, [1, 2, 3])
    assert "does not hold a model" in refused(path, CheckpointDamagedError)
    path.write_bytes(b"<html>not here</html>" * 100)
    refused(path, CheckpointDamagedError)

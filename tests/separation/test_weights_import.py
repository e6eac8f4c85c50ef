"""Checkpoints that a person has are known by their digest, copied, and never changed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import torch

from app.error_messages import sentence
from separation.checkpoint import load_weights
from separation.errors import (
    CheckpointDamagedError,
    CheckpointUnsafeError,
    CheckpointUnsuitableError,
    ModelNameUnusableError,
    NotAModelError,
    TransferCancelledError,
    WeightsUnknownError,
    WeightsUnreadableError,
    WeightsWriteError,
)
from separation.private_models import PrivateModel, private_models
from separation.weights_file import WeightsFile
from separation.weights_folder import (
    find_weights,
    only_writer,
    remove_weights,
    unfinished_folder,
    weights_folder,
    weights_path,
)
from separation.weights_import import import_private_model, import_weights
from tests.separation.conftest import FileSizeLimit
from tests.separation.official_checkpoints import (
    STEMS,
    digest_of,
    official_package,
    save_checkpoint,
    small_network,
)

CONTENT = b"PK\x03\x04" + random.Random(3).randbytes(1_100_000)
DIGEST = hashlib.sha256(CONTENT).hexdigest()
FULL = WeightsFile("955717e8-full.th", "https://example.org/full.th", DIGEST, 1)
PREFIX = WeightsFile(f"75fc33f5-{DIGEST[:8]}.th", "https://example.org/b.th", DIGEST[:8], 1)
OTHER = WeightsFile("5c90dfd2-00000000.th", "https://example.org/c.th", "0" * 64, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))
    return weights_folder()


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A file to import; it is there and unchanged afterwards."""
    path = tmp_path / "downloads" / "a model I have.bin"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    yield path
    assert path.read_bytes() == CONTENT


def unfinished(folder: Path) -> list[str]:
    """What an import left behind beside what it was to bring; locks stay."""
    rest = unfinished_folder().glob("*") if unfinished_folder().exists() else ()
    return [path.name for path in rest if path.suffix != ".lock"]


def test_a_known_file_is_known_under_any_name(path: Path, folder: Path) -> None:
    assert import_weights(path, [OTHER, FULL, PREFIX]) == FULL
    stored = find_weights(FULL)
    assert stored is not None
    assert stored.path == weights_path(FULL) == folder / FULL.name
    assert (stored.sha256, stored.size_bytes) == (DIGEST, len(CONTENT))
    assert stored.path.read_bytes() == CONTENT
    assert find_weights(OTHER) is None
    assert not unfinished(folder)
    assert import_weights(path, [FULL]) == FULL


def test_a_part_of_a_digest_needs_the_signature_too(path: Path) -> None:
    with pytest.raises(WeightsUnknownError):
        import_weights(path, [PREFIX])
    named = path.with_name("backup of 75fc33f5.th")
    named.write_bytes(CONTENT)
    assert import_weights(named, [OTHER, PREFIX]) == PREFIX
    stored = find_weights(PREFIX)
    assert stored is not None
    assert stored.sha256 == DIGEST


def test_what_is_no_model_is_refused_as_that(tmp_path: Path) -> None:
    (tmp_path / "song.ogg").write_bytes(b"OggS" + bytes(100))
    with pytest.raises(NotAModelError) as caught:
        import_weights(tmp_path / "song.ogg", [OTHER])
    assert sentence(caught.value) == "“song.ogg” is not a model. Models are files that end in .th."


def test_what_nobody_knows_is_refused(path: Path, folder: Path) -> None:
    with pytest.raises(WeightsUnknownError) as caught:
        import_weights(path, [OTHER])
    assert "say which architecture" in sentence(caught.value)
    assert not folder.exists()


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for unreadable in (tmp_path / "nowhere.th", tmp_path):
        with pytest.raises(WeightsUnreadableError):
            import_weights(unreadable, [FULL])
        with pytest.raises(WeightsUnreadableError):
            import_private_model(unreadable, "mine", "Demucs")


def test_an_import_can_be_cancelled_at_any_moment(path: Path, folder: Path) -> None:
    for moment in range(6):
        asked: list[int] = []
        with pytest.raises(TransferCancelledError):
            import_weights(path, [FULL], lambda: len(asked) == moment or asked.append(1))  # type: ignore[func-returns-value]  # noqa: B023
        assert find_weights(FULL) is None
        assert not unfinished(folder)
    assert import_weights(path, [FULL]) == FULL


def test_a_full_disk_leaves_nothing(
    path: Path, folder: Path, file_size_limit: FileSizeLimit
) -> None:
    with file_size_limit(len(CONTENT) // 2), pytest.raises(WeightsWriteError) as caught:
        import_weights(path, [FULL])
    assert caught.value.disk_full
    assert find_weights(FULL) is None
    assert not unfinished(folder)


def test_removing_takes_the_file_its_record_and_what_was_begun(path: Path, folder: Path) -> None:
    remove_weights(FULL)
    assert not folder.exists()
    import_weights(path, [FULL])
    for rest in (f"{FULL.name}.part", f"{FULL.name}.part.json"):
        (unfinished_folder() / rest).write_bytes(b"begun")
    remove_weights(FULL)
    assert find_weights(FULL) is None
    assert [path for path in folder.rglob("*") if path.is_file()] == [
        unfinished_folder() / f"{FULL.name}.lock"
    ]
    remove_weights(FULL)


def test_nothing_is_removed_while_another_process_writes(path: Path) -> None:
    import_weights(path, [FULL])
    asked: list[int] = []
    with only_writer(FULL.name, lambda: False), pytest.raises(TransferCancelledError):
        remove_weights(FULL, lambda: asked.append(1) is None)
    assert find_weights(FULL) is not None


@pytest.mark.parametrize(
    "record",
    ["", "[]", '{"version": 1}', json.dumps({"version": 2, "sha256": DIGEST, "bytes": 1_100_000})],
)
def test_a_record_that_says_nothing_counts_as_none(path: Path, folder: Path, record: str) -> None:
    import_weights(path, [FULL])
    (folder / f"{FULL.name}.json").write_text(record)
    assert find_weights(FULL) is None
    assert import_weights(path, [FULL]) == FULL
    assert find_weights(FULL) is not None


def test_a_file_of_another_length_or_digest_is_not_here(path: Path, folder: Path) -> None:
    import_weights(path, [FULL])
    another = WeightsFile(FULL.name, FULL.url, "0" * 64, 1)
    assert find_weights(another) is None
    with (folder / FULL.name).open("ab") as file:
        file.write(b"more")
    assert find_weights(FULL) is None


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my own.th"
    save_checkpoint(path, official_package(small_network("HTDemucs")))
    return path


def test_a_private_model_is_kept_with_what_it_says_of_itself(own: Path, folder: Path) -> None:
    assert private_models() == ()
    model = import_private_model(own, "mine_2", "HTDemucs")
    assert model == PrivateModel(
        name="mine_2",
        architecture="HTDemucs",
        stems=tuple(STEMS),
        sample_rate=44100,
        segment_s=Fraction(39, 50),
        sha256=digest_of(own),
        megabytes=round(own.stat().st_size / 1e6),
    )
    assert private_models() == (model,)
    assert type(load_weights(model.file, model.architecture)).__name__ == "HTDemucs"
    assert own.exists()
    assert not unfinished(folder)
    with pytest.raises(ModelNameUnusableError):
        import_private_model(own, "mine_2", "HTDemucs")
    import_private_model(own, "mine_1", "HTDemucs")
    assert [model.name for model in private_models()] == ["mine_1", "mine_2"]
    remove_weights(model.file)
    assert [model.name for model in private_models()] == ["mine_1"]


@pytest.mark.parametrize(
    "name", ["", "Mine", "../mine", "a b", "compact", "x" * 41, "mine-2", "ü", "auto"]
)
def test_some_names_cannot_be_had(own: Path, name: str) -> None:
    with pytest.raises(ModelNameUnusableError):
        import_private_model(own, name, "HTDemucs")


def test_another_architecture_is_refused_by_name(own: Path, folder: Path) -> None:
    with pytest.raises(CheckpointUnsuitableError) as caught:
        import_private_model(own, "mine", "HDemucs")
    assert sentence(caught.value) == (
        "“my own.th” cannot be used: it has the architecture HTDemucs, not HDemucs."
    )
    assert private_models() == ()
    assert not unfinished(folder)


@pytest.mark.parametrize(
    ("args", "changed", "told"),
    [
        ((["../../vocals", "rest"],), {}, "names its stems"),
        ((["vocals", "vocals"],), {}, "names its stems"),
        ((["Vocals"],), {}, "names its stems"),
        ((["vocals", "bass"],), {"samplerate": 48000}, "44.1 kHz"),
        ((["vocals", "bass"],), {"audio_channels": 1}, "stereo"),
        ((["vocals", "bass"],), {"segment": 0}, "segments"),
        ((["vocals", "bass"],), {"segment": 10_000}, "segments"),
        ((["vocals", "bass"],), {"segment": "long"}, "segments"),
    ],
)
def test_what_the_app_cannot_use_is_refused(
    own: Path, args: tuple[list[str]], changed: dict[str, Any], told: str
) -> None:
    network = small_network("Demucs")
    kwargs = {**network._init_args_kwargs[1], **changed}  # type: ignore[index,union-attr]
    network = type(network)(*args, **kwargs)
    save_checkpoint(own, official_package(network))
    with pytest.raises(CheckpointUnsuitableError, match=told):
        import_private_model(own, "mine", "Demucs")


def test_what_is_no_model_at_all_is_refused_under_its_own_name(
    own: Path, path: Path, tmp_path: Path
) -> None:
    with pytest.raises(CheckpointDamagedError) as damaged:
        import_private_model(path, "mine", "Demucs")
    assert "“a model I have.bin”" in sentence(damaged.value)
    # torch pickles a whole network by its class's name, which is no checkpoint's.
    torch.save(torch.nn.Linear(1, 1), own)
    with pytest.raises(CheckpointUnsafeError) as unsafe:
        import_private_model(own, "mine", "Demucs")
    assert "“my own.th”" in sentence(unsafe.value)


@pytest.mark.parametrize(
    "model", [None, 5, {}, {"name": "a", "architecture": "b", "stems": 5}, {"segment_s": "1/0"}]
)
def test_a_record_that_cannot_be_understood_is_left_out(
    own: Path, folder: Path, model: object
) -> None:
    file = import_private_model(own, "mine", "HTDemucs").file
    record_path = folder / f"{file.name}.json"
    record = json.loads(record_path.read_text())
    changed = {**record["model"], **model} if isinstance(model, dict) and model else model
    record_path.write_text(json.dumps({**record, "model": changed}))
    assert private_models() == ()

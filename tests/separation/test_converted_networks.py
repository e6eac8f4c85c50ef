"""What is kept of conversions, and that nothing else is left of them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from separation.converted_networks import (
    converted_folder,
    converted_path,
    forget_converted,
    keep_converted,
)
from separation.weights_file import WeightsFile
from separation.weights_folder import remove_weights

DIGEST, OTHER_DIGEST = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOODSHED_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))


def kept() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in converted_folder().iterdir()}


def test_a_newer_one_takes_the_place_of_the_older() -> None:
    older, newer = converted_path(DIGEST, "older"), converted_path(DIGEST, "newer")
    other = converted_path(OTHER_DIGEST, "older")
    for path in (older, other, newer):
        keep_converted(path, path.name.encode())
    assert kept() == {path.name: path.name.encode() for path in (newer, other)}


def test_on_a_full_disk_what_was_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    older = converted_path(DIGEST, "older")
    keep_converted(older, b"whole")

    class FullDisk(io.BytesIO):
        """A file on a disk that takes a part of what is written."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.name = str(path)
            path.write_bytes(b"par")

        def write(self, _: Any) -> int:
            raise OSError(28, "No space left on device")

    part = converted_folder() / "x.part"
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda **_: FullDisk(part))
    with pytest.raises(OSError, match="No space"):
        keep_converted(converted_path(DIGEST, "newer"), b"whole")
    assert kept() == {older.name: b"whole"}


def test_what_a_killed_process_has_left_goes_with_the_next() -> None:
    converted_folder().mkdir(parents=True)
    (converted_folder() / "tmp1.part").write_bytes(b"half")
    path = converted_path(DIGEST, "any")
    keep_converted(path, b"whole")
    assert kept() == {path.name: b"whole"}


def test_with_the_weights_goes_what_was_made_of_them() -> None:
    mine, other = converted_path(DIGEST, "any"), converted_path(OTHER_DIGEST, "any")
    for path in (mine, other):
        keep_converted(path, b"whole")
    file = WeightsFile("mine.th", "", DIGEST, 1)
    (Path(converted_folder()).parent / "data" / "models").mkdir(parents=True)
    remove_weights(file)
    assert kept() == {other.name: b"whole"}
    forget_converted()
    assert kept() == {}


def test_nothing_to_forget_is_no_error() -> None:
    forget_converted()
    forget_converted(DIGEST)

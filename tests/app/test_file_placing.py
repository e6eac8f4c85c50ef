"""Whole files come into their places, and nothing that is there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.file_placing import place, place_all, place_folder


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """Two whole files."""
    made = [tmp_path / "0.part", tmp_path / "1.part"]
    for part in made:
        part.write_text(part.name)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exported"
    made.mkdir()
    return made


def test_a_file_comes_where_none_is(parts: list[Path], folder: Path) -> None:
    place(parts[0], folder / "mix.wav")
    assert (folder / "mix.wav").read_text() == "0.part"
    assert not parts[0].exists()


def test_what_is_there_is_not_replaced(parts: list[Path], folder: Path) -> None:
    there = folder / "mix.wav"
    there.write_text("mine")
    with pytest.raises(FileExistsError) as raised:
        place(parts[0], there)
    assert raised.value.filename == str(there)
    assert there.read_text() == "mine"
    assert parts[0].read_text() == "0.part"


def test_what_cannot_be_moved_leaves_nothing_in_its_place(parts: list[Path], folder: Path) -> None:
    parts[0].unlink()
    with pytest.raises(FileNotFoundError):
        place(parts[0], folder / "mix.wav")
    assert list(folder.iterdir()) == []


def test_all_of_them_or_none(parts: list[Path], folder: Path) -> None:
    paths = [folder / "drums.wav", folder / "bass.wav"]
    paths[1].write_text("mine")
    with pytest.raises(FileExistsError):
        place_all(parts, paths)
    assert list(folder.iterdir()) == [paths[1]]
    assert [part.read_text() for part in parts] == ["0.part", "1.part"]
    paths[1].unlink()
    place_all(parts, paths)
    assert [path.read_text() for path in paths] == ["0.part", "1.part"]


def test_a_folder_comes_at_once_where_nothing_is(parts: list[Path], folder: Path) -> None:
    part = folder.parent / "part"
    part.mkdir()
    parts[0].replace(part / "0.wav")
    place_folder(part, folder / "Blues")
    assert (folder / "Blues" / "0.wav").read_text() == "0.part"
    assert not part.exists()


def test_a_folder_takes_no_ones_place(folder: Path) -> None:
    part = folder.parent / "part"
    part.mkdir()
    (folder / "mine").mkdir()
    (folder / "file").write_text("mine")
    for name in ("mine", "file"):
        with pytest.raises(FileExistsError):
            place_folder(part, folder / name)
    assert part.is_dir()
    assert list((folder / "mine").iterdir()) == []


def test_a_folder_that_cannot_be_moved_leaves_its_place_free(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        place_folder(folder / "missing", folder / "Blues")
    assert list(folder.iterdir()) == []

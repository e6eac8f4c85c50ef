"""Which files of a folder are stems, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.errors import FileMissingError, NoStemsInFolderError, NotAFolderError
from player.stem_folder import find_stems


def _folder(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name).touch()
    return tmp_path


def _found(tmp_path: Path, *names: str) -> list[tuple[str, str]]:
    stems = find_stems(_folder(tmp_path, *names))
    assert all(path.parent == tmp_path for path in stems.values())
    return [(stem, path.name) for stem, path in stems.items()]


def test_the_known_in_their_order_then_the_rest(tmp_path: Path) -> None:
    names = ["other.wav", "Piano.wav", "drums.wav", "acoustic.flac", "bass.ogg", "vocals.mp3"]
    assert _found(tmp_path, *names) == [
        ("vocals", "vocals.mp3"),
        ("drums", "drums.wav"),
        ("bass", "bass.ogg"),
        ("piano", "Piano.wav"),
        ("other", "other.wav"),
        ("acoustic", "acoustic.flac"),
    ]


@pytest.mark.parametrize(
    ("file_name", "stem"),
    [
        ("VOCALS.WAV", "vocals"),
        ("My Song (Vocals).wav", "vocals"),
        ("01_drum.wav", "drums"),
        ("song-bass.flac", "bass"),
        ("lead vox.wav", "vocals"),
        ("Bass Guitar.wav", "bass"),
        ("guitars.wav", "guitar"),
        ("song (no vocals).wav", "song (no vocals)"),
        ("bass drum.wav", "bass drum"),
        ("bassoon.wav", "bassoon"),
        ("Contrabass.wav", "Contrabass"),
        ("Geige.wav", "Geige"),
    ],
)
def test_names(tmp_path: Path, file_name: str, stem: str) -> None:
    assert _found(tmp_path, file_name) == [(stem, file_name)]


def test_two_that_would_be_the_same_keep_their_names(tmp_path: Path) -> None:
    found = _found(tmp_path, "lead vocals.wav", "backing vocals.wav", "bass.wav")
    assert [name for name, _ in found] == ["bass", "backing vocals", "lead vocals"]


def test_mixes_are_left_out(tmp_path: Path) -> None:
    names = ["mixture.wav", "Mix.wav", "song_master.wav", "drums.wav", "mixed choir.wav"]
    assert [name for name, _ in _found(tmp_path, *names)] == ["drums", "mixed choir"]


def test_one_stem_in_two_formats_is_heard_once(tmp_path: Path) -> None:
    assert _found(tmp_path, "drums.mp3", "drums.wav") == [("drums", "drums.wav")]


def test_what_is_no_audio_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()
    assert _found(tmp_path, "cover.png", "notes.txt", "._vocals.wav", "bass.wav") == [
        ("bass", "bass.wav")
    ]


@pytest.mark.parametrize("names", [(), ("cover.png",), ("mix.wav",)])
def test_no_stems(tmp_path: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(NoStemsInFolderError) as caught:
        find_stems(_folder(tmp_path, *names))
    assert caught.value.path == tmp_path


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        find_stems(tmp_path / "gone")
    (tmp_path / "song.wav").touch()
    with pytest.raises(NotAFolderError):
        find_stems(tmp_path / "song.wav")


def test_real_stems(shared_stems: Path) -> None:
    for folder in shared_stems.iterdir():
        if folder.is_dir():
            assert list(find_stems(folder)) == ["vocals", "drums", "bass", "other"]

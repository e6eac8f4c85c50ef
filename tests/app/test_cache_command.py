"""`woodshed cache`, called as the shell calls it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.cache_limit import choose_limit, chosen_limit_bytes
from app.cached_songs import report_cache
from app.command_line import main
from app.song_loading import Song, open_song
from tests.app.conftest import MakeSong


def open_song_at(path: Path) -> Song:
    *_, song = open_song(path)
    return song


class Roomy:
    """A disk with room for the usual limit, whatever the one that runs the tests has."""

    free = 10**12


@pytest.fixture
def songs(make_song: MakeSong, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Three songs that were opened, the last one last."""
    monkeypatch.setattr("app.cache_limit.shutil.disk_usage", lambda _: Roomy)
    paths = [make_song(f"{name}.wav", 3.0, seed) for seed, name in enumerate("abc")]
    for age, path in enumerate(reversed(paths)):
        folder = open_song_at(path).folder.path
        os.utime(folder / "last_use", (1_700_000_000 - age * 86400,) * 2)
    return paths


def titles() -> list[str]:
    return [song.title for song in report_cache().songs]


def test_it_lists_what_is_kept(
    songs: list[Path], own_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    song = open_song_at(songs[0])
    assert main(["cache"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{own_cache}: 3 MB of 20 GB")
    assert [line.split()[-1] for line in rest] == ["a", "c", "b"]
    assert "open now" in rest[0]
    assert song.folder.path.name[:8] in rest[0]
    assert "1 MB" in rest[1]
    assert "2023-11-1" in rest[1]


def test_separating_removes_what_is_beyond_the_limit(songs: list[Path]) -> None:
    choose_limit(report_cache().disk_bytes * 9 // 5)
    assert main(["separate", str(songs[0]), "-o", str(songs[0].parent / "out")]) == 0
    assert titles() == ["a"], "its stems take more than the two other songs"


def test_a_limit_is_kept_and_what_is_beyond_it_goes(
    songs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 0

    monkeypatch.setattr("app.cache_limit.shutil.disk_usage", lambda _: Usage)
    assert main(["cache"]) == 0
    assert titles() == ["c", "b", "a"]
    assert main(["cache", "--limit", "7.5"]) == 0
    assert chosen_limit_bytes() == 7_500_000_000
    assert titles() == ["c"], "half of the disk"


@pytest.mark.parametrize("limit", ["0.5", "nan", "lots"])
def test_a_limit_without_sense_is_refused(limit: str) -> None:
    with pytest.raises(SystemExit):
        main(["cache", "--limit", limit])


def test_clear_leaves_what_is_open(songs: list[Path]) -> None:
    song = open_song_at(songs[1])
    assert main(["cache", "--clear"]) == 0
    assert titles() == ["b"]
    song.folder.let_go()
    assert main(["cache", "--clear"]) == 0
    assert titles() == []


def test_a_song_is_removed_by_its_title_its_key_or_its_file(songs: list[Path]) -> None:
    assert main(["cache", "--remove", "B"]) == 0
    assert titles() == ["c", "a"]
    assert main(["cache", "--remove", report_cache().songs[1].folder.path.name[:8]]) == 0
    assert titles() == ["c"]
    assert main(["cache", "--remove", str(songs[2])]) == 0
    assert titles() == []


def test_ready_stems_are_removed_by_their_folder(stem_folder: Path) -> None:
    list(open_song(stem_folder))
    assert main(["cache", "--remove", str(stem_folder)]) == 0
    assert titles() == []


def test_what_cannot_be_removed_is_told(
    songs: list[Path], make_song: MakeSong, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cache", "--remove", "kazoo"]) == 1
    assert "No song “kazoo” is kept." in capsys.readouterr().err
    song = open_song_at(songs[0])
    assert main(["cache", "--remove", "a"]) == 1
    assert "“a” is open" in capsys.readouterr().err
    (songs[0].parent / "other").mkdir()
    open_song_at(make_song("other/b.wav", 1.0, 9))
    assert main(["cache", "--remove", "b"]) == 1
    assert "several songs" in capsys.readouterr().err
    assert sorted(titles()) == ["a", "b", "b", "c"]
    assert song.is_decoded


def test_a_limit_that_cannot_be_kept_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("in the way")
    assert main(["cache", "--limit", "5"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_nearly_full_disk_is_named(
    songs: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Usage:
        free = 10_000_000_000

    monkeypatch.setattr("app.cache_limit.shutil.disk_usage", lambda _: Usage)
    assert main(["cache"]) == 0
    assert "3 MB of 5 GB (half of the disk's free room; chosen: 20 GB)" in capsys.readouterr().out


def test_doctor_says_how_full_it_is(songs: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "3 MB of 20 GB" in capsys.readouterr().out

"""Which lyrics come with a song."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.errors import NotLyricsError
from player.reading.lyrics import Lyrics
from player.reading.song_lyrics import find_lyrics
from tests.player.reading.test_lyrics_tags import with_metadata

RATE = 44_100


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return with_metadata(tmp_path / "My song.flac", "flac", "From the tags")


def words(lyrics: Lyrics | None) -> str:
    return "" if lyrics is None else lyrics.lines[0].text


def test_a_file_beside_the_song_comes_before_its_tags(song: Path) -> None:
    assert words(find_lyrics(song, RATE)) == "From the tags"
    song.with_name("My song.LRC").write_text("[00:01.00]From the file", "utf-8")
    assert words(find_lyrics(song, RATE)) == "From the file"


def test_a_folder_of_stems_has_them_inside_or_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "My. stems"
    folder.mkdir()
    assert find_lyrics(folder, RATE) is None
    (tmp_path / "My. stems.lrc").write_text("beside", "utf-8")
    assert words(find_lyrics(folder, RATE)) == "beside"
    (folder / "My. stems.lrc").write_text("inside", "utf-8")
    assert words(find_lyrics(folder, RATE)) == "inside"


def test_a_stem_file_has_those_of_its_song(tmp_path: Path) -> None:
    song = tmp_path / "My. song.stem.mp4"
    song.write_bytes(b"")
    (tmp_path / "My. song.lrc").write_text("of the song", "utf-8")
    assert words(find_lyrics(song, RATE)) == "of the song"


def test_a_damaged_file_is_told_of(song: Path) -> None:
    song.with_suffix(".lrc").write_bytes(bytes(range(256)))
    with pytest.raises(NotLyricsError):
        find_lyrics(song, RATE)


def test_no_song_has_none(tmp_path: Path) -> None:
    assert find_lyrics(tmp_path / "gone.flac", RATE) is None

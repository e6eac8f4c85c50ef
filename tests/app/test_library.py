"""Which songs there were: what is remembered of them, what of them is on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.bookmarks import Bookmarks, Marker
from app.bookmarks_file import BookmarksFile
from app.cached_songs import report_cache
from app.library import (
    LibrarySong,
    SongOnDisk,
    bring_back,
    find,
    folded,
    forget,
    looked_up,
    remembered_songs,
)
from app.song_cache import SongFolder, songs_root
from app.song_record import SongRecord
from app.song_record_file import read_record, write_record
from separation.folder_lock import FileLock


def remember(key: str, path: Path, opened_at_s: float, title: str = "Song") -> None:
    write_record(key, SongRecord(path, title, 249.0, opened_at_s))


def keep(key: str, recipes: dict[str, bool] | None = None) -> SongFolder:
    """A decoded song in the cache with the stems of these recipes; whether they are complete."""
    folder = SongFolder(songs_root() / key)
    folder.path.mkdir(parents=True)
    folder.track("mix").write_bytes(b"\1" * 8192)
    folder.record.write_text('{"title": "Kept"}')
    for recipe, is_complete in (recipes or {}).items():
        folder.stem_store(recipe).mkdir()
        record = json.dumps({"complete": is_complete})
        (folder.stem_store(recipe) / "record.json").write_text(record)
    return folder


def look() -> tuple[LibrarySong, ...]:
    return looked_up(remembered_songs(), report_cache())


def test_the_last_opened_song_is_on_top(tmp_path: Path) -> None:
    for key, opened_at_s in (("a", 5.0), ("b", 9.0), ("c", 7.0)):
        remember(key, tmp_path / f"{key}.ogg", opened_at_s)
    assert [song.key for song in remembered_songs()] == ["b", "c", "a"]
    assert [song.key for song in look()] == ["b", "c", "a"]
    assert remembered_songs()[0] == LibrarySong("b", "Song", tmp_path / "b.ogg", 249.0, 9.0)


def test_what_the_disk_says(tmp_path: Path) -> None:
    here = tmp_path / "here.ogg"
    here.touch()
    remember("here", here, 2.0)
    remember("gone", tmp_path / "gone.ogg", 1.0)
    folder = keep("here", {"compact": True})
    assert all(song.on_disk is None and not song.is_missing for song in remembered_songs())
    first, second = look()
    disk_bytes = first.on_disk.disk_bytes if first.on_disk else 0
    assert disk_bytes >= 8192
    assert first.on_disk == SongOnDisk(True, disk_bytes, False, ("Compact",), False)
    assert second.on_disk == SongOnDisk(is_found=False)
    assert (first.is_missing, second.is_missing) == (False, True)
    folder.lock_path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.lock_path, shared=True)
    in_use = [song.on_disk is not None and song.on_disk.is_in_use for song in look()]
    lock.release()
    assert in_use == [True, False]


@pytest.mark.parametrize(
    ("recipe", "title"),
    [
        ("compact", "Compact"),
        ("htdemucs-better", "HTDemucs (better)"),
        ("htdemucs-vocals-drums", "HTDemucs (vocals, drums)"),
        ("compact+htdemucs", "Compact and HTDemucs"),
        ("never_heard_of", "never_heard_of"),
    ],
)
def test_models_by_their_titles(tmp_path: Path, recipe: str, title: str) -> None:
    remember("a", tmp_path / "a.ogg", 1.0)
    keep("a", {recipe: False})
    on_disk = look()[0].on_disk
    assert on_disk is not None
    assert on_disk.models == (title,)
    assert on_disk.is_partly


def test_a_song_that_only_the_cache_knows(tmp_path: Path) -> None:
    keep("known")
    remember("known", tmp_path / "a.ogg", 1.0)
    keep("forsaken")
    unfinished = keep("unfinished")
    unfinished.record.unlink()
    songs = {song.key: song for song in look()}
    assert set(songs) == {"known", "forsaken"}
    assert songs["forsaken"].title == "Kept"
    assert songs["forsaken"].path is None
    assert songs["forsaken"].is_missing


def test_ready_stems_are_known_by_their_key(stem_folder: Path) -> None:
    from player.stem_folder import find_stems

    key = SongFolder.of_stems(find_stems(stem_folder)).path.name
    assert LibrarySong(key, "Stems", stem_folder, 3.0, 1.0).is_ready_stems
    key = SongFolder.of_song(stem_folder / "bass.wav").path.name
    assert not LibrarySong(key, "Bass", stem_folder / "bass.wav", 3.0, 1.0).is_ready_stems


@pytest.mark.parametrize("query", ["aguas marco", "MARÇO", "jobim", "elis", "  águas  ", "03_"])
def test_accents_and_case_do_not_matter(query: str) -> None:
    march = LibrarySong("a", "Águas de Março", Path("/music/Elis/Jobim/03_marco.flac"), 1.0, 1.0)
    other = LibrarySong("b", "So What", Path("/music/Miles/01_so.flac"), 1.0, 1.0)
    assert find((march, other), query) == (march,)


def test_all_words_must_be_there() -> None:
    song = LibrarySong("a", "So What", Path("/music/Miles/01.flac"), 1.0, 1.0)
    assert find((song,), "so miles") == (song,)
    assert find((song,), "so elis") == ()
    assert find((song,), " ") == (song,)


def test_letters_that_are_not_made_of_others() -> None:
    assert folded("Håkon Sørbø, STRAẞE, Łódź") == "hakon sorbo, strasse, lodz"


def test_what_was_forgotten_comes_back(tmp_path: Path) -> None:
    remember("a", tmp_path / "a.ogg", 1.0)
    marks = Bookmarks(markers=(Marker("Solo", 5),))
    BookmarksFile.of_song("a").write(marks)
    before = read_record("a")
    forgotten = forget(remembered_songs()[0])
    assert remembered_songs() == ()
    assert BookmarksFile.of_song("a").read() == Bookmarks()
    bring_back(forgotten)
    assert read_record("a") == before
    assert BookmarksFile.of_song("a").read() == marks


def test_what_was_made_anew_meanwhile_stays(tmp_path: Path) -> None:
    remember("a", tmp_path / "a.ogg", 1.0, "Old")
    forgotten = forget(remembered_songs()[0])
    remember("a", tmp_path / "a.ogg", 2.0, "New")
    bring_back(forgotten)
    assert [song.title for song in remembered_songs()] == ["New"]


def test_nobody_reads_on_for_a_window_that_closed(tmp_path: Path) -> None:
    remember("a", tmp_path / "a.ogg", 1.0)
    assert remembered_songs(lambda: False) == ()
    assert looked_up(remembered_songs(), report_cache(), lambda: False) == ()

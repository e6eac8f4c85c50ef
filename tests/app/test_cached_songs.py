"""What goes from the cache and what stays: by last use, never what is open, never half a song."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import cached_songs
from app.cache_limit import DEFAULT_LIMIT_BYTES, choose_limit, chosen_limit_bytes, disk_limit_bytes
from app.cached_songs import (
    CachedSong,
    keep_within_limit,
    make_room,
    remove_song,
    report_cache,
)
from app.song_cache import SongFolder, cache_root, songs_root
from app.song_loading import open_song
from separation.folder_lock import FolderLock
from tests.app.conftest import MakeSong
from tests.app.small_disk import run_on_small_disk

BLOCK = 1 << 20
NOW_S = 1_700_000_000

Keep = Callable[..., SongFolder]


@pytest.fixture
def keep() -> Keep:
    """`keep("a", age=3, models={"compact": 3, "other": 5})`: a song of one block, and one block
    more for the stems of every model; ages in days."""

    def make(name: str, age: int, models: dict[str, int] | None = None) -> SongFolder:
        folder = SongFolder(songs_root() / name)
        folder.path.mkdir(parents=True)
        fill(folder.track("mix"))
        folder.record.write_text(f'{{"title": "Song {name}"}}')
        for model, model_age in (models or {}).items():
            store = folder.stem_store(model)
            store.mkdir()
            fill(store / "bass.wav")
            use(store, model_age)
        use(folder.path, age)
        return folder

    return make


def fill(path: Path, size: int = BLOCK) -> None:
    path.write_bytes(b"\1" * size)


def use(folder: Path, age: int) -> None:
    last_use = folder / "last_use"
    last_use.touch()
    os.utime(last_use, (NOW_S - age * 86400,) * 2)


def kept() -> set[str]:
    """The songs in the cache, and the stems in them."""
    root = songs_root()
    folders = [*root.glob("*"), *root.glob("*/stems-*")]
    return {str(path.relative_to(root)) for path in folders}


def limit(blocks: float) -> None:
    choose_limit(round(blocks * BLOCK) + 100_000)


def test_the_least_recently_used_song_goes_first(keep: Keep) -> None:
    for name, age in (("a", 2), ("b", 9), ("c", 1), ("d", 5)):
        keep(name, age)
    limit(2)
    assert keep_within_limit() >= 2 * BLOCK
    assert kept() == {"a", "c"}
    assert keep_within_limit() == 0
    assert kept() == {"a", "c"}


def test_stems_of_a_model_that_was_left_go_before_the_song(keep: Keep) -> None:
    keep("new", 0, {"compact": 8, "best": 0})
    keep("old", 6, {"compact": 6})
    limit(4)
    keep_within_limit()
    assert kept() == {"new", "new/stems-best", "old", "old/stems-compact"}
    limit(3.9)
    keep_within_limit()
    assert kept() == {"new", "new/stems-best"}, "the rest of a song goes whole"


def test_songs_are_reported_with_what_they_take(keep: Keep) -> None:
    keep("a", 2, {"compact": 2, "best": 4})
    keep("b", 1)
    (songs_root() / "c").mkdir()  # its decoding was killed
    report = report_cache()
    titles = [song.title for song in report.songs]
    assert titles == ["", "Song b", "Song a"]
    *_, song = report.songs
    assert [stems.folder.name for stems in song.stems] == ["stems-compact", "stems-best"]
    assert 3 * BLOCK <= song.disk_bytes < 3.1 * BLOCK
    assert report.disk_bytes == sum(each.disk_bytes for each in report.songs)
    assert song.last_use_s == NOW_S - 2 * 86400


def test_what_the_disk_does_not_give_does_not_count(keep: Keep) -> None:
    folder = keep("a", 1)
    if not hasattr(os.stat_result, "st_blocks"):
        pytest.skip("this system does not tell what a file takes")
    with folder.track("hole").open("wb") as file:
        file.truncate(1 << 40)
    assert report_cache().disk_bytes < 1.1 * BLOCK


def test_an_open_song_stays(make_song: MakeSong) -> None:
    *_, song = open_song(make_song("a.wav", 1.0))
    *_, other = open_song(make_song("b.wav", 1.0, 1))
    use(song.folder.path, 99)
    choose_limit(1)
    keep_within_limit()
    assert kept() == {song.folder.path.name, other.folder.path.name}
    assert {each.is_open for each in report_cache().songs} == {True}
    song.folder.let_go()
    keep_within_limit()
    assert kept() == {other.folder.path.name}
    name = other.folder.path.name
    del other
    assert kept() == {name}
    keep_within_limit()
    assert not kept(), "nobody has it any more"


def test_a_song_open_in_another_woodshed_stays_until_that_one_is_killed(
    make_song: MakeSong, keep: Keep
) -> None:
    program = (
        "import pathlib, sys, time; from app.song_loading import open_song\n"
        "*_, song = open_song(pathlib.Path(sys.argv[1]))\n"
        "print(song.folder.path.name, flush=True); time.sleep(60)\n"
    )
    keep("mine", 0)
    choose_limit(1)
    path = make_song("theirs.wav", 1.0)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        name = other.stdout.readline().strip()
        use(songs_root() / name, 99)
        keep_within_limit()
        assert kept() == {name}
        (theirs,) = report_cache().songs
        assert theirs.is_open
        assert not remove_song(theirs)
        other.kill()
    assert not report_cache().songs[0].is_open
    assert keep_within_limit() > 0
    assert not kept()


def test_a_song_that_is_being_separated_stays(keep: Keep) -> None:
    folder = keep("a", 9, {"compact": 9, "best": 8})
    choose_limit(1)
    lock = FolderLock(folder.stem_store("compact"))
    assert keep_within_limit() == 0
    assert kept() == {"a", "a/stems-compact", "a/stems-best"}
    lock.release()
    keep_within_limit()
    assert not kept()


def test_what_cannot_be_removed_does_not_stop_the_rest(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, age in (("a", 9), ("b", 5), ("c", 1)):
        keep(name, age)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "a":
            raise PermissionError(13, "a file in it is open")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    limit(2)
    keep_within_limit()
    assert kept() == {"a", "c"}
    assert not list((cache_root() / "removed").iterdir())


def test_a_removal_that_is_killed_leaves_no_half_song(
    make_song: MakeSong, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    path = make_song(seconds=1.0)
    *_, song = open_song(path)
    song.folder.let_go()
    with monkeypatch.context() as broken:
        broken.setattr(cached_songs.shutil, "rmtree", die)
        with pytest.raises(Killed):
            remove_song(report_cache().songs[0])
    assert not kept(), "it went in one step"
    assert list((cache_root() / "removed").rglob("mix.wav"))
    *_, again = open_song(path)
    assert again.is_decoded
    keep_within_limit()
    assert not list((cache_root() / "removed").iterdir()), "the next one finishes it"
    assert kept() == {again.folder.path.name}


def test_nothing_goes_once_the_window_closes(keep: Keep) -> None:
    for name, age in (("a", 9), ("b", 5), ("c", 1)):
        keep(name, age)
    choose_limit(1)
    answers = iter([True, False])
    keep_within_limit(lambda: next(answers))
    assert kept() == {"b", "c"}


def test_room_is_made_for_what_is_needed(keep: Keep) -> None:
    for name, age in (("a", 9), ("b", 5), ("c", 1)):
        keep(name, age)
    assert not make_room(0)
    assert make_room(BLOCK * 3 // 2)
    assert kept() == {"c"}
    assert make_room(10 * BLOCK)
    assert not make_room(10 * BLOCK)


def test_bookmarks_are_never_touched(keep: Keep, tmp_path: Path) -> None:
    bookmarks = tmp_path / "data" / "songs" / "a.json"
    bookmarks.parent.mkdir(parents=True)
    bookmarks.write_text("{}")
    keep("a", 1)
    choose_limit(1)
    keep_within_limit()
    assert not kept()
    assert bookmarks.read_text() == "{}"


def test_the_limit_is_kept_beside_the_bookmarks(tmp_path: Path) -> None:
    assert chosen_limit_bytes() == DEFAULT_LIMIT_BYTES
    choose_limit(5_000_000_000)
    assert chosen_limit_bytes() == 5_000_000_000
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["cache_limit.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"limit_bytes": "lots"}', '{"limit_bytes": -1}'])
def test_a_damaged_limit_is_the_usual_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cache_limit.json").write_text(text)
    assert chosen_limit_bytes() == DEFAULT_LIMIT_BYTES


def test_half_of_the_free_disk_is_left(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, age in (("a", 9), ("b", 5), ("c", 1)):
        keep(name, age)

    class Usage:
        free = BLOCK * 3 // 2

    monkeypatch.setattr("app.cache_limit.shutil.disk_usage", lambda _: Usage)
    assert disk_limit_bytes(3 * BLOCK) == BLOCK * 9 // 4
    keep_within_limit()
    assert kept() == {"b", "c"}


def test_songs_make_room_on_a_full_disk(make_song: MakeSong, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    # Half a minute takes 10.6 MB: two fit on this disk, three do not.
    songs = [make_song(f"{number}.wav", 30.0, number) for number in range(4)]
    program = (
        "import sys, pathlib, numpy, soundfile\n"
        "from app.song_loading import open_song\n"
        "from app.cached_songs import report_cache\n"
        "for path in map(pathlib.Path, sys.argv[1:]):\n"
        "    *_, song = open_song(path)\n"
        "    mix = soundfile.read(path, dtype='float32')[0]\n"
        "    print(song.is_decoded and numpy.array_equal(song.tracks['mix'], mix))\n"
        "print(sorted(each.title for each in report_cache().songs))\n"
    )
    printed = run_on_small_disk(disk, 26_000_000, program, *songs)
    assert printed.splitlines() == ["True"] * 4 + ["['2', '3']"]


def test_with_nothing_left_to_go_the_disk_is_full(make_song: MakeSong, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    program = (
        "import sys, pathlib\n"
        "from app.error_messages import sentence\n"
        "from app.errors import SongStoreError\n"
        "from app.song_loading import open_song\n"
        "try:\n"
        "    list(open_song(pathlib.Path(sys.argv[1])))\n"
        "except SongStoreError as error:\n"
        "    print(sentence(error))\n"
        "print([str(path) for path in pathlib.Path(sys.argv[2]).rglob('mix*')])\n"
    )
    printed = run_on_small_disk(disk, 4_000_000, program, make_song("long.wav", 30.0), disk)
    message, left = printed.splitlines()
    assert message.startswith("The disk is full.")
    assert left == "[]"


def test_removing_by_hand(keep: Keep) -> None:
    keep("a", 1)
    song: CachedSong = report_cache().songs[0]
    assert remove_song(song)
    assert not remove_song(song)
    assert not kept()

"""The file that keeps a song's loops and markers, also from harm."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bookmarks import LOOP_COLOURS, Bookmarks, Marker, NamedLoop
from app.bookmarks_file import BookmarksFile
from app.errors import (
    BookmarksDamagedError,
    BookmarksFromNewerError,
    BookmarksNotReadError,
    BookmarksNotSavedError,
)
from separation.folder_lock import LOCK_NAME, FolderLock

KEPT = Bookmarks((NamedLoop("Strophe é", 10, 90),), (Marker("Solo", 50),))

names = st.text(min_size=1)
frames = st.integers(0, 10**9)


@pytest.fixture
def file(tmp_path: Path) -> BookmarksFile:
    return BookmarksFile(tmp_path / "songs" / "abc.json")


def written(file: BookmarksFile, text: str) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_text(text, "utf-8")


def test_a_song_without_a_file_has_none(file: BookmarksFile) -> None:
    assert file.read() == Bookmarks()
    assert not file.path.exists()


@given(st.dictionaries(names, frames), st.dictionaries(names, frames))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_what_is_written_is_read(
    tmp_path: Path, loops: dict[str, int], markers: dict[str, int]
) -> None:
    bookmarks = Bookmarks()
    for name, frame in loops.items():
        bookmarks = bookmarks.add(NamedLoop(name, frame, frame + 1))
    for name, frame in markers.items():
        bookmarks = bookmarks.add(Marker(name, frame))
    file = BookmarksFile(tmp_path / "any.json")
    file.read()
    file.write(bookmarks)
    assert file.read() == bookmarks
    assert {path.name for path in tmp_path.iterdir()} == {"any.json", LOCK_NAME}


def test_other_keys_are_kept(file: BookmarksFile) -> None:
    mixer = {"bass": {"gain_db": 3.0}}
    written(file, json.dumps({"version": 1, "loops": [], "markers": [], "mixer": mixer}))
    file.write(KEPT)
    assert json.loads(file.path.read_text("utf-8"))["mixer"] == mixer
    assert file.read() == KEPT


def test_the_file_says_it_in_words(file: BookmarksFile) -> None:
    file.write(KEPT)
    assert json.loads(file.path.read_text("utf-8")) == {
        "version": 1,
        "loops": [{"name": "Strophe é", "start_frame": 10, "end_frame": 90}],
        "markers": [{"name": "Solo", "frame": 50}],
    }


def test_a_loops_colour_is_kept_and_a_file_without_one_can_be_read(file: BookmarksFile) -> None:
    loops = (NamedLoop("A", 1, 2, "rose"), NamedLoop("B", 3, 4, "ultraviolet"))
    file.write(Bookmarks(loops))
    assert file.read().loops == loops
    fields = json.loads(file.path.read_text("utf-8"))
    assert (fields["version"], fields["loops"][0]["colour"]) == (1, "rose")
    for loop in fields["loops"]:
        del loop["colour"]
    written(file, json.dumps(fields))
    assert [loop.colour for loop in file.read().loops] == [LOOP_COLOURS[0]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"version": 1}',
        '{"version": "one", "loops": [], "markers": []}',
        '{"version": 1, "loops": [{"name": "A"}], "markers": []}',
        '{"version": 1, "loops": [], "markers": [{"name": 5, "frame": 1}]}',
        '{"version": 1, "loops": [], "markers": [{"name": "A", "frame": 1.5}]}',
        '{"version": 1, "loops": [{"name": "A", "start_frame": 9, "end_frame": 2}], "markers": []}',
        '{"version": 1, "markers": [], "loops": '
        '[{"name": "A", "start_frame": 1, "end_frame": 2, "colour": 5}]}',
        "\x00\xff",
    ],
)
def test_a_damaged_file_is_moved_aside(file: BookmarksFile, text: str) -> None:
    written(file, text)
    with pytest.raises(BookmarksDamagedError) as caught:
        file.read()
    assert caught.value.aside.read_text("utf-8") == text
    assert file.read() == Bookmarks()


def test_what_was_moved_aside_is_not_replaced_by_the_next(file: BookmarksFile) -> None:
    asides = []
    for text in ("first", "second", "third"):
        written(file, text)
        with pytest.raises(BookmarksDamagedError) as caught:
            file.read()
        asides.append(caught.value.aside)
    assert [aside.read_text("utf-8") for aside in asides] == ["first", "second", "third"]


def test_a_newer_file_is_left_as_it_is(file: BookmarksFile) -> None:
    text = json.dumps({"version": 2, "loops": {"another": "shape"}})
    written(file, text)
    with pytest.raises(BookmarksFromNewerError):
        file.read()
    with pytest.raises(BookmarksFromNewerError):
        file.write(KEPT)
    assert file.path.read_text("utf-8") == text
    assert not file.path.with_name(f"{file.path.name}.damaged").exists()


def test_what_was_damaged_meanwhile_is_moved_aside_and_the_new_is_kept(
    file: BookmarksFile,
) -> None:
    written(file, "{")
    with pytest.raises(BookmarksDamagedError) as caught:
        file.write(KEPT)
    assert caught.value.aside.read_text("utf-8") == "{"
    assert file.read() == KEPT


def test_a_file_that_cannot_be_read_stays_where_it_is(file: BookmarksFile) -> None:
    file.path.mkdir(parents=True)
    with pytest.raises(BookmarksNotReadError):
        file.read()
    with pytest.raises(BookmarksNotReadError):
        file.write(KEPT)
    assert file.path.is_dir()


def test_a_full_disk_leaves_what_was_there(
    file: BookmarksFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write(KEPT)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BookmarksNotSavedError):
        file.write(Bookmarks())
    assert file.read() == KEPT
    assert {path.name for path in file.path.parent.iterdir()} == {file.path.name, LOCK_NAME}


@pytest.fixture
def windows(file: BookmarksFile) -> tuple[BookmarksFile, BookmarksFile]:
    """Two windows that have read what one of them kept."""
    file.write(KEPT)
    other = BookmarksFile(file.path)
    other.read()
    return file, other


def kept_in(file: BookmarksFile) -> Bookmarks:
    return BookmarksFile(file.path).read()


def test_two_windows_keep_what_each_has_added(
    windows: tuple[BookmarksFile, BookmarksFile],
) -> None:
    one, other = windows
    verse, coda = Marker("Verse", 70), NamedLoop("Coda", 200, 300)
    one.write(KEPT.add(verse))
    other.write(KEPT.add(coda))
    assert kept_in(one) == KEPT.add(verse).add(coda)
    # Again, by a window that has not heard of the other's.
    one.write(KEPT.add(verse).add(Marker("End", 400)))
    assert kept_in(one) == KEPT.add(verse).add(coda).add(Marker("End", 400))


def test_what_another_window_removed_or_moved_stays_so(
    windows: tuple[BookmarksFile, BookmarksFile],
) -> None:
    one, other = windows
    solo, moved = KEPT.markers[0], Marker("Solo", 60)
    one.write(KEPT.update(solo, moved))
    other.write(KEPT.add(Marker("Verse", 70)))
    assert kept_in(one).markers == (moved, Marker("Verse", 70))
    other.write(Bookmarks(markers=(solo, Marker("Verse", 70))))
    assert kept_in(one).loops == ()


def test_two_windows_that_choose_one_name_lose_neither(
    windows: tuple[BookmarksFile, BookmarksFile],
) -> None:
    one, other = windows
    one.write(KEPT.add(Marker("Here", 1)))
    other.write(KEPT.add(Marker("Here", 2)))
    both = KEPT.add(Marker("Here", 1)).add(Marker("Here 2", 2))
    assert kept_in(one) == both
    # Nor are there more of them with every change.
    one.write(KEPT.add(Marker("Here", 1)).add(Marker("A", 3)))
    other.write(KEPT.add(Marker("Here", 2)).add(Marker("B", 4)))
    assert kept_in(one) == both.add(Marker("A", 3)).add(Marker("B", 4))


def test_what_failed_to_be_written_is_in_the_next_write(
    windows: tuple[BookmarksFile, BookmarksFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = windows

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    verse, end = Marker("Verse", 70), Marker("End", 400)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BookmarksNotSavedError):
            one.write(KEPT.add(verse))
    other.write(KEPT.add(Marker("A", 3)))
    one.write(KEPT.add(verse).add(end))
    assert kept_in(one) == KEPT.add(verse).add(end).add(Marker("A", 3))


def test_a_file_that_was_deleted_is_written_whole(file: BookmarksFile) -> None:
    file.write(KEPT)
    file.path.unlink()
    file.write(KEPT.add(Marker("Verse", 70)))
    assert kept_in(file) == KEPT.add(Marker("Verse", 70))


def test_nobody_writes_while_another_window_does(
    file: BookmarksFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write(KEPT)
    monkeypatch.setattr("app.kept_file._LOCK_LIMIT_S", 0.0)
    lock = FolderLock(file.path.parent)
    with pytest.raises(BookmarksNotSavedError):
        file.write(Bookmarks())
    lock.release()
    assert kept_in(file) == KEPT
    file.write(Bookmarks())
    assert kept_in(file) == Bookmarks()


def test_a_disk_that_knows_no_locks_keeps_them_too(
    file: BookmarksFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("app.kept_file.FolderLock", refuse)
    file.write(KEPT)
    assert file.read() == KEPT

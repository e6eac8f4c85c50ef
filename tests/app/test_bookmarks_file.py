"""The file that keeps a song's loops and markers, also from harm."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.bookmarks_file import BookmarksFile
from app.errors import (
    BookmarksDamagedError,
    BookmarksFromNewerError,
    BookmarksNotReadError,
    BookmarksNotSavedError,
)

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
    file.write(bookmarks)
    assert file.read() == bookmarks
    assert [path.name for path in tmp_path.iterdir()] == ["any.json"]


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


def test_a_newer_file_is_moved_aside_whole(file: BookmarksFile) -> None:
    text = json.dumps({"version": 2, "loops": {"another": "shape"}})
    written(file, text)
    with pytest.raises(BookmarksFromNewerError) as caught:
        file.read()
    assert caught.value.aside.read_text("utf-8") == text


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
    assert list(file.path.parent.iterdir()) == [file.path]

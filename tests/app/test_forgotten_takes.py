"""Takes of forgotten songs: kept for a while, back with the song, and gone one day."""

from __future__ import annotations

import os
import time
from pathlib import Path

from app.forgotten_takes import (
    KEPT_DAYS,
    count_takes,
    remove_old,
    set_aside,
    take_back,
    takes_folder,
)
from app.take_folder import TakeFolder, TakesOnDisk
from app.takes import Take, Takes

DAY_S = 86_400.0
ALL = TakesOnDisk(Takes((Take("one-0", "Take 1", 0, 9), Take("one-1", "Take 2", 0, 9))))


def keep(key: str = "abc") -> None:
    folder = TakeFolder(key)
    folder.write(ALL)
    folder.let_go()


def test_they_are_counted() -> None:
    assert count_takes("abc") == 0
    keep()
    assert count_takes("abc") == 2
    # What was recorded and is not listed is somebody's work too.
    (takes_folder("abc") / "takes.json").unlink()
    (takes_folder("abc") / "left.log").write_text("")
    assert count_takes("abc") == 1


def test_they_are_there_again_when_the_song_is_opened() -> None:
    keep()
    aside = set_aside("abc")
    assert aside is not None
    assert not takes_folder("abc").exists()
    assert TakeFolder("abc").read().takes == ALL.takes
    assert not aside.exists()


def test_nothing_is_set_aside_of_a_song_without_takes() -> None:
    assert set_aside("abc") is None
    assert not take_back("abc")


def test_takes_of_two_times_do_not_replace_each_other() -> None:
    keep()
    first = set_aside("abc")
    keep()
    second = set_aside("abc")
    assert first is not None
    assert second is not None
    assert first.exists()
    assert second.exists()
    keep()
    assert not take_back("abc", second), "the song has others by now"
    assert second.exists()


def test_after_a_while_their_room_is_freed_and_not_before() -> None:
    keep("old")
    keep("new")
    keep("open")
    old, new = set_aside("old"), set_aside("new")
    assert old is not None
    assert new is not None
    _age(old, KEPT_DAYS + 1)
    _age(new, KEPT_DAYS - 1)
    _age(takes_folder("open"), 1000)
    remove_old()
    assert not old.exists()
    assert new.exists()
    assert takes_folder("open").exists()


def test_the_time_counts_from_when_the_song_was_forgotten() -> None:
    keep()
    _age(takes_folder("abc"), 1000)
    aside = set_aside("abc")
    remove_old()
    assert aside is not None
    assert aside.exists()


def _age(folder: Path, days: float) -> None:
    at_s = time.time() - days * DAY_S
    os.utime(folder, (at_s, at_s))

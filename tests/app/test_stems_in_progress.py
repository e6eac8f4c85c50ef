"""What a separation says of itself; on a full disk other songs make room, or it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.song_loading import open_song
from app.stems_in_progress import Activity, StemsInProgress
from separation.errors import CheckpointDamagedError
from separation.events import Failed, MemoryShort, ModelLoaded, Progress
from separation.recipe import EMBEDDED_RECIPE
from tests.app.conftest import MakeSong, delete_now
from tests.app.small_disk import run_on_small_disk

# Two seconds take 3.5 MB with their stems: one song fits, and the mix of another.
DISK_BYTES = 4_700_000

IN_THE_WINDOW = """
import sys, pathlib
from PySide6.QtCore import QCoreApplication
from app.cache_keeper import CacheKeeper
from app.cached_songs import report_cache
from app.song_loading import open_song
from app.stems_in_progress import StemsInProgress
from separation.models import model_info
from separation.recipe import Recipe
application = QCoreApplication([])
keeper = CacheKeeper()
for path in map(pathlib.Path, sys.argv[1:]):
    *_, song = open_song(path)
    stems = StemsInProgress(
        song, Recipe(model_info("compact")), "auto", keeper.make_room
    )
    stems.ended.connect(lambda text: print(stems.is_complete, text) or application.quit())
    stems.start(0)
    application.exec()
    stems.wait()
    song.folder.let_go()
keeper.close()
print(sorted(each.title for each in report_cache().songs))
"""

BY_THE_COMMAND = """
import sys, pathlib
from app.cached_songs import report_cache
from app.error_messages import sentence
from app.song_loading import open_song
from app.song_separation import separate_song
from separation.errors import StoreWriteError
from separation.models import model_info
from separation.recipe import Recipe
recipe = Recipe(model_info("compact"))
for path in map(pathlib.Path, sys.argv[1:]):
    *_, song = open_song(path)
    try:
        store = separate_song(song, recipe, "cpu", lambda _: None)
        print(store.is_complete, "")
    except StoreWriteError as error:
        print(False, sentence(error))
    song.folder.let_go()
print(sorted(each.title for each in report_cache().songs))
"""

both_ways = pytest.mark.parametrize(
    "program", [IN_THE_WINDOW, BY_THE_COMMAND], ids=["in the window", "by the command"]
)


@both_ways
def test_other_songs_make_room(make_song: MakeSong, tmp_path: Path, program: str) -> None:
    (tmp_path / "disk").mkdir()
    songs = [make_song(f"{number}.wav", 2.0, number) for number in range(2)]
    printed = run_on_small_disk(tmp_path / "disk", DISK_BYTES, program, *songs).splitlines()
    assert printed == ["True "] * 2 + ["['1']"]


@both_ways
def test_with_nothing_left_to_go_it_is_said(
    make_song: MakeSong, tmp_path: Path, program: str
) -> None:
    (tmp_path / "disk").mkdir()
    song = make_song("long.wav", 2.0)
    ended, kept = run_on_small_disk(tmp_path / "disk", 1_500_000, program, song).splitlines()
    assert ended.startswith("False The disk is full.")
    assert kept == "['long']", "it can be played all the same"


def test_where_it_computes_and_what_becomes_of_it_is_said(
    qtbot: QtBot, make_song: MakeSong
) -> None:
    *_, song = open_song(make_song(seconds=1.0))
    stems = StemsInProgress(song, EMBEDDED_RECIPE, "auto", lambda *_: None)
    doing: list[Activity | None] = []
    short: list[str] = []
    failed: list[Exception] = []
    stems.activity_changed.connect(doing.append)
    stems.memory_short.connect(short.append)
    stems.failed.connect(failed.append)
    stems._on_event(ModelLoaded("compact", "cuda"))
    stems._on_event(MemoryShort("cuda", "cpu"))
    stems._on_event(Progress(0.5, 3.0))
    error = CheckpointDamagedError(Path("a.th"), "is damaged")
    stems._on_event(Failed(error))
    assert doing == [
        Activity("Separating with Compact on the graphics card", 0.0),
        Activity("Separating with Compact", 0.5, 3.0),
        None,
    ]
    assert len(short) == 1
    assert "graphics card has not enough memory" in short[0]
    assert failed == [error]
    song.folder.let_go()
    delete_now(stems)


def test_cancelled_before_it_begins_it_only_ends(qtbot: QtBot, make_song: MakeSong) -> None:
    *_, song = open_song(make_song(seconds=1.0))
    stems = StemsInProgress(song, EMBEDDED_RECIPE, "auto", lambda needed, then: None)
    stems.cancel()
    with qtbot.waitSignal(stems.ended) as told:
        stems.start(0)
    assert told.args == ["Separating was cancelled. What is done is kept."]
    assert not stems.is_running
    delete_now(stems)

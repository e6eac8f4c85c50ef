"""The cache kept within its limit beside a running session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cache_keeper import CacheKeeper
from app.cache_limit import choose_limit, chosen_limit_bytes
from app.cached_songs import CacheReport, report_cache
from app.practice_session import PracticeSession
from app.song_cache import songs_root
from app.song_loading import open_song
from tests.app.conftest import SEPARATION_LIMIT_MS, MakeSong, delete_now


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[CacheKeeper]:
    made = CacheKeeper()
    yield made
    made.close()
    delete_now(made)


def open_and_close(path: Path, age_s: int) -> None:
    *_, song = open_song(path)
    song.folder.let_go()
    used_s = song.folder.path.stat().st_mtime - age_s
    os.utime(song.folder.path / "last_use", (used_s, used_s))


def titles() -> list[str]:
    return sorted(song.title for song in report_cache().songs)


def test_what_is_asked_for_is_done_and_reported(
    qtbot: QtBot, keeper: CacheKeeper, make_song: MakeSong
) -> None:
    for age_s, name in enumerate(("new", "old", "older")):
        open_and_close(make_song(f"{name}.wav", 3.0, age_s), age_s * 100)
    reports: list[CacheReport] = []
    keeper.reported.connect(reports.append)
    keeper.look()
    qtbot.waitUntil(lambda: len(reports) == 1)
    assert [song.title for song in reports[0].songs] == ["new", "old", "older"]
    keeper.set_limit(reports[0].disk_bytes - 1)
    qtbot.waitUntil(lambda: len(reports) == 2)
    assert [song.title for song in reports[1].songs] == ["new", "old"]
    assert chosen_limit_bytes() == reports[0].disk_bytes - 1
    keeper.forget_songs()
    qtbot.waitUntil(lambda: len(reports) == 3)
    assert reports[2].songs == ()


def test_a_limit_that_cannot_be_kept_is_told(
    qtbot: QtBot, keeper: CacheKeeper, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("in the way")
    with qtbot.waitSignal(keeper.failed) as told:
        keeper.set_limit(5_000_000_000)
    assert isinstance(told.args[0], OSError)


def test_room_is_made_in_the_background(
    qtbot: QtBot, keeper: CacheKeeper, make_song: MakeSong
) -> None:
    open_and_close(make_song("a.wav", 1.0), 0)
    answers: list[bool] = []
    keeper.make_room(1000, answers.append)
    assert not answers
    qtbot.waitUntil(lambda: answers == [True])
    keeper.make_room(1000, answers.append)
    qtbot.waitUntil(lambda: answers == [True, False])


def test_one_song_is_removed_and_the_rest_reported(
    qtbot: QtBot, keeper: CacheKeeper, make_song: MakeSong
) -> None:
    for seed, name in enumerate(("a", "b")):
        open_and_close(make_song(f"{name}.wav", 1.0, seed), seed)
    *_, opened = open_song(make_song("c.wav", 1.0, 2))
    answers: list[bool] = []
    for song in report_cache().songs:
        if song.title in "bc":
            with qtbot.waitSignal(keeper.reported) as reported:
                keeper.forget_song(song.folder.path.name, answers.append)
    opened.folder.let_go()
    assert sorted(answers) == [False, True]
    assert sorted(song.title for song in reported.args[0].songs) == ["a", "c"]
    keeper.forget_song("nothing", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers[-1], "what is not there is gone"


def test_opening_a_song_removes_what_is_beyond_the_limit(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, stem_folder: Path
) -> None:
    choose_limit(1)
    session.open(make_song("first.wav", 3.0))
    qtbot.waitUntil(lambda: session.is_separated, timeout=SEPARATION_LIMIT_MS)
    assert titles() == ["first"], "the open song stays, however small the limit"
    assert list(songs_root().glob("*/stems-*"))
    session.open(stem_folder)
    qtbot.waitUntil(lambda: titles() == ["stems"], timeout=10_000)
    assert session.is_separated
    levels = session.song.read_mix(0, 1000) if session.song else None
    assert levels is not None
    assert levels.any()


def test_the_end_of_a_separation_removes_what_is_beyond_the_limit(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong
) -> None:
    open_and_close(make_song("old.wav", 3.0), 100)
    with qtbot.waitSignal(session.cache.reported, timeout=10_000):
        session.open(make_song("new.wav", 60.0, 1))
    assert titles() == ["new", "old"]
    choose_limit(1)
    session.cancel_separation()
    qtbot.waitUntil(lambda: titles() == ["new"], timeout=10_000)

"""A song's beats: looked for once, found again, and never in place of what a person has set."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from app.beats_file import BeatsFile, KeptBeats
from app.beats_order import BeatsOrder, FoundBeats
from app.beats_search import BeatsSearch
from app.errors import BeatsUnknownError
from app.practice_session import PracticeSession
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.tuning_estimate import Tuning
from tests.app.conftest import MakeSong, wait_for_stems
from tests.songs.accuracy import accuracy
from tests.songs.generator import Plan, generate
from tests.songs.grooves import STRAIGHT

FROM_MIX = FoundBeats(BeatGrid((0, 1000, 2000), (0,), 4, 0.5, 0.4), Tuning(3.0, 0.5))
FROM_DRUMS = FoundBeats(BeatGrid((10, 1010, 2010), (1,), 8, 0.9, 0.8), None)
OWN = BeatGrid((5, 505, 1005))
REAL_RUN = BeatsSearch.run


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[BeatsOrder]:
    """What was looked for, by a stand-in that finds other beats where there are drums."""
    orders: list[BeatsOrder] = []

    def run(search: BeatsSearch) -> FoundBeats:
        order = search._order
        orders.append(order)
        return FROM_MIX if order.drums is None else FROM_DRUMS

    monkeypatch.setattr(BeatsSearch, "run", run)
    return orders


def open_song(qtbot: QtBot, session: PracticeSession, path: Path) -> None:
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(path)


def test_a_separated_song_has_the_beats_of_its_drums_also_the_second_time(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, orders: list[BeatsOrder]
) -> None:
    path, beats = make_song(seconds=5.0), session.song_beats
    open_song(qtbot, session, path)
    qtbot.waitUntil(lambda: beats.grid == FROM_MIX.grid)
    assert beats.tuning == FROM_MIX.tuning
    wait_for_stems(qtbot, session)
    qtbot.waitUntil(lambda: beats.grid == FROM_DRUMS.grid)
    assert list(session.loop_edits.beats) == [10, 1010, 2010]
    assert [order.drums is None for order in orders] == [True, False]
    open_song(qtbot, session, path)
    assert beats.grid is None
    qtbot.waitUntil(lambda: beats.grid == FROM_DRUMS.grid)
    wait_for_stems(qtbot, session)
    qtbot.waitUntil(lambda: beats._search is None)
    assert len(orders) == 2


def test_ready_stems_are_looked_at_together(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[BeatsOrder]
) -> None:
    open_song(qtbot, session, stem_folder)
    qtbot.waitUntil(lambda: session.song_beats.grid == FROM_DRUMS.grid)
    (order,) = orders
    assert len(order.sounds) == 4
    assert {path.stem for path in order.pitched} == {"bass", "other"}


def test_what_a_person_has_set_is_not_replaced(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[BeatsOrder]
) -> None:
    beats, told = session.song_beats, list[BeatGrid | None]()
    open_song(qtbot, session, stem_folder)
    beats.set_grid(OWN)
    beats.grid_changed.connect(told.append)
    qtbot.waitUntil(lambda: beats.found == FROM_DRUMS.grid)
    assert beats.grid == OWN
    assert beats.is_edited
    beats.set_grid(None)
    assert beats.grid == FROM_DRUMS.grid
    assert told == [FROM_DRUMS.grid]


def test_another_song_ends_the_search(
    qtbot: QtBot,
    session: PracticeSession,
    make_song: MakeSong,
    stem_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cancelled = threading.Event()

    def run(search: BeatsSearch) -> FoundBeats:
        if search._order.drums is None:
            assert cancelled.wait(30)
            raise BeatsUnknownError("cancelled")
        return FROM_DRUMS

    cancel: Callable[[BeatsSearch], None] = BeatsSearch.cancel
    monkeypatch.setattr(BeatsSearch, "run", run)
    monkeypatch.setattr(BeatsSearch, "cancel", lambda search: (cancelled.set(), cancel(search))[1])
    failures: list[Exception] = []
    session.song_beats.failed.connect(failures.append)
    open_song(qtbot, session, make_song(seconds=30.0))
    qtbot.waitUntil(lambda: session.song_beats._search is not None)
    open_song(qtbot, session, stem_folder)
    qtbot.waitUntil(lambda: session.song_beats.grid == FROM_DRUMS.grid)
    assert not failures


def test_a_search_that_dies_is_said(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BeatsSearch, "run", REAL_RUN)
    monkeypatch.setattr("separation.child_process.sys.executable", "/nowhere/python")
    with qtbot.waitSignal(session.song_beats.failed, timeout=10_000):
        session.open(stem_folder)
    assert session.song_beats.grid is None
    assert session.song_beats._search is None


def test_the_child_process_finds_the_beats(tmp_path: Path) -> None:
    song = generate(Plan("4/4", STRAIGHT[0], 112.0, 5, seconds=14.0))
    path = tmp_path / "mix.wav"
    soundfile.write(path, song.mix, SAMPLE_RATE, subtype="FLOAT")
    found = BeatsSearch(BeatsOrder((path,))).run()
    assert accuracy(song.grid, found.grid).beats > 0.9
    assert found.tuning is not None
    assert found.tuning.cents == pytest.approx(0, abs=5)


def test_a_cancelled_search_ends_without_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "mix.wav"
    soundfile.write(path, np.zeros((SAMPLE_RATE, 2)), SAMPLE_RATE, subtype="FLOAT")
    search = BeatsSearch(BeatsOrder((path,)))
    search.cancel()
    with pytest.raises(BeatsUnknownError):
        search.run()


def test_a_sound_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BeatsUnknownError):
        BeatsSearch(BeatsOrder((tmp_path / "gone.wav",))).run()


def test_what_was_found_is_kept(tmp_path: Path) -> None:
    file = BeatsFile(tmp_path / "beats.json", 3000)
    assert file.read() is None
    for found in (FROM_MIX, FROM_DRUMS, FoundBeats(None, None)):
        file.write(KeptBeats("mix", found))
        assert file.read() == KeptBeats("mix", found)
    assert BeatsFile(file.path, 2999).read() is None
    for damage in ("", "[]", '{"version": 2, "source": "mix", "frames": 3000}'):
        file.path.write_text(damage)
        assert file.read() is None

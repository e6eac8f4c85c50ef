"""A song's loops and markers in a session: kept, found again, gone to."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.bookmarks_file import BookmarksFile
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion
from tests.app.conftest import MakeSong, delete_now

FIRST_SECOND = NamedLoop("Loop 1", 0, SAMPLE_RATE)


@contextmanager
def running_session() -> Iterator[PracticeSession]:
    session = PracticeSession()
    session.start()
    yield session
    session.close()
    delete_now(session)


def open_song(qtbot: QtBot, session: PracticeSession, path: Path) -> None:
    """Open it and wait until what was kept of it is there."""
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(path)
    session.cancel_separation()
    qtbot.waitUntil(lambda: session.bookmarks._is_read)


def keep_first_second(session: PracticeSession) -> None:
    session.transport.set_loop(0, SAMPLE_RATE)
    session.bookmarks.keep_loop()


def test_the_next_session_remembers(qtbot: QtBot, no_sound_device: None, stem_folder: Path) -> None:
    with running_session() as session:
        open_song(qtbot, session, stem_folder)
        keep_first_second(session)
        session.bookmarks.rename(FIRST_SECOND, "  Intro ")
        session.bookmarks.mark_here()
        # Closed at once: the last change is written all the same.
    with running_session() as session:
        open_song(qtbot, session, stem_folder)
        assert session.bookmarks.state == Bookmarks(
            (NamedLoop("Intro", 0, SAMPLE_RATE),), (Marker("Marker 1", 0),)
        )


def test_a_song_under_another_name_keeps_its_loops(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, tmp_path: Path
) -> None:
    path = make_song("one.wav")
    open_song(qtbot, session, path)
    keep_first_second(session)
    other = tmp_path / "elsewhere" / "two.wav"
    other.parent.mkdir()
    shutil.move(path, other)
    open_song(qtbot, session, other)
    assert session.bookmarks.state.loops == (FIRST_SECOND,)


def test_another_song_has_its_own(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, stem_folder: Path
) -> None:
    open_song(qtbot, session, stem_folder)
    keep_first_second(session)
    open_song(qtbot, session, make_song())
    assert session.bookmarks.state == Bookmarks()
    assert session.bookmarks.chosen is None
    open_song(qtbot, session, stem_folder)
    assert session.bookmarks.state.loops == (FIRST_SECOND,)


def test_an_emptied_cache_takes_no_loops_along(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, own_cache: Path
) -> None:
    open_song(qtbot, session, stem_folder)
    keep_first_second(session)
    # In one step: the session is still writing pictures into it.
    own_cache.rename(own_cache.with_name("thrown away"))
    open_song(qtbot, session, stem_folder)
    assert session.bookmarks.state.loops == (FIRST_SECOND,)


def file_of(qtbot: QtBot, session: PracticeSession) -> Path:
    """The open song's file, when everything is written."""
    reached: list[object] = []
    session.bookmarks._pool.run(lambda: None, reached.append)  # one thread: it comes last
    qtbot.waitUntil(lambda: bool(reached))
    assert session.song is not None
    return BookmarksFile.of_song(session.song.folder.path.name).path


def test_a_damaged_file_is_said_and_put_aside(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path
) -> None:
    open_song(qtbot, session, stem_folder)
    keep_first_second(session)
    file = file_of(qtbot, session)
    file.write_text("{")
    with qtbot.waitSignal(session.message, timeout=10_000) as said:
        open_song(qtbot, session, stem_folder)
    assert "damaged" in said.args[0]
    assert session.bookmarks.state == Bookmarks()
    keep_first_second(session)
    assert file_of(qtbot, session).exists()
    assert file.with_name(f"{file.name}.damaged").read_text() == "{"


def test_what_cannot_be_read_is_never_written_over(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_song(qtbot, session, stem_folder)
    keep_first_second(session)
    file = file_of(qtbot, session)
    before = file.read_bytes()
    read_text = Path.read_text

    def refuse(path: Path, *arguments: str) -> str:
        if path == file:
            raise PermissionError(13, "Permission denied")
        return read_text(path, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", refuse)
        with qtbot.waitSignal(session.message, timeout=10_000) as said:
            open_song(qtbot, session, stem_folder)
    assert "cannot be read" in said.args[0]
    session.bookmarks.mark_here()
    assert session.bookmarks.state.markers
    assert file_of(qtbot, session).read_bytes() == before


def test_a_full_disk_is_said(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_song(qtbot, session, stem_folder)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.kept_file.os.fsync", full)
    with qtbot.waitSignal(session.message) as said:
        session.bookmarks.mark_here()
    assert "No space left" in said.args[0]


def test_who_is_quicker_than_the_disk_loses_nothing(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_song(qtbot, session, stem_folder)
    keep_first_second(session)
    disk_answers = threading.Event()
    read = BookmarksFile.read

    def slowly(file: BookmarksFile) -> Bookmarks:
        disk_answers.wait(10)
        return read(file)

    monkeypatch.setattr(BookmarksFile, "read", slowly)
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(stem_folder)
    session.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    session.bookmarks.keep_loop()
    early = NamedLoop("Loop 1", SAMPLE_RATE, 2 * SAMPLE_RATE)
    assert session.bookmarks.state.loops == (early,)
    disk_answers.set()
    second = NamedLoop("Loop 1 2", SAMPLE_RATE, 2 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: session.bookmarks.state.loops == (FIRST_SECOND, second))
    assert "Loop 1 2" in file_of(qtbot, session).read_text()


@pytest.mark.parametrize("then", ["another song", "close"])
def test_what_is_made_before_the_file_was_read_outlives_the_song(
    qtbot: QtBot,
    no_sound_device: None,
    stem_folder: Path,
    make_song: MakeSong,
    monkeypatch: pytest.MonkeyPatch,
    then: str,
) -> None:
    with running_session() as session:
        open_song(qtbot, session, stem_folder)
        keep_first_second(session)
        file = file_of(qtbot, session)
        disk_answers = threading.Event()
        read = BookmarksFile.read

        def slowly(file: BookmarksFile) -> Bookmarks:
            disk_answers.wait(10)
            return read(file)

        with monkeypatch.context() as patch:
            patch.setattr(BookmarksFile, "read", slowly)
            with qtbot.waitSignal(session.song_begun, timeout=10_000):
                session.open(stem_folder)
            session.bookmarks.mark_here()
            if then == "another song":
                with qtbot.waitSignal(session.song_begun, timeout=10_000):
                    session.open(make_song())
            threading.Timer(0.1, disk_answers.set).start()
            session.close()
    assert BookmarksFile(file).read() == Bookmarks((FIRST_SECOND,), (Marker("Marker 1", 0),))


def test_what_a_newer_woodshed_kept_is_left_alone(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path
) -> None:
    open_song(qtbot, session, stem_folder)
    keep_first_second(session)
    file = file_of(qtbot, session)
    file.write_text('{"version": 2}')
    with qtbot.waitSignal(session.message, timeout=10_000) as said:
        open_song(qtbot, session, stem_folder)
    assert "newer Woodshed" in said.args[0]
    session.bookmarks.mark_here()
    assert file_of(qtbot, session).read_text() == '{"version": 2}'


@pytest.fixture
def practising(qtbot: QtBot, session: PracticeSession, stem_folder: Path) -> PracticeSession:
    """A session with ready stems of 3 s open."""
    open_song(qtbot, session, stem_folder)
    return session


def test_a_loop_is_kept_once(practising: PracticeSession) -> None:
    practising.bookmarks.keep_loop()
    assert practising.bookmarks.state == Bookmarks()
    keep_first_second(practising)
    keep_first_second(practising)
    assert practising.bookmarks.state.loops == (FIRST_SECOND,)
    assert practising.bookmarks.chosen == FIRST_SECOND


def test_a_loop_gets_new_edges(practising: PracticeSession) -> None:
    keep_first_second(practising)
    practising.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    practising.bookmarks.set_to_current_loop(FIRST_SECOND)
    moved = NamedLoop("Loop 1", SAMPLE_RATE, 2 * SAMPLE_RATE)
    assert practising.bookmarks.state.loops == (moved,)
    assert practising.bookmarks.chosen == moved


def test_going_to_a_loop_makes_it_the_loop(qtbot: QtBot, practising: PracticeSession) -> None:
    keep_first_second(practising)
    transport = practising.transport
    transport.clear_loop()
    transport.seek(2 * SAMPLE_RATE)
    practising.bookmarks.go_to(FIRST_SECOND)
    assert transport.active_loop == LoopRegion(0, SAMPLE_RATE)
    qtbot.waitUntil(lambda: transport.position_frame() == 0)


def test_going_through_markers_and_loop_starts(qtbot: QtBot, practising: PracticeSession) -> None:
    bookmarks, transport = practising.bookmarks, practising.transport
    transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    bookmarks.keep_loop()
    transport.clear_loop()
    for seconds in (0.5, 1.5):
        put_playhead(qtbot, practising, seconds)
        bookmarks.mark_here()
    put_playhead(qtbot, practising, 0.0)
    assert stops(qtbot, practising, bookmarks.go_on) == [0.5, 1.0, 1.5, 1.5]
    assert stops(qtbot, practising, bookmarks.go_back) == [1.0, 0.5, 0.5, 0.5]
    assert transport.loop is None


def put_playhead(qtbot: QtBot, session: PracticeSession, seconds: float) -> None:
    frame = round(seconds * SAMPLE_RATE)
    session.transport.seek(frame)
    qtbot.waitUntil(lambda: session.transport.position_frame() == frame)


def stops(qtbot: QtBot, session: PracticeSession, go: Callable[[], None]) -> list[float]:
    """Where the playhead stands after each of four times."""
    places = []
    for _ in range(4):
        sought: list[int] = []
        session.transport.sought.connect(sought.append)
        go()
        session.transport.sought.disconnect(sought.append)
        if sought:
            qtbot.waitUntil(lambda at=sought[0]: session.transport.position_frame() == at)
        places.append(session.transport.position_frame() / SAMPLE_RATE)
    return places


def test_back_while_playing_does_not_stay_at_the_marker_just_passed(
    qtbot: QtBot, practising: PracticeSession
) -> None:
    bookmarks, transport = practising.bookmarks, practising.transport
    for seconds in (0.0, 1.0):
        put_playhead(qtbot, practising, seconds)
        bookmarks.mark_here()
    transport.set_playing(True)
    qtbot.waitUntil(lambda: transport.position_frame() > 1.1 * SAMPLE_RATE)
    with qtbot.waitSignal(transport.sought) as sought:
        bookmarks.go_back()
    assert sought.args == [0]
    transport.set_playing(False)


def test_a_removed_one_is_chosen_no_more(practising: PracticeSession) -> None:
    practising.bookmarks.mark_here()
    marker = practising.bookmarks.state.markers[0]
    practising.bookmarks.remove(marker)
    assert practising.bookmarks.state == Bookmarks()
    assert practising.bookmarks.chosen is None
    # Whatever a view still shows: it is gone.
    practising.bookmarks.move_marker(marker, 5)
    practising.bookmarks.rename(marker, "Ghost")
    assert practising.bookmarks.state == Bookmarks()

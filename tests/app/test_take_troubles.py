"""What may go wrong around takes: devices that change, lists that are damaged, many at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import take_folder
from app.bookmarks_file import data_root
from app.errors import TakesDamagedError, TakesUnreadableError
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.take_folder import TakeFolder
from player.transport import SetMultitrack
from tests.app.conftest import delete_now
from tests.app.screen_reader import Listener
from tests.app.test_take_desk import click, only_take, playing_along, record
from tests.sound_system import SoundSystem


@pytest.fixture
def recorded(qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem) -> MainWindow:
    """The window with one take."""
    record(qtbot, multitrack, sound_system)
    return multitrack


def list_of(window: MainWindow) -> Path:
    song = window.session.song
    assert song is not None
    return data_root() / "takes" / song.folder.path.name / "takes.json"


@pytest.fixture
def opened_again(qtbot: QtBot, stem_folder: Path) -> Callable[[], PracticeSession]:
    """`opened_again()` is another session with the same song, as after a restart."""
    sessions: list[PracticeSession] = []

    def open_again() -> PracticeSession:
        session = PracticeSession()
        sessions.append(session)
        session.start()
        with qtbot.waitSignal(session.song_begun, timeout=10_000):
            session.open(stem_folder)
        return session

    yield open_again  # type: ignore[misc]
    for session in sessions:
        session.close()
        delete_now(session)


def test_another_output_while_recording_ends_a_take_and_begins_the_next(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    desk, told = multitrack.session.takes, []
    desk.recording_changed.connect(told.append)
    multitrack.transport_bar.record.click()
    with playing_along(sound_system):
        qtbot.waitUntil(lambda: desk.input.is_open, timeout=5000)
        click(multitrack.transport_bar.play)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= 0.5, timeout=10_000)
        multitrack.session.output.open()
        qtbot.waitUntil(lambda: told == [True, False, True], timeout=10_000)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= 0.5, timeout=10_000)
        click(multitrack.transport_bar.play)
        qtbot.waitUntil(lambda: len(desk.state.all) == 2, timeout=20_000)
    first, second = desk.state.all
    assert second.start_frame >= first.stop_frame


def test_a_damaged_list_is_put_aside_and_what_was_recorded_is_there_again(
    qtbot: QtBot,
    recorded: MainWindow,
    opened_again: Callable[[], PracticeSession],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorded.session.takes.close()
    path = list_of(recorded)
    path.write_text(path.read_text("utf-8")[:40], "utf-8")
    monkeypatch.setattr(take_folder, "_LEFT_S", 0.0)
    session = opened_again()
    told: list[Exception] = []
    session.takes.failed.connect(told.append)
    qtbot.waitUntil(lambda: bool(session.takes.heard_tracks()), timeout=10_000)
    assert [take.name for take in session.takes.state.all] == ["Take 1"]
    (error,) = told
    assert isinstance(error, TakesDamagedError)
    assert len(error.aside.read_text("utf-8")) == 40


def test_a_list_that_is_damaged_meanwhile_is_replaced_by_what_is_known(
    qtbot: QtBot, recorded: MainWindow
) -> None:
    path = list_of(recorded)
    path.write_text("{", "utf-8")
    desk, told = recorded.session.takes, []
    desk.failed.connect(told.append)
    desk.rename(only_take(recorded), "Mine")
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert isinstance(told[0], TakesDamagedError)
    qtbot.waitUntil(lambda: "Mine" in path.read_text("utf-8"), timeout=5000)
    assert [take.name for take in TakeFolder(path.parent.name).read().takes.all] == ["Mine"]


def test_where_the_list_cannot_be_read_it_cannot_be_armed(
    qtbot: QtBot, recorded: MainWindow, opened_again: Callable[[], PracticeSession]
) -> None:
    recorded.session.takes.close()
    path = list_of(recorded)
    path.write_text(path.read_text("utf-8").replace('"version": 1', '"version": 99'), "utf-8")
    session = opened_again()
    told: list[Exception] = []
    armed: list[bool] = []
    session.takes.failed.connect(told.append)
    session.takes.armed_changed.connect(armed.append)
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    session.takes.set_armed(True)
    assert not session.takes.is_armed
    assert armed == [False]
    assert [type(error) for error in told] == [TakesUnreadableError] * 2
    assert not session.takes.input.is_open


def test_a_recording_becomes_takes_once(qtbot: QtBot, recorded: MainWindow) -> None:
    desk, take = recorded.session.takes, only_take(recorded)
    recording = list_of(recorded).parent / take.recording
    desk._on_left_behind(desk._folder, [recording])  # type: ignore[arg-type]
    done: list[object] = []
    desk._pool.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert desk.state.all == (take,)


def test_a_fader_that_is_moved_is_written_once_and_reads_no_sound_anew(
    qtbot: QtBot, recorded: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[float] = []
    write = TakeFolder.write

    def counting(folder: TakeFolder, on_disk: take_folder.TakesOnDisk) -> take_folder.TakesOnDisk:
        written.append(on_disk.takes.all[0].mix.gain_db)
        return write(folder, on_disk)

    monkeypatch.setattr(TakeFolder, "write", counting)
    session, posted = recorded.session, []
    post = session.engine.post
    monkeypatch.setattr(session.engine, "post", lambda wish: (posted.append(wish), post(wish)))
    strip = recorded.song_page.take_area.strips[only_take(recorded).id]
    for step in range(1, 21):
        strip.gain.gain_db_changed.emit(-step / 2)
    qtbot.waitUntil(lambda: bool(written), timeout=5000)
    assert written == [-10.0]
    assert not [wish for wish in posted if isinstance(wish, SetMultitrack)]


def test_what_was_moved_last_is_written_before_it_closes(
    recorded: MainWindow,
) -> None:
    desk = recorded.session.takes
    desk.set_gain(only_take(recorded), -7.0)
    desk.close()
    kept = TakeFolder(list_of(recorded).parent.name).read()
    assert kept.takes.all[0].mix.gain_db == -7.0


def test_a_soloed_take_that_cannot_be_heard_silences_nothing(
    qtbot: QtBot, recorded: MainWindow, opened_again: Callable[[], PracticeSession]
) -> None:
    take = only_take(recorded)
    recorded.session.takes.set_soloed(take, True)
    assert not recorded.session.desk.is_audible("vocals")
    recorded.session.takes.close()
    folder = list_of(recorded).parent
    for path in (*folder.glob("*.track.wav"), *folder.glob(f"{take.recording}.wav")):
        path.unlink()  # what is mapped of it stays
        path.write_bytes(b"nothing")
    session = opened_again()
    told: list[Exception] = []
    session.takes.failed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    session.takes.set_best(session.takes.state.all[0], True)
    assert session.desk.is_audible("vocals")


def test_who_deletes_a_take_is_at_the_next_one(
    qtbot: QtBot, recorded: MainWindow, sound_system: SoundSystem
) -> None:
    record(qtbot, recorded, sound_system)
    area = recorded.song_page.take_area
    older, newer = recorded.session.takes.state.all
    area.strips[newer.id].more.setFocus()
    area.strips[newer.id].choose_delete.trigger()
    assert recorded.focusWidget() is area.strips[older.id].more
    area.strips[older.id].choose_delete.trigger()
    assert recorded.focusWidget() is recorded.song_page


def test_takes_are_spoken_of_while_they_are_made(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem, listener: Listener
) -> None:
    record(qtbot, multitrack, sound_system)
    for text in ("Takes are recorded when the song plays", "Recording", "Recording has ended"):
        qtbot.waitUntil(lambda text=text: any(text in each for each in listener.texts))
    desk, take = multitrack.session.takes, only_take(multitrack)
    listener.heard.clear()
    desk.set_muted(take, True)
    qtbot.waitUntil(lambda: "Take 1 muted" in ", ".join(listener.texts))
    desk.set_soloed(take, True)
    qtbot.waitUntil(lambda: "Take 1 soloed" in ", ".join(listener.texts))

"""The start page's songs in the real window: opened again, left and gone back to, forgotten."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks
from app.bookmarks_file import BookmarksFile
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.song_cache import songs_root
from app.song_loading import open_song
from app.song_record import SongRecord
from app.song_record_file import read_record, write_record
from app.take_folder import TakeFolder, TakesOnDisk
from app.takes import Take, Takes
from player.multitrack import SAMPLE_RATE
from tests.app.conftest import MakeSong, delete_now

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def know(path: Path, opened_at_s: float, title: str = "") -> str:
    """Let a song be known from another day: decoded and remembered. Returns its key."""
    *_, song = open_song(path)
    song.folder.let_go()
    key = song.folder.path.name
    record = SongRecord(path, title or song.title, song.duration_s, opened_at_s, tempo_percent=60.0)
    write_record(key, record)
    return key


def keep_takes(key: str, count: int) -> Path:
    """Let a song have so many takes. Returns their folder."""
    takes = tuple(Take(f"one-{number}", f"Take {number}", 0, 9) for number in range(count))
    folder = TakeFolder(key)
    folder.write(TakesOnDisk(Takes(takes), frozenset({"one"})))
    folder.let_go()
    (folder.path / "one.wav").write_text("")
    return folder.path


@pytest.fixture
def known(own_cache: Path, make_song: MakeSong) -> dict[str, str]:
    """Three songs from other days, by their titles: the keys. The last opened one is "Late"."""
    return {
        title: know(make_song(f"{title}.wav", 1.0, seed), seed * 1e8, title)
        for seed, title in enumerate(("Early", "Middle", "Late"), 1)
    }


@pytest.fixture
def home(known: dict[str, str], qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with these three on its start page, and what the disk says of them."""
    wait_until_looked_up(qtbot, window, 3)
    return window


def wait_until_looked_up(qtbot: QtBot, window: MainWindow, count: int) -> None:
    def is_done() -> bool:
        songs = window.shelf.songs
        return len(songs) == count and all(song.on_disk is not None for song in songs)

    qtbot.waitUntil(is_done, timeout=10_000)


def titles(window: MainWindow) -> list[str]:
    return [song.title for song in window.start_page.list.songs.shown]


def item(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None
    return found


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        qtbot.keyClick(window.focusWidget() or window, key)


def test_the_first_start_is_an_invitation(qtbot: QtBot, window: MainWindow) -> None:
    page = window.start_page
    qtbot.waitSignal(window.session.cache.reported).wait()
    assert not page.list.isVisible()
    assert not page.search.isVisible()
    assert page.drop_zone.height() > 200
    assert page.demo.isVisible()


def test_the_songs_there_were_are_seen_at_the_next_start(home: MainWindow) -> None:
    page = home.start_page
    assert titles(home) == ["Late", "Middle", "Early"]
    assert page.list.isVisible()
    assert page.drop_zone.height() < 100
    assert page.demo.isVisible()
    assert page.summary.text().startswith("3 songs · ")
    assert home.focusWidget() is page.list


def test_a_page_that_had_songs_does_not_begin_with_an_invitation(
    qapp: QApplication, qtbot: QtBot, session: PracticeSession, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "had.ini"), QSettings.Format.IniFormat)
    settings.setValue("had_songs", "yes")
    window = MainWindow(session, settings)
    window.show()
    assert window.start_page.search.isVisible()
    # They are gone meanwhile.
    qtbot.waitUntil(lambda: not window.start_page.search.isVisible())
    window.close()
    delete_now(window)


def test_return_opens_and_the_song_is_as_it_was(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    press(qtbot, home, Key.Key_Down)
    with qtbot.waitSignal(home.session.records.restored, timeout=10_000):
        press(qtbot, home, Key.Key_Return)
    song = home.session.song
    assert song is not None
    assert song.folder.path.name == known["Middle"]
    assert home.pages.currentWidget() is home.song_page
    assert home.session.transport.tempo_percent == 60


def test_a_song_that_was_left_for_another_comes_back_as_it_was(
    qtbot: QtBot, home: MainWindow
) -> None:
    session, page = home.session, home.start_page

    def open_by_hand(title: str) -> None:
        row = titles(home).index(title)
        place = page.list.visualRect(page.list.songs.index(row)).center()
        with qtbot.waitSignal(session.records.has_read, timeout=10_000):
            qtbot.mouseClick(page.list.viewport(), LEFT, pos=place)

    open_by_hand("Late")
    qtbot.keyClick(home, Key.Key_V)
    session.transport.set_loop(SAMPLE_RATE // 4, SAMPLE_RATE // 2)
    session.transport.set_tempo(80)
    left = session.history.state
    qtbot.mouseClick(home.transport_bar.songs, LEFT)
    open_by_hand("Early")
    assert session.history.state != left
    qtbot.mouseClick(home.transport_bar.songs, LEFT)
    open_by_hand("Late")
    assert session.history.state == left
    session.cancel_separation()


def test_the_songs_are_seen_while_one_plays_on(qtbot: QtBot, multitrack: MainWindow) -> None:
    page, engine = multitrack.start_page, multitrack.session.engine
    qtbot.keyClick(multitrack, Key.Key_Space)
    qtbot.waitUntil(lambda: engine.playback().playing)
    qtbot.mouseClick(multitrack.transport_bar.songs, LEFT)
    assert multitrack.pages.currentWidget() is page
    assert engine.playback().playing
    assert multitrack.windowTitle() == "stems – Woodshed"
    assert page.back.text() == "Back to stems"
    assert titles(multitrack) == ["stems"]
    qtbot.mouseClick(page.back, LEFT)
    assert multitrack.pages.currentWidget() is multitrack.song_page
    assert multitrack.focusWidget() is multitrack.song_page
    for keys in ((Key.Key_B, CTRL), (Key.Key_B, CTRL)):
        qtbot.keyClick(multitrack, *keys)
    assert multitrack.pages.currentWidget() is multitrack.song_page
    qtbot.keyClick(multitrack, Key.Key_B, CTRL)
    press(qtbot, multitrack, Key.Key_Escape)
    assert multitrack.pages.currentWidget() is multitrack.song_page
    qtbot.keyClick(multitrack, Key.Key_B, CTRL)
    assert multitrack.focusWidget() is page.list
    press(qtbot, multitrack, Key.Key_Return)
    assert multitrack.pages.currentWidget() is multitrack.song_page, "it is open already"


def test_letters_find_songs_and_mute_nothing(qtbot: QtBot, multitrack: MainWindow) -> None:
    qtbot.keyClick(multitrack, Key.Key_B, CTRL)
    page = multitrack.start_page
    press(qtbot, multitrack, Key.Key_V)
    assert page.search.text() == "v"
    assert not multitrack.session.desk.state.strip_of("vocals").muted
    assert page.nothing_found.isVisible()
    press(qtbot, multitrack, Key.Key_Escape)
    assert page.search.text() == ""
    assert titles(multitrack) == ["stems"]
    assert multitrack.pages.currentWidget() is page
    press(qtbot, multitrack, Key.Key_Escape)
    assert multitrack.pages.currentWidget() is multitrack.song_page


def test_search_and_open_without_leaving_the_keys(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    press(qtbot, home, Key.Key_Slash)
    assert home.focusWidget() is home.start_page.search
    qtbot.keyClicks(home.start_page.search, "l")
    assert titles(home) == ["Late", "Middle", "Early"]
    assert home.start_page.summary.text().startswith("3 songs")
    qtbot.keyClicks(home.start_page.search, "E")
    assert titles(home) == ["Middle"]
    assert home.start_page.summary.text().startswith("1 of 3 songs")
    with qtbot.waitSignal(home.session.song_begun, timeout=10_000):
        press(qtbot, home, Key.Key_Return)
    assert home.session.song is not None
    assert home.session.song.folder.path.name == known["Middle"]
    qtbot.keyClick(home, Key.Key_F, CTRL)
    assert home.focusWidget() is home.start_page.search
    assert titles(home) == ["Middle", "Late", "Early"]
    press(qtbot, home, Key.Key_Down)
    assert home.focusWidget() is home.start_page.list
    assert home.start_page.list.currentIndex().row() == 1
    home.session.cancel_separation()


def test_letters_find_songs_also_while_the_bar_has_the_keyboard(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    qtbot.keyClick(multitrack, Key.Key_B, CTRL)
    page, bar, desk = multitrack.start_page, multitrack.transport_bar, multitrack.session.desk
    before = desk.state
    bar.play.setFocus()
    press(qtbot, multitrack, Key.Key_Slash)
    assert multitrack.focusWidget() is page.search
    bar.play.setFocus()
    press(qtbot, multitrack, Key.Key_V)
    assert multitrack.focusWidget() is page.search
    qtbot.keyClicks(page.search, "d1")
    assert page.search.text() == "vd1"
    assert desk.state == before


def test_no_key_changes_the_song_that_is_not_seen(qtbot: QtBot, multitrack: MainWindow) -> None:
    transport, bookmarks = multitrack.session.transport, multitrack.session.bookmarks
    transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    before = multitrack.session.history.state
    qtbot.keyClick(multitrack, Key.Key_B, CTRL)
    for keys in (
        (Key.Key_L, CTRL),
        (Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier),
        (Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier),
        (Key.Key_Up, CTRL),
        (Key.Key_BracketLeft,),
        (Key.Key_Comma,),
        (Key.Key_Z, CTRL),
    ):
        qtbot.keyClick(multitrack, *keys)
    assert multitrack.session.history.state == before
    assert not bookmarks.state.in_order
    qtbot.keyClick(multitrack, Key.Key_B, CTRL)
    qtbot.keyClick(multitrack, Key.Key_Comma)
    assert multitrack.session.history.state != before


def test_undo_on_the_songs_page_brings_a_song_back_and_nothing_else(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    page, transport = home.start_page, home.session.transport
    undo, redo = item(home, "edit.undo"), item(home, "edit.redo")
    with qtbot.waitSignal(home.session.records.restored, timeout=10_000):
        press(qtbot, home, Key.Key_Return)
    transport.set_tempo(75.0)
    assert undo.isEnabled()
    qtbot.keyClick(home, Key.Key_B, CTRL)
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    qtbot.keyClick(home, Key.Key_Z, CTRL)
    assert transport.tempo_percent == 75.0
    press(qtbot, home, Key.Key_Down, Key.Key_Delete)
    qtbot.mouseClick(page.list.buttons.everything, LEFT)
    qtbot.waitUntil(lambda: titles(home) == ["Late", "Early"])
    assert undo.text() == "&Undo forget “Middle”"
    qtbot.keyClick(home, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: titles(home) == ["Late", "Middle", "Early"])
    assert page.list.current_song is not None
    assert page.list.current_song.title == "Middle"
    assert transport.tempo_percent == 75.0
    assert not undo.isEnabled()
    qtbot.keyClick(home, Key.Key_B, CTRL)
    assert undo.isEnabled()
    qtbot.keyClick(home, Key.Key_Z, CTRL)
    assert transport.tempo_percent == 60.0
    home.session.cancel_separation()


def test_the_keyboard_stays_near_when_a_song_is_forgotten(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    page, buttons = home.start_page, home.start_page.list.buttons
    noted: list[str] = []
    home.shelf.noted.connect(noted.append)

    def forget_by_keyboard() -> None:
        press(qtbot, home, Key.Key_Delete)
        assert home.focusWidget() is buttons.keep
        press(qtbot, home, Key.Key_Backtab)
        assert home.focusWidget() is buttons.everything
        press(qtbot, home, Key.Key_Return)

    press(qtbot, home, Key.Key_Delete)
    press(qtbot, home, Key.Key_Escape)
    assert home.focusWidget() is page.list
    for left in (["Middle", "Early"], ["Early"]):
        forget_by_keyboard()
        qtbot.waitUntil(lambda left=left: titles(home) == left)
        assert home.focusWidget() is page.list
        assert page.list.currentIndex().row() == 0
    forget_by_keyboard()
    qtbot.waitUntil(lambda: not page.list.isVisible())
    assert home.focusWidget() is page.bring_back
    assert noted == [f"“{title}” was forgotten." for title in ("Late", "Middle", "Early")]
    press(qtbot, home, Key.Key_Return)
    qtbot.waitUntil(lambda: titles(home) == ["Early"])
    assert home.focusWidget() is page.list


def test_only_the_stems_go_and_the_settings_stay(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    page = home.start_page
    press(qtbot, home, Key.Key_Delete)
    press(qtbot, home, Key.Key_Backtab, Key.Key_Backtab)
    assert home.focusWidget() is page.list.buttons.only_stems
    press(qtbot, home, Key.Key_Return)
    folder = songs_root() / known["Late"]
    qtbot.waitUntil(lambda: not folder.exists())
    qtbot.waitUntil(lambda: page.list.songs.size(home.shelf.songs[0]) == "")
    assert titles(home) == ["Late", "Middle", "Early"]
    assert "Late" in page.note.text()
    assert not page.bring_back.isVisible()
    assert read_record(known["Late"]) is not None


def test_a_forgotten_song_is_brought_back(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    page, key = home.start_page, known["Middle"]
    BookmarksFile.of_song(key).write(Bookmarks())
    before = read_record(key)
    press(qtbot, home, Key.Key_Down, Key.Key_Delete)
    qtbot.mouseClick(page.list.buttons.everything, LEFT)
    qtbot.waitUntil(lambda: titles(home) == ["Late", "Early"])
    assert read_record(key) is None
    assert not (songs_root() / key).exists()
    qtbot.mouseClick(page.bring_back, LEFT)
    qtbot.waitUntil(lambda: titles(home) == ["Late", "Middle", "Early"])
    assert read_record(key) == before
    assert not page.note.isVisible()
    wait_until_looked_up(qtbot, home, 3)
    assert titles(home) == ["Late", "Middle", "Early"]


def test_the_takes_of_a_forgotten_song_are_told_of_and_brought_back(
    qtbot: QtBot, known: dict[str, str], window: MainWindow
) -> None:
    folder = keep_takes(known["Late"], 3)
    wait_until_looked_up(qtbot, window, 3)
    buttons = window.start_page.list.buttons
    buttons.ask()
    assert buttons.question.text() == "Remove “Late” and its 3 takes? The file itself stays."
    assert "takes are kept for 30 days" in buttons.everything.toolTip()
    qtbot.mouseClick(buttons.everything, LEFT)
    page = window.start_page
    qtbot.waitUntil(page.bring_back.isVisible)
    assert "Its 3 takes are kept for 30 days" in page.note.text()
    assert not folder.exists()
    qtbot.mouseClick(page.bring_back, LEFT)
    qtbot.waitUntil(folder.exists)
    assert (folder / "one.wav").exists()


def test_a_song_without_takes_is_asked_about_without_them(qtbot: QtBot, home: MainWindow) -> None:
    buttons = home.start_page.list.buttons
    buttons.ask()
    assert "take" not in buttons.question.text() + buttons.everything.toolTip()


def test_the_last_song_can_be_brought_back_too(
    qtbot: QtBot, own_cache: Path, make_song: MakeSong, window: MainWindow
) -> None:
    page = window.start_page
    know(make_song("only.wav", 1.0), 1e8)
    window.shelf._read()
    wait_until_looked_up(qtbot, window, 1)
    press(qtbot, window, Key.Key_Delete)
    qtbot.mouseClick(page.list.buttons.everything, LEFT)
    qtbot.waitUntil(lambda: page.bring_back.isVisible())
    qtbot.waitUntil(lambda: page.drop_zone.height() > 200)
    qtbot.mouseClick(page.bring_back, LEFT)
    qtbot.waitUntil(lambda: titles(window) == ["only"])


def test_a_song_that_is_newer_than_what_is_known_of_the_cache_is_forgotten_too(
    qtbot: QtBot, make_song: MakeSong, window: MainWindow
) -> None:
    page, shelf, cache = window.start_page, window.shelf, window.session.cache
    with qtbot.waitSignal(cache.reported) as before:
        cache.look()
    key = know(make_song("new.wav", 1.0), 1e8)
    shelf._on_report(before.args[0])
    wait_until_looked_up(qtbot, window, 1)
    press(qtbot, window, Key.Key_Delete)
    with qtbot.waitSignal(cache.reported):
        qtbot.mouseClick(page.list.buttons.everything, LEFT)
    qtbot.waitUntil(page.bring_back.isVisible)
    assert not (songs_root() / key).exists()
    assert not shelf.songs


def test_what_another_woodshed_has_open_stays(
    qtbot: QtBot, home: MainWindow, known: dict[str, str], tmp_path: Path
) -> None:
    *_, elsewhere = open_song(tmp_path / "Late.wav")
    assert elsewhere.folder.path.name == known["Late"]
    press(qtbot, home, Key.Key_Delete)
    qtbot.mouseClick(home.start_page.list.buttons.everything, LEFT)
    qtbot.waitUntil(lambda: "in use" in home.status_line.message.text())
    elsewhere.folder.let_go()
    assert titles(home) == ["Late", "Middle", "Early"]
    assert read_record(known["Late"]) is not None


def test_a_moved_song_is_found_again_with_its_settings(
    qtbot: QtBot, home: MainWindow, known: dict[str, str], tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere" / "Renamed.wav"
    moved.parent.mkdir()
    shutil.move(tmp_path / "Late.wav", moved)
    home.shelf._read()
    qtbot.waitUntil(lambda: home.shelf.songs[0].is_missing)
    page = home.start_page
    assert "not found" in page.list.songs.place(home.shelf.songs[0])
    qtbot.mouseClick(page.list.buttons.look_for, LEFT)
    dialog = home.findChild(QFileDialog)
    assert dialog is not None
    assert "Late" in dialog.windowTitle()
    with qtbot.waitSignal(home.session.records.restored, timeout=10_000):
        dialog.fileSelected.emit(str(moved))
    dialog.close()
    assert home.session.transport.tempo_percent == 60
    qtbot.keyClick(home, Key.Key_B, CTRL)
    wait_until_looked_up(qtbot, home, 3)
    late = home.shelf.songs[0]
    assert (late.key, late.path, late.is_missing) == (known["Late"], moved, False)
    home.session.cancel_separation()


def test_another_song_than_the_one_looked_for_is_told(
    qtbot: QtBot, home: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "Late.wav").unlink()
    home.shelf._read()
    qtbot.waitUntil(lambda: home.shelf.songs[0].is_missing)
    press(qtbot, home, Key.Key_Return)
    dialog = home.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(home.session.song_begun, timeout=10_000):
        dialog.fileSelected.emit(str(tmp_path / "Early.wav"))
    dialog.close()
    assert "not “Late” but another recording" in home.status_line.message.text()
    home.session.cancel_separation()


class Folders(QObject):
    """In place of the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show_folder(self, url: QUrl) -> None:
        self.shown.append(url.toLocalFile())


@pytest.fixture
def folders() -> Iterator[Folders]:
    made = Folders()
    QDesktopServices.setUrlHandler("file", made, "show_folder")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_a_song_is_shown_in_its_folder(
    qtbot: QtBot, home: MainWindow, folders: Folders, tmp_path: Path
) -> None:
    qtbot.mouseClick(home.start_page.list.buttons.folder, LEFT)
    assert folders.shown == [tmp_path.as_posix()]


def test_recent_songs_are_in_the_menu(
    qtbot: QtBot, home: MainWindow, known: dict[str, str]
) -> None:
    assert [item(home, f"song.recent_{place}").text() for place in (1, 2, 3)] == [
        "Late",
        "Middle",
        "Early",
    ]
    assert not item(home, "song.recent_4").isVisible()
    with qtbot.waitSignal(home.session.song_begun, timeout=10_000):
        item(home, "song.recent_3").trigger()
    assert home.session.song is not None
    assert home.session.song.folder.path.name == known["Early"]
    assert [item(home, f"song.recent_{place}").text() for place in (1, 2)] == ["Late", "Middle"]
    assert not item(home, "song.recent_3").isEnabled()
    home.session.cancel_separation()


def test_without_songs_the_menu_says_so(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitSignal(window.session.cache.reported).wait()
    assert item(window, "song.recent_1").isVisible()
    assert not item(window, "song.recent_1").isEnabled()


def test_a_file_that_goes_while_it_is_opened_is_told(
    qtbot: QtBot, home: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "Late.wav").unlink()
    with qtbot.waitSignal(home.session.open_failed, timeout=10_000):
        press(qtbot, home, Key.Key_Return)
    assert "Late.wav" in home.status_line.message.text()
    qtbot.waitUntil(lambda: home.shelf.songs[0].is_missing)


def test_what_cannot_be_read_is_said_and_the_songs_stay(
    qtbot: QtBot, home: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("app.song_shelf.remembered_songs", refuse)
    home.shelf._read()
    qtbot.waitUntil(lambda: "Permission denied" in home.status_line.message.text())
    assert titles(home) == ["Late", "Middle", "Early"]


class DeadDisk:
    """A disk in a network that does not answer any more, until it is let go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_asked = threading.Event()
        self.has_answered = threading.Event()
        self._is_back = threading.Event()

    def exists(self, path: Path) -> bool:
        if path == self._path:
            self.is_asked.set()
            self._is_back.wait(5.0)
            self.has_answered.set()
        return True

    def let_go(self) -> None:
        self._is_back.set()


def test_a_disk_that_does_not_answer_holds_up_neither_the_end_nor_what_is_kept(
    qtbot: QtBot,
    home: MainWindow,
    known: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = DeadDisk(tmp_path / "Late.wav")
    session = home.session
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=10_000):
        session.open(tmp_path / "Early.wav")
    session.cancel_separation()
    monkeypatch.setattr("app.library.os.path.exists", disk.exists)
    qtbot.keyClick(home, Key.Key_B, CTRL)
    qtbot.waitUntil(disk.is_asked.is_set)
    session.transport.set_tempo(75.0)
    try:
        home.close()
        assert not disk.has_answered.is_set(), "it hangs, and nobody waits for it"
        record = read_record(known["Early"])
        assert record is not None
        assert record.tempo_percent == 75.0
    finally:
        disk.let_go()

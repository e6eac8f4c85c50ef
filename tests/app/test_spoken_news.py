"""What is heard of messages: in the status line, of an export, and among the songs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.export_choice import stored_choice
from app.main_window import MainWindow
from app.stems_in_progress import Activity
from tests.app.screen_reader import ASSERTIVE, Listener

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
EXPORT_LIMIT_MS = 100_000


def test_news_is_spoken_errors_at_once(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    practising.news.say("It cannot be read.", "error")
    assert listener.heard == [("It cannot be read.", ASSERTIVE)]
    for fraction in (0.1, 0.2):
        practising.news.set_activity(Activity("Separating with Compact", fraction, None))
    practising.news.say("Half of it is done.", "info")
    said = ["Separating with Compact, Half of it is done."]
    qtbot.waitUntil(lambda: listener.texts[1:] == said)


def test_an_export_is_told_from_its_start_to_its_end(
    qtbot: QtBot, practising: MainWindow, listener: Listener, tmp_path: Path
) -> None:
    settings, exports = practising._settings, practising.exports
    settings.setValue("export/folder", str(tmp_path))
    exports.choice = stored_choice(settings)
    QTest.mouseClick(practising.transport_bar.export, LEFT)
    shown = exports.window
    assert shown is not None
    QTest.mouseClick(shown.what.chips["stems"], LEFT)
    qtbot.waitUntil(shown.export.isEnabled)
    QTest.mouseClick(shown.export, LEFT)
    qtbot.waitUntil(lambda: not exports.is_running, timeout=EXPORT_LIMIT_MS)
    done = f"4 files are in {tmp_path}."
    qtbot.waitUntil(lambda: listener.texts[-1:] != [] and listener.texts[-1].endswith(done))
    assert ", ".join(listener.texts) == f"The export has started., {done}"


def test_an_export_that_ends_without_files_is_told(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    exports = practising.exports
    exports.open_window()
    exports._say("Exporting failed: no.", "error")
    assert listener.heard == [("Exporting failed: no.", ASSERTIVE)]


def test_songs_that_are_found_are_counted(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    QTest.keyClick(practising, Qt.Key.Key_F, CTRL)
    search = practising.start_page.search
    qtbot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "zzz")
    listener.hears(qtbot, "No song found.")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    listener.hears(qtbot, "1 song")


def test_what_was_done_to_a_song_is_told(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    practising.shelf.noted.emit("“Early” was forgotten.")
    listener.hears(qtbot, "“Early” was forgotten.")

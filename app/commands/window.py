"""`woodshed [SONG]`: the window; without a display, the song is separated all the same."""

from __future__ import annotations

import argparse
import builtins
import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from resources import DEMO_SONG

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.main_window import MainWindow
    from app.practice_session import PracticeSession


def run(arguments: argparse.Namespace) -> int:
    """Open the window with a song, if one is named."""
    song: Path | None = DEMO_SONG if arguments.demo else arguments.song
    if not has_display():
        return _without_display(song or DEMO_SONG)
    return _window(song)


def has_display() -> bool:
    """Whether a window can be opened: asked before Qt, which ends the process where it cannot."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(song: Path | None) -> int:
    # What is made on the way to the window stays: nothing to be found among it, again and again.
    gc.disable()
    exit_code = _open_window(song)
    # Widgets and slots hold each other; what they hold must go before the interpreter does.
    gc.unfreeze()
    gc.collect()
    return exit_code


def _open_window(song: Path | None) -> int:
    from PySide6.QtCore import QLocale, QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    _import_plainly()

    from app.language import speak, spoken, stored_language
    from app.main_window import MainWindow
    from app.practice_session import PracticeSession

    # Sound and picture share the interpreter: who waits for it should not wait long.
    sys.setswitchinterval(0.001)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Woodshed")
    application.setDesktopFileName("woodshed")
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "woodshed")
    speak(application, spoken(stored_language(settings), QLocale.system()))
    session = PracticeSession()
    window = MainWindow(session, settings)
    # Ctrl+C in the terminal closes the window as its own button does. Python sees the signal when
    # it runs next: with the window's clock, some milliseconds later.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    window.show()
    gc.freeze()
    gc.enable()
    # The window is painted first: what follows takes its time.
    QTimer.singleShot(0, session.start)
    if song is not None:
        session.open(song)
    exit_code = run_until_closed(application, window, session)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    return exit_code


def _import_plainly() -> None:
    """Have the import back that PySide put its own before.

    Its own reads the source of every module that comes after it, to find out who wants Qt's names
    in another spelling (`__feature__`). Nobody does here, and it is a tenth of the start.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def run_until_closed(
    application: QApplication, window: MainWindow, session: PracticeSession
) -> int:
    """Run the event loop, then take the window and its session apart. Returns the exit code."""
    from PySide6.QtCore import QCoreApplication, QEvent

    exit_code = application.exec()
    for thing in (window, session):
        thing.deleteLater()
        QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete.value)
    return exit_code


def _without_display(song: Path) -> int:
    import platformdirs

    from app.commands import separate
    from separation.automatic import AUTOMATIC
    from separation.recipe import Quality

    folder = platformdirs.user_music_path() / "Woodshed"
    print(f"There is no display to open a window on: separating “{song.name}” instead.")
    return separate.run(
        argparse.Namespace(
            songs=[song],
            output=folder,
            format="wav",
            stems=(),
            two_stems=None,
            model=AUTOMATIC,
            quality=Quality.NORMAL.value,
            device="auto",
        )
    )

"""What the window's command brings along before the window is there."""

from __future__ import annotations

import subprocess
import sys

LATER = {"torch", "av", "pylibrb", "asyncio", "sounddevice", "httpx2", "separation.separator"}


def test_the_window_comes_without_what_is_needed_later() -> None:
    program = (
        "import sys\n"
        "import app.commands.window, app.main_window, app.practice_session\n"
        f"print(sorted({LATER} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_no_source_is_read_to_import_a_module() -> None:
    program = (
        "import linecache\n"
        "from PySide6.QtCore import QObject\n"
        "from app.commands.window import _import_plainly\n"
        "_import_plainly()\n"
        "import PySide6.QtWidgets, wave\n"
        "assert QObject().objectName() == ''\n"
        "print([path for path in linecache.cache if path.endswith('wave.py')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr

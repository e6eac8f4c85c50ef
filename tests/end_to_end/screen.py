"""A screen that is not there: an Xvfb on a display nobody else uses."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.servers import give_up, require, running

_START_LIMIT_S = 15


@contextmanager
def private_screen(folder: Path, size: str = "1600x1000") -> Iterator[str]:
    """Run an Xvfb; yields the name of its display, such as ":1". Gives up where there is none."""
    require(programs=["Xvfb"], libraries=["xcb-cursor", "EGL"])
    log_path = folder / "xvfb.log"
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    try:
        with running(command, os.environ, log_path, keep_open=[writer]):
            # It looks for a free display itself and writes the number once it is ready.
            if not select.select([reader], [], [], _START_LIMIT_S)[0]:
                give_up(f"Xvfb did not start: {log_path.read_text(errors='replace').strip()}")
            yield f":{os.read(reader, 16).decode().strip()}"
    finally:
        os.close(reader)
        os.close(writer)

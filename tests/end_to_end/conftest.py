"""What an end-to-end test gets: a sound card that records and a screen, both private to the run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.screen import private_screen
from tests.end_to_end.sound_card import SoundCard, private_sound_card


@pytest.fixture(scope="session")
def servers_folder() -> Iterator[Path]:
    """A folder with a short path: a socket's has to fit into 108 bytes."""
    with tempfile.TemporaryDirectory(prefix="woodshed-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def pulse_sink(servers_folder: Path) -> Iterator[SoundCard]:
    """A sound card for processes started with its `environment`; record it with `recording()`."""
    with private_sound_card(servers_folder) as card:
        yield card


@pytest.fixture(scope="session")
def display(servers_folder: Path) -> Iterator[str]:
    """The name of a display for processes: put it into DISPLAY, with QT_QPA_PLATFORM=xcb."""
    with private_screen(servers_folder) as name:
        yield name


@pytest.fixture
def environment(pulse_sink: SoundCard, display: str, tmp_path: Path) -> dict[str, str]:
    """The test's own sound card, screen, cache and data folder."""
    return {
        **os.environ,
        **pulse_sink.environment,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "WOODSHED_CACHE_DIR": str(tmp_path / "cache"),
        "WOODSHED_DATA_DIR": str(tmp_path / "data"),
    }

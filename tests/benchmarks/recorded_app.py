"""The real app on a private screen, with a private sound card that records it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from separation.mapped_wav import MappedWavWriter
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.screen import private_screen
from tests.end_to_end.sound_card import SoundCard, private_sound_card

_READY_LIMIT_S = 120.0


@dataclass(frozen=True)
class RecordedApp:
    """An app with a song open, and the sound card it plays on. cache: what it keeps lies there."""

    app: DrivenApp
    card: SoundCard
    cache: Path

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.app.ask("key", key=key)

    def go_to_start(self) -> None:
        """Put the playhead of a stopped song on its first frame."""
        self.press("Home")
        self.app.wait_until(lambda state: state["position_s"] == 0, 5)


@contextmanager
def servers() -> Iterator[tuple[SoundCard, dict[str, str]]]:
    """A sound card and the environment of a process that shall be heard on it and seen."""
    # A socket's path has to be short.
    with tempfile.TemporaryDirectory(prefix="woodshed-", dir="/tmp") as name:
        folder = Path(name)
        with private_sound_card(folder) as card, private_screen(folder) as display:
            environment = {
                **os.environ,
                **card.environment,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
            }
            yield card, environment


@contextmanager
def recorded_app(
    song: Path, card: SoundCard, environment: Mapping[str, str], settings: str = ""
) -> Iterator[RecordedApp]:
    """Open a song with an empty cache; the app is ready to play it when the block begins.

    Nobody's loops and markers are read. settings: what its settings file says.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "settings.ini").write_text(settings)
        cache = folder / "cache"
        own = {
            **environment,
            "WOODSHED_CACHE_DIR": str(cache),
            "WOODSHED_DATA_DIR": str(folder / "data"),
        }
        with DrivenApp(song, own, folder) as app:
            app.wait_until(lambda state: bool(state["song"] and state["output"]), _READY_LIMIT_S)
            yield RecordedApp(app, card, cache)
            app.ask("quit")
            app.process.wait(20)


def save_stems(folder: Path, song: Multitrack) -> None:
    """Write a song as a folder of ready stems."""
    folder.mkdir()
    for name, samples in zip(song.names, song.stems, strict=True):
        save_song(folder / f"{name}.wav", samples)


def save_song(path: Path, samples: Samples) -> None:
    """Write float32 (frames, 2) as they are."""
    with MappedWavWriter(path, sample_rate=SAMPLE_RATE) as writer:
        writer.write(0, np.ascontiguousarray(samples))

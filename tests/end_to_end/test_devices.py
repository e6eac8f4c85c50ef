"""Sound devices that go, come back, stop and sleep under the running app."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from player.multitrack import SAMPLE_RATE, Samples
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.sound_card import SoundCard, private_sound_card

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]

SINK = "woodshed_tests"
SINK_SETTINGS = f"rate={SAMPLE_RATE} format=float32le channels=2"
# As many frames as fit into a float32 with a step of their own.
SONG_FRAMES = 1 << 22
SILENCE_FRAMES = 1000
FADED_FRAMES = 2048
MONITOR_FRAMES = 882


@dataclass(frozen=True)
class Stage:
    """The app with a song in which every frame is louder than the one before, and its server."""

    app: DrivenApp
    card: SoundCard
    server: int

    def pactl(self, *words: str) -> str:
        return subprocess.run(
            ["pactl", *words],
            env=self.card.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def begin(self) -> None:
        """Play, until it is under way."""
        before_s = self.app.ask("state")["position_s"]
        self.app.ask("key", key="Space")
        self.app.wait_until(lambda state: state["position_s"] > before_s + 0.3, 10)

    def wait_for(self, words: str) -> dict[str, Any]:
        """Until it has paused and said so; the state then."""
        return self.app.wait_until(
            lambda state: words in state["message"] and not state["playing"], 15
        )

    def play_on(self, paused: dict[str, Any]) -> None:
        """Press Play, and hear the song go on where it was paused."""
        self.app.wait_until(lambda state: bool(state["output"]), 15)
        assert self.app.ask("state")["position_s"] == pytest.approx(paused["position_s"])
        with self.card.recording() as heard:
            time.sleep(0.3)
            self.app.ask("key", key="Space")
            self.app.wait_until(lambda state: state["position_s"] > paused["position_s"] + 0.7, 10)
            state = self.app.ask("key", key="Space")
        # It fades in and out.
        steady = song_frames(heard.samples)[FADED_FRAMES : SAMPLE_RATE // 2]
        np.testing.assert_array_equal(np.diff(steady), 1)
        begins_s = (steady[0] - FADED_FRAMES) / SAMPLE_RATE
        # A busy machine loses some of what is recorded, but no song goes on so far off.
        assert begins_s == pytest.approx(paused["position_s"], abs=0.25)
        assert state["message"] in ("", paused["message"])


def song_frames(recorded: Samples) -> np.ndarray:
    """Which frames of the song are heard, in the longest stretch of sound."""
    sounding = np.flatnonzero(recorded[:, 0])
    stretches = np.split(sounding, np.flatnonzero(np.diff(sounding) > SILENCE_FRAMES) + 1)
    longest = max(stretches, key=len)
    return np.round(recorded[longest[0] : longest[-1] + 1, 0] * SONG_FRAMES)


@pytest.fixture(scope="module")
def stage(display: str) -> Iterator[Stage]:
    """One app for all tests here, on a sound server of their own: they take it apart."""
    with tempfile.TemporaryDirectory(prefix="woodshed-", dir="/tmp") as name:
        folder = Path(name)
        song = folder / "song"
        song.mkdir()
        rising = (np.arange(SONG_FRAMES // 4) / SONG_FRAMES).astype(np.float32)
        soundfile.write(
            song / "bass.wav", np.stack([rising, rising], axis=1), SAMPLE_RATE, subtype="FLOAT"
        )
        with private_sound_card(folder) as card:
            environment = {
                **os.environ,
                **card.environment,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "WOODSHED_CACHE_DIR": str(folder / "cache"),
                "WOODSHED_DATA_DIR": str(folder / "data"),
            }
            with DrivenApp(song, environment, folder) as app:
                app.wait_until(lambda state: bool(state["song"] and state["output"]), 60)
                yield Stage(app, card, server_of(card))
                app.ask("quit")
                assert app.process.wait(20) == 0


def server_of(card: SoundCard) -> int:
    """The process id of its PulseAudio."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0] == b"pulseaudio" and any(str(card.folder).encode() in word for word in words):
            return int(process.name)
    raise AssertionError("the sound server does not run")


def test_a_server_that_moves_the_sound_to_another_device_is_let(stage: Stage) -> None:
    module = stage.pactl("load-module", "module-null-sink", f"sink_name=other {SINK_SETTINGS}")
    stream = stage.pactl("list", "short", "sink-inputs").split()[0]
    stage.pactl("move-sink-input", stream, "other")
    stage.begin()
    with stage.card.recording() as heard:
        time.sleep(0.3)
        stage.pactl("unload-module", module)
        time.sleep(0.7)
        state = stage.app.ask("state")
        assert (state["playing"], state["message"]) == (True, "")
        state = stage.app.ask("key", key="Space")
    frames = song_frames(heard.samples)
    assert len(frames) > SAMPLE_RATE // 3
    assert frames.max() / SAMPLE_RATE == pytest.approx(state["position_s"], abs=0.2)


def test_with_another_latency_the_song_goes_on_without_a_frame_missing(stage: Stage) -> None:
    with stage.card.recording(latency_ms=5) as heard:
        stage.begin()
        before = stage.app.ask("output", label="Safe")
        state = stage.app.wait_until(
            lambda state: state["position_s"] > before["position_s"] + 0.7, 10
        )
        assert state["playing"]
        assert state["output_latency_s"] == pytest.approx(0.3, abs=0.01)
        stage.app.ask("key", key="Space")
        stage.app.ask("output", label="Normal")
        stage.app.wait_until(lambda state: bool(state["output"]), 10)
    recorded = heard.samples[:, 0]
    sounding = np.round(recorded[recorded != 0] * SONG_FRAMES)
    steps = np.diff(sounding[FADED_FRAMES:-FADED_FRAMES])
    assert (steps != 1).sum() <= 1
    # PulseAudio mixes the beginning of a new stream into what the monitor has passed on already.
    assert steps.max() < MONITOR_FRAMES


def test_unplugged_it_pauses_says_so_and_plays_on_what_is_plugged_in_next(stage: Stage) -> None:
    stage.begin()
    modules = stage.pactl("list", "short", "modules").splitlines()
    stage.pactl("unload-module", next(line for line in modules if SINK in line).split()[0])
    paused = stage.wait_for("went away")
    stage.pactl("load-module", "module-null-sink", f"sink_name={SINK} {SINK_SETTINGS}")
    stage.play_on(paused)


def test_a_server_that_stands_still_for_a_while(stage: Stage) -> None:
    stage.begin()
    os.kill(stage.server, signal.SIGSTOP)
    try:
        began_s = time.monotonic()
        paused = stage.wait_for("took no more sound")
        # The window answers all the while, though closing the device hangs.
        while time.monotonic() < began_s + 4.0:
            assert not stage.app.ask("state")["playing"]
            time.sleep(0.05)
    finally:
        os.kill(stage.server, signal.SIGCONT)
    stage.play_on(paused)


@pytest.mark.slow
def test_a_device_that_falls_asleep(stage: Stage) -> None:
    stage.begin()
    stage.pactl("suspend-sink", SINK, "1")
    paused = stage.wait_for("took no more sound")
    stage.pactl("suspend-sink", SINK, "0")
    stage.play_on(paused)


def test_the_app_ends_while_the_server_stands_still(stage: Stage, tmp_path: Path) -> None:
    environment = {**os.environ, **stage.card.environment, "QT_QPA_PLATFORM": "offscreen"}
    environment["WOODSHED_CACHE_DIR"] = str(tmp_path / "cache")
    environment["WOODSHED_DATA_DIR"] = str(tmp_path / "data")
    song = stage.card.folder / "song"
    with DrivenApp(song, environment, tmp_path) as app:
        app.wait_until(lambda state: bool(state["song"] and state["output"]), 30)
        os.kill(stage.server, signal.SIGSTOP)
        try:
            app.ask("quit")
            assert app.process.wait(15) == 0
        finally:
            os.kill(stage.server, signal.SIGCONT)

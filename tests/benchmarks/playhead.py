"""How far playhead and sound are apart: `python -m tests.benchmarks.playhead`.

The app plays clicks, one a second, on a private sound card and screen. What the card plays is
recorded with the time of every frame (tests/end_to_end/timed_recording.py says how that is known);
meanwhile the app is asked where its playhead is and when that was. At every click heard the
playhead is compared with the click's place in the song. Positive: the playhead is ahead.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from player.audio_output import Latency
from player.multitrack import SAMPLE_RATE
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.screen import private_screen
from tests.end_to_end.sound_card import SoundCard, private_sound_card
from tests.end_to_end.timed_recording import timed_recording

SONG_S = 60
PLAYED_S = 15.0
CLICK_FRAMES = 44
ASKED_EVERY_S = 0.03


def write_clicks(folder: Path) -> Path:
    """A folder with one stem: a click of a millisecond at every full second."""
    samples = np.zeros((SONG_S * SAMPLE_RATE, 2), np.float32)
    for second in range(1, SONG_S):
        samples[second * SAMPLE_RATE : second * SAMPLE_RATE + CLICK_FRAMES] = 0.5
    folder.mkdir()
    soundfile.write(folder / "drums.wav", samples, SAMPLE_RATE, subtype="FLOAT")
    return folder


def click_frames(recorded: np.ndarray) -> np.ndarray:
    """The frames at which clicks begin: where the level first passes half of the loudest."""
    level = np.abs(recorded).max(axis=1)
    loud = np.flatnonzero(level > level.max() / 2)
    return loud[np.flatnonzero(np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 3)]


def differences_ms(app: DrivenApp, card: SoundCard, tempo: float) -> np.ndarray:
    """Playhead minus sound at each click heard, in milliseconds of real time."""
    app.ask("key", key="Home")
    app.wait_until(lambda state: state["position_s"] == 0, 5)
    asked: list[tuple[float, float]] = []
    with timed_recording(card) as recording:
        time.sleep(0.5)
        app.ask("key", key="Space")
        ends_s = time.monotonic() + PLAYED_S
        while time.monotonic() < ends_s:
            state = app.ask("state")
            asked.append((state["at_s"], state["position_s"]))
            time.sleep(ASKED_EVERY_S)
        app.ask("key", key="Space")
    times_s, positions_s = np.array(asked).T
    heard_at_s = np.array([recording.played_at_s(at) for at in click_frames(recording.samples)])
    # At first and at last the playhead moves on or stops between two questions.
    heard_at_s = heard_at_s[(heard_at_s > times_s[30]) & (heard_at_s < times_s[-10])]
    shown_s = np.interp(heard_at_s, times_s, positions_s)
    return (shown_s - np.round(shown_s)) / tempo * 1000


def main() -> None:
    """Print the table."""
    print("playhead minus sound, ms          mean   worst  clicks  device says, ms")
    with tempfile.TemporaryDirectory(prefix="woodshed-", dir="/tmp") as name:
        folder = Path(name)
        song = write_clicks(folder / "clicks")
        with private_sound_card(folder) as card, private_screen(folder) as display:
            environment = {
                **os.environ,
                **card.environment,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "WOODSHED_CACHE_DIR": str(folder / "cache"),
            }
            for latency in Latency:
                (folder / "settings.ini").write_text(f"[sound]\nlatency={latency.value}\n")
                with DrivenApp(song, environment, folder) as app:
                    app.wait_until(lambda state: bool(state["song"] and state["output"]), 60)
                    for tempo in (1.0, 0.75):
                        app.ask("tempo", percent=tempo * 100)
                        found = differences_ms(app, card, tempo)
                        worst = found[np.argmax(np.abs(found))]
                        says_ms = app.ask("state")["output_latency_s"] * 1000
                        print(
                            f"  {latency.value:<8} {tempo:5.0%}               "
                            f"{found.mean():6.1f}  {worst:6.1f}  {len(found):6}  {says_ms:6.0f}",
                            flush=True,
                        )
                    app.ask("quit")
                    app.process.wait(20)


if __name__ == "__main__":
    main()

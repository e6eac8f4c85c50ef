"""The running app, recorded: what comes out of the loudspeaker is what the stems add up to."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.song_cache import SongFolder
from player.multitrack import SAMPLE_RATE, Samples
from resources import DEMO_SONG
from separation.stem_store import StemStore
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.sound_card import SoundCard

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(300)]

STEMS = ("vocals", "drums", "bass", "other")
LOOP_S = (10.0, 11.0)
LOOP_ROUNDS = 10
# A mute has to be through within 60 ms and what the device and the recorder hold back.
MUTE_S = 0.06 + 0.25


@pytest.fixture(params=[8.0, pytest.param(30.0, marks=pytest.mark.slow)])
def played_s(request: pytest.FixtureRequest) -> float:
    """How long the song is played before its vocal is muted."""
    seconds: float = request.param
    return seconds


@pytest.fixture
def song(played_s: float, tmp_path: Path) -> Path:
    """As much of the demo song as that takes, and some more."""
    frames = round((played_s + 8.0) * SAMPLE_RATE)
    samples, _ = soundfile.read(DEMO_SONG, frames=frames, dtype="float32")
    path = tmp_path / "song.wav"
    soundfile.write(path, samples, SAMPLE_RATE, subtype="FLOAT")
    return path


@pytest.fixture
def app(song: Path, environment: dict[str, str], tmp_path: Path) -> Iterator[DrivenApp]:
    """The app with the song separated, on the sound card."""
    with DrivenApp(song, environment, tmp_path) as app:
        app.wait_until(lambda state: bool(state["separated"] and state["output"]), 120)
        yield app
        app.ask("quit")
        assert app.process.wait(20) == 0


def test_what_is_heard_is_the_sum_and_mute_and_loop_are_exact(
    app: DrivenApp,
    song: Path,
    played_s: float,
    pulse_sink: SoundCard,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WOODSHED_CACHE_DIR", str(tmp_path / "cache"))
    store = StemStore.open(SongFolder.of_song(song).stem_store("compact"))
    stems = {stem: np.array(store.array(stem)) for stem in STEMS}
    everything = summed(stems, STEMS)
    without_vocals = summed(stems, STEMS[1:])

    with pulse_sink.recording() as heard:
        time.sleep(0.5)
        app.ask("key", key="Space")
        app.wait_until(lambda state: state["position_s"] > played_s + 0.5, played_s + 10)
        app.ask("key", key="V")
        time.sleep(2.0)
        state = app.ask("key", key="Space")
        assert state["underrun_frames"] == 0
        time.sleep(0.7)
    recorded = heard.samples
    start = position_of(everything[SAMPLE_RATE : SAMPLE_RATE + 4096], recorded) - SAMPLE_RATE
    played = round(played_s * SAMPLE_RATE)
    np.testing.assert_array_equal(recorded[start : start + played], everything[:played])

    sung = np.flatnonzero((recorded[start:] != everything[: len(recorded) - start]).any(axis=1))[0]
    quiet = start + sung + round(0.02 * SAMPLE_RATE)
    stop = quiet + SAMPLE_RATE
    np.testing.assert_array_equal(
        recorded[quiet:stop], without_vocals[quiet - start : stop - start]
    )
    # At the moment the key was pressed the playhead stood at about played_s + 0.5.
    assert sung / SAMPLE_RATE - (played_s + 0.5) < MUTE_S

    app.ask("key", key="V")
    app.ask("key", key="Home")
    app.wait_until(lambda state: state["position_s"] == 0, 5)
    state = app.ask("drag", lane="bass", from_s=LOOP_S[0], to_s=LOOP_S[1])
    loop_start, loop_end = state["loop"]
    frames = loop_end - loop_start
    assert frames / SAMPLE_RATE == pytest.approx(LOOP_S[1] - LOOP_S[0], abs=0.1)
    with pulse_sink.recording() as heard:
        time.sleep(0.5)
        app.ask("key", key="L")
        app.ask("key", key="L")  # off and on: the playhead jumps into the loop
        app.ask("key", key="Space")
        time.sleep((LOOP_ROUNDS + 1.2) * frames / SAMPLE_RATE + 1.0)
        state = app.ask("key", key="Space")
        assert state["underrun_frames"] == 0
        time.sleep(0.5)
    recorded = heard.samples
    # The second half of the loop is the same in every round, to the last bit.
    half = everything[loop_start + frames // 2 : loop_end]
    first = position_of(half[:4096], recorded) - frames // 2
    seam = round(0.0075 * SAMPLE_RATE)
    # The first round fades in from the silence before; the ten after it are looped.
    for lap in range(1, LOOP_ROUNDS + 1):
        at = first + lap * frames
        after_seam = slice(at + seam, at + frames)
        np.testing.assert_array_equal(
            recorded[after_seam], everything[loop_start + seam : loop_end], err_msg=f"round {lap}"
        )
        assert np.abs(recorded[at : at + seam]).max() > 0
    assert app.ask("state")["underrun_frames"] == 0


def test_the_app_ends_its_separation_with_itself(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with DrivenApp(DEMO_SONG, environment, tmp_path) as app:
        app.wait_until(lambda state: state["finished"] > 0, 60)
        assert workers_of(tmp_path / "cache")
        app.process.kill()
        app.process.wait()
        deadline = time.monotonic() + 5
        while workers_of(tmp_path / "cache"):
            assert time.monotonic() < deadline, "a separation outlived the app"
            time.sleep(0.05)


def workers_of(cache: Path) -> list[Path]:
    """Processes that have something of this cache open."""
    return [
        process
        for process in Path("/proc").glob("[0-9]*")
        if any(str(cache) in target for target in open_files(process))
    ]


def open_files(process: Path) -> list[str]:
    try:
        return [os.readlink(entry) for entry in (process / "fd").iterdir()]  # noqa: PTH115
    except OSError:
        return []


def summed(stems: dict[str, Samples], names: tuple[str, ...]) -> Samples:
    """Stem after stem, as the mixer adds them."""
    total = np.zeros_like(stems[names[0]])
    for name in names:
        total += stems[name]
    return total


def position_of(piece: Samples, recorded: Samples) -> int:
    """Where `piece` stands in the recording, bit for bit."""
    for start in np.flatnonzero((recorded[: -len(piece)] == piece[0]).all(axis=1)):
        if np.array_equal(recorded[start : start + len(piece)], piece):
            return int(start)
    raise AssertionError("it is nowhere in the recording")

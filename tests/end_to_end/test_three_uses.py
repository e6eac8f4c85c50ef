"""Sing along, write the bass down, loop four bars at 60 %, from a cold start: by the keyboard
alone and by the mouse alone, each with at most three actions once the song is open; and
what is heard is that.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.song_cache import SongFolder
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.pitch_names import midi_to_frequency
from resources import DEMO_SONG
from separation.stem_store import StemStore
from tests.benchmarks.recorded_app import save_stems
from tests.end_to_end.app_process import AppProcess
from tests.end_to_end.real_hand import RealHand
from tests.end_to_end.sound_card import SoundCard
from tests.end_to_end.test_app import summed

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(180)]

MOST_ACTIONS = 3
STEMS = ("vocals", "drums", "bass", "other")
SONG_S = 20
LISTENED_S = 3.0
# In the demo song nobody sings before; and in these seconds somebody does.
SINGING_S, SUNG_UNTIL_S = 8.5, 10.5
PIECE_FRAMES = SAMPLE_RATE // 20
FOUR_BARS_S = 8.0  # at 120 beats a minute
SLOW = 0.6
_STILL_S = 0.2
# The bass goes up a whole tone every second, so what is heard says where in the song it is.
LOWEST_MIDI = 36


@dataclass
class Sitting:
    """The program, freshly started, and a hand on it."""

    app: AppProcess
    hand: RealHand

    def place(self, name: str) -> tuple[float, float, float, float]:
        """Left, top, width, height of what is called so, in px of the screen, when it stands still:
        the start page makes room for the songs it finds.
        """
        before = None
        while (now := self.app.ask("where", name=name)["place"]) != before:
            before = now
            time.sleep(_STILL_S)
        left, top, width, height = now
        return left, top, width, height

    def click(self, name: str) -> None:
        """Click into the middle of what is called so."""
        left, top, width, height = self.place(name)
        self.hand.click(left + width / 2, top + height / 2)

    def play(self, by: str) -> None:
        """Have it play."""
        if by == "keyboard":
            self.hand.key("space")
        else:
            self.click("Play")
        self.app.wait_until(lambda state: bool(state["playing"]), 10)

    def song_is_open(self, ready_s: float = LISTENED_S + 1) -> None:
        """From here on, what the hand does is counted."""
        self.app.wait_until(lambda state: state["output"] and state["ready_s"] > ready_s, 90)
        self.hand.actions = 0


@pytest.fixture
def own_environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Of somebody who has never started the program."""
    return environment | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "LANG": "C.UTF-8"}


@pytest.fixture
def hand(display: str) -> RealHand:
    return RealHand(display)


@pytest.fixture
def stems(tmp_path: Path) -> dict[str, Samples]:
    """A folder of ready stems, `song`: noise, and a bass that climbs."""
    random = np.random.default_rng(6)
    frames = SONG_S * SAMPLE_RATE
    made = {stem: (0.01 * random.standard_normal((frames, 2))).astype(np.float32) for stem in STEMS}
    step = np.arange(frames) // SAMPLE_RATE
    scale_hz = np.array([midi_to_frequency(LOWEST_MIDI + 2 * tone) for tone in range(SONG_S)])
    cycles = np.cumsum(scale_hz[step]) / SAMPLE_RATE
    made["bass"] += (0.2 * np.sin(2 * np.pi * cycles))[:, None].astype(np.float32)
    save_stems(tmp_path / "song", Multitrack(STEMS, tuple(made.values()), frames))
    return made


@pytest.fixture
def ready(
    own_environment: dict[str, str], hand: RealHand, stems: dict[str, Samples], tmp_path: Path
) -> Iterator[Sitting]:
    """The program, started with the ready stems."""
    yield from started(hand, own_environment, tmp_path / "song")


@pytest.fixture(scope="module")
def demo_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What has been separated of the demo song need not be again."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def empty(own_environment: dict[str, str], hand: RealHand, demo_cache: Path) -> Iterator[Sitting]:
    """The program, started without a song."""
    yield from started(hand, own_environment | {"WOODSHED_CACHE_DIR": str(demo_cache)})


def started(hand: RealHand, environment: dict[str, str], *song: Path) -> Iterator[Sitting]:
    with AppProcess(["tests.end_to_end.watched_program", *song], environment) as app:
        hand.take("Woodshed")
        app.wait_until(lambda state: bool(state["active"]), 20)
        yield Sitting(app, hand)
        app.ask("quit")
        assert app.process.wait(20) == 0


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_sing_along(
    empty: Sitting,
    by: str,
    pulse_sink: SoundCard,
    demo_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if by == "keyboard":
        empty.hand.key("F4")
    else:
        empty.click("Play the demo song")
    empty.song_is_open(SUNG_UNTIL_S + 1)
    with pulse_sink.recording() as heard:
        time.sleep(0.5)
        if by == "keyboard":
            empty.hand.key("v")
        else:
            empty.click("Mute vocals")
        empty.play(by)
        empty.app.wait_until(lambda state: state["position_s"] > SUNG_UNTIL_S + 0.5, 40)
    assert empty.hand.actions == 2
    monkeypatch.setenv("WOODSHED_CACHE_DIR", str(demo_cache))
    store = StemStore.open(SongFolder.of_song(DEMO_SONG).stem_store("compact"))
    kept = {stem: np.array(store.array(stem)) for stem in STEMS}
    band = summed(kept, ("drums", "bass", "other"))
    sung = slice(round(SINGING_S * SAMPLE_RATE), round(SUNG_UNTIL_S * SAMPLE_RATE))
    assert np.abs(kept["vocals"][sung]).max() > 0.01
    assert part_heard(band[sung], heard.samples) > 0.7


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_write_the_bass_down(
    ready: Sitting, by: str, pulse_sink: SoundCard, stems: dict[str, Samples]
) -> None:
    ready.song_is_open()
    with pulse_sink.recording() as heard:
        time.sleep(0.5)
        if by == "keyboard":
            ready.hand.key("shift+b")
        else:
            ready.click("Solo bass")
        ready.play(by)
        state = ready.app.wait_until(lambda state: state["position_s"] > LISTENED_S, 20)
    assert ready.hand.actions == 2
    assert part_heard(stems["bass"][listened()], heard.samples) > 0.7
    # What is to be written down is to be seen, without another action.
    assert state["spectrogram"] == ["bass"]


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_loop_four_bars_at_60_percent(ready: Sitting, by: str, pulse_sink: SoundCard) -> None:
    ready.song_is_open()
    if by == "keyboard":
        first_s = 0.0
        ready.hand.key("l")
        ready.hand.key("alt+6")
    else:
        first_s = 2.0
        begin_s, end_s = ready.app.ask("state")["visible_s"]
        left, top, width, height = ready.place("Waveform of drums")
        x, to_x = (
            left + width * (time_s - begin_s) / (end_s - begin_s)
            for time_s in (first_s, first_s + FOUR_BARS_S)
        )
        ready.hand.drag(x, top + height / 2, to_x, top + height / 2)
        left, top, width, height = ready.place("Tempo")
        # 3 px for each percent.
        x, y = left + width / 2, top + height / 2
        ready.hand.drag(x, y, x, y + 3 * 40)
    with pulse_sink.recording() as heard:
        time.sleep(0.5)
        ready.play(by)
        state = ready.app.ask("state")
        time.sleep((FOUR_BARS_S + 1.5) / SLOW)
    assert ready.hand.actions <= MOST_ACTIONS
    assert state["tempo"] == 60
    loop_start, loop_end = state["loop"]
    # To the px that the mouse can hit.
    assert loop_start / SAMPLE_RATE == pytest.approx(first_s, abs=0.1)
    assert (loop_end - loop_start) / SAMPLE_RATE == pytest.approx(FOUR_BARS_S, abs=0.1)
    # Each second of the song, 1.7 s of time, has its tone; after the last comes the first again.
    began = int(np.argmax(np.abs(heard.samples).max(axis=1) > 1e-3))
    sound = heard.samples[began:, 0]
    tones = [first_s + second for second in (*range(int(FOUR_BARS_S)), 0)]
    middles = (np.arange(len(tones)) + 0.5) / SLOW * SAMPLE_RATE
    pieces = [sound[round(middle) - 8192 : round(middle) + 8192] for middle in middles]
    assert [round(pitch_of(piece)) for piece in pieces] == [
        LOWEST_MIDI + 2 * tone for tone in tones
    ]


def listened() -> slice:
    """What of the song is compared: frames that are played whatever is pressed when."""
    return slice(SAMPLE_RATE // 2, round(LISTENED_S * SAMPLE_RATE) - SAMPLE_RATE // 2)


def part_heard(expected: Samples, recorded: Samples) -> float:
    """The part (0 to 1) of what is expected that was recorded, bit for bit.

    A machine that separates a song meanwhile may leave gaps; there are other tests for those.
    """
    pieces = [expected[at : at + PIECE_FRAMES] for at in range(0, len(expected), PIECE_FRAMES)]
    return sum(stands_in(recorded, piece) for piece in pieces) / len(pieces)


def stands_in(recorded: Samples, piece: Samples) -> bool:
    starts = np.flatnonzero((recorded[: 1 - len(piece)] == piece[0]).all(axis=1))
    return any(np.array_equal(recorded[at : at + len(piece)], piece) for at in starts)


def pitch_of(piece: Samples) -> float:
    """The loudest tone's pitch, as a MIDI number."""
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 8 * len(piece)))
    frequency_hz = np.argmax(spectrum) * SAMPLE_RATE / (8 * len(piece))
    return float(69 + 12 * np.log2(frequency_hz / 440))

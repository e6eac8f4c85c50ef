"""Devices that come, go and hang, on sound devices that are not there."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import sound_output
from app.sound_output import SoundOutput
from player.audio_output import Latency, OutputChoice
from player.engine import Engine
from player.errors import ComputerSleptError, OutputError, OutputGoneError, OutputStalledError
from player.multitrack import SAMPLE_RATE, Multitrack
from player.output_watch import OutputWatch
from player.transport import Message, Play, SetMultitrack, SetOutputRate
from tests.app.conftest import delete_now
from tests.sound_system import SoundSystem


class Clocks:
    """Time as the watch sees it."""

    def __init__(self) -> None:
        self.awake_s = 0.0
        self.asleep_s = 0.0

    def watch(self, engine: Engine) -> OutputWatch:
        return OutputWatch(engine.ring, lambda: self.awake_s, lambda: self.awake_s + self.asleep_s)


class Studio:
    """An output on the fake sound system, and all that it says."""

    def __init__(self, system: SoundSystem, clocks: Clocks) -> None:
        self.system = system
        self.clocks = clocks
        self.engine = Engine()
        self.posted: list[Message] = []
        self.engine.post = self.posted.append  # type: ignore[method-assign]
        self.output = SoundOutput(self.engine)
        self.output._watch = clocks.watch(self.engine)
        self.lost: list[OutputError] = []
        self.failed: list[str] = []
        self.output.lost.connect(self.lost.append)
        self.output.failed.connect(self.failed.append)

    def open(self, qtbot: QtBot, choice: OutputChoice | None = None) -> None:
        with qtbot.waitSignal(self.output.changed):
            self.output.open(choice)

    def play(self, seconds: float, *, taking: bool = True) -> None:
        """Let time pass, with a look at every twentieth of a second."""
        for _ in range(round(seconds / 0.05)):
            self.clocks.awake_s += 0.05
            if taking:
                self.system.last.pull(64)
            self.output.check()


@pytest.fixture
def studio(
    qtbot: QtBot, sound_system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Studio]:
    monkeypatch.setattr(sound_output, "_TRY_AGAIN_MS", (1, 1, 1))
    studio = Studio(sound_system, Clocks())
    yield studio
    studio.output.close()
    sound_system.answers.set()
    delete_now(studio.output)


def test_the_engine_knows_the_rate_before_the_device_starts(qtbot: QtBot, studio: Studio) -> None:
    studio.system.refused_rates = {44_100}
    studio.system.preferred_rate = 48_000.0
    started_after: list[list[Message]] = []
    start = sound_output.AudioOutput.start

    def noting(self: sound_output.AudioOutput) -> None:
        started_after.append(list(studio.posted))
        start(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sound_output.AudioOutput, "start", noting)
        studio.open(qtbot)
    assert started_after == [[SetOutputRate(48_000)]]


def test_at_another_rate_the_song_sounds_as_high_as_ever(
    qtbot: QtBot, sound_system: SoundSystem
) -> None:
    sound_system.refused_rates = {44_100}
    sound_system.preferred_rate = 48_000.0
    time_s = np.arange(5 * SAMPLE_RATE) / SAMPLE_RATE
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * time_s)[:, None], 2, axis=1)
    engine = Engine()
    output = SoundOutput(engine)
    engine.start()
    with qtbot.waitSignal(output.changed):
        output.open()
    engine.post(SetMultitrack(Multitrack(("bass",), (tone.astype(np.float32),), len(tone))))
    engine.post(Play())
    qtbot.waitUntil(lambda: engine.ring.lead_frames > 20_000)
    heard = sound_system.last.pull(20_000)[2_000:, 0]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    loudest_hz = np.argmax(spectrum) * 48_000 / len(heard)
    assert loudest_hz == pytest.approx(440, abs=3)
    output.close()
    engine.stop()
    delete_now(output)


def test_another_latency_opens_the_device_anew(qtbot: QtBot, studio: Studio) -> None:
    studio.open(qtbot)
    first = studio.system.last
    studio.play(0.2)
    studio.open(qtbot, OutputChoice(latency=Latency.SAFE))
    assert first.closed
    assert studio.system.open_streams == [studio.system.last]
    assert studio.output.latency_s == 0.3
    assert studio.lost == []


def test_a_device_that_takes_no_more_is_lost_once_and_opened_anew(
    qtbot: QtBot, studio: Studio
) -> None:
    studio.open(qtbot)
    first = studio.system.last
    studio.play(1.0)
    with qtbot.waitSignal(studio.output.changed):
        studio.play(3.0, taking=False)
    assert first.closed
    studio.play(3.0, taking=False)
    studio.play(1.0)
    assert [type(error) for error in studio.lost] == [OutputStalledError]
    assert studio.output.device_name == "Speakers"


def test_after_sleep_the_device_is_opened_anew(qtbot: QtBot, studio: Studio) -> None:
    studio.open(qtbot)
    first = studio.system.last
    studio.play(1.0)
    studio.clocks.asleep_s = 600.0
    with qtbot.waitSignal(studio.output.changed):
        studio.output.check()
    studio.play(1.0)
    assert first.closed
    assert [type(error) for error in studio.lost] == [ComputerSleptError]


def test_an_unplugged_device_is_followed_by_the_new_default(qtbot: QtBot, studio: Studio) -> None:
    studio.open(qtbot)
    studio.play(0.2)
    studio.system.names = ["Headphones"]
    studio.system.last.active = False
    with qtbot.waitSignal(studio.output.changed):
        studio.output.check()
    assert [type(error) for error in studio.lost] == [OutputGoneError]
    assert studio.output.device_name == "Headphones"


def test_a_chosen_device_that_was_unplugged_plays_again_when_it_is_back(
    qtbot: QtBot, studio: Studio
) -> None:
    studio.open(qtbot, OutputChoice("Headphones", "Fake"))
    studio.play(0.2)
    studio.system.names = ["Speakers"]
    studio.system.last.active = False
    with qtbot.waitSignal(studio.output.changed):
        studio.output.check()
    assert studio.output.device_name == "Speakers"
    studio.system.names = ["Speakers", "Headphones"]
    studio.open(qtbot)
    assert studio.output.device_name == "Headphones"


def test_what_comes_back_within_a_moment_is_found_without_a_word(
    qtbot: QtBot, studio: Studio
) -> None:
    studio.open(qtbot)
    studio.play(0.2)
    studio.system.names = []
    studio.system.last.active = False
    with qtbot.waitSignal(studio.output.changed):
        studio.output.check()
    assert studio.output.device_name == ""
    studio.system.names = ["Speakers"]
    qtbot.waitUntil(lambda: studio.output.device_name == "Speakers")
    assert studio.failed == []
    assert len(studio.lost) == 1


def test_where_nothing_comes_back_silence_plays_and_it_is_said_once(
    qtbot: QtBot, studio: Studio
) -> None:
    studio.open(qtbot)
    studio.play(0.2)
    studio.system.refuses_all = True
    studio.system.last.active = False
    with qtbot.waitSignal(studio.output.failed):
        studio.output.check()
    assert len(studio.failed) == 1
    assert "Speakers" in studio.failed[0]
    studio.engine.ring.written = 4410
    qtbot.waitUntil(lambda: studio.engine.ring.lead_frames == 0)


def test_a_device_that_hangs_holds_up_neither_the_window_nor_its_end(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(sound_output, "leave_at_exit", lambda: left.append(True))
    monkeypatch.setattr(sound_output, "_CLOSE_LIMIT_S", 0.1)
    studio.open(qtbot)
    studio.output._patience.setInterval(50)
    studio.play(1.0)
    studio.system.answers.clear()
    with qtbot.waitSignal(studio.output.failed):
        studio.play(3.0, taking=False)
    assert "does not answer" in studio.failed[0]
    assert studio.output.device_name == ""
    studio.output.close()
    assert left == [True]


def test_a_device_that_answers_late_plays(qtbot: QtBot, studio: Studio) -> None:
    studio.open(qtbot)
    studio.play(1.0)
    studio.system.answers.clear()
    studio.play(3.0, taking=False)
    studio.system.answers.set()
    qtbot.waitUntil(lambda: studio.output.device_name == "Speakers")
    assert len(studio.lost) == 1


def test_of_many_wishes_the_last_one_plays_and_only_it_is_open(
    qtbot: QtBot, studio: Studio
) -> None:
    studio.system.answers.clear()
    for name in ("Speakers", "Headphones", "Speakers", "Headphones"):
        studio.output.open(OutputChoice(name, "Fake"))
    studio.system.answers.set()
    qtbot.waitUntil(lambda: studio.output.device_name == "Headphones")
    assert len(studio.system.open_streams) == 1


@pytest.mark.parametrize("is_back", [False, True])
def test_only_what_was_asked_for_last_takes_from_the_ring(
    qtbot: QtBot, studio: Studio, is_back: bool
) -> None:
    studio.system.refuses_all = True
    for _ in range(3):
        studio.output.open()
    with qtbot.waitSignal(studio.output.failed):
        pass
    assert _silent_threads() == 1
    studio.system.refuses_all = not is_back
    studio.open(qtbot)
    assert _silent_threads() == (0 if is_back else 1)
    assert len(studio.system.open_streams) == (1 if is_back else 0)


def _silent_threads() -> int:
    return sum(thread.name == "woodshed-silence" for thread in threading.enumerate())


def test_closed_while_it_opens_it_leaves_nothing_open(qtbot: QtBot, studio: Studio) -> None:
    studio.output.open()
    studio.output.close()
    assert studio.system.open_streams == []
    assert studio.output.device_name == ""


def test_a_device_that_only_pretends_to_play_is_given_up(qtbot: QtBot, studio: Studio) -> None:
    studio.open(qtbot)
    studio.play(0.2)
    studio.system.never_active = True
    studio.system.last.active = False

    def look() -> bool:
        studio.output.check()
        return bool(studio.failed)

    qtbot.waitUntil(look)
    assert len(studio.lost) == 1
    assert studio.failed == [
        "There is no sound: “Speakers” would not play (it takes no sound). Choose another output."
    ]
    # The first, and one for the loss and each try after it; silence is content with itself.
    opened = len(studio.system.streams)
    assert opened == 2 + len(sound_output._TRY_AGAIN_MS)
    assert studio.system.open_streams == []
    assert _silent_threads() == 1
    qtbot.wait(100)
    look()
    assert len(studio.system.streams) == opened
    studio.system.never_active = False
    studio.open(qtbot)
    studio.play(0.2)
    assert studio.output.device_name == "Speakers"
    assert _silent_threads() == 0


def test_while_a_device_hangs_the_playhead_goes_on(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.open(qtbot)
    # Longer than the old device is given to play out what it has taken.
    studio.output._patience.setInterval(500)
    studio.play(1.0)
    studio.system.answers.clear()
    with qtbot.waitSignal(studio.output.failed):
        studio.play(3.0, taking=False)
    ring = studio.engine.ring
    ring.written = ring.heard + 4410
    qtbot.waitUntil(lambda: ring.lead_frames == 0)
    # The late device begins alone.
    silent_at_start: list[int] = []
    start = sound_output.AudioOutput.start

    def noting(self: sound_output.AudioOutput) -> None:
        silent_at_start.append(_silent_threads())
        start(self)

    monkeypatch.setattr(sound_output.AudioOutput, "start", noting)
    studio.system.answers.set()
    qtbot.waitUntil(lambda: studio.output.device_name == "Speakers")
    assert silent_at_start == [0]
    # Nor does silence begin beside it, however late it is asked for.
    studio.output._on_no_answer()
    assert _silent_threads() == 0


def test_a_device_plays_though_the_list_of_devices_cannot_be_had(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> list[object]:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    monkeypatch.setattr(sound_output, "output_devices", refuse)
    studio.open(qtbot)
    assert studio.output.device_name == "Speakers"
    assert studio.output.devices == ()

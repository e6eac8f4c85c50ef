"""What the transport asks of the engine."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.transport_controls import TransportControls
from player.engine import Engine
from player.multitrack import SAMPLE_RATE
from player.playback import Playback
from player.transport import (
    LoopRegion,
    Message,
    Pause,
    Play,
    Seek,
    SetFormants,
    SetLoop,
    SetMultitrack,
)
from tests.player.songs import noise_song


@pytest.fixture
def transport(qtbot: QtBot) -> Iterator[TransportControls]:
    engine = Engine()
    engine.start()
    song = noise_song(10.0)
    engine.post(SetMultitrack(song))
    transport = TransportControls(engine)
    transport.set_song_frames(song.frames)
    yield transport
    engine.stop()


def put_playhead(qtbot: QtBot, transport: TransportControls, seconds: float) -> None:
    frame = round(seconds * SAMPLE_RATE)
    transport.seek(frame)
    qtbot.waitUntil(lambda: transport.position_frame() == frame)


def seconds(loop: LoopRegion | None) -> tuple[float, float]:
    assert loop is not None
    return loop.start_frame / SAMPLE_RATE, loop.end_frame / SAMPLE_RATE


def test_loop_is_kept_in_the_song_and_at_least_50_ms(transport: TransportControls) -> None:
    transport.set_loop(-5, 20 * SAMPLE_RATE)
    assert seconds(transport.active_loop) == (0.0, 10.0)
    transport.set_loop(1000, 1001)
    loop = transport.active_loop
    assert loop is not None
    assert loop.frames == SAMPLE_RATE // 20


def test_brackets_mark_a_loop(qtbot: QtBot, transport: TransportControls) -> None:
    put_playhead(qtbot, transport, 2.0)
    transport.start_loop_here()
    assert seconds(transport.active_loop) == (2.0, 10.0)
    put_playhead(qtbot, transport, 5.0)
    transport.end_loop_here()
    assert seconds(transport.active_loop) == (2.0, 5.0)
    # It goes round at once, instead of playing on behind its end.
    qtbot.waitUntil(lambda: transport.position_frame() == 2 * SAMPLE_RATE)


def test_an_end_right_behind_the_start_is_not_meant(
    qtbot: QtBot, transport: TransportControls
) -> None:
    put_playhead(qtbot, transport, 2.0)
    transport.start_loop_here()
    put_playhead(qtbot, transport, 2.1)
    transport.end_loop_here()
    assert seconds(transport.active_loop) == (2.0, 10.0)


def test_end_without_a_loop_takes_the_eight_seconds_before(
    qtbot: QtBot, transport: TransportControls
) -> None:
    put_playhead(qtbot, transport, 9.0)
    transport.end_loop_here()
    assert seconds(transport.active_loop) == (1.0, 9.0)
    qtbot.waitUntil(lambda: transport.position_frame() == SAMPLE_RATE)


def test_switching_on_goes_into_the_loop(qtbot: QtBot, transport: TransportControls) -> None:
    transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    transport.set_loop_enabled(False)
    put_playhead(qtbot, transport, 8.0)
    transport.toggle_loop()
    qtbot.waitUntil(lambda: transport.position_frame() == SAMPLE_RATE)


def test_a_loop_follows_a_song_that_turns_out_shorter(transport: TransportControls) -> None:
    transport.set_loop(5 * SAMPLE_RATE, 10 * SAMPLE_RATE)
    transport.set_song_frames(8 * SAMPLE_RATE)
    assert seconds(transport.active_loop) == (5.0, 8.0)
    transport.set_song_frames(4 * SAMPLE_RATE)
    assert transport.loop is None


def test_setters_that_change_nothing_announce_nothing(
    qtbot: QtBot, transport: TransportControls
) -> None:
    transport.set_tempo(75)
    with qtbot.assertNotEmitted(transport.tempo_changed):
        transport.set_tempo(75)
    with qtbot.assertNotEmitted(transport.tuning_changed):
        transport.set_tuning(440.0)
    with qtbot.assertNotEmitted(transport.formants_changed):
        transport.set_formants_kept(False)
    with qtbot.assertNotEmitted(transport.loop_changed):
        transport.clear_loop()
    with qtbot.assertNotEmitted(transport.playing_changed):
        transport.set_playing(False)


@pytest.mark.parametrize(
    ("semitones", "hz", "posted"),
    [
        (0.0, 440.0, 0.0),
        (0.0, 466.0, 12 * math.log2(466 / 440)),
        (-1.5, 415.0, -1.5 + 12 * math.log2(415 / 440)),
        (20.0, 500.0, 12.5 + 12 * math.log2(466 / 440)),
        (-20.0, 400.0, -12.5 + 12 * math.log2(415 / 440)),
    ],
)
def test_pitch_and_tuning_add_up(
    qtbot: QtBot, transport: TransportControls, semitones: float, hz: float, posted: float
) -> None:
    transport.set_pitch(semitones)
    transport.set_tuning(hz)
    engine = transport._engine
    qtbot.waitUntil(lambda: engine.playback().pitch_semitones == pytest.approx(posted, abs=1e-9))
    transport.reset()
    assert (transport.pitch_semitones, transport.tuning_hz) == (0.0, 440.0)
    # Exactly: a hair beside it the stretcher would stay on.
    qtbot.waitUntil(lambda: engine.playback().pitch_semitones == 0.0)


def test_natural_voices_are_a_taste_and_outlive_the_song(
    monkeypatch: pytest.MonkeyPatch, transport: TransportControls
) -> None:
    posted: list[object] = []
    monkeypatch.setattr(transport._engine, "post", posted.append)
    transport.set_formants_kept(True)
    transport.reset()
    assert transport.formants_kept
    assert [message for message in posted if isinstance(message, SetFormants)] == [
        SetFormants(True)
    ]


def test_a_lighter_stretcher_is_noticed_while_it_is_heard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, transport: TransportControls
) -> None:
    playback = Playback(playing=False, resume_frame=0, anchors=())
    heard: list[bool] = []
    transport.light_stretch_changed.connect(heard.append)
    for tempo_ratio, pitch_semitones, light, expected in (
        (1.0, 0.0, True, []),
        (0.75, 0.0, False, []),
        (0.75, 0.0, True, [True]),
        (1.0, 2.0, True, [True]),
        (1.0, 0.0, True, [True, False]),
    ):
        said = replace(
            playback,
            tempo_ratio=tempo_ratio,
            pitch_semitones=pitch_semitones,
            light_stretch=light,
        )
        monkeypatch.setattr(transport._engine, "playback", lambda said=said: said)
        transport.tick()
        assert heard == expected


@pytest.mark.parametrize(("asked", "got"), [(10, 25), (75, 75), (500, 200)])
def test_tempo_stays_in_its_range(transport: TransportControls, asked: float, got: float) -> None:
    transport.set_tempo(asked)
    assert transport.tempo_percent == got


def posted(transport: TransportControls, monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """Everything the engine will be asked for."""
    messages: list[Message] = []
    post = transport._engine.post

    def note(message: Message) -> None:
        messages.append(message)
        post(message)

    monkeypatch.setattr(transport._engine, "post", note)
    return messages


@pytest.mark.parametrize(("tempo_percent", "song_s"), [(100, 2.0), (50, 1.0), (200, 4.0)])
def test_the_pre_roll_is_as_long_as_it_is_heard(
    transport: TransportControls,
    monkeypatch: pytest.MonkeyPatch,
    tempo_percent: float,
    song_s: float,
) -> None:
    transport.set_tempo(tempo_percent)
    transport.set_pre_roll(2.0)
    messages = posted(transport, monkeypatch)
    transport.jump_to_loop(LoopRegion(5 * SAMPLE_RATE, 6 * SAMPLE_RATE))
    transport.to_start()
    entry = Seek(round((5 - song_s) * SAMPLE_RATE))
    loop = SetLoop(LoopRegion(5 * SAMPLE_RATE, 6 * SAMPLE_RATE))
    assert messages == [loop, entry, entry]


def test_the_pre_roll_ends_at_the_songs_start(
    transport: TransportControls, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport.set_pre_roll(4.0)
    messages = posted(transport, monkeypatch)
    transport.jump_to_loop(LoopRegion(SAMPLE_RATE, 2 * SAMPLE_RATE))
    assert messages[-1] == Seek(0)


def test_without_a_loop_there_is_no_pre_roll(
    qtbot: QtBot, transport: TransportControls, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport.set_pre_roll(2.0)
    transport.set_loop(5 * SAMPLE_RATE, 6 * SAMPLE_RATE)
    transport.set_loop_enabled(False)
    put_playhead(qtbot, transport, 5.0)
    messages = posted(transport, monkeypatch)
    transport.set_playing(True)
    transport.to_start()
    transport.set_playing(False)
    assert messages == [Play(), Seek(0), Pause()]


def test_playing_from_the_loops_start_begins_with_the_pre_roll(
    qtbot: QtBot, transport: TransportControls, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport.set_pre_roll(1.0)
    put_playhead(qtbot, transport, 5.0)
    transport.start_loop_here()
    messages = posted(transport, monkeypatch)
    transport.set_playing(True)
    assert messages == [Seek(4 * SAMPLE_RATE), Play()]


def test_entering_the_loop_goes_to_the_pre_roll_and_leaves_who_is_in_it(
    qtbot: QtBot, transport: TransportControls
) -> None:
    transport.set_pre_roll(1.0)
    transport.set_loop(5 * SAMPLE_RATE, 6 * SAMPLE_RATE)
    put_playhead(qtbot, transport, 8.0)
    transport.enter_loop()
    qtbot.waitUntil(lambda: transport.position_frame() == 4 * SAMPLE_RATE)
    for seconds_in in (4.5, 5.5):
        put_playhead(qtbot, transport, seconds_in)
        with qtbot.assertNotEmitted(transport.sought):
            transport.enter_loop()


def test_a_round_closed_by_hand_has_no_pre_roll(qtbot: QtBot, transport: TransportControls) -> None:
    transport.set_pre_roll(2.0)
    put_playhead(qtbot, transport, 3.0)
    transport.start_loop_here()
    put_playhead(qtbot, transport, 5.0)
    transport.end_loop_here()
    qtbot.waitUntil(lambda: transport.position_frame() == 3 * SAMPLE_RATE)


def test_the_pause_goes_with_the_loop(
    qtbot: QtBot, transport: TransportControls, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = posted(transport, monkeypatch)
    loop = LoopRegion(5 * SAMPLE_RATE, 6 * SAMPLE_RATE)
    transport.set_loop(loop.start_frame, loop.end_frame)
    with qtbot.waitSignal(transport.pause_changed):
        transport.set_pause(2.0)
    transport.set_pause(2.0)
    transport.clear_loop()
    assert messages == [SetLoop(loop), SetLoop(loop, 2.0), SetLoop(None, 2.0)]

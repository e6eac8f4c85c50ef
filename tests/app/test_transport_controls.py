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
from player.transport import LoopRegion, SetFormants, SetMultitrack
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
    assert seconds(transport.active_loop) == (2.0, 6.0)
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
    assert seconds(transport.active_loop) == (2.0, 6.0)


def test_end_without_a_loop_takes_the_four_seconds_before(
    qtbot: QtBot, transport: TransportControls
) -> None:
    put_playhead(qtbot, transport, 7.0)
    transport.end_loop_here()
    assert seconds(transport.active_loop) == (3.0, 7.0)
    qtbot.waitUntil(lambda: transport.position_frame() == 3 * SAMPLE_RATE)


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

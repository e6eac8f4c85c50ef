"""What the transport asks of the engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.transport_controls import TransportControls
from player.engine import Engine
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion, SetMultitrack
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
    with qtbot.assertNotEmitted(transport.loop_changed):
        transport.clear_loop()
    with qtbot.assertNotEmitted(transport.playing_changed):
        transport.set_playing(False)


@pytest.mark.parametrize(("asked", "got"), [(10, 25), (75, 75), (500, 200)])
def test_tempo_stays_in_its_range(transport: TransportControls, asked: float, got: float) -> None:
    transport.set_tempo(asked)
    assert transport.tempo_percent == got

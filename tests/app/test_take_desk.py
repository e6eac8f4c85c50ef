"""Takes in the window: recorded while it plays, a lane each, changed, undone, and there again."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import take_folder
from app.bookmarks_file import data_root
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.takes import Take
from player.errors import CalibrationSilentError
from player.recording_file import RecordingFile
from player.round_trip import RoundTrip
from tests.app.conftest import delete_now
from tests.sound_system import SoundSystem

LEFT = Qt.MouseButton.LeftButton
BLOCK = 441


@contextmanager
def playing_along(system: SoundSystem, level: float = 0.25) -> Iterator[None]:
    """Somebody plays into the input that is open, as long as the block runs."""
    done = threading.Event()

    def play() -> None:
        fed_until_s = time.perf_counter()
        while not done.wait(0.005):
            while fed_until_s < time.perf_counter():
                fed_until_s += BLOCK / 44_100
                stream = system.inputs[-1] if system.inputs else None
                if stream is not None and stream.active:
                    channels = stream.wishes["channels"]
                    stream.give(np.full((BLOCK, channels), level, np.float32))

    thread = threading.Thread(target=play)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def click(widget: object) -> None:
    QTest.mouseClick(widget, LEFT)  # type: ignore[call-overload]


def record(qtbot: QtBot, window: MainWindow, system: SoundSystem, seconds: float = 1.0) -> None:
    """Play the song for a while with the record button down, then stop."""
    desk = window.session.takes
    if not desk.is_armed:
        window.transport_bar.record.click()
    with playing_along(system):
        qtbot.waitUntil(lambda: desk.input.is_open, timeout=5000)
        click(window.transport_bar.play)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= seconds, timeout=10_000)
        with qtbot.waitSignal(desk.taken, timeout=20_000):
            click(window.transport_bar.play)


def only_take(window: MainWindow) -> Take:
    (take,) = window.session.takes.state.all
    return take


@pytest.fixture
def recorded(qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem) -> MainWindow:
    """The window with one take."""
    record(qtbot, multitrack, sound_system)
    return multitrack


def test_a_take_becomes_a_lane_that_is_heard(recorded: MainWindow) -> None:
    take = only_take(recorded)
    assert take.name == "Take 1"
    assert 0 <= take.start_frame < 4410
    assert take.stop_frame - take.start_frame > 0.8 * 44_100
    lane = recorded.song_page.take_area.lanes[take.id]
    assert lane.isVisible()
    assert lane.accessibleName() == "Waveform of Take 1, 100 %"
    (track,) = recorded.session.takes.heard_tracks()
    assert np.abs(track.samples[4410:-4410] - 0.25).max() < 0.01
    assert take.bus in recorded.session._played.buses


def test_a_take_for_every_round(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    multitrack.session.transport.set_loop(22_050, 44_100)
    multitrack.session.transport.seek(22_050)
    record(qtbot, multitrack, sound_system, seconds=1.8)
    takes = multitrack.session.takes.state.all
    assert len(takes) >= 3
    assert {(take.start_frame, take.stop_frame) for take in takes[1:-1]} == {(22_050, 44_100)}
    # The newest stands on top and is heard, in place of the others.
    assert [take.mix.muted for take in takes[:-1]] == [True] * (len(takes) - 1)
    assert not takes[-1].mix.muted
    area = multitrack.song_page.take_area
    tops = [area.lanes[take.id].mapTo(area, QPoint(0, 0)).y() for take in takes]
    assert tops == sorted(tops, reverse=True)


def test_takes_are_there_again_with_everything_that_was_set(
    qtbot: QtBot, recorded: MainWindow, stem_folder: Path, tmp_path: Path
) -> None:
    take = only_take(recorded)
    strip = recorded.song_page.take_area.strips[take.id]
    click(strip.best)
    strip.gain.gain_db_changed.emit(-6.0)
    strip.editor.typed.emit("  The   good one ")
    recorded.session.takes.close()
    before = only_take(recorded)
    assert (before.name, before.is_best, before.mix.gain_db) == ("The good one", True, -6.0)

    session = PracticeSession()
    session.start()
    try:
        with qtbot.waitSignal(session.song_begun, timeout=10_000):
            session.open(stem_folder)
        qtbot.waitUntil(lambda: bool(session.takes.heard_tracks()), timeout=10_000)
        assert session.takes.state.all == (before,)
        assert session.takes.peaks(before) is not None
        assert not session.history.stack.canUndo()
    finally:
        session.close()
        delete_now(session)


def test_a_deleted_take_comes_back_by_undo(recorded: MainWindow) -> None:
    take = only_take(recorded)
    stack = recorded.session.history.stack
    assert not stack.canUndo()
    recorded.song_page.take_area.strips[take.id].choose_delete.trigger()
    assert not recorded.session.takes.state.all
    assert not recorded.session.takes.heard_tracks()
    assert take.id not in recorded.song_page.take_area.lanes
    assert stack.undoText() == "delete “Take 1”"
    stack.undo()
    assert only_take(recorded) == take
    assert recorded.session.takes.heard_tracks()
    stack.redo()
    assert not recorded.session.takes.state.all


def test_mute_solo_and_gain_of_a_take(recorded: MainWindow) -> None:
    take = only_take(recorded)
    strip = recorded.song_page.take_area.strips[take.id]
    desk = recorded.session.desk
    click(strip.solo)
    assert [stem for stem in desk.groups.stems if desk.is_audible(stem)] == []
    assert desk.state.is_audible(take.bus)
    assert recorded.session.history.stack.undoText() == "solo of “Take 1”"
    click(strip.solo)
    assert desk.is_audible("bass")
    click(strip.mute)
    assert not recorded.session.takes.heard_tracks()
    assert not [name for name, _ in desk.state.strips if name == take.bus]
    recorded.session.history.stack.undo()
    strip.gain.gain_db_changed.emit(-3.0)
    assert desk.state.strip_of(take.bus).gain_db == -3.0


def test_an_undo_of_something_older_leaves_a_new_take(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    multitrack.session.desk.set_gain("bass", -6.0)
    record(qtbot, multitrack, sound_system)
    multitrack.session.history.stack.undo()
    assert multitrack.session.desk.shown.strip_of("bass").gain_db == 0.0
    assert only_take(multitrack).name == "Take 1"


def test_a_take_is_exported_as_it_was_played(
    qtbot: QtBot, recorded: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.wav"
    monkeypatch.setattr("app.take_hand.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    take = only_take(recorded)
    recorded.song_page.take_area.strips[take.id].choose_export.trigger()
    qtbot.waitUntil(path.exists, timeout=5000)
    samples, rate = soundfile.read(path)
    assert rate == 44_100
    assert samples.shape == (pytest.approx(take.stop_frame - take.start_frame, rel=0.02),)
    np.testing.assert_allclose(samples, 0.25, atol=1e-6)


def test_what_a_program_that_died_was_recording_is_a_take(
    qtbot: QtBot,
    recorded: MainWindow,
    stem_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = recorded.session.song.folder.path.name  # type: ignore[union-attr]
    folder = data_root() / "takes" / key
    recorded.session.takes.close()
    # The list and the laid track are gone, as if the program had died while recording.
    for path in (*folder.glob("takes.json"), *folder.glob("*.track.wav")):
        path.unlink()
    monkeypatch.setattr(take_folder, "_LEFT_S", 0.0)
    session = PracticeSession()
    session.start()
    try:
        with qtbot.waitSignal(session.song_begun, timeout=10_000):
            session.open(stem_folder)
        qtbot.waitUntil(lambda: bool(session.takes.heard_tracks()), timeout=10_000)
        assert session.takes.state.all[0].name == "Take 1"
    finally:
        session.close()
        delete_now(session)


def test_without_a_microphone_there_is_a_sentence(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    sound_system.input_channels = 0
    multitrack.transport_bar.record.click()
    shown = multitrack.status_line.message
    qtbot.waitUntil(lambda: "nothing to record from" in shown.text())
    assert not multitrack.transport_bar.record.isChecked()
    assert not multitrack.session.takes.is_armed


def test_an_input_that_is_unplugged_ends_the_take_and_keeps_it(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    desk = multitrack.session.takes
    multitrack.transport_bar.record.click()
    qtbot.waitUntil(lambda: desk.input.is_open)
    with playing_along(sound_system):
        click(multitrack.transport_bar.play)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= 1.0, timeout=10_000)
    with qtbot.waitSignal(desk.taken, timeout=20_000):
        sound_system.inputs[-1].active = False
    assert not desk.is_armed
    assert only_take(multitrack).stop_frame > 0.5 * 44_100


def test_a_full_disk_ends_the_take_with_a_sentence_and_keeps_it(
    qtbot: QtBot,
    multitrack: MainWindow,
    sound_system: SoundSystem,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = multitrack.session.takes
    append = RecordingFile.append

    def refuse_later(file: RecordingFile, samples: np.ndarray) -> None:
        if file.path.parent.name == "takes" or file.frames < 44_100 or "track" in file.path.name:
            append(file, samples)
        else:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(RecordingFile, "append", refuse_later)
    multitrack.transport_bar.record.click()
    qtbot.waitUntil(lambda: desk.input.is_open)
    told: list[Exception] = []
    desk.failed.connect(told.append)
    said: list[str] = []
    multitrack.news.said.connect(lambda text, _: said.append(text))
    with playing_along(sound_system), qtbot.waitSignal(desk.taken, timeout=20_000):
        click(multitrack.transport_bar.play)
    assert any("The disk is full, so recording has ended" in text for text in said)
    assert only_take(multitrack).stop_frame > 0.8 * 44_100


def test_dropouts_are_shown(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    desk = multitrack.session.takes
    said: list[str] = []
    multitrack.news.said.connect(lambda text, _: said.append(text))
    multitrack.transport_bar.record.click()
    with playing_along(sound_system):
        qtbot.waitUntil(lambda: desk.input.is_open)
        click(multitrack.transport_bar.play)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= 0.8, timeout=10_000)
        sound_system.inputs[-1].give(np.zeros((BLOCK, 1), np.float32), lost=True)
        lost = multitrack.song_page.take_area.header.lost
        qtbot.waitUntil(lambda: lost.isVisible() and lost.text() == "1 dropout", timeout=5000)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= 1.8, timeout=10_000)
        with qtbot.waitSignal(desk.taken, timeout=20_000):
            click(multitrack.transport_bar.play)
    take = only_take(multitrack)
    assert take.dropouts == 1
    assert "1 dropout" in multitrack.song_page.take_area.lanes[take.id].accessibleName()
    assert any("lost sound" in text for text in said)


def test_too_loud_is_shown(qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem) -> None:
    header = multitrack.song_page.take_area.header
    multitrack.transport_bar.record.click()
    qtbot.waitUntil(lambda: multitrack.session.takes.input.is_open)
    with playing_along(sound_system, level=0.5):
        qtbot.waitUntil(lambda: header.meters[0].level_db > -7)
    assert not header.clip.isVisible()
    with playing_along(sound_system, level=1.0):
        qtbot.waitUntil(header.clip.isVisible)


def test_the_chosen_input_is_remembered(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    sound_system.input_channels = 4
    desk = multitrack.session.takes
    multitrack.transport_bar.record.click()
    qtbot.waitUntil(lambda: desk.input.is_open)
    header = multitrack.song_page.take_area.header
    actions = {action.text(): action for action in header.choices.actions()}
    actions["Headphones"].trigger()
    qtbot.waitUntil(lambda: desk.input.device_name == "Headphones")
    actions = {action.text(): action for action in header.choices.actions()}
    assert actions["Headphones"].isChecked()
    actions["Channels 3 and 4, stereo"].trigger()
    qtbot.waitUntil(lambda: sound_system.inputs[-1].wishes["channels"] == 4)
    settings = multitrack._settings
    assert isinstance(settings, QSettings)
    assert settings.value("takes/device") == "Headphones"
    assert int(str(settings.value("takes/channel"))) == 2
    assert settings.value("takes/stereo") == "stereo"


def test_the_input_is_heard_only_when_that_is_asked_for(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    desk = multitrack.session.takes
    ring = multitrack.session.engine.ring
    multitrack.transport_bar.record.click()
    qtbot.waitUntil(lambda: desk.input.is_open)
    header = multitrack.song_page.take_area.header
    (monitor,) = [each for each in header.choices.actions() if each.text().startswith("Hear")]
    assert not monitor.isChecked()
    with playing_along(sound_system):
        qtbot.waitUntil(lambda: header.meters[0].level_db > -20)
        assert ring.monitor.written == 0
        monitor.trigger()
        qtbot.waitUntil(lambda: ring.monitor.written > 0)
    assert multitrack._settings.value("takes/monitor") is None


def test_what_was_measured_is_kept_for_these_devices_and_taken_off(
    qtbot: QtBot,
    multitrack: MainWindow,
    sound_system: SoundSystem,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trip = RoundTrip(0.0123, 0.0004, 8, 8)
    monkeypatch.setattr("app.sound_input.calibrate", lambda *_: trip)
    desk = multitrack.session.takes
    said: list[str] = []
    multitrack.news.said.connect(lambda text, _: said.append(text))
    with qtbot.waitSignals([desk.input.calibrated, multitrack.session.output.changed]):
        multitrack.takes.calibrate()
    qtbot.waitUntil(lambda: desk.round_trip_s == pytest.approx(0.0123))
    assert any("The delay is 12.3 ms" in text for text in said)
    texts = [each.text() for each in multitrack.song_page.take_area.header.choices.actions()]
    assert "Measured delay: 12.3 ms" in texts


def test_a_measurement_that_finds_nothing_is_a_sentence(
    qtbot: QtBot,
    multitrack: MainWindow,
    sound_system: SoundSystem,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise CalibrationSilentError

    monkeypatch.setattr("app.sound_input.calibrate", refuse)
    said: list[str] = []
    multitrack.news.said.connect(lambda text, _: said.append(text))
    with qtbot.waitSignal(multitrack.session.takes.input.calibrated):
        multitrack.takes.calibrate()
    qtbot.waitUntil(lambda: any("Nothing was heard of the clicks" in text for text in said))
    assert multitrack.session.takes.round_trip_s == 0.0


def test_lanes_are_seen_while_they_are_recorded(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    desk, area = multitrack.session.takes, multitrack.song_page.take_area
    multitrack.session.transport.set_loop(0, 44_100)
    multitrack.transport_bar.record.click()
    with playing_along(sound_system):
        qtbot.waitUntil(lambda: desk.input.is_open, timeout=5000)
        click(multitrack.transport_bar.play)
        qtbot.waitUntil(lambda: len(area.lanes) == 1, timeout=10_000)
        (lane,) = area.lanes.values()
        assert lane.isVisible()
        assert not desk.state.all
        qtbot.waitUntil(lambda: len(area.lanes) == 3, timeout=10_000)
        names = [strip.name.text() for strip in area.strips.values()]
        assert names == ["Take 1", "Take 2", "Take 3"]
        says = [strip.growing.text() for strip in area.strips.values()]
        assert says == ["recorded", "recorded", "being recorded"]
        with qtbot.waitSignal(desk.taken, timeout=20_000):
            click(multitrack.transport_bar.play)
    # They are the takes now, the same lanes under the same names.
    assert len(desk.state.all) >= 3
    assert set(area.lanes) == {take.id for take in desk.state.all}
    assert area.lanes[desk.state.all[0].id] is lane
    assert [take.name for take in desk.state.all[:3]] == names
    assert all(strip.best.isVisible() for strip in area.strips.values())


def test_where_it_was_too_loud_stays_marked(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem
) -> None:
    desk, area = multitrack.session.takes, multitrack.song_page.take_area
    multitrack.transport_bar.record.click()
    with playing_along(sound_system):
        qtbot.waitUntil(lambda: desk.input.is_open, timeout=5000)
        click(multitrack.transport_bar.play)
        qtbot.waitUntil(lambda: desk.input.levels().recorded_s >= 0.8, timeout=10_000)
        sound_system.inputs[-1].give(np.ones((BLOCK, 1), np.float32))
        qtbot.waitUntil(area.header.clip.isVisible)
        qtbot.waitUntil(
            lambda: any("too loud" in lane.accessibleName() for lane in area.lanes.values())
        )
        with qtbot.waitSignal(desk.taken, timeout=20_000):
            click(multitrack.transport_bar.play)
    take = only_take(multitrack)
    assert len(take.clips) == 1
    assert take.start_frame < take.clips[0] < take.stop_frame
    assert "once too loud" in area.lanes[take.id].accessibleName()


def test_two_windows_with_one_song_have_the_takes_of_both(
    qtbot: QtBot, recorded: MainWindow, sound_system: SoundSystem, stem_folder: Path
) -> None:
    first = only_take(recorded)
    other = PracticeSession()
    other.start()
    try:
        with qtbot.waitSignal(other.song_begun, timeout=10_000):
            other.open(stem_folder)
        qtbot.waitUntil(lambda: bool(other.takes.state.all), timeout=10_000)
        record(qtbot, recorded, sound_system)
        assert len(recorded.session.takes.state.all) == 2
        second = recorded.session.takes.state.all[1]
        other.takes.rename(other.takes.state.all[0], "Renamed there")
        qtbot.waitUntil(lambda: len(other.takes.state.all) == 2, timeout=10_000)
        qtbot.waitUntil(lambda: other.takes.peaks(second) is not None, timeout=10_000)
        # What came from elsewhere is not undone with what was done here.
        other.history.stack.undo()
        assert [take.name for take in other.takes.state.all] == [first.name, second.name]
        other.history.stack.redo()
    finally:
        other.close()
        delete_now(other)
    recorded.session.takes.set_gain(second, -3.0)
    names = ["Renamed there", "Take 2"]
    qtbot.waitUntil(lambda: [each.name for each in recorded.session.takes.state.all] == names)
    assert recorded.session.takes.state.all[1].mix.gain_db == -3.0

"""The window's real buttons and keys, and what the engine does about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.bookmarks import Marker
from app.bookmarks_file import BookmarksFile
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from player.spectrogram_tile import steps_of
from tests.app.conftest import SEPARATION_LIMIT_MS, MakeSong, delete_now, wait_for_stems

LEFT = Qt.MouseButton.LeftButton


def engine_loop(window: MainWindow) -> object:
    return window.session.engine.playback().loop


def test_it_starts_with_an_invitation(window: MainWindow) -> None:
    assert window.pages.currentWidget() is window.start_page
    assert not window.transport_bar.play.isEnabled()


def test_the_first_song_finds_its_strips_built(
    qtbot: QtBot, window: MainWindow, stem_folder: Path
) -> None:
    lanes = window.song_page.lane_area
    qtbot.waitUntil(lambda: list(lanes.strips) == ["vocals", "drums", "bass", "other"])
    built = list(lanes.strips.values())
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.session.open(stem_folder)
    assert list(lanes.strips.values()) == built
    qtbot.mouseClick(lanes.strips["vocals"].mute, LEFT)
    assert window.session.desk.state.strip_of("vocals").muted


def test_without_a_device_it_says_so_and_the_rest_works(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    qtbot.waitUntil(lambda: "No sound" in multitrack.status_line.device.text())
    assert multitrack.transport_bar.output.isEnabled()
    qtbot.mouseClick(multitrack.transport_bar.play, LEFT)
    qtbot.waitUntil(lambda: multitrack.session.engine.position_frame() > 0.3 * SAMPLE_RATE)


def test_a_dropped_song_opens(qtbot: QtBot, window: MainWindow, stem_folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stem_folder))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.dropEvent(event)
    assert window.pages.currentWidget() is window.song_page
    assert list(window.song_page.lanes) == ["vocals", "drums", "bass", "other"]
    assert stem_folder.name in window.windowTitle()


def test_a_chosen_song_opens(qtbot: QtBot, window: MainWindow, stem_folder: Path) -> None:
    qtbot.mouseClick(window.start_page.open, LEFT)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        dialog.fileSelected.emit(str(stem_folder / "bass.wav"))
    dialog.close()
    assert window.transport_bar.title.text() == "bass"
    window.session.cancel_separation()


def test_what_cannot_be_opened_is_said_and_the_old_song_stays(
    qtbot: QtBot, multitrack: MainWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "letter.txt"
    bad.write_text("dear friend")
    with qtbot.waitSignal(multitrack.session.open_failed, timeout=10_000):
        multitrack.session.open(bad)
    assert "letter.txt" in multitrack.status_line.message.text()
    assert multitrack.pages.currentWidget() is multitrack.song_page
    assert multitrack.transport_bar.play.isEnabled()


def test_play_and_pause(qtbot: QtBot, multitrack: MainWindow) -> None:
    engine = multitrack.session.engine
    qtbot.mouseClick(multitrack.transport_bar.play, LEFT)
    qtbot.waitUntil(lambda: engine.position_frame() > 0.2 * SAMPLE_RATE)
    qtbot.keyClick(multitrack, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not engine.playback().playing)
    stopped_at = engine.position_frame()
    assert 0.2 * SAMPLE_RATE < stopped_at < 3 * SAMPLE_RATE
    qtbot.keyClick(multitrack, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: engine.position_frame() == 0)


def test_the_end_of_the_song_lets_the_button_up(qtbot: QtBot, multitrack: MainWindow) -> None:
    multitrack.session.transport.seek(round(2.7 * SAMPLE_RATE))
    qtbot.mouseClick(multitrack.transport_bar.play, LEFT)
    assert multitrack.session.transport.playing
    qtbot.waitUntil(lambda: not multitrack.session.transport.playing, timeout=5_000)
    assert multitrack.transport_bar.play.accessibleName() == "Play"


def test_buttons_and_letters_mute_and_solo(qtbot: QtBot, multitrack: MainWindow) -> None:
    desk = multitrack.session.desk
    strips = multitrack.song_page.lane_area.strips
    qtbot.mouseClick(strips["vocals"].mute, LEFT)
    assert desk.state.strip_of("vocals").muted
    qtbot.keyClick(multitrack, Qt.Key.Key_D)
    assert desk.state.strip_of("drums").muted
    assert strips["drums"].mute.isChecked()
    qtbot.keyClick(multitrack, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert desk.state.strip_of("bass").soloed
    assert strips["bass"].solo.isChecked()
    qtbot.keyClick(multitrack, Qt.Key.Key_V)
    assert not desk.state.strip_of("vocals").muted


def test_solo_alone_by_mouse_and_by_key(qtbot: QtBot, multitrack: MainWindow) -> None:
    strips = multitrack.song_page.lane_area.strips
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

    def soloed() -> list[str]:
        assert all(
            strip.solo.isChecked() == multitrack.session.desk.state.strip_of(stem).soloed
            for stem, strip in strips.items()
        )
        return [stem for stem, strip in strips.items() if strip.solo.isChecked()]

    qtbot.mouseClick(strips["vocals"].solo, LEFT)
    qtbot.mouseClick(strips["bass"].solo, LEFT)
    assert soloed() == ["vocals", "bass"]
    qtbot.mouseClick(strips["bass"].solo, LEFT, ctrl)
    assert soloed() == ["bass"]
    qtbot.keyClick(multitrack, Qt.Key.Key_O, ctrl | shift)
    assert soloed() == ["other"]
    qtbot.keyClick(multitrack, Qt.Key.Key_O, ctrl | shift)
    assert soloed() == []
    assert all(multitrack.session.desk.state.is_audible(stem) for stem in strips)


def test_a_solo_safe_stem_is_heard_beside_a_solo(qtbot: QtBot, multitrack: MainWindow) -> None:
    strips = multitrack.song_page.lane_area.strips
    strips["drums"].solo.choose_safe.trigger()
    qtbot.mouseClick(strips["bass"].solo, LEFT)
    qtbot.mouseClick(multitrack.transport_bar.play, LEFT)
    session = multitrack.session
    qtbot.waitUntil(lambda: session.stem_levels()["drums"] > 0.0)
    levels = session.stem_levels()
    assert levels["bass"] > 0.0
    assert levels["vocals"] == levels["other"] == 0.0
    assert "solo-safe" in strips["drums"].solo.toolTip()


def test_a_drag_on_a_lane_loops_what_is_under_it(qtbot: QtBot, multitrack: MainWindow) -> None:
    lane = multitrack.song_page.lanes["bass"]
    y = lane.height() // 2
    start_x, stop_x = lane.width() // 3, 2 * lane.width() // 3
    qtbot.mousePress(lane, LEFT, pos=QPoint(start_x, y))
    qtbot.mouseMove(lane, QPoint(start_x + 40, y))
    qtbot.mouseMove(lane, QPoint(stop_x, y))
    qtbot.mouseRelease(lane, LEFT, pos=QPoint(stop_x, y))
    loop = multitrack.session.transport.active_loop
    assert loop is not None
    frame_per_px = 3 * SAMPLE_RATE / lane.width()
    assert loop.start_frame == pytest.approx(start_x * frame_per_px, abs=2 * frame_per_px)
    assert loop.end_frame == pytest.approx(stop_x * frame_per_px, abs=2 * frame_per_px)
    qtbot.waitUntil(lambda: engine_loop(multitrack) == loop)
    assert multitrack.transport_bar.loop.isChecked()
    qtbot.keyClick(multitrack, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: engine_loop(multitrack) is None)
    assert multitrack.session.transport.loop == loop


def test_l_without_a_loop_makes_one_at_the_playhead(qtbot: QtBot, multitrack: MainWindow) -> None:
    multitrack.session.transport.seek(SAMPLE_RATE)
    qtbot.waitUntil(lambda: multitrack.session.engine.position_frame() == SAMPLE_RATE)
    qtbot.keyClick(multitrack, Qt.Key.Key_L)
    loop = multitrack.session.transport.active_loop
    assert loop is not None
    assert (loop.start_frame, loop.end_frame) == (SAMPLE_RATE, 3 * SAMPLE_RATE)


def test_a_double_click_on_the_spectrogram_seeks(qtbot: QtBot, multitrack: MainWindow) -> None:
    overlay = multitrack.song_page.spectrogram.plot.overlay
    qtbot.mouseDClick(overlay, LEFT, pos=QPoint(overlay.width() // 2, overlay.height() // 2))
    engine = multitrack.session.engine
    qtbot.waitUntil(lambda: abs(engine.position_frame() - 1.5 * SAMPLE_RATE) < 0.01 * SAMPLE_RATE)


def test_tempo_and_pitch_reach_the_engine(qtbot: QtBot, multitrack: MainWindow) -> None:
    engine, bar = multitrack.session.engine, multitrack.transport_bar
    qtbot.keyClick(multitrack, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: engine.playback().tempo_ratio == 0.95)
    bar.tempo.setFocus()
    qtbot.keyClick(bar.tempo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: engine.playback().tempo_ratio == pytest.approx(0.94))
    bar.pitch_changed.emit(-2.25)
    qtbot.waitUntil(lambda: engine.playback().pitch_semitones == -2.25)
    bar.pitch.tuning.setFocus()
    qtbot.keyClick(bar.pitch.tuning, Qt.Key.Key_Down)
    lower = 12 * np.log2(439 / 440)
    qtbot.waitUntil(lambda: engine.playback().pitch_semitones == pytest.approx(-2.25 + lower))


def test_natural_voices_are_chosen_and_remembered(
    qtbot: QtBot, multitrack: MainWindow, session: PracticeSession
) -> None:
    button = multitrack.transport_bar.pitch.formants
    qtbot.mouseClick(button, LEFT)
    assert session.transport.formants_kept
    again = MainWindow(PracticeSession(), multitrack._settings)
    assert again.session.transport.formants_kept
    assert again.transport_bar.pitch.formants.isChecked()
    again.close()
    delete_now(again.session)
    delete_now(again)
    item = action(multitrack, "voices natural")
    assert item.isChecked()
    item.trigger()
    assert not session.transport.formants_kept
    assert not button.isChecked()


def action(window: MainWindow, words: str) -> QAction:
    """The menu item that says so."""
    return next(
        item for item in window.findChildren(QAction) if words in item.text().replace("&", "")
    )


def test_waveforms_and_spectrogram_appear(qtbot: QtBot, multitrack: MainWindow) -> None:
    pictures = multitrack.session.pictures
    qtbot.waitUntil(lambda: all(pictures.peaks(s) is not None for s in ("mix", "bass")))

    def bass_is_drawn() -> bool:
        peaks = pictures.peaks("bass")
        assert peaks is not None
        return bool(peaks.min_max(0, 3 * SAMPLE_RATE, 10)[1].min() > 0.1)

    qtbot.waitUntil(bass_is_drawn, timeout=10_000)
    chips = multitrack.song_page.spectrogram.chips
    with qtbot.waitSignal(
        pictures.tile_ready, timeout=10_000, check_params_cb=lambda tile: tile.source == "bass"
    ) as tile:
        qtbot.mouseClick(chips.chip("bass"), LEFT)
    assert tile.args[0].steps.max() > steps_of(np.array(-30.0, np.float32))


def test_the_blend_shows_what_is_heard(qtbot: QtBot, multitrack: MainWindow) -> None:
    spectrogram, desk = multitrack.song_page.spectrogram, multitrack.session.desk
    stems = tuple(multitrack.song_page.lanes)
    tiles_of: set[str] = set()
    multitrack.session.pictures.tile_ready.connect(lambda tile: tiles_of.add(tile.source))
    qtbot.mouseClick(spectrogram.chips.chip("blend"), LEFT)
    assert spectrogram.shown_sources == stems
    qtbot.waitUntil(lambda: set(stems) <= tiles_of, timeout=10_000)
    desk.set_muted("vocals", True)
    assert spectrogram.shown_sources == tuple(stem for stem in stems if stem != "vocals")
    desk.set_soloed("bass", True)
    assert spectrogram.shown_sources == ("bass",)
    assert spectrogram.chips.chip("blend").isChecked()


def test_a_song_is_separated_and_its_vocal_muted(
    qtbot: QtBot, window: MainWindow, make_song: MakeSong
) -> None:
    path = make_song("song.flac", seconds=12.0)
    session = window.session
    activities = []
    session.activity_changed.connect(lambda activity: activities.append(activity))
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(path)
    assert window.pages.currentWidget() is window.song_page
    # The mix is heard meanwhile, round and round, however long it takes.
    session.transport.set_loop(0, 12 * SAMPLE_RATE)
    qtbot.mouseClick(window.transport_bar.play, LEFT)
    qtbot.waitUntil(lambda: session.engine.position_frame() > 0.1 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: window.status_line.cancel.isVisible(), timeout=10_000)
    wait_for_stems(qtbot, session)
    assert [activity.text for activity in activities if activity][-1] == "Separating with Compact"
    qtbot.waitUntil(lambda: not window.status_line.cancel.isVisible())
    total = sum(np.asarray(stem, np.float64) for stem in session.multitrack.stems)
    mix = soundfile.read(path, dtype="float32")[0]
    assert 20 * np.log10(np.std(total - mix) / np.std(mix)) < -80
    qtbot.keyClick(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: session.stem_levels()["vocals"] == 0.0)
    qtbot.waitUntil(lambda: session.stem_levels()["other"] > 0.0)


def test_cancel_stops_and_continue_goes_on(
    qtbot: QtBot, window: MainWindow, make_song: MakeSong
) -> None:
    session, line = window.session, window.status_line
    session.open(make_song(seconds=60.0))
    qtbot.waitUntil(lambda: len(session.multitrack.finished) > 0, timeout=SEPARATION_LIMIT_MS)
    qtbot.mouseClick(line.cancel, LEFT)
    qtbot.waitUntil(lambda: line.action.isVisible(), timeout=3_000)
    assert not session.is_separated
    assert "cancelled" in line.message.text()
    frames = finished_frames(window)
    qtbot.mouseClick(line.action, LEFT)
    qtbot.waitUntil(lambda: line.cancel.isVisible(), timeout=3_000)
    qtbot.waitUntil(lambda: finished_frames(window) > frames, timeout=SEPARATION_LIMIT_MS)


def finished_frames(window: MainWindow) -> int:
    return sum(stop - start for start, stop in window.session.multitrack.finished)


def test_the_spectrogram_follows_the_solo_until_a_chip_is_chosen(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    chips = multitrack.song_page.spectrogram.chips
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(multitrack, Qt.Key.Key_B, shift)
    assert chips.chip("bass").isChecked()
    qtbot.keyClick(multitrack, Qt.Key.Key_B, shift)
    assert chips.chip("mix").isChecked()
    qtbot.mouseClick(chips.chip("vocals"), LEFT)
    qtbot.keyClick(multitrack, Qt.Key.Key_B, shift)
    assert chips.chip("vocals").isChecked()


def test_after_typing_a_tempo_letters_mute_again(qtbot: QtBot, multitrack: MainWindow) -> None:
    tempo = multitrack.transport_bar.tempo
    qtbot.mouseClick(tempo, LEFT)
    qtbot.keyClicks(tempo.editor, "60")
    qtbot.keyClick(tempo.editor, Qt.Key.Key_Return)
    assert multitrack.session.transport.tempo_percent == 60
    qtbot.keyClick(multitrack, Qt.Key.Key_V)
    assert multitrack.session.desk.state.strip_of("vocals").muted
    assert multitrack.session.transport.tempo_percent == 60


def test_playing_brings_a_lost_playhead_back_into_view(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    axis = multitrack.song_page.axis
    axis.show(2.0, 3.0)
    qtbot.mouseClick(multitrack.transport_bar.play, LEFT)
    assert axis.start_s < 0.5


def test_a_folded_spectrogram_keeps_its_column(qtbot: QtBot, multitrack: MainWindow) -> None:
    spectrogram = multitrack.song_page.spectrogram
    qtbot.mouseClick(spectrogram.fold, LEFT)
    qtbot.wait(50)
    place = spectrogram.fold.mapTo(multitrack, QPoint(0, 0))
    assert place.x() < 260
    assert spectrogram.height() < 60
    assert place.y() > multitrack.height() / 2


def test_the_theme_changes_and_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    before = window.grab().toImage().pixelColor(5, window.height() // 2)
    qtbot.mouseClick(window.transport_bar.theme_button, LEFT)
    after = window.grab().toImage().pixelColor(5, window.height() // 2)
    assert before.lightness() < 100 < after.lightness()
    assert window._settings.value("theme") == "light"


def test_a_name_that_is_being_typed_is_kept_when_the_window_closes(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    qtbot.waitUntil(lambda: session.bookmarks._is_read)
    session.bookmarks.mark_here()
    lane = multitrack.song_page.bookmark_lane
    lane.rename(session.bookmarks.state.markers[0])
    qtbot.keyClicks(lane.editor, "Solo")
    assert session.song is not None
    file = BookmarksFile.of_song(session.song.folder.path.name)
    with qtbot.captureExceptions() as raised:
        multitrack.close()
    assert raised == []
    assert file.read().markers == (Marker("Solo", 0),)

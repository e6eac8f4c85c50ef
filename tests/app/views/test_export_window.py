"""The export window: real buttons, and the files that come of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rpp
import soundfile
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.export_choice import ExportKind, stored_choice
from app.export_order import ExportFormat
from app.main_window import MainWindow
from app.song_loading import open_song
from app.views.export_window import ExportWindow
from player.multitrack import SAMPLE_RATE
from player.render import render
from player.transport import LoopRegion
from separation.folder_lock import FileLock
from tests.app.conftest import MakeSong, wait_for_stems

from .conftest import Pixels

LEFT = Qt.MouseButton.LeftButton
HALF_A_STEP = 0.5 / (1 << 23)
LIMIT_MS = 100_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exported"


@pytest.fixture
def exporting(qtbot: QtBot, multitrack: MainWindow, folder: Path) -> ExportWindow:
    """The window, opened by its button, on four ready stems."""
    multitrack._settings.setValue("export/folder", str(folder))
    multitrack.exports.choice = stored_choice(multitrack._settings)
    QTest.mouseClick(multitrack.transport_bar.export, LEFT)
    opened = multitrack.exports.window
    assert opened is not None
    qtbot.waitExposed(opened)
    return opened


def make_long(main: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Open stems that take long to export, at half their tempo."""
    folder.mkdir()
    noise = np.random.default_rng(0).standard_normal((120 * SAMPLE_RATE, 2)) * 0.05
    for name in ("vocals", "bass"):
        soundfile.write(folder / f"{name}.wav", noise.astype(np.float32), SAMPLE_RATE, "FLOAT")
    with qtbot.waitSignals(
        [main.session.song_begun, main.session.records.has_read], timeout=30_000
    ):
        main.session.open(folder)
    main.session.transport.set_tempo(50.0)


def export(qtbot: QtBot, main: MainWindow) -> None:
    """Press the button and wait for the end."""
    shown = main.exports.window
    assert shown is not None
    qtbot.waitUntil(shown.export.isEnabled)
    QTest.mouseClick(shown.export, LEFT)
    assert main.exports.is_running
    qtbot.waitUntil(lambda: not main.exports.is_running, timeout=LIMIT_MS)


def heard(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float32")[0]


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_needs_a_song(window: MainWindow) -> None:
    assert not window.transport_bar.export.isEnabled()
    window.exports.open_window()
    assert window.exports.window is None


def test_it_opens_by_its_key_and_blocks_nothing(qtbot: QtBot, multitrack: MainWindow) -> None:
    qtbot.keyClick(multitrack, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    opened = multitrack.exports.window
    assert opened is not None
    assert opened.isVisible()
    assert not opened.isModal()
    qtbot.keyClick(multitrack, Qt.Key.Key_V)
    assert multitrack.session.desk.state.strip_of("vocals").muted
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_every_stem_is_written_as_it_is(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    multitrack.session.desk.set_gain("bass", -20.0)
    QTest.mouseClick(exporting.what.chips["stems"], LEFT)
    names = [label.text() for label in exporting.names if label.isVisible()]
    assert names == [f"stems - {stem}.wav" for stem in ("vocals", "drums", "bass", "other")]
    export(qtbot, multitrack)
    assert files_in(folder) == sorted(names)
    song = multitrack.session.multitrack
    for stem, samples in zip(song.names, song.stems, strict=True):
        assert np.abs(heard(folder / f"stems - {stem}.wav") - samples).max() <= HALF_A_STEP
    assert exporting.message.text() == f"4 files are in {folder}."


def test_a_stem_file_and_a_project_by_their_buttons(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    multitrack.session.desk.set_muted("bass", True)
    multitrack.session.bookmarks.mark_here()
    QTest.mouseClick(exporting.kinds.chips["stem-file"], LEFT)
    assert exporting.names[0].text() == "stems.stem.mp4"
    QTest.mouseClick(exporting.formats.chips["alac"], LEFT)
    assert not exporting.what.chips["mix"].isEnabled()
    export(qtbot, multitrack)
    assert exporting.message.text() == f"“stems.stem.mp4” is in {folder}."
    song = multitrack.session.multitrack
    opened = list(open_song(folder / "stems.stem.mp4"))[-1]
    for stem, samples in zip(song.names, song.stems, strict=True):
        assert np.abs(opened.tracks[stem] - samples).max() <= HALF_A_STEP
    QTest.mouseClick(exporting.kinds.chips["project"], LEFT)
    assert list(exporting.formats.chips) == ["wav"]
    export(qtbot, multitrack)
    assert exporting.message.text() == f"5 files are in {folder / 'stems'}."
    project = rpp.loads((folder / "stems" / "stems.rpp").read_text("utf-8"))
    muted = [track.find("MUTESOLO")[1] for track in project.findall("TRACK")]
    assert muted == [str(int(stem == "bass")) for stem in song.names]
    assert project.find("MARKER")[3] == "Marker 1"
    QTest.mouseClick(exporting.kinds.chips["files"], LEFT)
    assert exporting.what.chips["mix"].isChecked()
    again = stored_choice(multitrack._settings)
    assert (again.kind, again.stem_file_format) == (ExportKind.FILES, ExportFormat.ALAC)


@pytest.mark.slow
def test_what_is_heard_is_written_with_tempo_and_loop(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    session = multitrack.session
    session.desk.set_muted("vocals", True)
    session.desk.set_pan("drums", -0.5)
    session.transport.set_tempo(80.0)
    session.transport.set_pitch(3.0)
    session.transport.set_loop(20_000, 80_000)
    qtbot.waitUntil(exporting.parts.chips["loop"].isEnabled)
    QTest.mouseClick(exporting.parts.chips["loop"], LEFT)
    export(qtbot, multitrack)
    (path,) = folder.iterdir()
    assert path.name == "stems - without vocals - 0m00s-0m01s - 80 % - pitch +3.wav"
    rendered = render(
        session.multitrack,
        session.desk.state,
        tempo_ratio=0.8,
        pitch_semitones=3.0,
        loop=LoopRegion(20_000, 80_000),
    )
    assert np.abs(heard(path) - np.concatenate(list(rendered))).max() <= HALF_A_STEP


def test_an_export_of_another_is_beside_it(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    for expected in ("stems - mix.wav", "stems - mix (2).wav"):
        qtbot.waitUntil(lambda name=expected: exporting.names[0].text() == name)
        export(qtbot, multitrack)
        assert (folder / expected).exists()


def test_the_window_follows_what_hands_do(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow
) -> None:
    session = multitrack.session
    assert not exporting.parts.chips["loop"].isEnabled()
    session.transport.set_loop(0, SAMPLE_RATE)
    qtbot.waitUntil(exporting.parts.chips["loop"].isEnabled)
    for stem in session.multitrack.names:
        session.desk.set_muted(stem, True)
    qtbot.waitUntil(lambda: not exporting.export.isEnabled())
    assert "Nothing would be heard" in exporting.length.text()
    session.desk.set_muted("bass", False)
    qtbot.waitUntil(exporting.export.isEnabled)
    assert exporting.names[0].text() == "stems - bass.wav"
    session.transport.set_tempo(50.0)
    qtbot.waitUntil(lambda: exporting.length.text() == "1 file, 0:06 long")


@pytest.mark.slow
def test_while_the_song_is_separated_its_stems_cannot_be_exported(
    qtbot: QtBot, window: MainWindow, make_song: MakeSong
) -> None:
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.session.open(make_song(seconds=8.0))
    QTest.mouseClick(window.transport_bar.export, LEFT)
    opened = window.exports.window
    assert opened is not None
    QTest.mouseClick(opened.what.chips["stems"], LEFT)
    qtbot.waitUntil(lambda: "Not every stem is separated" in opened.length.text())
    assert not opened.export.isEnabled()
    wait_for_stems(qtbot, window.session)
    qtbot.waitUntil(opened.export.isEnabled)


@pytest.mark.parametrize("tempo", [100.0, pytest.param(90.0, marks=pytest.mark.slow)])
def test_what_would_be_distorted_is_turned_down_and_said(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path, tempo: float
) -> None:
    for stem in multitrack.session.multitrack.names:
        multitrack.session.desk.set_gain(stem, 6.0)
    multitrack.session.transport.set_tempo(tempo)
    export(qtbot, multitrack)
    assert "turned down to" in exporting.message.text()
    (path,) = folder.iterdir()
    assert 0.99 < np.abs(heard(path)).max() <= 1.0


def test_folder_and_format_are_remembered(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "stems - mix.mp3").write_bytes(b"mine")
    QTest.mouseClick(exporting.formats.chips["mp3"], LEFT)
    QTest.mouseClick(exporting.choose_folder, LEFT)
    dialog = exporting.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(elsewhere))
    dialog.close()
    assert exporting.folder.text() == str(elsewhere)
    qtbot.waitUntil(lambda: exporting.names[0].text() == "stems - mix (2).mp3")
    again = stored_choice(multitrack._settings)
    assert (again.folder, again.file_format) == (elsewhere, ExportFormat.MP3)


@pytest.mark.parametrize("may_look", [True, False])
def test_the_nearest_folder_is_found_without_the_window_looking_for_it(
    qtbot: QtBot,
    multitrack: MainWindow,
    exporting: ExportWindow,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    may_look: bool,
) -> None:
    """It may lie in a network that does not answer, or where nobody may look."""
    folder.mkdir()
    asked_by: list[threading.Thread] = []
    stat = os.stat

    def watched(path: Any, *rest: Any, **named: Any) -> os.stat_result:
        if str(path).startswith(str(folder)):
            asked_by.append(threading.current_thread())
            if not may_look and str(path) != str(folder):
                raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *rest, **named)

    monkeypatch.setattr(os, "stat", watched)
    exports = multitrack.exports
    exports._choose(replace(exports.choice, folder=folder / "songs" / "solos"))
    QTest.mouseClick(exporting.choose_folder, LEFT)
    dialog = exporting.findChild(QFileDialog)
    assert dialog is not None, "it opens at once, wherever that is"
    dialog.close()
    qtbot.waitUntil(lambda: exports._looked.nearest == folder)
    qtbot.waitUntil(lambda: exporting.findChild(QFileDialog) is None)
    QTest.mouseClick(exporting.choose_folder, LEFT)
    dialog = exporting.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().path()) == folder
    dialog.close()
    assert asked_by
    assert threading.main_thread() not in asked_by


def test_cancelled_it_leaves_nothing(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path, tmp_path: Path
) -> None:
    make_long(multitrack, tmp_path / "long", qtbot)
    qtbot.waitUntil(lambda: "4:00" in exporting.length.text())
    QTest.mouseClick(exporting.export, LEFT)
    qtbot.waitUntil(lambda: exporting.progress.value() > 0, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: "left" in exporting.progress_text.text(), timeout=LIMIT_MS)
    assert not exporting.export.isEnabled()
    assert not exporting.what.isEnabled()
    QTest.mouseClick(exporting.cancel, LEFT)
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=10_000)
    assert "cancelled" in exporting.message.text()
    assert files_in(folder) == []
    assert exporting.export.isEnabled()
    assert not exporting.cancel.isVisible()
    assert not exporting.progress.isVisible()
    assert exporting.what.isEnabled()


def pressed_twice(exporting: ExportWindow) -> None:
    place = exporting.export.mapTo(exporting, exporting.export.rect().center())
    QTest.mouseClick(exporting.export, LEFT)
    under = exporting.childAt(place)
    assert under is not None
    QTest.mouseClick(under, LEFT)


def returned_twice(exporting: ExportWindow) -> None:
    exporting.export.setFocus()
    for _ in range(2):
        focused = exporting.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)


@pytest.mark.parametrize("press", [pressed_twice, returned_twice])
def test_two_presses_in_a_row_export_once_and_cancel_nothing(
    qtbot: QtBot,
    multitrack: MainWindow,
    exporting: ExportWindow,
    folder: Path,
    press: Callable[[ExportWindow], None],
) -> None:
    press(exporting)
    assert multitrack.exports.is_running
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=LIMIT_MS)
    assert exporting.message.text() == f"“stems - mix.wav” is in {folder}."
    assert files_in(folder) == ["stems - mix.wav"]


def test_opened_again_it_tells_nothing_old(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow
) -> None:
    export(qtbot, multitrack)
    assert exporting.show_files.isVisible()
    exporting.close()
    multitrack.exports.open_window()
    assert not exporting.message.isVisible()
    assert not exporting.show_files.isVisible()


def test_opened_again_while_it_runs_it_goes_on(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow
) -> None:
    QTest.mouseClick(exporting.export, LEFT)
    exporting.close()
    multitrack.exports.open_window()
    assert exporting.cancel.isVisible()
    assert not exporting.export.isEnabled()
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=LIMIT_MS)
    assert "stems - mix.wav" in exporting.message.text()


def test_the_app_ends_while_it_exports(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path, tmp_path: Path
) -> None:
    make_long(multitrack, tmp_path / "long", qtbot)
    qtbot.waitUntil(lambda: "4:00" in exporting.length.text())
    QTest.mouseClick(exporting.export, LEFT)
    qtbot.waitUntil(lambda: exporting.progress.value() > 0, timeout=LIMIT_MS)
    multitrack.close()
    assert files_in(folder) == []


def test_what_is_exported_is_in_use_also_when_another_song_is_open(
    qtbot: QtBot,
    multitrack: MainWindow,
    exporting: ExportWindow,
    stem_folder: Path,
    tmp_path: Path,
) -> None:
    make_long(multitrack, tmp_path / "long", qtbot)
    song = multitrack.session.song
    assert song is not None
    qtbot.waitUntil(lambda: "4:00" in exporting.length.text())
    QTest.mouseClick(exporting.export, LEFT)
    with qtbot.waitSignal(multitrack.session.song_begun, timeout=30_000):
        multitrack.session.open(stem_folder)
    assert multitrack.exports.is_running
    with pytest.raises(BlockingIOError):
        FileLock(song.folder.lock_path)
    QTest.mouseClick(exporting.cancel, LEFT)
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=10_000)
    FileLock(song.folder.lock_path).release()


def test_what_goes_wrong_is_said_in_the_window(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    folder.write_text("in the way")
    export(qtbot, multitrack)
    assert exporting.message.text() == f"⨯ “{folder}” is not a folder. Choose another one."
    assert exporting.message.isVisible()
    assert not exporting.show_files.isVisible()
    QTest.mouseClick(exporting.formats.chips["ogg"], LEFT)
    assert not exporting.message.isVisible(), "somebody goes on"


def test_of_a_closed_window_the_status_line_tells(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    QTest.mouseClick(exporting.export, LEFT)
    QTest.mouseClick(exporting.close_window, LEFT)
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=LIMIT_MS)
    assert multitrack.status_line.message.text() == f"“stems - mix.wav” is in {folder}."
    assert files_in(folder) == ["stems - mix.wav"]


class Files(QObject):
    """What opens folders in place of the desktop."""

    opened: QUrl | None = None

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened = url


@pytest.fixture
def desktop() -> Iterator[Files]:
    files = Files()
    QDesktopServices.setUrlHandler("file", files, "open")
    yield files
    QDesktopServices.unsetUrlHandler("file")


def test_the_folder_is_shown(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path, desktop: Files
) -> None:
    assert not exporting.show_files.isVisible()
    export(qtbot, multitrack)
    QTest.mouseClick(exporting.show_files, LEFT)
    assert desktop.opened == QUrl.fromLocalFile(str(folder))


def test_all_of_it_by_keyboard(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    with qtbot.waitActive(exporting):
        exporting.activateWindow()
    exporting.what.chips["mix"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(exporting.what.chips["mix"], Qt.Key.Key_Right)
    for chips in (exporting.parts, exporting.tempos, exporting.formats):
        QTest.keyClick(exporting.focusWidget(), Qt.Key.Key_Tab)
        assert exporting.focusWidget() in chips.chips.values()
    QTest.keyClick(exporting.focusWidget(), Qt.Key.Key_Tab)
    assert exporting.choose_folder.hasFocus()
    QTest.keyClick(exporting.choose_folder, Qt.Key.Key_Tab)
    assert exporting.export.hasFocus()
    QTest.keyClick(exporting.export, Qt.Key.Key_Return)
    assert multitrack.exports.is_running
    assert exporting.progress.hasFocus()
    QTest.keyClick(exporting.progress, Qt.Key.Key_Tab)
    assert exporting.cancel.hasFocus()
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=LIMIT_MS)
    assert exporting.export.hasFocus()
    assert len(files_in(folder)) == 4


def test_it_opens_at_its_first_choice_and_return_exports(
    qtbot: QtBot, multitrack: MainWindow, exporting: ExportWindow, folder: Path
) -> None:
    with qtbot.waitActive(exporting):
        exporting.activateWindow()
    first = exporting.focusWidget()
    assert first in exporting.kinds.chips.values()
    assert isinstance(first, QPushButton)
    assert first.isChecked()
    qtbot.waitUntil(exporting.export.isEnabled)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert multitrack.exports.is_running
    qtbot.waitUntil(lambda: not multitrack.exports.is_running, timeout=LIMIT_MS)
    assert files_in(folder) != []


def test_everything_has_a_name(exporting: ExportWindow) -> None:
    for button in exporting.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
    assert exporting.progress.accessibleName() == "Progress of the export"
    assert exporting.what.chips["heard"].accessibleName() == "Sound: Stems that are heard"
    assert "1 file" in exporting.export.accessibleDescription()


def test_both_themes(multitrack: MainWindow, exporting: ExportWindow, pixels: Pixels) -> None:
    dark = pixels(exporting)
    multitrack.looks.toggle_theme()
    light = pixels(exporting)
    assert light[5, 5].astype(int).sum() > dark[5, 5].astype(int).sum() + 300


def test_with_big_text_nothing_is_cut(qtbot: QtBot, exporting: ExportWindow) -> None:
    main = exporting.parent()
    assert isinstance(main, MainWindow)
    main.looks.choose_text_percent(200)
    exporting.close()
    exporting.show()
    chips = [chip for group in exporting._chips for chip in group.findChildren(QPushButton)]
    shown = (*chips, exporting.export, exporting.close_window)

    def is_whole() -> bool:
        return all(
            each.width() >= each.sizeHint().width() and each.height() >= each.fontMetrics().height()
            for each in shown
        )

    qtbot.waitUntil(is_whole)
    assert exporting.height() <= exporting.screen().availableSize().height()
    assert exporting.width() <= 1024

"""Takes in exports: what is heard is written with the takes that are, at any tempo."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.export_choice import stored_choice
from app.main_window import MainWindow
from app.views.export_window import ExportWindow
from player.multitrack import SAMPLE_RATE, Samples
from player.render import render
from tests.app.conftest import music
from tests.app.test_take_desk import LEFT, click, record
from tests.sound_system import SoundSystem

HALF_A_STEP = 0.5 / (1 << 23)
LIMIT_MS = 100_000


@pytest.fixture
def stem_folder(tmp_path: Path) -> Path:
    """A shorter song than usual: all of it is stretched again and again."""
    folder = tmp_path / "stems"
    folder.mkdir()
    for index, name in enumerate(("vocals", "drums", "bass", "other")):
        soundfile.write(folder / f"{name}.wav", music(1.5, index), SAMPLE_RATE, subtype="FLOAT")
    return folder


@pytest.fixture
def exporting(
    qtbot: QtBot, multitrack: MainWindow, sound_system: SoundSystem, tmp_path: Path
) -> MainWindow:
    """A song with two takes of one round, and the export window opened by its button."""
    multitrack.session.transport.set_loop(11_025, 44_100)
    multitrack.session.transport.seek(11_025)
    record(qtbot, multitrack, sound_system, seconds=1.4)
    multitrack.transport_bar.record.click()
    multitrack._settings.setValue("export/folder", str(tmp_path / "exported"))
    multitrack.exports.choice = stored_choice(multitrack._settings)
    QTest.mouseClick(multitrack.transport_bar.export, LEFT)
    return multitrack


def window_of(main: MainWindow) -> ExportWindow:
    window = main.exports.window
    assert window is not None
    return window


def names_of(main: MainWindow) -> list[str]:
    return [label.text() for label in window_of(main).names if label.isVisible()]


def export(qtbot: QtBot, main: MainWindow, *names: str) -> list[Samples]:
    """Press the button, and read the files of these names."""
    qtbot.waitUntil(lambda: names_of(main) == list(names), timeout=5000)
    click(window_of(main).export)
    assert main.exports.is_running
    qtbot.waitUntil(lambda: not main.exports.is_running, timeout=LIMIT_MS)
    folder = main.exports.choice.folder
    return [soundfile.read(folder / name, dtype="float32")[0] for name in names]


def rendered(main: MainWindow, tempo_ratio: float = 1.0) -> Samples:
    """What the engine plays of all of it."""
    session = main.session
    blocks = render(session._played, session.desk.state, tempo_ratio=tempo_ratio)
    return np.concatenate(list(blocks))


@pytest.mark.parametrize("percent", [100, 60, 130])
def test_what_is_heard_has_the_takes_that_are_heard(
    qtbot: QtBot, exporting: MainWindow, percent: int
) -> None:
    exporting.session.transport.set_tempo(percent)
    newest = exporting.session.takes.state.all[-1]
    exporting.session.takes.set_gain(newest, -3.0)
    without = np.concatenate(
        list(
            render(
                exporting.session.multitrack,
                exporting.session.desk.state,
                tempo_ratio=percent / 100,
            )
        )
    )
    tempo = "" if percent == 100 else f" - {percent} %"
    (got,) = export(qtbot, exporting, f"stems - with {newest.name}{tempo}.wav")
    whole = rendered(exporting, percent / 100)
    assert got.shape == whole.shape
    assert np.abs(got - whole).max() <= HALF_A_STEP * 1.01
    # It is really there: beside the song, where it was played, at its level.
    at = round((newest.start_frame + newest.stop_frame) / 2 * 100 / percent)
    level = float(np.median((got - without)[at - 2000 : at + 2000]))
    assert level == pytest.approx(0.25 * 10 ** (-3 / 20), rel=0.1)


def test_a_take_that_is_soloed_is_alone_in_the_file(qtbot: QtBot, exporting: MainWindow) -> None:
    newest = exporting.session.takes.state.all[-1]
    click(exporting.song_page.take_area.strips[newest.id].solo)
    (got,) = export(qtbot, exporting, f"stems - {newest.name}.wav")
    before, middle = newest.start_frame - 500, (newest.start_frame + newest.stop_frame) // 2
    assert np.abs(got[:before]).max() == 0.0
    np.testing.assert_allclose(got[middle - 1000 : middle + 1000], 0.25, atol=0.01)


def test_takes_that_are_not_heard_are_in_no_file(qtbot: QtBot, exporting: MainWindow) -> None:
    for take in exporting.session.takes.state.all:
        exporting.session.takes.set_muted(take, True)
    (got,) = export(qtbot, exporting, "stems - mix.wav")
    np.testing.assert_allclose(got, rendered(exporting), atol=HALF_A_STEP * 1.01)
    assert exporting.session.multitrack.buses == exporting.session._played.buses


def test_beside_the_stems_that_are_heard_each_heard_take_is_a_file(
    qtbot: QtBot, exporting: MainWindow
) -> None:
    newest = exporting.session.takes.state.all[-1]
    for stem in ("vocals", "drums", "other"):
        exporting.session.desk.set_muted(stem, True)
    exporting.session.takes.set_gain(newest, -12.0)
    click(window_of(exporting).what.chips["heard"])
    bass, take = export(qtbot, exporting, "stems - bass.wav", f"stems - {newest.name}.wav")
    assert len(bass) == len(take)
    middle = (newest.start_frame + newest.stop_frame) // 2
    # As loud as it was played, as the stems are.
    np.testing.assert_allclose(take[middle - 1000 : middle + 1000], 0.25, atol=0.01)
    click(window_of(exporting).what.chips["stems"])
    qtbot.waitUntil(lambda: len(names_of(exporting)) == 4)
    assert not [name for name in names_of(exporting) if newest.name in name]

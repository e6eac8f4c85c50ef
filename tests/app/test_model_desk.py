"""The page of models: its real buttons, a server on this machine, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.cached_songs import CachedSong, CacheReport
from app.main_window import MainWindow
from app.model_choice import ModelChoice, store_choice, stored_choice
from app.practice_session import PracticeSession
from app.song_cache import SongFolder
from app.views.models_page import ModelsPage
from separation.errors import (
    CheckpointDamagedError,
    DeviceMissingError,
    WeightsError,
    WeightsNotHereError,
)
from separation.models import MODELS
from separation.models_here import is_here
from separation.recipe import Quality
from separation.speed_records import ComputingPlace, NetworkSpeed, SpeedRecords, keep_speeds
from separation.weights_folder import weights_path
from separation.weights_import import import_weights
from tests.app.conftest import MakeSong, delete_now, wait_for_stems
from tests.app.small_model import SmallModel, small_model
from tests.separation.weights_server import failing, stalled_after

LEFT = Qt.MouseButton.LeftButton
PLACE = ComputingPlace.on("cpu")


@pytest.fixture
def no_measuring(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing is measured; the names of what would be."""
    wanted: list[str] = []
    measurements = "app.speed_measurements.SpeedMeasurements"
    monkeypatch.setattr(f"{measurements}.want", lambda self, name, device: wanted.append(name))
    return wanted


@pytest.fixture
def small(
    no_measuring: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SmallModel]:
    with small_model(tmp_path, monkeypatch) as model:
        yield model


@pytest.fixture
def quick(small: SmallModel) -> SmallModel:
    """The small model is here, and known to be quick."""
    import_weights(small.checkpoint, small.info.files)
    keep_speeds(SpeedRecords(("cpu",)).with_speed(small.info.files, PLACE, NetworkSpeed(0.1)))
    return small


@pytest.fixture
def page(qtbot: QtBot, no_measuring: list[str], window: MainWindow) -> ModelsPage:
    return opened(qtbot, window)


def opened(qtbot: QtBot, window: MainWindow) -> ModelsPage:
    window.models.open_page()
    shown = window.models.page
    assert shown is not None
    qtbot.waitExposed(shown)
    return shown


def recipe_key(window: MainWindow) -> str:
    return window.session._recipe.key


def test_the_menu_opens_it_beside_the_window(
    qtbot: QtBot, no_measuring: list[str], window: MainWindow
) -> None:
    qtbot.keyClick(
        window,
        Qt.Key.Key_M,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    shown = window.models.page
    assert shown is not None
    assert shown.isVisible()
    assert not shown.isModal()
    assert list(shown.rows) == ["auto", *MODELS]
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert "" in no_measuring  # it asks what there is to compute on


def test_a_choice_is_used_and_kept(qtbot: QtBot, window: MainWindow, page: ModelsPage) -> None:
    assert page.rows["auto"].use.isChecked()
    qtbot.mouseClick(page.rows["compact"].use, LEFT)
    assert page.rows["compact"].use.text() == "In use"
    assert not page.rows["auto"].use.isChecked()
    qtbot.mouseClick(page.quality.chips["better"], LEFT)
    qtbot.mouseClick(page.stems.chips["vocals"], LEFT)
    qtbot.mouseClick(page.devices.chips["cpu"], LEFT)
    expected = ModelChoice("compact", Quality.BETTER, "vocals", "cpu")
    assert window.models.choice == expected
    assert stored_choice(window._settings) == expected
    assert recipe_key(window) == "compact-better-vocals"
    qtbot.mouseClick(page.rows["compact"].use, LEFT)
    assert page.rows["compact"].use.isChecked()


def test_everything_can_be_reached_and_has_a_name(page: ModelsPage) -> None:
    buttons = [button for row in page.rows.values() for button in (row.use, row.download)]
    buttons += [page.quality.chips["normal"], page.import_file, page.close_page]
    for button in buttons:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName() or button.text()
    assert page.rows["htdemucs"].download.accessibleName() == "Download HTDemucs, 84 MB"
    assert "8.8 dB" in page.rows["htdemucs"].download.accessibleDescription()
    assert page.rows["auto"].use.accessibleDescription().startswith("Takes the best one")
    assert "8.8 dB" in page.rows["htdemucs"].accessibleDescription()
    assert "Rouard" in page.rows["htdemucs"].facts.toolTip()


def test_the_tab_key_goes_down_the_page(qtbot: QtBot, page: ModelsPage) -> None:
    page.rows["auto"].use.setFocus()
    reached = []
    for _ in range(len(MODELS) + 1):
        qtbot.keyClick(page, Qt.Key.Key_Tab)
        reached.append(page.focusWidget())
    downloads = [page.rows[name].download for name in list(MODELS)[1:]]
    assert reached[:-1] == [page.rows["compact"].use, *downloads]
    # Between the chips of a group the arrow keys go.
    assert reached[-1] is page.quality.chips["normal"]


def test_the_tab_key_stops_at_what_is_chosen(
    qtbot: QtBot, page: ModelsPage, window: MainWindow
) -> None:
    window.models._choose(ModelChoice(quality=Quality.BETTER, one_stem="drums"))
    page.rows["mdx_extra"].download.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.quality.chips["better"]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Left)
    assert page.focusWidget() is page.quality.chips["normal"]
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.stems.chips["drums"]
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.devices.chips["auto"]


def test_download_and_what_automatic_makes_of_it(
    qtbot: QtBot, small: SmallModel, no_measuring: list[str], window: MainWindow
) -> None:
    page = opened(qtbot, window)
    row = page.rows["small"]
    assert row.download.text() == "Download 1 MB"
    assert not row.use.isVisible()
    qtbot.mouseClick(row.download, LEFT)
    assert row.cancel.isVisible()
    qtbot.waitUntil(lambda: row.use.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: "Small is here" in page.message.text())
    assert no_measuring[-1] == "small"
    assert recipe_key(window) == "compact"
    speeds = SpeedRecords(("cpu",)).with_speed(small.info.files, PLACE, NetworkSpeed(0.1))
    window.models.measurements.measured.emit(speeds)
    assert recipe_key(window) == "small"
    assert "From the next song on: Small" in window.status_line.message.text()


def test_a_download_goes_on_without_the_page_and_can_be_cancelled(
    qtbot: QtBot, small: SmallModel, window: MainWindow
) -> None:
    small.server.answers.append(stalled_after(100_000))
    page = opened(qtbot, window)
    qtbot.mouseClick(page.rows["small"].download, LEFT)
    qtbot.waitUntil(lambda: window.models.transfers.fractions.get("small", 0) > 0, timeout=20_000)
    page.close()
    window.news.clear()  # that there is no sound
    line = window.status_line
    assert line.message.text() == "Downloading Small"
    qtbot.mouseClick(line.cancel, LEFT)
    qtbot.waitUntil(lambda: not window.models.transfers.fractions, timeout=5_000)
    assert not line.cancel.isVisible()
    assert not is_here(small.info)
    window.models.open_page()
    qtbot.mouseClick(page.rows["small"].download, LEFT)
    qtbot.waitUntil(lambda: is_here(small.info), timeout=20_000)
    assert small.server.asked[-1].span is not None


def test_a_download_ends_with_the_window(
    qtbot: QtBot, small: SmallModel, window: MainWindow
) -> None:
    small.server.answers.append(stalled_after(100_000))
    page = opened(qtbot, window)
    qtbot.mouseClick(page.rows["small"].download, LEFT)
    qtbot.waitUntil(lambda: window.models.transfers.fractions.get("small", 0) > 0, timeout=20_000)
    window.close()
    assert not page.isVisible()
    assert not is_here(small.info)


def test_what_goes_wrong_is_said_and_the_one_here_stays(
    qtbot: QtBot, small: SmallModel, window: MainWindow
) -> None:
    small.server.answers.append(failing(404))
    page = opened(qtbot, window)
    qtbot.mouseClick(page.rows["small"].download, LEFT)
    qtbot.waitUntil(lambda: page.message.text().startswith("⨯"), timeout=20_000)
    assert "404" in page.message.text()
    assert page.rows["small"].download.isVisible()
    assert recipe_key(window) == "compact"


def test_import_and_remove(qtbot: QtBot, small: SmallModel, window: MainWindow) -> None:
    page = opened(qtbot, window)
    qtbot.mouseClick(page.import_file, LEFT)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(small.checkpoint))
    dialog.close()
    row = page.rows["small"]
    qtbot.waitUntil(lambda: row.use.isVisible(), timeout=10_000)
    qtbot.mouseClick(row.use, LEFT)
    assert recipe_key(window) == "small"
    qtbot.mouseClick(row.remove, LEFT)
    assert row.remove.text() == "Really remove?"
    assert row.remove.accessibleName() == "Really remove Small? Press again"
    assert is_here(small.info)
    qtbot.mouseClick(row.remove, LEFT)
    assert row.remove.accessibleName() == "Remove Small"
    qtbot.waitUntil(lambda: not row.use.isVisible(), timeout=10_000)
    assert page.rows["auto"].use.isChecked()
    assert recipe_key(window) == "compact"
    qtbot.waitUntil(lambda: "Automatic chooses now" in window.status_line.message.text())


def test_the_keyboard_is_on_no_other_model_when_one_has_gone(
    qtbot: QtBot, quick: SmallModel, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window)
    page.rows["small"].remove.setFocus()
    monkeypatch.delitem(MODELS, "small")  # as one of a person's own goes
    window.models._show()
    assert "small" not in page.rows
    assert page.focusWidget() is page.scroll_area.widget()


def test_a_file_nobody_knows_is_refused_with_a_way_out(
    qtbot: QtBot, page: ModelsPage, window: MainWindow, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.th"
    letter.write_text("dear friend")
    window.models.transfers.take_in(letter)
    qtbot.waitUntil(page.message.isVisible)
    assert page.message.text().startswith("⨯ “letter.th” is not a model.")
    letter.write_bytes(b"PK\x03\x04")
    window.models.transfers.take_in(letter)
    qtbot.waitUntil(lambda: "“letter.th” belongs to none of the models" in page.message.text())
    assert "woodshed models import FILE --architecture" in page.message.text()


def test_several_together(qtbot: QtBot, quick: SmallModel, window: MainWindow) -> None:
    page = opened(qtbot, window)
    assert not page.use_together.isEnabled()
    qtbot.mouseClick(page.together.chips["compact"], LEFT)
    qtbot.mouseClick(page.together.chips["small"], LEFT)
    qtbot.mouseClick(page.use_together, LEFT)
    assert page.use_together.text() == "In use"
    assert page.use_together.accessibleName() == "Use together: Compact and Small"
    assert recipe_key(window) == "compact+small"


@contextmanager
def new_window(qtbot: QtBot, session: PracticeSession, settings: QSettings) -> Iterator[MainWindow]:
    window = MainWindow(session, settings)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    delete_now(window)


@pytest.mark.parametrize("was_measured", [True, False])
def test_what_took_longer_beside_a_song_is_measured_again_on_the_next_start(
    qtbot: QtBot,
    quick: SmallModel,
    no_measuring: list[str],
    session: PracticeSession,
    tmp_path: Path,
    was_measured: bool,
) -> None:
    speed = NetworkSpeed(0.1, was_measured=was_measured)
    keep_speeds(SpeedRecords(("cpu",)).with_speed(quick.info.files, PLACE, speed))
    no_measuring.clear()
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    with new_window(qtbot, session, settings):
        assert ("small" in no_measuring) == (not was_measured)


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (ModelChoice("htdemucs"), "Not on this computer any more: HTDemucs."),
        (ModelChoice("forgotten+htdemucs"), "any more: forgotten and HTDemucs."),
        (ModelChoice("compact+htdemucs_6s"), "Not on this computer any more"),
        (ModelChoice(device="cuda"), "automatic again"),
    ],
)
def test_what_is_gone_is_not_insisted_on(
    qtbot: QtBot,
    no_measuring: list[str],
    session: PracticeSession,
    tmp_path: Path,
    choice: ModelChoice,
    says: str,
) -> None:
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    store_choice(settings, choice)
    keep_speeds(SpeedRecords(("cpu",)))
    with new_window(qtbot, session, settings) as window:
        qtbot.waitUntil(lambda: says in window.status_line.message.text())
        assert stored_choice(settings) == ModelChoice()
        assert recipe_key(window) == "compact"


def test_a_song_is_separated_again_with_another_choice(
    qtbot: QtBot, page: ModelsPage, window: MainWindow, make_song: MakeSong
) -> None:
    session = window.session
    path = make_song(seconds=3.0)
    session.open(path)
    wait_for_stems(qtbot, session)
    assert not page.separate.isVisible()
    session.desk.set_gain("vocals", -6.0)
    session.transport.set_loop(0, 3 * 44100)
    session.transport.set_playing(True)
    qtbot.mouseClick(page.stems.chips["vocals"], LEFT)
    assert session.multitrack.names == ("vocals", "drums", "bass", "other")
    assert page.separate.text() == "Separate this song anew"
    qtbot.mouseClick(page.separate, LEFT)
    assert list(window.song_page.lanes) == ["vocals", "rest"]
    assert session.transport.playing
    assert not page.separate.isVisible()
    wait_for_stems(qtbot, session)
    assert session.multitrack.names == ("vocals", "rest")
    assert session.desk.state.strip_of("vocals").gain_db == -6.0
    total = sum(np.asarray(stem, np.float64) for stem in session.multitrack.stems)
    mix = soundfile.read(path, dtype="float32")[0]
    assert np.abs(total - mix).max() < 1e-5
    qtbot.waitUntil(lambda: session.stem_levels()["rest"] > 0)
    qtbot.waitUntil(lambda: session.pictures.peaks("rest") is not None)
    page.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert session.desk.state.strip_of("rest").muted


def test_a_model_that_turns_out_damaged_is_passed_over(
    qtbot: QtBot, quick: SmallModel, window: MainWindow, make_song: MakeSong
) -> None:
    page = opened(qtbot, window)
    assert recipe_key(window) == "small"
    stored = weights_path(quick.info.files[0])
    content = bytearray(stored.read_bytes())
    content[len(content) // 2] ^= 1
    stored.write_bytes(content)
    window.session.open(make_song(seconds=2.0))
    said = window.status_line.message
    qtbot.waitUntil(lambda: "damaged" in said.text(), timeout=30_000)
    wait_for_stems(qtbot, window.session)
    assert window.session.song_recipe.key == "compact"
    assert page.rows["small"].fault.isVisible()
    assert not page.rows["small"].use.isVisible()


def test_what_was_said_goes_when_a_person_goes_on(qtbot: QtBot, page: ModelsPage) -> None:
    page.say("It is no model.", "error")
    qtbot.mouseClick(page.quality.chips["better"], LEFT)
    assert not page.message.isVisible()
    page.say("It is no model.", "error")
    page.close()
    page.show()
    assert not page.message.isVisible()


def test_what_is_done_without_being_asked_is_said_on_the_page_too(
    qtbot: QtBot, quick: SmallModel, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    window.models.use("small")
    weights_path(quick.info.files[0]).unlink()
    window.models._show()
    qtbot.waitUntil(page.message.isVisible)
    assert page.message.text().startswith("△ Not on this computer any more: Small.")


def test_a_question_about_songs_is_scrolled_to(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path
) -> None:
    song = CachedSong(SongFolder(tmp_path), "song", 1000, 0.0, (), is_open=False)
    page.storage.set_report(CacheReport((song,), 10**9, 2 * 10**9))
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.mouseClick(page.storage.forget, LEFT)
    refuse, viewport = page.storage.refuse, page.scroll_area.viewport()
    assert refuse.accessibleDescription() == page.storage.question.text()

    def is_seen() -> bool:
        place = refuse.mapTo(viewport, refuse.rect().bottomRight())
        return viewport.rect().contains(place)

    qtbot.waitUntil(is_seen)


def test_the_page_is_never_narrower_than_its_buttons(qtbot: QtBot, page: ModelsPage) -> None:
    page.resize(300, 600)
    row = page.rows["mdx_extra"]
    viewport = page.scroll_area.viewport()
    qtbot.waitUntil(
        lambda: viewport.rect().right() >= row.mapTo(viewport, row.rect().topRight()).x()
    )
    assert page.width() > 300


@pytest.mark.parametrize("is_gone", [False, True])
def test_only_the_one_of_several_that_does_not_serve_is_set_aside(
    qtbot: QtBot, quick: SmallModel, window: MainWindow, is_gone: bool
) -> None:
    page = opened(qtbot, window)
    window.models.use("compact+small")
    path = weights_path(quick.info.files[0])
    if is_gone:
        path.unlink()
        error: WeightsError = WeightsNotHereError(Path(path.name))
    else:
        error = CheckpointDamagedError(path, "is damaged")
    window.models.measurements.failed.emit("compact+small", error)
    assert window.models.choice.model == "auto"
    assert page.rows["compact"].use.isVisible()
    assert not page.rows["compact"].fault.isVisible()
    assert not page.rows["small"].use.isVisible()
    assert page.rows["small"].fault.isVisible() == (not is_gone)
    assert page.rows["small"].download.isVisible() == is_gone


@pytest.mark.parametrize("chosen", ["auto", "small"])
def test_one_that_cannot_be_measured_for_damage_is_not_chosen(
    qtbot: QtBot, quick: SmallModel, window: MainWindow, chosen: str
) -> None:
    page = opened(qtbot, window)
    window.models.use(chosen)
    assert recipe_key(window) == "small"
    error = CheckpointDamagedError(quick.checkpoint, "is damaged")
    window.models.measurements.failed.emit("small", error)
    assert window.models.choice.model == "auto"
    assert recipe_key(window) == "compact"
    assert page.rows["small"].fault.isVisible()
    qtbot.waitUntil(lambda: "damaged" in window.status_line.message.text())


def test_what_another_program_took_away_is_not_insisted_on(
    qtbot: QtBot, quick: SmallModel, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    qtbot.mouseClick(page.rows["small"].use, LEFT)
    weights_path(quick.info.files[0]).unlink()
    window.models.open_page()
    assert page.rows["auto"].use.isChecked()
    assert recipe_key(window) == "compact"
    qtbot.waitUntil(lambda: "any more" in window.status_line.message.text())


def test_a_device_that_went_away_is_not_insisted_on(
    qtbot: QtBot, page: ModelsPage, window: MainWindow
) -> None:
    window.models._choose(ModelChoice(device="cuda"))
    window.session.separation_failed.emit(DeviceMissingError("cuda", ("cpu",)))
    assert window.models.choice.device == "auto"
    window.session.separation_failed.emit(CheckpointDamagedError(Path("a.th"), "is damaged"))
    assert window.models.choice.model == "auto"


@pytest.mark.slow
def test_the_whole_way_from_a_download_to_stems(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    session: PracticeSession,
    make_song: MakeSong,
) -> None:
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    compact = MODELS["compact"].files
    keep_speeds(SpeedRecords(("cpu",)).with_speed(compact, PLACE, NetworkSpeed(0.1)))
    with (
        small_model(tmp_path, monkeypatch),
        new_window(qtbot, session, settings) as window,
    ):
        page = opened(qtbot, window)
        session.open(make_song(seconds=3.0))
        wait_for_stems(qtbot, session)
        assert session.song_recipe.key == "compact"
        qtbot.mouseClick(page.rows["small"].download, LEFT)
        qtbot.waitUntil(lambda: page.separate.isVisible(), timeout=60_000)
        assert page.separate.text() == "Separate this song with Small"
        assert "Small: the best one here" in page.rows["auto"].description.text()
        qtbot.mouseClick(page.separate, LEFT)
        wait_for_stems(qtbot, session)
        assert session.song_recipe.key == "small"
        assert session.multitrack.names == MODELS["small"].stems

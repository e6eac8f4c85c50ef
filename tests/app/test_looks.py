"""Dark, light or as the desktop is; and text that is as big as somebody needs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import looks as looks_module
from app.looks import Looks, percent_for
from app.main_window import MainWindow
from app.text_scale import TEXT_PERCENTS, set_text_scale
from app.theme import DARK, LIGHT
from app.views.elided_label import ElidedLabel


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "looks.ini"), QSettings.Format.IniFormat)


@pytest.fixture(autouse=True)
def usual_text_afterwards() -> Iterator[None]:
    yield
    set_text_scale(1.0)


class Hints:
    """A desktop that is light or dark."""

    def __init__(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme


def test_it_is_as_the_desktop_until_somebody_chooses(
    qapp: QApplication, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(settings)
    desktop = Hints(Qt.ColorScheme.Light)
    hints = qapp.styleHints()
    monkeypatch.setattr(looks_module.QGuiApplication, "styleHints", lambda *_: desktop)
    shown: list[object] = []
    looks.theme_changed.connect(shown.append)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert (shown, looks.choice) == ([LIGHT], "system")
    looks.choose_theme("dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert (shown, looks.theme) == ([LIGHT, DARK], DARK)
    looks.choose_theme("system")
    assert looks.theme == LIGHT
    qapp.setStyleSheet("")


def test_what_was_chosen_is_chosen_the_next_time(qapp: QApplication, settings: QSettings) -> None:
    looks = Looks(settings)
    looks.choose_theme("light")
    looks.toggle_theme()
    looks.toggle_theme()
    looks.choose_text_percent(150)
    again = Looks(settings)
    assert (again.choice, again.theme, again.text_percent) == ("light", LIGHT, 150)
    looks.choose_text_percent(100)
    qapp.setStyleSheet("")


@pytest.mark.parametrize(
    ("desktop_px", "percent"),
    [(12.0, 100), (44 / 3, 100), (18.0, 125), (22.0, 150), (29.0, 200), (60.0, 200)],
)
def test_text_is_as_big_as_the_desktops(
    monkeypatch: pytest.MonkeyPatch, desktop_px: float, percent: int
) -> None:
    monkeypatch.setattr(looks_module.sys, "platform", "linux")
    assert percent_for(desktop_px) == percent


def test_the_menu_chooses_and_shows_what_is_chosen(window: MainWindow) -> None:
    shortcuts, menu = window.menus.shortcuts, window.menus
    assert shortcuts.trigger("view.theme_light")
    assert shortcuts.trigger("view.text_125")
    assert (window.looks.theme, window.looks.text_percent) == (LIGHT, 125)
    checked = {
        action.objectName()
        for action in menu.shortcuts.findChildren(QWidget) + window.findChildren(QWidget)
        for action in action.actions()
        if action.isChecked()
    }
    assert {"view.theme_light", "view.text_125"} <= checked
    assert "view.theme_dark" not in checked
    assert window.transport_bar.tempo.font().pixelSize() == round(22 * 1.25)
    window.looks.choose_text_percent(100)


def _cut(window: QWidget) -> list[str]:
    """Texts that are bigger than what holds them."""
    cut = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or isinstance(widget, ElidedLabel):
            continue
        text = widget.text()
        if not widget.isVisible() or widget.window() is not window or not text:
            continue
        metrics = widget.fontMetrics()
        wrapped = isinstance(widget, QLabel) and widget.wordWrap()
        width = 0 if wrapped else max(metrics.horizontalAdvance(line) for line in text.split("\n"))
        if metrics.height() > widget.height() + 1 or width > widget.width():
            cut.append(f"{text!r}: {width}x{metrics.height()} in {widget.size().toTuple()}")
    return cut


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_no_text_is_cut_off(
    qtbot: QtBot, multitrack: MainWindow, percent: int, size: tuple[int, int]
) -> None:
    multitrack.resize(*size)
    multitrack.models.open_page()
    page = multitrack.models.page
    assert page is not None
    page.resize(840, 600)
    multitrack.looks.choose_text_percent(percent)
    qtbot.waitUntil(lambda: _cut(multitrack) == [])
    qtbot.waitUntil(lambda: _cut(page) == [])
    bar = multitrack.transport_bar
    shown = (bar.play, bar.loop, bar.position, bar.tempo, bar.pitch, bar.tools)
    assert all(
        bar.rect().contains(QRect(widget.mapTo(bar, QPoint(0, 0)), widget.size()))
        for widget in shown
    )
    assert multitrack.width() == size[0]
    multitrack.looks.choose_text_percent(100)
    assert bar.tempo.font().pixelSize() == 22
    qtbot.waitUntil(lambda: _cut(multitrack) == [])


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_the_start_page_is_never_wider_than_a_small_window(
    qtbot: QtBot, window: MainWindow, percent: int
) -> None:
    window.resize(1024, 640)
    window.looks.choose_text_percent(percent)
    qtbot.waitUntil(lambda: _cut(window) == [])
    assert window.start_page.minimumSizeHint().width() <= 1000
    window.looks.choose_text_percent(100)


@pytest.mark.parametrize(
    ("percent", "size"),
    [(200, (1024, 640)), (150, (1024, 640)), (100, (1024, 520)), (200, (900, 480))],
)
def test_on_a_small_screen_everything_is_scrolled_to_by_the_keyboard(
    qtbot: QtBot, multitrack: MainWindow, percent: int, size: tuple[int, int]
) -> None:
    multitrack.setMinimumSize(*size)
    multitrack.resize(*size)
    multitrack.looks.choose_text_percent(percent)
    multitrack.activateWindow()
    qtbot.waitUntil(multitrack.isActiveWindow)
    walked: list[QWidget] = []
    QTest.keyClick(multitrack, Qt.Key.Key_Tab)
    while (widget := multitrack.focusWidget()) not in walked:
        walked.append(widget)
        QTest.qWait(1)
        assert not widget.visibleRegion().isEmpty(), widget.accessibleName()
        assert widget.visibleRegion().boundingRect().height() >= min(24, widget.height())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert len(walked) >= 30
    multitrack.looks.choose_text_percent(100)


class LayoutCount(QObject):
    """Counts how often anything is laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 640), (1024, 500)])
def test_a_window_that_stands_still_lays_nothing_out(
    qapp: QApplication,
    qtbot: QtBot,
    multitrack: MainWindow,
    percent: int,
    size: tuple[int, int],
) -> None:
    multitrack.setMinimumSize(*size)
    multitrack.resize(*size)
    multitrack.looks.choose_text_percent(percent)
    layouts = LayoutCount()
    qapp.installEventFilter(layouts)

    def rests() -> bool:
        before = layouts.count
        QTest.qWait(100)
        return layouts.count == before

    qtbot.waitUntil(rests)
    qapp.removeEventFilter(layouts)
    multitrack.looks.choose_text_percent(100)


def test_strips_that_are_made_later_are_as_big(multitrack: MainWindow) -> None:
    multitrack.looks.choose_text_percent(200)
    multitrack.session.desk.set_alone("bass")
    strip = multitrack.song_page.lane_area.strips["bass"]
    assert strip.name.font().pixelSize() == 26
    assert strip.mute.height() > 26
    multitrack.looks.choose_text_percent(100)
    assert (strip.name.font().pixelSize(), strip.mute.height()) == (13, 26)


def test_another_theme_leaves_the_size_as_it_is(multitrack: MainWindow) -> None:
    multitrack.looks.choose_text_percent(150)
    multitrack.looks.toggle_theme()
    QTest.qWait(1)
    assert multitrack.song_page.master.gain_label.font().pixelSize() == round(13 * 1.5)
    multitrack.looks.choose_text_percent(100)


def test_windows_beside_it_grow_with_the_text_and_shrink_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    shortcuts = window.menus.shortcuts
    shortcuts.trigger("song.models")
    shortcuts.trigger("help.keys")
    pages = [window.models.page, window.keys.page]
    room = window.screen().availableSize()
    sizes = []
    for page in pages:
        assert page is not None
        sizes.append(page.size())
    window.looks.choose_text_percent(200)
    for page, before in zip(pages, sizes, strict=True):
        assert page is not None
        qtbot.waitUntil(
            lambda page=page, before=before: (
                page.width() > before.width() or page.width() >= room.width() - 16
            )
        )
        assert page.width() <= room.width()
        assert page.height() <= room.height()
    keys = window.keys.page
    assert keys is not None
    rows = keys.list.rows.values()
    qtbot.waitUntil(
        lambda: all(
            row.mapTo(keys.list.viewport(), row.rect().topRight()).x()
            <= keys.list.viewport().width()
            for row in rows
        )
    )
    window.looks.choose_text_percent(100)
    for page, before in zip(pages, sizes, strict=True):
        assert page is not None
        qtbot.waitUntil(lambda page=page, before=before: page.size() == before)


def test_with_big_text_whole_strips_are_seen_and_the_spectrogram_gives_way(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    multitrack.setMinimumSize(1440, 900)
    page = multitrack.song_page
    strips = list(page.lane_area.strips.values())
    usual_px = page.lane_area.least_lane_height()
    multitrack.looks.choose_text_percent(200)
    lane_px = page.lane_area.least_lane_height()
    assert lane_px > usual_px

    def is_shared_out() -> bool:
        seen = [strip.visibleRegion().boundingRect().height() for strip in strips]
        whole = [px for px in seen if px]
        left_px = page.lower_panel.height() - page.lower_panel.least_height()
        return (
            len(whole) > 1
            and min(whole) >= lane_px
            and max(whole) <= strips[0].height()
            and (len(whole) == len(strips) or left_px < lane_px)
        )

    qtbot.waitUntil(is_shared_out)
    multitrack.looks.choose_text_percent(100)


def test_icons_are_as_big_as_the_text(multitrack: MainWindow) -> None:
    page, bar = multitrack.song_page, multitrack.transport_bar
    row = multitrack.start_page.list.buttons
    buttons = [
        page.stems_header.groups,
        page.stems_header.zoom_in,
        page.bookmark_cell.button,
        bar.pitch.formants,
        row.folder,
        row.remove,
    ]
    before = [button.iconSize().width() for button in buttons]
    multitrack.looks.choose_text_percent(200)
    for button, px in zip(buttons, before, strict=True):
        assert button.iconSize().width() >= 1.5 * px
        assert button.height() >= button.iconSize().height()
    multitrack.looks.choose_text_percent(100)
    assert [button.iconSize().width() for button in buttons] == before

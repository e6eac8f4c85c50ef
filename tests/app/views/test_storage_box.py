"""How much room songs take, and what a hand can change about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.cached_songs import CachedSong, CacheReport
from app.song_cache import SongFolder
from app.theme import DARK, LIGHT
from app.views.storage_box import StorageBox

from .conftest import Pixels

LEFT = Qt.MouseButton.LeftButton
GB = 1_000_000_000


def song(size_bytes: int, *, is_open: bool = False) -> CachedSong:
    return CachedSong(SongFolder(Path("song")), "Song", size_bytes, 0.0, (), is_open)


REPORT = CacheReport((song(2 * GB, is_open=True), song(GB), song(GB)), 20 * GB, 50 * GB)


@pytest.fixture
def box(qtbot: QtBot) -> StorageBox:
    made = StorageBox(DARK)
    qtbot.addWidget(made)
    made.set_report(REPORT)
    made.resize(600, 240)
    made.show()
    return made


class Heard:
    """What the box announced."""

    def __init__(self, box: StorageBox) -> None:
        self.limits: list[int] = []
        self.forgotten = 0
        box.limit_chosen.connect(self.limits.append)
        box.forget_confirmed.connect(self._on_forget)

    def _on_forget(self) -> None:
        self.forgotten += 1


def test_it_says_how_full_it_is(box: StorageBox) -> None:
    assert box.title.text() == "Songs kept: 4 GB of 20 GB"
    assert box.bar.value() / box.bar.maximum() == pytest.approx(0.2)
    assert box.limit.text() == "20 GB"
    assert "half" not in box.explanation.text()
    assert box.forget.isEnabled()
    assert not box.confirm.isVisible()


def test_a_nearly_full_disk_is_the_limit(box: StorageBox) -> None:
    box.set_report(CacheReport((song(5 * GB),), 20 * GB, 4_500_000_000))
    assert box.title.text() == "Songs kept: 5 GB of 4.5 GB"
    assert box.bar.value() == box.bar.maximum()
    assert "half" in box.explanation.text()
    assert box.limit.maximum() == 4


def test_a_report_announces_nothing(box: StorageBox, qtbot: QtBot) -> None:
    heard = Heard(box)
    box.set_report(CacheReport((), 5 * GB, 6 * GB))
    box.set_report(REPORT)
    qtbot.wait(box._settling.interval() + 100)
    assert heard.limits == []


def test_nothing_can_be_forgotten_but_what_is_not_open(box: StorageBox) -> None:
    box.set_report(CacheReport((song(GB, is_open=True),), 20 * GB, 50 * GB))
    assert not box.forget.isEnabled()


def test_another_limit_is_announced_once_it_has_settled(box: StorageBox, qtbot: QtBot) -> None:
    heard = Heard(box)
    box.limit.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(box.limit_chosen):
        for _ in range(3):
            QTest.keyClick(box.limit, Qt.Key.Key_Up)
        assert heard.limits == []
    assert heard.limits == [23 * GB]


def test_a_report_does_not_take_the_number_out_of_the_hand(box: StorageBox, qtbot: QtBot) -> None:
    QTest.keyClick(box.limit, Qt.Key.Key_Up)
    box.set_report(REPORT)
    with qtbot.waitSignal(box.limit_chosen) as chosen:
        assert box.limit.value() == 21
    assert chosen.args == [21 * GB]


@pytest.mark.parametrize("sure", [True, False])
def test_a_limit_that_costs_songs_asks_first(box: StorageBox, qtbot: QtBot, sure: bool) -> None:
    heard = Heard(box)
    box.limit.edit()
    QTest.keyClicks(box.limit.editor, "3")
    QTest.keyClick(box.limit.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(box.confirm.isVisible)
    assert "1 GB" in box.question.text()
    box.set_report(REPORT)
    assert box.limit.value() == 3, "the question is still about it"
    QTest.mouseClick(box.confirm if sure else box.refuse, LEFT)
    assert heard.limits == ([3 * GB] if sure else [])
    assert box.limit.value() == (3 if sure else 20)
    assert not box.confirm.isVisible()
    assert heard.forgotten == 0


@pytest.mark.parametrize("sure", [True, False])
def test_forgetting_asks_first(box: StorageBox, sure: bool) -> None:
    heard = Heard(box)
    QTest.mouseClick(box.forget, LEFT)
    assert heard.forgotten == 0
    assert "2 GB" in box.question.text()
    QTest.mouseClick(box.confirm if sure else box.refuse, LEFT)
    assert heard.forgotten == int(sure)
    assert heard.limits == []
    assert not box.confirm.isVisible()


def test_all_of_it_by_keyboard(box: StorageBox, qtbot: QtBot) -> None:
    heard = Heard(box)
    with qtbot.waitActive(box):
        box.activateWindow()
    box.limit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box.limit, Qt.Key.Key_Tab)
    assert box.forget.hasFocus()
    QTest.keyClick(box.forget, Qt.Key.Key_Return)
    assert box.refuse.hasFocus(), "Return once more harms nothing"
    QTest.keyClick(box.refuse, Qt.Key.Key_Escape)
    assert not box.refuse.isVisible()
    assert box.forget.hasFocus()
    QTest.keyClick(box.forget, Qt.Key.Key_Return)
    QTest.keyClick(box.refuse, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert box.confirm.hasFocus()
    QTest.keyClick(box.confirm, Qt.Key.Key_Return)
    assert heard.forgotten == 1


def test_everything_has_a_name(box: StorageBox) -> None:
    assert box.limit.accessibleName() == "Room for songs"
    assert box.bar.accessibleName() == "Room taken by songs"
    assert box.bar.accessibleDescription() == box.title.text()


def test_both_themes(box: StorageBox, pixels: Pixels) -> None:
    dark = pixels(box.limit)
    box.set_theme(LIGHT)
    assert (pixels(box.limit) != dark).any()

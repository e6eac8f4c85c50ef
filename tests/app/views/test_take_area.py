"""The takes under the stems: rows come and go, show what is, and tell what hands do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.takes import Take, Takes
from app.theme import DARK, LIGHT, Theme
from app.views.take_area import TakeArea
from app.views.time_axis import TimeAxis
from player.multitrack import SAMPLE_RATE
from player.waveform_peaks import MinMax, WaveformPeaks, compute_peaks

FIRST = Take("1-0", "Take 1", SAMPLE_RATE, 2 * SAMPLE_RATE, 60.0)
SECOND = Take("1-1", "Take 2", SAMPLE_RATE, 2 * SAMPLE_RATE)


@pytest.fixture
def area(qtbot: QtBot) -> TakeArea:
    """In a window of its own, for a song of four seconds."""
    axis = TimeAxis()
    axis.set_duration(4.0)
    area = TakeArea(axis, DARK, SAMPLE_RATE)
    axis.setParent(area)
    qtbot.addWidget(area)
    area.resize(900, 200)
    return area


def show(area: TakeArea, *takes: Take) -> None:
    sound = np.full((SAMPLE_RATE, 2), 0.5, np.float32)
    peaks = WaveformPeaks(4 * SAMPLE_RATE)
    peaks.insert(compute_peaks(sound, SAMPLE_RATE))
    area.set_takes(Takes(takes), lambda _: peaks, {take.id: True for take in takes})


def test_it_takes_no_room_until_there_is_something(area: TakeArea) -> None:
    assert area.wanted_height() == 0
    area.set_armed(True)
    armed = area.wanted_height()
    assert armed > 0
    area.set_armed(False)
    show(area, FIRST)
    assert area.wanted_height() > armed
    show(area)
    assert area.wanted_height() == 0


def test_rows_come_and_go_the_newest_on_top(area: TakeArea) -> None:
    made: list[object] = []
    area.lane_made.connect(made.append)
    show(area, FIRST)
    lane = area.lanes["1-0"]
    show(area, FIRST, SECOND)
    assert area.lanes["1-0"] is lane
    assert made == [lane, area.lanes["1-1"]]
    show(area, SECOND)
    assert list(area.lanes) == list(area.strips) == ["1-1"]


def test_a_name_is_typed_in_its_place(area: TakeArea, qtbot: QtBot) -> None:
    show(area, FIRST)
    area.show()
    qtbot.waitExposed(area)
    told: list[tuple[Take, str]] = []
    area.renamed.connect(lambda take, text: told.append((take, text)))
    strip = area.strips["1-0"]
    QTest.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=strip.name.geometry().center())
    assert strip.editor.is_open
    QTest.keyClicks(strip.editor, "Mine")
    QTest.keyClick(strip.editor, Qt.Key.Key_Return)
    assert told == [(FIRST, "Mine")]


def test_showing_announces_nothing(area: TakeArea) -> None:
    told: list[object] = []
    for signal in (area.best_toggled, area.mute_toggled, area.solo_toggled, area.gain_db_changed):
        signal.connect(lambda *all_: told.append(all_))
    show(area, FIRST)
    loud = replace(FIRST.mix, gain_db=3.0, muted=True, soloed=True)
    show(area, replace(FIRST, mix=loud, is_best=True))
    strip = area.strips["1-0"]
    assert (strip.best.isChecked(), strip.mute.isChecked(), strip.solo.isChecked()) == (True,) * 3
    assert not told


def test_every_control_has_a_name_and_the_tab_key_reaches_it(area: TakeArea) -> None:
    show(area, FIRST)
    strip = area.strips["1-0"]
    for button in (strip.best, strip.mute, strip.solo, strip.more):
        assert "Take 1" in button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert strip.gain.accessibleName() == "Gain of Take 1"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_waveform_stands_where_it_was_played(
    area: TakeArea, qtbot: QtBot, theme: object
) -> None:
    show(area, FIRST)
    area.set_theme(theme)  # type: ignore[arg-type]
    area.show()
    qtbot.waitExposed(area)
    lane = area.lanes["1-0"]
    image = lane.grab().toImage()
    middle = (lane.height() - 14) // 2

    def at(time_s: float) -> str:
        x = round(lane.x_of(time_s) * image.devicePixelRatio())
        return image.pixelColor(x, round(middle * image.devicePixelRatio())).name()

    assert at(0.5) == at(3.0)
    assert at(1.5) != at(0.5)


class Sound:
    """As loud everywhere."""

    def min_max(self, start_frame: int, stop_frame: int, columns: int) -> MinMax:
        return np.full(columns, -0.5, np.float32), np.full(columns, 0.5, np.float32)


def test_the_tenth_round_stands_above_the_ninth(area: TakeArea) -> None:
    show(area, *(replace(FIRST, id=f"1-{number}") for number in range(12)))
    area.show()
    tops = [area.lanes[f"1-{number}"].mapTo(area, QPoint(0, 0)).y() for number in range(12)]
    assert tops == sorted(tops, reverse=True)


def test_what_is_recorded_is_a_lane_that_grows_and_becomes_a_take(
    area: TakeArea, qtbot: QtBot
) -> None:
    show(area, FIRST)
    area.show()
    qtbot.waitExposed(area)
    begun = replace(SECOND, stop_frame=round(1.2 * SAMPLE_RATE))
    area.set_growing([(begun, Sound(), "being recorded")])
    lane, strip = area.lanes["1-1"], area.strips["1-1"]
    assert strip.growing.text() == "being recorded"
    older = area.lanes["1-0"]
    qtbot.waitUntil(lambda: lane.mapTo(area, QPoint()).y() < older.mapTo(area, QPoint()).y())
    for control in (strip.best, strip.mute, strip.solo, strip.more, strip.gain):
        assert not control.isVisible()

    def is_painted(time_s: float) -> bool:
        image = lane.grab().toImage()
        scale = image.devicePixelRatio()
        middle = round((lane.height() - 14) // 2 * scale)
        there, beside = (
            image.pixelColor(round(lane.x_of(at_s) * scale), middle) for at_s in (time_s, 3.5)
        )
        return there != beside

    assert is_painted(1.1)
    assert not is_painted(1.5)
    grown = replace(begun, stop_frame=round(1.7 * SAMPLE_RATE))
    area.set_growing([(grown, Sound(), "being recorded")])
    assert area.lanes["1-1"] is lane
    assert is_painted(1.5)
    # The waveform of what was kept is not touched, and what is recorded is no take to it.
    show(area, FIRST)
    assert set(area.lanes) == {"1-0", "1-1"}
    show(area, FIRST, SECOND)
    area.set_growing([])
    assert area.lanes["1-1"] is lane
    assert strip.best.isVisible()
    assert not strip.growing.isVisible()


def test_what_did_not_become_a_take_goes(area: TakeArea) -> None:
    area.set_growing([(FIRST, Sound(), "being recorded")])
    assert area.wanted_height() > 0
    area.set_growing([])
    assert not area.lanes
    assert area.wanted_height() == 0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_places_that_were_too_loud_are_marked(area: TakeArea, qtbot: QtBot, theme: Theme) -> None:
    area.set_theme(theme)
    show(area, replace(FIRST, clips=(round(1.5 * SAMPLE_RATE),)))
    area.show()
    qtbot.waitExposed(area)
    lane = area.lanes["1-0"]
    image = lane.grab().toImage()
    scale = image.devicePixelRatio()
    colours = {
        image.pixelColor(round(lane.x_of(time_s) * scale), round(4 * scale)).name()
        for time_s in (1.2, 1.5)
    }
    assert theme.error in {each.upper() for each in colours} | colours
    assert len(colours) == 2
    assert "once too loud" in lane.accessibleName()

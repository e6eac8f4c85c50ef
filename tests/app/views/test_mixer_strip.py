"""What hands do to a strip, and what it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.views.gain_slider import (
    MAXIMUM_DB,
    MINIMUM_DB,
    GainSlider,
    gain_at,
    gain_text,
    position_of,
)
from app.views.level_meter import CEILING_DB, FLOOR_DB, LevelMeter
from app.views.master_strip import MasterStrip
from app.views.mixer_strip import MixerStrip
from app.views.pan_knob import PanKnob
from player.mixer import StemMix

from .conftest import Pixels, Wheel, rgb

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(qtbot: QtBot) -> MixerStrip:
    made = MixerStrip("vocals", DARK)
    qtbot.addWidget(made)
    made.resize(248, 104)
    made.show()
    return made


def handle_px(slider: GainSlider) -> int:
    return round(6 + position_of(slider.gain_db) * (slider.width() - 12))


# Mute and solo.


def test_mute_is_pressed_with_mouse_and_return_key(strip: MixerStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.mute_toggled) as muted:
        QTest.mouseClick(strip.mute, LEFT)
    assert muted.args == [True]
    with qtbot.waitSignal(strip.mute_toggled) as muted:
        QTest.keyClick(strip.mute, Qt.Key.Key_Return)
    assert muted.args == [False]


def test_solo_is_pressed_and_with_ctrl_it_is_meant_alone(strip: MixerStrip) -> None:
    said: list[object] = []
    strip.solo_toggled.connect(said.append)
    strip.solo_alone_clicked.connect(lambda: said.append("alone"))
    QTest.mouseClick(strip.solo, LEFT)
    QTest.keyClick(strip.solo, Qt.Key.Key_Return)
    QTest.mouseClick(strip.solo, LEFT, Qt.KeyboardModifier.ControlModifier)
    assert said == [True, False, "alone"]


def open_choices(strip: MixerStrip, reason: QContextMenuEvent.Reason) -> None:
    place = QPoint(5, 5)
    event = QContextMenuEvent(reason, place, strip.solo.mapToGlobal(place))
    QApplication.sendEvent(strip.solo, event)
    assert strip.solo.choices.isVisible()


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_the_menu_of_solo_is_gone_through_by_keys(
    strip: MixerStrip, reason: QContextMenuEvent.Reason
) -> None:
    said: list[object] = []
    strip.solo_toggled.connect(lambda soloed: said.append(("solo", soloed)))
    strip.solo_alone_clicked.connect(lambda: said.append("alone"))
    strip.solo_safe_toggled.connect(lambda safe: said.append(("safe", safe)))
    for downs in (1, 2, 3):
        open_choices(strip, reason)
        for _ in range(downs):
            QTest.keyClick(strip.solo.choices, Qt.Key.Key_Down)
        QTest.keyClick(strip.solo.choices, Qt.Key.Key_Return)
    assert said == [("solo", True), "alone", ("safe", True)]
    strip.set_state(StemMix(soloed=True, solo_safe=True), audible=True)
    strip.solo.choose_safe.trigger()
    assert said[-1] == ("safe", False)


def test_the_menu_of_solo_opens_at_the_mouse_or_below_the_button(strip: MixerStrip) -> None:
    open_choices(strip, QContextMenuEvent.Reason.Mouse)
    assert strip.solo.choices.pos() == strip.solo.mapToGlobal(QPoint(5, 5))
    strip.solo.choices.close()
    open_choices(strip, QContextMenuEvent.Reason.Keyboard)
    assert strip.solo.choices.pos() == strip.solo.mapToGlobal(strip.solo.rect().bottomLeft())
    strip.solo.choices.close()


@pytest.mark.parametrize("soloed", [False, True])
def test_solo_safe_is_seen_and_said(strip: MixerStrip, pixels: Pixels, soloed: bool) -> None:
    strip.set_state(StemMix(soloed=soloed), audible=True)
    plain = pixels(strip.solo)
    assert strip.solo.accessibleDescription() == ""
    strip.set_state(StemMix(soloed=soloed, solo_safe=True), audible=True)
    # A ring: its four outermost points, where neither letter nor frame is.
    for x, y in ((13, 4), (13, 21), (4, 13), (21, 13)):
        before, after = plain[y, x].astype(int), pixels(strip.solo)[y, x].astype(int)
        assert abs(before - after).sum() > 150
    assert "heard whatever is soloed" in strip.solo.accessibleDescription()
    assert "solo-safe" in strip.solo.toolTip()
    strip.set_state(StemMix(soloed=soloed), audible=True)
    assert (pixels(strip.solo) == plain).all()


def test_what_is_set_is_shown_and_not_announced(strip: MixerStrip, qtbot: QtBot) -> None:
    signals = [
        strip.mute_toggled,
        strip.solo_toggled,
        strip.solo_safe_toggled,
        strip.gain_db_changed,
        strip.pan_changed,
    ]
    announced: list[object] = []
    for signal in signals:
        signal.connect(lambda *arguments: announced.append(arguments))
    strip.set_state(StemMix(-6.0, 0.5, soloed=True, solo_safe=True), audible=True)
    assert announced == []
    assert strip.solo.isChecked()
    assert not strip.mute.isChecked()
    assert (strip.gain.gain_db, strip.pan.pan) == (-6.0, 0.5)
    assert strip.gain_label.text() == "−6.0 dB"
    strip.set_state(StemMix(-6.0, 0.5, muted=True, soloed=True), audible=False)
    assert strip.gain_label.text() == "mute"


def test_the_strip_fades_with_its_lane(strip: MixerStrip, pixels: Pixels) -> None:
    heard = pixels(strip)[50, 2].astype(int)
    strip.set_state(StemMix(muted=True), audible=False)
    assert pixels(strip)[50, 2].astype(int).sum() < 0.8 * heard.sum()


# Gain.


@given(st.floats(MINIMUM_DB, MAXIMUM_DB))
def test_places_and_gains_are_each_others_inverse(gain_db: float) -> None:
    assert gain_at(position_of(gain_db)) == pytest.approx(gain_db, abs=1e-6)


@pytest.mark.parametrize(
    ("gain_db", "text"),
    [(0.0, "0.0 dB"), (3.0, "+3.0 dB"), (-6.04, "−6.0 dB"), (-60.0, "−∞ dB"), (-0.01, "0.0 dB")],
)
def test_gains_as_people_write_them(gain_db: float, text: str) -> None:
    assert gain_text(gain_db) == text


def test_the_fader_is_dragged_from_end_to_end(strip: MixerStrip) -> None:
    gains: list[float] = []
    strip.gain_db_changed.connect(gains.append)
    slider = strip.gain
    start = QPoint(handle_px(slider), slider.height() // 2)
    QTest.mousePress(slider, LEFT, pos=start)
    assert gains == []  # taking the handle does not move it
    QTest.mouseMove(slider, QPoint(slider.width() + 50, 5))
    assert gains[-1] == MAXIMUM_DB
    assert strip.gain_label.text() == "+6.0 dB"
    QTest.mouseMove(slider, QPoint(-50, 5))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(-50, 5))
    assert gains[-1] == MINIMUM_DB
    assert strip.gain_label.text() == "−∞ dB"


def test_a_double_click_gives_0_db(strip: MixerStrip) -> None:
    strip.gain.set_gain_db(-20.0)
    QTest.mouseDClick(strip.gain, LEFT, pos=QPoint(3, 5))
    assert strip.gain.gain_db == 0.0


def test_wheel_and_arrow_keys_move_half_a_decibel(strip: MixerStrip, wheel: Wheel) -> None:
    wheel(strip.gain, 10, 1)
    assert strip.gain.gain_db == 0.5
    wheel(strip.gain, 10, -3)
    assert strip.gain.gain_db == -1.0
    QTest.keyClick(strip.gain, Qt.Key.Key_Left)
    assert strip.gain.gain_db == -1.5


def test_a_muted_strip_says_mute_while_its_fader_is_moved(strip: MixerStrip, wheel: Wheel) -> None:
    strip.set_state(StemMix(muted=True), audible=False)
    wheel(strip.gain, 10, 1)
    assert strip.gain_label.text() == "mute"


def test_a_screen_reader_hears_the_gain(strip: MixerStrip) -> None:
    assert strip.gain.accessibleName() == "Gain of vocals"
    strip.set_state(StemMix(-3.5), audible=True)
    assert strip.gain.accessibleDescription() == "−3.5 dB"


def test_the_master_has_a_fader_too(qtbot: QtBot, wheel: Wheel) -> None:
    master = MasterStrip(DARK)
    qtbot.addWidget(master)
    gains: list[float] = []
    master.gain_db_changed.connect(gains.append)
    master.set_gain_db(-3.0)
    assert gains == []
    wheel(master.gain, 10, -1)
    assert gains == [-3.5]
    assert master.gain_label.text() == "−3.5 dB"


# Pan.


@pytest.fixture
def knob(qtbot: QtBot) -> PanKnob:
    made = PanKnob(DARK)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_knob_is_dragged_up_to_the_right(knob: PanKnob) -> None:
    pans: list[float] = []
    knob.pan_changed.connect(pans.append)
    QTest.mousePress(knob, LEFT, pos=QPoint(13, 13))
    QTest.mouseMove(knob, QPoint(13, -7))
    assert pans[-1] == 0.3
    assert knob.toolTip() == "Pan: 30 % right"
    QTest.mouseMove(knob, QPoint(13, 300))
    assert pans[-1] == -1.0
    QTest.mouseRelease(knob, LEFT, pos=QPoint(13, 300))
    QTest.mouseMove(knob, QPoint(13, 0))
    assert pans[-1] == -1.0


def test_a_double_click_centres(knob: PanKnob) -> None:
    knob.set_pan(0.7)
    QTest.mouseDClick(knob, LEFT, pos=QPoint(13, 13))
    assert knob.pan == 0.0
    assert knob.toolTip() == "Pan: centre"


def test_the_knob_turns_by_keys_and_wheel(knob: PanKnob, wheel: Wheel) -> None:
    QTest.keyClick(knob, Qt.Key.Key_Up)
    wheel(knob, 13, 1)
    assert knob.pan == pytest.approx(0.1)


# Level.


def lit_px(meter: LevelMeter, pixels: Pixels, theme_colour: str) -> int:
    row = pixels(meter)[meter.height() // 2]
    return int((row == rgb(theme_colour)).all(axis=1).sum())


@pytest.fixture
def meter(qtbot: QtBot) -> LevelMeter:
    made = LevelMeter(DARK)
    qtbot.addWidget(made)
    made.resize(132, 5)  # 2 px are a decibel
    made.show()
    return made


def test_the_bar_is_as_long_as_the_peak_is_loud(meter: LevelMeter, pixels: Pixels) -> None:
    meter.set_level(0.1)
    assert meter.level_db == pytest.approx(-20.0)
    assert lit_px(meter, pixels, DARK.accent) == pytest.approx(80, abs=2)
    assert lit_px(meter, pixels, DARK.error) == 0


def test_over_full_scale_is_another_colour(meter: LevelMeter, pixels: Pixels) -> None:
    meter.set_level(1.9)
    assert lit_px(meter, pixels, DARK.accent) == pytest.approx(120, abs=2)
    assert lit_px(meter, pixels, DARK.error) == pytest.approx(10, abs=3)


def test_a_peak_falls_slowly_and_rises_at_once(meter: LevelMeter) -> None:
    meter.set_level(1.0)
    QTest.qWait(60)
    meter.set_level(0.0)
    assert -6.0 < meter.level_db < -0.5
    meter.set_level(100.0)
    assert meter.level_db == CEILING_DB


def test_silence_is_the_floor(meter: LevelMeter) -> None:
    meter.set_level(0.0)
    assert meter.level_db == FLOOR_DB


def test_a_meter_takes_another_theme(meter: LevelMeter, pixels: Pixels) -> None:
    meter.set_theme(LIGHT, QColor(LIGHT.accent))
    assert tuple(pixels(meter)[2, 60]) == rgb(LIGHT.raised)


def test_a_level_that_moves_repaints_no_more_than_what_it_passed(
    meter: LevelMeter, qtbot: QtBot
) -> None:
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    watch = Watch()
    meter.installEventFilter(watch)
    meter.set_level(0.1)
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()
    meter.set_level(0.2)
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0].left() >= 70
    assert painted[0].right() <= 94

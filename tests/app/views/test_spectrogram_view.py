"""Tiles stand at their time and pitch; the pointer names what it points at."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.pitch_axis import C_NOTES, midi_at, y_at
from app.views.spectrogram_view import SpectrogramView
from app.views.time_axis import TimeAxis
from player.spectrogram import SpectrogramTile

from .conftest import SAMPLE_RATE, Pixels

LEFT = Qt.MouseButton.LeftButton
PITCHES = 253
PLOT_PX, HEIGHT = 400, 510  # 20 px are a second, 6 px a semitone


@pytest.fixture
def view(qtbot: QtBot, axis: TimeAxis) -> SpectrogramView:
    made = SpectrogramView(axis, DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.set_sources(("vocals", "bass"))
    made.resize(248 + PLOT_PX, HEIGHT)
    with qtbot.waitExposed(made):
        made.show()
    return made


def tile(
    midi: float | None = None,
    *,
    start_s: float = 10.0,
    stop_s: float = 30.0,
    source: str = "mix",
    level_db: float = 0.0,
) -> SpectrogramTile:
    """Silence with one pitch sounding."""
    decibels = np.full((PITCHES, 200), -100.0, np.float32)
    if midi is not None:
        decibels[round((midi - 24) * 3)] = level_db
    return SpectrogramTile(
        source, round(start_s * SAMPLE_RATE), round(stop_s * SAMPLE_RATE), decibels, 24.0, 3
    )


def bright(view: SpectrogramView, pixels: Pixels) -> NDArray[np.bool_]:
    lit: NDArray[np.bool_] = pixels(view.plot).astype(int).sum(axis=2) > 400
    return lit


@pytest.mark.parametrize("midi", [24, 36, 69, 108])
def test_a_pitch_stands_at_the_y_of_its_key(
    view: SpectrogramView, pixels: Pixels, midi: int
) -> None:
    view.set_tile(tile(midi))
    rows = np.flatnonzero(bright(view, pixels).all(axis=1))
    assert abs(rows.mean() + 0.5 - y_at(midi, HEIGHT)) <= 1.0


def test_a_tile_stands_at_its_time(view: SpectrogramView, pixels: Pixels, axis: TimeAxis) -> None:
    view.set_tile(tile(60, start_s=15.0, stop_s=20.0))
    y = round(y_at(60, HEIGHT))

    def edges() -> tuple[int, int]:
        columns = np.flatnonzero(bright(view, pixels)[y - 1 : y + 2].any(axis=0))
        return int(columns[0]), int(columns[-1])

    assert edges() == pytest.approx((100, 199), abs=1)
    axis.show(14.0, 24.0)
    assert edges() == pytest.approx((40, 239), abs=1)


def test_what_is_unknown_is_dark(view: SpectrogramView, pixels: Pixels) -> None:
    view.set_tile(tile(60, stop_s=15.0))
    unknown = pixels(view.plot)[:, 110:].astype(int)
    assert unknown.sum(axis=2).max() <= 200  # the lines at each C
    assert np.median(unknown) < 8


def test_a_tile_takes_the_place_of_an_earlier_one(view: SpectrogramView, pixels: Pixels) -> None:
    view.set_tile(tile(60))
    view.set_tile(tile(72))
    image = bright(view, pixels)
    assert not image[round(y_at(60, HEIGHT))].any()
    assert image[round(y_at(72, HEIGHT))].all()


def test_tiles_of_another_source_are_not_shown(view: SpectrogramView, pixels: Pixels) -> None:
    view.set_tile(tile(60, source="bass"))
    assert not bright(view, pixels).any()
    view.set_source("bass")
    view.set_tile(tile(60, source="bass"))
    assert bright(view, pixels).any()
    view.set_source("vocals")
    assert not bright(view, pixels).any()


def test_brightness_follows_the_loudest_and_the_range(
    view: SpectrogramView, pixels: Pixels
) -> None:
    def brightness(midi: int) -> int:
        return int(pixels(view.plot)[round(y_at(midi, HEIGHT)), 50].astype(int).sum())

    view.set_tile(tile(60, stop_s=20.0, level_db=-30.0))
    alone = brightness(60)
    view.set_tile(tile(72, start_s=20.0, level_db=0.0))
    beside_louder = brightness(60)
    assert alone > beside_louder + 50
    view.set_decibel_range(-30.0, 0.0)
    assert brightness(60) < beside_louder - 50


def test_a_chip_chooses_the_source(view: SpectrogramView, qtbot: QtBot) -> None:
    assert view.chips.chip("mix").isChecked()
    with qtbot.waitSignal(view.source_chosen) as chosen:
        QTest.mouseClick(view.chips.chip("bass"), LEFT)
    assert chosen.args == ["bass"]
    assert not view.chips.chip("mix").isChecked()


def test_a_set_source_is_not_announced(view: SpectrogramView) -> None:
    chosen: list[str] = []
    view.source_chosen.connect(chosen.append)
    view.set_source("vocals")
    assert view.chips.chip("vocals").isChecked()
    assert chosen == []


def test_the_source_goes_back_to_the_mix_when_its_stem_is_gone(view: SpectrogramView) -> None:
    view.set_source("vocals")
    view.set_sources(("left", "right"))
    assert view.chips.chip("mix").isChecked()


def test_the_pointer_names_the_pitch(view: SpectrogramView, pixels: Pixels) -> None:
    overlay = view.plot.overlay
    without = pixels(overlay)
    QTest.mouseMove(overlay, QPoint(200, round(y_at(69, HEIGHT))))
    texts = {label.text() for label in (view.note_label, view.cents_label, view.frequency_label)}
    assert "A4" in texts
    frequency_hz = float(view.frequency_label.text().removesuffix(" Hz"))
    assert frequency_hz == pytest.approx(440.0, rel=0.01)
    rows = np.flatnonzero((pixels(overlay) != without).any(axis=(1, 2)))
    octave, fifth = y_at(81, HEIGHT), y_at(88.02, HEIGHT)
    for y in (y_at(69, HEIGHT), octave, fifth):
        assert np.abs(rows - y).min() <= 1.5
    QTest.mouseMove(view.piano, QPoint(5, 5))
    overlay.leaveEvent(None)  # type: ignore[arg-type]  # offscreen, the mouse never leaves
    assert view.note_label.text() == "–"


def test_a_key_of_the_piano_is_played(view: SpectrogramView) -> None:
    heard: list[object] = []
    view.piano.note_pressed.connect(heard.append)
    view.piano.note_released.connect(lambda: heard.append("released"))
    QTest.mousePress(view.piano, LEFT, pos=QPoint(5, round(y_at(45, HEIGHT))))
    assert heard == [45.0]
    QTest.mouseRelease(view.piano, LEFT, pos=QPoint(5, 5))
    assert heard == [45.0, "released"]


def test_it_folds_away_and_back(view: SpectrogramView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.collapsed_changed) as folded:
        QTest.mouseClick(view.fold, LEFT)
    assert folded.args == [True]
    assert not view.plot.isVisible()
    assert view.maximumHeight() < 50
    with qtbot.waitSignal(view.collapsed_changed) as folded:
        QTest.mouseClick(view.fold, LEFT)
    assert folded.args == [False]
    assert view.plot.isVisible()


def test_the_tab_key_stops_at_the_chip_that_is_chosen(view: SpectrogramView, qtbot: QtBot) -> None:
    view.set_sources(("vocals", "drums", "bass"))
    view.set_source("bass")
    view.activateWindow()
    view.fold.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.focusWidget() is view.chips.chip("bass")
    qtbot.keyClick(view.chips.chip("bass"), Qt.Key.Key_Up)
    above = view.focusWidget()
    assert above in (view.chips.chip("vocals"), view.chips.chip("drums"))


def test_many_stems_have_a_chip_each_inside_the_panel(view: SpectrogramView) -> None:
    stems = ("vocals", "drums", "bass", "guitar", "piano", "strings", "other")
    view.set_sources(stems)
    chips = [view.chips.chip(source) for source in (*stems, "mix")]
    assert all(chip.geometry().right() < view.chips.width() for chip in chips)
    assert all(chip.geometry().bottom() < view.chips.height() for chip in chips)
    places = {chip.geometry().topLeft().toTuple() for chip in chips}
    assert len(places) == len(chips)


def test_pitch_and_height_are_each_others_inverse() -> None:
    for midi in C_NOTES:
        assert midi_at(y_at(midi, HEIGHT), HEIGHT) == pytest.approx(midi)
    assert y_at(108.5, HEIGHT) == 0.0
    assert y_at(23.5, HEIGHT) == HEIGHT


def test_the_piano_has_black_keys_where_a_piano_has(view: SpectrogramView, pixels: Pixels) -> None:
    column = pixels(view.piano)[:, 5].astype(int).sum(axis=1)
    black = [column[round(y_at(midi, HEIGHT))] < 200 for midi in range(60, 72)]
    assert [index for index, is_black in enumerate(black) if is_black] == [1, 3, 6, 8, 10]

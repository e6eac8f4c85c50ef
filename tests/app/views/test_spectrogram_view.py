"""Tiles stand at their time and pitch; the pointer names what it points at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.colour_maps import COLOUR_MAPS, colour_map
from app.views.pitch_axis import C_NOTES, EVERY_PITCH, PitchAxis
from app.views.spectrogram_view import SpectrogramView
from app.views.time_axis import TimeAxis
from player.spectrogram_tile import SpectrogramTile, steps_of

from .conftest import SAMPLE_RATE, Pixels, Wheel, rgb

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
    zoom: int = 1,
) -> SpectrogramTile:
    """Silence with one pitch sounding."""
    decibels = np.full((PITCHES, 200), -100.0, np.float32)
    if midi is not None:
        decibels[round((midi - 24) * 3)] = level_db
    return SpectrogramTile(
        source,
        zoom,
        round(start_s),
        round(start_s * SAMPLE_RATE),
        round(stop_s * SAMPLE_RATE),
        steps_of(decibels),
        24.0,
        3,
    )


def y_at(midi: float, height: int) -> float:
    """Where a pitch stands while all are visible."""
    return PitchAxis().y_at(midi, height)


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


def test_the_number_of_a_harmonic_can_be_read_on_the_brightest_picture(
    view: SpectrogramView, pixels: Pixels
) -> None:
    everything = np.full((PITCHES, 200), 0.0, np.float32)
    view.set_tile(replace(tile(), steps=steps_of(everything)))
    assert bright(view, pixels).mean() > 0.9
    QTest.mouseMove(view.plot.overlay, QPoint(200, round(y_at(69, HEIGHT))))
    bottom = round(y_at(81, HEIGHT))
    # Behind the octave's number, beside its ink.
    ground = pixels(view.plot)[bottom - 13 : bottom - 1, -3:]
    assert ground.max() < 110


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
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.focusWidget() is view.piano
    view.set_source("blend")
    view.chips.chip("blend").setFocus()
    qtbot.keyClick(view.chips.chip("blend"), Qt.Key.Key_Up)
    above = view.focusWidget()
    assert above in [view.chips.chip(stem) for stem in ("vocals", "drums", "bass")]


def test_many_stems_have_a_chip_each_inside_the_panel(view: SpectrogramView) -> None:
    stems = ("vocals", "drums", "bass", "guitar", "piano", "strings", "other")
    view.set_sources(stems)
    chips = [view.chips.chip(source) for source in (*stems, "mix")]
    assert all(chip.geometry().right() < view.chips.width() for chip in chips)
    assert all(chip.geometry().bottom() < view.chips.height() for chip in chips)
    places = {chip.geometry().topLeft().toTuple() for chip in chips}
    assert len(places) == len(chips)


def test_pitch_and_height_are_each_others_inverse() -> None:
    pitches = PitchAxis()
    for shown in (EVERY_PITCH, (30.0, 50.0)):
        pitches.show(shown)
        for midi in C_NOTES:
            assert pitches.midi_at(pitches.y_at(midi, HEIGHT), HEIGHT) == pytest.approx(midi)
        assert pitches.y_at(shown[1], HEIGHT) == 0.0
        assert pitches.y_at(shown[0], HEIGHT) == HEIGHT


def test_the_visible_pitches_stay_inside_the_piano() -> None:
    pitches = PitchAxis()
    pitches.scroll(5.0)
    assert pitches.range == EVERY_PITCH
    pitches.zoom(1000.0, 60.0)
    assert pitches.span == pytest.approx(8.0)
    assert pitches.range[0] < 60.0 < pitches.range[1]
    pitches.scroll(-100.0)
    assert pitches.range == pytest.approx((23.5, 31.5))
    pitches.zoom(0.0001, 30.0)
    assert pitches.range == EVERY_PITCH


def test_the_piano_has_black_keys_where_a_piano_has(view: SpectrogramView, pixels: Pixels) -> None:
    column = pixels(view.piano)[:, 5].astype(int).sum(axis=1)
    black = [column[round(y_at(midi, HEIGHT))] < 200 for midi in range(60, 72)]
    assert [index for index, is_black in enumerate(black) if is_black] == [1, 3, 6, 8, 10]


def test_a_pitch_stands_beside_its_key_at_any_zoom(view: SpectrogramView, pixels: Pixels) -> None:
    view.set_tile(tile(40))
    view.pitches.show((35.0, 47.0))
    rows = np.flatnonzero(bright(view, pixels)[:, 100:300].all(axis=1))
    y = view.pitches.y_at(40, HEIGHT)
    assert abs(rows.mean() + 0.5 - y) <= 1.5
    assert len(rows) > HEIGHT / 12 / 6  # a third of a semitone, of which the edges are softened
    piano = pixels(view.piano)[:, 5].astype(int).sum(axis=1)
    assert piano[round(view.pitches.y_at(42, HEIGHT))] < 200  # F sharp is black
    assert piano[round(y)] > 600


def test_the_wheel_over_the_piano_zooms_around_the_mouse(
    view: SpectrogramView, wheel: Wheel
) -> None:
    middle = view.pitches.midi_at(HEIGHT / 2, HEIGHT)
    wheel(view.piano, 10, 4)
    assert view.pitches.span == pytest.approx(85 / 1.25**4)
    assert view.pitches.midi_at(HEIGHT / 2, HEIGHT) == pytest.approx(middle)
    wheel(view.piano, 10, -9)
    assert view.pitches.range == EVERY_PITCH


def test_ctrl_shift_wheel_on_the_picture_zooms_into_the_pitches_only(
    view: SpectrogramView, wheel: Wheel, axis: TimeAxis
) -> None:
    before = axis.start_s, axis.stop_s
    wheel(view.plot.overlay, 100, 1, ctrl=True, shift=True)
    assert view.pitches.span == pytest.approx(85 / 1.25)
    assert (axis.start_s, axis.stop_s) == before
    wheel(view.plot.overlay, 100, 1, ctrl=True)
    assert view.pitches.span == pytest.approx(85 / 1.25)
    assert axis.span_s < before[1] - before[0]


def test_a_drag_on_the_piano_scrolls_and_a_double_click_shows_all(view: SpectrogramView) -> None:
    view.pitches.show((40.0, 60.0))
    held = view.pitches.midi_at(100, HEIGHT)
    QTest.mousePress(view.piano, LEFT, pos=QPoint(10, 100))
    QTest.mouseMove(view.piano, QPoint(10, 140))
    QTest.mouseRelease(view.piano, LEFT, pos=QPoint(10, 140))
    assert view.pitches.midi_at(140, HEIGHT) == pytest.approx(held)
    assert view.pitches.span == pytest.approx(20.0)
    QTest.mouseMove(view.piano, QPoint(10, 300))
    assert view.pitches.midi_at(140, HEIGHT) == pytest.approx(held)
    QTest.mouseDClick(view.piano, LEFT, pos=QPoint(10, 100))
    assert view.pitches.range == EVERY_PITCH


def test_the_piano_obeys_the_keyboard(view: SpectrogramView, qtbot: QtBot) -> None:
    view.pitches.show((40.0, 60.0))
    view.piano.setFocus()
    for key, shown in (
        (Qt.Key.Key_Up, (41.0, 61.0)),
        (Qt.Key.Key_Down, (40.0, 60.0)),
        (Qt.Key.Key_PageDown, (35.0, 65.0)),
        (Qt.Key.Key_PageUp, (40.0, 60.0)),
        (Qt.Key.Key_Home, EVERY_PITCH),
    ):
        qtbot.keyClick(view.piano, key)
        assert view.pitches.range == pytest.approx(shown)
    assert view.piano.accessibleDescription().startswith("C1 to C8")


def test_every_source_keeps_its_range_of_pitches(view: SpectrogramView) -> None:
    assert view.pitches.range == EVERY_PITCH
    view.set_source("bass")
    assert view.pitches.range == pytest.approx((23.5, 64.5))
    view.pitches.show((26.0, 40.0))
    view.set_source("mix")
    assert view.pitches.range == EVERY_PITCH
    view.set_source("bass")
    assert view.pitches.range == pytest.approx((26.0, 40.0))


def test_the_pointer_tells_how_loud_it_is_there(view: SpectrogramView) -> None:
    view.set_tile(tile(69, stop_s=20.0, level_db=-23.0))
    overlay = view.plot.overlay
    y = round(y_at(69, HEIGHT))
    QTest.mouseMove(overlay, QPoint(100, y))
    assert view.frequency_label.text().endswith(" Hz · −23 dB")
    QTest.mouseMove(overlay, QPoint(100, y + 30))
    assert view.frequency_label.text().endswith(" Hz · −100 dB")
    QTest.mouseMove(overlay, QPoint(300, y))
    assert view.frequency_label.text().endswith(" Hz")  # nothing is known there


def test_the_pointer_is_exact_when_zoomed(view: SpectrogramView) -> None:
    view.pitches.show((64.0, 74.0))
    y = round(view.pitches.y_at(69.25, HEIGHT))
    QTest.mouseMove(view.plot.overlay, QPoint(200, y))
    assert view.note_label.text() == "A4"
    assert float(view.cents_label.text().removesuffix(" ct")) == pytest.approx(25, abs=1.5)


def test_a_finer_tile_stands_before_a_coarser_one(view: SpectrogramView, pixels: Pixels) -> None:
    view.set_tile(tile(60, stop_s=30.0, zoom=2))
    view.set_tile(tile(72, stop_s=20.0, zoom=0))
    image = bright(view, pixels)
    y60, y72 = round(y_at(60, HEIGHT)), round(y_at(72, HEIGHT))
    assert image[y72, 5:190].all()
    assert not image[y60, 5:190].any()
    assert image[y60, 210:390].all()
    assert not image[y72, 210:390].any()


def test_a_blend_adds_the_stems_in_their_colours(view: SpectrogramView, pixels: Pixels) -> None:
    def colour(midi: int) -> list[int]:
        return [int(part) for part in pixels(view.plot)[round(y_at(midi, HEIGHT)), 100]]

    def is_hue_of(shown: list[int], stem: str) -> bool:
        own = rgb(dict(DARK.stems)[stem])
        return bool(np.argmax(shown) == np.argmax(own) and np.argmin(shown) == np.argmin(own))

    view.set_heard(("vocals", "bass"))
    view.set_source("blend")
    assert view.shown_sources == ("vocals", "bass")
    view.set_tile(tile(60, source="vocals"))
    view.set_tile(tile(72, source="bass"))
    for midi, stem in ((60, "vocals"), (72, "bass")):
        assert is_hue_of(colour(midi), stem)
    view.set_tile(tile(60, source="bass", level_db=-20.0))
    both = colour(60)
    view.set_heard(("vocals",))
    assert not is_hue_of(colour(72), "bass")
    alone = colour(60)
    assert sum(both) > sum(alone) + 100


def test_a_song_of_one_stem_has_no_blend(view: SpectrogramView) -> None:
    view.set_source("blend")
    view.set_sources(("left",))
    assert view.chips.chip("mix").isChecked()
    assert view.shown_sources == ("mix",)


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_every_colour_map_gets_brighter_step_by_step(name: str) -> None:
    linear = (colour_map(name) / 255.0) ** 2.2
    luminance = linear @ np.array([0.2126, 0.7152, 0.0722])
    assert np.all(np.diff(luminance) >= -1e-3)
    assert luminance[-1] - luminance[0] > 0.5


def test_the_popup_is_about_the_picture(view: SpectrogramView, qtbot: QtBot) -> None:
    popup = view.popup
    QTest.mouseClick(view.look, LEFT)
    assert popup.isVisible()
    with qtbot.waitSignal(popup.colours_chosen) as chosen:
        QTest.mouseClick(popup.colours["viridis"], LEFT)
    assert chosen.args == ["viridis"]
    with qtbot.waitSignal(popup.range_changed) as changed:
        qtbot.keyClick(popup.darkest, Qt.Key.Key_Up)
    assert changed.args == [-59.0, 0.0]
    QTest.mouseClick(popup.pitches["Bass"], LEFT)
    assert view.pitches.range == pytest.approx((23.5, 64.5))
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_the_popup_opens_a_folded_spectrogram(view: SpectrogramView) -> None:
    view.set_collapsed(True)
    view.open_popup()
    assert not view.collapsed
    assert view.popup.isVisible()
    assert view.popup.focusWidget() is view.popup.colours["magma"]
    view.popup.close()


def test_dark_and_bright_never_meet(view: SpectrogramView, qtbot: QtBot) -> None:
    popup = view.popup
    popup.set_range(-60.0, -50.0)
    with qtbot.waitSignal(popup.range_changed) as changed:
        qtbot.keyClick(popup.darkest, Qt.Key.Key_Up)
    assert changed.args == [-59.0, -49.0]
    popup.set_range(-95.0, -90.0)
    with qtbot.waitSignal(popup.range_changed) as changed:
        qtbot.keyClick(popup.brightest, Qt.Key.Key_Down)
    assert changed.args == [-100.0, -90.0]


def test_other_colours_paint_what_is_there(view: SpectrogramView, pixels: Pixels) -> None:
    view.set_tile(tile(60))
    for name in ("grey", "viridis"):
        view.set_colours(name)
        shown = pixels(view.plot)[round(y_at(60, HEIGHT)), 100].astype(int)
        loudest = colour_map(name)[-1].astype(int)
        assert np.abs(shown - loudest).max() < 60

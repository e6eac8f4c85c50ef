"""One time axis through all views of a song, and one voice for all of their signals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, SIDE_COLUMN_PX
from app.views.song_page import SongPage
from app.views.start_page import StartPage
from app.views.status_line import StatusLine
from app.views.time_canvas import TimeCanvas
from app.views.transport_bar import TransportBar
from player.mixer import StemMix

from .conftest import SAMPLE_RATE, ConstantPeaks, Pixels, Wheel, rgb

LEFT = Qt.MouseButton.LeftButton
STEMS = ("vocals", "drums", "bass", "other")


def new_page() -> SongPage:
    made = SongPage(DARK, SAMPLE_RATE)
    made.set_duration(100.0)
    made.set_stems(STEMS)
    return made


@pytest.fixture
def page(qtbot: QtBot) -> SongPage:
    made = new_page()
    qtbot.addWidget(made)
    made.resize(1024, 542)  # what a window of 1024 x 640 leaves
    with qtbot.waitExposed(made):
        made.show()
    made.axis.show(10.0, 30.0)
    return made


def canvases(page: SongPage) -> list[TimeCanvas]:
    """The views that share the axis."""
    return [page.ruler, *page.lanes.values(), page.spectrogram.plot.overlay]


def test_made_low_the_page_still_shows_four_whole_lanes(qtbot: QtBot, page: SongPage) -> None:
    page.resize(1440, 800)
    QTest.qWait(1)
    page.resize(1024, 518)  # what a window of 1024 x 640 leaves below a menu bar
    qtbot.waitUntil(lambda: page.lane_area.height() >= page.lane_area.least_height())


def lit_columns(page: SongPage, pixels: Pixels, colour: str) -> dict[int, list[int]]:
    """The px columns of the whole page, by the middle row of each view, of one colour."""
    image = pixels(page)
    wanted = rgb(colour)
    found = {}
    for canvas in canvases(page):
        y = canvas.mapTo(page, QPoint(0, canvas.height() // 2)).y()
        found[y] = np.flatnonzero((image[y] == wanted).all(axis=1)).tolist()
    return found


@pytest.mark.parametrize("width", [1024, 1440])
def test_all_views_share_left_edge_and_width(page: SongPage, width: int) -> None:
    page.resize(width, 542)
    QTest.qWait(1)
    edges = {
        (canvas.mapTo(page, QPoint(0, 0)).x(), canvas.width())
        for canvas in (*canvases(page), page.overview, page.bookmark_lane)
    }
    assert edges == {(SIDE_COLUMN_PX, width - SIDE_COLUMN_PX)}


def test_the_playhead_is_one_straight_line_through_all_views(
    page: SongPage, pixels: Pixels
) -> None:
    page.set_playhead(23.345)  # no time is written there
    x = SIDE_COLUMN_PX + round(page.axis.x_at(23.345, 776))
    dark_text = {k: v for k, v in lit_columns(page, pixels, DARK.text).items() if v}
    white = {k: v for k, v in lit_columns(page, pixels, "#ffffff").items() if v}
    on_lanes = [[c for c in v if c > SIDE_COLUMN_PX] for v in dark_text.values()]
    assert [v for v in on_lanes if v] == [[x - 1, x]] * 5
    assert list(white.values()) == [[x - 1, x]]


def test_a_loop_edge_is_one_straight_line_through_all_views(page: SongPage, pixels: Pixels) -> None:
    page.set_loop((15.0, 20.0), True)
    left, right = (SIDE_COLUMN_PX + round(page.axis.x_at(t, 776)) for t in (15.0, 20.0))
    columns = [
        [c for c in found if c > SIDE_COLUMN_PX]
        for found in lit_columns(page, pixels, DARK.accent).values()
    ]
    bar, *rows = columns
    assert (bar[0], bar[-1]) == (left - 1, right)
    assert rows == [[left - 1, left, right - 1, right]] * 5


def test_new_lanes_know_playhead_loop_and_mix(
    page: SongPage, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    page.set_playhead(20.0)
    page.set_loop((12.0, 14.0), True)
    page.set_overview_peaks(full_swing)
    page.set_stems(("left", "right"))
    QTest.qWait(1)
    assert list(page.lanes) == ["left", "right"]
    for lane in page.lanes.values():
        assert lane.playhead_x() == round(page.axis.x_at(20.0, lane.width()))
        assert lane.loop == (12.0, 14.0)
        # the mix stands in for a stem of which nothing is finished
        assert (pixels(lane)[20, 500:700] != rgb(DARK.background)).any(axis=1).all()


@pytest.mark.parametrize("index", range(6))
def test_clicks_and_drags_on_every_view_are_passed_on(page: SongPage, index: int) -> None:
    events: list[tuple[object, ...]] = []
    page.seek_requested.connect(lambda time_s: events.append(("seek", round(time_s, 1))))
    page.loop_dragged.connect(lambda *span: events.append(("loop", *(round(s, 1) for s in span))))
    page.loop_drag_finished.connect(lambda: events.append(("finished",)))
    canvas = canvases(page)[index]
    QTest.mouseClick(canvas, LEFT, pos=QPoint(388, 10))
    QTest.mousePress(canvas, LEFT, pos=QPoint(388, 10))
    QTest.mouseMove(canvas, QPoint(582, 10))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(582, 10))
    assert events == [("seek", 20.0), ("loop", 20.0, 25.0), ("finished",)]


def test_strips_speak_with_the_name_of_their_stem(page: SongPage, wheel: Wheel) -> None:
    events: list[tuple[object, ...]] = []
    for name in (
        "mute_toggled",
        "solo_toggled",
        "solo_alone_clicked",
        "solo_safe_toggled",
        "gain_db_changed",
        "pan_changed",
    ):
        getattr(page.lane_area, name).connect(lambda *args, name=name: events.append((name, *args)))
    strips = page.lane_area.strips
    QTest.mouseClick(strips["vocals"].mute, LEFT)
    QTest.mouseClick(strips["bass"].solo, LEFT)
    QTest.mouseClick(strips["bass"].solo, LEFT, Qt.KeyboardModifier.ControlModifier)
    strips["drums"].solo.choose_safe.trigger()
    wheel(strips["drums"].gain, 5, 1)
    wheel(strips["other"].pan, 5, -1)
    assert events == [
        ("mute_toggled", "vocals", True),
        ("solo_toggled", "bass", True),
        ("solo_alone_clicked", "bass"),
        ("solo_safe_toggled", "drums", True),
        ("gain_db_changed", "drums", 0.5),
        ("pan_changed", "other", -0.05),
    ]


def test_the_state_of_the_mix_reaches_strip_and_lane(
    page: SongPage, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    page.set_peaks("vocals", full_swing)
    page.set_finished([(0.0, 100.0)])
    heard = pixels(page.lanes["vocals"])[20, 300].astype(int).sum()
    page.set_mix_state("vocals", StemMix(muted=True), audible=False)
    assert pixels(page.lanes["vocals"])[20, 300].astype(int).sum() < 0.6 * heard
    assert page.lane_area.strips["vocals"].mute.isChecked()


def test_levels_reach_their_meters(page: SongPage) -> None:
    page.set_levels({"bass": 0.5}, master=1.0)
    assert page.lane_area.strips["bass"].meter.level_db == pytest.approx(-6.02, abs=0.01)
    assert page.lane_area.strips["drums"].meter.level_db == -60.0
    assert page.master.meter.level_db == 0.0


def test_master_and_spectrogram_speak_too(page: SongPage, qtbot: QtBot, wheel: Wheel) -> None:
    with qtbot.waitSignal(page.master_gain_db_changed) as gain:
        wheel(page.master.gain, 5, -1)
    assert gain.args == [-0.5]
    with qtbot.waitSignal(page.spectrogram_source_chosen) as source:
        QTest.mouseClick(page.spectrogram.chips.chip("bass"), LEFT)
    assert source.args == ["bass"]
    with qtbot.waitSignal(page.spectrogram_collapsed_changed) as folded:
        QTest.mouseClick(page.spectrogram.fold, LEFT)
    assert folded.args == [True]


def test_folding_gives_the_lanes_the_room(page: SongPage) -> None:
    before = page.lanes["bass"].height()
    QTest.mouseClick(page.spectrogram.fold, LEFT)
    QTest.qWait(10)
    folded = page.lanes["bass"].height()
    QTest.mouseClick(page.spectrogram.fold, LEFT)
    QTest.qWait(10)
    assert folded > before + 20
    assert abs(page.lanes["bass"].height() - before) <= 1


def test_unfolding_restores_the_height_a_person_chose(page: SongPage) -> None:
    splitter = page.findChild(QSplitter)
    assert splitter is not None
    handle = splitter.handle(1)
    before = page.spectrogram.height()
    start = QPoint(300, 0)
    QTest.mousePress(handle, LEFT, pos=start)
    QTest.mouseMove(handle, start + QPoint(0, 20))
    QTest.mouseMove(handle, start + QPoint(0, 20))
    QTest.mouseRelease(handle, LEFT, pos=start)
    chosen = page.spectrogram.height()
    assert chosen != before
    QTest.mouseClick(page.spectrogram.fold, LEFT)
    QTest.qWait(10)
    assert page.lower_panel.geometry().bottom() == splitter.height() - 1
    assert page.spectrogram.fold.mapTo(page, QPoint(0, 0)).x() < SIDE_COLUMN_PX
    QTest.mouseClick(page.spectrogram.fold, LEFT)
    QTest.qWait(10)
    assert page.spectrogram.height() == chosen


def test_zoom_buttons_zoom_around_a_visible_playhead(page: SongPage) -> None:
    page.set_playhead(25.0)
    before = page.axis.x_at(25.0, 776)
    QTest.mouseClick(page.stems_header.zoom_in, LEFT)
    assert page.axis.span_s == pytest.approx(12.5)
    assert page.axis.x_at(25.0, 776) == pytest.approx(before)
    page.set_playhead(90.0)
    QTest.mouseClick(page.stems_header.zoom_out, LEFT)
    assert page.axis.span_s == pytest.approx(20.0)
    QTest.mouseClick(page.stems_header.zoom_all, LEFT)
    assert page.axis.shows_all


def test_many_lanes_scroll_and_stay_as_wide(page: SongPage, pixels: Pixels) -> None:
    width = page.ruler.width()
    page.set_stems([f"stem {number}" for number in range(9)])
    QTest.qWait(10)
    assert all(lane.width() == width for lane in page.lanes.values())
    bar = page.lane_area.scroll_bar
    assert bar.isVisible()
    bar.setValue(bar.maximum())
    last = list(page.lanes.values())[-1]
    assert last.mapTo(page.lane_area, QPoint(0, last.height() - 1)).y() < page.lane_area.height()
    page.set_stems(STEMS)
    QTest.qWait(10)
    assert not bar.isVisible()


@pytest.mark.parametrize("size", [(1024, 518), (1024, 542), (1440, 802)])
def test_every_strip_and_chip_has_the_room_it_needs(page: SongPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    # Rows, lanes and spectrogram share the height out one after the other.
    for _ in range(5):
        QTest.qWait(5)
    assert not page.lane_area.scroll_bar.isVisible()
    for strip in page.lane_area.strips.values():
        for child in (strip.name, strip.mute, strip.solo, strip.pan, strip.gain, strip.meter):
            assert strip.rect().contains(child.geometry())
        assert strip.name.width() >= strip.name.sizeHint().width()
    panel = page.spectrogram.chips.parentWidget()
    assert panel is not None
    spectrogram = page.spectrogram
    height = spectrogram.height()
    labels = (spectrogram.note_label, spectrogram.frequency_label)
    for points_at_note in (False, True):
        if points_at_note:
            # Where the mouse is already it does not move.
            QTest.mouseMove(spectrogram.plot.overlay, QPoint(190, 50))
            QTest.mouseMove(spectrogram.plot.overlay, QPoint(200, 60))
        QTest.qWait(1)
        said = [label for label in labels if label.isVisible()]
        assert len(said) == 2 or said == [labels[0 if points_at_note else 1]]
        for below in (spectrogram.chips, *said):
            assert panel.rect().contains(below.geometry())
        assert spectrogram.height() == height


def test_another_theme_reaches_every_view(page: SongPage, pixels: Pixels) -> None:
    page.set_theme(LIGHT)
    page.set_finished([(0.0, 100.0)])
    for canvas in (page.overview, *page.lanes.values()):
        assert tuple(pixels(canvas)[10, 300]) == rgb(LIGHT.background)
    assert tuple(pixels(page.ruler)[2, 60]) == rgb(LIGHT.surface)


@pytest.fixture
def whole(qtbot: QtBot) -> Iterator[tuple[TransportBar, SongPage]]:
    """Bar and page in one active window."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    bar, page = TransportBar(DARK), new_page()
    bar.set_song_open(True)
    for part in (bar, page, StatusLine()):
        column.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
    yield bar, page
    window.close()  # which nobody else holds until here


def test_no_control_has_the_keyboard_before_somebody_takes_it(
    whole: tuple[TransportBar, SongPage],
) -> None:
    _, page = whole
    assert QApplication.focusWidget() is page
    QTest.keyClick(page, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton | QAbstractSlider)


@pytest.mark.parametrize("index", range(9))
def test_a_click_anywhere_takes_a_number_that_was_typed(
    whole: tuple[TransportBar, SongPage], index: int
) -> None:
    bar, page = whole
    strip = page.lane_area.strips["vocals"]
    places = [*canvases(page), page.overview, strip.mute, strip]
    tempos: list[float] = []
    bar.tempo_changed.connect(tempos.append)
    QTest.mouseClick(bar.tempo, LEFT)
    QTest.keyClicks(bar.tempo.editor, "80")
    QTest.mouseClick(places[index], LEFT)
    assert tempos == [80.0]
    assert not bar.tempo.editor.isVisible()
    assert QApplication.focusWidget() is page


def test_a_click_on_the_bar_takes_the_keyboard_from_a_field(
    whole: tuple[TransportBar, SongPage],
) -> None:
    bar, _ = whole
    bar.tempo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseClick(bar, LEFT, pos=QPoint(bar.width() - 200, 5))
    assert not bar.tempo.hasFocus()


def test_new_lanes_leave_the_keyboard_with_the_page(
    whole: tuple[TransportBar, SongPage],
) -> None:
    _, page = whole
    page.lane_area.strips["vocals"].mute.setFocus(Qt.FocusReason.TabFocusReason)
    page.set_stems(("left", "right"))
    assert QApplication.focusWidget() is page


def test_every_control_has_a_name_to_be_spoken_and_keys_reach_it(
    page: SongPage, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    bar = TransportBar(DARK)
    bar.set_song_open(True)
    bar.output.set_outputs([(1, "Speakers")], 1)
    for part in (bar, page, StartPage(DARK), StatusLine()):
        column.addWidget(part)
    focusable = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.isHidden()
    ]
    assert len(focusable) >= 35
    nameless = [
        widget
        for widget in focusable
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    in_order: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget in focusable:
            in_order.append(widget)
        widget = widget.nextInFocusChain()
    strips = list(page.lane_area.strips.values())
    order = [in_order.index(w) for w in (bar.play, strips[0].mute, strips[3].mute, bar.loop)]
    assert order[1] < order[2]
    assert order[0] < order[3]


def test_another_song_with_the_same_stems_keeps_the_strips_and_nothing_of_the_last_song(
    page: SongPage, pixels: Pixels
) -> None:
    lane, strip = page.lanes["bass"], page.lane_area.strips["bass"]
    before = pixels(lane)
    page.set_overview_peaks(ConstantPeaks(0.5))
    page.set_peaks("bass", ConstantPeaks(0.5))
    page.set_finished([(0.0, 100.0)])
    page.set_mix_state("bass", StemMix(), audible=False)
    assert (pixels(lane) != before).any()
    page.set_overview_peaks(None)
    page.set_stems(STEMS)
    assert page.lanes["bass"] is lane
    assert page.lane_area.strips["bass"] is strip
    assert (pixels(lane) == before).all()


def test_strips_that_are_kept_are_connected_once(page: SongPage, qtbot: QtBot) -> None:
    page.set_stems(STEMS)
    wished: list[object] = []
    page.lane_area.mute_toggled.connect(lambda *muted: wished.append(muted))
    page.seek_requested.connect(wished.append)
    QTest.mouseClick(page.lane_area.strips["bass"].mute, LEFT)
    QTest.mouseClick(page.lanes["bass"], LEFT, pos=QPoint(388, 10))
    assert wished == [("bass", True), pytest.approx(20.0, abs=0.1)]


def test_other_stems_get_strips_of_their_own(page: SongPage) -> None:
    lane = page.lanes["bass"]
    page.set_stems(("bass", "rest"))
    assert tuple(page.lanes) == ("bass", "rest")
    assert page.lanes["bass"] is not lane


def test_a_loop_that_is_dragged_while_another_song_begins_is_let_go(page: SongPage) -> None:
    loops: list[object] = []
    lane = page.lanes["bass"]
    QTest.mousePress(lane, LEFT, pos=QPoint(388, 10))
    QTest.mouseMove(lane, QPoint(482, 10))
    page.set_stems(STEMS)
    page.loop_dragged.connect(lambda *span: loops.append(span))
    page.loop_drag_finished.connect(lambda: loops.append("finished"))
    QTest.mouseMove(lane, QPoint(582, 10))
    QTest.mouseRelease(lane, LEFT, pos=QPoint(582, 10))
    assert loops == []

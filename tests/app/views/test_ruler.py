"""Times at round intervals, and a loop that can be taken as a whole."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.ruler import Ruler, label_interval_s
from app.views.time_axis import TimeAxis

from .conftest import Pixels, rgb

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ruler(qtbot: QtBot, axis: TimeAxis) -> Ruler:
    made = Ruler(axis, DARK)
    qtbot.addWidget(made)
    made.resize(800, 28)  # 40 px are a second
    made.show()
    return made


@pytest.mark.parametrize(
    ("span_s", "interval_s"),
    [(0.05, 0.01), (0.5, 0.1), (2.0, 0.5), (5.0, 1.0), (20.0, 2.0), (60.0, 5.0), (240.0, 30.0)],
)
def test_labels_stand_at_round_times_at_any_zoom(span_s: float, interval_s: float) -> None:
    assert label_interval_s(span_s, 100.0, 800, lambda text: 8.0 * len(text)) == interval_s


def accent_columns(ruler: Ruler, pixels: Pixels) -> list[int]:
    accent = rgb(DARK.accent)
    return np.flatnonzero((pixels(ruler)[1] == accent).all(axis=1)).tolist()


def test_the_loop_is_a_bar(ruler: Ruler, pixels: Pixels) -> None:
    ruler.set_loop((15.0, 20.0), True)
    columns = accent_columns(ruler, pixels)
    assert (columns[0], columns[-1], len(columns)) == (199, 400, 202)


def test_the_bar_tells_its_length_where_there_is_room(ruler: Ruler, pixels: Pixels) -> None:
    def written_px(start_s: float, stop_s: float) -> int:
        ruler.set_loop((start_s, stop_s), True)
        inside = pixels(ruler)[4:20, round((start_s - 10) * 40) + 4 : round((stop_s - 10) * 40) - 4]
        return int((inside != rgb(DARK.accent)).any(axis=2).sum())

    # 12.1 s to 13.9 s: no tick's time fits beside the text
    assert written_px(12.1, 13.9) > 50
    assert written_px(12.1, 12.6) == 0


@pytest.mark.parametrize("loop", [None, (15.0, 25.0)])
def test_what_is_written_can_be_read_under_the_playhead(
    ruler: Ruler, pixels: Pixels, loop: tuple[float, float] | None
) -> None:
    ruler.set_loop(loop, True)
    without = pixels(ruler)
    changed_px = []
    for x in range(205, 280):  # where the loop's length is written, or a time
        ruler.set_playhead(ruler.time_of(x))
        changed = (pixels(ruler) != without).any(axis=2)
        assert changed[-4:-1].any(), "the line reaches the lanes everywhere"
        changed_px.append(int(changed[5:19].sum()))
    hidden = changed_px.count(0)
    assert 15 < hidden < len(changed_px), "behind the text, and nowhere else"


def test_the_bar_is_dragged_as_a_whole(ruler: Ruler) -> None:
    ruler.set_loop((15.0, 20.0), True)
    loops: list[tuple[float, float]] = []
    ruler.loop_dragged.connect(lambda start_s, stop_s: loops.append((start_s, stop_s)))
    QTest.mousePress(ruler, LEFT, pos=QPoint(300, 10))
    QTest.mouseMove(ruler, QPoint(340, 10))
    QTest.mouseMove(ruler, QPoint(-5000, 10))
    QTest.mouseRelease(ruler, LEFT, pos=QPoint(-5000, 10))
    assert loops == [(16.0, 21.0), (7.5, 12.5)], "to the edge of the view"


def test_a_click_on_the_bar_seeks(ruler: Ruler, qtbot: QtBot) -> None:
    ruler.set_loop((15.0, 20.0), True)
    with qtbot.waitSignal(ruler.seek_requested) as sought:
        QTest.mouseClick(ruler, LEFT, pos=QPoint(300, 10))
    assert sought.args == [17.5]


def test_without_a_song_there_are_no_times(qtbot: QtBot, pixels: Pixels) -> None:
    ruler = Ruler(TimeAxis(), DARK)
    qtbot.addWidget(ruler)
    ruler.resize(800, 28)
    assert (pixels(ruler)[:-1] == rgb(DARK.surface)).all()


def test_the_length_is_told_to_the_millisecond_while_it_changes(
    ruler: Ruler, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    written: list[str] = []
    monkeypatch.setattr(
        QPainter,
        "drawText",
        lambda _, *what: written.append(what[-1]),
    )
    ruler.set_loop((12.1, 15.3214), True)
    ruler.grab()
    assert "Loop · 3.221 s" in written
    ruler._changing.setInterval(0)
    ruler.set_loop((12.1, 15.4214), True)
    qtbot.waitUntil(lambda: "Loop · 3.3 s" in written)


def test_it_says_where_the_loop_is(ruler: Ruler) -> None:
    ruler.set_loop((15.0, 20.25), True)
    assert ruler.accessibleDescription() == "Loop 0:15.000 to 0:20.250"
    ruler.set_loop(None, False)
    assert ruler.accessibleDescription() == ""


def test_what_holds_an_edge_is_named_beside_the_guide(ruler: Ruler, pixels: Pixels) -> None:
    ruler.set_loop((15.0, 20.0), True)
    without = pixels(ruler)
    ruler.set_guide(20.0)
    ruler.name_guide("end of “Riff”")
    behind = (pixels(ruler) != without).any(axis=(0, 2)).nonzero()[0]
    assert behind.min() >= 399, "outside of the loop"
    assert behind.max() > 450
    ruler.set_guide(15.0)
    before = (pixels(ruler) != without).any(axis=(0, 2)).nonzero()[0]
    assert before.max() <= 201
    assert before.min() < 150
    ruler.set_guide(None)
    assert (pixels(ruler) == without).all()

"""The page of chords: what is heard, what comes and when, and on which instrument."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.reading.chord_instruments import Instrument
from app.reading.shown_chords import ShownChords
from app.theme import DARK
from app.views.reading.chord_page import ChordPage
from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord, parse_chord
from player.reading.song_key import Key
from player.transport import LoopRegion
from tests.app.views.conftest import Pixels, rgb

RATE = 1000
GRID = BeatGrid(tuple(range(0, 40_000, 500)), tuple(range(0, 80, 4)))
FRAMES = 40_000
LEFT = Qt.MouseButton.LeftButton


def chart(*chords: tuple[int, str, float]) -> ChordChart:
    stops = [*(start for start, _, _ in chords[1:]), FRAMES]
    return ChordChart(
        tuple(
            ChordSpan(start, stop, parse_chord(name) if name else None, sure)
            for (start, name, sure), stop in zip(chords, stops, strict=True)
        )
    )


CHART = chart((0, "A", 0.9), (2000, "F#m", 0.9), (4000, "", 1.0), (6000, "D", 0.2))
SHOWN = ShownChords(CHART, Key(9))


@pytest.fixture
def page(qtbot: QtBot) -> ChordPage:
    made = ChordPage(DARK, RATE)
    qtbot.addWidget(made)
    made.resize(1100, 220)
    made.set_chords(SHOWN, GRID, FRAMES)
    made.set_playhead(0.0)
    made.show()
    return made


def names(page: ChordPage) -> tuple[str, str]:
    return tuple(each.drawn.name if each.drawn else "" for each in (page.now, page.following))


def test_it_shows_what_is_heard_and_counts_down_to_the_next(page: ChordPage) -> None:
    told = []
    for time_s in (0.0, 0.4, 0.6, 1.2, 1.499, 1.51, 1.99, 2.0):
        page.set_playhead(time_s)
        told.append((*names(page), page.following.caption))
    assert told == [
        ("A", "F♯m", "in 4 beats"),
        ("A", "F♯m", "in 4 beats"),
        ("A", "F♯m", "in 3 beats"),
        ("A", "F♯m", "in 2 beats"),
        ("A", "F♯m", "in 1 beat"),
        ("A", "F♯m", "in 1 beat"),
        ("A", "F♯m", "in 1 beat"),
        ("F♯m", "D?", "in 8 beats"),
    ]


def test_where_nothing_is_played_and_at_the_end(page: ChordPage) -> None:
    page.set_playhead(4.5)
    assert names(page) == ("N.C.", "D?")
    page.set_playhead(7.0)
    assert names(page) == ("D?", "")
    assert page.now.caption == "20 % sure"


def test_without_beats_it_counts_seconds(page: ChordPage) -> None:
    page.set_chords(SHOWN, None, FRAMES)
    page.set_playhead(0.5)
    assert page.following.caption == "in 1.5 s"


def test_in_a_loop_its_first_chord_follows_its_last(page: ChordPage) -> None:
    page.set_loop_region(LoopRegion(0, 4000))
    page.set_playhead(3.0)
    assert (*names(page), page.following.caption) == ("F♯m", "A", "in 2 beats")
    page.set_loop_region(LoopRegion(2000, 4000))
    page.set_playhead(3.0)
    assert names(page) == ("F♯m", "")


def test_hands_hold_other_chords_above_a_capo_and_keys_do_not(page: ChordPage) -> None:
    page.set_chords(ShownChords(CHART, Key(9), -1, 1), GRID, FRAMES)
    assert names(page) == ("G", "Em")
    assert page.now.drawn is not None
    assert page.now.drawn.sounds == "sounds as A♭"
    assert page.now.drawn.chord == Chord(7)
    assert page.shapes.text() == "shapes in G"
    page.set_instrument(Instrument.PIANO, left_handed=False)
    assert names(page) == ("A♭", "Fm")
    assert page.now.drawn.chord == Chord(8)
    assert not page.left_handed.isEnabled()


def accent_columns(page: ChordPage, pixels: Pixels) -> list[int]:
    """Where something is held."""
    held = (pixels(page.now) == rgb(DARK.accent)).all(axis=2)
    return [int(column) for column in held.any(axis=0).nonzero()[0]]


def test_every_instrument_and_hand_has_a_picture_of_its_own(
    page: ChordPage, pixels: Pixels
) -> None:
    pictures = {}
    for instrument in Instrument:
        for left_handed in (False, True):
            page.set_instrument(instrument, left_handed=left_handed)
            pictures[instrument, left_handed] = pixels(page.now).tobytes()
            assert accent_columns(page, pixels)
    assert pictures[Instrument.PIANO, False] == pictures[Instrument.PIANO, True]
    assert len(set(pictures.values())) == 5


def test_left_handed_is_the_mirror_of_right_handed(page: ChordPage, pixels: Pixels) -> None:
    # D on a guitar is held on its three highest strings.
    page.set_chords(ShownChords(chart((0, "D", 1.0))), GRID, FRAMES)
    right = accent_columns(page, pixels)
    page.set_instrument(Instrument.GUITAR, left_handed=True)
    left = accent_columns(page, pixels)
    assert max(left) < min(right)
    assert max(left) - min(left) == pytest.approx(max(right) - min(right), abs=2)


def test_a_click_on_a_bar_goes_there(qtbot: QtBot, page: ChordPage) -> None:
    row = page.bars
    with qtbot.waitSignal(page.bar_chosen) as told:
        QTest.mouseClick(row, LEFT, pos=QPoint(row.width() * 5 // 16, 20))
    assert told.args == [4000]
    page.set_playhead(4.0)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Left)
    assert row.accessibleDescription() == "bar 2: F sharp minor"
    with qtbot.waitSignal(page.bar_chosen) as told:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert told.args == [2000]


def test_the_bar_that_is_played_is_lit(page: ChordPage, pixels: Pixels) -> None:
    page.set_playhead(2.1)
    row = pixels(page.bars)
    eighth = page.bars.width() // 8
    assert tuple(row[8, eighth - 12]) == rgb(DARK.surface)
    assert tuple(row[8, 2 * eighth - 12]) == rgb(DARK.raised)


def test_a_low_page_has_no_room_for_bars(qtbot: QtBot, page: ChordPage) -> None:
    assert page.bars.isVisible()
    page.resize(1100, 120)
    qtbot.waitUntil(lambda: not page.bars.isVisible())
    assert page.minimumSizeHint().height() <= 120


def test_while_no_chords_are_known_it_says_so(page: ChordPage) -> None:
    page.set_chords(None, None, 0, "Nothing is known.")
    assert page.hint.isVisible()
    assert page.hint.text() == "Nothing is known."
    assert not page.now.isVisible()
    page.set_chords(SHOWN, GRID, FRAMES)
    assert not page.hint.isVisible()


def test_what_is_set_at_its_side_is_told_and_shown_silently(qtbot: QtBot, page: ChordPage) -> None:
    with qtbot.waitSignal(page.left_handed_toggled) as told:
        QTest.mouseClick(page.left_handed, LEFT)
    assert told.args == [True]
    with qtbot.waitSignal(page.capo_chosen) as told:
        QTest.keyClick(page.capo, Qt.Key.Key_Up)
    assert told.args == [1]
    menu = page.instrument.menu()
    with qtbot.waitSignal(page.instrument_chosen) as told:
        menu.actions()[1].trigger()
    assert told.args == [Instrument.UKULELE]
    with qtbot.assertNotEmitted(page.capo_chosen), qtbot.assertNotEmitted(page.left_handed_toggled):
        page.set_chords(ShownChords(CHART, None, 0, 3), GRID, FRAMES)
        page.set_instrument(Instrument.UKULELE, left_handed=False)
    assert page.capo.value() == 3
    assert not page.left_handed.isChecked()

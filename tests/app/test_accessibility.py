"""What somebody meets who has no mouse, or no sight: every control, by the tab key, by its words.

A window that the app can open belongs in `OPENERS`, a control without a name does not pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.compared_take import ComparedTake
from app.comparison_file import ComparisonFile
from app.main_window import MainWindow
from app.progress_report import LEAST_ROUNDS
from app.takes import Take, Takes
from app.views.export_window import ExportWindow
from app.views.keys_page import KeysPage
from app.views.models_page import ModelsPage
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.note_events import NoteEvent, Part
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord
from player.reading.song_notes import SongNote, SongNotes
from player.take_comparison import MatchedNote, TakeComparison
from player.transport import LoopRegion

Role, Text = QAccessible.Role, QAccessible.Text


def _models_page(window: MainWindow) -> QWidget:
    window.models.open_page()
    assert window.models.page is not None
    return window.models.page


def _keys_page(window: MainWindow) -> QWidget:
    window.keys.open_page()
    assert window.keys.page is not None
    window.keys.page.list.complete()
    return window.keys.page


def _export_window(window: MainWindow) -> QWidget:
    window.exports.open_window()
    assert window.exports.window is not None
    return window.exports.window


def _progress_page(window: MainWindow) -> QWidget:
    for start_s in (0, 1):
        loop = LoopRegion(start_s * SAMPLE_RATE, (start_s + 1) * SAMPLE_RATE)
        for _ in range(LEAST_ROUNDS):
            window.session.diary.count_round(date.today(), loop, 70)
    window.trainer_hand.progress.open_page()
    assert window.trainer_hand.progress.page is not None
    return window.trainer_hand.progress.page


def _grid_popup(window: MainWindow) -> QWidget:
    window.session.song_beats.set_grid(BeatGrid(tuple(range(0, 120_000, 22_050)), (0, 4)))
    window.session.transport.set_loop(0, SAMPLE_RATE)
    window.transport_bar.grid.click()
    return window.grid_hand.popup


def _notes_popup(window: MainWindow) -> QWidget:
    window.session.reading.set_notes("bass", SongNotes((SongNote(0, SAMPLE_RATE, 45.0),)))
    window.song_page.spectrogram.notes.click()
    return window.reading_hands.notes.popup


def _click_popup(window: MainWindow) -> QWidget:
    window.song_page.click_strip.more.click()
    return window.song_page.click_strip.popup


def _picture_popup(window: MainWindow) -> QWidget:
    window.song_page.spectrogram.look.click()
    return window.song_page.spectrogram.popup


def _trainer_popup(window: MainWindow) -> QWidget:
    window.session.transport.set_loop(0, SAMPLE_RATE)
    window.transport_bar.trainer.clicked.emit()
    return window.trainer_hand.popup


def _comparison_page(window: MainWindow) -> QWidget:
    take = Take("20260101_120000_1-0", "Take 1", 0, SAMPLE_RATE)
    note = NoteEvent(1000.0, -20.0, 6.0, True)
    matched = MatchedNote(note, note, 12.0, None, 0, 0.0)
    found = TakeComparison(Part.DRUMS, 1.0, 0, SAMPLE_RATE, (matched,), (note,), (), 0.0)
    session = window.session
    session.takes.restore(Takes((take,)))
    assert session.takes.folder is not None
    session.takes.folder.path.mkdir(parents=True, exist_ok=True)
    file = ComparisonFile.of(session.takes.folder.path, take.id)
    file.write(ComparedTake("drums", True, found))
    session.takes.grown.emit()
    ways = iter(range(1000))
    while session.comparisons.of(take) is None and next(ways, None) is not None:
        QTest.qWait(5)
    window.song_page.take_area.strips[take.id].choose_beside.trigger()
    assert window.comparisons.page is not None
    return window.comparisons.page


def _chords(window: MainWindow) -> QWidget:
    chord = ChordSpan(0, SAMPLE_RATE, Chord(0))
    window.session.reading.set_chords(ChordChart((chord,)))
    window.song_page.lower_panel.choose_page("chords")
    return window


OPENERS: dict[str, Callable[[MainWindow], QWidget]] = {
    "main window": lambda window: window,
    "models page": _models_page,
    "keys page": _keys_page,
    "export window": _export_window,
    "progress page": _progress_page,
    "beats and bars": _grid_popup,
    "notes": _notes_popup,
    "click": _click_popup,
    "picture": _picture_popup,
    "trainer": _trainer_popup,
    "take beside the original": _comparison_page,
    "chords": _chords,
}

ROLES = {
    Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.Slider,
    Role.Dial,
    Role.SpinBox,
    Role.EditableText,
    Role.ComboBox,
    Role.List,
    Role.Tree,
    Role.Table,
}
"""What something that can have the keyboard may be."""
WITH_KEYS_OF_THEIR_OWN = {
    "Piano keys of the spectrogram's pitches": "arrow keys move among the pitches",
    "Spectrogram": "arrow keys move the pointer, whose note is told",
    "Chords of the song": "arrow keys go from chord to chord, which is told",
    "Chords, bar by bar": "arrow keys go from bar to bar",
}
"""Pictures that the keyboard reaches, and why."""
VALUED = {Role.Slider, Role.Dial, Role.SpinBox, Role.ProgressBar, Role.Indicator}
WITHOUT_KEYS = {
    "loop.10": "only nine digits",
}
"""Actions that no key is left for, and why."""
_ROW_PX = 6


@pytest.fixture(params=OPENERS)
def shown(request: pytest.FixtureRequest, qtbot: QtBot, multitrack: MainWindow) -> QWidget:
    """Each window of the app, with a song open."""
    opened = OPENERS[request.param](multitrack)
    qtbot.waitExposed(opened)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    # Chips take their places when what is around them has been laid out.
    QTest.qWait(50)
    return opened


def _inside(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window:
            yield widget


def _stops(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in _inside(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    ]


def _spoken(widget: QWidget, which: QAccessible.Text) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None, widget
    return str(told.text(which))


def _nameless(window: QWidget) -> list[QWidget]:
    """The controls of which a screen reader says no more than the program's name."""
    program = QApplication.applicationName()
    return [
        widget
        for widget in _stops(window)
        if _spoken(widget, Text.Name).strip(" …") in ("", program)
    ]


def test_every_control_has_a_name(shown: QWidget) -> None:
    assert len(_stops(shown)) >= 5
    assert _nameless(shown) == []


def test_a_name_that_is_taken_away_is_missed(multitrack: MainWindow) -> None:
    multitrack.song_page.master.gain.setAccessibleName("")
    assert _nameless(multitrack) == [multitrack.song_page.master.gain]


def test_no_two_controls_have_the_same_name(shown: QWidget) -> None:
    names = [_spoken(widget, Text.Name) for widget in _stops(shown)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_control_says_what_it_is(shown: QWidget) -> None:
    strange = {}
    for widget in _stops(shown):
        told = QAccessible.queryAccessibleInterface(widget)
        is_picture = told.role() == Role.Graphic
        with_keys = is_picture and _spoken(widget, Text.Name) in WITH_KEYS_OF_THEIR_OWN
        if told.role() not in ROLES and not with_keys:
            strange[_spoken(widget, Text.Name)] = told.role()
    assert strange == {}


def test_what_takes_the_keyboard_from_the_rest_has_a_name(
    qtbot: QtBot, window: MainWindow, stem_folder: Path
) -> None:
    holders = (window.start_page, window.transport_bar, window.song_page)
    assert [_spoken(each, Text.Name) for each in holders] == ["Songs", "Transport", "Song"]
    for each in holders:
        told = QAccessible.queryAccessibleInterface(each)
        assert told.role() == Role.Grouping
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.session.open(stem_folder)
    assert _spoken(window.song_page, Text.Name) == "Song: stems"


def test_one_of_several_is_told_as_such(multitrack: MainWindow) -> None:
    shown = _export_window(multitrack)
    assert isinstance(shown, ExportWindow)
    page = _models_page(multitrack)
    assert isinstance(page, ModelsPage)
    chips = multitrack.song_page.spectrogram.chips
    of_one = [*shown.what.chips.values(), *page.quality.chips.values(), chips.chip("bass")]
    assert len(of_one) >= 4
    of_many = [*page.together.chips.values()]
    for chip in (*of_one, *of_many):
        told = QAccessible.queryAccessibleInterface(chip)
        assert told.role() == (Role.CheckBox if chip in of_many else Role.RadioButton)
    assert chips.chip("mix").isChecked()
    QTest.mouseClick(chips.chip("bass"), Qt.MouseButton.LeftButton)
    assert [chips.chip(source).isChecked() for source in ("mix", "bass")] == [False, True]


def test_what_has_a_value_tells_it_with_its_unit_and_range(shown: QWidget) -> None:
    seen = 0
    for widget in _inside(shown):
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or told.role() not in VALUED:
            continue
        number = told.valueInterface()
        assert _spoken(widget, Text.Name), widget
        assert _spoken(widget, Text.Value), widget
        assert number is not None, widget
        assert number.minimumValue() <= number.currentValue() <= number.maximumValue(), widget
        seen += 1
    # One has nothing but keys, the other nothing while nothing is written.
    assert seen > 0 or isinstance(shown, KeysPage | ExportWindow)


def test_what_is_only_looked_at_has_a_name_too(multitrack: MainWindow) -> None:
    pictures = [
        widget
        for widget in _inside(multitrack)
        if QAccessible.queryAccessibleInterface(widget).role() in (Role.Graphic, Role.Indicator)
    ]
    assert len(pictures) >= 12  # overview, bookmarks, ruler, spectrogram, piano, lanes, meters
    assert [widget for widget in pictures if not _spoken(widget, Text.Name)] == []


def test_a_screen_reader_hears_a_stem_as_people_say_it(multitrack: MainWindow) -> None:
    strip = multitrack.song_page.lane_area.strips["bass"]
    strip.gain.set_gain_db(-6.0)
    strip.pan.set_pan(-0.5)
    assert _spoken(strip, Text.Name) == "Bass"
    assert (_spoken(strip.gain, Text.Name), _spoken(strip.gain, Text.Value)) == (
        "Gain of bass",
        "−6.0 dB",
    )
    assert _spoken(strip.pan, Text.Value) == "Pan: 50 % left"
    assert _spoken(strip.meter, Text.Value) == "silent"


def test_a_screen_reader_can_set_what_it_reads(qtbot: QtBot, multitrack: MainWindow) -> None:
    strip, desk = multitrack.song_page.lane_area.strips["bass"], multitrack.session.desk
    QAccessible.queryAccessibleInterface(strip.gain).valueInterface().setCurrentValue(-12.0)
    assert desk.state.strip_of("bass").gain_db == -12.0
    readout = QAccessible.queryAccessibleInterface(multitrack.transport_bar.position)
    readout.valueInterface().setCurrentValue(1.5)
    transport = multitrack.session.transport
    qtbot.waitUntil(lambda: transport.position_frame() == 1.5 * SAMPLE_RATE)
    readout.actionInterface().doAction("Press")
    assert multitrack.transport_bar.position.editor.is_open


# The tab key.


def _walk(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the key stops, from the first stop until it comes back."""
    QTest.keyClick(window, key)
    walked: list[QWidget] = []
    while (widget := window.focusWidget()) not in walked and len(walked) < 500:
        assert widget is not None
        walked.append(widget)
        QTest.keyClick(widget, key)
    assert window.focusWidget() is walked[0], "the tab key does not come back to where it began"
    return walked


def test_the_tab_key_reaches_everything_and_comes_back(shown: QWidget) -> None:
    walked = _walk(shown)
    missed = [widget for widget in _stops(shown) if widget not in walked]
    assert [_spoken(widget, Text.Name) for widget in missed] == []
    assert set(_walk(shown, Qt.Key.Key_Backtab)) == set(walked)


def _place(window: QWidget, widget: QWidget, beside: QWidget) -> QRect:
    """Where it is seen from something else: what is scrolled is where its frame is."""
    shown, around = widget, widget.parentWidget()
    while around is not None and not around.isAncestorOf(beside):
        if isinstance(around, QScrollArea):
            shown = around
        around = around.parentWidget()
    return QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())


def test_the_tab_key_goes_as_one_reads(shown: QWidget) -> None:
    walked = _walk(shown)
    jumps = []
    for before, after in pairwise([*walked, walked[0]]):
        one, other = _place(shown, before, after), _place(shown, after, before)
        below = other.top() >= one.bottom() - _ROW_PX
        beside = other.left() >= one.right() - _ROW_PX and other.bottom() > one.top()
        # The tempo's column has another control below; then comes the pitch.
        ends_column = isinstance(shown, MainWindow) and before is shown.transport_bar.grid
        in_columns = isinstance(shown, KeysPage) or ends_column
        next_column = in_columns and other.left() >= one.right()
        if not below and not beside and not next_column:
            jumps.append((_spoken(before, Text.Name), _spoken(after, Text.Name)))
    assert len(jumps) == 1, jumps  # from the end to the start


# Keys and menus.


def test_every_action_has_keys(multitrack: MainWindow) -> None:
    keyless = [
        shortcut.name
        for shortcut in multitrack.menus.shortcuts.all()
        if not shortcut.keys and shortcut.name not in WITHOUT_KEYS
    ]
    assert keyless == []


def test_every_menu_has_a_name(multitrack: MainWindow) -> None:
    menus = multitrack.findChildren(QMenu)
    assert len(menus) >= 6
    nameless = [menu for menu in menus if not (menu.title() or menu.accessibleName())]
    # Qt's own, for menu bars that are too narrow.
    assert [menu.parent() for menu in nameless] in ([], [multitrack.menuBar()])

"""Every control of the bar says what was done to it, and shows what it is told."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, TOP_BAR_PX
from app.views.transport_bar import TransportBar

from .conftest import Pixels, Wheel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot) -> TransportBar:
    made = TransportBar(DARK)
    qtbot.addWidget(made)
    made.resize(1024, TOP_BAR_PX)
    made.set_song_open(True)
    made.show()
    return made


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("play", "play_clicked"),
        ("to_start", "to_start_clicked"),
        ("songs", "songs_clicked"),
        ("theme_button", "theme_toggled"),
    ],
)
def test_buttons_are_pressed_with_mouse_and_return_key(
    bar: TransportBar, qtbot: QtBot, button: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.mouseClick(getattr(bar, button), LEFT)
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.keyClick(getattr(bar, button), Qt.Key.Key_Return)


def test_the_loop_is_toggled(bar: TransportBar) -> None:
    toggled: list[bool] = []
    bar.loop_toggled.connect(toggled.append)
    bar.set_loop_enabled(True)
    QTest.mouseClick(bar.loop, LEFT)
    QTest.mouseClick(bar.loop, LEFT)
    assert toggled == [False, True]


def test_tempo_and_pitch_are_announced(bar: TransportBar, wheel: Wheel) -> None:
    tempos: list[float] = []
    pitches: list[float] = []
    bar.tempo_changed.connect(tempos.append)
    bar.pitch_changed.connect(pitches.append)
    bar.set_tempo(75.0)
    bar.set_pitch(-2.0)
    assert (tempos, pitches) == ([], [])
    assert (bar.tempo.text(), bar.pitch.semitones.text()) == ("75 %", "−2")
    wheel(bar.tempo, 5, -1)
    wheel(bar.pitch.cents, 5, 1)
    assert (tempos, pitches) == ([74.0], [-1.99])


def test_the_tuning_is_announced_and_stays_in_its_range(bar: TransportBar, wheel: Wheel) -> None:
    tunings: list[float] = []
    bar.tuning_changed.connect(tunings.append)
    bar.set_tuning(442.0)
    assert tunings == []
    tuning = bar.pitch.tuning
    assert tuning.text() == "442 Hz"
    wheel(tuning, 5, -1)
    QTest.mouseClick(tuning, LEFT)
    QTest.keyClicks(tuning.editor, "400")
    QTest.keyClick(tuning.editor, Qt.Key.Key_Return)
    assert tunings == [441.0, 415.0]
    tuning.reset()
    assert tunings[-1] == 440.0
    assert bar.pitch.pitch == 0.0


def test_voices_are_kept_natural(bar: TransportBar, pixels: Pixels) -> None:
    kept: list[bool] = []
    bar.formants_toggled.connect(kept.append)
    button = bar.pitch.formants
    plain = pixels(button)
    bar.set_formants_kept(True)
    assert kept == []
    assert (pixels(button) != plain).any()
    QTest.mouseClick(button, LEFT)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert kept == [False, True]
    assert button.accessibleName() == "Keep voices natural"


def test_an_output_and_a_latency_are_chosen_from_the_menu(bar: TransportBar) -> None:
    chosen: list[object] = []
    bar.output.output_chosen.connect(chosen.append)
    bar.output.set_outputs(
        [(3, "Speakers"), (4, "Headphones")], 3, [("a", "Short"), ("b", "Normal")], "b"
    )
    actions = [action for action in bar.output.menu().actions() if action.isCheckable()]
    assert [(action.text(), action.isChecked()) for action in actions] == [
        ("Speakers", True),
        ("Headphones", False),
        ("Short", False),
        ("Normal", True),
    ]
    assert chosen == []
    actions[1].trigger()
    actions[2].trigger()
    assert chosen == [4, "a"]
    assert [action.isChecked() for action in actions] == [False, True, True, False]
    assert "Speakers" in bar.output.toolTip()


def test_without_a_device_one_can_look_again(bar: TransportBar) -> None:
    looked: list[bool] = []
    bar.output.look_again_clicked.connect(lambda: looked.append(True))
    bar.output.set_outputs([], None)
    assert bar.output.isEnabled()
    bar.output.menu().actions()[-1].trigger()
    assert looked == [True]
    assert "No sound output" in bar.output.toolTip()


def test_without_a_song_only_what_needs_none_is_enabled(bar: TransportBar) -> None:
    bar.set_song_open(False)
    controls = (bar.play, bar.loop, bar.to_start, bar.position, bar.tempo, bar.pitch)
    assert not any(control.isEnabled() for control in controls)
    assert bar.songs.isEnabled()


def test_the_position_is_shown(bar: TransportBar) -> None:
    bar.set_position(77.4821)
    bar.set_duration(249.0)
    assert bar.position.text() == "1:17.482"
    assert bar.position.accessibleDescription() == "of 4:09"


@pytest.mark.parametrize(
    ("typed", "time_s"), [("1:30", 90.0), ("90", 90.0), ("1:30.250", 90.25), ("soon", None)]
)
def test_a_click_on_the_position_lets_type_another(
    bar: TransportBar, typed: str, time_s: float | None
) -> None:
    times: list[float] = []
    bar.position_edited.connect(times.append)
    bar.set_position(77.482)
    QTest.mouseClick(bar.position, LEFT)
    assert bar.position.editor.selectedText() == "1:17.482"
    QTest.keyClicks(bar.position.editor, typed)
    QTest.keyClick(bar.position.editor, Qt.Key.Key_Return)
    assert times == ([] if time_s is None else [time_s])
    assert not bar.position.editor.isVisible()
    assert not bar.position.hasFocus()


def test_a_position_that_is_not_changed_does_not_jump_back(bar: TransportBar) -> None:
    times: list[float] = []
    bar.position_edited.connect(times.append)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.mouseClick(bar.position, LEFT)
        if key == Qt.Key.Key_Escape:
            QTest.keyClicks(bar.position.editor, "5")
        QTest.keyClick(bar.position.editor, key)
    assert times == []


def test_return_on_the_position_lets_type_and_comes_back(bar: TransportBar) -> None:
    times: list[float] = []
    bar.position_edited.connect(times.append)
    bar.position.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar.position, Qt.Key.Key_Return)
    QTest.keyClicks(bar.position.editor, "0:05")
    QTest.keyClick(bar.position.editor, Qt.Key.Key_Return)
    assert times == [5.0]
    assert bar.position.hasFocus()


def test_the_play_button_shows_and_says_what_it_will_do(bar: TransportBar, pixels: Pixels) -> None:
    stopped = pixels(bar.play)
    assert bar.play.accessibleName() == "Play"
    bar.set_playing(True)
    assert bar.play.accessibleName() == "Pause"
    assert (pixels(bar.play) != stopped).any()


def test_the_theme_button_offers_the_other_theme(bar: TransportBar) -> None:
    assert "light" in bar.theme_button.toolTip()
    bar.set_theme(LIGHT)
    assert "dark" in bar.theme_button.toolTip()


def test_a_long_title_gives_way(bar: TransportBar, pixels: Pixels) -> None:
    bar.set_title("A" * 200, "subtitle")
    QTest.qWait(1)
    assert bar.title.width() < 260
    assert bar.title.toolTip() == "A" * 200
    assert bar.play.x() < 320


def _in(bar: TransportBar, widget: QWidget) -> QRect:
    """Where it is in the bar."""
    return QRect(widget.mapTo(bar, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_but_the_title_is_cut(qtbot: QtBot, bar: TransportBar, width: int) -> None:
    bar.set_title("A" * 200, "B" * 200)
    bar.set_position(5999.999)
    bar.resize(width, TOP_BAR_PX)
    # Buttons that get their words back are laid out a moment later.
    qtbot.waitUntil(lambda: bar.songs.width() >= bar.songs.sizeHint().width())
    shown = (bar.loop, bar.position, bar.tempo, bar.pitch, bar.songs, bar.output, bar.theme_button)
    for left, right in itertools.pairwise(shown):
        assert left.width() >= left.sizeHint().width() or left in (bar.output, bar.theme_button)
        assert _in(bar, left).right() < _in(bar, right).left()
    assert _in(bar, bar.theme_button).right() <= width


def test_no_number_of_the_pitch_is_cut_or_moves_another(bar: TransportBar) -> None:
    fields = (bar.pitch.semitones, bar.pitch.cents, bar.pitch.tuning)

    def places() -> list[QRect]:
        QTest.qWait(1)
        return [QRect(field.mapTo(bar, QPoint(0, 0)), field.size()) for field in fields]

    before = places()
    assert all(
        field.width() >= field.sizeHint().width() and field.height() >= field.sizeHint().height()
        for field in fields
    )
    assert all(bar.rect().contains(place) for place in before)
    for one, other in itertools.combinations(before, 2):
        assert not one.intersects(other)
    bar.set_pitch(-12.5)
    bar.set_tuning(466.0)
    bar.set_formants_kept(True)
    assert places() == before

"""Popups are made when they are first wanted, and show what was set before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.main_window import MainWindow
from app.views.late import Late


def test_it_is_made_once_and_not_before() -> None:
    made = list[int]()
    late = Late(lambda: made.append(1) or QWidget.__name__)
    assert late.made is None
    assert (late.wanted(), late.wanted(), made) == ("QWidget", "QWidget", [1])


def test_a_window_begins_without_popups_and_they_show_what_was_set(multitrack: MainWindow) -> None:
    page, trainer = multitrack.song_page, multitrack.session.trainer
    popups = ("GridPopup", "TrainerPopup", "ClickPopup", "PicturePopup", "NotesPopup")
    assert not any(multitrack.findChildren(QWidget, name) for name in popups)
    multitrack.session.click.set_count_in(2)
    trainer.toggle()
    page.spectrogram.set_decibel_range(-70.0, -10.0)
    multitrack.session.transport.set_loop(0, 44_100)
    assert not any(multitrack.findChildren(QWidget, name) for name in popups)
    QTest.mouseClick(page.click_strip.more, Qt.MouseButton.LeftButton)
    assert page.click_strip.popup.isVisible()
    assert page.click_strip.popup.count_in.chosen_chip is page.click_strip.popup.count_in.chips["2"]
    page.click_strip.popup.close()
    assert multitrack.trainer_hand.popup.toggle.text() == "Stop, keep this tempo"
    assert page.spectrogram.popup.darkest.value() == -70.0
    assert multitrack.grid_hand.popup.between.isEnabled()
    assert all(multitrack.findChildren(QWidget, name) for name in popups[:4])

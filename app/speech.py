"""What screen readers hear of a window, where the keyboard is not: all of it, tied together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.announcer import Announcer
from app.spoken_changes import SpokenChanges
from app.spoken_chords import SpokenChords
from app.spoken_click import SpokenClick
from app.spoken_grid import SpokenGrid
from app.spoken_listening import SpokenListening
from app.spoken_loops import SpokenLoops
from app.spoken_news import SpokenNews
from app.spoken_takes import SpokenTakes

if TYPE_CHECKING:
    from app.main_window import MainWindow


def let_speak(window: MainWindow) -> None:
    """From now on, as long as the window lives."""
    session, bar, page = window.session, window.transport_bar, window.song_page
    announcer = Announcer(window)
    SpokenChanges(session, bar, page, announcer)
    SpokenClick(session.click, window.click_hand, page.click_strip, announcer)
    SpokenLoops(session, bar, announcer)
    window.trainer_hand.told.connect(lambda text: announcer.tell("trainer", text))
    window.comparisons.told.connect(lambda text: announcer.tell("comparison", text))
    sections = window.reading_hands.sections.desk
    sections.told.connect(lambda text: announcer.tell("section", text))
    window.reading_hands.notes.told.connect(lambda text: announcer.tell("notes", text))
    window.reading_hands.score.told.connect(lambda text: announcer.tell("score", text))
    SpokenGrid(session, announcer)
    SpokenChords(session, window.reading_hands.chords, announcer)
    SpokenListening(session.transport, page.spectrogram.plot.overlay, announcer)
    SpokenTakes(session.takes, window.takes, page.take_area, bar, announcer)
    SpokenNews(window.news, window.exports, window.shelf, window.start_page, announcer)

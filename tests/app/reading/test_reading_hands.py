"""The menu of what a song says."""

from __future__ import annotations

from app.main_window import MainWindow


def test_the_menu_is_the_pages_and_a_menu_for_each_subject(window: MainWindow) -> None:
    actions = window.menus.read_menu.actions()
    pages = ["Page: Spectrogram", "Page: Chords", "Page: Lyrics", "Page: Score"]
    assert [each.text() for each in actions[: len(pages)]] == pages
    subjects = [each for each in actions[len(pages) :] if not each.isSeparator()]
    assert all(each.menu() is not None for each in subjects)
    letters = [each.text()[each.text().index("&") + 1].lower() for each in subjects]
    assert len(set(letters)) == len(letters) == 5

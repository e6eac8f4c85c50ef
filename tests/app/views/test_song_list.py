"""The rows of the library under mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import theme
from app.library import LibrarySong, SongOnDisk
from app.text_scale import set_text_scale
from app.theme import DARK
from app.views.song_list import SongList

from .conftest import Pixels, rgb

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def songs(count: int, on_disk: SongOnDisk | None = None) -> tuple[LibrarySong, ...]:
    kept = on_disk or SongOnDisk(disk_bytes=5_000_000, models=("Compact",))
    return tuple(
        LibrarySong(f"{place}", f"Song {place}", Path(f"/music/{place}.mp3"), 60.0, 1.0, kept)
        for place in range(count)
    )


@pytest.fixture
def rows(qtbot: QtBot) -> SongList:
    made = SongList(DARK)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.songs.set_songs(songs(30))
    made.show()
    made.setFocus()
    return made


def middle(rows: SongList, row: int) -> QPoint:
    rect = rows.visualRect(rows.songs.index(row))
    return QPoint(rect.left() + 200, rect.center().y())


def hover(rows: SongList, row: int) -> None:
    QTest.mouseMove(rows.viewport(), middle(rows, row))


def opened(rows: SongList) -> list[str]:
    heard: list[str] = []
    rows.song_clicked.connect(lambda song: heard.append(song.key))
    return heard


def test_a_click_opens(rows: SongList) -> None:
    heard = opened(rows)
    QTest.mouseClick(rows.viewport(), LEFT, pos=middle(rows, 2))
    assert heard == ["2"]


def test_a_screen_reader_hears_every_row(rows: SongList) -> None:
    spoken = QAccessible.queryAccessibleInterface(rows)
    assert spoken.text(QAccessible.Text.Name) == "Songs"
    row = next(
        child
        for child in map(spoken.child, range(spoken.childCount()))
        if child.role() == QAccessible.Role.ListItem
    )
    assert row.text(QAccessible.Text.Name).startswith("Song 0, 1 minute, separated with Compact")


def test_arrows_and_return_open(rows: SongList) -> None:
    heard = opened(rows)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return):
        QTest.keyClick(rows, key)
    QTest.keyClick(rows, Key.Key_End)
    QTest.keyClick(rows, Key.Key_Enter)
    assert heard == ["1", "29"]


def test_the_buttons_stand_in_the_row_of_mouse_or_keys(rows: SongList) -> None:
    def row_of_buttons() -> int:
        return rows.indexAt(rows.buttons.geometry().center()).row()

    assert row_of_buttons() == 0
    hover(rows, 3)
    assert row_of_buttons() == 3
    QTest.keyClick(rows, Key.Key_Down)
    assert row_of_buttons() == 1
    assert rows.buttons.isVisible()
    assert rows.buttons.remove.accessibleName() == "Remove Song 1"


def test_the_buttons_scroll_with_their_row(rows: SongList) -> None:
    rows.set_current_row(3)
    before = rows.buttons.geometry().center().y()
    rows.verticalScrollBar().setValue(40)
    assert rows.buttons.song is not None
    row = rows.visualRect(rows.songs.index(rows.songs.row_of(rows.buttons.song.key) or 0))
    after = rows.buttons.geometry().center().y()
    assert after == pytest.approx(row.center().y(), abs=1)
    assert after != before


def test_a_removal_is_asked_about_in_place(rows: SongList, qtbot: QtBot) -> None:
    buttons = rows.buttons
    QTest.keyClick(rows, Key.Key_Down)
    QTest.keyClick(rows, Key.Key_Delete)
    assert "Song 1" in buttons.question.text()
    assert buttons.only_stems.text() == "Only its stems, 5 MB"
    assert buttons.width() > 800
    assert rows.window().focusWidget() is buttons.keep
    QTest.keyClick(buttons.keep, Key.Key_Escape)
    assert not buttons.is_asking
    assert rows.window().focusWidget() is rows
    hover(rows, 2)
    QTest.mouseClick(buttons.remove, LEFT)
    with qtbot.waitSignal(buttons.stems_refused) as refused:
        QTest.mouseClick(buttons.only_stems, LEFT)
    assert refused.args[0].key == "2"
    QTest.keyClick(rows, Key.Key_Backspace)
    with qtbot.waitSignal(buttons.song_refused) as refused:
        QTest.keyClick(buttons.everything, Key.Key_Return)
    assert refused.args[0].key == "2"


def test_keeping_it_tells_nobody(rows: SongList) -> None:
    told: list[object] = []
    rows.buttons.stems_refused.connect(told.append)
    rows.buttons.song_refused.connect(told.append)
    QTest.keyClick(rows, Key.Key_Delete)
    QTest.keyClick(rows.buttons.keep, Key.Key_Return)
    assert told == []
    assert not rows.buttons.is_asking


def test_the_question_stays_with_its_song(rows: SongList) -> None:
    QTest.keyClick(rows, Key.Key_Down)
    QTest.keyClick(rows, Key.Key_Delete)
    hover(rows, 4)
    assert rows.buttons.song is not None
    assert rows.buttons.song.key == "1"
    newer = LibrarySong("new", "New", Path("/music/new.mp3"), 60.0, 2.0)
    rows.songs.set_songs((newer, *songs(30)))
    assert rows.buttons.is_asking
    assert rows.indexAt(rows.buttons.geometry().center()).row() == 2
    rows.songs.set_songs((newer,))
    assert not rows.buttons.is_asking


def test_what_is_open_cannot_be_removed(rows: SongList) -> None:
    rows.songs.set_open("0", is_separating=False)
    assert not rows.buttons.remove.isEnabled()
    QTest.keyClick(rows, Key.Key_Delete)
    assert not rows.buttons.is_asking
    rows.songs.set_songs(songs(3, SongOnDisk(is_in_use=True)))
    QTest.keyClick(rows, Key.Key_Down)
    assert not rows.buttons.remove.isEnabled()


def test_stems_that_are_not_there_cannot_be_removed(rows: SongList) -> None:
    rows.songs.set_songs(songs(3, SongOnDisk()))
    QTest.keyClick(rows, Key.Key_Delete)
    assert rows.buttons.is_asking
    assert not rows.buttons.only_stems.isVisible()
    assert rows.buttons.everything.isVisible()


def test_a_lost_song_is_looked_for(rows: SongList, qtbot: QtBot) -> None:
    buttons = rows.buttons
    assert not buttons.look_for.isVisible()
    with qtbot.waitSignal(buttons.folder_clicked) as clicked:
        QTest.mouseClick(buttons.folder, LEFT)
    assert clicked.args[0].key == "0"
    rows.songs.set_songs(songs(3, SongOnDisk(is_found=False)))
    assert not buttons.folder.isVisible()
    with qtbot.waitSignal(buttons.look_for_clicked) as clicked:
        QTest.mouseClick(buttons.look_for, LEFT)
    assert clicked.args[0].key == "0"


def test_the_current_song_stays_current(rows: SongList) -> None:
    rows.set_current_row(5)
    rows.songs.set_songs(songs(30)[2:])
    assert rows.current_song is not None
    assert rows.current_song.key == "5"
    rows.songs.set_songs(tuple(song for song in songs(30) if song.key != "5"))
    assert rows.currentIndex().row() == 3, "its neighbour follows a song that went"


def test_rows_that_are_not_seen_cost_nothing(rows: SongList) -> None:
    rows.songs.set_songs(songs(1000))
    painted: list[int] = []
    paint = type(rows.itemDelegate()).paint

    class Counting(type(rows.itemDelegate())):  # type: ignore[misc]
        def paint(self, painter: object, option: object, index: object) -> None:
            painted.append(index.row())  # type: ignore[attr-defined]
            paint(self, painter, option, index)

    counting = Counting(rows.songs, DARK, rows)
    rows.setItemDelegate(counting)
    rows.grab()
    assert 5 <= len(set(painted)) <= 12


def test_missing_files_are_told_by_more_than_a_colour(rows: SongList, pixels: Pixels) -> None:
    def has_accent() -> bool:
        row = rows.visualRect(rows.songs.index(1))
        seen = pixels(rows)[row.top() : row.bottom(), 60:400]
        accent = rgb(QColor(DARK.accent))
        return bool((abs(seen.astype(int) - accent).sum(axis=2) < 30).any())

    assert not has_accent()
    rows.songs.set_songs(songs(3, SongOnDisk(is_found=False)))
    assert has_accent()
    assert rows.songs.place(rows.songs.shown[1]).startswith("△ not found")


def test_with_big_text_the_title_is_the_last_to_be_cut(
    rows: SongList, request: pytest.FixtureRequest
) -> None:
    title = "Slow motion dream ex"
    kept = SongOnDisk(disk_bytes=5_000_000, models=("HTDemucs (better)", "Compact"))
    song = LibrarySong("1", title, Path("/music/1.mp3"), 60.0, 1.0, kept)
    request.addfinalizer(lambda: set_text_scale(1.0))
    set_text_scale(2.0)
    rows.songs.set_songs((song,))
    rows.resize(1200, 400)
    rows.buttons.hide()
    picture = rows.viewport().grab().toImage()
    white = QColor(DARK.text).rgb()
    height = rows.visualRect(rows.songs.index(0)).height()
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) == white for y in range(height // 2))
    ]
    metrics = QFontMetrics(theme.font(theme.TITLE_PX, bold=True))
    assert inked[-1] - inked[0] > metrics.horizontalAdvance(title[:-1])

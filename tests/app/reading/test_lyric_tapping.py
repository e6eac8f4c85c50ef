"""Lines and words that are tapped in, taken back, and tapped anew."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from app.reading.lyric_tapping import LyricTapping
from player.multitrack import SAMPLE_RATE
from player.reading.lyrics import Lyrics

WORDS = "one two\nthree\n\nfour five"


class Reading(QObject):
    """The lyrics of a song, and nothing else of it."""

    lyrics_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lyrics: Lyrics | None = Lyrics.of_text(WORDS)

    def set_lyrics(self, lyrics: Lyrics | None) -> None:
        self.lyrics = lyrics
        self.lyrics_changed.emit()


class Transport:
    """A playhead that is where the test wants it."""

    def __init__(self) -> None:
        self.frame = 0.0

    def position_frame(self) -> float:
        return self.frame

    def seek(self, frame: int) -> None:
        self.frame = float(frame)


@pytest.fixture
def reading(qtbot: object) -> Reading:
    return Reading()


@pytest.fixture
def transport() -> Transport:
    return Transport()


@pytest.fixture
def tapping(reading: Any, transport: Any) -> LyricTapping:
    tapping = LyricTapping(reading, transport)
    tapping.begin()
    return tapping


def tap_at(tapping: LyricTapping, transport: Transport, *frames: float) -> None:
    for frame in frames:
        transport.frame = frame
        tapping.tap()


def starts(reading: Reading) -> list[int | None]:
    assert reading.lyrics is not None
    return [line.frame for line in reading.lyrics.lines]


def test_each_tap_is_where_the_next_line_begins(
    tapping: LyricTapping, reading: Reading, transport: Transport
) -> None:
    tap_at(tapping, transport, 100.4, 200)
    assert starts(reading) == [100, 200, None, None]
    assert (tapping.is_active, tapping.line) == (True, 3), "the gap between verses is left out"
    tap_at(tapping, transport, 300)
    assert starts(reading) == [100, 200, None, 300]
    assert not tapping.is_active, "nothing is left"
    tap_at(tapping, transport, 400)
    assert starts(reading) == [100, 200, None, 300]


def test_words_are_tapped_one_by_one(
    tapping: LyricTapping, reading: Reading, transport: Transport
) -> None:
    tapping.set_by_words(True)
    tap_at(tapping, transport, 100, 150, 200, 300)
    assert (tapping.line, tapping.word) == (3, 1)
    assert reading.lyrics is not None
    assert [word.frame for word in reading.lyrics.lines[0].words] == [100, 150]
    tapping.back()
    assert (tapping.line, tapping.word) == (3, 0)
    assert starts(reading) == [100, 200, None, None]
    tapping.back()
    tapping.back()
    assert (tapping.line, tapping.word) == (0, 1)
    assert [word.frame for word in reading.lyrics.lines[0].words] == [100, None]


def test_a_tap_taken_back_is_heard_again(
    tapping: LyricTapping, reading: Reading, transport: Transport
) -> None:
    tap_at(tapping, transport, 5 * SAMPLE_RATE, 9 * SAMPLE_RATE)
    transport.frame = 10.0 * SAMPLE_RATE
    tapping.back()
    assert starts(reading) == [5 * SAMPLE_RATE, None, None, None]
    assert (tapping.line, transport.frame) == (1, 6 * SAMPLE_RATE)
    tapping.back()
    tapping.back()
    assert (tapping.line, transport.frame) == (0, 2 * SAMPLE_RATE), "there is nothing before"
    assert starts(reading) == [None] * 4


def test_tapping_goes_on_where_it_was_left(
    tapping: LyricTapping, reading: Reading, transport: Transport
) -> None:
    tap_at(tapping, transport, 100)
    tapping.toggle()
    assert not tapping.is_active
    tapping.tap()
    tapping.back()
    assert starts(reading) == [100, None, None, None]
    tapping.toggle()
    assert (tapping.is_active, tapping.line) == (True, 1)


def test_where_all_have_times_it_begins_after_the_playhead(
    tapping: LyricTapping, reading: Reading, transport: Transport
) -> None:
    tap_at(tapping, transport, 100, 200, 300)
    transport.frame = 150
    tapping.begin()
    assert tapping.line == 1
    transport.frame = 350
    tapping.begin()
    assert tapping.line == 0, "after the last one it begins anew"


def test_from_a_line_on(tapping: LyricTapping, reading: Reading, transport: Transport) -> None:
    tap_at(tapping, transport, *(SAMPLE_RATE * second for second in (5, 10, 15)))
    tapping.begin_from(2)
    assert not tapping.is_active, "there is nothing to sing in it"
    tapping.begin_from(1)
    assert (tapping.line, transport.frame) == (1, 7 * SAMPLE_RATE)
    tap_at(tapping, transport, 16 * SAMPLE_RATE)
    assert starts(reading) == [5 * SAMPLE_RATE, 16 * SAMPLE_RATE, None, None]


def test_what_is_undone_is_tapped_again(
    tapping: LyricTapping, reading: Reading, transport: Transport
) -> None:
    before = reading.lyrics
    tap_at(tapping, transport, 100, 200)
    reading.set_lyrics(before)
    assert (tapping.is_active, tapping.line) == (True, 0)


@pytest.mark.parametrize("others", [None, Lyrics.of_text("only one")])
def test_other_words_end_it(
    tapping: LyricTapping, reading: Reading, transport: Transport, others: Lyrics | None
) -> None:
    tap_at(tapping, transport, 100)
    reading.set_lyrics(others)
    assert not tapping.is_active


def test_nothing_is_tapped_without_words(tapping: LyricTapping, reading: Reading) -> None:
    tapping.end()
    for without in (None, Lyrics()):
        reading.set_lyrics(without)
        tapping.toggle()
        tapping.begin_from(0)
        assert not tapping.is_active

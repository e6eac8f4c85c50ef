"""Which line and word is sung where, and what becomes of times that are set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.reading.lyrics import LyricLine, Lyrics, LyricWord, joined

VERSE = Lyrics(
    (
        LyricLine.of_text("Before anything"),
        LyricLine(
            100, (LyricWord("one ", 100), LyricWord("and "), LyricWord("two", 150)), stop_frame=180
        ),
        LyricLine.of_text("second line", 200),
        LyricLine(300),
        LyricLine.of_text("after a rest", 400),
    )
)


def test_the_last_line_and_word_that_began_are_sung() -> None:
    at = {frame: (VERSE.line_at(frame), VERSE.word_at(frame)) for frame in (0, 99.9, 100, 160, 250)}
    assert at == {0: (None, None), 99.9: (None, None), 100: (1, 0), 160: (1, 2), 250: (2, None)}
    assert VERSE.line_at(10**9) == 4


def test_lines_go_until_the_next_begins() -> None:
    assert VERSE.span(0, 1000) is None
    assert VERSE.span(1, 1000) == (100, 180), "until its last word ends, where that is known"
    assert VERSE.span(2, 1000) == (200, 300)
    assert VERSE.span(4, 1000) == (400, 1000)


def test_steps_leave_out_lines_in_which_nothing_is_sung() -> None:
    assert VERSE.step(250, 1) == 4
    assert VERSE.step(350, 0) == 2
    assert VERSE.step(450, -1) == 2
    assert VERSE.step(0, 1) == 1
    assert VERSE.step(0, -1) is None
    assert VERSE.step(450, 1) is None


def test_text_is_lines_and_one_gap_between_verses() -> None:
    lyrics = Lyrics.of_text("\n  Amazing   grace\nhow sweet\n\n\n[Chorus]\n\n")
    assert [line.text for line in lyrics.lines] == ["Amazing grace", "how sweet", "", "[Chorus]"]
    assert not lyrics.is_timed


def test_what_contradicts_a_time_that_is_set_is_forgotten() -> None:
    moved = VERSE.with_line_at(2, 90)
    assert [line.frame for line in moved.lines] == [None, None, 90, 300, 400]
    later = VERSE.with_line_at(1, 350)
    assert [line.frame for line in later.lines] == [None, 350, None, None, 400]
    assert [word.frame for word in later.lines[1].words] == [350, None, 400], "words go along"


def test_words_are_set_one_by_one() -> None:
    lyrics = Lyrics.of_text("how sweet the sound")
    for word, frame in enumerate((50, 70, 90)):
        lyrics = lyrics.with_word_at(0, word, frame)
    assert lyrics.lines[0].frame == 50
    assert [word.frame for word in lyrics.lines[0].words] == [50, 70, 90, None]
    again = lyrics.with_word_at(0, 1, 40)
    assert [word.frame for word in again.lines[0].words] == [None, 40, 90, None]
    assert again.lines[0].frame == 40
    assert [word.frame for word in lyrics.with_word_at(0, 0, 80).lines[0].words] == [
        80,
        None,
        90,
        None,
    ]


def test_times_are_forgotten_one_by_one() -> None:
    assert [line.frame for line in VERSE.without_line(1).lines] == [None, None, 200, 300, 400]
    words = VERSE.without_word(1, 2).lines[1].words
    assert [word.frame for word in words] == [100, None, None]


def test_a_nudge_changes_no_order() -> None:
    assert VERSE.nudged(2, 30).lines[2].frame == 230
    assert VERSE.nudged(2, 500).lines[2].frame == 300
    assert VERSE.nudged(2, -500).lines[2].frame == 100
    assert VERSE.nudged(1, -500).lines[1].frame == 0
    assert VERSE.nudged(0, 30) == VERSE, "it begins nowhere"


def test_pieces_become_words() -> None:
    pieces = [(" he", 1), ("llo ", 2), ("", 3), (" big world ", 4), ("!", None)]
    assert joined(pieces) == (
        LyricWord("he", 1),
        LyricWord("llo ", 2),
        LyricWord("big ", 4),
        LyricWord("world ", None),
        LyricWord("!", None),
    )
    assert joined([("你", 1), ("好", 2), ("吗", None)]) == (
        LyricWord("你", 1),
        LyricWord("好吗", 2),
    )


@pytest.mark.parametrize(
    ("frame", "words", "stop"),
    [
        (None, (LyricWord("a", 3),), None),
        (5, (LyricWord("a", 3),), None),
        (1, (LyricWord("a", 3), LyricWord("b", 2)), None),
        (1, (LyricWord("a", 3),), 2),
        (-1, (), None),
    ],
)
def test_times_that_are_in_no_order_are_refused(
    frame: int | None, words: tuple[LyricWord, ...], stop: int | None
) -> None:
    with pytest.raises(ValueError, match="begin"):
        LyricLine(frame, words, stop)


def test_lines_in_no_order_are_refused() -> None:
    with pytest.raises(ValueError, match="no earlier"):
        Lyrics((LyricLine(5), LyricLine(4)))


def test_fields_bring_it_back() -> None:
    tagged = Lyrics(VERSE.lines, (("ti", "A song"),))
    assert Lyrics.of_fields(tagged.fields()) == tagged


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"lines": 3, "tags": []},
        {"lines": [{"frame": "1", "words": [], "stop_frame": None}], "tags": []},
        {"lines": [{"frame": 1, "words": [["a"]], "stop_frame": None}], "tags": []},
    ],
)
def test_fields_that_mean_nothing_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Lyrics.of_fields(fields)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4), st.integers(0, 2) | st.none(), st.integers(0, 50), st.booleans()
        ),
        max_size=30,
    )
)
def test_any_taps_leave_an_order(taps: list[tuple[int, int | None, int, bool]]) -> None:
    lyrics = Lyrics.of_text("\n".join(["a b c"] * 5))
    for line, word, frame, is_nudge in taps:
        if is_nudge:
            lyrics = lyrics.nudged(line, frame - 25)
        elif word is None:
            lyrics = lyrics.with_line_at(line, frame)
            assert lyrics.lines[line].frame == frame
        else:
            lyrics = lyrics.with_word_at(line, word, frame)
            assert lyrics.lines[line].words[word].frame == frame
        assert lyrics.untimed == lyrics.untimed.untimed

"""LRC as it is found in the world, and what is written read back by FFmpeg."""

from __future__ import annotations

import os
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.errors import (
    LyricsError,
    LyricsTooLargeError,
    LyricsUnreadableError,
    NoLyricsError,
    NotLyricsError,
)
from player.reading.lrc_file import LARGEST_BYTES, decoded, lrc_text, parse_lyrics, read_lyrics
from player.reading.lyrics import LyricLine, Lyrics, LyricWord

RATE = 44_100
SONG = """[ti:Grüße]
[ar: The  Tests ]
[00:12.00]Line one
[00:15.30]Line two
[00:17.00]
[00:21.10]<00:21.10>Some <00:21.56>timed <00:22.00>words<00:22.50>
"""


def times_s(lyrics: Lyrics) -> list[float | None]:
    return [None if line.frame is None else line.frame / RATE for line in lyrics.lines]


def texts(lyrics: Lyrics) -> list[str]:
    return [line.text for line in lyrics.lines]


def test_lines_tags_and_words() -> None:
    lyrics = parse_lyrics(SONG, RATE)
    assert texts(lyrics) == ["Line one", "Line two", "", "Some timed words"]
    assert times_s(lyrics) == pytest.approx([12.0, 15.3, 17.0, 21.1], abs=1e-4)
    assert lyrics.tags == (("ti", "Grüße"), ("ar", "The Tests"))
    words = lyrics.lines[3].words
    assert [word.text for word in words] == ["Some ", "timed ", "words"]
    assert [word.frame for word in words] == [round(s * RATE) for s in (21.1, 21.56, 22.0)]
    assert lyrics.lines[3].stop_frame == round(22.5 * RATE)


@pytest.mark.parametrize(
    ("stamp", "time_s"),
    [
        ("[01:02]", 62.0),
        ("[1:2.5]", 62.5),
        ("[01:02.345]", 62.345),
        ("[01:02:34]", 62.34),
        ("[01:02,34]", 62.34),
        ("[1:01:02.34]", 3662.34),
        ("[123:00.00]", 7380.0),
        ("  [01:02.00]", 62.0),
    ],
)
def test_times_as_programs_write_them(stamp: str, time_s: float) -> None:
    assert times_s(parse_lyrics(f"{stamp}x", RATE)) == pytest.approx([time_s], abs=1e-4)


def test_a_line_with_several_times_is_several_lines() -> None:
    lyrics = parse_lyrics("[00:10.00][00:30.00]Chorus <00:10.50>goes\n[00:20.00]Verse", RATE)
    assert texts(lyrics) == ["Chorus goes", "Verse", "Chorus goes"]
    assert [word.frame for word in lyrics.lines[2].words] == [30 * RATE, round(30.5 * RATE)]


def test_an_offset_lets_everything_come_sooner() -> None:
    lyrics = parse_lyrics("[offset:+500]\n[00:00.20]a\n[00:02.00]<00:02.00>b <00:02.50>c", RATE)
    assert times_s(lyrics) == [0.0, 1.5]
    assert [word.frame for word in lyrics.lines[1].words] == [round(1.5 * RATE), 2 * RATE]
    assert times_s(parse_lyrics("[00:01.00]a\n[offset:-250]", RATE)) == [1.25]
    assert times_s(parse_lyrics("[00:01.00]a\n[offset:soon]", RATE)) == [1.0]


def test_words_may_have_their_times_in_brackets() -> None:
    lyrics = parse_lyrics("[00:01.00]a [00:01.50]b[00:02.00]", RATE)
    assert [word.frame for word in lyrics.lines[0].words] == [RATE, round(1.5 * RATE)]
    assert lyrics.lines[0].stop_frame == 2 * RATE


def test_times_of_words_in_no_order_are_none() -> None:
    line = parse_lyrics("[00:10.00]<00:09.00>a <00:12.00>b <00:11.00>c", RATE).lines[0]
    assert line.words == (LyricWord("a "), LyricWord("b ", 12 * RATE), LyricWord("c"))


def test_lines_without_a_time_stay_behind_the_one_before() -> None:
    lyrics = parse_lyrics("Title\n[00:20.00]late\nand more\n\n[00:10.00]early\n", RATE)
    assert texts(lyrics) == ["Title", "early", "late", "and more"]
    assert times_s(lyrics) == [None, 10.0, 20.0, None]


def test_text_without_times_is_lyrics_too() -> None:
    lyrics = parse_lyrics("[ti:Song]\n[Verse 1: Both]\nHello\r\nthere\n\n\nagain", RATE)
    assert texts(lyrics) == ["[Verse 1: Both]", "Hello", "there", "", "again"]
    assert lyrics.tags == (("ti", "Song"),)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "song.lrc"
    path.write_bytes(SONG.replace("\n", line_end).encode(encoding))
    assert read_lyrics(path, RATE) == parse_lyrics(SONG, RATE)


def test_one_lost_byte_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = tmp_path / "song.lrc"
    path.write_bytes("[00:01.00]äöüßéàè ñ".encode()[:-1])
    assert texts(read_lyrics(path, RATE))[0].startswith("äöüßéàè ")


def test_what_cannot_be_had_says_why(tmp_path: Path) -> None:
    cases: list[tuple[str, bytes, type[LyricsError]]] = [
        ("empty.lrc", b"", NoLyricsError),
        ("spaces.lrc", b" \n[ti:x]\n[00:01.00]\n", NoLyricsError),
        ("sound.lrc", bytes(range(256)) * 10, NotLyricsError),
        ("huge.lrc", b"[00:01.00]a\n" * 90_000, LyricsTooLargeError),
        ("many.lrc", b"a\n" * 3_000, LyricsTooLargeError),
        ("often.lrc", b"[0:1]" * 6_000 + b"a", LyricsTooLargeError),
    ]
    for name, data, error in cases:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(error) as raised:
            read_lyrics(tmp_path / name, RATE)
        assert raised.value.name == name
    with pytest.raises(LyricsUnreadableError):
        read_lyrics(tmp_path / "missing.lrc", RATE)
    with pytest.raises(NotLyricsError):
        read_lyrics(tmp_path, RATE)
    with pytest.raises(LyricsTooLargeError):
        parse_lyrics("a" * (LARGEST_BYTES + 1), RATE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.lrc")
    with pytest.raises(NotLyricsError):
        read_lyrics(tmp_path / "pipe.lrc", RATE)


WORDS = st.text(st.characters(categories=("L", "N"), max_codepoint=0x2FFF), min_size=1, max_size=6)


@st.composite
def written_lyrics(draw: st.DrawFn) -> Lyrics:
    """Lines at hundredths of a second, some of them with times for their words."""
    lines: list[LyricLine] = []
    at = 0
    for words in draw(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=6)):
        at += draw(st.integers(1, 30_000))
        line = LyricLine.of_text(" ".join(words), _frame(at))
        if draw(st.booleans()):
            for index in range(len(line.words)):
                line = line.with_word_at(index, _frame(at))
                at += draw(st.integers(1, 200))
            if draw(st.booleans()):
                line = LyricLine(line.frame, line.words, _frame(at))
        lines.append(line)
    return Lyrics(tuple(lines), (("ti", "A title"),))


def _frame(hundredths: int) -> int:
    return round(hundredths / 100 * RATE)


@given(written_lyrics())
def test_what_is_written_is_read_again(lyrics: Lyrics) -> None:
    read = parse_lyrics(lrc_text(lyrics, RATE), RATE)
    assert read.tags == lyrics.tags
    assert texts(read) == texts(lyrics)
    for ours, theirs in zip(lyrics.lines, read.lines, strict=True):
        assert theirs.frame == ours.frame
        assert [word.frame for word in theirs.words] == [word.frame for word in ours.words] or (
            # A time for a line's only word is that of the line.
            len(ours.words) == 1 and ours.words[0].frame == ours.frame
        )
        assert theirs.stop_frame == ours.stop_frame


def test_ffmpeg_reads_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "written.lrc"
    path.write_text(lrc_text(parse_lyrics(SONG, RATE), RATE), "utf-8")
    with av.open(str(path), format="lrc") as file:
        assert file.metadata["title"] == "Grüße"
        packets = [(p.pts * p.time_base, bytes(p).decode().strip()) for p in file.demux() if p.size]
    assert [float(time_s) for time_s, _ in packets] == [12.0, 15.3, 17.0, 21.1]
    assert [text for _, text in packets][:2] == ["Line one", "Line two"]
    assert packets[3][1] == "<00:21.10>Some <00:21.56>timed <00:22.00>words<00:22.50>"


def test_a_line_of_nothing_but_times_is_refused_at_once() -> None:
    with pytest.raises(LyricsTooLargeError):
        parse_lyrics("[00:01]" * (LARGEST_BYTES // 7), RATE)


@settings(max_examples=200)
@given(data=st.data())
def test_a_mutated_file_is_read_or_gives_a_sentence(data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "utf-16", "latin-1"]))
    mutated = bytearray(SONG.encode(encoding))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(mutated)))
        piece = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"[", b"<", b":", b"[0:", b"\n"])
        )
        gone = data.draw(st.integers(0, 6))
        mutated[place : place + gone] = piece
    try:
        lyrics = parse_lyrics(decoded(bytes(mutated), "mutated.lrc"), RATE, "mutated.lrc")
    except LyricsError:
        return  # for which there is a sentence
    # What could be read can be kept, and written.
    assert Lyrics.of_fields(lyrics.fields()) == lyrics
    assert texts(parse_lyrics(lrc_text(lyrics, RATE), RATE))

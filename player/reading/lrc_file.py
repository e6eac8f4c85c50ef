"""LRC, the text format of timed lyrics: read as it is found, written as most programs read it.

Lines begin with one time or several, `[mm:ss.xx]`; words may have theirs, `<mm:ss.xx>`, as in the
A2 extension; a time behind the last word says where it ends. Text without times is lyrics too.
"""

from __future__ import annotations

import re
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from player.errors import (
    LyricsTooLargeError,
    LyricsUnreadableError,
    NoLyricsError,
    NotLyricsError,
)
from player.reading.lyrics import LyricLine, Lyrics, joined

LARGEST_BYTES = 1_000_000
MOST_LINES = 2_000
_CLOCK = r"(?:([0-9]{1,2}):(?=[0-9]+:[0-9]+[.,]))?([0-9]{1,3}):([0-9]{1,2})(?:[.:,]([0-9]{1,6}))?"
_LINE_TIME = re.compile(rf"\s*\[{_CLOCK}\]")
_WORD_TIME = re.compile(rf"<{_CLOCK}>|\[{_CLOCK}\]")
_TAG = re.compile(r"\s*\[([A-Za-z#]{1,6}):(.*)\]\s*$")
_TAG_NAMES = frozenset(
    (
        *("al", "ar", "au", "by", "id", "la", "length", "lr"),
        *("offset", "re", "ti", "tool", "ve", "#"),
    )
)
_OFFSET = "offset"
_COMMENT = "#"
# What text may have of the signs that no keyboard types.
_MOST_CONTROLS = 0.02


@dataclass
class _Begun:
    """What begins at a time: a line, and lines without a time that follow it."""

    frame: int
    lines: list[LyricLine] = field(default_factory=list)


def read_lyrics(path: Path, sample_rate: int) -> Lyrics:
    """The lyrics in a file, LRC or mere text.

    sample_rate: of the frames they get.

    Raises: LyricsError.
    """
    name = path.name
    try:
        # What is no file, like a pipe, may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotLyricsError(name)
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise LyricsUnreadableError(name, error.strerror or str(error)) from error
    if len(data) > LARGEST_BYTES:
        raise LyricsTooLargeError(name)
    return parse_lyrics(decoded(data, name), sample_rate, name)


def decoded(data: bytes, name: str) -> str:
    """The text in these bytes: UTF-8, UTF-16, or Windows' and ISO's Latin 1.

    Raises: NotLyricsError.
    """
    text = _decoded(data)
    controls = sum(ord(sign) < 32 and not sign.isspace() for sign in text)
    if "\0" in text or controls > _MOST_CONTROLS * len(text):
        raise NotLyricsError(name)
    return text


def parse_lyrics(text: str, sample_rate: int, name: str = "") -> Lyrics:
    """The lyrics in a text, LRC or not.

    name: of where it is from, for what is raised.

    Raises: LyricsTooLargeError; NoLyricsError.
    """
    if len(text) > LARGEST_BYTES:
        raise LyricsTooLargeError(name)
    tags, lines = _without_tags(text.removeprefix("\ufeff").splitlines())
    if any(_LINE_TIME.match(line) for line in lines):
        lyrics = _timed(lines, _offset_s(tags.get(_OFFSET, "")), sample_rate, name)
    else:
        lyrics = Lyrics.of_text("\n".join(lines))
    if len(lyrics.lines) > MOST_LINES:
        raise LyricsTooLargeError(name)
    if not any(line.words for line in lyrics.lines):
        raise NoLyricsError(name)
    kept = ((each, value) for each, value in tags.items() if each not in (_OFFSET, _COMMENT))
    return replace(lyrics, tags=tuple(kept))


def lrc_text(lyrics: Lyrics, sample_rate: int) -> str:
    """The lyrics as LRC: tags, then lines by their times, to the hundredth of a second."""
    written = [f"[{name}:{value}]" for name, value in lyrics.tags]
    written += [_written(line, sample_rate) for line in lyrics.lines]
    return "".join(f"{line}\n" for line in written)


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (BOM_UTF8, "utf-8"),
        (BOM_UTF16_LE, "utf-16-le"),
        (BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if len(data) >= 4 and data.count(0) * 3 > len(data):
        # Western text in UTF-16 is every other byte 0.
        little = data[1::2].count(0) >= data[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(ord(sign) > 127 for sign in text) - bad
    if bad == 0 or good > 4 * bad:  # a byte that was lost makes no other encoding of it
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _without_tags(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    tags: dict[str, str] = {}
    others = []
    for line in lines:
        tag = _TAG.match(line)
        if tag is not None and tag[1].lower() in _TAG_NAMES:
            tags[tag[1].lower()] = " ".join(tag[2].split())
        else:
            others.append(line)
    return tags, others


def _timed(lines: list[str], earlier_s: float, sample_rate: int, name: str) -> Lyrics:
    before: list[LyricLine] = []
    begun: list[_Begun] = []
    for written in lines:
        times, rest = _line_times(written)
        frames = [_frame(time_s - earlier_s, sample_rate) for time_s in times]
        if not frames:
            line = LyricLine.of_text(written)
            if line.words:
                (begun[-1].lines if begun else before).append(line)
            continue
        if len(begun) + len(frames) > MOST_LINES:
            raise LyricsTooLargeError(name)
        earliest = min(frames)
        first = _timed_line(rest, earliest, earlier_s, sample_rate)
        begun += [_Begun(frame, [first.moved(frame - earliest)]) for frame in frames]
    begun.sort(key=lambda each: each.frame)
    sung = [line for each in begun for line in each.lines]
    return Lyrics((*before, *sung))


def _line_times(written: str) -> tuple[list[float], str]:
    """The times in s that stand before a line, and what stands behind them."""
    times, at = list[float](), 0
    while (stamp := _LINE_TIME.match(written, at)) is not None:
        times.append(_seconds(stamp.groups()))
        at = stamp.end()
    return times, written[at:]


def _timed_line(rest: str, frame: int, earlier_s: float, sample_rate: int) -> LyricLine:
    """The line that begins there; times that do not come one after the other are none."""
    stamps = list(_WORD_TIME.finditer(rest))
    edges = [(0, 0), *(stamp.span() for stamp in stamps), (len(rest), len(rest))]
    texts = [rest[here[1] : there[0]] for here, there in pairwise(edges)]
    frames: list[int | None] = [None]
    known = frame
    for stamp in stamps:
        at = _frame(_seconds(stamp.groups()) - earlier_s, sample_rate)
        frames.append(at if at >= known else None)
        known = max(known, at)
    if any(text.strip() for text in texts[1:]):
        frames[0] = frame
    stop = frames[-1] if stamps and not texts[-1].strip() else None
    return LyricLine(frame, joined(zip(texts, frames, strict=True)), stop)


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = groups[:4] if groups[1] is not None else groups[4:]
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + (float(f"0.{fraction}") if fraction else 0.0)


def _offset_s(milliseconds: str) -> float:
    """How much earlier everything is: more than 0 lets lyrics come sooner."""
    number = re.fullmatch(r"[+-]?[0-9]{1,7}", milliseconds.strip())
    return int(number[0]) / 1000 if number is not None else 0.0


def _frame(time_s: float, sample_rate: int) -> int:
    return max(0, round(time_s * sample_rate))


def _written(line: LyricLine, sample_rate: int) -> str:
    if line.frame is None:
        return line.text
    words = "".join(
        word.text if word.frame is None else f"<{_clock(word.frame, sample_rate)}>{word.text}"
        for word in line.words
    )
    stop = "" if line.stop_frame is None else f"<{_clock(line.stop_frame, sample_rate)}>"
    return f"[{_clock(line.frame, sample_rate)}]{words}{stop}"


def _clock(frame: int, sample_rate: int) -> str:
    hundredths = round(frame * 100 / sample_rate)
    return f"{hundredths // 6000:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"

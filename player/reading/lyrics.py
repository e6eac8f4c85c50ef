"""The words of a song: its lines, and where lines and words begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class LyricWord:
    """text: with the space behind it, where one stands there; some scripts have none between words.
    frame: of the song, where it begins to be sung; None where that is not known.
    """

    text: str
    frame: int | None = None


@dataclass(frozen=True)
class LyricLine:
    """frame: where it begins; None where that is not known, and then it is known of no word.
    words: none in a line that says only that nothing is sung. stop_frame: where its last word ends,
    if that is known.

    Raises: ValueError where a word begins before the line, or before the word in front of it.
    """

    frame: int | None = None
    words: tuple[LyricWord, ...] = ()
    stop_frame: int | None = None

    def __post_init__(self) -> None:
        frames = [word.frame for word in self.words if word.frame is not None]
        frames += [] if self.stop_frame is None else [self.stop_frame]
        if self.frame is None:
            if frames:
                raise ValueError("words of a line that begins nowhere have no times")
            return
        if self.frame < 0 or any(later < earlier for earlier, later in pairwise([0, *frames])):
            raise ValueError("each word begins no earlier than the one before")
        if frames and frames[0] < self.frame:
            raise ValueError("no word begins before its line")

    @classmethod
    def of_text(cls, text: str, frame: int | None = None) -> LyricLine:
        """A line of which no single word's time is known."""
        return cls(frame, split_words(text))

    @cached_property
    def text(self) -> str:
        """As it is read."""
        return "".join(word.text for word in self.words).strip()

    @property
    def has_word_times(self) -> bool:
        """Whether it is known where words in it begin."""
        return any(word.frame is not None for word in self.words)

    @property
    def untimed(self) -> LyricLine:
        """The same words, which begin nobody knows where."""
        return LyricLine(None, tuple(LyricWord(word.text) for word in self.words))

    def word_at(self, frame: float) -> int | None:
        """Which word is sung there: the last that has begun; None before, or if none is known."""
        begun = [
            index
            for index, word in enumerate(self.words)
            if word.frame is not None and word.frame <= frame
        ]
        return begun[-1] if begun else None

    def moved(self, by_frames: int) -> LyricLine:
        """Line and words so much later, or earlier with less than 0; never before the song."""
        if self.frame is None:
            return self
        by_frames = max(by_frames, -self.frame)
        return LyricLine(
            self.frame + by_frames,
            tuple(
                word if word.frame is None else replace(word, frame=word.frame + by_frames)
                for word in self.words
            ),
            None if self.stop_frame is None else self.stop_frame + by_frames,
        )

    def with_word_at(self, index: int, frame: int) -> LyricLine:
        """Let a word begin there. Times of other words that this contradicts are forgotten, and so
        is the line's own; a line that begins nowhere yet begins with it.
        """
        starts = frame if self.frame is None or index == 0 else min(self.frame, frame)
        words = list(self.words)
        for place, word in enumerate(words):
            at = word.frame
            if at is not None and (at > frame if place < index else at < frame):
                words[place] = replace(word, frame=None)
        words[index] = replace(words[index], frame=frame)
        stop = self.stop_frame
        return LyricLine(starts, tuple(words), None if stop is None or stop < frame else stop)


@dataclass(frozen=True)
class Lyrics:
    """Lines in the order in which they are sung; those that have times are in their order too.

    tags: what else a file says, like ("ti", title), in its order.

    Raises: ValueError where a line begins before one in front of it.
    """

    lines: tuple[LyricLine, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if any(later < earlier for earlier, later in pairwise(self._starts)):
            raise ValueError("each line begins no earlier than the one before")

    @classmethod
    def of_text(cls, text: str) -> Lyrics:
        """The lines of a text, one after the other, without times. Between verses one is empty."""
        lines: list[LyricLine] = []
        for each in text.splitlines():
            line = LyricLine.of_text(each)
            if line.words or (lines and lines[-1].words):
                lines.append(line)
        if lines and not lines[-1].words:
            lines.pop()
        return cls(tuple(lines))

    @cached_property
    def _timed(self) -> tuple[int, ...]:
        """Which lines begin somewhere."""
        return tuple(index for index, line in enumerate(self.lines) if line.frame is not None)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.frame for line in self.lines if line.frame is not None)

    @property
    def is_timed(self) -> bool:
        """Whether it is known of any line where it begins."""
        return bool(self._timed)

    @property
    def has_word_times(self) -> bool:
        """Whether it is known of any word where it begins."""
        return any(line.has_word_times for line in self.lines)

    @property
    def untimed(self) -> Lyrics:
        """The same lines, which begin nobody knows where."""
        return replace(self, lines=tuple(line.untimed for line in self.lines))

    def line_at(self, frame: float) -> int | None:
        """Which line is sung there: the last that has begun; None before the first."""
        place = bisect_right(self._starts, frame)
        return self._timed[place - 1] if place else None

    def word_at(self, frame: float) -> int | None:
        """Which word of the line that is sung there; None where that is not known."""
        index = self.line_at(frame)
        return None if index is None else self.lines[index].word_at(frame)

    def step(self, frame: float, by: int) -> int | None:
        """The line with words that begins `by` lines after the one at `frame`, before it with less
        than 0; None where there is none.
        """
        sung = [index for index in self._timed if self.lines[index].words]
        starts = [self.lines[index].frame or 0 for index in sung]
        place = bisect_right(starts, frame) - 1 + by
        return sung[place] if 0 <= place < len(sung) else None

    def span(self, index: int, song_frames: int) -> tuple[int, int] | None:
        """From where to where a line goes: until the next one begins, or its last word ends, or the
        song does. None where it begins nowhere.
        """
        start = self.lines[index].frame
        if start is None:
            return None
        stop = self.lines[index].stop_frame
        if stop is None or stop <= start:
            place = bisect_right(self._starts, start)
            stop = self._starts[place] if place < len(self._starts) else song_frames
        return (start, stop) if stop > start else None

    def with_line_at(self, index: int, frame: int) -> Lyrics:
        """Let a line begin there, and its words with it. Times of other lines that this contradicts
        are forgotten.
        """
        line = self.lines[index]
        before = line.frame
        moved = replace(line, frame=frame) if before is None else line.moved(frame - before)
        return self._with_line(index, moved)

    def with_word_at(self, index: int, word: int, frame: int) -> Lyrics:
        """Let a word of a line begin there; as `with_line_at`."""
        return self._with_line(index, self.lines[index].with_word_at(word, frame))

    def without_line(self, index: int) -> Lyrics:
        """Forget where a line and its words begin."""
        return self._with_lines({index: self.lines[index].untimed})

    def without_word(self, index: int, word: int) -> Lyrics:
        """Forget where a word of a line begins."""
        words = list(self.lines[index].words)
        words[word] = replace(words[word], frame=None)
        return self._with_lines({index: replace(self.lines[index], words=tuple(words))})

    def nudged(self, index: int, by_frames: int) -> Lyrics:
        """A line and its words a little later or earlier, but in no other order."""
        frame = self.lines[index].frame
        if frame is None:
            return self
        place = bisect_left(self._timed, index)
        earliest = self._starts[place - 1] if place else 0
        wanted = max(frame + by_frames, earliest)
        if place + 1 < len(self._starts):
            wanted = min(wanted, self._starts[place + 1])
        return self.with_line_at(index, wanted)

    def _with_line(self, index: int, line: LyricLine) -> Lyrics:
        assert line.frame is not None
        contradicted = {
            place: other.untimed
            for place, other in enumerate(self.lines)
            if other.frame is not None
            and (other.frame > line.frame if place < index else other.frame < line.frame)
        }
        return self._with_lines({**contradicted, index: line})

    def _with_lines(self, others: Mapping[int, LyricLine]) -> Lyrics:
        lines = tuple(others.get(index, line) for index, line in enumerate(self.lines))
        return replace(self, lines=lines)

    def fields(self) -> dict[str, Any]:
        """As JSON has it: a word is [text, frame]."""
        return {
            "lines": [
                {
                    "frame": line.frame,
                    "words": [[word.text, word.frame] for word in line.words],
                    "stop_frame": line.stop_frame,
                }
                for line in self.lines
            ],
            "tags": [list(tag) for tag in self.tags],
        }

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> Lyrics:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        lines = tuple(_line(each) for each in fields["lines"])
        return cls(lines, tuple((str(name), str(value)) for name, value in fields["tags"]))


def split_words(text: str) -> tuple[LyricWord, ...]:
    """The words of a text, none with a time."""
    return joined([(text, None)])


def joined(pieces: Iterable[tuple[str, int | None]]) -> tuple[LyricWord, ...]:
    """Words out of pieces of a line, of each of which it may be known where it begins.

    pieces: with the spaces that stand between them, before or behind.
    """
    words: list[LyricWord] = []
    for text, frame in pieces:
        inside = text.split()
        if words and text[:1].isspace():
            words[-1] = replace(words[-1], text=words[-1].text.rstrip() + " ")
        for place, word in enumerate(inside):
            spaced = place < len(inside) - 1 or text[-1].isspace()
            written, at = f"{word} " if spaced else word, None if place else frame
            if at is None and words and not words[-1].text.endswith(" "):
                # No space parts it from the one before, and no time: it is the same word.
                words[-1] = replace(words[-1], text=words[-1].text + written)
            else:
                words.append(LyricWord(written, at))
    if words:
        words[-1] = replace(words[-1], text=words[-1].text.rstrip())
    return tuple(words)


def _line(fields: Mapping[str, Any]) -> LyricLine:
    words = tuple(LyricWord(str(text), _frame(frame)) for text, frame in fields["words"])
    return LyricLine(_frame(fields["frame"]), words, _frame(fields["stop_frame"]))


def _frame(value: object) -> int | None:
    if value is not None and not isinstance(value, int):
        raise TypeError(f"no frame: {value}")
    return value

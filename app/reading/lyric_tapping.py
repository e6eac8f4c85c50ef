"""Lyrics that are tapped in: while the song plays, each tap says that the next line begins."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.reading.song_reading import SongReading
from app.transport_controls import TransportControls
from player.multitrack import SAMPLE_RATE
from player.reading.lyrics import Lyrics

# How much is heard again before what is to be tapped once more.
_LEAD_S = 3.0


class LyricTapping(QObject):
    """Taps are of the frame that is heard then, so they are right at every tempo.

    `line`, `word`: what the next tap is for. by_words: every word has its own tap, not every line.

    `changed()`: it has begun or ended, or the next tap is for something else.
    """

    changed = Signal()

    def __init__(
        self, reading: SongReading, transport: TransportControls, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._transport = transport
        self.is_active = False
        self.by_words = False
        self.line = self.word = 0
        self._is_setting = False
        reading.lyrics_changed.connect(self._on_lyrics_changed)

    def toggle(self) -> None:
        """Begin, or end."""
        if self.is_active:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Tap the first line that has no time; where all have one, those after the playhead."""
        lyrics = self._reading.lyrics
        if lyrics is None:
            return
        sung = _sung(lyrics)
        without = [index for index in sung if lyrics.lines[index].frame is None]
        after = lyrics.step(self._transport.position_frame(), 1)
        if sung:
            self.is_active = True
            self._go_to((without or [sung[0] if after is None else after])[0])

    def begin_from(self, line: int) -> None:
        """Tap from this line on, from a little before where it is now."""
        lyrics = self._reading.lyrics
        if lyrics is None or line not in _sung(lyrics):
            return
        self.is_active = True
        frame = lyrics.lines[line].frame
        if frame is not None:
            self._seek_before(frame)
        self._go_to(line)

    def end(self) -> None:
        """What was tapped stays."""
        if self.is_active:
            self.is_active = False
            self.changed.emit()

    def set_by_words(self, by_words: bool) -> None:
        """Tap every word, or only lines."""
        if by_words != self.by_words:
            self.by_words = by_words
            self.word = 0
            self.changed.emit()

    def tap(self) -> None:
        """It begins where the playhead is."""
        lyrics = self._reading.lyrics
        if not self.is_active or lyrics is None:
            return
        frame = round(self._transport.position_frame())
        if self.by_words:
            self._set(lyrics.with_word_at(self.line, self.word, frame))
        else:
            self._set(lyrics.with_line_at(self.line, frame))
        self._go_on(lyrics)

    def back(self) -> None:
        """Forget the last tap, and hear again what was before it."""
        lyrics = self._reading.lyrics
        if not self.is_active or lyrics is None:
            return
        before = [index for index in _sung(lyrics) if index < self.line]
        if self.by_words and self.word > 0:
            line, word = self.line, self.word - 1
        elif before:
            line = before[-1]
            word = len(lyrics.lines[line].words) - 1 if self.by_words else 0
        else:
            return
        frame = lyrics.lines[line].words[word].frame if self.by_words else lyrics.lines[line].frame
        if frame is not None:
            self._seek_before(frame)
            self._set(lyrics.without_word(line, word) if word else lyrics.without_line(line))
        self._go_to(line, word)

    def _go_on(self, lyrics: Lyrics) -> None:
        if self.by_words and self.word + 1 < len(lyrics.lines[self.line].words):
            self._go_to(self.line, self.word + 1)
            return
        after = [index for index in _sung(lyrics) if index > self.line]
        if after:
            self._go_to(after[0])
        else:
            self.end()

    def _go_to(self, line: int, word: int = 0) -> None:
        self.line, self.word = line, word
        self.changed.emit()

    def _seek_before(self, frame: int) -> None:
        self._transport.seek(max(0, frame - round(_LEAD_S * SAMPLE_RATE)))

    def _set(self, lyrics: Lyrics) -> None:
        self._is_setting = True
        try:
            self._reading.set_lyrics(lyrics)
        finally:
            self._is_setting = False

    def _on_lyrics_changed(self) -> None:
        """Taps may have been undone; other words end it."""
        if self._is_setting or not self.is_active:
            return
        lyrics = self._reading.lyrics
        if lyrics is None or self.line not in _sung(lyrics):
            self.end()
            return
        before = [index for index in _sung(lyrics) if index < self.line]
        undone = [index for index in before if lyrics.lines[index].frame is None]
        line = undone[0] if undone else self.line
        frames = [word.frame for word in lyrics.lines[line].words]
        self._go_to(line, frames.index(None) if self.by_words and None in frames else 0)


def _sung(lyrics: Lyrics) -> list[int]:
    """The lines with words in them."""
    return [index for index, line in enumerate(lyrics.lines) if line.words]

"""Lyrics under the hand: from the session to the page and the whole screen, and back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from app.announcer import Announcer
from app.error_messages import sentence
from app.file_names import safe_name
from app.reading.lyric_tapping import LyricTapping
from app.reading.lyrics_desk import LyricsDesk
from app.reading.lyrics_menu import NUDGE_MS, LyricsMenu
from app.views.reading.lyric_line_painter import LyricPlace
from app.views.reading.lyrics_page import LyricsPage
from app.views.reading.singing_window import SingingWindow
from player.multitrack import SAMPLE_RATE
from player.reading.lyrics import Lyrics
from player.reading.song_lyrics import LRC_EXTENSION
from player.transport import LoopRegion

if TYPE_CHECKING:
    from app.main_window import MainWindow

PAGE = "lyrics"
_TEXT_EXTENSION = ".txt"
# A line that now begins later may not be the one any more that is sung: it is still meant.
_ONE_ROW_S = 2.0


class LyricsHand(QObject):
    """Ties the song's lyrics to the window. `fill_menu` once all pages are there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        session, theme = window.session, window.looks.theme
        self._window = window
        self._session = session
        self._transport, self._reading = session.transport, session.reading
        self._news = window.news
        self._panel = window.song_page.lower_panel
        self._announcer = Announcer(window)
        self._nudged: int | None = None
        self._nudged_at_s = -_ONE_ROW_S
        self._menu = QMenu(self.tr("&Lyrics"), window.menus.read_menu)
        self.desk = LyricsDesk(session, self)
        self.tapping = LyricTapping(session.reading, session.transport, self)
        self.page = LyricsPage(self._menu, theme, SAMPLE_RATE)
        self.singing = SingingWindow(window, theme, SAMPLE_RATE, self._position_s)
        self._panel.add_page(PAGE, self.tr("Lyrics"), self.page)
        self._items = LyricsMenu(self._menu, self, window.menus.shortcuts)
        self._connect_hands()
        self._connect_session()
        self._show_lyrics()
        self._show_keys()

    def fill_menu(self, menu: QMenu) -> None:
        """Offer what can be done with lyrics in this menu."""
        menu.addMenu(self._menu)

    def close(self) -> None:
        """The window closes: it is as big as it was before singing, and what is saved is saved."""
        self.singing.leave()
        self.desk.close()

    def _connect_hands(self) -> None:
        page, tapping = self.page, self.tapping
        page.open_clicked.connect(self.choose_file)
        page.paste_clicked.connect(self.paste)
        page.sing_clicked.connect(self.singing.open)
        page.tapping_toggled.connect(lambda _: self.toggle_tapping())
        page.by_words_toggled.connect(tapping.set_by_words)
        page.tapped.connect(tapping.tap)
        page.back_clicked.connect(tapping.back)
        for canvas in (page.canvas, self.singing.canvas):
            canvas.line_chosen.connect(self._on_line_chosen)
            canvas.lines_chosen.connect(self.loop_lines)
            canvas.menu_requested.connect(self._open_line_menu)
        self._window.opener.lyrics_dropped.connect(self._on_dropped)

    def _connect_session(self) -> None:
        window = self._window
        self.desk.brought.connect(self._on_brought)
        self.desk.saved.connect(self._on_saved)
        self.desk.failed.connect(lambda error: self._news.say(sentence(error), "warning"))
        self.tapping.changed.connect(self._show_tapping)
        self._reading.lyrics_changed.connect(self._show_lyrics)
        self._session.song_begun.connect(lambda *_: self._on_song_begun())
        window.looks.theme_changed.connect(self.singing.set_theme)
        window.menus.shortcuts.changed.connect(self._show_keys)

    # Where they come from, and go to.

    def choose_file(self) -> None:
        """Ask for a file with lyrics."""
        dialog = QFileDialog(self._window, self.tr("Open lyrics"), self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        patterns = f"*{LRC_EXTENSION} *{_TEXT_EXTENSION}"
        dialog.setNameFilters(
            [self.tr("Lyrics ({patterns})").format(patterns=patterns), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(lambda name: self.desk.open(Path(name)))
        dialog.open()

    def paste(self) -> None:
        """Take what was copied as the song's lyrics."""
        self.desk.paste(QGuiApplication.clipboard().text())

    def choose_where_to_save(self) -> None:
        """Ask where the lyrics are to be written."""
        song = self._session.song
        if song is None:
            return
        name = safe_name(song.path.stem if song.path.suffix else song.path.name) + LRC_EXTENSION
        dialog = QFileDialog(self._window, self.tr("Save lyrics"), self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(LRC_EXTENSION.removeprefix("."))
        dialog.setNameFilter(self.tr("Lyrics ({patterns})").format(patterns=f"*{LRC_EXTENSION}"))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.desk.save(Path(chosen)))
        dialog.open()

    def remove(self) -> None:
        """Have none."""
        self._reading.set_lyrics(Lyrics())

    def go_back(self) -> None:
        """Have those that came with the song."""
        self._reading.set_lyrics(None)

    def _folder(self) -> str:
        """Beside the song, where other programs look for them."""
        song = self._session.song
        return str(Path.home() if song is None else song.path.parent)

    def _on_dropped(self, path: Path) -> None:
        if self._session.song is None:
            self._news.say(self.tr("Open a song first, and then its lyrics."), "info")
        else:
            self.desk.open(path)

    def _on_brought(self, lyrics: Lyrics) -> None:
        self._panel.choose_page(PAGE)
        if not lyrics.is_timed:
            text = self.tr("These lyrics have no times yet: “Tap in” sets them while it plays.")
            self._news.say(text, "info")

    def _on_saved(self, path: Path) -> None:
        self._news.say(self.tr("The lyrics are in “{name}”.").format(name=path.name), "info")

    # Going, looping, speaking.

    def step(self, by: int) -> None:
        """Go to the line so many after this one; to this one's beginning where there is none."""
        lyrics = self._reading.lyrics
        if lyrics is not None:
            frame = self._transport.wanted_frame()
            line = lyrics.step(frame, by)
            self._go_to(line if line is not None else lyrics.step(frame, 0))

    def loop_line(self) -> None:
        """Loop the line that the keyboard is at, or the one that is sung."""
        line = self._this_line()
        if line is not None:
            self.loop_lines(line, line)

    def loop_lines(self, first: int, last: int) -> None:
        """Loop from one line to another, both of them too."""
        lyrics, frames = self._reading.lyrics, self._transport.song_frames
        if lyrics is None:
            return
        start, stop = lyrics.span(first, frames), lyrics.span(last, frames)
        if start is None or stop is None:
            self._say_untimed()
        else:
            self._transport.jump_to_loop(LoopRegion(start[0], stop[1]))

    def nudge(self, by_ms: int) -> None:
        """This line a little later, or earlier with less than 0; again the same in a row."""
        goes_on = time.monotonic() - self._nudged_at_s < _ONE_ROW_S
        line = self._nudged if goes_on else self._this_line()
        self._nudged, self._nudged_at_s = line, time.monotonic()
        if line is not None:
            self._nudge_line(line, by_ms)

    def say_line(self) -> None:
        """Let a screen reader say what is sung now."""
        lyrics = self._reading.lyrics
        line = None if lyrics is None else lyrics.line_at(self._transport.position_frame())
        text = "" if lyrics is None or line is None else lyrics.lines[line].text
        text = text or self.tr("Nothing is sung here")
        self._announcer.tell("lyrics", text)
        self._news.mention(text)

    def _this_line(self) -> int | None:
        line = self.page.canvas.chosen_line if self.page.canvas.hasFocus() else None
        lyrics = self._reading.lyrics
        if line is None and lyrics is not None:
            line = lyrics.step(self._transport.wanted_frame(), 0)
        return line

    def _on_line_chosen(self, line: int) -> None:
        if self.tapping.is_active:
            self.tapping.begin_from(line)
        else:
            self._go_to(line)

    def _go_to(self, line: int | None) -> None:
        lyrics = self._reading.lyrics
        if lyrics is None or line is None:
            return
        frame = lyrics.lines[line].frame
        if frame is None:
            self._say_untimed()
        else:
            self._transport.seek(frame)

    def _say_untimed(self) -> None:
        self._news.mention(self.tr("This line has no time yet: tap it in"))

    def _open_line_menu(self, line: int, place: QPoint) -> None:
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lyrics = self._reading.lyrics
        sung = None if lyrics is None else lyrics.step(self._transport.wanted_frame(), 0)
        menu.addAction(self.tr("Go there")).triggered.connect(lambda: self._go_to(line))
        loop = menu.addAction(self.tr("Loop this line"))
        loop.triggered.connect(lambda: self.loop_lines(line, line))
        if sung is not None and sung != line:
            loop = menu.addAction(self.tr("Loop from the line sung now to this one"))
            loop.triggered.connect(lambda: self.loop_lines(min(sung, line), max(sung, line)))
        menu.addSeparator()
        tap = menu.addAction(self.tr("Tap from here on"))
        tap.triggered.connect(lambda: self._tap_from(line))
        for by_ms, text in (
            (-NUDGE_MS, self.tr("{ms} ms earlier")),
            (NUDGE_MS, self.tr("{ms} ms later")),
        ):
            nudge = menu.addAction(text.format(ms=NUDGE_MS))
            nudge.triggered.connect(lambda _, by_ms=by_ms: self._nudge_line(line, by_ms))
        menu.popup(place)

    def _nudge_line(self, line: int, by_ms: int) -> None:
        lyrics = self._reading.lyrics
        if lyrics is not None:
            self._reading.set_lyrics(lyrics.nudged(line, round(by_ms / 1000 * SAMPLE_RATE)))

    # Tapping.

    def toggle_tapping(self) -> None:
        """Begin to tap, or end."""
        self.tapping.toggle()
        if self.tapping.is_active:
            self._panel.choose_page(PAGE)
            text = self.tr("Play the song, and tap where each line begins")
            self._news.mention(text)
        self._show_tapping()

    def toggle_by_words(self) -> None:
        """Tap words, or lines."""
        self.tapping.set_by_words(not self.tapping.by_words)

    def tap_from_here(self) -> None:
        """Tap from the line on that the keyboard is at, or that is sung."""
        line = self._this_line()
        if line is None:
            self.tapping.begin()
        else:
            self._tap_from(line)

    def _tap_from(self, line: int) -> None:
        self._panel.choose_page(PAGE)
        self.tapping.begin_from(line)

    # What is shown.

    def _position_s(self) -> float:
        return self._transport.position_frame() / SAMPLE_RATE

    def _on_song_begun(self) -> None:
        self.tapping.end()
        self._nudged_at_s = -_ONE_ROW_S
        self._show_tapping()

    def _show_lyrics(self) -> None:
        lyrics = self._reading.lyrics
        self.page.set_lyrics(lyrics)
        self.singing.set_lyrics(lyrics)
        self.page.set_playhead(self._position_s())
        self._show_tapping()

    def _show_tapping(self) -> None:
        tapping, lyrics = self.tapping, self._reading.lyrics
        target = None
        if tapping.is_active:
            target = LyricPlace(tapping.line, tapping.word if tapping.by_words else None)
        self.page.set_tapping(target, by_words=tapping.by_words)
        self._items.show_state(
            has_song=self._session.song is not None,
            has_lines=lyrics is not None and bool(lyrics.lines),
            has_times=lyrics is not None and lyrics.is_timed,
            can_go_back=self._reading.edits.lyrics is not None
            and self._reading.found.lyrics is not None,
            is_tapping=tapping.is_active,
            by_words=tapping.by_words,
        )

    def _show_keys(self) -> None:
        keys = QKeySequence.fromString(self._window.menus.shortcuts.keys("lyrics.tap"))
        self.page.set_tap_keys(keys.toString(QKeySequence.SequenceFormat.NativeText))

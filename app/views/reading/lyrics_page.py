"""The page of lyrics below the lanes: the words, how they are tapped in, or how to get some."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.text_scale import fix_icon, fix_size
from app.theme import SPACE, Theme
from app.views.icons import icon
from app.views.lower_page import LowerPage
from app.views.page_button import dress_page_button
from app.views.reading.empty_page import EmptyPage
from app.views.reading.lyric_line_painter import LyricPlace
from app.views.reading.lyrics_canvas import LyricsCanvas
from player.reading.lyrics import Lyrics

_ICON_PX = 16
_MORE_PX = 28


class LyricsPage(LowerPage):
    """Shows lyrics in its `canvas`, which has the signals of its lines.

    Signals, all from a person's hand: `tapping_toggled(on)`, `tapped()`, `back_clicked()`,
    `by_words_toggled(on)`; `sing_clicked()`; `open_clicked()`, `paste_clicked()`.

    menu: what else can be done with lyrics.
    """

    tapping_toggled = Signal(bool)
    tapped = Signal()
    back_clicked = Signal()
    by_words_toggled = Signal(bool)
    sing_clicked = Signal()
    open_clicked = Signal()
    paste_clicked = Signal()

    def __init__(
        self, menu: QMenu, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        self._stack = QStackedWidget()
        super().__init__(self._stack, theme, parent)
        self._menu = menu
        self.canvas = LyricsCanvas(theme, sample_rate, is_centred=False)
        self.tapping, self.sing = QPushButton(self.tr("Tap in")), QPushButton(self.tr("Sing"))
        self.more = QPushButton()
        self.tap, self.back = QPushButton(), QPushButton(self.tr("Back"))
        self.by_words = QPushButton(self.tr("Word by word"))
        self.says = QLabel()
        self.paste = QPushButton(self.tr("Paste lyrics"))
        self.open = QPushButton(self.tr("Open lyrics …"))
        self._tapping_box = QWidget()
        self._tap_text = self._tap_keys = ""
        nothing = EmptyPage(self.tr("No lyrics yet"), self.paste, self.open)
        nothing.set_words(
            self.tr(
                "Drop an .lrc file here, or paste the words and tap them in while the song plays. "
                "An .lrc file beside the song, and lyrics in its tags, are found by themselves."
            )
        )
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.canvas)
        self._dress()
        self._lay_out_side()
        self._connect()
        self.set_lyrics(None)
        self.set_tapping(None, by_words=False)
        self.set_theme(theme)

    def _dress(self) -> None:
        every = (self.tapping, self.sing, self.more, self.tap, self.back, self.by_words)
        for button in every:
            dress_page_button(button)
        for button in (self.tapping, self.by_words):
            button.setProperty("shape", "toggle")
            button.setCheckable(True)
        self.tap.setProperty("shape", "primary")
        self.more.setProperty("shape", "icon")
        self.more.setAccessibleName(self.tr("More about lyrics"))
        self.more.setToolTip(self.tr("Open, save, loop by line, and more"))
        fix_size(self.more, _MORE_PX, _MORE_PX)
        fix_icon(self.more, _ICON_PX)
        self.says.setFont(tokens.font(tokens.SMALL_PX))
        self.says.setProperty("tone", "muted")
        self.says.setWordWrap(True)
        self.says.setTextFormat(Qt.TextFormat.PlainText)

    def _lay_out_side(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * SPACE)
        for button in (self.tapping, self.sing):
            first.addWidget(button)
        first.addStretch(1)
        first.addWidget(self.more)
        taps = QHBoxLayout()
        taps.setSpacing(2 * SPACE)
        taps.addWidget(self.back)
        taps.addWidget(self.by_words)
        box = QVBoxLayout(self._tapping_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        box.addWidget(self.tap)
        box.addLayout(taps)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(first)
        column.addWidget(self._tapping_box)
        column.addWidget(self.says)
        column.addStretch(1)

    def _connect(self) -> None:
        self.tapping.clicked.connect(self.tapping_toggled)
        self.tap.pressed.connect(self.tapped)
        self.back.clicked.connect(self.back_clicked)
        self.by_words.clicked.connect(self.by_words_toggled)
        self.sing.clicked.connect(self.sing_clicked)
        self.open.clicked.connect(self.open_clicked)
        self.paste.clicked.connect(self.paste_clicked)
        self.more.clicked.connect(
            lambda: self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )

    # What it is told.

    def set_lyrics(self, lyrics: Lyrics | None) -> None:
        """Show these, or how to get some."""
        shown = lyrics if lyrics is not None else Lyrics()
        self._stack.setCurrentIndex(int(bool(shown.lines)))
        self.canvas.set_lyrics(shown)
        for button in (self.tapping, self.sing):
            button.setEnabled(bool(shown.lines))
        timed = sum(line.frame is not None for line in shown.lines if line.words)
        lines = sum(bool(line.words) for line in shown.lines)
        if not lines:
            text = ""
        elif not timed:
            text = self.tr("No times yet: tap them in while the song plays.")
        elif timed < lines:
            text = self.tr("{timed} of %n lines have a time", "", lines).format(timed=timed)
        elif shown.has_word_times:
            text = self.tr("%n lines, word by word", "", lines)
        else:
            text = self.tr("%n lines", "", lines)
        self.says.setText(text)

    def set_tapping(self, target: LyricPlace | None, *, by_words: bool) -> None:
        """Show what the next tap is for; None while nothing is tapped."""
        is_tapping = target is not None
        for button, on in ((self.tapping, is_tapping), (self.by_words, by_words)):
            with QSignalBlocker(button):
                button.setChecked(on)
        had_keyboard = self.tap.hasFocus() or self.back.hasFocus() or self.by_words.hasFocus()
        self._tapping_box.setVisible(is_tapping)
        self.says.setVisible(not is_tapping)
        if had_keyboard and not is_tapping:
            self.tapping.setFocus(Qt.FocusReason.OtherFocusReason)
        line, word = self.tr("The line begins"), self.tr("The word begins")
        self._tap_text = word if by_words else line
        self._show_tap()
        self.canvas.set_target(target)

    def set_tap_keys(self, keys: str) -> None:
        """Say with which keys one taps, as they are written on them."""
        self._tap_keys = keys
        self._show_tap()

    def _show_tap(self) -> None:
        text, keys = self._tap_text, self._tap_keys
        self.tap.setText(f"{text}  {keys}" if keys else text)
        self.tap.setAccessibleName(text)

    def set_playhead(self, time_s: float | None) -> None:
        """Light what is sung there."""
        self.canvas.set_playhead(time_s)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        super().set_theme(theme)
        self.canvas.set_theme(theme)
        self.more.setIcon(icon("more", theme, size_px=_ICON_PX))

"""What is seen before there is a song, and whenever another is wanted: the songs there were."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.library import LibrarySong
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.drop_zone import DropZone
from app.views.elided_label import ElidedLabel
from app.views.own_keys import claims_key
from app.views.size_text import size_words
from app.views.song_list import SongList
from app.views.song_search import SongSearch

_WIDEST_PX = 1200
_BUTTON_PX, _SMALL_BUTTON_PX = 36, 28


class StartPage(QWidget):
    """A place to drop a song on, the demo, and the library: empty at first, then searched by
    typing.

    Signals, all from a person's hand: `open_clicked()`, `demo_clicked()`, `back_clicked()`,
    `bring_back_clicked()`; `found(text)`: how many songs, by what was typed; songs are chosen in
    `list`.
    """

    open_clicked = Signal()
    demo_clicked = Signal()
    back_clicked = Signal()
    bring_back_clicked = Signal()
    found = Signal(str)
    accessible_role = Role.Grouping

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StartPage")
        self.setAccessibleName(self.tr("Songs"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes the keyboard from fields
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._has_songs = False
        self.back = QPushButton()
        self.drop_zone = DropZone(theme)
        self.open = self.drop_zone.open
        self.demo = QPushButton(self.tr("Play the demo song"))
        self.demo.setFont(tokens.font())
        self.demo.setAutoDefault(True)
        self.search = SongSearch(theme)
        self.summary = QLabel()
        self.list = SongList(theme)
        self.nothing_found = QLabel(self.tr("No song found."))
        self.note = ElidedLabel(tokens.font())
        self.bring_back = QPushButton(self.tr("Bring it back"))
        self._lay_out()
        self._connect()
        self.set_open_song(None, "")
        self.set_note("")
        self.set_has_songs(False)

    def _lay_out(self) -> None:
        self._welcome = self._welcome_words()
        self._head = self._head_row()
        self._library = self._library_box()
        self._note_box = self._note_row()
        content = QWidget()
        content.setMaximumWidth(_WIDEST_PX)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4 * SPACE)
        column.addStretch(2)
        column.addWidget(self._head)
        column.addWidget(self._welcome)
        column.addWidget(self.drop_zone)
        column.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._library)
        column.addWidget(self._note_box)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(6 * SPACE, 4 * SPACE, 6 * SPACE, 4 * SPACE)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)

    def _welcome_words(self) -> QWidget:
        name = QLabel("Woodshed")
        name.setFont(tokens.font(32, bold=True))
        sentence = QLabel(
            self.tr(
                "Open a song. Mute the singer, solo the bass, loop four bars at 60 %.\n"
                "It is separated on this computer; nothing leaves it."
            )
        )
        sentence.setFont(tokens.font(tokens.TITLE_PX))
        sentence.setProperty("tone", "muted")
        sentence.setWordWrap(True)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        for label in (name, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        return box

    def _head_row(self) -> QWidget:
        heading = QLabel(self.tr("Songs"))
        heading.setFont(tokens.font(tokens.DISPLAY_PX, bold=True))
        _dress(self.back)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self.back)
        fix_height(box, _BUTTON_PX)
        self._head_line = row
        return box

    def _library_box(self) -> QWidget:
        self.summary.setFont(tokens.font())
        self.summary.setProperty("tone", "muted")
        self.nothing_found.setFont(tokens.font(tokens.TITLE_PX))
        self.nothing_found.setProperty("tone", "muted")
        self.nothing_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing_found.hide()
        searching = QHBoxLayout()
        searching.setSpacing(4 * SPACE)
        searching.addWidget(self.search, 1)
        searching.addWidget(self.summary)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addLayout(searching)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing_found, 1)
        return box

    def _note_row(self) -> QFrame:
        _dress(self.bring_back)
        box = QFrame()
        box.setObjectName("SongNote")
        row = QHBoxLayout(box)
        row.setContentsMargins(4 * SPACE, SPACE, SPACE, SPACE)
        row.addWidget(self.note, 1)
        row.addWidget(self.bring_back)
        fix_height(box, _BUTTON_PX)
        return box

    def _connect(self) -> None:
        self.drop_zone.clicked.connect(self.open_clicked)
        self.open.clicked.connect(self.open_clicked)
        self.demo.clicked.connect(self.demo_clicked)
        self.back.clicked.connect(self.back_clicked)
        self.bring_back.clicked.connect(self.bring_back_clicked)
        self.search.textChanged.connect(self._on_typed)
        self.search.opened.connect(self._on_search_opened)
        self.search.left_for_list.connect(self._leave_for_list)

    # What is shown. None of these announces anything.

    def set_has_songs(self, has_songs: bool) -> None:
        """Be the library, or as long as there is none the invitation."""
        self._has_songs = has_songs
        self.drop_zone.set_large(not has_songs)
        centre = Qt.AlignmentFlag.AlignHCenter
        if has_songs:
            self._head_line.insertWidget(2, self.demo)
            self.setTabOrder(self.demo, self.back)
            self.setTabOrder(self.back, self.open)
        else:
            self._column.insertWidget(4, self.demo, 0, centre)
            self.setTabOrder(self.open, self.demo)
        fix_height(self.demo, _SMALL_BUTTON_PX if has_songs else 40)
        self._column.setAlignment(self.drop_zone, Qt.AlignmentFlag(0) if has_songs else centre)
        self._head.setVisible(has_songs)
        self._library.setVisible(has_songs)
        self._welcome.setVisible(not has_songs)
        for place, stretch in ((0, 2), (self._column.count() - 1, 3)):
            self._column.setStretch(place, 0 if has_songs else stretch)
        self._column.setStretchFactor(self._library, int(has_songs))

    def set_songs(self, songs: tuple[LibrarySong, ...]) -> None:
        """These are the songs, the first ones on top."""
        turns = bool(songs) != self._has_songs
        had_keyboard = self.list.hasFocus()
        self.list.songs.set_songs(songs)
        if turns:
            self.set_has_songs(bool(songs))
        self._show_found()
        if turns or had_keyboard:
            self._take_keyboard()

    def set_open_song(self, key: str | None, title: str, *, is_separating: bool = False) -> None:
        """This song is open in the window, and is what one can go back to."""
        self.list.songs.set_open(key, is_separating=is_separating)
        self.back.setVisible(key is not None)
        shown = title if len(title) <= 40 else f"{title[:39]}…"
        self.back.setText(self.tr("Back to {title}").format(title=shown.replace("&", "&&")))
        self.back.setAccessibleName(self.tr("Back to {title}").format(title=title))
        self.back.setToolTip(self.tr("Esc"))

    def set_note(self, text: str, *, can_bring_back: bool = False) -> None:
        """Say what was done to a song."""
        had_keyboard = self.bring_back.hasFocus()
        self.note.setText(text)
        self._note_box.setVisible(bool(text))
        self.bring_back.setVisible(can_bring_back)
        self.bring_back.setAccessibleDescription(text)
        if had_keyboard and not can_bring_back:
            self._take_keyboard()

    def set_dragged_over(self, dragged_over: bool) -> None:
        """Light the drop zone while a file is held over the window."""
        self.drop_zone.set_dragged_over(dragged_over)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        for view in (self.drop_zone, self.search, self.list):
            view.set_theme(theme)

    def start_search(self) -> None:
        """Let the next letters be searched for."""
        if self._has_songs:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    # What happens to it.

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, so that no button has it that nobody has chosen."""
        super().showEvent(event)
        if not event.spontaneous():
            self.search.clear()
            self.list.buttons.end_question()
            if self.bring_back.isHidden():
                self.set_note("")
            self._take_keyboard()

    def event(self, event: QEvent) -> bool:
        """Letters are searched for here, and mute no stems."""
        return claims_key(event, self._is_own_key) or super().event(event)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return self.is_typed(event) or event.key() == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search for what is typed; Escape goes back to the song."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.back.isHidden():
                self.back_clicked.emit()
        elif self.is_typed(event):
            self.search_for(event.text())
        else:
            super().keyPressEvent(event)

    def search_for(self, typed: str) -> None:
        """Search for what was typed elsewhere; with a slash for what is typed next."""
        if typed == "/":
            self.start_search()
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(typed)

    def is_typed(self, event: QKeyEvent) -> bool:
        """Whether it is part of a song's name. Space alone is left to playing."""
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        text = event.text()
        return self._has_songs and not held and (text.isalnum() or text == "/")

    def _take_keyboard(self) -> None:
        """Give the keyboard to the list, or to what is nearest where there is none."""
        if self.isVisible() and not self.search.hasFocus():
            nearest = (self.list, self.bring_back, self.search, self)
            wanted = next(each for each in nearest if each.isVisible())
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_for_list(self, rows: int) -> None:
        count = len(self.list.songs.shown)
        if count:
            row = self.list.currentIndex().row() + rows
            self.list.set_current_row(min(max(row, 0), count - 1))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, text: str) -> None:
        self.list.songs.set_query(text)
        self.list.set_current_row(0)
        self.list.scrollToTop()
        self._show_found()
        if self.search.hasFocus():
            self.found.emit(
                self._count_words() if self.list.songs.shown else self.nothing_found.text()
            )

    def _on_search_opened(self) -> None:
        song = self.list.current_song
        if song is not None:
            self.list.song_clicked.emit(song)

    def _show_found(self) -> None:
        shown = self.list.songs.shown
        self.list.setVisible(bool(shown))
        self.nothing_found.setVisible(not shown)
        disk_bytes = sum(song.on_disk.disk_bytes for song in shown if song.on_disk is not None)
        words = self._count_words()
        self.summary.setText(f"{words} · {size_words(disk_bytes)}" if disk_bytes else words)

    def _count_words(self) -> str:
        songs, shown = self.list.songs.songs, self.list.songs.shown
        if len(shown) < len(songs):
            words = self.tr("{shown} of {count} songs")
        else:
            words = self.tr("1 song") if len(songs) == 1 else self.tr("{count} songs")
        return words.format(shown=len(shown), count=len(songs))


def _dress(button: QPushButton) -> None:
    fix_height(button, _SMALL_BUTTON_PX)
    button.setFont(tokens.font())
    button.setAutoDefault(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

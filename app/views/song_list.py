"""The list of the library's songs, of which only the rows in view are painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.library import LibrarySong
from app.theme import SPACE, Theme
from app.views.own_keys import claims_key, held_with
from app.views.song_list_model import Index, SongListModel
from app.views.song_row_buttons import SongRowButtons
from app.views.song_row_painter import SongRowPainter

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVING_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
# While the list has the keyboard, these are its own and no shortcuts of the window.
_OWN_KEYS = (
    *_OPENING_KEYS,
    *_REMOVING_KEYS,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class SongList(QListView):
    """Rows that open with a click or Return; the buttons stand in the row of the mouse or the keys.

    Signals, from a person's hand: `song_clicked(song)`; those of `buttons`.
    """

    song_clicked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SongList")
        self.setAccessibleName(self.tr("Songs"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.songs = SongListModel(self)
        self._painter = SongRowPainter(self.songs, theme, self)
        self.setItemDelegate(self._painter)
        self.buttons = SongRowButtons(theme, self.viewport())
        self.buttons.hide()
        self.setModel(self.songs)
        self._wanted_key: str | None = None
        self._wanted_row = 0
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self._place_buttons)
        self.buttons.question_changed.connect(self._on_question_changed)
        self.songs.modelAboutToBeReset.connect(self._on_about_to_change)
        self.songs.modelReset.connect(self._on_changed)
        self.songs.dataChanged.connect(lambda *_: self._place_buttons(self._buttons_index()))
        self.verticalScrollBar().valueChanged.connect(
            lambda _: self._place_buttons(self._buttons_index())
        )

    @property
    def current_song(self) -> LibrarySong | None:
        """The song in the current row."""
        return self.songs.song(self.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._painter.set_theme(theme)
        self.buttons.set_theme(theme)
        self.viewport().update()

    def ask_to_remove(self) -> None:
        """Ask what of the current song is to go."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self._place_buttons(index)
            self.buttons.ask()

    def set_current_row(self, row: int) -> None:
        """Let the keys go to this row, if there is one."""
        self.setCurrentIndex(self.songs.index(row))

    def set_current_song(self, key: str) -> None:
        """Let the keys go to this song, if it is among the shown ones."""
        row = self.songs.row_of(key)
        if row is not None:
            self.set_current_row(row)

    # What happens to it.

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from becoming shortcuts."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, open, ask to remove. What is typed goes on to the page, which searches for it."""
        if event.key() in _OPENING_KEYS:
            self._on_clicked(self.currentIndex())
        elif event.key() in _REMOVING_KEYS:
            self.ask_to_remove()
        elif event.key() == Qt.Key.Key_Escape or (event.text().isprintable() and event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The buttons go along with the keys."""
        super().currentChanged(current, previous)
        self._place_buttons(current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Beside the rows the buttons are in the current one."""
        super().mouseMoveEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self._place_buttons(self.currentIndex())

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse went elsewhere."""
        super().leaveEvent(event)
        self._place_buttons(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows are as wide as the list."""
        super().resizeEvent(event)
        self._place_buttons(self._buttons_index())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.set_current_row(0)
        self._show_keyboard(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They go elsewhere."""
        super().focusOutEvent(event)
        self._show_keyboard(False)

    def _show_keyboard(self, has_keyboard: bool) -> None:
        self._painter.has_keyboard = has_keyboard
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        song = self.songs.song(index)
        if song is not None:
            self.song_clicked.emit(song)

    def _on_question_changed(self, is_asked: bool) -> None:
        index = self._buttons_index()
        if is_asked:
            self.setCurrentIndex(index)
        elif self.buttons.has_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place_buttons(index)

    def _on_about_to_change(self) -> None:
        song = self.current_song
        self._wanted_key = None if song is None else song.key
        self._wanted_row = max(0, self.currentIndex().row())

    def _on_changed(self) -> None:
        row = self.songs.row_of(self._wanted_key)
        if row is None:
            # What was there is gone: its neighbour is nearest to the hand.
            row = min(self._wanted_row, len(self.songs.shown) - 1)
        index = self._buttons_index()
        if not index.isValid():
            self.buttons.end_question()
        self.set_current_row(row)
        self._place_buttons(index if self.buttons.is_asking else self.currentIndex())

    # Where the buttons are.

    def _buttons_index(self) -> QModelIndex:
        """The row of the song whose buttons they are."""
        song = self.buttons.song
        row = None if song is None else self.songs.row_of(song.key)
        return QModelIndex() if row is None else self.songs.index(row)

    def _place_buttons(self, index: Index) -> None:
        buttons = self.buttons
        if buttons.is_asking or buttons.has_keyboard:
            # They do not go away under the hand.
            index = self._buttons_index()
        song = self.songs.song(index)
        buttons.setVisible(song is not None)
        if song is None:
            return
        buttons.set_song(song, is_open=self.songs.is_open(song))
        row: QRect = self.visualRect(index).adjusted(4 * SPACE, SPACE, -4 * SPACE, -SPACE)
        if not buttons.is_asking:
            row.setLeft(row.right() - buttons.sizeHint().width() + 1)
        buttons.setGeometry(row)
        buttons.raise_()


def _is_own_key(event: QKeyEvent) -> bool:
    return event.key() in _OWN_KEYS and not held_with(event)

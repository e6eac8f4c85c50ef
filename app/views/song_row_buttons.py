"""What can be done with one song of the library, laid over the end of its row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app import theme as tokens
from app.forgotten_takes import KEPT_DAYS
from app.library import LibrarySong
from app.text_scale import fix_height, fix_icon, fix_width
from app.theme import SPACE, Theme
from app.views.elided_label import ElidedLabel
from app.views.icons import icon
from app.views.size_text import size_words
from app.views.song_row_painter import BUTTON_PX

_ICON_PX = 18


class SongRowButtons(QFrame):
    """Buttons for the song it was given, or the question of what of it is to go.

    Signals, from a person's hand: `look_for_clicked(song)`, `folder_clicked(song)`; after the
    question, `stems_refused(song)`, only its stems are to go, or `song_refused(song)`, everything
    that is remembered of it too. `question_changed(whether it is asked)`.
    """

    look_for_clicked = Signal(object)
    folder_clicked = Signal(object)
    stems_refused = Signal(object)
    song_refused = Signal(object)
    question_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("SongRowButtons")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.song: LibrarySong | None = None
        self._can_remove = False
        self.is_asking = False
        self.look_for = QPushButton(self.tr("Look for it …"))
        self.folder, self.remove = QPushButton(), QPushButton()
        self.question = ElidedLabel(tokens.font())
        self.only_stems = QPushButton(self.tr("Only its stems"))
        self.everything = QPushButton(self.tr("Forget it altogether"))
        self.keep = QPushButton(self.tr("Keep it"))
        for button in self._row_buttons + self._answers:
            fix_height(button, BUTTON_PX)
            button.setFont(tokens.font())
            button.setAutoDefault(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.folder.setToolTip(self.tr("Show in its folder"))
        self.folder.setAccessibleName(self.folder.toolTip())
        self.remove.setAccessibleName(self.tr("Remove …"))
        for button in (self.folder, self.remove):
            button.setProperty("shape", "icon")
            fix_width(button, BUTTON_PX)
            fix_icon(button, _ICON_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.question, 1)
        for button in (*self._answers, *self._row_buttons):
            row.addWidget(button)
        self.look_for.clicked.connect(lambda: self.look_for_clicked.emit(self.song))
        self.folder.clicked.connect(lambda: self.folder_clicked.emit(self.song))
        self.remove.clicked.connect(self.ask)
        self.only_stems.clicked.connect(lambda: self._answer(self.stems_refused))
        self.everything.clicked.connect(lambda: self._answer(self.song_refused))
        self.keep.clicked.connect(lambda: self._answer(None))
        self.set_theme(theme)

    @property
    def _row_buttons(self) -> tuple[QPushButton, ...]:
        return (self.look_for, self.folder, self.remove)

    @property
    def _answers(self) -> tuple[QPushButton, ...]:
        return (self.only_stems, self.everything, self.keep)

    @property
    def has_keyboard(self) -> bool:
        """Whether one of its buttons has the keyboard."""
        return self.isAncestorOf(self.window().focusWidget() or self.window())

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of this theme."""
        self.folder.setIcon(icon("open", theme, size_px=_ICON_PX))
        self.remove.setIcon(icon("remove", theme, size_px=_ICON_PX))

    def set_song(self, song: LibrarySong, *, is_open: bool) -> None:
        """Be the buttons of this song; is_open: in this window."""
        self.song = song
        is_in_use = is_open or (song.on_disk is not None and song.on_disk.is_in_use)
        self._can_remove = not is_in_use
        names = (
            (self.look_for, self.tr("Look for {title}")),
            (self.folder, self.tr("Show {title} in its folder")),
            (self.remove, self.tr("Remove {title}")),
            (self.only_stems, self.tr("Remove only the stems of {title}")),
            (self.everything, self.tr("Forget {title} altogether")),
            (self.keep, self.tr("Keep {title}")),
        )
        for button, name in names:
            button.setAccessibleName(name.format(title=song.title))
        self.remove.setToolTip(
            self.tr("Remove …") if self._can_remove else self.tr("It is open, and stays.")
        )
        self._show()

    def ask(self) -> None:
        """Ask what of the song is to go, if anything can."""
        song = self.song
        if song is None or not self._can_remove:
            return
        self.is_asking = True
        takes = song.on_disk.takes if song.on_disk is not None else 0
        question = (
            self.tr("Remove “{title}” and its %n takes? The file itself stays.", "", takes)
            if takes
            else self.tr("Remove “{title}”? The file itself stays.")
        )
        self.question.setText(question.format(title=song.title))
        size = song.on_disk.disk_bytes if song.on_disk is not None else 0
        text = self.tr("Only its stems, {size}")
        self.only_stems.setText(text.format(size=size_words(size)))
        says = self.tr("Loops, takes and settings stay. It can be separated anew.")
        self.only_stems.setToolTip(says)
        self.only_stems.setAccessibleDescription(says)
        says = self.tr("Its stems, loops, markers and settings.")
        if takes:
            kept = self.tr("Its takes are kept for {days} days, for when it is opened again.")
            says = f"{says} {kept.format(days=KEPT_DAYS)}"
        self.everything.setToolTip(says)
        self.everything.setAccessibleDescription(says)
        self.keep.setAccessibleDescription(self.question.text())
        self._show()
        self.question_changed.emit(True)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_question(self) -> None:
        """Everything stays."""
        if self.is_asking:
            self.is_asking = False
            # Before the answer that has the keyboard hides: Qt would hand it to anybody.
            self.question_changed.emit(False)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape answers no. No other key goes on to the list below."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking:
            self.end_question()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _answer(self, refused: object) -> None:
        song = self.song
        self.end_question()
        if refused is not None:
            refused.emit(song)  # type: ignore[attr-defined]

    def _show(self) -> None:
        song = self.song
        assert song is not None
        is_kept = song.on_disk is not None and song.on_disk.disk_bytes > 0
        is_asking = self.is_asking
        shown = {
            self.look_for: not is_asking and song.is_missing,
            self.folder: not is_asking and not song.is_missing,
            self.remove: not is_asking,
            self.only_stems: is_asking and is_kept and song.path is not None,
            self.everything: is_asking,
            self.keep: is_asking,
        }
        self.question.setVisible(is_asking)
        for button, visible in shown.items():
            button.setVisible(visible)
        self.remove.setEnabled(self._can_remove)

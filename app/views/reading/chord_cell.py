"""The cell beside the lane of chords: the key of the song, and the capo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app import theme as tokens
from app.reading import chord_words
from app.reading.reading_edits import MOST_CAPO
from app.reading.shown_chords import ShownChords
from app.text_scale import fix_height, fix_size, grown
from app.theme import SPACE, Theme
from app.translation import translate
from app.views.menu_arrow import ARROW_PX, open_menu, show_arrow
from app.views.reading.chord_lane import LANE_PX
from player.reading.song_key import Key

_BUTTON_PX = 20
_AROUND_PX = 12 * SPACE


class ChordCell(QFrame):
    """Signals, from a person's hand: `key_chosen(key)`, as it is heard, or None for the one that
    was found; `capo_chosen(fret)`.
    """

    key_chosen = Signal(object)
    capo_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SideCell")
        fix_size(self, tokens.SIDE_COLUMN_PX, LANE_PX)
        title = self._title = QLabel(self.tr("Chords"))
        title.setProperty("tone", "muted")
        self.key, self.capo = QToolButton(), QToolButton()
        self._key_menu = _menu(self.tr("Key"), self.key)
        self._capo_menu = _menu(self.tr("Capo"), self.capo)
        for button, menu in ((self.key, self._key_menu), (self.capo, self._capo_menu)):
            button.setProperty("shape", "quiet")
            button.setFont(tokens.font(tokens.SMALL_PX))
            fix_height(button, _BUTTON_PX)
            open_menu(button, menu)
        # A hundred actions are made where somebody wants to see them.
        self._key_menu.aboutToShow.connect(self._fill_keys)
        self._capo_menu.aboutToShow.connect(self._fill_capos)
        self._shown: ShownChords | None = None
        self._key_words = ("", "", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(5 + 3 * SPACE, 0, 3 * SPACE, 1)
        row.setSpacing(SPACE)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.key)
        row.addWidget(self.capo)
        self.set_theme(theme)
        self.set_chords(None, 0.0)

    def set_theme(self, theme: Theme) -> None:
        """Draw the arrows in the colours of this theme."""
        for button in (self.key, self.capo):
            show_arrow(button, theme)

    def set_chords(self, shown: ShownChords | None, key_confidence: float) -> None:
        """Show the key that is heard, and how sure it is, and the capo; announces nothing."""
        self._shown = shown
        key = None if shown is None else shown.heard_key
        words = chord_words.key_words(key, key_confidence)
        short = chord_words.short_key(key, key_confidence)
        named = "" if key is None else chord_words.key_name(key) + "?" * short.endswith("?")
        self._key_words = (words, named, short)
        says = self.tr("The key is not known: choose it")
        if key is not None:
            says = chord_words.key_confidence_words(key_confidence)
        self.key.setToolTip(says)
        self.key.setAccessibleName(self.tr("Key of the song"))
        self.key.setAccessibleDescription(", ".join(filter(None, (words, says))))
        capo = 0 if shown is None else shown.capo
        text = self.tr("Capo {fret}").format(fret=capo) if capo else self.tr("Capo")
        self.capo.setText(text)
        self._show_key()
        says = chord_words.capo_words(shown) if shown is not None else self.tr("No capo")
        self.capo.setToolTip(says)
        self.capo.setAccessibleName(self.tr("Capo"))
        self.capo.setAccessibleDescription(says)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Big text has less room."""
        super().resizeEvent(event)
        self._show_key()

    def _show_key(self) -> None:
        """In words, where these have room beside the rest."""
        room = self.width() - self._title.sizeHint().width() - self.capo.sizeHint().width()
        room -= _AROUND_PX + grown(ARROW_PX)
        width = self.key.fontMetrics().horizontalAdvance
        fitting = (words for words in self._key_words if width(words) <= room)
        self.key.setText(next(fitting, self._key_words[-1]) or self.tr("Key?"))

    def _fill_keys(self) -> None:
        self._key_menu.clear()
        chosen = None if self._shown is None else self._shown.heard_key
        for is_minor, title in ((False, self.tr("Major")), (True, self.tr("Minor"))):
            menu = self._key_menu.addMenu(title)
            for tonic in range(12):
                key = Key(tonic, is_minor)
                self._offer(menu, chord_words.key_name(key), key == chosen, key)
        self._key_menu.addSeparator()
        found = self._key_menu.addAction(self.tr("As it was found"))
        found.triggered.connect(lambda: self.key_chosen.emit(None))

    def _offer(self, menu: QMenu, text: str, is_chosen: bool, key: Key) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(lambda: self.key_chosen.emit(key))

    def _fill_capos(self) -> None:
        self._capo_menu.clear()
        chosen = 0 if self._shown is None else self._shown.capo
        for fret in range(MOST_CAPO + 1):
            text = translate("ChordWords", "Capo {fret}").format(fret=fret)
            action = self._capo_menu.addAction(text if fret else self.tr("No capo"))
            action.setCheckable(True)
            action.setChecked(fret == chosen)
            action.triggered.connect(lambda _=False, fret=fret: self.capo_chosen.emit(fret))


def _menu(name: str, button: QToolButton) -> QMenu:
    menu = QMenu(button)
    menu.setAccessibleName(name)
    return menu

"""One chord, big: its name, what is said of it, and how it is held or where its keys are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme as tokens
from app.reading.chord_instruments import Instrument
from app.text_scale import scaled
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.reading.fret_diagram import paint_fretboard
from app.views.reading.keys_diagram import paint_keys
from player.reading.chord_symbol import Chord
from player.reading.fretboard import fingering

_LEAST_NAME_PX = 16
_NAME_PART, _WIDEST_NAME_PART = 0.34, 0.5
# Of the height of a line its letters take this.
_LETTERS_PART = 0.8
_LEAST_HEIGHT_PX = 72


@dataclass(frozen=True)
class DrawnChord:
    """name: as it is written. chord: what is drawn, None for nothing. sounds: a line below the
    name, for what is heard of it. spoken: for who cannot see it.
    """

    name: str
    chord: Chord | None
    sounds: str = ""
    spoken: str = ""


class ChordDiagram(QWidget):
    """Shows a chord on an instrument.

    name_px: how big its name may be at 100 %. is_quiet: it is not played yet.
    """

    accessible_role = Role.Graphic

    def __init__(
        self,
        title: str,
        theme: Theme,
        name_px: int,
        *,
        is_quiet: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._theme = theme
        self._name_px = name_px
        self._is_quiet = is_quiet
        self._drawn: DrawnChord | None = None
        self._caption = ""
        self._instrument, self._left_handed = Instrument.GUITAR, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    def minimumSizeHint(self) -> QSize:
        """A name, and a small picture beside it."""
        return QSize(2 * _LEAST_HEIGHT_PX, _LEAST_HEIGHT_PX)

    def set_chord(self, drawn: DrawnChord | None) -> None:
        """Show this one, or none."""
        if drawn != self._drawn:
            self._drawn = drawn
            self.setAccessibleDescription("" if drawn is None else drawn.spoken)
            self.update()

    def set_caption(self, caption: str) -> None:
        """What is said above the name: when it comes."""
        if caption != self._caption:
            self._caption = caption
            self.update()

    @property
    def caption(self) -> str:
        """What is said above the name."""
        return self._caption

    @property
    def drawn(self) -> DrawnChord | None:
        """What is shown."""
        return self._drawn

    def set_instrument(self, instrument: Instrument, *, left_handed: bool) -> None:
        """Show how it is played on this one."""
        self._instrument, self._left_handed = instrument, left_handed
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words at the left, the picture at the right of what is left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4 * SPACE, 2 * SPACE, -2 * SPACE, -2 * SPACE)
        words_px = self._paint_words(painter, area)
        chord = None if self._drawn is None else self._drawn.chord
        place = area.adjusted(words_px + 4 * SPACE, 0, 0, 0)
        if chord is not None and place.width() > 0:
            self._paint_picture(painter, place, chord)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> float:
        """Caption, name, and what is heard of it. Returns how wide they are."""
        theme, drawn = self._theme, self._drawn
        small, caption = tokens.font(tokens.TEXT_PX), tokens.font(tokens.TITLE_PX, bold=True)
        above_px = QFontMetricsF(caption).height()
        below_px = QFontMetricsF(small).height()
        name = self._name_font(area, above_px + below_px)
        metrics = QFontMetricsF(name)
        top = area.center().y() - (above_px + metrics.height() + below_px) / 2
        line = QRectF(area.left(), top, area.width(), above_px)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        sounds = "" if drawn is None else drawn.sounds
        text = "" if drawn is None else drawn.name
        painter.setFont(caption)
        painter.setPen(QColor(theme.text if self._is_quiet else theme.muted_text))
        painter.drawText(line, flags, self._caption)
        line.moveTop(line.bottom())
        line.setHeight(metrics.height())
        painter.setFont(name)
        painter.setPen(QColor(theme.muted_text if self._is_quiet else theme.text))
        painter.drawText(line, flags, text)
        line.moveTop(line.bottom())
        line.setHeight(below_px)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted_text))
        painter.drawText(line, flags, sounds)
        widths = (
            QFontMetricsF(caption).horizontalAdvance(self._caption),
            metrics.horizontalAdvance(text),
            QFontMetricsF(small).horizontalAdvance(sounds),
        )
        # The picture does not move with every chord.
        return max(*widths, area.width() * _NAME_PART)

    def _name_font(self, area: QRectF, around_px: float) -> QFont:
        """As big as there is room for beside the picture, and above and below the other lines."""
        drawn = self._drawn
        font = tokens.font(self._name_px, bold=True)
        room_px = (area.height() - around_px) * _LETTERS_PART
        font.setPixelSize(round(max(_LEAST_NAME_PX, min(scaled(self._name_px), room_px))))
        wanted = QFontMetricsF(font).horizontalAdvance("" if drawn is None else drawn.name)
        most = area.width() * _WIDEST_NAME_PART
        if wanted > most:
            font.setPixelSize(max(_LEAST_NAME_PX, int(font.pixelSize() * most / wanted)))
        return font

    def _paint_picture(self, painter: QPainter, place: QRectF, chord: Chord) -> None:
        neck = self._instrument.neck
        if neck is None:
            paint_keys(painter, place, chord, self._theme)
            return
        held = fingering(chord, neck)
        if held is not None:
            paint_fretboard(painter, place, held, self._theme, left_handed=self._left_handed)

"""The sections of the song as blocks over its overview."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QCompleter, QToolTip, QWidget

from app import theme as tokens
from app.reading.section_words import (
    UNCERTAIN,
    section_name,
    section_title,
    section_told,
    suggestions,
    usual_name,
)
from app.text_scale import fix_height, grown
from app.theme import SPACE, Theme, section_colour
from app.views.accessible import AccessibleValue
from app.views.in_place_editor import InPlaceEditor
from app.views.reading.section_popup_menu import SectionPopupMenu
from app.views.strip_text import write_between
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip
from app.views.whole_song_canvas import WholeSongCanvas
from player.beat_grid import BeatGrid
from player.reading.section_map import SectionMap

_EDITOR_PX = 140
_NAME_LETTERS = 40
_DASHES_PX = (2, 2)
_LINE_PX = 2


class SectionBand(WholeSongCanvas):
    """A click on a section goes to its beginning, a double click renames it and all that are like
    it in place, with Shift it alone; its beginning can be dragged from bar to bar, or with Alt
    anywhere; the right button opens its menu. Elsewhere it is like any view of the whole song.

    A beginning that is not sure is dashed. The section under the playhead is underlined.

    Signals, all from a person's hand and with the section's index: `section_chosen(index)`,
    `renamed(index, text, only_this)`, `relabelled(index, label)`, `border_moved(index, time_s)`,
    `loop_requested(index)`, `keep_requested(index)`, `split_requested(time_s)`,
    `join_requested(index)`, `found_requested()`: those that were found are wanted again.
    """

    section_chosen = Signal(int)
    renamed = Signal(int, str, bool)
    relabelled = Signal(int, str)
    border_moved = Signal(int, float)
    loop_requested = Signal(int)
    keep_requested = Signal(int)
    split_requested = Signal(float)
    join_requested = Signal(int)
    found_requested = Signal()

    def __init__(
        self, visible: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(visible, theme, parent)
        self._sample_rate = sample_rate
        self._sections = SectionMap()
        self._is_edited = False
        self._hint = ""
        self._grid: BeatGrid | None = None
        self._lines_s: NDArray[np.float64] = np.zeros(0)
        self._moving: tuple[int, float] | None = None
        self._here: int | None = None
        self._written: list[QRect] = []
        self._renaming: tuple[int, bool] | None = None
        self.editor = InPlaceEditor(self.tr("Name"), tokens.font(tokens.SMALL_PX), self)
        self.editor.setMaxLength(_NAME_LETTERS)
        completer = QCompleter(list(suggestions()), self.editor)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.editor.setCompleter(completer)
        self.editor.typed.connect(self._on_typed)
        fix_height(self, tokens.SECTIONS_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Sections"))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, tokens.SECTIONS_PX)

    # What it is told.

    def set_sections(self, sections: SectionMap, *, is_edited: bool) -> None:
        """Show these, and whether a person has set them."""
        if self._moving is not None:
            self.let_go()
            self._moving = None
        if sections != self._sections and self.editor.is_open:
            self._renaming = None
            self.editor.take()
        self._sections, self._is_edited = sections, is_edited
        self._here = self._index_at_playhead()
        titles = [section_title(sections, index) for index in range(len(sections.sections))]
        self.setAccessibleDescription(", ".join(titles))
        self.invalidate_layer()

    def set_hint(self, text: str) -> None:
        """Say, where there are no sections, why."""
        if text != self._hint:
            self._hint = text
            self.invalidate_layer()

    def set_bars(self, grid: BeatGrid | None, lines_s: NDArray[np.float64]) -> None:
        """Give what places are told in, and the seconds at which sections can begin."""
        self._grid, self._lines_s = grid, lines_s

    def set_playhead(self, time_s: float | None) -> None:
        """Move it, and underline the section it is in."""
        super().set_playhead(time_s)
        here = self._index_at_playhead()
        if here != self._here:
            self._here = here
            self.invalidate_layer()

    def rename(self, index: int, *, only_this: bool = False) -> None:
        """Let a new name be typed where the section is."""
        self.editor.take()
        self._renaming = (index, only_this)
        left = self.x_of(self._start_s(index))
        width = min(self.width(), grown(_EDITOR_PX))
        left = max(0, min(left, self.width() - width))
        self.editor.open(
            section_name(self._sections.sections[index]), QRect(left, 0, width, self.height())
        )

    def accessible_value(self) -> AccessibleValue:
        """Which section the playhead is in; another can be chosen."""
        count = len(self._sections.sections)
        here = 0 if self._here is None else self._here
        text = section_title(self._sections, here) if count else self._hint
        return AccessibleValue(
            text, here + 1, 1, max(1, count), choose=self._choose if count else None
        )

    def _choose(self, number: float) -> None:
        self.section_chosen.emit(min(max(round(number), 1), len(self._sections.sections)) - 1)

    # Where things are.

    def section_at(self, x: float) -> int | None:
        """Which section is seen at a px column."""
        return self._sections.index_at(self.time_of(x) * self._sample_rate)

    def border_at(self, x: float) -> int | None:
        """The section whose beginning can be taken hold of at a px column."""
        reaches = []
        for index in range(1, len(self._sections.sections)):
            before, at, after = (
                self.x_of(self._start_s(place)) for place in (index - 1, index, index + 1)
            )
            # Narrow ones must leave room to be clicked on.
            reach = min(GRIP_PX, (at - before) / 3 if x < at else (after - at) / 3)
            if abs(x - at) <= reach:
                reaches.append((abs(x - at), index))
        return min(reaches)[1] if reaches else None

    def _start_s(self, index: int) -> float:
        """Where a section begins; the end of the last one for the index behind it."""
        sections = self._sections.sections
        if self._moving is not None and self._moving[0] == index:
            return self._moving[1]
        if index == len(sections):
            return sections[-1].stop_frame / self._sample_rate
        return sections[index].start_frame / self._sample_rate

    def _index_at_playhead(self) -> int | None:
        if self._playhead_s is None:
            return None
        return self._sections.index_at(self._playhead_s * self._sample_rate)

    # The mouse.

    def grip_at(self, x: float) -> Grip:
        """Besides what any view of time lets take: the beginnings of sections."""
        border = self.border_at(x)
        if border is not None:
            at_s = self._start_s(border)
            return Grip(
                Qt.CursorShape.SplitHCursor,
                lambda from_s, to_s: self._drag_border(border, at_s + to_s - from_s),
                self._drop_border,
            )
        return super().grip_at(x)

    def click(self, x: float) -> None:
        """Go to where the section begins."""
        border, index = self.border_at(x), self.section_at(x)
        if border is not None:
            self.section_chosen.emit(border)
        elif index is not None:
            self.section_chosen.emit(index)
        else:
            super().click(x)

    def _drag_border(self, index: int, time_s: float) -> None:
        """To the nearest bar between its neighbours; with Alt anywhere between them."""
        sections = self._sections.sections
        least_s = sections[index - 1].start_frame / self._sample_rate
        most_s = sections[index].stop_frame / self._sample_rate
        is_free = self.reach_s() == 0
        inside = self._lines_s[(self._lines_s > least_s) & (self._lines_s < most_s)]
        if len(inside) and not is_free:
            time_s = float(inside[np.argmin(np.abs(inside - time_s))])
        if least_s < time_s < most_s:
            self._moving = (index, time_s)
            self.invalidate_layer()

    def _drop_border(self) -> None:
        moved, self._moving = self._moving, None
        self.invalidate_layer()
        if moved is not None:
            self.border_moved.emit(*moved)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename what is there."""
        index = self.section_at(event.position().x())
        if index is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.rename(index, only_this=shift)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is there."""
        index = self.section_at(event.pos().x())
        if index is not None:
            at_s = self.time_of(event.pos().x())
            menu = SectionPopupMenu(self, self._sections, index, at_s, is_edited=self._is_edited)
            menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tell title, place and length of what the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.section_at(event.pos().x())
            if index is None:
                QToolTip.hideText()
            else:
                text = section_told(self._sections, index, self._grid)
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _on_typed(self, text: str) -> None:
        renaming, self._renaming = self._renaming, None
        if renaming is not None:
            index, only_this = renaming
            self.renamed.emit(index, usual_name(text), only_this)

    # Painting.

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """A quiet strip."""
        painter.fillRect(area, QColor(self.theme.surface))

    def above_lines(self) -> list[QRect]:
        """Names can be read while the playhead passes."""
        return self._written

    def paint_layer(self, painter: QPainter) -> None:
        """The blocks with their names."""
        self._written = []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if not self._sections.sections:
            self._write_hint(painter)
        for index in range(len(self._sections.sections)):
            self._paint_section(painter, index)

    def _write_hint(self, painter: QPainter) -> None:
        painter.setFont(tokens.font(tokens.SMALL_PX))
        painter.setPen(QColor(self.theme.muted_text))
        place = QRectF(self.rect()).adjusted(SPACE, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._hint)

    def _paint_section(self, painter: QPainter, index: int) -> None:
        section = self._sections.sections[index]
        left, right = self.x_of(self._start_s(index)), self.x_of(self._start_s(index + 1))
        colour = section_colour(self.theme, section.label)
        is_sure = section.confidence >= UNCERTAIN or (
            self._moving is not None and self._moving[0] == index
        )
        gap = 1 if index and is_sure else 0
        block = QRect(left + gap, 1, max(1, right - left - gap), self.height() - 2)
        painter.fillRect(block, tokens.mixed(colour, self.theme.surface, tokens.SECTION_TINT))
        if not is_sure:
            pen = QPen(QColor(self.theme.muted_text), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern(list(map(float, _DASHES_PX)))
            painter.setPen(pen)
            painter.drawLine(left, block.top(), left, block.bottom())
        is_here = index == self._here
        if is_here:
            line = QRect(block.left(), block.bottom() + 1 - _LINE_PX, block.width(), _LINE_PX)
            painter.fillRect(line, colour)
        painter.setFont(tokens.font(tokens.SMALL_PX, bold=is_here))
        painter.setPen(QColor(self.theme.text))
        columns = (float(left), float(min(right, self.width())))
        place = write_between(painter, columns, QRectF(block), section_name(section))
        if place is not None:
            self._written.append(place)

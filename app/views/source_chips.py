"""Chips that choose what the spectrogram shows: the mix, one stem, or all in their colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_width, grown
from app.theme import Theme, stem_colour
from app.views.accessible import Role
from app.views.stem_text import stem_name, stem_title

_HEIGHT_PX = 24
_GAP_PX = 4
_PADDING_PX = 7


class SourceChips(QWidget):
    """One chip per source, flowing into as many rows as they need; one of them is chosen.

    Signals: `chosen(source)` when a person has chosen another.
    """

    chosen = Signal(str)
    accessible_role = Role.Grouping

    def __init__(self, width_px: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self.setAccessibleName(self.tr("What the spectrogram shows"))
        fix_width(self, width_px)

    def chip(self, source: str) -> QPushButton:
        """The chip of a source."""
        return self._chips[source]

    def set_sources(self, sources: tuple[str, ...]) -> None:
        """Offer these sources, in this order."""
        if sources == tuple(self._chips):
            return
        for chip in self._chips.values():
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {source: self._new_chip(source) for source in sources}
        self._arrange()
        self.set_theme(self._theme)

    def set_chosen(self, source: str) -> None:
        """Show which one is chosen; announces nothing."""
        if source in self._chips:
            with QSignalBlocker(self._group):
                self._chips[source].setChecked(True)
            # Qt lets the tab key stop at the one that had the keyboard last.
            for name, chip in self._chips.items():
                chip.setFocusPolicy(
                    Qt.FocusPolicy.TabFocus if name == source else Qt.FocusPolicy.NoFocus
                )

    def set_theme(self, theme: Theme) -> None:
        """Ring each chip in its stem's colour."""
        self._theme = theme
        for source, chip in self._chips.items():
            colour = stem_colour(theme, source).name()
            chip.setStyleSheet(
                f"QPushButton {{ border-radius: {grown(_HEIGHT_PX) // 2}px; padding: 0;"
                f" background: transparent; border: 1px solid {theme.line}; }}"
                f"QPushButton:hover {{ border-color: {colour}; }}"
                f"QPushButton:checked {{ border: 2px solid {colour};"
                f" background: {theme.raised}; }}"
                f"QPushButton:focus {{ border: 2px solid {theme.text}; }}"
            )
        self._arrange()

    def _new_chip(self, source: str) -> QPushButton:
        chip = QPushButton(stem_title(source), self)
        chip.setCheckable(True)
        chip.setAutoDefault(True)
        # The group sees to it already; this tells screen readers that it is a choice of one.
        chip.setAutoExclusive(True)
        chip.setFont(tokens.font(tokens.TEXT_PX))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(self.tr("Spectrogram of {source}").format(source=stem_name(source)))
        chip.clicked.connect(lambda: self.chosen.emit(source))
        self._group.addButton(chip)
        return chip

    def event(self, event: QEvent) -> bool:
        """Flow anew when the chips have become bigger or smaller."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        x = y = 0
        height = grown(_HEIGHT_PX)
        for chip in self._chips.values():
            width = chip.fontMetrics().horizontalAdvance(chip.text()) + 2 * _PADDING_PX + 2
            if x > 0 and x + width > self.width():
                x, y = 0, y + height + _GAP_PX
            chip.setGeometry(x, y, width, height)
            chip.show()
            x += width + _GAP_PX
        self.setFixedHeight(y + height)

"""What can be done with a section: the menu of the right button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.reading.section_words import suggestions
from player.reading.section_edits import letter
from player.reading.section_map import SectionMap

if TYPE_CHECKING:
    from app.views.reading.section_band import SectionBand


class SectionPopupMenu(QMenu):
    """Of the section at `index`, opened at a time of the song. It speaks through the band's
    signals, and is gone when it is closed.
    """

    def __init__(
        self,
        band: SectionBand,
        sections: SectionMap,
        index: int,
        time_s: float,
        *,
        is_edited: bool,
    ) -> None:
        super().__init__(band)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._band = band
        self._sections = sections
        self._index = index
        self.addAction(self.tr("Loop it")).triggered.connect(
            lambda: band.loop_requested.emit(index)
        )
        self.addAction(self.tr("Keep it as a loop")).triggered.connect(
            lambda: band.keep_requested.emit(index)
        )
        self.addSeparator()
        self._offer_names(self.addMenu(self.tr("Name")))
        self._offer_letters(self.addMenu(self.tr("Like")))
        self.addSeparator()
        self.addAction(self.tr("Split here")).triggered.connect(
            lambda: band.split_requested.emit(time_s)
        )
        join = self.addAction(self.tr("Join with the next"))
        join.setEnabled(index + 1 < len(sections.sections))
        join.triggered.connect(lambda: band.join_requested.emit(index))
        self.addSeparator()
        found = self.addAction(self.tr("Back to the sections that were found"))
        found.setEnabled(is_edited)
        found.triggered.connect(band.found_requested)

    def _offer_names(self, menu: QMenu) -> None:
        """For it and all that are like it; below them, to be typed, also for it alone."""
        band, index = self._band, self._index
        for name in suggestions():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == self._sections.sections[index].name)
            action.triggered.connect(partial(band.renamed.emit, index, name, False))
        menu.addSeparator()
        menu.addAction(self.tr("Other name …")).triggered.connect(lambda: band.rename(index))
        only_this = menu.addAction(self.tr("Other name for this one only …"))
        only_this.triggered.connect(lambda: band.rename(index, only_this=True))

    def _offer_letters(self, menu: QMenu) -> None:
        """Those there are, and one more."""
        own = self._sections.sections[self._index].label
        labels = list(dict.fromkeys(each.label for each in self._sections.sections))
        free = next(name for name in map(letter, range(len(labels) + 1)) if name not in labels)
        for label in [*sorted(labels), free]:
            names = {each.name for each in self._sections.sections if each.label == label} - {""}
            action = menu.addAction(f"{label} · {', '.join(sorted(names))}" if names else label)
            action.setCheckable(True)
            action.setChecked(label == own)
            action.triggered.connect(partial(self._band.relabelled.emit, self._index, label))

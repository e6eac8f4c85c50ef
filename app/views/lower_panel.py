"""The panel below the lanes: the spectrogram, or another page in its place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.text_scale import grown
from app.theme import Theme
from app.views.lower_page import HEADER_PX, LowerPage
from app.views.spectrogram_view import SpectrogramView

SPECTROGRAM = "spectrogram"
_ANY_HEIGHT_PX = 16_777_215


class LowerPanel(QStackedWidget):
    """Shows one of its pages, folded away or not. The spectrogram is always one of them.

    Signals: `page_changed(name)`, whoever has chosen it; `page_chosen(name)`, by a person's hand;
    `collapsed_changed(collapsed)`; `least_height_changed()` of the page that is shown.
    """

    page_changed = Signal(str)
    page_chosen = Signal(str)
    collapsed_changed = Signal(bool)
    least_height_changed = Signal()

    def __init__(self, spectrogram: SpectrogramView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spectrogram = spectrogram
        self._pages: dict[str, LowerPage] = {}
        self._titles = {SPECTROGRAM: self.tr("Spectrogram")}
        self._name = SPECTROGRAM
        self._playhead_s: float | None = None
        self.addWidget(spectrogram)
        spectrogram.title.page_chosen.connect(self.choose_page)
        spectrogram.collapsed_changed.connect(self._on_collapsed)
        self._offer()

    @property
    def page_name(self) -> str:
        """Which page is shown."""
        return self._name

    @property
    def shows_spectrogram(self) -> bool:
        """Whether it is shown, and not folded away."""
        return self._name == SPECTROGRAM and not self.collapsed

    @property
    def pages(self) -> Mapping[str, LowerPage]:
        """All but the spectrogram, by their names."""
        return self._pages

    @property
    def titles(self) -> Mapping[str, str]:
        """What each page is called, in the order they are offered."""
        return self._titles

    @property
    def collapsed(self) -> bool:
        """Whether only the title is left."""
        return self._spectrogram.collapsed

    def add_page(self, name: str, title: str, page: LowerPage) -> None:
        """Offer one more page."""
        self._pages[name] = page
        self._titles[name] = title
        self.addWidget(page)
        page.set_collapsed(self.collapsed)
        page.page_chosen.connect(self.choose_page)
        page.least_height_changed.connect(lambda: self._on_least_height(name))
        page.fold_clicked.connect(lambda: self._spectrogram.set_collapsed(not self.collapsed))
        self._offer()

    def choose_page(self, name: str) -> None:
        """A person wants to see this page: it is unfolded too."""
        self.show_page(name)
        self._spectrogram.set_collapsed(False)
        self.page_chosen.emit(name)

    def show_page(self, name: str) -> None:
        """Show this page; the spectrogram where there is none of that name."""
        name = name if name in self._pages else SPECTROGRAM
        if name == self._name:
            return
        focused = self.window().focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        self._name = name
        # It has not been told while another was shown, and nothing may be moving now.
        self._shown.set_playhead(self._playhead_s)
        self.setCurrentWidget(self._shown)
        if had_keyboard:
            self._shown.title.setFocus()
        self.updateGeometry()
        self.page_changed.emit(name)

    @property
    def _shown(self) -> LowerPage | SpectrogramView:
        return self._pages.get(self._name, self._spectrogram)

    def _offer(self) -> None:
        """In every title: all pages, its own marked."""
        pages = tuple(self._titles.items())
        self._spectrogram.title.set_pages(pages, SPECTROGRAM)
        for name, page in self._pages.items():
            page.title.set_pages(pages, name)

    def _on_least_height(self, name: str) -> None:
        if name == self._name:
            self.least_height_changed.emit()

    def _on_collapsed(self, collapsed: bool) -> None:
        self.setMaximumHeight(grown(HEADER_PX) if collapsed else _ANY_HEIGHT_PX)
        for page in self._pages.values():
            page.set_collapsed(collapsed)
        self.collapsed_changed.emit(collapsed)

    # What the height is shared out by.

    def least_height(self) -> int:
        """As low as the page may be that is shown, in px."""
        return self._shown.least_height()

    def give_height(self, height_px: int | None) -> None:
        """It is going to be so high; as high as it is with None."""
        self._spectrogram.give_height(height_px)

    def sizeHint(self) -> QSize:
        """Of the page that is shown: the others take no room."""
        return self._shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of the page that is shown: the others take no room."""
        return self._shown.minimumSizeHint()

    # What moves.

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead on the page that is shown."""
        self._playhead_s = time_s
        self._shown.set_playhead(time_s)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._spectrogram.set_theme(theme)
        for page in self._pages.values():
            page.set_theme(theme)

"""What of a song is seen, told to its record, and shown again when the song is back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.song_record import SongView
from app.song_records import SongRecords
from app.spectrogram_source import SpectrogramSource
from app.views.song_page import SongPage


class ViewMemory(QObject):
    """Ties the page of a song to the song's record."""

    def __init__(
        self, records: SongRecords, page: SongPage, spectrogram: SpectrogramSource, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._page = page
        self._spectrogram = spectrogram
        self._is_showing = False
        page.axis.changed.connect(self._tell)
        page.spectrogram_source_chosen.connect(self._tell)
        page.spectrogram_collapsed_changed.connect(self._tell)
        page.heights.spectrogram_height_chosen.connect(self._tell)
        page.lower_panel.page_chosen.connect(self._tell)
        records.restored.connect(self._show)

    def _tell(self) -> None:
        if self._is_showing:
            return
        page = self._page
        self._records.set_view(
            SongView(
                page.axis.start_s,
                page.axis.stop_s,
                self._spectrogram.chosen or "",
                page.spectrogram.collapsed,
                page.heights.spectrogram_px or 0,
                page.lower_panel.page_name,
            )
        )

    def _show(self, view: SongView) -> None:
        self._is_showing = True  # half of it is nothing to be remembered
        try:
            self._show_all(view)
        finally:
            self._is_showing = False
        self._tell()

    def _show_all(self, view: SongView) -> None:
        page = self._page
        if view.stop_s > view.start_s:
            page.axis.show(view.start_s, view.stop_s)
        if view.spectrogram_source:
            self._spectrogram.choose(view.spectrogram_source)
        page.spectrogram.set_collapsed(view.spectrogram_collapsed)
        page.lower_panel.show_page(view.lower_page)
        page.heights.give_spectrogram(view.spectrogram_px or None)

"""Whether the spectrogram is as sharp as it will be, wherever it is to be seen."""

from __future__ import annotations

from app.main_window import MainWindow
from player.multitrack import SAMPLE_RATE
from player.spectrogram_tile import ZOOMS, SpectrogramTile, zoom_for


class TilesInView:
    """Keeps count of the tiles that have come."""

    def __init__(self, window: MainWindow) -> None:
        self._page = window.song_page
        self._session = window.session
        self._come: set[tuple[str, int, int]] = set()
        self._session.pictures.tile_ready.connect(self._on_tile_ready)

    def _on_tile_ready(self, tile: SpectrogramTile) -> None:
        self._come.add((tile.source, tile.zoom, tile.index))

    def are_there(self) -> bool:
        """Whether none is missing of the zoom that fits, from the left to the right end."""
        axis, spectrogram = self._page.axis, self._page.spectrogram
        px = spectrogram.plot.width() * spectrogram.devicePixelRatioF()
        zoom = zoom_for(axis.span_s * SAMPLE_RATE / px)
        start_frame, stop_frame = (
            round(time_s * SAMPLE_RATE) for time_s in (axis.start_s, axis.stop_s)
        )
        tile_frames = ZOOMS[zoom].tile_frames
        stop_frame = min(stop_frame, self._session.multitrack.frames)
        return all(
            (source, zoom, index) in self._come
            for source in spectrogram.shown_sources
            for index in range(start_frame // tile_frames, (stop_frame - 1) // tile_frames + 1)
        )

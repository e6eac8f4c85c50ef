"""Tiles of spectrograms as one picture: the sharpest there are, in colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.colour_maps import Colours
from app.views.pitch_axis import PitchAxis
from app.views.time_axis import TimeAxis
from player.spectrogram_tile import FLOOR_DB, STEPS_PER_DB, SpectrogramTile, zoom_for

# Below this a song is taken for silent; its noise is not blown up to full brightness.
_QUIETEST_PEAK_DB = -60.0
# Of the visible stretch, on both sides of it, what is kept at hand.
_KEPT_AROUND = 1.0

_TileKey = tuple[str, int, int]


@dataclass(frozen=True, eq=False)
class Layer:
    """One source in its colours. Several layers are added up, as light is."""

    source: str
    colours: Colours


@dataclass(frozen=True, eq=False)
class _Painted:
    """A tile in colours. rgb: what the image only borrows."""

    table: NDArray[np.uint32]
    rgb: NDArray[np.uint32]
    image: QImage


class SpectrogramPicture(QWidget):
    """Where a tile of the zoom that fits is not there yet, a coarser or a finer one stands in."""

    def __init__(
        self,
        axis: TimeAxis,
        pitches: PitchAxis,
        sample_rate: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._axis = axis
        self._pitches = pitches
        self._sample_rate = sample_rate
        self._layers: tuple[Layer, ...] = ()
        self._tables: dict[str, NDArray[np.uint32]] = {}
        self._tiles: dict[_TileKey, SpectrogramTile] = {}
        self._painted: dict[_TileKey, _Painted] = {}
        self._loudest_db = _QUIETEST_PEAK_DB
        self._range_db = (-60.0, 0.0)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        axis.changed.connect(self.update)
        pitches.changed.connect(self.update)

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Show these sources; what is known of others is forgotten."""
        self._layers = tuple(layers)
        sources = {layer.source for layer in layers}
        self._keep({key for key in self._tiles if key[0] in sources})
        self._set_tables()

    def set_decibel_range(self, darkest_db: float, brightest_db: float) -> None:
        """What the colours span, in dB relative to the loudest pitch seen so far."""
        if (darkest_db, brightest_db) != self._range_db:
            self._range_db = (darkest_db, brightest_db)
            self._set_tables()

    def set_tile(self, tile: SpectrogramTile) -> None:
        """Show a tile, in place of an earlier one of the same stretch; not one of other sources."""
        key = (tile.source, tile.zoom, tile.index)
        if all(layer.source != tile.source for layer in self._layers) or (
            self._tiles.get(key) is tile
        ):
            return
        self._tiles[key] = tile
        self._painted.pop(key, None)
        around_s = _KEPT_AROUND * self._axis.span_s
        first_s, last_s = self._axis.start_s - around_s, self._axis.stop_s + around_s
        self._keep(
            {
                key
                for key, each in self._tiles.items()
                if each.stop_frame > first_s * self._sample_rate
                and each.start_frame < last_s * self._sample_rate
            }
        )
        self._on_loudness(float(tile.steps.max(initial=0)) / STEPS_PER_DB + FLOOR_DB)
        self.update()

    def clear_tiles(self) -> None:
        """Show nothing but the dark ground."""
        self._tiles.clear()
        self._painted.clear()
        self._loudest_db = _QUIETEST_PEAK_DB
        self._set_tables()

    def level_db(self, time_s: float, midi: float) -> float | None:
        """How loud a pitch is at a time, 0 dB is a full-scale sine: of what is shown the loudest.

        None where nothing is known.
        """
        frame = time_s * self._sample_rate
        levels = []
        for layer in self._layers:
            for tile in self._best_first(layer.source):
                if tile.start_frame <= frame < tile.stop_frame:
                    levels.append(tile.level_db(frame, midi))
                    break
        return max(levels, default=None)

    def _keep(self, keys: set[_TileKey]) -> None:
        self._tiles = {key: tile for key, tile in self._tiles.items() if key in keys}
        self._painted = {key: each for key, each in self._painted.items() if key in keys}

    def _on_loudness(self, peak_db: float) -> None:
        # A little louder is not worth painting every tile anew.
        if peak_db > self._loudest_db + 0.5:
            self._loudest_db = peak_db
            self._set_tables()

    def _set_tables(self) -> None:
        """Which colour each of a tile's bytes has."""
        darkest, brightest = (
            (self._loudest_db + edge_db - FLOOR_DB) * STEPS_PER_DB for edge_db in self._range_db
        )
        part = (np.arange(256) - darkest) / (brightest - darkest)
        entries = np.round(np.clip(part, 0.0, 1.0) * 255.0).astype(np.intp)
        self._tables = {}
        for layer in self._layers:
            red, green, blue = layer.colours[entries].astype(np.uint32).T
            self._tables[layer.source] = 0xFF000000 | red << 16 | green << 8 | blue
        self.update()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every layer over the dark, each of its tiles where no better one is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._ground())
        if self._axis.span_s <= 0 or not self.width() or not self.height():
            return
        if len(self._layers) > 1:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        for layer in self._layers:
            for tile, start, stop in self._pieces(layer.source, event.rect()):
                self._paint(painter, tile, start, stop)
        painter.end()

    def _ground(self) -> QColor:
        if len(self._layers) != 1:
            return QColor("#000000")
        return QColor(*(int(part) for part in self._layers[0].colours[0]))

    def _pieces(self, source: str, area: QRect) -> Iterator[tuple[SpectrogramTile, float, float]]:
        """Tiles with the first and the last frame that is to be seen of them."""
        first_s = self._axis.time_at(area.left() - 1, self.width())
        last_s = self._axis.time_at(area.right() + 2, self.width())
        open_spans = [(first_s * self._sample_rate, last_s * self._sample_rate)]
        for tile in self._best_first(source):
            left_open = []
            for start, stop in open_spans:
                first, last = max(start, tile.start_frame), min(stop, tile.stop_frame)
                if first >= last:
                    left_open.append((start, stop))
                    continue
                yield tile, first, last
                left_open += [span for span in ((start, first), (last, stop)) if span[0] < span[1]]
            open_spans = left_open

    def _best_first(self, source: str) -> list[SpectrogramTile]:
        """The tiles of a source: of the zoom that fits, then coarser ones, then finer ones."""
        px = max(1.0, self.width() * self.devicePixelRatioF())
        wanted = zoom_for(self._axis.span_s * self._sample_rate / px)
        tiles = [tile for tile in self._tiles.values() if tile.source == source]
        return sorted(
            tiles, key=lambda tile: tile.zoom - wanted if tile.zoom >= wanted else 9 - tile.zoom
        )

    def _paint(self, painter: QPainter, tile: SpectrogramTile, first: float, last: float) -> None:
        rows, columns = tile.steps.shape
        left, right = (
            self._axis.x_at(frame / self._sample_rate, self.width()) for frame in (first, last)
        )
        # Half a row above its pitch to half a row below the lowest: each is a strip, not a line.
        top_midi = tile.lowest_midi + (rows - 0.5) / tile.pitches_per_semitone
        bottom_midi = tile.lowest_midi - 0.5 / tile.pitches_per_semitone
        height = self.height()
        # What is far outside of the widget is not handed to the painter: it would compute it.
        shown_bottom, shown_top = self._pitches.range
        upper, lower = min(top_midi, shown_top), max(bottom_midi, shown_bottom)
        place = QRectF(left, self._pitches.y_at(upper, height), right - left, 0.0)
        place.setBottom(self._pitches.y_at(lower, height))
        frames_per_column = (tile.stop_frame - tile.start_frame) / columns
        part = QRectF(
            (first - tile.start_frame) / frames_per_column,
            (top_midi - upper) * tile.pitches_per_semitone,
            (last - first) / frames_per_column,
            (upper - lower) * tile.pitches_per_semitone,
        )
        painter.drawImage(place, self._image(tile), part)

    def _image(self, tile: SpectrogramTile) -> QImage:
        key = (tile.source, tile.zoom, tile.index)
        table = self._tables[tile.source]
        painted = self._painted.get(key)
        if painted is None or painted.table is not table:
            rgb = np.ascontiguousarray(table[tile.steps[::-1]])
            rows, columns = rgb.shape
            image = QImage(rgb.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
            painted = self._painted[key] = _Painted(table, rgb, image)
        return painted.image

"""The picture of a spectrogram: tiles on the time axis, below loop, playhead and pointer."""

from __future__ import annotations

import math
import weakref

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.theme import DARK, Theme, with_alpha
from app.views.listening_canvas import ListeningCanvas
from app.views.pitch_axis import BOTTOM_MIDI, C_NOTES, TOP_MIDI, midi_at, y_at
from app.views.time_axis import TimeAxis
from player.spectrogram import SpectrogramTile

_HARMONICS = range(2, 9)
# Tiles are kept as bytes of half a decibel, from -120 to +7.5 dB: a quarter of the memory, and
# pyqtgraph paints bytes through the colour map without computing.
_FLOOR_DB, _STEPS_PER_DB = -120.0, 2.0
# Below this a song is taken for silent; its noise is not blown up to full brightness.
_QUIETEST_PEAK_DB = -60.0


class SpectrogramPlot(QWidget):
    """Tiles as images of a perceptually uniform colour map, under a canvas that takes the mouse."""

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._axis = axis
        self._sample_rate = sample_rate
        self._images: dict[int, pg.ImageItem] = {}
        self._tiles: dict[int, weakref.ref[SpectrogramTile]] = {}
        self._loudest_db = _QUIETEST_PEAK_DB
        self._range_db = (-60.0, 0.0)
        colours = pg.colormap.get("magma")
        self._palette = colours.getLookupTable(nPts=256)
        self._view = pg.GraphicsView(self, background=colours.map(0.0, mode="qcolor"))
        for untouchable in (self._view, self._view.viewport()):
            untouchable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._view.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._box.disableAutoRange()
        self._view.setCentralItem(self._box)
        self.overlay = SpectrogramOverlay(axis, theme, self)
        axis.changed.connect(self._on_axis_changed)

    def set_tile(self, tile: SpectrogramTile) -> None:
        """Show a tile, in place of an earlier one that began at the same frame.

        tile.decibels: float32 (pitches, columns), the lowest pitch first.
        """
        shown = self._tiles.get(tile.start_frame)
        if shown is not None and shown() is tile:
            return
        self._tiles[tile.start_frame] = weakref.ref(tile)
        image = self._images.get(tile.start_frame)
        if image is None:
            image = pg.ImageItem(axisOrder="row-major")
            image.setLookupTable(self._palette)
            self._images[tile.start_frame] = image
            self._box.addItem(image, ignoreBounds=True)
        steps = np.clip((tile.decibels - _FLOOR_DB) * _STEPS_PER_DB, 0, 255).astype(np.uint8)
        image.setImage(steps, autoLevels=False, levels=self._levels())
        row_midi = 1 / tile.pitches_per_semitone
        start_s = tile.start_frame / self._sample_rate
        stop_s = tile.stop_frame / self._sample_rate
        image.setRect(
            QRectF(
                start_s,
                tile.lowest_midi - row_midi / 2,
                stop_s - start_s,
                tile.decibels.shape[0] * row_midi,
            )
        )
        self._on_loudness(float(tile.decibels.max(initial=_FLOOR_DB)))

    def clear_tiles(self) -> None:
        """Show nothing but the dark ground."""
        for image in self._images.values():
            self._box.removeItem(image)
        self._images.clear()
        self._tiles.clear()
        self._loudest_db = _QUIETEST_PEAK_DB

    def set_decibel_range(self, darkest_db: float, brightest_db: float) -> None:
        """What the colours span, in dB relative to the loudest pitch seen so far."""
        if (darkest_db, brightest_db) != self._range_db:
            self._range_db = (darkest_db, brightest_db)
            self._set_levels()

    def _on_loudness(self, peak_db: float) -> None:
        # A little louder is not worth painting every tile anew.
        if peak_db > self._loudest_db + 0.5:
            self._loudest_db = peak_db
            self._set_levels()

    def _set_levels(self) -> None:
        for image in self._images.values():
            image.setLevels(self._levels())

    def _levels(self) -> tuple[float, float]:
        darkest, brightest = (
            (self._loudest_db + edge_db - _FLOOR_DB) * _STEPS_PER_DB for edge_db in self._range_db
        )
        return darkest, brightest

    def _on_axis_changed(self) -> None:
        if self._axis.span_s > 0:
            self._box.setRange(
                xRange=(self._axis.start_s, self._axis.stop_s),
                yRange=(BOTTOM_MIDI, TOP_MIDI),
                padding=0,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Picture and canvas cover each other exactly."""
        self._view.setGeometry(self.rect())
        self.overlay.setGeometry(self.rect())
        self._on_axis_changed()


class SpectrogramOverlay(ListeningCanvas):
    """What is painted over the picture. Its colours are the dark theme's: so is the picture.

    Signals: `pointed_at(midi: float | None)` when the mouse points at a pitch, or leaves.
    """

    pointed_at = Signal(object)

    def __init__(self, axis: TimeAxis, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(axis, theme, parent)
        self._pointer_midi: float | None = None
        self._pointer_colour = QColor(DARK.muted_text)
        self.setAccessibleName(self.tr("Spectrogram"))
        self.cursor_moved.connect(self._point_at)

    def set_pointer_colour(self, colour: QColor) -> None:
        """The colour of the line under the mouse and of its harmonics."""
        if colour != self._pointer_colour:
            self._pointer_colour = colour
            self.update()

    def pitch_at(self, y: float) -> float:
        """The pitch at a height in px, as a MIDI number with its fraction."""
        return midi_at(y, self.height())

    def y_of(self, midi: float) -> float:
        """The height in px of a pitch."""
        return y_at(midi, self.height())

    def playhead_colour(self) -> QColor:
        """White on the dark picture, whatever the theme."""
        return QColor("#ffffff")

    def loop_colour(self) -> QColor:
        """The dark theme's accent, or grey."""
        return QColor(DARK.accent if self.loop_enabled else DARK.muted_text)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """A faint line at every C, and the loop's tint; the picture below shows through."""
        for midi in C_NOTES:
            y = round(y_at(midi, self.height()))
            painter.fillRect(0, y, self.width(), 1, with_alpha("#ffffff", 0.18))
        if self.loop is not None:
            left, right = self.x_of(self.loop[0]), self.x_of(self.loop[1])
            tint = with_alpha(self.loop_colour(), 0.08)
            painter.fillRect(QRect(left, 0, right - left, self.height()), tint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over everything the pitch under the mouse and its harmonics."""
        super().paintEvent(event)
        if self._pointer_midi is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(self._pointer_colour, 2))
        y = round(y_at(self._pointer_midi, self.height()))
        painter.drawLine(0, y, self.width(), y)
        pen = QPen(with_alpha(self._pointer_colour, 0.75), 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        for number in _HARMONICS:
            y = round(y_at(self._pointer_midi + 12 * math.log2(number), self.height()))
            painter.drawLine(0, y, self.width(), y)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the pitch under the mouse."""
        super().mouseMoveEvent(event)
        y = min(max(event.position().y(), 0.0), float(self.height()))
        self._point_at(midi_at(y, self.height()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, midi: float | None) -> None:
        if midi != self._pointer_midi:
            self._pointer_midi = midi
            self.update()
            self.pointed_at.emit(midi)

"""Tiles of spectrograms: which are wanted, in which order they are computed, which are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from player.multitrack import SAMPLE_RATE, Samples
from player.spectrogram import compute_tile
from player.spectrogram_tile import PITCHES, TILE_COLUMNS, ZOOMS, SpectrogramTile

ReadFrames = Callable[[int, int], Samples]

_KEPT_BYTES = 64 * 2**20
_TILES_KEPT = _KEPT_BYTES // (PITCHES * TILE_COLUMNS)


@dataclass(frozen=True)
class TileKey:
    """One tile: of which sound, at which of `ZOOMS`, the how-manieth."""

    source: str
    zoom: int
    index: int


class SpectrogramTiles(QObject):
    """Computes the tiles of one song that are looked at, one after another, in the pool.

    `tile_ready(tile)`: a tile that was asked for.
    """

    tile_ready = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._frames = 0
        self._generation = 0
        self._readers: dict[str, ReadFrames] = {}
        self._tiles: OrderedDict[TileKey, SpectrogramTile] = OrderedDict()
        self._wanted: list[TileKey] = []
        self._stale: set[TileKey] = set()
        self._running = False

    def begin_song(self, frames: int) -> None:
        """Forget the last song."""
        self._generation += 1
        self._frames = frames
        self._readers.clear()
        self._tiles.clear()
        self._wanted.clear()
        self._stale.clear()

    def set_source(self, source: str, read: ReadFrames) -> None:
        """Say how a source's frames are read: `read(start_frame, stop_frame)`, any thread."""
        self._readers[source] = read

    def outdate(self, source: str, start_frame: int, stop_frame: int) -> None:
        """A source sounds otherwise from `start_frame` to `stop_frame` now."""
        for zoom, grid in enumerate(ZOOMS):
            # A tile hears a little beyond its edges.
            first = (start_frame - grid.context_frames) // grid.tile_frames
            last = (stop_frame - 1 + grid.context_frames) // grid.tile_frames
            self._stale |= {TileKey(source, zoom, index) for index in range(first, last + 1)}

    def want(self, sources: Sequence[str], zoom: int, start_frame: int, stop_frame: int) -> None:
        """Ask for the tiles of a stretch: `tile_ready` brings them, and at once those that are
        known already and coarser ones.

        Where nothing is known, a few tiles of the next coarser zoom come first; when all are there,
        those to the left and to the right of the stretch.
        """
        sources = [source for source in sources if source in self._readers]
        seen = self._keys(sources, zoom, start_frame, stop_frame)
        coarser = [
            self._keys(sources, each, start_frame, stop_frame)
            for each in range(zoom + 1, len(ZOOMS))
        ]
        span = ZOOMS[zoom].tile_frames
        around = self._keys(sources, zoom, start_frame - span, stop_frame + span)
        for key in (*chain(*reversed(coarser)), *seen):
            if key in self._tiles:
                self._tiles.move_to_end(key)
                self.tile_ready.emit(self._tiles[key])
        if coarser and any(key not in self._tiles for key in seen):
            seen = [*coarser[0], *seen]
        self._wanted = list(dict.fromkeys((*seen, *around)))
        self._compute_next()

    def close(self) -> None:
        """Want nothing any more."""
        self._generation += 1
        self._wanted.clear()

    def _keys(
        self, sources: Sequence[str], zoom: int, start_frame: int, stop_frame: int
    ) -> list[TileKey]:
        """The tiles of a stretch, those in its middle first."""
        tile_frames = ZOOMS[zoom].tile_frames
        last = (min(stop_frame, self._frames) - 1) // tile_frames
        indices = range(max(0, start_frame // tile_frames), last + 1)
        return [
            TileKey(source, zoom, index)
            for index in _from_the_middle(indices)
            for source in sources
        ]

    def _compute_next(self) -> None:
        if self._running:
            return
        missing = [key for key in self._wanted if key not in self._tiles]
        missing += [key for key in self._wanted if key in self._tiles and key in self._stale]
        if missing:
            self._compute(missing[0])

    def _compute(self, key: TileKey) -> None:
        read, frames, generation = self._readers[key.source], self._frames, self._generation
        self._stale.discard(key)
        self._running = True

        def work() -> SpectrogramTile:
            samples = read(*ZOOMS[key.zoom].frames_to_read(key.index, frames))
            return compute_tile(samples, key.zoom, key.index, SAMPLE_RATE, key.source)

        def then(result: SpectrogramTile | Exception) -> None:
            self._running = False
            if generation == self._generation:
                if isinstance(result, SpectrogramTile):
                    self._keep(key, result)
                else:
                    self._wanted = [wanted for wanted in self._wanted if wanted != key]
            self._compute_next()

        self._pool.run(work, then)

    def _keep(self, key: TileKey, tile: SpectrogramTile) -> None:
        self._tiles[key] = tile
        self._tiles.move_to_end(key)
        while len(self._tiles) > _TILES_KEPT:
            self._tiles.popitem(last=False)
        self.tile_ready.emit(tile)


def _from_the_middle(indices: Iterable[int]) -> list[int]:
    ordered = list(indices)
    middle = sum(ordered) / max(1, len(ordered))
    return sorted(ordered, key=lambda index: abs(index - middle))

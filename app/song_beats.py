"""The open song's beats: what was found in it, or what a person has made of that."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.beats_file import BeatsFile, KeptBeats
from app.beats_order import BeatsOrder
from app.beats_search import BeatsSearch
from app.loop_edits import LoopEdits
from app.song_loading import MIX_TRACK, Song
from player.beat_grid import BeatGrid
from player.tuning_estimate import Tuning
from separation.recipe import Recipe

DRUMS = "drums"
# A voice glides; it says little about what the others are tuned to.
_UNPITCHED = (DRUMS, "vocals")


class SongBeats(QObject):
    """Where the open song's beats are, and how it is tuned.

    They are looked for in a child process: in the mix, and once more with the drums when there is a
    stem of them. A grid that a person has set wins over one that is found, whenever it is found.

    `grid_changed(grid or None)`: the one that counts. `found_changed(grid or None)`: the one that
    was found in the song. `tuning_changed(tuning or None)`. `failed(error)`: nothing can be found.
    `settled()`: nothing is being looked for any more.
    """

    grid_changed = Signal(object)
    found_changed = Signal(object)
    tuning_changed = Signal(object)
    failed = Signal(object)
    settled = Signal()

    def __init__(self, loop_edits: LoopEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop_edits = loop_edits
        self.found: BeatGrid | None = None
        self.tuning: Tuning | None = None
        self._set: BeatGrid | None = None
        self._told: BeatGrid | None = None
        self._search: BeatsSearch | None = None
        # One thread: what is found last is written last.
        self._pool = Pool(1, self)

    @property
    def grid(self) -> BeatGrid | None:
        """The grid that counts: the one a person has set, else the one that was found, if any."""
        return self.found if self._set is None else self._set

    @property
    def is_looking(self) -> bool:
        """Whether they are being looked for."""
        return self._search is not None

    @property
    def is_edited(self) -> bool:
        """Whether a person has set it."""
        return self._set is not None

    def set_grid(self, grid: BeatGrid | None) -> None:
        """Take this grid instead of the one that is found; with None, the found one again."""
        self._set = grid
        self._tell()

    def begin_song(self) -> None:
        """Forget the last song's, and what is still looked for in it."""
        self._stop()
        self._set = None
        self._take_found(None, None)

    def look(self, song: Song) -> None:
        """Find the beats of a song that is decoded, or remember them."""
        tracks = {name: song.folder.track(name) for name in song.tracks}
        pitched = tuple(path for name, path in tracks.items() if name not in _UNPITCHED)
        order = BeatsOrder(tuple(tracks.values()), tracks.get(DRUMS), pitched)
        self._begin(song, MIX_TRACK, order)

    def look_at_stems(self, song: Song, recipe: Recipe) -> None:
        """The song is separated: find its beats by its drums, if it has a stem of them."""
        if DRUMS not in recipe.stems:
            return
        store = song.folder.stem_store(recipe.key)
        stems: dict[str, Path] = {stem: store / f"{stem}.wav" for stem in recipe.stems}
        pitched = tuple(path for stem, path in stems.items() if stem not in _UNPITCHED)
        order = BeatsOrder((song.folder.track(MIX_TRACK),), stems[DRUMS], pitched)
        self._begin(song, recipe.key, order)

    def close(self) -> None:
        """Stop looking."""
        self._stop()
        self._pool.close()

    def _begin(self, song: Song, source: str, order: BeatsOrder) -> None:
        self._stop()
        search = self._search = BeatsSearch(order)
        file = BeatsFile(song.folder.path / "beats.json", song.frames)

        def work() -> KeptBeats:
            kept = file.read()
            if kept is not None and source in (MIX_TRACK, kept.source):
                return kept
            kept = KeptBeats(source, search.run())
            # A disk that will not take them costs looking for them again, and nothing else.
            with contextlib.suppress(OSError):
                file.write(kept)
            return kept

        self._pool.run(work, lambda result: self._on_looked(search, result))

    def _stop(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _on_looked(self, search: BeatsSearch, result: KeptBeats | Exception) -> None:
        if search is not self._search:
            return
        self._search = None
        if isinstance(result, KeptBeats):
            self._take_found(result.found.grid, result.found.tuning)
        else:
            self.failed.emit(result)
        self.settled.emit()

    def _take_found(self, grid: BeatGrid | None, tuning: Tuning | None) -> None:
        if grid != self.found:
            self.found = grid
            self.found_changed.emit(grid)
        if tuning != self.tuning:
            self.tuning = tuning
            self.tuning_changed.emit(tuning)
        self._tell()

    def _tell(self) -> None:
        grid = self.grid
        if grid != self._told:
            self._told = grid
            self._loop_edits.set_beats(np.zeros(0, np.int64) if grid is None else grid.frames)
            self.grid_changed.emit(grid)

"""What of the song is to be seen: waveform peaks and spectrogram tiles, computed in the pool."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.spectrogram_tiles import ReadFrames, SpectrogramTiles
from player.multitrack import SAMPLE_RATE
from player.peaks_file import PeaksFile
from player.waveform_peaks import PeakBlock, WaveformPeaks, compute_peaks
from separation.spans import Span, SpanSet

_PEAK_TASK_FRAMES = 60 * SAMPLE_RATE


class SongPictures(QObject):
    """Pictures of one song's sources (the mix and its stems), kept until the next song; waveforms
    that are known from end to end are kept on disk.

    `peaks_changed(source)`: its waveform knows more. `tile_ready(tile)`: a tile that was asked for.
    `tiles_outdated()`: some are to be asked for again.
    """

    peaks_changed = Signal(str)
    tile_ready = Signal(object)
    tiles_outdated = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One thread: pictures may wait, sound may not.
        self._pool = Pool(1, self, can_wait=True)
        self._frames = 0
        self._generation = 0
        self._readers: dict[str, ReadFrames] = {}
        self._peaks: dict[str, WaveformPeaks] = {}
        self._peaks_files: dict[str, PeaksFile] = {}
        self._known: dict[str, SpanSet] = {}
        self._tiles = SpectrogramTiles(self._pool, self)
        self._tiles.tile_ready.connect(self.tile_ready)

    def begin_song(self, frames: int) -> None:
        """Forget the last song."""
        self._generation += 1
        self._frames = frames
        self._readers.clear()
        self._peaks.clear()
        self._peaks_files.clear()
        self._known.clear()
        self._tiles.begin_song(frames)

    def set_source(
        self, source: str, read: ReadFrames, peaks_file: PeaksFile | None = None
    ) -> None:
        """Say how a source's frames are read: `read(start_frame, stop_frame)`, any thread; and
        where its waveform is kept, if it is.
        """
        self._readers[source] = read
        self._tiles.set_source(source, read)
        if peaks_file is not None:
            self._peaks_files[source] = peaks_file
        self._peaks.setdefault(source, WaveformPeaks(self._frames))
        self._known.setdefault(source, SpanSet())

    def peaks(self, source: str) -> WaveformPeaks | None:
        """A source's waveform as far as it is known."""
        return self._peaks.get(source)

    def add_span(self, source: str, start_frame: int, stop_frame: int) -> None:
        """A source can be read from `start_frame` to `stop_frame` now, or has changed there."""
        if (start_frame, stop_frame) == (0, self._frames) and source in self._peaks_files:
            self._load_peaks(source)
        else:
            self._compute_peaks(source, start_frame, stop_frame)
        self._tiles.outdate(source, start_frame, stop_frame)
        self.tiles_outdated.emit()

    def _load_peaks(self, source: str) -> None:
        """Take a whole source's waveform from the disk, or else compute it."""
        file, frames, generation = self._peaks_files[source], self._frames, self._generation

        def then(result: WaveformPeaks | Exception | None) -> None:
            if generation != self._generation:
                return
            if isinstance(result, WaveformPeaks):
                self._peaks[source] = result
                self.peaks_changed.emit(source)
            else:
                self._compute_peaks(source, 0, frames)

        self._pool.run(lambda: file.read(frames), then)

    def _compute_peaks(self, source: str, start_frame: int, stop_frame: int) -> None:
        for start in range(start_frame, stop_frame, _PEAK_TASK_FRAMES):
            self._compute_block(source, start, min(start + _PEAK_TASK_FRAMES, stop_frame))

    def _compute_block(self, source: str, start_frame: int, stop_frame: int) -> None:
        read, generation = self._readers[source], self._generation

        def work() -> PeakBlock:
            return compute_peaks(read(start_frame, stop_frame), start_frame)

        def then(result: PeakBlock | Exception) -> None:
            if generation == self._generation and isinstance(result, PeakBlock):
                self._peaks[source].insert(result)
                self._known[source] = self._known[source].add(Span(start_frame, stop_frame))
                self._keep_peaks(source)
                self.peaks_changed.emit(source)

        self._pool.run(work, then)

    def _keep_peaks(self, source: str) -> None:
        """Write a source's waveform if all of it is known, and it is kept."""
        if self._known[source].frames == self._frames and source in self._peaks_files:
            # A copy: a part that has changed since may come while this one is being written.
            file, peaks = self._peaks_files[source], copy.deepcopy(self._peaks[source])
            # A disk that will not take them costs computing them again, and nothing else.
            self._pool.run(lambda: file.write(peaks), lambda _: None)

    def want_tiles(
        self, sources: Sequence[str], zoom: int, start_frame: int, stop_frame: int
    ) -> None:
        """Ask for the tiles of a stretch at one of the zooms: `tile_ready` brings them, those known
        already at once.
        """
        self._tiles.want(sources, zoom, start_frame, stop_frame)

    def close(self) -> None:
        """Stop computing."""
        self._generation += 1
        self._tiles.close()
        self._pool.close()

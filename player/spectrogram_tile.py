"""What a spectrogram is made of: tiles at several zooms, on a musical frequency axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOWEST_MIDI = 24  # C1
HIGHEST_MIDI = 108  # C8
# Odd, so that a note in tune has a row of its own, and the joint of two keys lies between two rows.
PITCHES_PER_SEMITONE = 5
PITCHES = (HIGHEST_MIDI - LOWEST_MIDI) * PITCHES_PER_SEMITONE + 1
TILE_COLUMNS = 432

# Levels are kept as bytes of half a decibel, from -120 to +7.5 dB: a quarter of the memory, and a
# colour is found by looking up 256 of them.
FLOOR_DB = -120.0
STEPS_PER_DB = 2.0


@dataclass(frozen=True)
class Zoom:
    """How far apart the columns are, and how a tile of them is computed.

    column_frames: frames of the song in a column. context_columns: how many are read on both sides
    of a tile, so that no window and no filter reaches beyond what was read. decimation: the part of
    the sample rate at which such a tile is analysed.
    """

    column_frames: int
    context_columns: int
    decimation: int = 1

    @property
    def tile_frames(self) -> int:
        """How much of the song a tile shows."""
        return TILE_COLUMNS * self.column_frames

    @property
    def context_frames(self) -> int:
        """How much is read on both sides of it."""
        return self.context_columns * self.column_frames

    def frames_to_read(self, tile_index: int, frames: int) -> tuple[int, int]:
        """First frame and the frame behind the last that a tile of a song of `frames` takes."""
        start = tile_index * self.tile_frames - self.context_frames
        stop = (tile_index + 1) * self.tile_frames + self.context_frames
        return max(0, min(start, frames)), max(0, min(stop, frames))


# With their context, tiles have lengths that are quick to transform: 3 or 1 times a power of two.
ZOOMS = (Zoom(256, 168), Zoom(1024, 40), Zoom(4096, 40, 4), Zoom(16_384, 40, 4))
"""From a few seconds on the screen to a whole song. A tile of each costs about the same."""

# Where there are more columns than this to a px of the screen, the next zoom shows as much.
_COLUMNS_PER_PX = 2.0


def zoom_for(frames_per_px: float) -> int:
    """The index of the coarsest zoom whose columns are not seen as steps."""
    fitting = [
        index
        for index, zoom in enumerate(ZOOMS)
        if zoom.column_frames <= _COLUMNS_PER_PX * frames_per_px
    ]
    return fitting[-1] if fitting else 0


@dataclass(frozen=True, eq=False)
class SpectrogramTile:
    """A stretch of spectrogram.

    source: what was analysed, "mix" or a stem's name.
    zoom, index: which of `ZOOMS`, and the place among its tiles.
    start_frame, stop_frame: the frames of the song that the columns share out among them.
    steps: uint8, (pitches, columns), lowest pitch first: `STEPS_PER_DB` to a decibel, 0 is
    `FLOOR_DB`; 0 dB is a full-scale sine.
    lowest_midi: the first row's pitch; each row is 1 / pitches_per_semitone higher.
    """

    source: str
    zoom: int
    index: int
    start_frame: int
    stop_frame: int
    steps: NDArray[np.uint8]
    lowest_midi: float = LOWEST_MIDI
    pitches_per_semitone: int = PITCHES_PER_SEMITONE

    def level_db(self, frame: float, midi: float) -> float:
        """How loud the nearest pitch is at a frame inside the tile."""
        pitches, columns = self.steps.shape
        part = (frame - self.start_frame) / (self.stop_frame - self.start_frame)
        row = round((midi - self.lowest_midi) * self.pitches_per_semitone)
        step = self.steps[min(max(row, 0), pitches - 1), min(int(part * columns), columns - 1)]
        return float(step) / STEPS_PER_DB + FLOOR_DB


def steps_of(decibels: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Decibels as the bytes of a tile."""
    steps: NDArray[np.uint8] = np.clip((decibels - FLOOR_DB) * STEPS_PER_DB + 0.5, 0, 255).astype(
        np.uint8
    )
    return steps

"""What the engine would play, offline: the same stream and mixer, no thread, no device."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from player.mixer import MixerState, mix_down
from player.multitrack import Multitrack, Samples
from player.stem_stream import StemStream
from player.transport import LoopRegion
from player.treatment import Treatment


def render(
    multitrack: Multitrack,
    mixer: MixerState,
    *,
    tempo_ratio: float = 1.0,
    pitch_semitones: float = 0.0,
    formants_kept: bool = False,
    loop: LoopRegion | None = None,
    repeats: int = 1,
) -> Iterator[Samples]:
    """The song, or `repeats` rounds of a loop, as blocks of float32 (frames, 2).

    A loop starts at its own start and gives exactly `repeats` times its length (by the tempo).
    """
    treatment = Treatment(tempo_ratio, pitch_semitones, formants_kept)
    gains = mixer.gains(multitrack.buses)
    for block in render_buses(multitrack, treatment, loop=loop, repeats=repeats):
        out = np.empty((block.shape[1], 2), np.float32)
        mix_down(block, gains, out)
        yield out


def render_buses(
    multitrack: Multitrack,
    treatment: Treatment,
    *,
    loop: LoopRegion | None = None,
    repeats: int = 1,
) -> Iterator[Samples]:
    """The same before it is mixed: blocks of float32 (2 * buses, frames), stretched together."""
    start_frame = 0 if loop is None else loop.start_frame
    stream = StemStream(multitrack, start_frame, loop=loop, treatment=treatment)
    left = None if loop is None else round(repeats * loop.frames / treatment.tempo_ratio)
    while not stream.at_end and left != 0:
        block = stream.read()[:, :left]
        if left is not None:
            left -= block.shape[1]
        yield block

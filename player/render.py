"""What the engine would play, offline: the same stream and mixer, no thread, no device."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from player.click import Click
from player.click_track import ClickTrack
from player.count_in import count_in
from player.limiter import ClickLimiter
from player.mixer import MixerState, gain_factor, mix_down
from player.multitrack import Multitrack, Samples
from player.performance import FADE_S
from player.read_ahead import crossfade_gains
from player.stem_stream import Anchor, StemStream
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
    click: Click | None = None,
) -> Iterator[Samples]:
    """The song, or `repeats` rounds of a loop, as blocks of float32 (frames, 2).

    A loop starts at its own start and gives exactly `repeats` times its length (by the tempo),
    after what the click counts in. No click takes the song above full scale.
    """
    treatment = Treatment(tempo_ratio, pitch_semitones, formants_kept)
    gains = mixer.gains(multitrack.buses)
    limiter = None
    if click is not None:
        master = np.float32(gain_factor(mixer.master_gain_db))
        gains = np.append(gains, [master, master])
        limiter = ClickLimiter()
    for block in render_buses(multitrack, treatment, loop=loop, repeats=repeats, click=click):
        out = np.empty((block.shape[1], 2), np.float32)
        mix_down(block, gains, out)
        yield out if limiter is None else limiter.push(out, block[-2:] * gains[-2:, None])
    if limiter is not None:
        yield limiter.rest()


def render_buses(
    multitrack: Multitrack,
    treatment: Treatment,
    *,
    loop: LoopRegion | None = None,
    repeats: int = 1,
    click: Click | None = None,
) -> Iterator[Samples]:
    """The same before it is mixed: blocks of float32 (2 * buses, frames), stretched together.

    A click is two channels more, at the end; what it counts in comes before the song.
    """
    start_frame = 0 if loop is None else loop.start_frame
    wait_frames = 0 if click is None else count_in_frames(click, start_frame, treatment)
    stream = StemStream(
        multitrack,
        start_frame,
        loop=loop,
        treatment=treatment,
        pause_left_frames=wait_frames,
        counts_in=wait_frames > 0,
    )
    track = None
    if click is not None:
        track = ClickTrack(click, multitrack.frames, multitrack.sample_rate)
    anchors: list[Anchor] = []
    left = None
    if loop is not None:
        left = wait_frames + round(repeats * loop.frames / treatment.tempo_ratio)
    given = 0
    while not stream.at_end and left != 0:
        block = stream.read()[:, :left]
        frames = block.shape[1]
        if left is not None:
            left -= frames
        if track is not None:
            anchors += stream.take_anchors()
            clicks = track.samples(anchors, given, given + frames)
            if stream.at_end or left == 0:
                # One that sounds where it ends is faded.
                last = min(frames, round(FADE_S * multitrack.sample_rate))
                clicks[:, frames - last :] *= crossfade_gains(last, 1.0)[0]
            block = np.concatenate([block, clicks])
        given += frames
        yield block


def count_in_frames(click: Click, song_frame: int, treatment: Treatment) -> int:
    """How many frames are counted before a frame of the song."""
    if click.grid is None or not click.counts_in:
        return 0
    frames = count_in(click.grid, song_frame, click.count_in_bars).frames
    return round(frames / treatment.tempo_ratio)

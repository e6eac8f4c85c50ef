"""Lays a part of a recording on the song: a track as the stems are, to be played with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE, Samples
from player.take_timeline import TakePart
from player.time_stretch import TimeStretch
from player.treatment import Treatment

_PIECE_FRAMES = 65_536
_BLOCK_FRAMES = 16_384
_STRETCH_BLOCK_FRAMES = 1024
_EDGE_FADE_S = 0.005
# Half the length of the interpolating filter, and how much of the spectrum it lets through.
_HALF_TAPS = 24
_STEPS = 512
_KAISER_BETA = 9.0
_STANDS_STILL = 0.2


def lay(recorded: Samples, sample_rate: int, part: TakePart, start_frame: int) -> Iterator[Samples]:
    """The track from a song frame of the part on, block after block.

    What was played to the song at 60 % is stretched to the song's own tempo, and what was played to
    a higher song goes down again: with the stems it is heard as it was played. Where the recording
    has a gap the track is silent. No more of it than a few blocks is ever in memory.

    recorded: float32 (frames, channels), all of the recording, mapped or not. sample_rate: its own,
    in Hz. Yields float32 (frames, 2) at 44.1 kHz.
    """
    at, song = np.array(part.points).T
    # A little more, so that filters and stretcher do not begin with a hole.
    first = max(0, int(at[0]) - sample_rate)
    last = min(len(recorded), int(np.ceil(at[-1])) + sample_rate)
    sound = _pieces(recorded[first:last])
    at = at - first
    if sample_rate != SAMPLE_RATE:
        sound = _resampled(sound, sample_rate)
        at = at * (SAMPLE_RATE / sample_rate)
    treatment = Treatment(tempo_ratio=1.0 / part.ratio, pitch_semitones=-part.pitch_semitones)
    if not treatment.is_none:
        sound = _stretched(sound, treatment)
        at = at * part.ratio
    frames = round(song[-1]) - start_frame
    begin = 0
    for block in _warped(_Window(sound), at, song, start_frame, frames):
        _fade_edges(block, begin, frames)
        begin += len(block)
        yield np.repeat(block, 2, axis=1) if block.shape[1] == 1 else block


def _pieces(recorded: Samples) -> Iterator[Samples]:
    """One channel or two of it, (frames, channels), read from the disk as they are needed."""
    for start in range(0, len(recorded), _PIECE_FRAMES):
        yield np.array(recorded[start : start + _PIECE_FRAMES, :2], np.float32)


def _resampled(sound: Iterable[Samples], sample_rate: int) -> Iterator[Samples]:
    resampler: soxr.ResampleStream | None = None
    piece = np.zeros((0, 1), np.float32)
    for piece in sound:
        channels = piece.shape[1]
        if resampler is None:
            resampler = soxr.ResampleStream(
                sample_rate, SAMPLE_RATE, channels, dtype="float32", quality="HQ"
            )
        yield resampler.resample_chunk(piece)
    if resampler is not None:
        yield resampler.resample_chunk(piece[:0], last=True)


def _stretched(sound: Iterable[Samples], treatment: Treatment) -> Iterator[Samples]:
    """All of it at another tempo and pitch, every frame in its place."""
    stretch: TimeStretch | None = None
    given = taken = 0
    block = np.zeros((0, 1), np.float32)
    for block in _in_blocks(sound, _STRETCH_BLOCK_FRAMES):
        if stretch is None:
            stretch = TimeStretch(block.shape[1], SAMPLE_RATE, treatment)
            lead_in = np.zeros((block.shape[1], stretch.lead_in_frames), np.float32)
            ready = stretch.process(lead_in).T
            taken += len(ready)
            yield ready
        ready = stretch.process(block.T).T
        given += len(block)
        taken += len(ready)
        yield ready
    wanted = round(given / treatment.tempo_ratio)
    silence = np.zeros((block.shape[1], _STRETCH_BLOCK_FRAMES), np.float32)
    while stretch is not None and taken < wanted:
        ready = stretch.process(silence).T[: wanted - taken]
        taken += len(ready)
        yield ready


def _in_blocks(sound: Iterable[Samples], frames: int) -> Iterator[Samples]:
    """The same in blocks of so many frames, but for the last: a stretcher hears where they end."""
    left: Samples | None = None
    for piece in sound:
        joined = piece if left is None else np.concatenate([left, piece])
        whole = len(joined) - len(joined) % frames
        for start in range(0, whole, frames):
            yield joined[start : start + frames]
        left = joined[whole:]
    if left is not None and len(left):
        yield left


class _Window:
    """What is needed now of a sound that goes on; silent before its start and behind its end."""

    def __init__(self, sound: Iterator[Samples]) -> None:
        self._sound = sound
        self._kept = np.zeros((0, 1), np.float32)
        # Where what is kept begins, and how far the sound was taken.
        self._start = self._end = 0

    def span(self, first: int, stop: int) -> Samples:
        """float32 (stop - first, channels). What lies before `first` is not needed any more."""
        pieces = [self._kept]
        while self._end < stop and (piece := next(self._sound, None)) is not None:
            if self._end <= first:
                pieces, self._start = [], self._end
            pieces.append(piece)
            self._end += len(piece)
        kept = np.concatenate([piece for piece in pieces if len(piece)] or pieces[:1])
        passed = min(len(kept), max(0, first - self._start))
        self._kept = kept[passed:]
        self._start += passed
        there = self._kept[: max(0, stop - self._start)]
        before = min(stop - first, max(0, self._start - first))
        return np.pad(there, ((before, stop - first - before - len(there)), (0, 0)))


def _warped(
    sound: _Window,
    at: NDArray[np.float64],
    song: NDArray[np.float64],
    start_frame: int,
    frames: int,
) -> Iterator[Samples]:
    """The sound at the places where the song frames were played, between its samples too.

    Source: windowed-sinc interpolation, with a Kaiser window (Smith, "Digital Audio Resampling").
    """
    kernel = _kernel()
    taps = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1)
    slope = np.diff(at) / np.maximum(np.diff(song), 1e-9)
    for begin in range(0, frames, _BLOCK_FRAMES):
        there = np.arange(begin, min(frames, begin + _BLOCK_FRAMES)) + start_frame
        places = np.interp(there, song, at)
        whole = np.floor(places).astype(np.int64)
        weights = kernel[np.round((places - whole) * _STEPS).astype(np.int64)]
        first = int(whole[0]) + int(taps[0])
        heard = sound.span(first, int(whole[-1]) + int(taps[-1]) + 1)
        index = whole[:, None] + taps - first
        block = np.empty((len(there), heard.shape[1]), np.float32)
        for channel in range(heard.shape[1]):
            block[:, channel] = np.einsum("ij,ij->i", heard[index, channel], weights)
        covering = np.clip(np.searchsorted(song, there, "right") - 1, 0, len(slope) - 1)
        # Where the song goes on and the recording does not, something was lost.
        block[slope[covering] < _STANDS_STILL] = 0.0
        yield block


def _kernel() -> Samples:
    """float32 (steps + 1, taps): the filter for every fraction of a frame."""
    fractions = np.arange(_STEPS + 1) / _STEPS
    taps = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1)
    x = taps[None, :] - fractions[:, None]
    window = np.i0(_KAISER_BETA * np.sqrt(np.clip(1 - (x / _HALF_TAPS) ** 2, 0, None)))
    kernel = np.sinc(x) * window / np.i0(_KAISER_BETA)
    taken: Samples = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return taken


def _fade_edges(block: Samples, begin: int, frames: int) -> None:
    """So that a track of so many frames neither begins nor ends with a click: a block, in place."""
    fade_frames = min(round(_EDGE_FADE_S * SAMPLE_RATE), frames // 2)
    at = np.arange(begin, begin + len(block))
    from_edge = np.minimum(at, frames - 1 - at) + 0.5
    near = from_edge < fade_frames
    block[near] *= (from_edge[near] / fade_frames).astype(np.float32)[:, None]

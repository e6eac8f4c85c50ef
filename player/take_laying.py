"""Lays a part of a recording on the song: a track as the stems are, to be played with them."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE, Samples
from player.take_timeline import TakePart
from player.time_stretch import TimeStretch
from player.treatment import Treatment

_BLOCK_FRAMES = 16_384
_STRETCH_BLOCK_FRAMES = 1024
_EDGE_FADE_S = 0.005
# Half the length of the interpolating filter, and how much of the spectrum it lets through.
_HALF_TAPS = 24
_STEPS = 512
_KAISER_BETA = 9.0
_STANDS_STILL = 0.2


def lay(recorded: Samples, sample_rate: int, part: TakePart) -> tuple[int, Samples]:
    """The track, and the song frame at which it begins.

    What was played to the song at 60 % is stretched to the song's own tempo, and what was played to
    a higher song goes down again: with the stems it is heard as it was played. Where the recording
    has a gap the track is silent.

    recorded: float32 (frames, channels), all of the recording. sample_rate: its own, in Hz.
    Returns (start_frame, float32 (frames, 2) at 44.1 kHz).
    """
    at, song = np.array(part.points).T
    # A little more, so that filters and stretcher do not begin with a hole.
    first = max(0, int(at[0]) - sample_rate)
    last = min(len(recorded), int(np.ceil(at[-1])) + sample_rate)
    sound = np.array(recorded[first:last], np.float32)
    sound = np.repeat(sound, 2, axis=1) if sound.shape[1] == 1 else sound[:, :2]
    at = at - first
    if sample_rate != SAMPLE_RATE:
        sound = soxr.resample(sound, sample_rate, SAMPLE_RATE, quality="HQ")
        at = at * (SAMPLE_RATE / sample_rate)
    treatment = Treatment(tempo_ratio=1.0 / part.ratio, pitch_semitones=-part.pitch_semitones)
    if not treatment.is_none:
        sound = _stretched(sound, treatment)
        at = at * part.ratio
    start = round(song[0])
    track = _warped(sound, at, song, start, round(song[-1]) - start)
    _fade_edges(track)
    return start, track


def _stretched(sound: Samples, treatment: Treatment) -> Samples:
    """All of it at another tempo and pitch, every frame in its place."""
    stretch = TimeStretch(2, SAMPLE_RATE, treatment)
    wanted = round(len(sound) / treatment.tempo_ratio)
    lead_in = np.zeros((2, stretch.lead_in_frames), np.float32)
    silence = np.zeros((2, _STRETCH_BLOCK_FRAMES), np.float32)
    pieces = [stretch.process(lead_in)]
    pieces += [
        stretch.process(sound[start : start + _STRETCH_BLOCK_FRAMES].T)
        for start in range(0, len(sound), _STRETCH_BLOCK_FRAMES)
    ]
    ready = sum(piece.shape[1] for piece in pieces)
    while ready < wanted:
        pieces.append(stretch.process(silence))
        ready += pieces[-1].shape[1]
    return np.ascontiguousarray(np.concatenate(pieces, axis=1)[:, :wanted].T)


def _warped(
    sound: Samples,
    at: NDArray[np.float64],
    song: NDArray[np.float64],
    start_frame: int,
    frames: int,
) -> Samples:
    """The sound at the places where the song frames were played, between its samples too.

    Source: windowed-sinc interpolation, with a Kaiser window (Smith, "Digital Audio Resampling").
    """
    kernel = _kernel()
    taps = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1)
    padded = np.pad(sound, ((_HALF_TAPS, _HALF_TAPS + 1), (0, 0)))
    track = np.zeros((frames, 2), np.float32)
    slope = np.diff(at) / np.maximum(np.diff(song), 1e-9)
    for begin in range(0, frames, _BLOCK_FRAMES):
        there = np.arange(begin, min(frames, begin + _BLOCK_FRAMES)) + start_frame
        places = np.interp(there, song, at)
        whole = np.floor(places).astype(np.int64)
        weights = kernel[np.round((places - whole) * _STEPS).astype(np.int64)]
        index = np.clip(whole[:, None] + taps + _HALF_TAPS, 0, len(padded) - 1)
        block = np.empty((len(there), 2), np.float32)
        for channel in range(2):
            block[:, channel] = np.einsum("ij,ij->i", padded[index, channel], weights)
        covering = np.clip(np.searchsorted(song, there, "right") - 1, 0, len(slope) - 1)
        # Where the song goes on and the recording does not, something was lost.
        block[slope[covering] < _STANDS_STILL] = 0.0
        track[begin : begin + len(there)] = block
    return track


def _kernel() -> Samples:
    """float32 (steps + 1, taps): the filter for every fraction of a frame."""
    fractions = np.arange(_STEPS + 1) / _STEPS
    taps = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1)
    x = taps[None, :] - fractions[:, None]
    window = np.i0(_KAISER_BETA * np.sqrt(np.clip(1 - (x / _HALF_TAPS) ** 2, 0, None)))
    kernel = np.sinc(x) * window / np.i0(_KAISER_BETA)
    taken: Samples = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return taken


def _fade_edges(track: Samples) -> None:
    """So that it neither begins nor ends with a click, in place."""
    frames = min(round(_EDGE_FADE_S * SAMPLE_RATE), len(track) // 2)
    ramp = ((np.arange(frames) + 0.5) / max(1, frames)).astype(np.float32)[:, None]
    track[:frames] *= ramp
    track[len(track) - frames :] *= ramp[::-1]

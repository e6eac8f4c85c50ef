"""The hits of a drums stem: when kick, snare and hi-hat are struck, and how hard."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.note_events import Part, find_onsets
from player.reading.drum_features import HOP_FRAMES, RATE, band_levels, features
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.pitch_trace import sound_at

DRUMS = (Drum.KICK, Drum.SNARE, Drum.HIHAT)
"""In the order in which the network tells them."""
WEIGHTS = Path(__file__).with_name("drum_weights.npz")

_REACH = 3
_LEAST_APART_S = 0.045
_SNAP_S = 0.025
# Of the bands: where each drum is loudest. In dB its loudness is a velocity's 40th power of ten.
_OWN_BANDS = {Drum.KICK: slice(0, 5), Drum.SNARE: slice(5, 15), Drum.HIHAT: slice(17, 22)}
_HIT_ROWS = 4
_HARD_VELOCITY, _LEAST_VELOCITY = 0.9, 0.1
_VELOCITY_DB = 40.0
_SILENT = 1e-4
_PIECE = 1 << 20
# Quick to look at, and still a twentieth of a millisecond fine.
_ONSET_RATE = 22_050


def find_drum_hits(drums: NDArray[np.float32], sample_rate: int) -> DrumHits:
    """Of a drums stem, float32 (frames, channels). A ride that keeps time is told as a hi-hat.

    For every ten milliseconds a small network says of each drum how probably it is struck, from the
    levels of 22 bands around it; hits are where that is highest. Several drums may be struck at
    once. It was fitted to generated songs, true and separated stems, and to the kits of soundfonts
    (tests/songs/fit_drum_weights.py). Its parts are those of Southall, Stables & Hockman 2016,
    "Automatic drum transcription using bi-directional recurrent neural networks", ISMIR, with the
    levels around a place instead of recurrence.
    """
    if _peak(drums) < _SILENT:
        return DrumHits()
    levels = band_levels(drums, sample_rate)
    probable = activations(levels)
    frames = _onset_frames(drums, sample_rate)
    hits = []
    for index, drum in enumerate(DRUMS):
        rows = peaks(probable[:, index], _weights()["thresholds"][index])
        loud = _loudness(levels, drum, rows)
        hardest = float(np.percentile(loud, 90)) if len(rows) else 0.0
        for row, level in zip(rows.tolist(), loud.tolist(), strict=True):
            velocity = _HARD_VELOCITY * 10 ** ((level - hardest) / _VELOCITY_DB)
            frame = round(_near(frames, row * HOP_FRAMES) * sample_rate / RATE)
            hits.append(
                DrumHit(
                    frame,
                    drum,
                    round(float(np.clip(velocity, _LEAST_VELOCITY, 1.0)), 3),
                    round(float(probable[row, index]), 3),
                )
            )
    return DrumHits(tuple(sorted(hits)))


def activations(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """How probably each of DRUMS is struck, at every row of `band_levels`: (rows, 3)."""
    weights = _weights()
    found = []
    for rows in features(levels):
        hidden = np.maximum(rows @ weights["hidden"] + weights["hidden_bias"], 0)
        odds = hidden @ weights["out"] + weights["out_bias"]
        found.append(0.5 + 0.5 * np.tanh(odds / 2))
    return np.concatenate(found).astype(np.float32)


def peaks(probable: NDArray[np.float32], threshold: float) -> NDArray[np.int64]:
    """The rows at which one drum is struck, by how probable that is at each."""
    padded = np.pad(probable, _REACH, constant_values=-1.0)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH + 1)
    rows = np.flatnonzero((probable >= around.max(axis=1)) & (probable >= threshold))
    least = round(_LEAST_APART_S * RATE / HOP_FRAMES)
    kept: list[int] = []
    for row in rows.tolist():
        if not kept or row - kept[-1] >= least:
            kept.append(row)
    return np.array(kept, np.int64)


def _peak(drums: NDArray[np.float32]) -> float:
    """How far it swings; a stem is read piece by piece, not copied."""
    pieces = (drums[start : start + _PIECE] for start in range(0, len(drums), _PIECE))
    return max((float(max(piece.max(), -piece.min())) for piece in pieces), default=0.0)


def _onset_frames(drums: NDArray[np.float32], sample_rate: int) -> NDArray[np.float64]:
    """Where anything is struck, exactly, in frames at RATE."""
    mono = sound_at(drums, sample_rate, _ONSET_RATE)
    onsets = find_onsets(mono, _ONSET_RATE, Part.DRUMS) or []
    return np.array([frame for frame, _ in onsets]) * RATE / _ONSET_RATE


def _near(frames: NDArray[np.float64], frame: float) -> float:
    """The onset at a frame, where there is one; drums struck at once have the same."""
    if not len(frames):
        return frame
    nearest = float(frames[np.abs(frames - frame).argmin()])
    return nearest if abs(nearest - frame) <= _SNAP_S * RATE else frame


def _loudness(
    levels: NDArray[np.float32], drum: Drum, rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """In dB, in the drum's own bands, at its loudest soon after it is struck."""
    own = levels[:, _OWN_BANDS[drum]].mean(axis=1)
    own = np.pad(own, (0, _HIT_ROWS), mode="edge")
    after = np.lib.stride_tricks.sliding_window_view(own, _HIT_ROWS)
    return np.asarray(after[rows].max(axis=1), np.float64)


@cache
def _weights() -> dict[str, NDArray[np.float32]]:
    with np.load(WEIGHTS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}

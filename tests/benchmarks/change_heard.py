"""Finds in a recording when a key that was pressed is heard."""

from __future__ import annotations

import numpy as np

from player.multitrack import SAMPLE_RATE, Samples
from player.performance import FADE_S
from tests.benchmarks.frame_count import find

_PIECE_FRAMES = 512
_BEFORE_FRAMES = 4 * _PIECE_FRAMES


def mute_heard(
    recorded: Samples, asked: int, everything: Samples, without: Samples, tolerance: float
) -> int:
    """From the frame `asked` to the first after which only `without` is heard, in frames.

    everything, without: the song before and after the mute, float32 (frames, 2). The recording has
    to end before anything else is changed.

    Raises: ValueError if the song or the mute is not in the recording.
    """
    place = _place(recorded, asked - _BEFORE_FRAMES, everything, tolerance) + _BEFORE_FRAMES
    expected = without[place : place + len(recorded) - asked]
    return _settled(recorded[asked:], expected, tolerance)


def seek_heard(recorded: Samples, asked: int, song: Samples, tolerance: float) -> int:
    """From the frame `asked` to the first after which the new place alone is heard, in frames.

    Raises: ValueError if it is not in the recording.
    """
    end = len(recorded) - _PIECE_FRAMES
    place = _place(recorded, end, song, tolerance) - (end - asked)
    expected = np.zeros_like(recorded[asked:])
    inside = slice(max(0, -place), len(expected))
    expected[inside] = song[place + inside.start : place + inside.stop]
    return _settled(recorded[asked:], expected, tolerance)


def tempo_heard(recorded: Samples, asked: int, song: Samples, tolerance: float) -> int:
    """From the frame `asked` to the end of the cross-fade away from the old tempo, in frames.

    Raises: ValueError if the song goes on as it was.
    """
    place = _place(recorded, asked - _BEFORE_FRAMES, song, tolerance) + _BEFORE_FRAMES
    heard = recorded[asked:]
    differs = (np.abs(heard - song[place : place + len(heard)]) > tolerance).any(axis=1)
    if not differs.any():
        raise ValueError("the tempo did not change")
    return int(np.argmax(differs)) + round(FADE_S * SAMPLE_RATE)


def _place(recorded: Samples, at: int, song: Samples, tolerance: float) -> int:
    place = find(recorded[at : at + _PIECE_FRAMES], song, tolerance=tolerance)
    if place is None:
        raise ValueError("what is heard is not of this song")
    return place


def _settled(recorded: Samples, expected: Samples, tolerance: float) -> int:
    """After how many frames the recording is what is expected, up to its end."""
    differs = np.flatnonzero((np.abs(recorded - expected) > tolerance).any(axis=1))
    if len(differs) and differs[-1] >= len(recorded) - _PIECE_FRAMES:
        raise ValueError("it was not heard in time")
    return int(differs[-1]) + 1 if len(differs) else 0

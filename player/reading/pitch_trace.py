"""What pitch a single voice has from moment to moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from player.pitch_candidates import MOST, pitch_candidates
from player.pitch_names import midi_to_frequency
from player.reading.song_notes import PitchTrace

HOP_S = 0.010
"""From one value of a trace to the next."""

_PIECE_S = 60.0
_LEVEL_S = 0.03
_LEVELS_AT_ONCE = 4096
# Costs are negative logarithms of probabilities, up to a constant.
_LEAST_MASS = 0.01
_UNVOICED_SHARE = 0.8
_JUMP_COST_PER_SEMITONE, _MOST_JUMP_COST = 0.35, 5.0
_VOICING_CHANGE_COST = 3.0
# Quieter than this below the loud moments of the stem there is only what other stems left behind.
_GATE_DB = -42.0
_LOUD_PERCENTILE = 95.0


@dataclass(frozen=True)
class VoiceRange:
    """How high a voice can be, and how it is looked at. rate: samples a second. window_s: how long
    a stretch of sound is that says its pitch. strictness: as of `pitch_candidates`; what separation
    leaves in a bass are hits, in a voice other voices, which a stricter look leaves out. late_s:
    how late a note is heard whose onset is not: what looks at it has to be in it first.
    """

    lowest_hz: float
    highest_hz: float
    rate: int
    window_s: float
    strictness: int
    late_s: float


BASS = VoiceRange(28.0, 420.0, 6300, 0.064, 7, 0.047)
"""From below a five-string bass's low B (30.9 Hz) to the G of its highest string's octave."""
VOCALS = VoiceRange(65.0, 1250.0, 22_050, 0.046, 14, 0.027)
"""From a bass's low C to a soprano's high E flat."""


@dataclass(frozen=True, eq=False)
class HeardPitch:
    """trace: pitch and how sure it is. level_db: float32 (n,), of each value, in dB of full scale;
    loud_db: of the stem's loud moments.
    """

    trace: PitchTrace
    level_db: NDArray[np.float32]
    loud_db: float


def hear_pitch(stem: NDArray[np.float32], sample_rate: int, voice: VoiceRange) -> HeardPitch:
    """Of a stem in which one voice sounds at a time: float32 (frames, channels).

    pYIN's candidates (`pitch_candidates`), of which a path of the least cost is chosen: by how
    probable they are, how far the pitch jumps, and how often the voice begins and ends (Viterbi's
    method over the candidates themselves, as Talkin 1995, "A robust algorithm for pitch tracking",
    has it; pYIN's own goes over all pitches there could be, which are a hundred times as many).
    """
    mono = sound_at(stem, sample_rate, voice.rate)
    values = round(len(stem) / sample_rate / HOP_S)
    longest = int(voice.rate / voice.lowest_hz) + 1
    window = round(voice.window_s * voice.rate)
    # Each is the middle of all that is looked at.
    reach = window + longest
    padded = np.pad(mono, (reach // 2, reach + round(voice.rate * HOP_S)))
    starts = np.round(np.arange(values) * HOP_S * voice.rate).astype(np.int64)
    found = pitch_candidates(
        padded, starts, window, int(voice.rate / voice.highest_hz), longest, voice.strictness
    )
    level_db = _levels(padded, starts + reach // 2, round(_LEVEL_S * voice.rate))
    loud_db = float(np.percentile(level_db, _LOUD_PERCENTILE)) if values else -120.0
    masses = found.masses * (level_db > loud_db + _GATE_DB)[:, None]
    pitches = (69 + 12 * np.log2(voice.rate / found.periods / midi_to_frequency(69))).astype(
        np.float32
    )
    path = _best_path(pitches, masses)
    rows = np.flatnonzero(path < MOST)
    midi = np.full(values, np.nan, np.float32)
    midi[rows] = pitches[rows, path[rows]]
    # A pitch and its octaves share what speaks for either; the path decided between them.
    confidence = np.zeros(values, np.float32)
    confidence[rows] = np.minimum(masses[rows].sum(axis=1), 1.0)
    frames = np.round(np.arange(values) * HOP_S * sample_rate).astype(np.int64)
    return HeardPitch(PitchTrace(frames, midi, confidence), level_db, loud_db)


def sound_at(stem: NDArray[np.float32], sample_rate: int, rate: int) -> NDArray[np.float32]:
    """The mono sum of (frames, channels) at another rate, made in pieces: a stem may be an hour
    long.
    """
    resampler = soxr.ResampleStream(sample_rate, rate, 1, dtype="float32", quality="MQ")
    piece = round(_PIECE_S * sample_rate)
    pieces = [
        resampler.resample_chunk(
            stem[first : first + piece].mean(axis=1, dtype=np.float32),
            last=first + piece >= len(stem),
        )
        for first in range(0, len(stem), piece)
    ]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _levels(
    padded: NDArray[np.float32], middles: NDArray[np.int64], window: int
) -> NDArray[np.float32]:
    windows = np.lib.stride_tricks.sliding_window_view(padded, window)
    starts = np.maximum(middles - window // 2, 0)
    power = np.empty(len(starts), np.float32)
    for first in range(0, len(starts), _LEVELS_AT_ONCE):
        some = windows[starts[first : first + _LEVELS_AT_ONCE]]
        power[first : first + _LEVELS_AT_ONCE] = np.mean(np.square(some), axis=1)
    levels: NDArray[np.float32] = 10 * np.log10(np.maximum(power, np.float32(1e-12)))
    return levels


def _best_path(pitches: NDArray[np.float32], masses: NDArray[np.float32]) -> NDArray[np.int64]:
    """Which candidate is taken at each place; MOST where there is no pitch."""
    values = len(pitches)
    costs = np.empty((values, MOST + 1), np.float32)
    costs[:, :MOST] = -np.log(np.maximum(masses, 1e-6))
    costs[:, :MOST][masses < _LEAST_MASS] = 30.0
    unvoiced = 1 - _UNVOICED_SHARE * np.minimum(masses.sum(axis=1), 1.0)
    costs[:, MOST] = -np.log(unvoiced * 0.5)
    steps = np.full((values, MOST + 1, MOST + 1), _VOICING_CHANGE_COST, np.float32)
    steps[:, MOST, MOST] = 0.0
    apart = np.abs(pitches[1:, None, :] - pitches[:-1, :, None])
    steps[1:, :MOST, :MOST] = np.minimum(apart * _JUMP_COST_PER_SEMITONE, _MOST_JUMP_COST)
    came_from = np.zeros((values, MOST + 1), np.int8)
    total = costs[0].copy() if values else np.zeros(MOST + 1, np.float32)
    for place in range(1, values):
        ways = total[:, None] + steps[place]
        best = ways.argmin(axis=0)
        came_from[place] = best
        total = ways.min(axis=0) + costs[place]
    path = np.zeros(values, np.int64)
    if values:
        path[-1] = int(total.argmin())
    for place in range(values - 1, 0, -1):
        path[place - 1] = came_from[place, path[place]]
    return path

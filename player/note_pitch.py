"""The pitch of one note: the octave by pYIN, then to about a cent on the waveform."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from player.pitch_candidates import pitch_candidates
from player.pitch_names import midi_to_frequency

_LOWEST_HZ, _HIGHEST_HZ = 30.0, 1400.0
# What an attack leaves is no pitch yet; what comes late may be the next note's breath.
_ATTACK_S = 0.03
_LONGEST_S = 0.4
_SHORTEST_S = 0.06
_RATE = 22_050
_LONGEST_LAG = int(_RATE / _LOWEST_HZ)
_SHORTEST_LAG = int(_RATE / _HIGHEST_HZ)
_WINDOW_FRAMES = 1024
_HOP_FRAMES = 512
_STRICTNESS = 18
_SAME_PITCH_SEMITONES = 0.7
_REACH = 0.03
_LEAST_VOICING = 0.5
_MOST_APERIODIC = 0.25


@dataclass(frozen=True)
class NotePitch:
    """midi: with a fraction, A4 = 440 Hz is 69. voicing: how probably it has a pitch, 0 to 1.

    aperiodicity: which part of its power does not repeat with that period: 0 for a steady note
    alone; much of it means breath, noise, bleed or another note.
    """

    midi: float
    voicing: float
    aperiodicity: float


def note_pitch(note: NDArray[np.float32], sample_rate: int) -> NotePitch | None:
    """The pitch of a note from its onset to the next; None where none is sure.

    note: float32, (frames,).

    The first stage of pYIN (`pitch_candidates`) gives every frame its likely periods. A note has
    one pitch, so the likeliest of all its frames is taken, where pYIN follows a melody with a
    hidden Markov model; librosa's would be compiled first, for seconds that hold up all of Python.
    The period is then measured where YIN's difference (de Cheveigné & Kawahara 2002, "YIN, a
    fundamental frequency estimator for speech and music") is least, over several periods.
    """
    heard = note[round(_ATTACK_S * sample_rate) :][: round(_LONGEST_S * sample_rate)]
    if len(heard) < _SHORTEST_S * sample_rate or not np.any(heard):
        return None
    frequency_hz, voicing = _coarse(heard, sample_rate)
    if voicing < _LEAST_VOICING:
        return None
    period, aperiodicity = _refined(heard.astype(np.float64), sample_rate / frequency_hz)
    if aperiodicity > _MOST_APERIODIC:
        return None
    midi = 69 + 12 * float(np.log2(sample_rate / period / midi_to_frequency(69)))
    return NotePitch(midi, voicing, aperiodicity)


def _coarse(heard: NDArray[np.float32], sample_rate: int) -> tuple[float, float]:
    """The likeliest frequency in Hz, and how probable it is."""
    lower = soxr.resample(heard, sample_rate, _RATE)
    missing = _WINDOW_FRAMES + _LONGEST_LAG - len(lower)
    if missing > 0:
        # Reflected, so that nothing begins or ends where the zeros would.
        lower = np.pad(lower, (0, missing), "reflect")
    starts = np.arange(0, len(lower) - _WINDOW_FRAMES - _LONGEST_LAG + 1, _HOP_FRAMES)
    found = pitch_candidates(
        lower, starts, _WINDOW_FRAMES, _SHORTEST_LAG, _LONGEST_LAG, _STRICTNESS
    )
    likely = found.masses > 0
    pitches = -12 * np.log2(found.periods[likely].astype(np.float64))
    weights = found.masses[likely].astype(np.float64) / len(starts)
    if not len(pitches):
        return 0.0, 0.0
    same = np.abs(pitches[:, None] - pitches) <= _SAME_PITCH_SEMITONES
    together = (same * weights).sum(axis=1)
    best = int(np.argmax(together))
    pitch = np.average(pitches[same[best]], weights=weights[same[best]])
    return float(_RATE * 2 ** (pitch / 12)), float(together[best])


def _refined(heard: NDArray[np.float64], period: float) -> tuple[float, float]:
    """The period in frames with a fraction, and its aperiodicity."""
    aperiodicity = 1.0
    # Four periods away a cent is four times as many frames; more would lose a vibrato.
    for periods in (1, 2, 4):
        reach = _REACH / periods
        first = int(np.floor(period * periods * (1 - reach))) - 1
        last = int(np.ceil(period * periods * (1 + reach))) + 1
        if first < 2 or last > len(heard) // 2:
            break
        values = np.array([_difference(heard, lag) for lag in range(first, last + 1)])
        least = int(np.argmin(values))
        if periods == 1:
            aperiodicity = float(values[least])
        if not 0 < least < len(values) - 1:
            break
        before, at, after = values[least - 1 : least + 2]
        bend = before - 2 * at + after
        shift = 0.5 * (before - after) / bend if bend > 0 else 0.0
        period = (first + least + shift) / periods
    return period, aperiodicity


def _difference(heard: NDArray[np.float64], lag: int) -> float:
    one, other = heard[:-lag], heard[lag:]
    # No np.dot: on vectors this long it wakes threads, and on a busy machine waits for them.
    power = float(np.sum(one**2) + np.sum(other**2))
    return float(np.sum((one - other) ** 2)) / power if power > 0 else 1.0

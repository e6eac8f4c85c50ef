"""The pitch of one note: found by pYIN, then measured to about a cent on the waveform."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from player.pitch_names import midi_to_frequency

_LOWEST_HZ, _HIGHEST_HZ = 30.0, 1400.0
# What an attack leaves is no pitch yet; what comes late may be the next note's breath.
_ATTACK_S = 0.03
_LONGEST_S = 0.4
_SHORTEST_S = 0.06
_RATE = 22_050
_PYIN_FRAMES = 2048
_PYIN_HOP = 256
_PYIN_RESOLUTION = 0.25
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

    pYIN (Mauch & Dixon 2014, "pYIN: a fundamental frequency estimator using probabilistic threshold
    distributions", ICASSP) says which octave and how sure. Its steps are coarse, so the period is
    then measured where YIN's normalised difference (de Cheveigné & Kawahara 2002, "YIN, a
    fundamental frequency estimator for speech and music") is least, over several periods.
    """
    heard = note[round(_ATTACK_S * sample_rate) :][: round(_LONGEST_S * sample_rate)]
    if len(heard) < _SHORTEST_S * sample_rate or not np.any(heard):
        return None
    found = _coarse(heard, sample_rate)
    if found is None:
        return None
    frequency_hz, voicing = found
    period, aperiodicity = _refined(heard.astype(np.float64), sample_rate / frequency_hz)
    if voicing < _LEAST_VOICING or aperiodicity > _MOST_APERIODIC:
        return None
    midi = 69 + 12 * float(np.log2(sample_rate / period / midi_to_frequency(69)))
    return NotePitch(midi, voicing, aperiodicity)


def _coarse(heard: NDArray[np.float32], sample_rate: int) -> tuple[float, float] | None:
    import librosa  # it takes a second to import, which nobody waits for who records no take

    lower = soxr.resample(heard, sample_rate, _RATE)
    if len(lower) < _PYIN_FRAMES:
        lower = np.pad(lower, (0, _PYIN_FRAMES - len(lower)))
    frequencies, voiced, voicing = librosa.pyin(
        lower,
        fmin=_LOWEST_HZ,
        fmax=_HIGHEST_HZ,
        sr=_RATE,
        frame_length=_PYIN_FRAMES,
        hop_length=_PYIN_HOP,
        resolution=_PYIN_RESOLUTION,
        center=False,
    )
    if not voiced.any():
        return None
    # A voiced frame's own probability is low where several periods compete: they are one octave.
    return float(np.median(frequencies[voiced])), float(max(voiced.mean(), voicing.mean()))


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
    power = float(np.dot(one, one) + np.dot(other, other))
    apart = one - other
    return float(np.dot(apart, apart)) / power if power > 0 else 1.0

"""The pitch of one note: the octave by pYIN, then to about a cent on the waveform."""

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
_LONGEST_LAG = int(_RATE / _LOWEST_HZ)
_SHORTEST_LAG = int(_RATE / _HIGHEST_HZ)
_WINDOW_FRAMES = 1024
_SPECTRUM_FRAMES = 2048  # twice that is more than a window and the longest lag together
_HOP_FRAMES = 512
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

    The first stage of pYIN (Mauch & Dixon 2014, "pYIN: a fundamental frequency estimator using
    probabilistic threshold distributions", ICASSP) gives every frame its likely periods. A note has
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
    starts = range(0, len(lower) - _WINDOW_FRAMES - _LONGEST_LAG + 1, _HOP_FRAMES)
    lags: list[NDArray[np.float64]] = []
    masses: list[NDArray[np.float64]] = []
    for start in starts:
        found, mass = _candidates(lower[start : start + _WINDOW_FRAMES + _LONGEST_LAG])
        lags.append(found)
        masses.append(mass / len(starts))
    pitches, weights = -12 * np.log2(np.concatenate(lags)), np.concatenate(masses)
    if not len(pitches):
        return 0.0, 0.0
    same = np.abs(pitches[:, None] - pitches) <= _SAME_PITCH_SEMITONES
    together = (same * weights).sum(axis=1)
    best = int(np.argmax(together))
    pitch = np.average(pitches[same[best]], weights=weights[same[best]])
    return float(_RATE * 2 ** (pitch / 12)), float(together[best])


def _candidates(frame: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Periods in frames, and the probability of each: pYIN's first stage."""
    signal = frame.astype(np.float64)
    size = 2 * _SPECTRUM_FRAMES
    head = np.fft.rfft(signal[:_WINDOW_FRAMES], size)
    products = np.fft.irfft(np.conj(head) * np.fft.rfft(signal, size))[: _LONGEST_LAG + 1]
    sums = np.concatenate([[0.0], np.cumsum(signal**2)])
    powers = (sums[_WINDOW_FRAMES:] - sums[:-_WINDOW_FRAMES])[: _LONGEST_LAG + 1]
    difference = np.maximum(powers[0] + powers - 2 * products, 0.0)
    mean = np.cumsum(difference[1:]) / np.arange(1, _LONGEST_LAG + 1)
    normalised = difference[1:] / np.maximum(mean, 1e-12)
    inner = normalised[1:-1]
    is_least = (inner < normalised[:-2]) & (inner <= normalised[2:])
    # Index 0 of `inner` is a lag of 2.
    lags = np.flatnonzero(is_least) + 2
    lags = lags[lags >= _SHORTEST_LAG]
    depths = normalised[lags - 1]
    # A threshold chooses the first dip below it: this one, where no earlier one is as deep.
    before = np.minimum.accumulate(np.concatenate([[1.0], depths]))[:-1]
    masses = np.maximum(_threshold_below(before) - _threshold_below(depths), 0.0)
    return lags[masses > 0].astype(np.float64), masses[masses > 0]


def _threshold_below(depth: NDArray[np.float64]) -> NDArray[np.float64]:
    """How probable a threshold below this is: pYIN's beta distribution with a mean of 0.1."""
    inside = np.clip(depth, 0.0, 1.0)
    below: NDArray[np.float64] = 1 - (1 - inside) ** 18 * (1 + 18 * inside)
    return below


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

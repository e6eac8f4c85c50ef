"""How long sound takes from the output to the input: clicks to play, and finding them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.errors import CalibrationSilentError, CalibrationUnclearError
from player.multitrack import Samples

# Uneven, so that no click can be taken for another.
CLICKS_AT_S = (0.2, 0.43, 0.75, 0.94, 1.35, 1.62, 1.97, 2.2)
TRAIN_S = 2.6
_CLICK_S = 0.012
_LEVEL = 0.35
# What the devices say of themselves may be wrong by that much, either way.
_EARLIEST_S, _LATEST_S = -0.15, 0.6
_SILENT = 1e-4
# Of the energy that a click has at its place, this share has to be the click.
_LIKENESS = 0.3
# Around where all of them together are most likely, each is looked for.
_REACH_S = 0.005
_AGREE_S = 0.0015
_LEAST_PART = 0.6


@dataclass(frozen=True)
class RoundTrip:
    """What a calibration found.

    delay_s: how much later than the devices say a sound comes back. spread_s: how far the clicks
    that were found are apart. found, clicks: how many, and of how many.
    """

    delay_s: float
    spread_s: float
    found: int
    clicks: int


def click(sample_rate: int) -> NDArray[np.float32]:
    """A short burst of noise: every pitch at once, and like nothing else. float32 (frames,)."""
    frames = round(_CLICK_S * sample_rate)
    random = np.random.default_rng(2718)
    # From one noise at every rate, so that it can be found at another one.
    fine = random.standard_normal(2048)
    noise = np.interp(np.arange(frames) / frames * 300, np.arange(2048), fine)
    burst = noise * np.hanning(frames)
    sound: NDArray[np.float32] = (_LEVEL * burst / np.abs(burst).max()).astype(np.float32)
    return sound


def click_train(sample_rate: int) -> Samples:
    """All clicks: float32 (frames, 2), `TRAIN_S` long."""
    train = np.zeros((round(TRAIN_S * sample_rate), 2), np.float32)
    sound = click(sample_rate)
    for at_s in CLICKS_AT_S:
        start = round(at_s * sample_rate)
        train[start : start + len(sound)] += sound[:, None]
    return train


def find_round_trip(
    recorded: Samples, sample_rate: int, expected_frames: Sequence[float]
) -> RoundTrip:
    """Where the clicks are, against where they are expected by what the devices say.

    recorded: float32 (frames, channels). sample_rate: its own, in Hz. expected_frames: one for
    every click of the train.

    Raises: CalibrationSilentError, CalibrationUnclearError.
    """
    loudest = max(recorded.T, key=lambda channel: float(np.vdot(channel, channel)), default=None)
    if loudest is None or not len(loudest) or np.abs(loudest).max() < _SILENT:
        raise CalibrationSilentError
    sound = click(sample_rate).astype(np.float64)
    if len(loudest) < len(sound):
        raise CalibrationSilentError
    likeness = _likeness(loudest.astype(np.float64), sound)
    places = np.round(np.array(expected_frames)).astype(np.int64)
    shifts = np.arange(round(_EARLIEST_S * sample_rate), round(_LATEST_S * sample_rate))
    together = np.zeros(len(shifts))
    for place in places:
        index = place + shifts
        inside = (index >= 0) & (index < len(likeness))
        together[inside] += likeness[index[inside]]
    coarse = int(shifts[np.argmax(together)])
    reach = round(_REACH_S * sample_rate)
    delays_s = []
    for expected, place in zip(expected_frames, places, strict=True):
        first, last = max(0, place + coarse - reach), min(len(likeness), place + coarse + reach)
        if last - first < 3:
            continue
        found = int(first + np.argmax(likeness[first:last]))
        if likeness[found] >= _LIKENESS:
            delays_s.append((_between(likeness, found) - expected) / sample_rate)
    return _agreed(np.array(delays_s), len(expected_frames))


def _agreed(delays_s: NDArray[np.float64], clicks: int) -> RoundTrip:
    if len(delays_s):
        middle_s = float(np.median(delays_s))
        agreeing = delays_s[np.abs(delays_s - middle_s) <= _AGREE_S]
        if len(agreeing) >= _LEAST_PART * clicks:
            return RoundTrip(float(agreeing.mean()), float(np.ptp(agreeing)), len(agreeing), clicks)
        raise CalibrationUnclearError(len(agreeing), clicks)
    raise CalibrationUnclearError(0, clicks)


def _likeness(sound: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """How alike they are from every frame on: 1 for the same, or the same upside down."""
    length = len(sound) - len(wanted) + 1
    spectrum = np.fft.rfft(sound) * np.conj(np.fft.rfft(wanted, len(sound)))
    product = np.fft.irfft(spectrum, len(sound))[:length]
    sums = np.concatenate([[0.0], np.cumsum(sound**2)])
    energy = sums[len(wanted) :] - sums[: -len(wanted)]
    floor = _SILENT**2 * len(wanted)
    alike: NDArray[np.float64] = np.abs(product) / np.sqrt(
        np.maximum(energy, floor) * np.vdot(wanted, wanted)
    )
    return alike


def _between(values: NDArray[np.float64], place: int) -> float:
    """The top of the parabola through a peak and its neighbours."""
    if not 0 < place < len(values) - 1:
        return float(place)
    before, at, behind = values[place - 1 : place + 2]
    curve = before - 2 * at + behind
    return place + (0.5 * float((before - behind) / curve) if curve < 0 else 0.0)

"""Where instruments stand: equaliser, place between the speakers and a room for each song."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft
from scipy.signal import oaconvolve

from separation.training.sound import SAMPLE_RATE, Sound

_EQ_HZ = np.array([30.0, 80.0, 200.0, 500.0, 1200.0, 3000.0, 7000.0, 16000.0])


@dataclass(frozen=True)
class Room:
    """An impulse response (frames, 2) of unit energy per channel, without the direct sound."""

    response: Sound


def make_room(rng: np.random.Generator) -> Room:
    """A room of 0.25 to 1.8 s, from noise that decays quicker the higher it is.

    Source: Moorer 1979, "About this reverberation business", Computer Music Journal 3(2).
    """
    seconds = float(rng.uniform(0.25, 1.8))
    frames = int(seconds * SAMPLE_RATE)
    time_s = np.arange(frames) / SAMPLE_RATE
    noise = rng.standard_normal((frames, 2))
    dull = _equalised(noise.astype(np.float32), np.array([-6.0, 0, 0, 0, -2, -6, -14, -30]))
    bright_share = np.exp(-time_s * 6.9 / (0.35 * seconds))[:, None]
    tail = (noise * bright_share * 0.5 + dull) * np.exp(-time_s * 6.9 / seconds)[:, None]
    delay = int(rng.uniform(0.003, 0.03) * SAMPLE_RATE)
    tail = np.concatenate([np.zeros((delay, 2)), tail])
    tail /= np.sqrt(np.sum(np.square(tail), axis=0))
    return Room(tail.astype(np.float32))


def stand(
    dry: Sound,
    room: Room,
    rng: np.random.Generator,
    *,
    pan: float = 0.0,
    wet_db: float = -16.0,
    eq_db: float = 2.5,
    low_cut_hz: float = 25.0,
) -> Sound:
    """`dry` (frames, 2) in its place.

    `pan`: -1 left to 1 right. `wet_db`: the room's energy against the direct sound's. `eq_db`: the
    standard deviation of an equaliser of eight points. Below `low_cut_hz` it falls by 24 dB per
    octave.
    """
    sound = _equalised(dry, rng.normal(0.0, eq_db, len(_EQ_HZ)), low_cut_hz)
    sound = sound * np.array([min(1.0, 1.0 - pan) ** 0.5, min(1.0, 1.0 + pan) ** 0.5], np.float32)
    wet = oaconvolve(sound, room.response, axes=0)[: len(sound)]
    return np.asarray(sound + wet * 10 ** (wet_db / 20), np.float32)


def _equalised(samples: Sound, gains_db: NDArray[np.float64], low_cut_hz: float = 0.0) -> Sound:
    """An equaliser without delay: gains at _EQ_HZ, joined over the logarithm of frequency."""
    size = next_fast_len(len(samples) + SAMPLE_RATE // 4, real=True)
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    curve = np.interp(np.log(np.maximum(hz, 10.0)), np.log(_EQ_HZ), gains_db)
    if low_cut_hz:
        curve = curve + 24 * np.log2(np.clip(hz / low_cut_hz, 1e-3, 1.0))
    spectrum = rfft(samples, size, axis=0)
    spectrum *= (10 ** (curve / 20))[:, None].astype(np.float32)
    return np.asarray(irfft(spectrum, size, axis=0)[: len(samples)], np.float32)

"""What the demo song's instruments are made of: shaped noise, fades, and places in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 44_100

Samples: TypeAlias = NDArray[np.float64]
"""Sound while it is being made: (frames,) or (frames, 2), full scale 1.0."""


def frames_of(duration_s: float) -> int:
    """Number of frames in a duration."""
    return round(duration_s * SAMPLE_RATE)


def seconds(frames: int) -> Samples:
    """Time of each frame in seconds, (frames,)."""
    return np.arange(frames) / SAMPLE_RATE


def transform_size(frames: int) -> int:
    """A length of at least so many frames that is quick to transform: a power of two."""
    return 1 << (frames - 1).bit_length()


def shape_spectrum(samples: Samples, gain: Callable[[Samples], Samples]) -> Samples:
    """Multiply the spectrum by a gain over frequency in hertz; no phase is changed.

    samples: (frames,) or (frames, channels).
    """
    frames = samples.shape[0]
    size = transform_size(frames)
    curve = gain(np.asarray(np.fft.rfftfreq(size, 1 / SAMPLE_RATE), dtype=np.float64))
    if samples.ndim == 2:
        curve = curve[:, None]
    return np.asarray(np.fft.irfft(np.fft.rfft(samples, size, axis=0) * curve, axis=0)[:frames])


def band(low_hz: float, high_hz: float, order: int = 2) -> Callable[[Samples], Samples]:
    """A band-pass gain with Butterworth-like slopes of 6 dB per octave and order."""

    def gain(frequencies_hz: Samples) -> Samples:
        ratio = np.maximum(frequencies_hz, 1e-3)
        high_pass = 1 / np.sqrt(1 + (low_hz / ratio) ** (2 * order))
        low_pass = 1 / np.sqrt(1 + (ratio / high_hz) ** (2 * order))
        return np.asarray(high_pass * low_pass)

    return gain


def noise(frames: int, low_hz: float, high_hz: float, rng: np.random.Generator) -> Samples:
    """White noise within a band, scaled to unit RMS, (frames,)."""
    shaped = shape_spectrum(rng.standard_normal(frames), band(low_hz, high_hz))
    return np.asarray(shaped / np.sqrt(np.mean(shaped**2)))


def fade_ends(samples: Samples, in_s: float, out_s: float) -> Samples:
    """A copy with raised-cosine fades at both ends, (frames,)."""
    faded = samples.copy()
    frames_in, frames_out = frames_of(in_s), frames_of(out_s)
    if frames_in:
        faded[:frames_in] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(frames_in) / frames_in)
    if frames_out:
        faded[-frames_out:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(frames_out) / frames_out)
    return faded


def sweep_phase(frequency_hz: Samples) -> Samples:
    """Phase in radians of an oscillator that follows a frequency per frame, (frames,)."""
    return np.asarray(np.cumsum(frequency_hz) * (2 * np.pi / SAMPLE_RATE))


def pan_gains(position: float) -> Samples:
    """Left and right gain of a mono sound at -1 (left) to 1 (right), constant power, (2,)."""
    angle = (position + 1) * np.pi / 4
    return np.asarray(np.sqrt(2) * np.array([np.cos(angle), np.sin(angle)]))


class Track:
    """A stereo recording that sounds are placed on; what hangs over the end is cut."""

    def __init__(self, duration_s: float) -> None:
        self.samples: Samples = np.zeros((frames_of(duration_s), 2))

    def place(self, sound: Samples, start_s: float, pan: float = 0.0) -> None:
        """Add a sound, (frames,) panned or (frames, 2) as it is, at a time in seconds."""
        stereo = sound[:, None] * pan_gains(pan) if sound.ndim == 1 else sound
        start = max(0, frames_of(start_s))
        stop = min(self.samples.shape[0], start + stereo.shape[0])
        if stop > start:
            self.samples[start:stop] += stereo[: stop - start]

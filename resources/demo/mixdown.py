"""From dry recordings to four stems: a room, levels, and a gain that keeps the sum a sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from resources.demo.sound import (
    SAMPLE_RATE,
    Samples,
    band,
    frames_of,
    seconds,
    shape_spectrum,
    transform_size,
)

PEAK_DB = -1.2  # Vorbis adds a little
_LIMITER_WINDOW_S = 0.006


@dataclass(frozen=True)
class Room:
    """A small hall: exponentially decaying noise, the treble dying sooner than the bass.

    decay_s: time to -60 dB below 1 kHz. predelay_s: how long after the sound it answers.
    """

    decay_s: float = 1.1
    predelay_s: float = 0.018

    def impulse_response(self, rng: np.random.Generator) -> Samples:
        """The room's answer to a click, of unit energy per channel, (frames, 2)."""
        time_s = seconds(frames_of(self.decay_s))
        response = np.zeros((time_s.size, 2))
        bands_hz = ((180.0, 1000.0, 1.0), (1000.0, 3500.0, 0.75), (3500.0, 9000.0, 0.45))
        for low_hz, high_hz, share in bands_hz:
            grains = rng.standard_normal((time_s.size, 2))
            fading = 10 ** (-3 * time_s / (self.decay_s * share))
            response += shape_spectrum(grains, band(low_hz, high_hz)) * fading[:, None]
        response /= np.sqrt(np.sum(response**2, axis=0))
        return np.concatenate([np.zeros((frames_of(self.predelay_s), 2)), response])


def add_reverb(dry: Samples, impulse_response: Samples, send: float) -> Samples:
    """Dry sound plus its reverberation at a send gain, same length, (frames, 2)."""
    frames = dry.shape[0]
    size = transform_size(frames + impulse_response.shape[0])
    spectrum = np.fft.rfft(dry, size, axis=0) * np.fft.rfft(impulse_response, size, axis=0)
    return np.asarray(dry + send * np.fft.irfft(spectrum, size, axis=0)[:frames])


def active_rms(stem: Samples, frame_s: float = 0.4) -> float:
    """RMS over the frames within 30 dB of the loudest one; 0 for silence.

    stem: (frames, 2). What a stem measures while somebody is playing.
    """
    size = frames_of(frame_s)
    whole = stem[: max(1, stem.shape[0] // size) * size]
    power = np.mean(whole.reshape(-1, min(size, stem.shape[0]), 2) ** 2, axis=(1, 2))
    return float(np.sqrt(np.mean(power[power >= power.max() * 1e-3])))


def limiter_gain(mix: Samples, ceiling: float) -> Samples:
    """A gain per frame, (frames,), that keeps the mix below a ceiling without distorting it.

    It is one gain for all the stems, so they still add up to the mix.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(np.max(np.abs(mix), axis=1), 1e-9))
    reach = frames_of(_LIMITER_WINDOW_S)
    lowest = _sliding_minimum(needed, 2 * reach + 1)
    window = np.hanning(2 * reach + 3)[1:-1]
    window /= window.sum()
    padded = np.pad(lowest, reach, mode="edge")
    size = transform_size(padded.size + window.size)
    smooth = np.fft.irfft(np.fft.rfft(padded, size) * np.fft.rfft(window, size), size)
    return np.asarray(np.minimum(smooth[2 * reach : 2 * reach + mix.shape[0]], 1.0))


def _sliding_minimum(values: Samples, width: int) -> Samples:
    """Minimum over an odd, centred window, by doubling its reach."""
    padded = np.pad(values, width // 2, constant_values=1.0)
    reached = 1
    while reached < width:
        step = min(reached, width - reached)
        padded = np.minimum(padded[:-step], padded[step:])
        reached += step
    return padded


def remove_rumble(stem: Samples) -> Samples:
    """Take out what lies below hearing, and with it any offset. (frames, 2)."""
    spare = SAMPLE_RATE  # room for the filter's ringing, which would come round to the start
    padded = np.pad(stem, ((0, spare), (0, 0)))
    return shape_spectrum(padded, _above_rumble)[: stem.shape[0]]


def _above_rumble(frequencies_hz: Samples) -> Samples:
    return np.asarray(1 / np.sqrt(1 + (22.0 / np.maximum(frequencies_hz, 1e-3)) ** 6))


def master(stems: dict[str, Samples], drive_db: float) -> dict[str, Samples]:
    """Bring the stems, as one, to their loudness and peak: one gain curve for all of them."""
    mix = np.sum(list(stems.values()), axis=0)
    ceiling = 10 ** (PEAK_DB / 20)
    loudest = float(np.max(np.abs(mix)))
    drive = ceiling * 10 ** (drive_db / 20) / loudest
    gain = drive * limiter_gain(mix * drive, ceiling)
    return {name: stem * gain[:, None] for name, stem in stems.items()}

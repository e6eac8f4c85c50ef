"""A tone of a given pitch beside the song: what it sounds like, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Samples

# Enough for the ear to find the pitch, also on a loudspeaker that leaves out the bass.
_HARMONICS = (1.0, 0.45, 0.25, 0.12, 0.06)
_HIGHEST_HZ = 12_000.0
# Beside a song whose peaks are near full scale; the ear wants more of low tones than of high ones.
_LEVEL = 0.15
_EVEN_HZ, _EVENNESS = 261.6, 0.25
_ATTACK_S, _RELEASE_S = 0.012, 0.15
# Struck a little, then held.
_HELD_PART, _SETTLING_S = 0.6, 0.25


@dataclass(frozen=True)
class Tone:
    """A few harmonics that begin and end softly.

    start_frame: where it begins, in frames of the ring that it is written to. end_frame: where it
    begins to fade, over `fade_s`. gain: a factor.
    """

    frequency_hz: float
    start_frame: int
    end_frame: int
    sample_rate: int
    gain: float = 1.0
    fade_s: float = _RELEASE_S

    @property
    def stop_frame(self) -> int:
        """From here on it is silent."""
        return self.end_frame + round(self.fade_s * self.sample_rate)

    def samples(self, start_frame: int, frames: int) -> Samples:
        """Its sound, float32 (frames,); zeros outside of it. The same frame is always the same."""
        at = np.arange(start_frame, start_frame + frames) - self.start_frame
        time_s = at / self.sample_rate
        turn = 2 * np.pi * self.frequency_hz * time_s
        wave = np.zeros(frames)
        for number, part in enumerate(_HARMONICS, start=1):
            if number == 1 or number * self.frequency_hz < _HIGHEST_HZ:
                wave += part * np.sin(number * turn)
        level = self.gain * _level(self.frequency_hz)
        sound: Samples = (level * wave * self._envelope(time_s)).astype(np.float32)
        return sound

    def _envelope(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """How loud it is at each time after its start, 0 to 1."""
        fading_s = time_s - (self.end_frame - self.start_frame) / self.sample_rate
        attack = 0.5 - 0.5 * np.cos(np.pi * np.clip(time_s / _ATTACK_S, 0.0, 1.0))
        fade = 0.5 + 0.5 * np.cos(np.pi * np.clip(fading_s / self.fade_s, 0.0, 1.0))
        settling = np.exp(-np.maximum(time_s, 0.0) / _SETTLING_S)
        return attack * fade * (_HELD_PART + (1.0 - _HELD_PART) * settling)


def chord_gain(frequencies_hz: Sequence[float]) -> float:
    """What to multiply each tone of a chord with, so that the chord swings no further than the
    furthest of them does alone, whatever their phases.
    """
    levels = [_level(each) for each in frequencies_hz]
    return max(levels, default=1.0) / (sum(levels) or 1.0)


def _level(frequency_hz: float) -> float:
    """How loud a tone is that sounds as loud as others, a factor."""
    return float(_LEVEL * (_EVEN_HZ / frequency_hz) ** _EVENNESS)

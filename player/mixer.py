"""How loud: gain, pan, mute and solo of every stem, and the sum of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Samples

MINIMUM_GAIN_DB = -60.0
MAXIMUM_GAIN_DB = 6.0


def gain_factor(gain_db: float) -> float:
    """Decibels to a factor; the bottom of the fader, -60 dB, is silence."""
    return 0.0 if gain_db <= MINIMUM_GAIN_DB else math.pow(10.0, gain_db / 20.0)


@dataclass(frozen=True)
class StemMix:
    """One strip of the mixer.

    pan: -1 left to 1 right. solo_safe: heard also while others are soloed; it solos nothing.
    """

    gain_db: float = 0.0
    pan: float = 0.0
    muted: bool = False
    soloed: bool = False
    solo_safe: bool = False

    def gains(self) -> tuple[float, float]:
        """Left and right factor: 1.0 at 0 dB and centre, so that untouched strips sum to the song.

        Pan is a balance: the far side goes down on a cosine, the near side stays.
        """
        gain = gain_factor(self.gain_db)
        far = math.cos(min(1.0, abs(self.pan)) * math.pi / 2)
        far = far if abs(self.pan) < 1 else 0.0
        return (gain * far, gain) if self.pan > 0 else (gain, gain * far)


@dataclass(frozen=True)
class MixerState:
    """Every strip by the name of its stem, and the master."""

    strips: tuple[tuple[str, StemMix], ...] = ()
    master_gain_db: float = 0.0
    _by_name: dict[str, StemMix] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", dict(self.strips))

    @classmethod
    def for_stems(cls, names: Sequence[str]) -> MixerState:
        """All faders at 0 dB."""
        return cls(tuple((name, StemMix()) for name in names))

    def strip_of(self, name: str) -> StemMix:
        """The strip of a stem; an untouched one for a stem nobody has set."""
        return self._by_name.get(name, StemMix())

    def with_strip(self, name: str, strip: StemMix) -> MixerState:
        """The same mix with one strip changed."""
        strips = {**self._by_name, name: strip}
        return replace(self, strips=tuple(strips.items()))

    def soloing_alone(self, name: str) -> MixerState:
        """Solo a stem and no other; where that is so already, none."""
        soloed = {other for other, strip in self.strips if strip.soloed}
        wanted = set() if soloed == {name} else {name}
        strips = {
            other: replace(self.strip_of(other), soloed=other in wanted)
            for other in (*self._by_name, name)
        }
        return replace(self, strips=tuple(strips.items()))

    def is_audible(self, name: str) -> bool:
        """Whether a stem is let through: not muted, and soloed or solo-safe if any is soloed."""
        strip = self.strip_of(name)
        any_soloed = any(other.soloed for _, other in self.strips)
        return not strip.muted and (strip.soloed or strip.solo_safe or not any_soloed)

    def gains(self, buses: Sequence[str | None]) -> NDArray[np.float32]:
        """Factors of every bus, float32 (2 * buses,); None is the unfinished mix: the master's."""
        master = gain_factor(self.master_gain_db)
        factors: list[float] = []
        for name in buses:
            if name is None:
                factors += [master, master]
            elif self.is_audible(name):
                factors += [master * side for side in self.strip_of(name).gains()]
            else:
                factors += [0.0, 0.0]
        return np.array(factors, np.float32)


def mix_down(stems: Samples, gains: NDArray[np.float32], out: Samples) -> None:
    """Add up stems times gains, bus after bus.

    stems: float32 (2 * buses, frames). gains: (2 * buses,), or (2 * buses, frames) for a ramp.
    out: float32 (frames, 2), overwritten.
    """
    out[:] = 0.0
    for channel in range(stems.shape[0]):
        gain = gains[channel]
        if gain.ndim == 0 and gain == 0.0:
            continue
        side = out[:, channel % 2]
        side += stems[channel] if gain.ndim == 0 and gain == 1.0 else stems[channel] * gain

"""What clicks sound like: computed, short, and loud at once."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from player.click import ClickSound
from player.multitrack import Samples

LONGEST_S = 0.06
"""No click lasts longer."""
_ATTACK_S, _RELEASE_S = 0.0003, 0.004
_SEED = 1


class Strength(IntEnum):
    """How much a click says: the first beat of a bar, a beat, a part of one."""

    DOWNBEAT = 0
    BEAT = 1
    PART = 2


# Beside a song whose peaks are near full scale.
_PEAKS = {Strength.DOWNBEAT: 0.6, Strength.BEAT: 0.4, Strength.PART: 0.2}
# A fifth apart, and a part of a beat lower than a beat: nobody has to hear levels to count.
_PITCHES = {Strength.DOWNBEAT: 1.5, Strength.BEAT: 1.0, Strength.PART: 0.84}
_BEAT_HZ = {ClickSound.WOOD: 1180.0, ClickSound.BEEP: 1046.5, ClickSound.TICK: 2900.0}
_LENGTH_S = {ClickSound.WOOD: 0.06, ClickSound.BEEP: 0.045, ClickSound.TICK: 0.025}


@cache
def click_sound(sound: ClickSound, strength: Strength, sample_rate: int) -> Samples:
    """One click, float32 (frames,), begun at its first frame; not to be written to."""
    frames = round(_LENGTH_S[sound] * sample_rate)
    time_s = np.arange(frames) / sample_rate
    turn = 2 * np.pi * _BEAT_HZ[sound] * _PITCHES[strength] * time_s
    match sound:
        case ClickSound.WOOD:
            # A bar of wood: its second mode is 2.76 times as high and dies sooner.
            wave = np.exp(-time_s / 0.011) * np.sin(turn)
            wave += 0.5 * np.exp(-time_s / 0.004) * np.sin(2.76 * turn)
        case ClickSound.BEEP:
            wave = np.exp(-time_s / 0.05) * (np.sin(turn) + 0.2 * np.sin(3 * turn))
        case ClickSound.TICK:
            wave = np.exp(-time_s / 0.006) * np.sin(turn)
            hiss = np.random.default_rng(_SEED).standard_normal(frames)
            wave += 0.4 * np.exp(-time_s / 0.0015) * np.diff(hiss, prepend=0.0)
    wave *= _envelope(time_s, sample_rate)
    click: Samples = (_PEAKS[strength] * wave / np.abs(wave).max()).astype(np.float32)
    click.setflags(write=False)
    return click


def _envelope(time_s: NDArray[np.float64], sample_rate: int) -> NDArray[np.float64]:
    left_s = len(time_s) / sample_rate - time_s
    attack = np.clip((time_s + 1 / sample_rate) / _ATTACK_S, 0.0, 1.0)
    envelope: NDArray[np.float64] = attack * np.clip(left_s / _RELEASE_S, 0.0, 1.0)
    return envelope

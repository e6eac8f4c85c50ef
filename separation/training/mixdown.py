"""From parts in their places to the stems of one song, at levels like those of real mixes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from separation.training.sound import Sound, active_rms, at_level, decibel

STEMS = ("vocals", "drums", "bass", "other")

_ACCOMPANIMENT_DB = -20.0
_PEAK = 0.95


def mixdown(stems: Mapping[str, Sound], rng: np.random.Generator) -> dict[str, Sound]:
    """Balance the stems: what is silent is left out, the mix peaks at 0.95 or below.

    Drums, bass and other lie within about 3 dB of each other; vocals, while they sing, from 5 dB
    below the sum of all others to 3 dB above. All get one last gain, so that they sum to the mix.
    """
    balanced: dict[str, Sound] = {}
    for name in STEMS[1:]:
        # drawn in any case, so that one stem's silence does not change the others
        level_db = _ACCOMPANIMENT_DB + float(np.clip(rng.normal(0.0, 2.5), -5.0, 5.0))
        sound = stems.get(name)
        if sound is not None and decibel(active_rms(sound)) > -70.0:
            balanced[name] = at_level(sound, level_db)
    vocals_db = float(np.clip(rng.normal(-1.5, 2.0), -5.0, 3.0))
    vocals = stems.get("vocals")
    if vocals is not None and decibel(active_rms(vocals)) > -70.0:
        rest = sum(balanced.values(), np.zeros_like(vocals))
        level_db = decibel(active_rms(rest)) if balanced else _ACCOMPANIMENT_DB
        balanced["vocals"] = at_level(vocals, level_db + vocals_db)
    if not balanced:
        return {}
    mix = sum(balanced.values(), np.zeros_like(next(iter(balanced.values()))))
    peak = max(float(np.abs(sound).max()) for sound in (mix, *balanced.values()))
    loud_db = float(rng.uniform(-18.0, -13.0))
    gain = min(10 ** (loud_db / 20) / active_rms(mix), _PEAK / peak)
    return {name: (sound * gain).astype(np.float32) for name, sound in balanced.items()}

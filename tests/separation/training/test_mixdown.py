from __future__ import annotations

import numpy as np
import pytest

from separation.training.inspection import doubtful_labels, low_shares
from separation.training.mixdown import mixdown
from separation.training.sound import SAMPLE_RATE, Sound, active_rms, decibel, energies_below


def tone(hz: float, seconds: float = 4.0, gain: float = 0.1) -> Sound:
    wave = gain * np.sin(2 * np.pi * hz * np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE)
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)


def song() -> dict[str, Sound]:
    return {"vocals": tone(400), "drums": tone(90), "bass": tone(60), "other": tone(900)}


def test_levels_are_those_of_real_mixes() -> None:
    for seed in range(10):
        stems = mixdown(song(), np.random.default_rng(seed))
        mix = sum(stems.values(), np.zeros_like(stems["bass"]))
        rest = mix - stems["vocals"]
        vocals_db = decibel(active_rms(stems["vocals"])) - decibel(active_rms(rest))
        assert -5.1 < vocals_db < 3.1
        assert np.abs(mix).max() <= 0.951


def test_silence_is_left_out() -> None:
    stems = song() | {"bass": np.zeros_like(tone(60))}
    assert set(mixdown(stems, np.random.default_rng(1))) == {"vocals", "drums", "other"}
    assert mixdown({}, np.random.default_rng(1)) == {}


def low_shares_of(stems: dict[str, Sound]) -> dict[str, float]:
    return low_shares({stem: energies_below(sound, (150.0,)) for stem, sound in stems.items()})


def test_energy_is_counted_up_to_each_frequency() -> None:
    whole = float(np.square(tone(300)).sum())
    low, middle, all_of_it = energies_below(tone(300), (150.0, 1000.0, 22050.0))
    assert low < 1e-3 * whole
    assert middle == pytest.approx(whole, rel=0.02)
    assert all_of_it == pytest.approx(whole, rel=0.02)


def test_a_bass_line_inside_other_is_noticed() -> None:
    right = song()
    assert doubtful_labels(low_shares_of(right)) == ()
    wrong = right | {"bass": np.zeros_like(tone(60)), "other": tone(900) + 2 * tone(60)}
    assert "other" in doubtful_labels(low_shares_of(wrong))[0]

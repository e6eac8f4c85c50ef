"""Scores are what the formulas say, and what cannot be scored is named."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.errors import MissingStemsError, StemLengthsError
from separation.evaluation import evaluate, mix_stems

RATE = 1000


def noise(seed: int, seconds: float = 6, level: float = 0.1) -> NDArray[np.float32]:
    shape = (round(seconds * RATE), 2)
    return np.random.default_rng(seed).normal(0, level, shape).astype(np.float32)


def test_sdr_is_the_energy_ratio_of_stem_and_error() -> None:
    bass, drums = noise(1), noise(2)
    estimates = {"bass": bass + noise(3, level=0.01), "drums": drums * np.float32(0.5)}
    scores = evaluate({"bass": bass, "drums": drums}, estimates, bass + drums, RATE).scores
    assert [score.stem for score in scores] == ["bass", "drums"]
    assert scores[0].estimate.whole_db == pytest.approx(20, abs=0.3)
    assert scores[1].estimate.whole_db == pytest.approx(20 * math.log10(2), abs=1e-4)
    assert scores[1].estimate.median_db == pytest.approx(20 * math.log10(2), abs=1e-4)
    assert scores[0].mixture.whole_db == pytest.approx(0, abs=0.3)


def test_the_median_is_of_seconds_in_which_the_stem_sounds() -> None:
    bass = noise(1)
    bass[2 * RATE : 4 * RATE] = 0
    estimate = bass.copy()
    estimate[: 2 * RATE] *= np.float32(0.9)  # 20 dB in two of the four seconds that sound
    estimate[2 * RATE : 4 * RATE] = 0.5  # terrible in the rests
    estimate[4 * RATE :] *= np.float32(0.99)  # 40 dB in the other two
    (score,) = evaluate({"bass": bass}, {"bass": estimate}, bass, RATE).scores
    assert score.estimate.median_db == pytest.approx(30, abs=0.1)
    assert score.estimate.whole_db < 0


def test_silent_stems_are_named_and_not_scored() -> None:
    vocals = noise(1)
    hiss = noise(2, level=0.00001)
    references = {"vocals": vocals, "bass": np.zeros_like(vocals), "other": hiss}
    result = evaluate(references, references, vocals, RATE)
    assert result.silent_stems == ("bass", "other")
    assert [score.stem for score in result.scores] == ["vocals"]
    assert result.scores[0].estimate.whole_db == math.inf


def test_missing_or_uneven_stems_are_refused() -> None:
    stems = {"vocals": noise(1), "drums": noise(2)}
    with pytest.raises(MissingStemsError) as missing:
        evaluate(stems, {"drums": stems["drums"]}, stems["drums"], RATE)
    assert missing.value.missing == ("vocals",)
    with pytest.raises(MissingStemsError):
        mix_stems(stems, ("vocals", "drums", "bass"))
    uneven = stems | {"drums": noise(2, seconds=5)}
    for refuse in (
        lambda: mix_stems(uneven, ("vocals", "drums")),
        lambda: evaluate(stems, uneven, stems["vocals"], RATE),
    ):
        with pytest.raises(StemLengthsError) as lengths:
            refuse()
        assert set(lengths.value.frames.values()) == {6000, 5000}


def test_the_mix_is_the_plain_sum_and_leaves_the_stems_alone() -> None:
    stems = {"vocals": noise(1), "drums": noise(2)}
    before = stems["vocals"].copy()
    mix = mix_stems(stems, ("vocals", "drums"))
    np.testing.assert_allclose(mix, stems["vocals"] + stems["drums"], atol=1e-7)
    np.testing.assert_array_equal(stems["vocals"], before)

"""The detector of onsets is right where the onset is known."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks.drum_hits import HITS
from tests.benchmarks.onsets import onset_near, onsets


@pytest.mark.parametrize("name", HITS)
def test_a_drum_begins_where_it_begins_and_moves_by_as_much_as_it_is_moved(name: str) -> None:
    hit = HITS[name]
    found = []
    for start in (10_000, 10_000 + 317):
        signal = np.zeros(44_100, np.float32)
        signal[start : start + len(hit)] += hit
        found.append(onset_near(signal, 10_500))
    assert found[0] == pytest.approx(10_000, abs=110)
    assert found[1] - found[0] == 317


def test_every_click_of_a_train_is_found_by_its_neighbourhood() -> None:
    clicks = np.zeros(50_000, np.float32)
    places = np.array([7000, 21_345, 40_001])
    clicks[places] = 0.5
    found = onsets(clicks, [6000, 22_000, 40_001])
    assert np.ptp(found - places) == 0
    assert found[0] == pytest.approx(7000, abs=110)

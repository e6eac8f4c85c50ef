"""The detector of onsets is right where the onset is known."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks.drum_hits import HITS
from tests.benchmarks.onsets import onset_near, onsets


def test_a_click_begins_where_it_is() -> None:
    clicks = np.zeros(50_000, np.float32)
    places = [7000, 21_345, 40_001]
    clicks[places] = 0.5
    np.testing.assert_array_equal(onsets(clicks, [6000, 22_000, 40_001]), places)


@pytest.mark.parametrize("name", HITS)
def test_a_drum_begins_within_a_millisecond_of_its_first_frame(name: str) -> None:
    signal = np.zeros(44_100, np.float32)
    hit = HITS[name]
    signal[10_000 : 10_000 + len(hit)] += hit
    assert onset_near(signal, 10_500) == pytest.approx(10_000, abs=44)

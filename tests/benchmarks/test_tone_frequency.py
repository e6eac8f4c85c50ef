"""The measure of pitch sees what is a hundredth of a cent off."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks.tone_frequency import tone_frequency
from tests.player.songs import sine_song


@pytest.mark.parametrize("cents", [-20.0, -0.5, 0.01, 3.0])
def test_a_tone_off_by_so_many_cents_is_found_to_be(cents: float) -> None:
    tone = sine_song(440.0 * 2 ** (cents / 1200), 10.0).stems[0][:, 0]
    found = 1200 * np.log2(tone_frequency(tone, 440.0) / 440.0)
    assert found == pytest.approx(cents, abs=0.001)

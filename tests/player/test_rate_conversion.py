"""Another sample rate: the same sound, in step, with no hole at its beginning."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.rate_conversion import RateConversion


@pytest.mark.parametrize("to_rate", [22_050, 32_000, 48_000, 96_000, 192_000])
def test_a_tone_stays_where_it_is(to_rate: int) -> None:
    conversion = RateConversion(2, SAMPLE_RATE, to_rate)
    frames = np.arange(-conversion.lead_in_frames, SAMPLE_RATE)
    tone = np.sin(2 * np.pi * 441.3 * frames / SAMPLE_RATE).astype(np.float32)
    song = np.stack([tone, -tone])
    parts = [
        conversion.process(song[:, at : at + 1024], last=at + 1024 >= song.shape[1])
        for at in range(0, song.shape[1], 1024)
    ]
    heard = np.concatenate(parts, axis=1)
    assert abs(heard.shape[1] - to_rate) <= 1
    expected = np.sin(2 * np.pi * 441.3 * np.arange(heard.shape[1]) / to_rate)
    # Behind the last frame there is silence, which rings a little into the end.
    known = len(expected) - to_rate // 100
    np.testing.assert_allclose(heard[0, :known], expected[:known], atol=2e-6)
    np.testing.assert_array_equal(heard[0], -heard[1])

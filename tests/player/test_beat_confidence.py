"""Songs with a beat are more certain than sounds without one."""

from __future__ import annotations

import numpy as np
import pytest

from app.views.grid_text import UNCERTAIN
from player.beat_confidence import confidences
from player.beat_tracking import find_beats
from player.beat_weights import SURE_OF_BARS, SURE_OF_BEATS
from player.multitrack import SAMPLE_RATE
from tests.songs.beatless import BEATLESS_KINDS, beatless


@pytest.mark.parametrize("kind", BEATLESS_KINDS)
def test_what_has_no_beat_is_uncertain(kind: str) -> None:
    found = find_beats(beatless(kind, 77)[: 12 * SAMPLE_RATE], SAMPLE_RATE)
    assert found is not None
    assert found.beat_confidence < UNCERTAIN
    assert found.downbeat_confidence <= found.beat_confidence


def test_bars_are_never_surer_than_the_beats_that_they_consist_of() -> None:
    random = np.random.default_rng(5)
    for _ in range(100):
        beats, bars = confidences(random.normal(0, 2, len(SURE_OF_BEATS) - 1))
        assert 0 <= bars <= beats <= 1
    assert len(SURE_OF_BARS) == len(SURE_OF_BEATS)

"""The moment at which a key is heard is found to the frame."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE, Samples
from tests.benchmarks.change_heard import mute_heard, seek_heard, tempo_heard
from tests.player.songs import noise_song, stem_sum

SONG = noise_song(3.0)
EVERYTHING = stem_sum(SONG)
WITHOUT = EVERYTHING - SONG.stems[0]
FADE = round(0.008 * SAMPLE_RATE)
ASKED, DELAY = 20_000, 5432


def joined(before: Samples, after: Samples) -> Samples:
    return np.concatenate([before, after])


def test_a_mute_is_heard_when_only_the_rest_is() -> None:
    at = 30_000
    recorded = joined(
        EVERYTHING[at - ASKED : at + DELAY], WITHOUT[at + DELAY : at + DELAY + 20_000]
    )
    assert mute_heard(recorded, ASKED, EVERYTHING, WITHOUT, 0.0) == DELAY
    with pytest.raises(ValueError, match="not heard in time"):
        mute_heard(EVERYTHING[: 2 * ASKED], ASKED, EVERYTHING, WITHOUT, 0.0)


def test_a_seek_is_heard_when_the_new_place_is() -> None:
    recorded = joined(EVERYTHING[10_000 : 10_000 + ASKED + DELAY], EVERYTHING[100_000:120_000])
    assert seek_heard(recorded, ASKED, EVERYTHING, 0.0) == DELAY
    to_start = joined(EVERYTHING[40_000 : 40_000 + ASKED + DELAY], EVERYTHING[:20_000])
    assert seek_heard(to_start, ASKED, EVERYTHING, 0.0) == DELAY


def test_a_tempo_is_heard_when_the_old_one_has_faded() -> None:
    at = 30_000
    recorded = joined(EVERYTHING[at - ASKED : at + DELAY], EVERYTHING[100_000:120_000])
    assert tempo_heard(recorded, ASKED, EVERYTHING, 0.0) == DELAY + FADE
    with pytest.raises(ValueError, match="did not change"):
        tempo_heard(EVERYTHING[: 2 * ASKED], ASKED, EVERYTHING, 0.0)

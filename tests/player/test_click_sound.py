"""Clicks begin at once, end silently, and say by pitch and level what they are."""

from __future__ import annotations

import numpy as np
import pytest

from player.click import ClickSound
from player.click_sound import LONGEST_S, Strength, click_sound
from player.multitrack import SAMPLE_RATE


@pytest.mark.parametrize("sound", ClickSound)
@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_a_click_is_short_and_loud_within_a_millisecond(sound: ClickSound, rate: int) -> None:
    for strength in Strength:
        click = click_sound(sound, strength, rate)
        assert len(click) <= LONGEST_S * rate + 1
        loudest = np.abs(click).max()
        assert int(np.argmax(np.abs(click) > loudest / 2)) < rate / 1000
        assert abs(click[-1]) < loudest / 100


@pytest.mark.parametrize("sound", ClickSound)
def test_a_downbeat_is_louder_and_higher_than_a_beat_and_that_than_a_part(
    sound: ClickSound,
) -> None:
    clicks = [click_sound(sound, strength, SAMPLE_RATE) for strength in Strength]
    peaks = [float(np.abs(click).max()) for click in clicks]
    pitches = [int(np.abs(np.fft.rfft(click, SAMPLE_RATE)).argmax()) for click in clicks]
    assert peaks == sorted(peaks, reverse=True)
    assert pitches == sorted(pitches, reverse=True)


def test_nobody_can_write_into_a_click() -> None:
    click = click_sound(ClickSound.WOOD, Strength.BEAT, SAMPLE_RATE)
    with pytest.raises(ValueError, match="read-only"):
        click[0] = 1.0

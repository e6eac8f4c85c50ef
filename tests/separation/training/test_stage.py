from __future__ import annotations

import numpy as np

from separation.training.amp import amplified
from separation.training.sound import SAMPLE_RATE, active_rms
from separation.training.stage import make_room, stand
from tests.separation.training.test_mixdown import tone


def test_pan_puts_an_instrument_to_one_side() -> None:
    room = make_room(np.random.default_rng(1))
    left = stand(tone(500), room, np.random.default_rng(2), pan=-0.9)
    assert active_rms(left[:, :1]) > 2 * active_rms(left[:, 1:])


def test_a_room_rings_after_the_sound() -> None:
    dry = tone(500)
    dry[SAMPLE_RATE:] = 0
    room = make_room(np.random.default_rng(1))
    wet = stand(dry, room, np.random.default_rng(2), wet_db=-6.0)
    dull = stand(dry, room, np.random.default_rng(2), wet_db=-60.0)
    after = slice(SAMPLE_RATE + 2000, SAMPLE_RATE + 8000)
    assert active_rms(wet[after]) > 10 * active_rms(dull[after])


def test_low_cut_takes_what_is_low() -> None:
    room = make_room(np.random.default_rng(1))
    kept, cut = (
        stand(tone(40), room, np.random.default_rng(3), low_cut_hz=hz) for hz in (20.0, 160.0)
    )
    assert active_rms(cut) < 0.02 * active_rms(kept)


def test_an_amp_adds_overtones_and_keeps_the_level() -> None:
    dry = tone(400)
    loud = amplified(dry, 35.0, np.random.default_rng(1))
    assert loud.shape == dry.shape
    assert 0.7 < active_rms(loud) / active_rms(dry) < 1.4
    spectrum = np.abs(np.fft.rfft(loud[:, 0] * np.hanning(len(loud))))
    third, first = (spectrum[round(hz * len(loud) / SAMPLE_RATE)] for hz in (1200, 400))
    assert third > 0.05 * first

"""What is done to stems changes them as it was drawn, and keeps the sum what it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from separation.training.alterations import (
    EQUALISER_HZ,
    Alteration,
    Compression,
    Doubling,
    Room,
    draw_read_frames,
)
from separation.training.augmentation import altered, compressed, resampled_spectra

FRAMES = 30_000
NOTHING = Alteration((0.0,) * len(EQUALISER_HZ), None, None, 1.0, ((1.0, 0.0), (0.0, 1.0)))
ROOM = Room(frames=20_000, delay_frames=500, strength=0.3, seed=4)


def sine(hertz: float, frames: int = FRAMES) -> Tensor:
    wave = torch.sin(2 * torch.pi * hertz * torch.arange(frames) / 44100)
    return torch.stack([wave, 0.5 * wave])


def click(frame: int) -> Tensor:
    sound = torch.zeros(2, FRAMES)
    sound[:, frame] = 1
    return sound


def after(sounds: Tensor, *alterations: Alteration) -> Tensor:
    return altered(resampled_spectra(sounds, FRAMES), alterations, FRAMES)


def rms(sound: Tensor) -> float:
    return float(sound.square().mean().sqrt())


def test_lengths_stay_within_three_semitones_and_transform_quickly() -> None:
    rng = np.random.default_rng(1)
    ratios = [draw_read_frames(FRAMES, rng) / FRAMES for _ in range(200)]
    assert 0.83 < min(ratios) < 0.9
    assert 1.1 < max(ratios) <= 1.2
    assert 60 < sum(ratio == 1 for ratio in ratios) < 140


@pytest.mark.parametrize("read_frames", [25_000, 36_000])
def test_what_is_read_faster_sounds_higher_and_as_loud(read_frames: int) -> None:
    spectra = resampled_spectra(sine(1000, read_frames)[None], FRAMES)
    result = altered(spectra, [NOTHING], FRAMES)[0]
    assert result.shape == (2, FRAMES)
    assert result.dtype == torch.float32
    strongest = int(torch.fft.rfft(result[0]).abs().argmax()) * 44100 / FRAMES
    assert abs(strongest - 1000 * read_frames / FRAMES) < 2
    assert rms(result) == pytest.approx(rms(sine(1000, read_frames)), rel=0.01)


def test_nothing_drawn_changes_nothing() -> None:
    sounds = torch.stack([sine(440), click(100)])
    torch.testing.assert_close(after(sounds, NOTHING, NOTHING), sounds, atol=1e-5, rtol=0)


def test_an_equaliser_gives_its_points_what_they_say() -> None:
    points_db = (6.0, -3.0, 0.0, 3.0, -6.0, 2.0, 1.0, -2.0, 4.0)
    cut = replace(NOTHING, equaliser_db=points_db)
    for hertz, gain_db in zip(EQUALISER_HZ, points_db, strict=True):
        # A whole number of periods, so that nothing leaks into other bins.
        sound = sine(round(hertz * FRAMES / 44100) * 44100 / FRAMES)
        change_db = 20 * np.log10(rms(after(sound[None], cut)) / rms(sound))
        assert change_db == pytest.approx(gain_db, abs=0.2)
    # Between two points, half way on an axis of octaves, half way in dB.
    between = sine(round((2200 * 5000) ** 0.5 * FRAMES / 44100) * 44100 / FRAMES)
    change_db = 20 * np.log10(rms(after(between[None], cut)) / rms(between))
    assert change_db == pytest.approx(1.5, abs=0.1)


def test_a_room_is_a_tail_behind_the_sound_other_on_each_side() -> None:
    inside, outside = after(
        torch.stack([click(1000), click(1000)]), replace(NOTHING, room=ROOM), NOTHING
    )
    assert outside[:, 2000:].abs().max() < 1e-5
    assert inside[:, 1000].numpy() == pytest.approx(1, abs=1e-3)
    assert inside[:, 1001:1499].abs().max() < 1e-4  # before its delay is over
    assert inside[:, 21_100:].abs().max() < 1e-4
    tails = inside[:, 1500:21_000]
    assert tails.square().sum(1).sqrt().numpy() == pytest.approx(0.3, abs=0.01)
    assert rms(tails[:, :3000]) > 5 * rms(tails[:, -3000:])
    assert abs(float(torch.corrcoef(tails)[0, 1])) < 0.1
    again = after(click(1000)[None], replace(NOTHING, room=ROOM))[0]
    torch.testing.assert_close(again, inside, atol=1e-5, rtol=0)


def test_a_doubled_voice_comes_again() -> None:
    doubling = Doubling((0.02, 0.03), 0.5)
    (result,) = after(click(1000)[None], replace(NOTHING, doubling=doubling))
    for side, delay_s in zip(result, doubling.delays_s, strict=True):
        assert float(side[1000]) == pytest.approx(1, abs=1e-3)
        assert float(side[1000 + round(delay_s * 44100)]) == pytest.approx(0.5, abs=1e-2)


def test_only_voices_are_doubled_and_every_alteration_occurs() -> None:
    rng = np.random.default_rng(2)
    voices = [Alteration.draw(rng, voice=True) for _ in range(200)]
    others = [Alteration.draw(rng, voice=False) for _ in range(200)]
    assert not any(each.doubling for each in others)
    assert 20 < sum(each.doubling is not None for each in voices) < 60
    assert 20 < sum(each.room is not None for each in voices) < 60
    assert 30 < sum(not any(each.equaliser_db) for each in voices) < 70
    to_left = [each.placement[0] for each in voices]
    assert 70 < sum(abs(right) > abs(left) for left, right in to_left) < 130  # mirrored
    assert 70 < sum(each.gain < 0 for each in voices) < 130
    gains_db = [20 * np.log10(abs(each.gain)) for each in voices]
    assert -12 <= min(gains_db) < -6
    assert 6 < max(gains_db) <= 12


def test_a_placement_says_what_left_and_right_become() -> None:
    sound = torch.stack([sine(440), click(100)])[:, 0]
    placed = replace(NOTHING, gain=-0.5, placement=((1.0, 0.5), (0.0, -2.0)))
    (result,) = after(sound[None], placed)
    wanted = -0.5 * torch.stack([sound[0] + 0.5 * sound[1], -2 * sound[1]])
    torch.testing.assert_close(result, wanted, atol=1e-5, rtol=0)


def test_a_place_in_stereo_moves_energy_and_invents_none() -> None:
    rng = np.random.default_rng(5)
    noise = torch.randn(2, FRAMES, generator=torch.Generator().manual_seed(1))
    gains = []
    for _ in range(60):
        placement = Alteration.draw(rng, voice=False).placement
        moved = after(noise[None], replace(NOTHING, placement=placement))
        gains.append(rms(moved) ** 2 / rms(noise) ** 2)
    assert min(gains) > 0.3
    assert max(gains) < 2.5


def test_a_compressor_turns_every_stem_down_alike() -> None:
    stems = torch.randn(3, 4, 2, FRAMES, generator=torch.Generator().manual_seed(7))
    stems[..., FRAMES // 2 :] *= 10
    drawn = [Compression(1000, 0.5, 6.0), None, Compression(5000, 0.5, 2.0)]
    result = compressed(stems, drawn)
    gain = (result / stems)[[0, 2]]
    torch.testing.assert_close(gain, gain[:, :1, :1].expand_as(gain), rtol=1e-4, atol=1e-4)
    assert torch.equal(result[1], stems[1])
    contrast = [
        rms(each[..., FRAMES // 2 :]) / rms(each[..., :10_000]) for each in (stems[0], *result)
    ]
    assert contrast[1] < 0.6 * contrast[0]
    assert contrast[1] < 0.9 * contrast[3] < 0.9 * contrast[2]
    # Each is as if it were the only one.
    alone = compressed(stems[2:], drawn[2:])
    torch.testing.assert_close(alone[0], result[2], rtol=1e-4, atol=1e-4)


def test_what_a_compressor_does_to_a_steady_sound_is_what_its_ratio_says() -> None:
    stems = torch.zeros(1, 4, 2, 3 * FRAMES)
    stems[0, 0] = sine(1000, 3 * FRAMES)
    (result,) = compressed(stems, [Compression(1280, 0.25, 4.0)])
    # The level is four times the threshold's power: 6 dB over it become 1.5.
    steady = slice(FRAMES, 2 * FRAMES)
    change_db = 20 * np.log10(rms(result[0, :, steady]) / rms(stems[0, 0, :, steady]))
    assert change_db == pytest.approx(-4.5, abs=0.3)

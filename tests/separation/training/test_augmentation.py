"""What is done to stems changes them as it should, and keeps the sum what it is."""

from __future__ import annotations

import numpy as np

from separation.training.augmentation import Resampling, altered, compressed, placed

FRAMES = 30_000


def sine(hertz: float, frames: int) -> np.ndarray:
    wave = np.sin(2 * np.pi * hertz * np.arange(frames) / 44100)
    return np.stack([wave, wave]).astype(np.float32)


def test_lengths_stay_within_three_semitones_and_transform_quickly() -> None:
    rng = np.random.default_rng(1)
    ratios = [Resampling.draw(FRAMES, rng).read_frames / FRAMES for _ in range(200)]
    assert 0.83 < min(ratios) < 0.9
    assert 1.1 < max(ratios) <= 1.2
    assert 60 < sum(ratio == 1 for ratio in ratios) < 140


def test_what_is_read_faster_sounds_higher() -> None:
    resampling = Resampling(36_000, FRAMES)
    result = altered(sine(1000, 36_000), resampling, np.random.default_rng(3), voice=False)
    assert result.shape == (2, FRAMES)
    assert result.dtype == np.float32
    strongest = np.abs(np.fft.rfft(result[0])).argmax() * 44100 / FRAMES
    assert abs(strongest - 1200) < 2


def test_a_voice_is_sometimes_doubled() -> None:
    plain = sine(440, FRAMES)
    differs = 0
    for seed in range(40):
        alone, perhaps = (
            altered(plain, Resampling(FRAMES, FRAMES), np.random.default_rng(seed), voice=voice)
            for voice in (False, True)
        )
        differs += not np.array_equal(alone, perhaps)
    assert differs > 30  # drawing for it changes the draws that follow


def test_a_place_in_stereo_moves_energy_and_invents_none() -> None:
    rng = np.random.default_rng(5)
    noise = rng.standard_normal((2, FRAMES)).astype(np.float32)
    gains = []
    for _ in range(60):
        moved = placed(noise, rng)
        gains.append(np.square(moved).mean() / np.square(noise).mean())
        assert moved.dtype == np.float32
    assert min(gains) > 0.3
    assert max(gains) < 2.5


def test_a_compressor_turns_every_stem_down_alike() -> None:
    rng = np.random.default_rng(7)
    stems = rng.standard_normal((4, 2, FRAMES)).astype(np.float32)
    stems[:, :, FRAMES // 2 :] *= 10
    result = compressed(stems, rng)
    gain = result / stems
    np.testing.assert_allclose(gain, np.broadcast_to(gain[:1, :1], gain.shape), rtol=1e-4)
    before = np.square(stems[..., FRAMES // 2 :]).mean() / np.square(stems[..., :10_000]).mean()
    after = np.square(result[..., FRAMES // 2 :]).mean() / np.square(result[..., :10_000]).mean()
    assert after < 0.8 * before

"""Drum hits, on kits that nothing was fitted to."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.reading.drum_hits import Drum, DrumHits
from player.reading.drum_transcription import find_drum_hits
from tests.songs.instruments import drum_kit

_DRUM_OF = {"kick": Drum.KICK, "snare": Drum.SNARE, "hat": Drum.HIHAT}
_NEAR_FRAMES = 441


def _pattern(bars: int = 4) -> list[tuple[int, str, float]]:
    """Kick and hat, hat, snare and hat, hat: frame, drum and gain."""
    hits = []
    for step in range(8 * bars):
        frame = 9000 + 11_000 * step
        hits.append((frame, "hat", 0.8))
        if step % 4 == 0:
            hits.append((frame, "kick", 0.9))
        if step % 4 == 2:
            hits.append((frame, "snare", 0.9))
    return hits


def _played(hits: list[tuple[int, str, float]], kit_seed: int) -> NDArray[np.float32]:
    kit = drum_kit(np.random.default_rng(kit_seed))
    sound = np.zeros(max(frame for frame, _, _ in hits) + SAMPLE_RATE, np.float32)
    for frame, drum, gain in hits:
        sound[frame : frame + len(kit[drum])] += gain * kit[drum]
    return np.repeat(0.5 * sound[:, None], 2, axis=1)


def _frames(found: DrumHits, drum: Drum) -> list[int]:
    return [hit.frame for hit in found.hits if hit.drum is drum]


@pytest.mark.parametrize("kit_seed", [91, 92, 93])
def test_a_beat_is_found_with_what_is_struck_at_once(kit_seed: int) -> None:
    hits = _pattern()
    found = find_drum_hits(_played(hits, kit_seed), SAMPLE_RATE)
    for name, drum in _DRUM_OF.items():
        true = [frame for frame, each, _ in hits if each == name]
        assert _frames(found, drum) == pytest.approx(true, abs=_NEAR_FRAMES)


def test_hits_at_once_have_one_frame() -> None:
    found = find_drum_hits(_played(_pattern(), 91), SAMPLE_RATE)
    kicks = set(_frames(found, Drum.KICK))
    assert kicks <= set(_frames(found, Drum.HIHAT))


def test_a_soft_hit_has_less_velocity() -> None:
    hits = [(9000 + 22_000 * n, "snare", gain) for n, gain in enumerate((0.9, 0.3, 0.9, 0.3))]
    found = find_drum_hits(_played(hits, 92), SAMPLE_RATE)
    loud, soft, again, _ = (hit.velocity for hit in found.hits if hit.drum is Drum.SNARE)
    assert soft < 0.8 * loud
    assert again == pytest.approx(loud, abs=0.1)


def test_another_rate_gives_the_same_hits_at_its_own_frames() -> None:
    sound = _played(_pattern(2), 93)
    slow = find_drum_hits(np.repeat(sound, 2, axis=0), 2 * SAMPLE_RATE)
    usual = find_drum_hits(sound, SAMPLE_RATE)
    assert [hit.drum for hit in slow.hits] == [hit.drum for hit in usual.hits]
    assert [hit.frame / 2 for hit in slow.hits] == pytest.approx(
        [hit.frame for hit in usual.hits], abs=_NEAR_FRAMES
    )


@pytest.mark.parametrize("frames", [0, 1, 300, 2 * SAMPLE_RATE])
def test_silence_and_nothing_have_no_hits(frames: int) -> None:
    assert find_drum_hits(np.zeros((frames, 2), np.float32), SAMPLE_RATE) == DrumHits()


def test_a_steady_tone_is_no_drum() -> None:
    tone = 0.3 * np.sin(2 * np.pi * 80 * np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE)
    found = find_drum_hits(np.repeat(tone[:, None], 2, axis=1).astype(np.float32), SAMPLE_RATE)
    assert len(found.hits) <= 1

from __future__ import annotations

import numpy as np

from separation.training.composer import compose


def test_the_same_seed_composes_the_same_song() -> None:
    songs = [compose(np.random.default_rng(seed), 100.0, 16) for seed in (1, 1, 2)]
    assert songs[0] == songs[1]
    assert songs[0] != songs[2]


def test_a_song_has_its_length_and_registers() -> None:
    for seed in range(8):
        song = compose(np.random.default_rng(seed), 120.0, 8)
        assert min(note.pitch for note in song.bass) >= 28
        assert max(note.pitch for note in song.bass) < 60
        assert len(song.comping) == 3
        assert song.melody
        for note in (*song.melody, *song.bass, *song.comping[0], *song.lead):
            assert 0.0 <= note.start_s < note.end_s <= 16.5

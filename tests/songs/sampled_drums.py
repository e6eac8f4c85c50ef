"""The drums of a song played by the kits of soundfonts: sounds that nobody made for a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.reading.drum_hits import Drum
from separation.training.notes import Note, Part
from separation.training.soundfonts import Soundfonts, play
from tests.songs.instruments import SAMPLE_RATE
from tests.songs.song_to_read import TrueHit

CLASSES = {
    "kick": Drum.KICK,
    "snare": Drum.SNARE,
    "rim": Drum.SNARE,
    "hat": Drum.HIHAT,
    "foot": Drum.HIHAT,
    "ride": Drum.HIHAT,
}
"""What is told of each drum of a song; crashes and toms are none of them."""

_KITS = (0, 8, 16, 24, 25, 32, 40)
_KEYS = {"rim": 37, "foot": 44, "ride": 51, "crash": 49}
_TOMS = (41, 43, 45, 47, 48, 50)
_HIT_S = 0.1
# Of the snare's soft hits in a song with toms: how many they take over.
_TOM_SHARE = 0.5
_FILL_VELOCITY = 0.65


@dataclass(frozen=True, eq=False)
class SampledDrums:
    """sound: float32 (frames, 2). hits: as they were played, with toms called "tom"."""

    sound: NDArray[np.float32]
    hits: tuple[TrueHit, ...]


def sampled_drums(
    hits: Sequence[TrueHit], frames: int, seed: int, *, is_for_test: bool = False
) -> SampledDrums:
    """Another seed: another kit. is_for_test: of a soundfont nothing is fitted to.

    Raises: FileNotFoundError without the soundfonts; ImportError without pyfluidsynth.
    """
    rng = np.random.default_rng([seed, 77])
    soundfont = Soundfonts().pick("test" if is_for_test else "train", rng)
    kick, snare = int(rng.choice((35, 36))), int(rng.choice((38, 40)))
    keys = {**_KEYS, "kick": kick, "snare": snare}
    has_toms = rng.random() < 0.6
    played, notes = [], []
    for hit in hits:
        drum, key = hit.drum, keys.get(hit.drum, 42)
        if drum == "hat" and rng.random() < 0.12:
            key = 46
        soft = has_toms and drum == "snare" and hit.velocity < _FILL_VELOCITY
        if soft and rng.random() < _TOM_SHARE:
            drum, key = "tom", int(rng.choice(_TOMS))
        start_s = hit.frame / SAMPLE_RATE
        notes.append(Note(start_s, start_s + _HIT_S, key, max(1, round(127 * hit.velocity))))
        played.append(TrueHit(hit.frame, drum, hit.velocity))
    part = Part(int(rng.choice(_KITS)), is_drums=True, notes=tuple(notes))
    sound = play(part, frames / SAMPLE_RATE, soundfont)
    return SampledDrums(sound[:frames], tuple(played))

"""Letters for sections that are the same again."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from player.reading.bar_features import PARTS, BarFeatures
from player.reading.section_borders import likeness
from player.reading.section_labels import section_labels

VERSE, CHORUS = (0, 9, 5, 7), (2, 4, 9, 11)


def song(*sections: tuple[tuple[int, ...], int, int, float]) -> tuple[BarFeatures, list[int]]:
    """By the pitch classes of its bars, how many they are, how much higher, and the colour."""
    rng = np.random.default_rng(1)
    chroma, timbre, borders = [], [], [0]
    for notes, bars, lift, colour in sections:
        for bar in range(bars):
            of_bar = np.zeros((PARTS, 12))
            of_bar[:, (notes[bar % len(notes)] + lift) % 12] = 1
            chroma.append(of_bar + 0.05 * rng.random((PARTS, 12)))
            timbre.append(colour + rng.standard_normal((PARTS, 4)))
        borders.append(borders[-1] + bars)
    level: NDArray[np.float32] = np.zeros(len(chroma), np.float32)
    features = BarFeatures(np.array(chroma, np.float32), np.array(timbre, np.float32), level)
    return features, borders


@pytest.mark.parametrize(
    ("sections", "letters"),
    [
        # Other notes in another colour.
        (((VERSE, 8, 0, 0.0), (CHORUS, 8, 0, 20.0), (VERSE, 8, 0, 0.0)), [0, 1, 0]),
        # The same notes, played by others.
        (((VERSE, 8, 0, 0.0), (VERSE, 8, 0, 30.0), (VERSE, 8, 0, 0.0)), [0, 1, 0]),
        # Half a chorus is a chorus.
        (((CHORUS, 8, 0, 20.0), (VERSE, 8, 0, 0.0), (CHORUS, 4, 0, 20.0)), [0, 1, 0]),
        # The last chorus is a whole tone higher.
        (
            ((VERSE, 8, 0, 0.0), (CHORUS, 8, 0, 20.0), (VERSE, 8, 0, 0.0), (CHORUS, 8, 2, 20.0)),
            [0, 1, 0, 1],
        ),
        (((VERSE, 8, 0, 0.0),), [0]),
    ],
)
def test_the_same_again_has_the_same_letter(
    sections: tuple[tuple[tuple[int, ...], int, int, float], ...], letters: list[int]
) -> None:
    features, borders = song(*sections)
    assert section_labels(likeness(features), borders) == letters

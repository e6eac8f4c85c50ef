"""Which sections of a song are alike: the same letter for each of them.

Sections are compared bar by bar, in the order they are played in (after Cooper & Foote 2003, and
the alignment of McFee & Ellis 2014), and gathered by average linkage.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from player.reading.section_borders import Likeness

# More alike than this, and it is the same again.
_SAME = 0.62
_CHROMA_SHARE = 0.4
# So much less alike is what is played higher.
_LIFTED = 0.15

Span = tuple[int, int]


def section_labels(alike: Likeness, borders: list[int]) -> list[int]:
    """A number for each section between the borders, counted from 0 as they first come."""
    spans = list(pairwise(borders))
    count = len(spans)
    table = np.ones((count, count))
    for one, other in combinations(range(count), 2):
        table[one, other] = table[other, one] = _likeness(alike, spans[one], spans[other])
    return _in_order(_gathered(table))


def _likeness(alike: Likeness, one: Span, other: Span) -> float:
    """Of two sections, the earlier first, 0 to about 1: of their notes where the shorter lies best
    in the longer, also higher, and of their colour all together, beside what each has in itself.
    """
    notes = _best_aligned(alike.chroma[slice(*one), slice(*other)])
    for lifted in alike.lifted:
        notes = max(notes, _best_aligned(lifted[slice(*one), slice(*other)]) - _LIFTED)
    across = float(alike.timbre[slice(*one), slice(*other)].mean())
    own = [float(alike.timbre[slice(*span), slice(*span)].mean()) for span in (one, other)]
    colour = across / float(np.sqrt(own[0] * own[1]))
    return _CHROMA_SHARE * notes + (1 - _CHROMA_SHARE) * colour


def _best_aligned(block: NDArray[np.float32]) -> float:
    """The mean along the best of the diagonals on which the shorter is within the longer."""
    short, long = sorted(block.shape)
    wide = block if block.shape[0] == short else block.T
    return max(float(np.diagonal(wide, offset).mean()) for offset in range(long - short + 1))


def _gathered(table: NDArray[np.float64]) -> list[int]:
    """Which group each section is in: the two groups most alike become one, as long as there are
    two that are the same.
    """
    groups = [[index] for index in range(len(table))]
    between = table.copy()
    np.fill_diagonal(between, -1.0)
    while len(groups) > 1:
        one, other = divmod(int(between.argmax()), len(groups))
        if between[one, other] < _SAME:
            break
        one, other = sorted((one, other))
        sizes = len(groups[one]), len(groups[other])
        merged = (sizes[0] * between[one] + sizes[1] * between[other]) / sum(sizes)
        groups[one] += groups.pop(other)
        between[one] = between[:, one] = merged
        between[one, one] = -1.0
        between = np.delete(np.delete(between, other, 0), other, 1)
    found = np.zeros(len(table), int)
    for number, members in enumerate(groups):
        found[members] = number
    return found.tolist()


def _in_order(numbers: list[int]) -> list[int]:
    """The same groups, numbered as they first come."""
    firsts = list(dict.fromkeys(numbers))
    return [firsts.index(number) for number in numbers]

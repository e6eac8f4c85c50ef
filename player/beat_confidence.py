"""How sure found beats and bars are, as a share: of songs for which it says 0.8, four in five are
right.

The share that the choice among the hypotheses gives (`metrical_level.py`) is far too sure of
itself: they all come from the same onsets, and a song may have beats that none of them has. So it
is brought to scale (Platt 1999): by logistic regression of what came out right on that share and on
what it was built of, fitted to generated songs that the choice was not fitted to, some of them in
noise, in free time or without any beat (`beat_weights.py`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.beat_weights import SURE_OF_BARS, SURE_OF_BEATS
from player.metrical_level import Choice, Described

_MOST = 6.0


def evidence(best: Described, choice: Choice, struck: float) -> NDArray[np.float64]:
    """What tells how sure a choice is: (numbers,). struck: at which share of its beats something
    begins.
    """
    at = best.at
    gaps = np.diff(at.beats)
    on = float(at.strength.mean())
    between = float(at.parts[:, 2].mean())
    return np.array(
        [
            _odds(choice.beats),
            _odds(choice.bars),
            struck,
            on,
            on - between,
            min(0.3, float(np.std(gaps) / np.median(gaps))),
            min(3.0, best.lead),
            best.fit,
            min(1.0, float(np.log(len(at.beats) / 60))),
        ]
    )


def confidences(numbers: NDArray[np.float64]) -> tuple[float, float]:
    """How likely the beats are right, and the bars too: 0 to 1, the second no more than the
    first.
    """
    beats, bars = (
        float(1 / (1 + np.exp(-(numbers @ np.array(weights[:-1]) + weights[-1]))))
        for weights in (SURE_OF_BEATS, SURE_OF_BARS)
    )
    return beats, min(beats, bars)


def _odds(share: float) -> float:
    """Their logarithm."""
    least = np.exp(-_MOST)
    share = float(np.clip(share, least, 1 - least))
    return float(np.log(share / (1 - share)))

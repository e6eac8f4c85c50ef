"""The key of a song, from its chords and its notes; and which chords a key makes likely."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from player.reading.chord_states import CHORDS, NO_CHORD, QUALITIES, SHAPES, STATES
from player.reading.chord_symbol import Chord
from player.reading.song_key import FoundKey, Key

KEYS = tuple(Key(tonic, is_minor) for is_minor in (False, True) for tonic in range(12))

# How often each degree sounds in major and in minor: Albrecht & Shanahan 2013, "The use of large
# corpora to train a new type of key-finding algorithm", Music Perception 31.
_PROFILES = (
    (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081),
    (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052),
)
_SCALES = (frozenset((0, 2, 4, 5, 7, 9, 11)), frozenset((0, 2, 3, 5, 7, 8, 10)))
_DOMINANT = 7
_LEADING_NOTE = 11
# How likely a chord is by how many of its notes are foreign to the key, before `pull`.
_FOREIGN = np.array((1.0, 0.3, 0.1, 0.05, 0.05))
_ENDS = 0.06


def key_evidence(
    chords: NDArray[np.float64], treble: NDArray[np.float32], lengths: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What speaks for each of KEYS: (24, numbers).

    chords: (steps, STATES), how probable each is; treble: (steps, 12), from C, what sounds;
    lengths: (steps,), of each step.

    How alike the song's notes and the key's profile are (Krumhansl 1990), how long its tonic, its
    dominant and its subdominant are heard, how much of it is foreign, whether it begins and ends on
    the tonic, and whether it is minor.
    """
    share = lengths / lengths.sum()
    by_class = share @ (treble.astype(np.float64) ** 2)
    by_class = by_class / (by_class.sum() + 1e-12)
    heard = share @ chords
    tones = heard @ _tones()
    classes = by_class + tones / (tones.sum() + 1e-12)
    place = np.cumsum(share) - share / 2
    first, last = (share * near @ chords for near in (place < _ENDS, place > 1 - _ENDS))
    found = []
    for number, key in enumerate(KEYS):
        profile = np.roll(_PROFILES[key.is_minor], key.tonic)
        tonic, dominant, subdominant = _functions(number)
        found.append(
            (
                float(np.corrcoef(classes, profile)[0, 1]) if classes.std() > 0 else 0.0,
                float(heard @ tonic),
                float(heard @ dominant),
                float(heard @ subdominant),
                float(heard @ foreign(number)),
                float(first @ tonic) / (first.sum() + 1e-12),
                float(last @ tonic) / (last.sum() + 1e-12),
                float(key.is_minor),
            )
        )
    return np.array(found)


def key_probabilities(
    evidence: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How probable each of KEYS is: (24,)."""
    scores = evidence @ weights
    likely: NDArray[np.float64] = np.exp(scores - scores.max())
    likely /= likely.sum()
    return likely


def likeliest_key(likely: NDArray[np.float64]) -> FoundKey:
    """That of `key_probabilities`, and how probable it is."""
    best = int(likely.argmax())
    return FoundKey(KEYS[best], float(likely[best]))


def arrival(likely: NDArray[np.float64], pull: float) -> NDArray[np.float64]:
    """How probable it is for a new chord to be each: (STATES,). pull: how much keys count."""
    fitting = np.array([_FOREIGN[foreign(number).astype(int)] for number in range(len(KEYS))])
    weights = (likely @ fitting) ** pull
    weights[NO_CHORD] = weights[:CHORDS].mean()
    found: NDArray[np.float64] = weights / weights.sum()
    return found


@cache
def foreign(key: int) -> NDArray[np.float64]:
    """How many notes of each state are not in one of KEYS: (STATES,). A minor key's dominant may
    have its leading note.
    """
    scale, counts = _SCALES[KEYS[key].is_minor], np.zeros(STATES)
    for state, chord in enumerate(_chords()):
        above = {(pitch - KEYS[key].tonic) % 12 for pitch in chord.pitch_classes}
        allowed = set(scale)
        if KEYS[key].is_minor and _LEADING_NOTE in above:
            allowed |= {_LEADING_NOTE}
        counts[state] = len(above - allowed)
    return counts


@cache
def _functions(key: int) -> tuple[NDArray[np.float64], ...]:
    """Which states are tonic, dominant and subdominant: (STATES,) each, 0 and 1."""
    tonic, is_minor = KEYS[key].tonic, KEYS[key].is_minor
    found = np.zeros((3, STATES))
    for state, chord in enumerate(_chords()):
        third = next((each for each in (3, 4) if each in chord.intervals), 0)
        own = 3 if is_minor else 4
        above = (chord.root - tonic) % 12
        if above == 0 and third == own:
            found[0, state] = 1
        elif above == _DOMINANT and third == 4:
            found[1, state] = 1
        elif above == 5 and third == own:
            found[2, state] = 1
    return tuple(found)


@cache
def _tones() -> NDArray[np.float64]:
    """Which pitch classes each state has: (STATES, 12)."""
    found = np.zeros((STATES, 12))
    for state, chord in enumerate(_chords()):
        found[state, sorted(chord.pitch_classes)] = 1 / len(chord.pitch_classes)
    return found


@cache
def _chords() -> tuple[Chord, ...]:
    return tuple(
        Chord(root, QUALITIES[kind], (root + above) % 12 if above else None)
        for kind, above in SHAPES
        for root in range(12)
    )

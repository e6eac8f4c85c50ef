"""Keys by their chords and notes; chords by their keys."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from player.reading.chord_states import STATES, chord_of
from player.reading.chord_symbol import parse_chord
from player.reading.chord_weights import FROM_STEMS
from player.reading.key_recognition import (
    KEYS,
    arrival,
    foreign,
    key_evidence,
    key_probabilities,
    likeliest_key,
)
from player.reading.song_key import Key


def found(chords: str, transposed: int = 0) -> tuple[Key, float]:
    """The key of a song of these, all equally long."""
    names = [parse_chord(name).transposed(transposed) for name in chords.split()] * 4
    states = [next(s for s in range(STATES) if chord_of(s) == chord) for chord in names]
    likely = np.full((len(states), STATES), 0.1 / STATES)
    treble = np.zeros((len(states), 12), np.float32)
    for step, (state, chord) in enumerate(zip(states, names, strict=True)):
        likely[step, state] += 0.9
        treble[step, sorted(chord.pitch_classes)] = 1
    evidence = key_evidence(likely, treble, np.full(len(states), 1000))
    key = likeliest_key(key_probabilities(evidence, FROM_STEMS.key))
    return key.key, key.confidence


@pytest.mark.parametrize("semitones", [0, 3, 8])
@pytest.mark.parametrize(
    ("chords", "expected"),
    [
        ("C G Am F C", Key(0)),
        ("C Am Dm7 G7 C", Key(0)),
        ("Am Dm E7 Am", Key(9, True)),
        ("Am F G Am", Key(9, True)),
        ("D A Bm G D", Key(2)),
    ],
)
def test_the_key_of_plain_progressions(chords: str, expected: Key, semitones: int) -> None:
    key, confidence = found(chords, semitones)
    assert key == expected.transposed(semitones)
    assert 0.3 < confidence <= 1


def test_every_probability_is_one() -> None:
    rng = np.random.default_rng(3)
    likely: NDArray[np.float64] = rng.random((20, STATES))
    likely /= likely.sum(axis=1, keepdims=True)
    evidence = key_evidence(likely, rng.random((20, 12)).astype(np.float32), np.full(20, 500))
    assert key_probabilities(evidence, FROM_STEMS.key).sum() == pytest.approx(1)


def test_a_key_makes_its_own_chords_likely() -> None:
    in_c = np.zeros(len(KEYS))
    in_c[KEYS.index(Key(0))] = 1
    expected = arrival(in_c, 1.0)
    assert expected.sum() == pytest.approx(1)

    def of(name: str) -> float:
        state = next(s for s in range(STATES) if chord_of(s) == parse_chord(name))
        return float(expected[state])

    assert of("Am") == of("C") > of("D7") > of("F#")
    assert arrival(in_c, 0.0) == pytest.approx(1 / STATES)


def test_minor_may_have_its_leading_note() -> None:
    state = next(s for s in range(STATES) if chord_of(s) == parse_chord("E7"))
    assert foreign(KEYS.index(Key(9, True)))[state] == 0
    assert foreign(KEYS.index(Key(0)))[state] == 1

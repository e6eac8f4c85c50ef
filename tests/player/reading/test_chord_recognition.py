"""Chords that are played are found, in stems and in the mix, with and without a grid."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.chord_chart import ChordChart
from player.reading.chord_recognition import find_harmony
from player.reading.chord_symbol import parse_chord
from player.reading.song_key import Key
from tests.songs.chord_accuracy import chord_accuracy
from tests.songs.generator import Span
from tests.songs.instruments import tone

BEAT_S = 0.5
BEATS_EACH = 4
CHORDS = "C C7 F Dm7 G/B Gsus4 G Am Fmaj7 Bdim C"
Sound = NDArray[np.float32]


def beat(number: int) -> int:
    return round((0.2 + BEAT_S * number) * SAMPLE_RATE)


@cache
def played(names: str = CHORDS, cents: float = 0.0) -> tuple[Sound, Sound]:
    """other, bass: a chord every two seconds, struck every beat."""
    chords = [parse_chord(name) for name in names.split()]
    frames = beat(BEATS_EACH * len(chords)) + SAMPLE_RATE // 2
    other, bass = np.zeros(frames, np.float32), np.zeros(frames, np.float32)
    for number, chord in enumerate(chords):
        for struck in range(BEATS_EACH * number, BEATS_EACH * (number + 1)):
            low = tone("bass", 28 + (chord.lowest - 28) % 12 + cents / 100, 400)
            bass[beat(struck) :][: len(low)] += 0.5 * low
            for above in chord.intervals:
                pitch = 52 + (chord.root + above - 52) % 12
                note = tone("piano", pitch + cents / 100, 440)
                other[beat(struck) :][: len(note)] += 0.2 * note
    return other[:, None].repeat(2, axis=1), bass[:, None].repeat(2, axis=1)


def grid() -> BeatGrid:
    beats = range(BEATS_EACH * len(CHORDS.split()) + 1)
    return BeatGrid(tuple(map(beat, beats)), tuple(beats)[::BEATS_EACH])


def truth(names: str = CHORDS) -> tuple[Span, ...]:
    chords = [parse_chord(name) for name in names.split()]
    lines = [beat(BEATS_EACH * number) for number in range(len(chords) + 1)]
    spans = zip(lines[:-1], lines[1:], chords, strict=True)
    return (Span(0, lines[0], "N"), *(Span(a, b, chord.harte) for a, b, chord in spans))


def check_covers(chart: ChordChart, frames: int) -> None:
    assert chart.spans[0].start_frame == 0
    assert chart.spans[-1].stop_frame == frames
    assert all(0 <= span.confidence <= 1 for span in chart.spans)


def test_chords_are_found_in_stems() -> None:
    other, bass = played()
    chart, key = find_harmony(other, bass, other + bass, grid(), SAMPLE_RATE)
    check_covers(chart, len(other))
    accuracy = chord_accuracy(truth(), chart)
    assert accuracy.majmin > 0.9
    assert accuracy.sevenths > 0.8
    assert key is not None
    assert key.key == Key(0)
    inverted = chart.at(beat(4 * BEATS_EACH + 2))
    assert inverted is not None
    assert inverted.chord == parse_chord("G/B")


@pytest.mark.parametrize("cents", [-35.0, 35.0])
def test_a_song_may_be_tuned_otherwise(cents: float) -> None:
    other, bass = played(cents=cents)
    chart, _ = find_harmony(other, bass, other + bass, grid(), SAMPLE_RATE)
    assert chord_accuracy(truth(), chart).majmin > 0.9


def test_the_mix_and_no_grid_are_enough_for_the_plain_ones() -> None:
    other, bass = played()
    chart, key = find_harmony(None, None, other + bass, None, SAMPLE_RATE)
    check_covers(chart, len(other))
    assert chord_accuracy(truth(), chart).majmin > 0.75
    assert key is not None
    assert key.key.signature_tonic == 0


def test_a_silent_bass_is_done_without() -> None:
    other, bass = played()
    chart, _ = find_harmony(other, np.zeros_like(bass), other, grid(), SAMPLE_RATE)
    assert chord_accuracy(truth(), chart).majmin > 0.8


def test_chords_that_are_higher_are_found_as_much_higher() -> None:
    low, _ = find_harmony(*played(), sum(played()), grid(), SAMPLE_RATE)  # type: ignore[arg-type]
    higher = " ".join(parse_chord(name).transposed(3).name() for name in CHORDS.split())
    found, key = find_harmony(*played(higher), sum(played(higher)), grid(), SAMPLE_RATE)  # type: ignore[arg-type]
    assert chord_accuracy(truth(higher), found).majmin > 0.9
    assert key is not None
    assert key.key == Key(3)
    assert low.at(beat(2)) != found.at(beat(2))


def test_where_nothing_is_played_there_is_no_chord() -> None:
    other, bass = played()
    stop = beat(5 * BEATS_EACH), beat(8 * BEATS_EACH)
    other, bass = other.copy(), bass.copy()
    other[stop[0] : stop[1]] = 0
    bass[stop[0] : stop[1]] = 0
    chart, _ = find_harmony(other, bass, other + bass, grid(), SAMPLE_RATE)
    silent = chart.at(beat(6 * BEATS_EACH))
    assert silent is not None
    assert silent.chord is None


def test_sides_that_cancel_each_other_are_silence() -> None:
    other = played("C F G C")[0] * np.array([1, -1], np.float32)
    assert find_harmony(other, other, other, None, SAMPLE_RATE) == (ChordChart(), None)


def test_silence_has_neither_chords_nor_key() -> None:
    nothing = np.zeros((3 * SAMPLE_RATE, 2), np.float32)
    chart, key = find_harmony(nothing, nothing, nothing, None, SAMPLE_RATE)
    assert chart.spans == ()
    assert key is None

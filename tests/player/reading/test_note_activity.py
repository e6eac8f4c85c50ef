"""Notes are seen where they are, without their harmonics."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.reading.log_spectrum import (
    BINS,
    BINS_PER_SEMITONE,
    HOP,
    LOWEST_MIDI,
    RATE,
    analysis_sound,
    log_spectrum,
)
from player.reading.note_activity import NOTES, note_activity, pitch_classes
from tests.songs.instruments import tone


def seen(sound: NDArray[np.float32], cents: float = 0.0) -> NDArray[np.float32]:
    return log_spectrum(analysis_sound(sound[:, None], SAMPLE_RATE), cents)


@pytest.mark.parametrize("midi", [33, 45, 69, 88])
def test_a_sine_is_loudest_at_its_place(midi: int) -> None:
    time_s = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    sine = 0.5 * np.sin(2 * np.pi * 440 * 2 ** ((midi - 69) / 12) * time_s)
    middle = seen(sine.astype(np.float32))[5]
    assert middle.argmax() == (midi - LOWEST_MIDI) * BINS_PER_SEMITONE


def test_what_is_tuned_higher_is_seen_at_the_same_place() -> None:
    middle = seen(tone("organ", 60.3, 1500), cents=30.0)[8]
    assert middle.argmax() % (12 * BINS_PER_SEMITONE) == 0


def test_columns_are_where_they_say() -> None:
    sound = np.zeros(4 * SAMPLE_RATE, np.float32)
    sound[2 * SAMPLE_RATE :] = tone("organ", 72, 2000)[: 2 * SAMPLE_RATE]
    power = seen(sound)[:, (72 - LOWEST_MIDI) * BINS_PER_SEMITONE]
    begins = np.flatnonzero(power > power.max() / 2)[0] * HOP / RATE
    assert begins == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("kind", ["piano", "guitar", "organ"])
@pytest.mark.parametrize("chord", [(48, 52, 55), (53, 57, 60, 63), (62, 65, 69)])
def test_the_notes_of_a_chord_are_the_loudest(kind: str, chord: tuple[int, ...]) -> None:
    sound = np.sum([tone(kind, float(midi), 1000) for midi in chord], axis=0)
    activity = note_activity(seen(sound.astype(np.float32))[3:8]).mean(axis=0)
    loudest = set(np.argsort(activity)[-len(chord) :] + LOWEST_MIDI)
    assert loudest == set(chord)


def test_noise_is_no_note() -> None:
    noise = np.random.default_rng(1).standard_normal(2 * SAMPLE_RATE).astype(np.float32)
    chord = np.sum([tone("organ", float(midi), 2000) for midi in (60, 64, 67)], axis=0)[
        : len(noise)
    ]
    both = note_activity(seen((chord + 0.05 * noise).astype(np.float32))[4:12])
    classes = pitch_classes(both, np.ones(NOTES, np.float32)).mean(axis=0)
    assert set(np.argsort(classes)[-3:]) == {0, 4, 7}


def test_silence_is_nothing() -> None:
    activity = note_activity(np.zeros((2, BINS), np.float32))
    assert np.isfinite(activity).all()
    assert activity.max() < 1e-6

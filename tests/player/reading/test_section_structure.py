"""Sections of songs that are put together from known parts."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.section_map import SectionMap
from player.reading.section_structure import find_sections

BAR = 2 * SAMPLE_RATE
CHORDS = {"A": ((60, 64, 67), (57, 60, 64), (65, 69, 72), (67, 71, 74)), "B": ((62, 65, 69),) * 2}


@cache
def bar_of(letter: str, number: int, seed: int) -> NDArray[np.float32]:
    """A chord with a pulse; B has noise on the off-beats too."""
    time_s = np.arange(BAR) / SAMPLE_RATE
    chord = CHORDS[letter][number % len(CHORDS[letter])]
    sound = sum(np.sin(2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * time_s) for pitch in chord)
    rng = np.random.default_rng([seed, number])
    beats = np.exp(-8 * (time_s % 0.5)) * rng.standard_normal(BAR)
    off = np.exp(-20 * ((time_s + 0.25) % 0.5)) * rng.standard_normal(BAR)
    mixed = 0.1 * sound + 0.1 * beats + (0.3 * off if letter == "B" else 0.0)
    return np.repeat(mixed.astype(np.float32)[:, None], 2, axis=1)


def song_of(form: str, bars: int = 8) -> tuple[NDArray[np.float32], BeatGrid]:
    parts = [
        bar_of(letter, number, place) for place, letter in enumerate(form) for number in range(bars)
    ]
    beats = tuple(range(0, len(parts) * BAR, BAR // 4))
    return np.concatenate(parts), BeatGrid(beats, tuple(range(0, len(beats), 4)))


def covers(sections: SectionMap, frames: int) -> bool:
    each = sections.sections
    joined = all(one.stop_frame == other.start_frame for one, other in pairwise(each))
    return joined and (each[0].start_frame, each[-1].stop_frame) == (0, frames)


def test_verse_and_chorus_are_found_at_their_bars_and_told_apart() -> None:
    mix, grid = song_of("ABAB")
    found = find_sections(mix, grid, SAMPLE_RATE)
    assert covers(found, len(mix))
    assert [each.label for each in found.sections] == list("ABAB")
    assert [each.start_frame for each in found.sections] == [0, 8 * BAR, 16 * BAR, 24 * BAR]
    assert all(each.confidence > 0.6 for each in found.sections)


def test_without_a_grid_they_are_found_to_a_few_seconds() -> None:
    mix, _ = song_of("AB")
    found = find_sections(mix[SAMPLE_RATE:], None, SAMPLE_RATE)
    assert [each.label for each in found.sections] == ["A", "B"]
    assert found.sections[1].start_frame == pytest.approx(15 * SAMPLE_RATE, abs=3 * SAMPLE_RATE)


def test_one_sound_all_through_is_one_section() -> None:
    time_s = np.arange(40 * SAMPLE_RATE) / SAMPLE_RATE
    note = np.repeat(np.sin(2 * np.pi * 220 * time_s)[:, None], 2, axis=1).astype(np.float32)
    found = find_sections(0.3 * note, None, SAMPLE_RATE)
    assert {each.label for each in found.sections} == {"A"}
    assert covers(found, len(note))


@pytest.mark.parametrize("seconds", [0.0, 0.01, 3.0, 30.0])
def test_silence_has_no_sections(seconds: float) -> None:
    silence = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    assert find_sections(silence, None, SAMPLE_RATE) == SectionMap()


def test_a_quiet_beginning_that_comes_once_is_an_intro() -> None:
    mix, _ = song_of("BAB")
    time_s = np.arange(4 * BAR) / SAMPLE_RATE
    quiet = np.repeat((0.04 * np.sin(2 * np.pi * 330 * time_s))[:, None], 2, axis=1)
    whole = np.concatenate([quiet.astype(np.float32), mix])
    beats = tuple(range(0, len(whole), BAR // 4))
    found = find_sections(whole, BeatGrid(beats, tuple(range(0, len(beats), 4))), SAMPLE_RATE)
    assert found.sections[0].name == "Intro"
    assert found.sections[1].start_frame == 4 * BAR
    assert [each.name for each in found.sections[1:]] == ["", "", ""]


def test_one_channel_has_the_same_sections() -> None:
    mix, grid = song_of("AB")
    assert find_sections(mix[:, :1], grid, SAMPLE_RATE) == find_sections(mix, grid, SAMPLE_RATE)

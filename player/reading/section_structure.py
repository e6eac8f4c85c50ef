"""Finds the sections of a song: where they begin, and which of them are the same again.

1. The song's bars (`bar_raster.py`), and what each of them sounds like: chroma and cepstral
   coefficients of its parts (`bar_features.py`).
2. How alike each two bars are, and the segmentation into sections most alike in themselves: the
   correlation block-matching of Marmoret, Cohen & Bimbot 2023, TISMIR 6(1) (`section_borders.py`).
3. Sections that are alike bar by bar get the same letter (`section_labels.py`). Those in a row that
   are the same are parts of one, or rounds of it (`section_rounds.py`).
4. How sure each beginning is: by the novelty of Foote 2000 there, and whether it is another that
   begins.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.reading.bar_features import BarFeatures, bar_features
from player.reading.bar_raster import bar_raster
from player.reading.section_borders import likeness, novelty, section_borders
from player.reading.section_edits import letter
from player.reading.section_labels import section_labels
from player.reading.section_map import Section, SectionMap
from player.reading.section_rounds import rounds

_LEAST_BARS = 4
_QUIET_DB = 3.0
_EVEN, _OF_CONTRAST, _OF_ANOTHER = 0.2, 6.0, 0.9
_WITHOUT_BARS = 0.75
_FADED_DB = 25.0


def find_sections(mix: NDArray[np.float32], grid: BeatGrid | None, sample_rate: int) -> SectionMap:
    """The sections of a song, float32 (frames, channels), from its first frame to its last.

    They begin with bars of the grid, as far as it knows them. None at all in silence and in less
    than four bars. A quiet one at the beginning or the end that comes only once has the name Intro
    or Outro. `Section.confidence`: how likely it is that one begins there.
    """
    raster = bar_raster(grid, len(mix), sample_rate)
    features = bar_features(mix, raster.lines, sample_rate) if raster.bars else None
    if features is None:
        return SectionMap()
    first, last = _sounding(features)
    if last - first < _LEAST_BARS:
        return SectionMap()
    features = features.between(first, last)
    # What is next to silent at either end belongs to what is beside it.
    lines = np.concatenate([[0], raster.lines[first + 1 : last], raster.lines[-1:]])
    alike = likeness(features)
    both = alike.both
    borders = section_borders(both, are_bars=raster.are_bars)
    borders, labels = rounds(both, borders, section_labels(alike, borders))
    bars_confidence = grid.downbeat_confidence if grid is not None and raster.are_bars else 0.0
    sections = []
    for index, label in enumerate(labels):
        start, stop = borders[index], borders[index + 1]
        sure = 1.0
        if index:
            is_other = label != labels[index - 1]
            sure = _confidence(novelty(both, start), bars_confidence, is_other=is_other)
        begins, ends = int(lines[start]), int(lines[stop])
        sections.append(Section(begins, ends, letter(label), confidence=round(sure, 3)))
    return SectionMap(tuple(_with_ends_named(sections, borders, features)))


def _sounding(features: BarFeatures) -> tuple[int, int]:
    """From which bar until before which the song is no more than _FADED_DB below what is usual."""
    usual_db = float(np.median(features.level_db))
    heard = np.flatnonzero(features.level_db > usual_db - _FADED_DB)
    return int(heard[0]), int(heard[-1]) + 1


def _confidence(contrast: float, bars_confidence: float, *, is_other: bool) -> float:
    """By how much the bars before and after it differ, whether another section begins, and how sure
    the bars are. On generated songs more of them are right than it says, as songs that people play
    are less regular.
    """
    odds = _EVEN + _OF_CONTRAST * contrast + (_OF_ANOTHER if is_other else 0.0)
    sure = _WITHOUT_BARS + (1 - _WITHOUT_BARS) * bars_confidence
    return float(sure / (1 + np.exp(-odds)))


def _with_ends_named(
    sections: list[Section], borders: list[int], features: BarFeatures
) -> list[Section]:
    """Intro and outro: quieter than the song is otherwise, and nothing like them comes again."""
    if len(sections) < 3:
        return sections
    labels = [section.label for section in sections]
    usual_db = float(np.median(features.level_db))
    for index, name in ((0, "Intro"), (len(sections) - 1, "Outro")):
        own_db = float(np.mean(features.level_db[borders[index] : borders[index + 1]]))
        if labels.count(labels[index]) == 1 and own_db < usual_db - _QUIET_DB:
            sections[index] = replace(sections[index], name=name)
    return sections

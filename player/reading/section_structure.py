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


def find_sections(mix: NDArray[np.float32], grid: BeatGrid | None, sample_rate: int) -> SectionMap:
    """The sections of a song, float32 (frames, channels), from its first frame to its last.

    They begin with bars of the grid, as far as it knows them. None at all in silence and in less
    than four bars. A quiet one at the beginning or the end that comes only once has the name Intro
    or Outro. `Section.confidence`: the share of beginnings like it that are right.
    """
    raster = bar_raster(grid, len(mix), sample_rate)
    if raster.bars < _LEAST_BARS:
        return SectionMap()
    features = bar_features(mix, raster.lines, sample_rate)
    if features is None:
        return SectionMap()
    alike = likeness(features)
    both = alike.both
    borders = section_borders(both, are_bars=raster.are_bars)
    borders, labels = rounds(both, borders, section_labels(alike, borders))
    sections = []
    for index, label in enumerate(labels):
        start, stop = borders[index], borders[index + 1]
        sure = 1.0
        if index:
            sure = _confidence(novelty(both, start), is_other=label != labels[index - 1])
        first, last = int(raster.lines[start]), int(raster.lines[stop])
        sections.append(Section(first, last, letter(label), confidence=round(sure, 3)))
    return SectionMap(tuple(_with_ends_named(sections, borders, features)))


def _confidence(contrast: float, *, is_other: bool) -> float:
    """By how much the bars before and after it differ, and whether another section begins."""
    return float(1 / (1 + np.exp(-(6.0 * contrast + (1.0 if is_other else -1.0)))))


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

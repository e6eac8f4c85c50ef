"""Sections beside true ones: what is right, late, missing or called otherwise is counted so."""

from __future__ import annotations

import pytest

from player.multitrack import SAMPLE_RATE
from player.reading.section_map import Section, SectionMap
from tests.benchmarks.sections import agreement


def song(*spans: tuple[float, str], end_s: float = 80.0) -> SectionMap:
    starts = [round(at_s * SAMPLE_RATE) for at_s, _ in spans]
    stops = [*starts[1:], round(end_s * SAMPLE_RATE)]
    return SectionMap(
        tuple(
            Section(start, stop, label)
            for start, stop, (_, label) in zip(starts, stops, spans, strict=True)
        )
    )


TRUE = song((0, "A"), (20, "B"), (40, "A"), (60, "B"))


def test_letters_may_be_others_if_the_same_is_the_same() -> None:
    found = agreement(TRUE, song((0, "X"), (20, "Y"), (40, "X"), (60, "Y")))
    assert (found.near, found.nearer, found.labels, found.sections) == (1, 1, 1, 1)
    assert agreement(TRUE, song((0, "A"), (20, "B"), (40, "C"), (60, "D"))).labels < 0.7


def test_two_seconds_late_is_near_and_not_nearer() -> None:
    found = agreement(TRUE, song((0, "A"), (22, "B"), (42, "A"), (62, "B")))
    assert (found.near, found.nearer) == (1, 0)


def test_what_is_missing_and_what_is_too_much_count() -> None:
    assert agreement(TRUE, song((0, "A"), (40, "A"))).near == pytest.approx(0.5)
    more = song((0, "A"), (10, "A"), (20, "B"), (40, "A"), (60, "B"))
    assert agreement(TRUE, more).near == pytest.approx(6 / 7)
    assert agreement(TRUE, song((0, "A"))).near == 0

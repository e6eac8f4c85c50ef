"""What a set of takes is, and what becomes of it: rounds, the best of them, undo on top of more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.take_text import take_change, take_details
from app.takes import Take, Takes
from player.mixer import StemMix

FIRST = Take("1-0", "Take 1", 0, 1000)
SAME_ROUND = Take("1-1", "Take 2", 0, 900)
ELSEWHERE = Take("1-2", "Take 3", 5000, 6000)
ALL = Takes((FIRST, SAME_ROUND, ELSEWHERE))


def heard(takes: Takes) -> list[str]:
    return [take.name for take in takes.all if not take.mix.muted]


def test_a_new_take_is_heard_in_place_of_those_of_its_round() -> None:
    takes = Takes().add(FIRST).add(ELSEWHERE).add(SAME_ROUND)
    assert heard(takes) == ["Take 2", "Take 3"]
    assert [take.id for take in takes.all] == ["1-0", "1-1", "1-2"]


def test_the_best_of_a_round_is_one_and_is_heard() -> None:
    takes = ALL.with_best("1-0", True).with_best("1-1", True).with_best("1-2", True)
    assert [take.is_best for take in takes.all] == [False, True, True]
    assert heard(takes) == ["Take 2", "Take 3"]
    assert not any(take.is_best for take in ALL.with_best("1-1", False).all)
    assert ALL.with_best("gone", True) == ALL


def test_the_tenth_round_comes_behind_the_ninth() -> None:
    takes = Takes()
    for number in (10, 9, 2, 11):
        takes = takes.add(replace(FIRST, id=f"1-{number}"))
    assert [take.id for take in takes.all] == ["1-2", "1-9", "1-10", "1-11"]


@pytest.mark.parametrize(
    ("other", "same"),
    [((0, 1000), True), ((400, 1400), True), ((600, 1600), False), ((100, 300), True)],
)
def test_what_is_of_one_round(other: tuple[int, int], same: bool) -> None:
    take = Take("2-0", "Other", *other)
    assert FIRST.is_of_one_round_with(take) is same
    assert take.is_of_one_round_with(FIRST) is same


def test_names_go_on() -> None:
    assert Takes().next_name("Take {number}") == "Take 1"
    assert ALL.next_name("Take {number}") == "Take 4"
    assert ALL.remove("1-0").next_name("Take {number}") == "Take 4"


def test_what_was_done_is_done_to_more_takes() -> None:
    onto = Takes((*ALL.all, Take("2-0", "Take 4", 0, 1000)))
    names = [take.name for take in ALL.remove("1-1").rebased(ALL, onto).all]
    assert names == ["Take 1", "Take 3", "Take 4"]
    renamed = ALL.renamed("1-0", "Mine").rebased(ALL, onto)
    assert [take.name for take in renamed.all] == ["Mine", "Take 2", "Take 3", "Take 4"]
    assert ALL.rebased(ALL.remove("1-1"), onto.remove("1-1")) == onto
    assert ALL.rebased(ALL, onto) == onto


@pytest.mark.parametrize(
    ("after", "name"),
    [
        (ALL.remove("1-0"), "delete “Take 1”"),
        (ALL.renamed("1-0", "Mine"), "rename “Mine”"),
        (ALL.with_best("1-1", True), "“Take 2” as the best"),
        (ALL.mixed("1-0", StemMix(muted=True)), "mute “Take 1”"),
        (ALL.mixed("1-0", StemMix(soloed=True)), "solo of “Take 1”"),
        (ALL.mixed("1-0", StemMix(gain_db=-3.0)), "volume of “Take 1”"),
    ],
)
def test_changes_have_names(after: Takes, name: str) -> None:
    assert take_change(ALL, after) == name
    assert take_change(ALL.remove("1-0"), ALL) == "bring “Take 1” back"


def test_dropouts_are_never_hidden() -> None:
    assert take_details(replace(FIRST, tempo_percent=60.0)) == "60 %"
    assert take_details(replace(FIRST, dropouts=1, lost_s=0.05)) == "100 % · 1 dropout, 0.05 s"
    assert take_details(replace(FIRST, dropouts=3, lost_s=1.5)) == "100 % · 3 dropouts, 1.50 s"

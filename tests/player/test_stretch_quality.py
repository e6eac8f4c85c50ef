"""Which quality is chosen, and when."""

from __future__ import annotations

from player.stretch_quality import StretchQuality
from player.treatment import Treatment

SLOWER = Treatment(0.75)


def slow_to_begin() -> StretchQuality:
    quality = StretchQuality()
    quality.note_preparation(SLOWER, 0.2)
    return quality


def test_a_fast_machine_hurries_only_until_it_is_known_to_be_fast() -> None:
    quality = StretchQuality()
    quality.hurry(SLOWER)
    assert quality.chosen(SLOWER).light
    quality.take_over()
    for _ in range(3):
        quality.note_preparation(SLOWER, 0.04)
    quality.hurry(SLOWER)
    assert quality.chosen(SLOWER) == SLOWER


def test_a_slow_one_begins_light_and_goes_on_with_the_best() -> None:
    quality = slow_to_begin()
    assert quality.preparation_s(SLOWER) == 0.2
    quality.hurry(SLOWER)
    assert quality.chosen(SLOWER).light
    assert quality.preparation_s(SLOWER) < 0.05
    assert not quality.is_too_slow  # nobody has to be told
    quality.take_over()
    assert quality.chosen(SLOWER) == SLOWER


def test_what_is_not_stretched_needs_no_hurry() -> None:
    quality = slow_to_begin()
    quality.hurry(Treatment())
    assert not quality.is_hurried


def test_what_a_hurry_costs_says_nothing_about_the_best() -> None:
    quality = slow_to_begin()
    quality.hurry(SLOWER)
    assert not any(quality.turns(0.05, 0.03, 0.1) for _ in range(100))
    assert not quality.is_too_slow


def test_times_are_learnt_quickly_and_forgotten_slowly() -> None:
    quality = slow_to_begin()
    quality.note_preparation(SLOWER, 0.01)
    assert 0.1 < quality.preparation_s(SLOWER) < 0.2
    assert quality.preparation_s(Treatment()) < 0.01


def test_what_was_not_ready_in_time_is_not_tried_again_at_once() -> None:
    quality = slow_to_begin()
    quality.hurry(SLOWER)
    quality.give_up()
    assert quality.is_too_slow
    assert not any(quality.turns(0.001, 0.03, 1.0) for _ in range(600))
    assert quality.is_too_slow
    assert not any(quality.turns(0.001, 0.03, 1.0) for _ in range(100))
    # After 20 calm seconds it is prepared beside the light one.
    assert quality.is_hurried
    assert not quality.is_too_slow


def test_light_that_never_leaves_room_for_the_best_is_told() -> None:
    quality = slow_to_begin()
    quality.hurry(SLOWER)
    assert not any(quality.turns(0.02, 0.03, 0.5) for _ in range(600))
    assert quality.is_too_slow


def test_a_beginning_tells_whether_the_machine_is_too_slow() -> None:
    quality = StretchQuality()
    assert not quality.judge(SLOWER, took_s=0.1, lasts_s=0.2)
    assert quality.judge(SLOWER, took_s=0.3, lasts_s=0.2)
    assert quality.chosen(SLOWER).light
    quality.rest()
    assert quality.chosen(SLOWER).light


def test_a_new_beginning_forgets_that_the_machine_was_slow() -> None:
    quality = slow_to_begin()
    while not quality.turns(0.05, 0.03, 0.1):
        pass
    assert quality.is_too_slow
    quality.begin_again()
    assert quality.chosen(SLOWER) == SLOWER

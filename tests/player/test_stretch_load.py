"""When a machine is found too slow for the best stretch, and when the best is tried again."""

from __future__ import annotations

from player.stretch_load import StretchLoad

BLOCK_S = 0.03


def seconds_until_it_turns(load: StretchLoad, took_s: float, filled: float) -> float | None:
    for count in range(1, 15_000):
        if load.turns(took_s, BLOCK_S, filled):
            return count * BLOCK_S
    return None


def test_a_machine_slower_than_the_sound_gets_something_lighter_within_a_second() -> None:
    load = StretchLoad()
    seconds = seconds_until_it_turns(load, 0.031, filled=0.3)
    assert seconds is not None
    assert seconds < 1.0
    assert load.is_light


def test_a_fast_machine_keeps_the_best() -> None:
    load = StretchLoad()
    assert seconds_until_it_turns(load, 0.01, filled=0.3) is None
    assert not load.is_light


def test_while_there_is_plenty_ready_slow_blocks_do_no_harm() -> None:
    assert seconds_until_it_turns(StretchLoad(), 0.05, filled=0.9) is None


def test_one_interruption_is_not_a_slow_machine() -> None:
    load = StretchLoad()
    assert not any(load.turns(0.4 if n == 3 else 0.005, BLOCK_S, filled=0.4) for n in range(100))


def test_the_best_is_tried_again_when_the_machine_has_been_calm_and_then_less_often() -> None:
    load = StretchLoad()
    seconds_until_it_turns(load, 0.05, filled=0.1)
    first = seconds_until_it_turns(load, 0.002, filled=1.0)
    assert not load.is_light
    seconds_until_it_turns(load, 0.05, filled=0.1)
    second = seconds_until_it_turns(load, 0.002, filled=1.0)
    assert first is not None
    assert second is not None
    assert 20.0 <= first < 22.0
    assert 40.0 <= second < 42.0


def test_a_machine_that_only_just_manages_the_light_quality_keeps_it() -> None:
    load = StretchLoad()
    seconds_until_it_turns(load, 0.05, filled=0.1)
    assert seconds_until_it_turns(load, 0.010, filled=1.0) is None
    assert load.is_light

"""When a machine is found too slow for the best stretch."""

from __future__ import annotations

from player.stretch_load import StretchLoad


def blocks_until_too_much(load: StretchLoad, took_s: float, filled: float) -> int | None:
    for count in range(1, 200):
        if load.is_too_much(took_s, 0.03, filled):
            return count
    return None


def test_a_machine_slower_than_the_sound_gets_something_lighter_within_a_second() -> None:
    load = StretchLoad()
    count = blocks_until_too_much(load, 0.031, filled=0.3)
    assert count is not None
    assert count * 0.03 < 1.0
    assert load.was_too_much


def test_a_fast_machine_keeps_the_best() -> None:
    load = StretchLoad()
    assert blocks_until_too_much(load, 0.01, filled=0.3) is None
    assert not load.was_too_much


def test_while_there_is_plenty_ready_slow_blocks_do_no_harm() -> None:
    assert blocks_until_too_much(StretchLoad(), 0.05, filled=0.9) is None


def test_one_interruption_is_not_a_slow_machine() -> None:
    load = StretchLoad()
    found = [load.is_too_much(0.4 if n == 3 else 0.005, 0.03, filled=0.4) for n in range(100)]
    assert not any(found)


def test_forgotten_the_best_is_tried_again() -> None:
    load = StretchLoad()
    blocks_until_too_much(load, 0.05, filled=0.1)
    load.forget()
    assert not load.was_too_much

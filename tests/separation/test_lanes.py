"""Every core has work but the one that is playback's, and no lane goes without a thread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separation.lanes import Lanes


@pytest.mark.parametrize(
    ("cores", "lanes"),
    [
        (1, Lanes(1, 1)),
        (2, Lanes(2, 1)),
        (3, Lanes(2, 1)),
        (4, Lanes(3, 1)),
        (8, Lanes(4, 1)),
        (16, Lanes(4, 3)),
    ],
)
def test_lanes_by_cores(cores: int, lanes: Lanes) -> None:
    assert Lanes.for_device("cpu", cores) == lanes


@given(st.integers(1, 256))
def test_a_core_is_left_where_there_are_more_than_two(cores: int) -> None:
    lanes = Lanes.for_device("cpu", cores)
    assert lanes.threads >= 1
    assert 1 <= lanes.count * lanes.threads <= (cores - 1 if cores > 2 else cores)


def test_a_card_takes_one_at_a_time() -> None:
    assert Lanes.for_device("cuda", 16) == Lanes(1, 1)
    assert Lanes.for_device("cpu").count >= 1

"""Sizes in the units people know from their disk."""

from __future__ import annotations

import pytest

from app.views.size_text import size_words


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (0, "0 MB"),
        (84_499_999, "84 MB"),
        (999_400_000, "999 MB"),
        (999_600_000, "1 GB"),
        (3_240_000_000, "3.2 GB"),
        (2_960_000_000, "3 GB"),
        (9_960_000_000, "10 GB"),
        (20_400_000_000, "20 GB"),
    ],
)
def test_sizes(size_bytes: int, words: str) -> None:
    assert size_words(size_bytes) == words

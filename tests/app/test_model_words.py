"""What is said of models: one plain sentence."""

from __future__ import annotations

import pytest

from app.model_words import (
    automatic_words,
    cost_words,
    figure_source,
    figure_words,
    memory_short_words,
    song_cost_words,
)
from separation.automatic import Candidate, choose
from separation.models import MODELS


def candidate(name: str, cost: float | None = None) -> Candidate:
    return Candidate(MODELS[name], cost)


@pytest.mark.parametrize(
    ("others", "says"),
    [
        (
            [candidate("htdemucs", 0.6)],
            "HTDemucs: the best one here that this computer separates faster than the song plays "
            "(0.6 s per second).",
        ),
        (
            [candidate("htdemucs", 1.8)],
            "Compact: HTDemucs would take 1.8 s per second of song here; choose it yourself if "
            "you can wait.",
        ),
        (
            [candidate("htdemucs_ft", 7.2), candidate("htdemucs", 1.8)],
            "Compact: HTDemucs would take 1.8 s per second of song here; choose it yourself if "
            "you can wait.",
        ),
        ([], "Compact: no other model is here yet."),
        (
            [candidate("htdemucs")],
            "Compact: how quick this computer is with HTDemucs is not measured yet.",
        ),
        (
            [candidate("htdemucs_6s", 0.1)],
            "Compact: the others here have no published figure to go by; choose one yourself.",
        ),
    ],
)
def test_why_automatic_takes_what_it_does(others: list[Candidate], says: str) -> None:
    assert automatic_words(choose([candidate("compact"), *others])) == says


def test_costs() -> None:
    assert cost_words(0.5981) == "0.6 s per second"
    assert cost_words(12.3) == "12 s per second"
    assert cost_words(None) == "not measured"
    assert song_cost_words(0.6) == "4 min song: 2 min 24 s"
    assert song_cost_words(None) == "time not measured yet"


def test_figures_have_their_source() -> None:
    assert figure_words(MODELS["htdemucs"]) == "quality 8.8 dB (SDR)"
    assert "Rouard" in figure_source(MODELS["htdemucs"])
    assert figure_words(MODELS["mdx_extra"]) == "no published quality"


def test_where_it_goes_on_when_memory_is_short() -> None:
    assert memory_short_words("cuda", "cpu") == (
        "The graphics card has not enough memory: separating goes on with the processor, "
        "which takes longer."
    )
    assert "smaller pieces" in memory_short_words("cuda", "cuda")

"""What lies in memory is what lies on the disk, and as loud as is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from separation.training.excerpts import Excerpts, render
from separation.training.sounds import FileSounds, ResidentSounds, Span
from separation.training.stem_library import StemItem, read_library

CPU = torch.device("cpu")


@pytest.fixture
def items(data: Path) -> tuple[StemItem, ...]:
    return read_library(data, "train")


def test_spans_are_those_of_the_files(items: tuple[StemItem, ...]) -> None:
    last = items[2].frames
    spans = [
        Span(0, "vocals", 0, 5000),
        Span(0, "other", 70_001, 5000),
        Span(1, "drums", items[1].frames - 100, 5000),
        Span(2, "vocals", last - 5000, 5000),
        Span(2, "vocals", last - 10, 5000),
    ]
    files, resident = FileSounds(items), ResidentSounds(items, CPU)
    wanted = files.read(spans)
    assert wanted.shape == (5, 2, 5000)
    assert wanted[2, :, :100].any()
    assert not wanted[2, :, 100:].any()
    torch.testing.assert_close(resident.read(spans), wanted, rtol=0, atol=0)


def test_levels_are_about_those_of_the_spans(items: tuple[StemItem, ...]) -> None:
    files, levels = FileSounds(items), ResidentSounds(items, CPU).levels
    rng = np.random.default_rng(1)
    for _ in range(20):
        item = int(rng.integers(len(items)))
        stem = str(rng.choice(items[item].stems))
        span = Span(item, stem, int(rng.integers(items[item].frames - 30_000)), 30_000)
        assert levels.rms(span) == pytest.approx(files.rms(span), rel=0.1)
    beyond = Span(0, "vocals", items[0].frames - 1, 30_000)
    assert levels.rms(beyond) < 0.3 * levels.rms(Span(0, "vocals", 0, 30_000))


def test_no_items_are_no_sound() -> None:
    assert not ResidentSounds((), CPU).levels.summed


def test_excerpts_are_the_same_from_either(items: tuple[StemItem, ...]) -> None:
    files, resident = FileSounds(items), ResidentSounds(items, CPU)
    plans = Excerpts(items, files, 29 * 1024, size=4, seed=3).batch(0)
    torch.testing.assert_close(
        render(plans, 29 * 1024, resident), render(plans, 29 * 1024, files), rtol=0, atol=1e-5
    )

"""Batches hang on their step alone, and what is drawn is sound that can be learnt from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from separation.training.excerpts import Excerpts
from separation.training.stem_library import read_library

FRAMES = 29 * 1024


@pytest.fixture
def excerpts(data: Path) -> Excerpts:
    return Excerpts(read_library(data, "train"), FRAMES, size=3, seed=1)


def test_the_library_knows_splits_and_silent_stems(data: Path) -> None:
    train = {item.name: item for item in read_library(data, "train")}
    assert list(train) == ["song-a", "song-b", "sung-a"]
    assert [item.name for item in read_library(data, "validation")] == ["song-c"]
    assert not train["song-b"].read("bass", 0, 1000).any()
    assert train["song-b"].read("drums", 0, 1000).shape == (2, 1000)
    beyond = train["song-a"].read("vocals", train["song-a"].frames - 100, 1000)
    assert beyond[:, :100].any()
    assert not beyond[:, 100:].any()


def test_the_same_step_gives_the_same_batch(excerpts: Excerpts) -> None:
    first = excerpts.batch(7)
    np.testing.assert_array_equal(first, excerpts.batch(7))
    assert np.abs(first - excerpts.batch(8)).max() > 0.01
    assert np.abs(first - replace(excerpts, seed=2).batch(7)).max() > 0.01


def test_mixes_are_about_as_loud_as_the_network_is_told(excerpts: Excerpts) -> None:
    dropped = 0
    for step in range(8):
        stems = excerpts.batch(step)
        assert stems.shape == (3, 4, 2, FRAMES)
        assert stems.dtype == np.float32
        assert np.isfinite(stems).all()
        power_db = 10 * np.log10(np.square(stems.sum(axis=1)).mean(axis=(1, 2)))
        assert np.abs(power_db).max() < 9
        dropped += int((np.abs(stems).max(axis=(2, 3)) == 0).sum())
    assert 0 < dropped < 48


def test_data_without_a_stem_are_refused(data: Path) -> None:
    parts = [item for item in read_library(data, "train") if item.kind == "part"]
    with pytest.raises(ValueError, match="drums"):
        Excerpts(parts, FRAMES, size=1, seed=1)

"""Batches hang on their step alone, and what is drawn is sound that can be learnt from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from separation.models import STEMS
from separation.training.excerpts import Excerpts, render
from separation.training.sounds import FileSounds, Span
from separation.training.stem_library import StemItem, read_library

FRAMES = 29 * 1024


@pytest.fixture
def items(data: Path) -> tuple[StemItem, ...]:
    return read_library(data, "train")


@pytest.fixture
def sounds(items: tuple[StemItem, ...]) -> FileSounds:
    return FileSounds(items)


@pytest.fixture
def excerpts(items: tuple[StemItem, ...], sounds: FileSounds) -> Excerpts:
    return Excerpts(items, sounds, FRAMES, size=3, seed=1)


def test_the_library_knows_splits_and_silent_stems(data: Path) -> None:
    train = {item.name: item for item in read_library(data, "train")}
    assert list(train) == ["song-a", "song-b", "sung-a"]
    assert [item.name for item in read_library(data, "validation")] == ["song-c"]
    assert not train["song-b"].read("bass", 0, 1000).any()
    assert train["song-b"].read("drums", 0, 1000).shape == (2, 1000)
    beyond = train["song-a"].read("vocals", train["song-a"].frames - 100, 1000)
    assert beyond[:, :100].any()
    assert not beyond[:, 100:].any()


def test_the_same_step_gives_the_same_batch(excerpts: Excerpts, sounds: FileSounds) -> None:
    first = excerpts.batch(7)
    assert first == excerpts.batch(7)
    assert first != excerpts.batch(8)
    assert first != replace(excerpts, seed=2).batch(7)
    sound = render(first, FRAMES, sounds)
    torch.testing.assert_close(render(first, FRAMES, sounds), sound, rtol=0, atol=0)
    # It does not matter what else is made at once.
    alone = torch.cat([render([plan], FRAMES, sounds) for plan in first])
    torch.testing.assert_close(alone, sound, rtol=1e-3, atol=1e-4)


def test_mixes_are_about_as_loud_as_the_network_is_told(
    excerpts: Excerpts, sounds: FileSounds
) -> None:
    dropped = 0
    for step in range(8):
        plans = excerpts.batch(step)
        stems = render(plans, FRAMES, sounds)
        assert stems.shape == (3, 4, 2, FRAMES)
        assert stems.dtype == torch.float32
        assert stems.isfinite().all()
        power_db = 10 * torch.log10(stems.sum(dim=1).square().mean(dim=(1, 2)))
        wanted_db = [plan.level_db for plan in plans]
        assert power_db.numpy() == pytest.approx(wanted_db, abs=0.01)
        assert np.abs(wanted_db).max() < 9
        silent = stems.abs().amax(dim=(2, 3)) == 0
        assert silent.tolist() == [[stem is None for stem in plan.stems] for plan in plans]
        dropped += int(silent.sum())
    assert 0 < dropped < 48


def test_stems_of_a_song_stay_together_and_strangers_do_not(excerpts: Excerpts) -> None:
    together = apart = 0
    for step in range(20):
        for plan in excerpts.batch(step):
            drawn = {
                (stem.span.item, stem.span.start_frame, stem.span.frames)
                for stem in plan.stems
                if stem is not None
            }
            sounding = sum(stem is not None for stem in plan.stems)
            together += sounding > 1 and len(drawn) == 1
            apart += sounding > 1 and len(drawn) > 1
    assert together > 10
    assert apart > 10


def test_nothing_silent_is_drawn(excerpts: Excerpts) -> None:
    class OnlyVocals:
        def rms(self, span: Span) -> float:
            return 0.1 if span.stem == "vocals" else 0.0

    quiet = replace(excerpts, levels=OnlyVocals())
    for step in range(40):
        for plan in quiet.batch(step):
            assert plan.stems[STEMS.index("vocals")] is not None


def test_data_without_a_stem_are_refused(items: tuple[StemItem, ...], sounds: FileSounds) -> None:
    parts = [item for item in items if item.kind == "part"]
    with pytest.raises(ValueError, match="drums"):
        Excerpts(parts, sounds, FRAMES, size=1, seed=1)

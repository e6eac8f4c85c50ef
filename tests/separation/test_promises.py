"""What the engine promises about a whole song: the same bits in any order, and little lost to a
kill, in processes that are really killed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from separation.lanes import Lanes
from separation.mapped_wav import MappedWavWriter, WavReader
from separation.mix_level import MixLevel
from separation.recipe import Quality, Recipe
from separation.segment_order import Focus
from separation.segments import Windowing
from separation.separator import separate
from separation.stem_store import StemStore, StoreIdentity
from separation.stem_store_writer import StemStoreWriter
from tests.separation.conftest import TINY, TINY_RECIPE, TinyModel, WriteSong, tiny_identity

# The last segment is shorter than a cross-fade.
FRAMES = 7 * 720 + 40


class TinyVocals(TinyModel):
    """Estimates one stem alone."""

    stems = ("vocals",)

    def separate_segment(self, *arguments: object) -> NDArray[np.float32]:
        return super().separate_segment(*arguments)[:1]  # type: ignore[arg-type]


RECIPES = [
    *(Recipe(replace(TINY, windowing=windowing)) for windowing in Windowing),
    replace(TINY_RECIPE, quality=Quality.FASTER),
    # With room for the shifts, and cores as long as the others.
    Recipe(replace(TINY, segment_frames=1000 + 22050), Quality.BETTER),
    replace(TINY_RECIPE, wanted=("vocals",)),
]


@pytest.fixture(scope="module")
def mix(tmp_path_factory: pytest.TempPathFactory) -> WavReader:
    path = tmp_path_factory.mktemp("song") / "mix.wav"
    noise = np.random.default_rng(4).uniform(-0.5, 0.5, (FRAMES, 2)).astype(np.float32)
    with MappedWavWriter(path) as writer:
        writer.write(0, noise)
    return WavReader(path)


def model_of(recipe: Recipe) -> TinyModel:
    return TinyVocals() if recipe.wanted else TinyModel()


def plain_overlap_add(mix: WavReader, recipe: Recipe) -> NDArray[np.float32]:
    """What the recipe makes of the song, first segment to last, in the plainest way there is."""
    grid, level, model = recipe.grid(mix.frames), MixLevel.of(mix), model_of(recipe)
    whole = mix.read(0, mix.frames).T
    margin = 2 * grid.segment_frames
    padded = np.pad(whole, ((0, 0), (margin, margin)), constant_values=np.float32(level.mono_mean))
    result = np.zeros((len(recipe.stems), mix.frames, 2), np.float32)
    fade = grid.fade_frames
    rising = np.round(np.arange(1, fade + 1) / (fade + 1) * 2**23) / 2**23
    for index in range(grid.count):
        start = index * grid.step_frames
        stop = min(mix.frames, start + grid.step_frames + fade)
        estimates = []
        for shift in recipe.shifts_frames:
            first = margin + grid.window_start_frame(index) + shift
            window = padded[:, first : first + grid.window_frames(index)].copy()
            said = model.separate_segment(window, level, lambda: False)
            estimates.append(said[..., margin + start - first :][..., : stop - start])
        mean = sum(estimates[1:], estimates[0]) / np.float32(len(estimates))
        core = whole[:, start:stop]
        if recipe.wanted:
            stems = np.concatenate([mean, (core - mean.sum(axis=0))[None]])
        else:
            lacking = core - mean.sum(axis=0, dtype=np.float64)
            stems = (mean + lacking / len(mean)).astype(np.float32)
        weights = np.ones(stop - start, np.float32)
        if index > 0:
            weights[:fade] = rising[: stop - start]
        following = min(fade, mix.frames - start - grid.step_frames)
        if following > 0:
            weights[-following:] = 1 - rising[:following]
        result[:, start:stop] += weights[:, None] * stems.transpose(0, 2, 1)
    return result


def separated(
    mix: WavReader, recipe: Recipe, folder: Path, playheads: list[int], lanes: int
) -> None:
    identity = StoreIdentity.of(recipe, mix.frames, MixLevel.of(mix))
    waiting = list(playheads)
    with StemStoreWriter(folder, identity) as store:
        separate(
            mix,
            store,
            model_of(recipe),
            lanes=lambda: Lanes(lanes, 1),
            focus=lambda: Focus(waiting.pop(0) if waiting else 0),
        )


def stems_in(folder: Path) -> NDArray[np.float32]:
    store = StemStore.open(folder)
    assert store.is_complete
    return np.stack([store.array(stem) for stem in store.stems])


@pytest.mark.parametrize(
    "recipe", RECIPES, ids=lambda recipe: f"{recipe.key}-{recipe.model.windowing.value}"
)
@settings(max_examples=10, deadline=None)
@given(
    playheads=st.lists(st.integers(0, FRAMES - 1), max_size=12), lanes=st.sampled_from([1, 2, 3])
)
def test_any_order_gives_the_bits_of_a_plain_overlap_add(
    mix: WavReader,
    tmp_path_factory: pytest.TempPathFactory,
    recipe: Recipe,
    playheads: list[int],
    lanes: int,
) -> None:
    folder = tmp_path_factory.mktemp("store")
    separated(mix, recipe, folder, playheads, lanes)
    np.testing.assert_array_equal(stems_in(folder), plain_overlap_add(mix, recipe))


SEPARATING = """
import sys
from pathlib import Path
from separation.events import Progress
from separation.lanes import Lanes
from separation.mapped_wav import WavReader
from separation.separator import separate
from separation.stem_store_writer import StemStoreWriter
from tests.separation.conftest import TinyModel, tiny_identity

mix = WavReader(Path(sys.argv[1]))

def say(event):
    if isinstance(event, Progress):
        print(len(store.finished_segments), flush=True)

with StemStoreWriter(Path(sys.argv[2]), tiny_identity(mix)) as store:
    print(len(store.finished_segments), flush=True)
    separate(mix, store, TinyModel(), lanes=lambda: Lanes(int(sys.argv[3]), 1), on_event=say)
"""


@pytest.mark.parametrize("lanes", [1, 2])
def test_a_kill_at_any_moment_loses_at_most_the_segments_in_work(
    write_song: WriteSong, tmp_path: Path, lanes: int
) -> None:
    mix, folder = write_song(40 * 720), tmp_path / "store"
    chance = random.Random()
    kills = 0
    announced = 0
    while not (folder.exists() and StemStore.open(folder).is_complete):
        with subprocess.Popen(
            [sys.executable, "-c", SEPARATING, str(mix.path), str(folder), str(lanes)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as child:
            assert child.stdout is not None
            resumed_with = int(child.stdout.readline())
            assert announced <= resumed_with <= announced + 1, "it goes on where it was killed"
            announced = resumed_with
            for line in _some_lines(child.stdout, chance.randrange(1, 6)):
                announced = int(line)
            time.sleep(chance.uniform(0, 0.01))
            child.kill()
            # What it said between the last line and its death.
            rest = [line for line in child.stdout.read().split("\n")[:-1] if line]
            announced = int(rest[-1]) if rest else announced
        kills += 1
        finished = len(StemStore.open(folder).finished_segments)
        assert announced <= finished <= announced + 1, "what was finished is kept"
    assert kills > 3
    in_one_go = tmp_path / "in one go"
    with StemStoreWriter(in_one_go, tiny_identity(mix)) as store:
        separate(mix, store, TinyModel())
    np.testing.assert_array_equal(stems_in(folder), stems_in(in_one_go))


def _some_lines(stream: Iterator[str], count: int) -> Iterator[str]:
    for _, line in zip(range(count), stream, strict=False):
        yield line

"""A recipe says what comes out, and two recipes never share a place."""

from __future__ import annotations

from itertools import product

import pytest

from separation.errors import UnknownStemError
from separation.models import MODELS, STEMS, model_info
from separation.recipe import REST, Quality, Recipe
from separation.segments import SegmentGrid, Windowing

MINUTE_FRAMES = 60 * 44100


def test_keys_are_names_of_folders_and_all_different() -> None:
    recipes = [
        Recipe(model, quality, wanted)
        for model, quality in product(MODELS.values(), Quality)
        for wanted in ((), *((stem,) for stem in model.stems), model.stems[:2])
    ]
    keys = {recipe.key for recipe in recipes}
    assert len(keys) == len(recipes)
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-") for key in keys)
    assert Recipe(MODELS["htdemucs"]).key == "htdemucs"


def test_two_stems_are_the_one_and_the_rest() -> None:
    recipe = Recipe(MODELS["htdemucs_6s"], wanted=("piano",))
    assert recipe.stems == ("piano", REST)
    assert recipe.estimated_stems == ("piano",)
    assert Recipe(MODELS["compact"]).stems == STEMS
    with pytest.raises(UnknownStemError) as unknown:
        Recipe(MODELS["htdemucs"], wanted=("piano",))
    assert unknown.value.known == STEMS


def test_only_the_networks_run_that_have_a_part() -> None:
    bag = MODELS["htdemucs_ft"]
    assert Recipe(bag).members == bag.members
    (bass,) = Recipe(bag, wanted=("bass",)).members
    assert bass.weights == bag.members[1].weights
    assert bass.weighs == (1.0,)
    assert len(Recipe(bag, wanted=("vocals", "bass")).members) == 2
    assert len(Recipe(MODELS["mdx_extra"], wanted=("bass",)).members) == 4


def test_the_demucs_family_overlaps_by_a_quarter() -> None:
    grid = Recipe(MODELS["htdemucs"]).grid(MINUTE_FRAMES)
    assert grid == SegmentGrid(MINUTE_FRAMES, 343980, 0, 85995, Windowing.CENTRED)
    assert grid.step_frames == 257985


def test_faster_does_less_and_better_more() -> None:
    for model in MODELS.values():
        steps = {}
        for quality in Quality:
            recipe = Recipe(model, quality)
            grid = recipe.grid(MINUTE_FRAMES)
            steps[quality] = grid.step_frames / len(recipe.shifts_frames)
            reach = max(map(abs, recipe.shifts_frames))
            assert grid.context_frames - reach == model.context_frames, "room for the shifts"
        assert steps[Quality.FASTER] > steps[Quality.NORMAL] > 1.9 * steps[Quality.BETTER]
    assert Recipe(model_info("htdemucs"), Quality.BETTER).shifts_frames == (-11025, 11025)


@pytest.mark.parametrize("name", [*MODELS, "compact+htdemucs", "compact+mdx_extra"])
@pytest.mark.parametrize("frames", [1, 5000, 343980, 3 * MINUTE_FRAMES + 17])
def test_every_shifted_window_holds_its_core(name: str, frames: int) -> None:
    for quality in Quality:
        recipe = Recipe(model_info(name), quality)
        grid = recipe.grid(frames)
        for index in range(grid.count):
            core, window_frames = grid.core(index), grid.window_frames(index)
            for shift in recipe.shifts_frames:
                start_frame = grid.window_start_frame(index) + shift
                assert start_frame <= core.start_frame
                assert core.stop_frame <= start_frame + window_frames

"""From a recipe to a loaded model, on a device that has room for it. Imports torch."""

from __future__ import annotations

from collections.abc import Callable

import torch

from resources import COMPACT_WEIGHTS
from separation.checkpoint import load_weights
from separation.compact_model import CompactModel
from separation.cpu_network import network_for_cpu
from separation.demucs_model import DemucsModel
from separation.device import is_out_of_memory, resolve_device
from separation.errors import NotEnoughMemoryError
from separation.events import MemoryShort
from separation.models import Architecture, Member
from separation.placement import PlacedModel, Placement, placements
from separation.recipe import Recipe
from separation.stem_model import StemModel
from separation.weighted_models import WeightedModels


def load_model(
    recipe: Recipe,
    device: str = "auto",
    on_memory_short: Callable[[MemoryShort], None] = lambda event: None,
) -> StemModel:
    """Load the networks that `recipe` needs onto `device`: auto, cpu, cuda or mps.

    Where a graphics card has not enough memory, now or later, the model takes up less of it, and
    in the end computes on the CPU; `on_memory_short` is told.

    Raises: DeviceMissingError, WeightsMissingError, WeightsDamagedError, NotEnoughMemoryError.
    """
    return PlacedModel(
        lambda placement: _load(recipe, placement),
        placements(resolve_device(device).type, len(recipe.members)),
        on_memory_short,
    )


def _load(recipe: Recipe, placement: Placement) -> StemModel:
    stems = recipe.estimated_stems
    if placement.device == "cpu" and torch.cuda.is_available():
        torch.cuda.empty_cache()  # other programs may want what is left behind there
    try:
        models = [_load_member(member, stems, placement) for member in recipe.members]
    except (MemoryError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise NotEnoughMemoryError(placement.device) from error
        raise
    if len(models) == 1:
        return models[0]
    return WeightedModels(models, [member.weighs for member in recipe.members])


def _load_member(member: Member, stems: tuple[str, ...], placement: Placement) -> StemModel:
    device = torch.device(placement.device)
    if member.architecture is Architecture.COMPACT:
        return CompactModel(COMPACT_WEIGHTS, member.weights.sha256, stems, device)
    network = load_weights(member.weights, member.architecture.value)
    if placement.device == "cpu":
        network = network_for_cpu(network, member.weights)
    return DemucsModel(network, stems, device, one_at_a_time=placement.one_at_a_time)

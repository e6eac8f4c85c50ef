"""Which model separates when nobody has chosen one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from separation.models import ModelInfo, known_models
from separation.models_here import is_here
from separation.recipe import Quality, Recipe
from separation.speed_records import BESIDE_PLAYBACK, SpeedRecords

AUTOMATIC = "auto"
"""What stands for the model where nobody has chosen one."""

# Costs are those of a separation alone; beside playback it still has to be faster than the song
# plays.
QUICK_ENOUGH = 1 / BESIDE_PLAYBACK


@dataclass(frozen=True)
class Candidate:
    """A model that is here. cost: seconds of work for each second of song; None: not measured."""

    model: ModelInfo
    cost: float | None


@dataclass(frozen=True)
class AutomaticChoice:
    """The model that is taken, and why.

    passed_over: the better ones that are here, best first, which are too slow or were not measured.
    others_here: whether anything but the embedded model is here.
    """

    taken: Candidate
    passed_over: tuple[Candidate, ...]
    others_here: bool


def choose(candidates: Iterable[Candidate]) -> AutomaticChoice:
    """The best of the candidates that this computer runs faster than the song plays.

    Best is the highest published figure, and of equal ones the quicker; what has no figure is never
    taken, but the embedded model when there is nothing else.

    Raises: ValueError if the embedded model is not among them.
    """
    everything = tuple(candidates)
    embedded = next((each for each in everything if each.model.is_embedded), None)
    if embedded is None:
        raise ValueError("the embedded model is always here")
    ranked = sorted((each for each in everything if _figure(each) is not None), key=_rank)
    quick = [each for each in ranked if each.cost is not None and each.cost <= QUICK_ENOUGH]
    taken = quick[0] if quick else embedded
    better = ranked[: ranked.index(taken)] if quick else ranked
    others_here = any(not each.model.is_embedded for each in everything)
    return AutomaticChoice(taken, tuple(better), others_here)


def choose_here(
    speeds: SpeedRecords,
    quality: Quality = Quality.NORMAL,
    wanted: tuple[str, ...] = (),
    device: str = "auto",
    without: Collection[str] = (),
) -> AutomaticChoice:
    """What `choose` takes of the models that are on this computer now.

    wanted: see `Recipe`. without: names of models that turned out to be unusable.

    Raises: UnknownStemError if the embedded model does not make all that is wanted.
    """
    return choose(
        Candidate(model, speeds.cost(Recipe(model, quality, wanted), device))
        for model in known_models().values()
        if model.is_embedded or (_serves(model, wanted, without) and is_here(model))
    )


def _serves(model: ModelInfo, wanted: tuple[str, ...], without: Collection[str]) -> bool:
    return set(wanted) <= set(model.stems) and model.name not in without


def _figure(candidate: Candidate) -> float | None:
    published = candidate.model.published_sdr
    return None if published is None else published.mean_db


def _rank(candidate: Candidate) -> tuple[float, float]:
    cost = float("inf") if candidate.cost is None else candidate.cost
    return (-(_figure(candidate) or 0.0), cost)

"""What a person has chosen of models, quality, stems and devices, and how it is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QSettings

from separation.automatic import AUTOMATIC, AutomaticChoice, choose_here
from separation.models import ModelInfo, model_info
from separation.recipe import EMBEDDED_RECIPE, Quality, Recipe
from separation.speed_records import SpeedRecords

_MODEL, _QUALITY, _WANTED, _DEVICE = (
    "separation/model",
    "separation/quality",
    "separation/one_stem",
    "separation/device",
)


@dataclass(frozen=True)
class ModelChoice:
    """model: a name, several joined by "+", or AUTOMATIC. one_stem: the only stem that is made,
    beside everything else; all are made where it is None, or where the model does not make it.
    device: auto, cpu, cuda, mps.
    """

    model: str = AUTOMATIC
    quality: Quality = Quality.NORMAL
    one_stem: str | None = None
    device: str = "auto"

    def automatic(self, speeds: SpeedRecords, faulty: Collection[str] = ()) -> AutomaticChoice:
        """What is taken where nobody has chosen a model. faulty: models that cannot be used."""
        wanted = self._wanted(EMBEDDED_RECIPE.model)
        return choose_here(speeds, self.quality, wanted, self.device, faulty)

    def info(self, speeds: SpeedRecords, faulty: Collection[str] = ()) -> ModelInfo:
        """The model that separates.

        Raises: UnknownModelError, UnlikeModelsError.
        """
        if self.model == AUTOMATIC:
            return self.automatic(speeds, faulty).taken.model
        return model_info(self.model)

    def recipe_of(self, model: ModelInfo) -> Recipe:
        """The same choice with another model."""
        return Recipe(model, self.quality, self._wanted(model))

    def _wanted(self, model: ModelInfo) -> tuple[str, ...]:
        return (self.one_stem,) if self.one_stem in model.stems and self.one_stem else ()


def stored_choice(settings: QSettings) -> ModelChoice:
    """What was chosen the last time; what makes no sense any more is as if never chosen."""
    qualities = {quality.value: quality for quality in Quality}
    device = str(settings.value(_DEVICE, "auto"))
    return ModelChoice(
        str(settings.value(_MODEL, AUTOMATIC)),
        qualities.get(str(settings.value(_QUALITY, "")), Quality.NORMAL),
        str(settings.value(_WANTED, "")) or None,
        device if device in ("auto", "cpu", "cuda", "mps") else "auto",
    )


def store_choice(settings: QSettings, choice: ModelChoice) -> None:
    """Keep it for the next time."""
    settings.setValue(_MODEL, choice.model)
    settings.setValue(_QUALITY, choice.quality.value)
    settings.setValue(_WANTED, choice.one_stem or "")
    settings.setValue(_DEVICE, choice.device)

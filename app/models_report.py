"""What the page of models shows: made from what is known, without a widget."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from app.model_choice import ModelChoice
from app.model_words import (
    automatic_words,
    description_words,
    device_in_words,
    device_words,
    figure_source,
    figure_words,
    licence_words,
    listed,
    size_words,
    song_cost_words,
    stem_words,
    title_words,
    two_figures,
)
from app.translation import translate
from app.views.stem_text import groups_title, stem_title
from separation.automatic import AUTOMATIC
from separation.models import ModelInfo, ensemble, known_models
from separation.models_here import is_here, missing_files, published_files
from separation.recipe import Quality, Recipe
from separation.speed_records import SpeedRecords


@dataclass(frozen=True)
class ModelEntry:
    """A row. state: where it is; fraction: how much of a download is here. offers: what can be done
    with it. fault: why it cannot be used.
    """

    name: str
    title: str
    description: str
    facts: str = ""
    facts_tip: str = ""
    state: str = ""
    fault: str = ""
    is_used: bool = False
    can_use: bool = False
    can_remove: bool = False
    download_megabytes: int = 0
    fraction: float | None = None


@dataclass(frozen=True)
class Option:
    """One of a few to choose from."""

    value: str
    text: str
    says: str = ""
    is_chosen: bool = False
    is_enabled: bool = True


@dataclass(frozen=True)
class ModelsReport:
    """Everything the page shows. together: the models that can be taken together; together_words:
    what that costs. separate_with: the title of the model that the open song can be separated with
    anew, or nothing. same_model: whether it was separated with that one, only otherwise.
    """

    entries: tuple[ModelEntry, ...] = ()
    together: tuple[Option, ...] = ()
    together_words: str = ""
    together_name: str = ""
    together_is_used: bool = False
    qualities: tuple[Option, ...] = ()
    quality_words: str = ""
    stems: tuple[Option, ...] = ()
    stems_words: str = ""
    devices: tuple[Option, ...] = ()
    devices_words: str = ""
    separate_with: str = ""
    same_model: bool = False


@dataclass(frozen=True)
class ModelsKnown:
    """What a report is made from.

    fractions: of downloads, by model. waiting: models that are still to be measured. faults: why a
    model cannot be used. picked: models that are about to be taken together. song_recipe: what the
    open song is separated with; None without one.
    """

    choice: ModelChoice = field(default_factory=ModelChoice)
    speeds: SpeedRecords = field(default_factory=SpeedRecords)
    fractions: Mapping[str, float] = field(default_factory=dict)
    waiting: Collection[str] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    picked: tuple[str, ...] = ()
    song_recipe: Recipe | None = None


def report(known: ModelsKnown) -> ModelsReport:
    """What the page shows."""
    choice, speeds = known.choice, known.speeds
    info = choice.info(speeds, known.faults)
    models = list(known_models().values())
    recipe = choice.recipe_of(info)
    song_recipe = known.song_recipe
    is_new = song_recipe is not None and song_recipe.key != recipe.key
    together = [each for each in models if is_here(each) and each.name not in known.faults]
    return _with_together(
        ModelsReport(
            entries=(_automatic(known), *(_entry(model, known) for model in models)),
            qualities=_qualities(choice),
            quality_words=_quality_words(choice, info, speeds),
            stems=_stems(choice, info),
            stems_words=_stems_words(choice, info, speeds),
            devices=_devices(choice, speeds),
            devices_words=_devices_words(speeds),
            separate_with=title_words(info) if is_new else "",
            same_model=song_recipe is not None and song_recipe.model.name == info.name,
        ),
        together,
        known,
    )


def _automatic(known: ModelsKnown) -> ModelEntry:
    choice = known.choice
    taken = choice.automatic(known.speeds, known.faults)
    return ModelEntry(
        AUTOMATIC,
        device_words("auto"),
        translate(
            "ModelsReport", "Takes the best one here that is quick enough. Now {choice}"
        ).format(choice=automatic_words(taken)),
        is_used=choice.model == AUTOMATIC,
        can_use=True,
    )


def _entry(model: ModelInfo, known: ModelsKnown) -> ModelEntry:
    choice = known.choice
    missing = missing_files(model)
    fraction = known.fractions.get(model.name)
    fault = known.faults.get(model.name, "")
    here = not missing
    cost = known.speeds.cost(choice.recipe_of(model), choice.device)
    facts = [
        stem_words(model.stems),
        figure_words(model),
        size_words(model),
        licence_words(model),
    ]
    if here or cost is not None:
        waits = model.name in known.waiting
        is_measured = waits and cost is None
        measuring = translate("ModelsReport", "being measured")
        facts.append(measuring if is_measured else song_cost_words(cost))
    is_published = all(file.url for file in missing)
    return ModelEntry(
        model.name,
        title_words(model),
        description_words(model),
        facts=" · ".join(facts),
        facts_tip=figure_source(model),
        state=_state(model, len(missing), fraction),
        fault=fault,
        is_used=choice.model == model.name,
        can_use=here and not fault,
        can_remove=here and not model.is_embedded,
        download_megabytes=(
            sum(file.megabytes for file in missing) if fraction is None and is_published else 0
        ),
        fraction=fraction,
    )


def _state(model: ModelInfo, missing: int, fraction: float | None) -> str:
    if fraction is not None:
        return translate("ModelsReport", "downloading {percent} %").format(
            percent=f"{100 * fraction:.0f}"
        )
    if model.is_embedded:
        return translate("ModelsReport", "built in")
    if not missing:
        return translate("ModelsReport", "here")
    files = len(published_files(model))
    if missing == files:
        return translate("ModelsReport", "not here")
    return translate("ModelsReport", "{count} of {files} files here").format(
        count=files - missing, files=files
    )


def _with_together(shown: ModelsReport, here: list[ModelInfo], known: ModelsKnown) -> ModelsReport:
    if len(here) < 2:
        return shown
    picked = [model for model in here if model.name in known.picked]
    stems = picked[0].stems if picked else None
    options = tuple(
        Option(
            model.name,
            title_words(model),
            "" if stems in (None, model.stems) else translate("ModelsReport", "Makes other stems"),
            model in picked,
            stems in (None, model.stems),
        )
        for model in here
    )
    if len(picked) < 2:
        return replace(
            shown,
            together=options,
            together_words=translate("ModelsReport", "Choose two or more."),
        )
    mean = ensemble(picked)
    cost = known.speeds.cost(known.choice.recipe_of(mean), known.choice.device)
    return replace(
        shown,
        together=options,
        together_words=song_cost_words(cost),
        together_name=mean.name,
        together_is_used=known.choice.model == mean.name,
    )


def _qualities(choice: ModelChoice) -> tuple[Option, ...]:
    return tuple(
        Option(quality.value, *_words_of(quality), choice.quality is quality) for quality in Quality
    )


def _words_of(quality: Quality) -> tuple[str, str]:
    """What a quality is called, and what it does."""
    match quality:
        case Quality.FASTER:
            return translate("ModelsReport", "Faster"), translate("ModelsReport", "Less overlap")
        case Quality.NORMAL:
            return translate("ModelsReport", "Normal"), translate(
                "ModelsReport", "As the models are usually used"
            )
        case Quality.BETTER:
            return translate("ModelsReport", "Better"), translate(
                "ModelsReport", "The mean of several estimates"
            )


def _quality_words(choice: ModelChoice, info: ModelInfo, speeds: SpeedRecords) -> str:
    _, says = _words_of(choice.quality)
    return f"{says}. {title_words(info)}, {song_cost_words(_cost(choice, info, speeds))}."


def _stems(choice: ModelChoice, info: ModelInfo) -> tuple[Option, ...]:
    chosen = choice.one_stem if choice.one_stem in info.stems else None
    of_one = (
        Option(stem, stem_title(stem), groups_title(stem), chosen == stem) for stem in info.stems
    )
    return (Option("", groups_title(None), "", chosen is None), *of_one)


def _stems_words(choice: ModelChoice, info: ModelInfo, speeds: SpeedRecords) -> str:
    stem = choice.one_stem if choice.one_stem in info.stems else None
    if stem is None:
        return translate(
            "ModelsReport", "Or only one of them, and everything else as a second one."
        )
    part, whole = choice.recipe_of(info), replace(choice, one_stem=None).recipe_of(info)
    words = f"{groups_title(stem)}."
    if len(part.members) < len(whole.members):
        quicker = len(whole.members) / len(part.members)
        return f"{words} " + translate(
            "ModelsReport", "{title} then does a part of the work: {factor} times quicker."
        ).format(title=title_words(info), factor=two_figures(quicker))
    return f"{words} " + translate(
        "ModelsReport",
        "It takes as long as all of them; the Stems menu above the strips shows the same without "
        "losing any.",
    )


def _devices(choice: ModelChoice, speeds: SpeedRecords) -> tuple[Option, ...]:
    there = tuple(dict.fromkeys((*speeds.devices, "cpu")))
    return tuple(
        Option(device, device_words(device), "", choice.device == device)
        for device in ("auto", *there)
    )


def _devices_words(speeds: SpeedRecords) -> str:
    if not speeds.devices:
        return translate("ModelsReport", "What there is to compute on is being looked for.")
    if speeds.devices == ("cpu",):
        return translate("ModelsReport", "There is no graphics card here that can be used.")
    return translate("ModelsReport", "Automatic takes the quickest: {device}.").format(
        device=device_in_words(speeds.devices[0])
    )


def _cost(choice: ModelChoice, info: ModelInfo, speeds: SpeedRecords) -> float | None:
    return speeds.cost(choice.recipe_of(info), choice.device)


def titled(name: str) -> str:
    """The title of a model, or its name where it is not known any more."""
    known = known_models()
    return listed(title_words(known[part]) if part in known else part for part in name.split("+"))

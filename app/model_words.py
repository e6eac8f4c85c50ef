"""What is known of a model, in words: for the page and for the command line."""

from __future__ import annotations

from collections.abc import Iterable

from app.translation import decimal, decimal_point, translate
from app.views.stem_text import stem_name
from app.views.time_text import duration_words
from separation.automatic import AutomaticChoice, Candidate
from separation.models import ModelInfo, known_models

# What musicians know the length of.
_SONG_S = 240.0


def stem_words(stems: tuple[str, ...]) -> str:
    """The stems as a list."""
    return ", ".join(stem_name(stem) for stem in stems)


def description_words(model: ModelInfo) -> str:
    """What a musician has to know of a model, in a sentence or two."""
    if "+" in model.name:
        return translate(
            "ModelWords", "The mean of what these say: slower, and often better than each alone."
        )
    known = {
        "compact": translate(
            "ModelWords",
            "Built in and quick on any computer. Drums and bass come out usable, vocals weak, the "
            "rest poor.",
        ),
        "htdemucs": translate("ModelWords", "Very good stems. The one to have."),
        "htdemucs_ft": translate(
            "ModelWords",
            "A little better still, and four times the work: one network for each stem.",
        ),
        "htdemucs_6s": translate(
            "ModelWords",
            "Adds guitar and piano. The guitar comes out well, the piano with much bleeding.",
        ),
        "hdemucs_mmi": translate(
            "ModelWords",
            "The generation before HTDemucs. Different mistakes, so worth a try where HTDemucs "
            "fails.",
        ),
        "mdx_extra": translate(
            "ModelWords",
            "Second in the Music Demixing Challenge of 2021. It has heard the songs of the usual "
            "test, so that no honest figure is published.",
        ),
    }
    own = translate("ModelWords", "Imported from a file of your own.")
    return known.get(model.name, own)


def title_words(model: ModelInfo) -> str:
    """What a model, or the mean of several, is called."""
    if "+" in model.name:
        known_here = known_models()
        return listed([title_words(known_here[part]) for part in model.name.split("+")])
    known = {
        "htdemucs_ft": translate("ModelWords", "HTDemucs, four specialists"),
        "htdemucs_6s": translate("ModelWords", "HTDemucs, six stems"),
        "mdx_extra": translate("ModelWords", "MDX challenge, four networks"),
    }
    return known.get(model.name, model.title)


def listed(names: Iterable[str]) -> str:
    """Two names, or more: HTDemucs and Compact."""
    return translate("ModelWords", " and ").join(names)


def figure_words(model: ModelInfo) -> str:
    """How good it is, as published: quality 8.8 dB (SDR)."""
    published = model.published_sdr
    if published is None:
        return translate("ModelWords", "no published quality")
    return translate("ModelWords", "quality {figure} dB (SDR)").format(
        figure=decimal(published.mean_db, 1)
    )


def figure_source(model: ModelInfo) -> str:
    """Who says so."""
    published = model.published_sdr
    if published is None:
        return translate("ModelWords", "Nobody has published a figure that can be compared.")
    return translate(
        "ModelWords",
        "{figure} dB signal-to-distortion ratio (SDR), the mean of its stems. Source: {source}.",
    ).format(figure=decimal(published.mean_db, 1), source=published.source)


def licence_words(model: ModelInfo) -> str:
    """Under which licence it may be used; nobody knows that of a file of one's own."""
    return translate("ModelWords", "unknown") if model.licence == "unknown" else model.licence


def size_words(model: ModelInfo) -> str:
    """How large its files are: 84 MB."""
    return f"{model.megabytes} MB"


def cost_words(cost: float | None) -> str:
    """How long a second of song takes: 0.6 s per second."""
    if cost is None:
        return translate("ModelWords", "not measured")
    return translate("ModelWords", "{cost} s per second").format(cost=two_figures(cost))


def song_cost_words(cost: float | None) -> str:
    """How long a song takes, as a musician understands it: 4 min song: 2 min 24 s."""
    if cost is None:
        return translate("ModelWords", "time not measured yet")
    return translate("ModelWords", "{length} song: {time}").format(
        length=duration_words(_SONG_S), time=duration_words(_SONG_S * cost)
    )


def device_words(device: str) -> str:
    """What a device of this name is."""
    known = {
        "auto": translate("ModelWords", "Automatic"),
        "cpu": translate("ModelWords", "Processor"),
        "cuda": translate("ModelWords", "Graphics card"),
        "mps": translate("ModelWords", "Apple graphics"),
    }
    return known.get(device, device)


def device_in_words(device: str) -> str:
    """The same inside of a sentence."""
    known = {
        "cpu": translate("ModelWords", "processor"),
        "cuda": translate("ModelWords", "graphics card"),
        "mps": translate("ModelWords", "apple graphics"),
    }
    return known.get(device, device)


def memory_short_words(device: str, now_on: str) -> str:
    """What it means that memory ran out on a device, in one sentence."""
    where = device_in_words(device)
    if now_on == device:
        return translate(
            "ModelWords", "Memory on the {device} is short: separating goes on in smaller pieces."
        ).format(device=where)
    return translate(
        "ModelWords",
        "The {device} has not enough memory: separating goes on with the {other}, which takes "
        "longer.",
    ).format(device=where, other=device_in_words(now_on))


def automatic_words(choice: AutomaticChoice) -> str:
    """Which model is taken where nobody has chosen one, and why, in one sentence."""
    taken = choice.taken
    title = title_words(taken.model)
    if not taken.model.is_embedded:
        return translate(
            "ModelWords",
            "{title}: the best one here that this computer separates faster than the song plays "
            "({cost}).",
        ).format(title=title, cost=cost_words(taken.cost))
    if not choice.others_here:
        return translate("ModelWords", "{title}: no other model is here yet.").format(title=title)
    slow = _best_slow(choice.passed_over)
    if slow is not None:
        assert slow.cost is not None
        return translate(
            "ModelWords",
            "{title}: {other} would take {cost} s per second of song here; choose it yourself if "
            "you can wait.",
        ).format(title=title, other=title_words(slow.model), cost=two_figures(slow.cost))
    if choice.passed_over:
        return translate(
            "ModelWords",
            "{title}: how quick this computer is with {other} is not measured yet.",
        ).format(title=title, other=title_words(choice.passed_over[0].model))
    return translate(
        "ModelWords",
        "{title}: the others here have no published figure to go by; choose one yourself.",
    ).format(title=title)


def _best_slow(passed_over: tuple[Candidate, ...]) -> Candidate | None:
    """Of those that were measured, the one that comes nearest to being taken."""
    measured = [each for each in passed_over if each.cost is not None]
    return min(measured, key=lambda each: each.cost or 0.0, default=None)


def two_figures(number: float) -> str:
    """A number to two figures, or to the whole: 0.55, 1.8, 12."""
    text = f"{number:.2g}" if number < 10 else f"{number:.0f}"
    return text.replace(".", decimal_point())

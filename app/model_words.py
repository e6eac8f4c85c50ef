"""What is known of a model, in words: for the page and for the command line."""

from __future__ import annotations

from app.views.time_text import duration_words
from separation.automatic import AutomaticChoice, Candidate
from separation.models import ModelInfo

# What musicians know the length of.
_SONG_S = 240.0
_DEVICES = {
    "auto": "Automatic",
    "cpu": "Processor",
    "cuda": "Graphics card",
    "mps": "Apple graphics",
}


def stem_words(stems: tuple[str, ...]) -> str:
    """The stems as a list."""
    return ", ".join(stems)


def figure_words(model: ModelInfo) -> str:
    """How good it is, as published: quality 8.8 dB (SDR)."""
    published = model.published_sdr
    if published is None:
        return "no published quality"
    return f"quality {published.mean_db:.1f} dB (SDR)"


def figure_source(model: ModelInfo) -> str:
    """Who says so."""
    published = model.published_sdr
    if published is None:
        return "Nobody has published a figure that can be compared."
    return (
        f"{published.mean_db:.1f} dB signal-to-distortion ratio (SDR), the mean of its stems. "
        f"Source: {published.source}."
    )


def size_words(model: ModelInfo) -> str:
    """How large its files are: 84 MB."""
    return f"{model.megabytes} MB"


def cost_words(cost: float | None) -> str:
    """How long a second of song takes: 0.6 s per second."""
    return "not measured" if cost is None else f"{_two_figures(cost)} s per second"


def song_cost_words(cost: float | None) -> str:
    """How long a song takes, as a musician understands it: 4 min song: 2 min 24 s."""
    if cost is None:
        return "time not measured yet"
    return f"{duration_words(_SONG_S)} song: {duration_words(_SONG_S * cost)}"


def device_words(device: str) -> str:
    """What a device of this name is."""
    return _DEVICES.get(device, device)


def memory_short_words(device: str, now_on: str) -> str:
    """What it means that memory ran out on a device, in one sentence."""
    where = device_words(device).lower()
    if now_on == device:
        return f"Memory on the {where} is short: separating goes on in smaller pieces."
    return (
        f"The {where} has not enough memory: separating goes on with the "
        f"{device_words(now_on).lower()}, which takes longer."
    )


def automatic_words(choice: AutomaticChoice) -> str:
    """Which model is taken where nobody has chosen one, and why, in one sentence."""
    taken = choice.taken
    title = taken.model.title
    if not taken.model.is_embedded:
        return (
            f"{title}: the best one here that this computer separates faster than the song plays "
            f"({cost_words(taken.cost)})."
        )
    if not choice.others_here:
        return f"{title}: no other model is here yet."
    slow = _best_slow(choice.passed_over)
    if slow is not None:
        assert slow.cost is not None
        return (
            f"{title}: {slow.model.title} would take {_two_figures(slow.cost)} s per second of "
            "song here; choose it yourself if you can wait."
        )
    if choice.passed_over:
        return (
            f"{title}: how quick this computer is with {choice.passed_over[0].model.title} is not "
            "measured yet."
        )
    return f"{title}: the others here have no published figure to go by; choose one yourself."


def _best_slow(passed_over: tuple[Candidate, ...]) -> Candidate | None:
    """Of those that were measured, the one that comes nearest to being taken."""
    measured = [each for each in passed_over if each.cost is not None]
    return min(measured, key=lambda each: each.cost or 0.0, default=None)


def _two_figures(number: float) -> str:
    return f"{number:.2g}" if number < 10 else f"{number:.0f}"

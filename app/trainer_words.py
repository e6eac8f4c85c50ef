"""What is said of the speed trainer: where it is, and what a round has made of it."""

from __future__ import annotations

from app.speed_trainer import CleanMark
from app.tempo_training import Training
from app.translation import translate


def percent_words(percent: float) -> str:
    """A tempo as people write it: 70 %."""
    return translate("TrainerWords", "{percent} %").format(percent=round(percent))


def short_words(training: Training, *, pending: bool) -> str:
    """Where it is, beneath the tempo: 2/4 → 75 %."""
    if training.is_at_top and training.due_percent is None:
        return translate("TrainerWords", "top")
    coming = training.next_percent if training.due_percent is None else training.due_percent
    plan, sign = training.plan, "✓"
    if not plan.is_gated and training.due_percent is None:
        sign = f"{min(training.rounds + 1, plan.every_rounds)}/{plan.every_rounds}"
    elif not pending and training.due_percent is None:
        sign = "○"
    return f"{sign} → {percent_words(coming)}"


def where_words(training: Training, *, pending: bool) -> str:
    """Where it is, in a sentence: Round 2 of 4 at 70 %, next 75 %."""
    plan = training.plan
    fields = {
        "round": training.rounds + 1,
        "of": plan.every_rounds,
        "percent": percent_words(training.tempo_percent),
        "next": percent_words(training.next_percent),
    }
    if training.due_percent is not None:
        fields["next"] = percent_words(training.due_percent)
        words = translate("TrainerWords", "{percent}, and {next} from the next round on")
    elif training.is_at_top:
        words = translate("TrainerWords", "At the top: {percent}, round {round}")
    elif not plan.is_gated:
        words = translate("TrainerWords", "Round {round} of {of} at {percent}, next {next}")
    elif pending:
        words = translate("TrainerWords", "Round {round} at {percent} is clean, next {next}")
    else:
        words = translate("TrainerWords", "Round {round} at {percent}; clean, it goes to {next}")
    return words.format(**fields)


def marked_words(mark: CleanMark, training: Training | None, *, pending: bool) -> str:
    """A round was marked clean."""
    percent = percent_words(mark.percent)
    if training is None or not training.plan.is_gated:
        return translate("TrainerWords", "Clean at {percent}").format(percent=percent)
    coming = training.next_percent if pending else training.due_percent
    if coming is None or coming == training.tempo_percent:
        coming = training.tempo_percent
        if coming == mark.percent:
            return translate("TrainerWords", "Clean at {percent}, the top").format(percent=percent)
    words = translate("TrainerWords", "Clean at {percent}, next {next}")
    return words.format(percent=percent, next=percent_words(coming))


def taken_back_words(mark: CleanMark) -> str:
    """It was not clean after all."""
    words = translate("TrainerWords", "Not clean: the round at {percent}")
    return words.format(percent=percent_words(mark.percent))

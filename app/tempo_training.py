"""The speed trainer's plan, and how far it has come: values, and what a round makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

LOWEST_PERCENT, HIGHEST_PERCENT = 25, 200
MOST_STEP_PERCENT = 50
MOST_ROUNDS = 99


@dataclass(frozen=True)
class TrainerPlan:
    """From one tempo to another, a step at a time.

    every_rounds: a step comes after so many whole rounds; is_gated: only after one that was marked
    clean instead. Raises: ValueError where that makes no plan.
    """

    from_percent: int = 60
    to_percent: int = 100
    step_percent: int = 5
    every_rounds: int = 4
    is_gated: bool = False

    def __post_init__(self) -> None:
        in_range = LOWEST_PERCENT <= self.from_percent <= self.to_percent <= HIGHEST_PERCENT
        steps = 1 <= self.step_percent <= MOST_STEP_PERCENT
        if not (in_range and steps and 1 <= self.every_rounds <= MOST_ROUNDS):
            raise ValueError(f"no plan: {self}")

    def next_percent(self, percent: float) -> float:
        """The tempo after this one; the same at the top, or above it."""
        return max(percent, min(percent + self.step_percent, float(self.to_percent)))


@dataclass(frozen=True)
class Training:
    """A plan under way.

    tempo_percent: of the round that is on. rounds: whole ones at this tempo. due_percent: the tempo
    from the next head of the loop on, if it is another.
    """

    plan: TrainerPlan
    tempo_percent: float
    rounds: int = 0
    due_percent: float | None = None

    @property
    def next_percent(self) -> float:
        """The tempo that comes after this one; the same at the top."""
        return self.plan.next_percent(self.tempo_percent)

    @property
    def is_at_top(self) -> bool:
        """Whether it does not get faster any more."""
        return self.next_percent == self.tempo_percent

    def after_round(self, *, clean: bool) -> Training:
        """A whole round was heard, and marked clean or not."""
        after = replace(self, rounds=self.rounds + 1)
        is_earned = clean if self.plan.is_gated else after.rounds >= self.plan.every_rounds
        return after.rising() if is_earned else after

    def rising(self) -> Training:
        """Faster from the next head on, unless it is at the top."""
        return self if self.is_at_top else replace(self, due_percent=self.next_percent)

    def at_head(self) -> Training:
        """A round begins: what was due is the tempo now."""
        return self if self.due_percent is None else Training(self.plan, self.due_percent)

    def without_mark(self, percent: float) -> Training:
        """The round at this tempo was not clean after all: where that has made it faster, or was
        going to, it is not from the next head on.
        """
        if not self.plan.is_gated:
            return self
        if self.due_percent is not None:
            return replace(self, due_percent=None)
        return replace(self, due_percent=percent) if percent < self.tempo_percent else self

    def at_tempo(self, percent: float) -> Training:
        """A hand has set another tempo: it goes on from there."""
        return Training(self.plan, percent)

"""The learning rate over a sitting: warm-up, constant, and down to nothing at the end if asked."""

from __future__ import annotations

from dataclasses import dataclass

_WARM_UP_STEPS = 100


@dataclass(frozen=True)
class Schedule:
    """A rate that is constant can go on being constant in the next sitting, however many there are.

    Source: Hägele et al. 2024, arXiv:2405.18392. minutes: of this sitting; decay_minutes: at its
    end, in which the rate sinks to zero.
    """

    learning_rate: float
    minutes: float
    decay_minutes: float

    def is_decaying(self, minute: float) -> bool:
        """Whether `minute` of this sitting is in the decay."""
        return self.decay_minutes > 0 and minute > self.minutes - self.decay_minutes

    def rate(self, step: int, minute: float) -> float:
        """The learning rate of `step`, counted over all sittings, at `minute` of this one."""
        rate = self.learning_rate * min(1.0, (step + 1) / _WARM_UP_STEPS)
        if self.is_decaying(minute):
            rate *= max(0.0, self.minutes - minute) / self.decay_minutes
        return rate

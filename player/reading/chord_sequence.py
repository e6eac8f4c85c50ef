"""The likeliest sequence of chords, and how sure each is: a hidden Markov model over the steps.

A chord goes on, or a new one begins as readily as the step says; which one depends on the key.
Viterbi finds the sequence, the forward-backward algorithm the probability of each state at each
step (Rabiner 1989, "A tutorial on hidden Markov models").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_TINY = 1e-12


def likeliest(
    log_fits: NDArray[np.float64], change: NDArray[np.float64], arrival: NDArray[np.float64]
) -> NDArray[np.int64]:
    """A state for each step.

    log_fits: (steps, states). change: (steps,), how probably a new one begins there. arrival:
    (states,), which one that is, adding up to 1. What a chord comes from plays no part, so one
    comparison with the best of all others is enough for each.
    """
    steps, states = log_fits.shape
    arrive = np.log(arrival + _TINY)
    score = arrive + log_fits[0]
    came_from = np.empty((steps, states), np.int64)
    stays = np.arange(states)
    for step in range(1, steps):
        best = int(score.argmax())
        go_on = score + np.log1p(-change[step])
        begin = score[best] + np.log(change[step]) + arrive
        is_new = begin > go_on
        came_from[step] = np.where(is_new, best, stays)
        score = np.where(is_new, begin, go_on) + log_fits[step]
    path = np.empty(steps, np.int64)
    path[-1] = score.argmax()
    for step in range(steps - 1, 0, -1):
        path[step - 1] = came_from[step, path[step]]
    return path


def probabilities(
    log_fits: NDArray[np.float64], change: NDArray[np.float64], arrival: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How probable each state is at each step, given all of them: (steps, states)."""
    fits = np.asarray(np.exp(log_fits - log_fits.max(axis=1, keepdims=True)), np.float64)
    forward = np.empty_like(fits)
    forward[0] = arrival * fits[0]
    forward[0] /= forward[0].sum()
    for step in range(1, len(fits)):
        here = (1 - change[step]) * forward[step - 1] + change[step] * arrival
        forward[step] = here * fits[step]
        forward[step] /= forward[step].sum()
    backward = np.ones(fits.shape[1])
    found = forward
    for step in range(len(fits) - 2, -1, -1):
        seen = backward * fits[step + 1]
        backward = (1 - change[step + 1]) * seen + change[step + 1] * float(arrival @ seen)
        backward /= backward.max()
        both = forward[step] * backward
        found[step] = both / both.sum()
    return found

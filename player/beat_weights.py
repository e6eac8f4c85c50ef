"""What beats and bars are chosen by: written by tests/songs/fit_weights.py, not by hand.

Logistic regression on generated songs of the seeds 3, 4, 11, with a Gaussian prior on every weight.
"""

DOWNBEAT = (
    2.476,
    -0.146,
    0.062,
    -0.439,
    -0.298,
    -0.839,
    0.726,
    -0.917,
    -1.405,
    1.203,
    0.555,
    0.768,
    0.702,
    1.648,
    -2.763,
)
"""For each of `metre.beat_features`, and last the constant: log odds that a beat begins a bar."""

CHOICE = (
    1.642,
    0.591,
    0.340,
    0.221,
    0.824,
    0.010,
    0.203,
    -0.385,
    -0.180,
    -1.044,
    -2.335,
    -0.229,
    -0.889,
    -0.626,
    0.433,
    -1.364,
    1.144,
    -1.346,
    -6.102,
    1.906,
    1.477,
    2.418,
    -0.194,
    -2.554,
    -12.357,
    -0.415,
    3.082,
    0.680,
    2.434,
    -0.470,
    1.809,
    1.375,
    0.462,
    -1.104,
    6.805,
    2.580,
    0.938,
    1.485,
    2.322,
    -4.813,
    -0.279,
    0.401,
    2.093,
    -0.115,
    -2.165,
    1.949,
    -0.018,
    0.439,
    -0.205,
)
"""For each of `metrical_level`'s numbers: what it adds to the logarithm of the likelihood."""

SURE_OF_BEATS = (
    0.625,
    0.262,
    1.901,
    0.852,
    -0.323,
    -5.630,
    -0.020,
    1.523,
    1.150,
    -2.933,
)
"""For each of `beat_confidence.evidence`, and last the constant: log odds that beats are right."""

SURE_OF_BARS = (
    0.054,
    0.639,
    0.757,
    0.526,
    -0.039,
    2.597,
    0.032,
    4.236,
    0.598,
    -3.005,
)
"""The same for the downbeats."""

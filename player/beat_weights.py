"""The numbers that the choice of beats and bars was fitted to: written by tests/songs/fit_weights.py.

Logistic regression on generated songs, with a Gaussian prior on every weight.
"""

DOWNBEAT = (
    2.057, 0.597, 0.127, -0.758, -0.240, -0.093, 0.128, 0.580,
    -0.778, 0.295, 0.973, 0.333, 0.309, 1.504, -2.481,
)
"""For each of `metre.beat_features`, and last the constant: log odds that a beat begins a bar."""

CHOICE = (
    1.156, 0.320, 0.205, 0.205, 0.782, -0.157, 0.184, -0.240,
    -0.665, -1.044, -1.220, -0.546, -0.647, -0.345, 0.377, -0.720,
    0.348, -1.144, -8.228, 2.323, 1.732, 0.857, 24.146, 22.094,
    -0.804, -0.072, 1.358, -0.245, 1.793, -0.857, 0.458, 0.901,
    0.282, -0.752, 4.447, 1.912, 0.544, 1.671, 1.716, -2.285,
    -0.068, 0.547, 1.143, -0.004, -1.467, 1.220, 0.086, 0.160,
)
"""For each of `metrical_level`'s numbers: what it adds to the logarithm of the likelihood."""

"""How sure a note is: written by tests/songs/fit_note_weights.py, not by hand.

Logistic regression on generated songs, their true stems and separated ones.
"""

SURE_OF_NOTE = (4.0, 0.5, 0.5, -2.0, 1.0, -0.5)
"""For each of `note_tracking.EVIDENCE`, and last the constant: log odds that it is a note."""

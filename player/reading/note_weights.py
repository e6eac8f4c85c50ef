"""How sure a note is: written by tests/songs/fit_note_weights.py, not by hand.

Logistic regression on generated songs, their true stems and separated ones.
"""

SURE_OF_NOTE = (-1.130, 0.485, 1.207, -6.021, 5.375, 1.464)
"""For each of `note_tracking.EVIDENCE`, and last the constant: log odds that it is a note."""

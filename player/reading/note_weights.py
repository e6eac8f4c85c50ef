"""How sure a note is: written by tests/songs/fit_note_weights.py, not by hand.

Logistic regression on generated songs, their true stems and separated ones.
"""

SURE_OF_NOTE = (0.724, 0.297, 1.057, -2.841, 6.514, -0.852)
"""For each of `note_tracking.EVIDENCE`, and last the constant: log odds that it is a note."""

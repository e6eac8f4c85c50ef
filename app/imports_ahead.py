"""What the first song would import, imported before there is one.

An import holds the interpreter, and NumPy begins some of its own with a first call, in whatever
thread that is: the window would be seen to stand still.
"""

from __future__ import annotations

import importlib
import io

import mutagen

# np.median, np.unique and np.isin ask for the first.
_MODULES = ("numpy.ma", "numpy.fft")


def import_ahead() -> None:
    """Takes a few hundredths of a second, in any thread."""
    for name in _MODULES:
        importlib.import_module(name)
    # It imports what it knows of every kind of file when it meets its first one.
    mutagen.File(io.BytesIO())

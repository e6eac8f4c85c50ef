"""The first song finds everything imported."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: here others have imported all of it long ago.
_PROBE = """
import io, sys
from app.imports_ahead import import_ahead
assert "numpy.ma" not in sys.modules
import_ahead()
before = set(sys.modules)
import mutagen
import numpy as np
np.median(np.arange(5)); np.isin(np.arange(9), np.arange(3)); np.fft.rfft(np.arange(8.0))
mutagen.File(io.BytesIO(b"OggS"))
assert before == set(sys.modules), set(sys.modules) - before
"""


def test_what_a_song_needs_imports_nothing_more() -> None:
    subprocess.run([sys.executable, "-c", _PROBE], check=True, timeout=60)

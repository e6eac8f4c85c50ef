"""What every test's process is told before it imports anything: a home of its own, one core.

Nothing may be imported before it that imports Qt, platformdirs or numpy, which look at once.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_HOME = tempfile.TemporaryDirectory(prefix="woodshed-tests-")

# Tests touch no file in the user's home, and leave none behind.
for _variable, _folder in {
    "HOME": "",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "WOODSHED_CACHE_DIR": "woodshed-cache",
    "WOODSHED_DATA_DIR": "woodshed-data",
    "PULSE_RUNTIME_PATH": "pulse",
}.items():
    os.environ[_variable] = str(Path(_HOME.name) / _folder)
# Those that run beside each other ask for every core at once: threads of a product of matrices that
# wait for each other, at work, cost ten times what the product does.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"  # also where the window is started as a program, on any system

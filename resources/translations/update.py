"""Reads the window's words from the code and packs their translations: `make translations`.

python -m resources.translations.update
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from resources import TRANSLATIONS

_APP = Path(__file__).parents[2] / "app"
PLURALS_ONLY = "en"
"""The language that the words are written in: nothing but their plurals is translated."""


def read_words(ts: Path) -> None:
    """Bring a list of translations up to the code: new words are empty, old ones are gone."""
    language = ts.stem.rpartition("_")[2]
    # Without places in the code: they would be others with every change.
    options = ["-locations", "none", "-no-obsolete", "-disable-heuristic", "similartext"]
    options += ["-source-language", "en", "-target-language", language]
    if language == PLURALS_ONLY:
        options.append("-pluralonly")
    code = map(str, sorted(_APP.rglob("*.py")))
    _run("pyside6-lupdate", *options, *code, "-ts", str(ts))


def pack(ts: Path, qm: Path) -> None:
    """Make of a list of translations what the window reads."""
    _run("pyside6-lrelease", "-silent", str(ts), "-qm", str(qm))


def _run(tool: str, *arguments: str) -> None:
    found = shutil.which(tool, path=str(Path(sys.executable).parent))
    if found is None:
        raise FileNotFoundError(f"{tool} is not there: it comes with PySide6")
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{tool} failed: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    for each in sorted(TRANSLATIONS.glob("*.ts")):
        read_words(each)
        pack(each, each.with_suffix(".qm"))

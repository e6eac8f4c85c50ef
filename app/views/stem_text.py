"""How stems are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.stem_groups import is_rest
from separation.recipe import REST


def stem_name(stem: str) -> str:
    """A stem's name inside of a sentence."""
    return _tr("everything else") if is_rest(stem) or stem == REST else stem


def stem_title(stem: str) -> str:
    """A stem's name standing alone."""
    name = stem_name(stem)
    return name[:1].upper() + name[1:]


def groups_title(alone: str | None) -> str:
    """What it is called when this stem stands beside everything else, or none does."""
    if alone is None:
        return _tr("All stems")
    return _tr("{stem} and everything else").format(stem=stem_title(alone))


def _tr(text: str) -> str:
    return QCoreApplication.translate("StemText", text)

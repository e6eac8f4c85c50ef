"""How stems are called on the screen."""

from __future__ import annotations

from app.stem_groups import is_rest
from app.translation import translate
from separation.recipe import REST


def stem_name(stem: str) -> str:
    """A stem's name inside of a sentence."""
    if is_rest(stem) or stem == REST:
        return translate("StemText", "everything else")
    usual = {
        "vocals": translate("StemText", "vocals"),
        "drums": translate("StemText", "drums"),
        "bass": translate("StemText", "bass"),
        "other": translate("StemText", "other"),
        "guitar": translate("StemText", "guitar"),
        "piano": translate("StemText", "piano"),
        "mix": translate("StemText", "mix"),
        "blend": translate("StemText", "blend"),
    }
    return usual.get(stem, stem)


def stem_title(stem: str) -> str:
    """A stem's name standing alone."""
    name = stem_name(stem)
    return name[:1].upper() + name[1:]


def groups_title(alone: str | None) -> str:
    """What it is called when this stem stands beside everything else, or none does."""
    if alone is None:
        return translate("StemText", "All stems")
    return translate("StemText", "{stem} and everything else").format(stem=stem_title(alone))

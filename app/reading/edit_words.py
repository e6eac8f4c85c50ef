"""What a change of what a song says is called in the menu: “Undo other chords”."""

from __future__ import annotations

from app.reading.reading_edits import ReadingEdits
from app.translation import translate
from app.views.stem_text import stem_name


def reading_change(before: ReadingEdits, after: ReadingEdits) -> str:
    """The change from one to the other, in a few words that stand after “Undo”."""
    if before.key != after.key:
        return translate("EditNames", "other key")
    if before.capo != after.capo:
        return translate("EditNames", "capo")
    if before.chords != after.chords:
        return (
            translate("EditNames", "back to the chords found")
            if after.chords is None
            else translate("EditNames", "other chords")
        )
    if before.sections != after.sections:
        return (
            translate("EditNames", "back to the sections found")
            if after.sections is None
            else translate("EditNames", "other sections")
        )
    changed = sorted(dict(set(before.notes) ^ set(after.notes)))
    return translate("EditNames", "other notes of {stem}").format(stem=stem_name(changed[0]))

"""What a change of what a song says is called in the menu: “Undo other chords”."""

from __future__ import annotations

from app.reading.reading_edits import ReadingEdits
from app.reading.score_words import score_change
from app.translation import translate
from app.views.stem_text import stem_name
from player.reading.lyrics import Lyrics


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
    if before.lyrics != after.lyrics:
        return _lyrics_change(before.lyrics, after.lyrics)
    if before.score != after.score:
        return score_change(before.score, after.score)
    changed = sorted(dict(set(before.notes) ^ set(after.notes)))
    return translate("EditNames", "other notes of {stem}").format(stem=stem_name(changed[0]))


def _lyrics_change(before: Lyrics | None, after: Lyrics | None) -> str:
    if after is None:
        return translate("EditNames", "back to the lyrics found")
    if not after.lines:
        return translate("EditNames", "remove the lyrics")
    if before is not None and before.untimed == after.untimed:
        return translate("EditNames", "times of the lyrics")
    return translate("EditNames", "other lyrics")

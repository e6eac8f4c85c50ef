"""A score in words: what stands in a bar, how a change of it is called, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from app.reading.opened_score import OpenedScore
from app.translation import translate
from player import errors as player
from player.reading.laid_part import LaidEvent, LaidPart
from player.reading.score import NoteValue, ScoreEvent, ScorePart, Technique


def bar_words(laid: LaidPart, played: int) -> str:
    """A bar as it is read aloud: “bar 12: E2 quarter, G2 eighth”."""
    words = [event_words(each.event, laid.part) for each in _in_order(laid.of_bar(played))]
    text = translate("ScoreWords", "bar {number}: {notes}")
    nothing = translate("ScoreWords", "nothing")
    return text.format(number=bar_number(laid, played), notes=", ".join(words) or nothing)


def bar_number(laid: LaidPart, played: int) -> str:
    """The number of a bar as it is printed, and which time it is played, from the second on."""
    timeline = laid.timeline
    number = timeline.score.bars[timeline.order[played]].number
    if timeline.rounds[played] == 1:
        return number
    text = translate("ScoreWords", "{number} ({times}×)")
    return text.format(number=number, times=timeline.rounds[played])


def onset_words(laid: LaidPart, frame: int) -> str:
    """The notes that begin at a frame, and their bar."""
    begun = [each for each in laid.sounding(frame) if each.frame == frame]
    played = laid.timeline.bar_at(frame)
    notes = ", ".join(event_words(each.event, laid.part) for each in begun)
    if played is None:
        return notes
    text = translate("ScoreWords", "bar {number}: {notes}")
    return text.format(number=bar_number(laid, played), notes=notes)


def event_words(event: ScoreEvent, part: ScorePart) -> str:
    """Notes that begin together, or a rest, and their value."""
    value = value_words(event.value)
    if not event.notes:
        return translate("ScoreWords", "rest {value}").format(value=value)
    names = []
    for note in event.notes:
        name = note.pitch.name
        if note.is_unpitched:
            name = translate("ScoreWords", "drum")
        elif Technique.DEAD in note.techniques:
            name = translate("ScoreWords", "dead note")
        if note.fret is not None and part.strings:
            text = translate("ScoreWords", "{note} (string {string}, fret {fret})")
            name = text.format(note=name, string=note.string, fret=note.fret)
        if note.is_tied:
            name = translate("ScoreWords", "tied {note}").format(note=name)
        names.append(name)
    together = translate("ScoreWords", " and ").join(names)
    if event.is_grace:
        return translate("ScoreWords", "grace note {notes}").format(notes=together)
    return translate("ScoreWords", "{notes} {value}").format(notes=together, value=value)


def value_words(value: NoteValue) -> str:
    """A note value: “dotted quarter”."""
    names = {
        1: translate("ScoreWords", "whole"),
        2: translate("ScoreWords", "half"),
        4: translate("ScoreWords", "quarter"),
        8: translate("ScoreWords", "eighth"),
        16: translate("ScoreWords", "sixteenth"),
        32: translate("ScoreWords", "thirty-second"),
        64: translate("ScoreWords", "sixty-fourth"),
        128: translate("ScoreWords", "hundred-twenty-eighth"),
    }
    name = names[value.denominator]
    if value.dots:
        name = translate("ScoreWords", "dotted {value}").format(value=name)
    if value.tuplet != (1, 1):
        text = translate("ScoreWords", "{value} of {count} in the time of {normal}")
        name = text.format(value=name, count=value.tuplet[0], normal=value.tuplet[1])
    return name


def _in_order(events: Iterable[LaidEvent]) -> list[LaidEvent]:
    return sorted(events, key=lambda each: (each.frame, each.event.duration, each.voice))


def score_change(before: OpenedScore | None, after: OpenedScore | None) -> str:
    """What a change of the score is called after “Undo”."""
    if after is None:
        return translate("EditNames", "close the score")
    if before is None or before.path != after.path:
        return translate("EditNames", "open a score")
    if before.alignment != after.alignment:
        return translate("EditNames", "move the score")
    if before.part != after.part:
        return translate("EditNames", "other part of the score")
    return translate("EditNames", "tab or staff")


def about_score(error: player.ScoreFileError) -> str:
    """What is wrong with a file, and what to do, in a sentence."""
    name = error.path.name
    match error:
        case player.ScoreMissingError():
            text = translate(
                "ScoreWords",
                "The score “{name}” is not there any more. Open it from where it is now.",
            )
        case player.ScoreNotReadError():
            text = translate("ScoreWords", "The score “{name}” cannot be read ({reason}).")
        case player.ScoreTooLargeError():
            text = translate(
                "ScoreWords", "“{name}” is larger than a score can be, or was cut short."
            )
        case player.ScoreEmptyError():
            text = translate("ScoreWords", "There is not one note in the score “{name}”.")
        case player.ScoreFormatError():
            text = translate(
                "ScoreWords",
                "“{name}” is no score that Woodshed knows. It reads Guitar Pro 3 to 5 and "
                "MusicXML; other programs can save as one of these.",
            )
        case _:
            text = translate(
                "ScoreWords", "The score “{name}” is damaged. Save or download it once more."
            )
    return text.format(name=name, reason=error.detail)

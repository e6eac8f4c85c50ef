"""What is said of a take beside its stem."""

from __future__ import annotations

from dataclasses import dataclass

from app.compared_take import WRONG_NOTE_CENTS, ComparedTake, HeardNote, Hindrance, NoteKind
from app.takes import Take
from app.translation import decimal, translate
from app.views.stem_text import stem_name, stem_title
from app.views.time_text import minutes_to_milliseconds
from player.multitrack import SAMPLE_RATE
from player.note_events import Part
from player.take_comparison import CLOSE_MS

_SAME_LOUDNESS_DB = 1.0


@dataclass(frozen=True)
class SummaryRow:
    """says: what the words mean, for who does not know."""

    label: str
    value: str
    says: str = ""


def note_words(note: HeardNote) -> str:
    """One note: “0:12.482: 15 ms late, 8 cents high, 3 dB louder”."""
    where = minutes_to_milliseconds(note.frame / SAMPLE_RATE)
    if note.kind is NoteKind.MISSED:
        return translate("ComparisonWords", "{time}: missed").format(time=where)
    if note.kind is NoteKind.EXTRA:
        return translate("ComparisonWords", "{time}: extra").format(time=where)
    parts = [lateness_words(note.late_ms)]
    if note.cents is not None:
        parts.append(_pitch_words(note.cents, note.octaves))
    if abs(note.louder_db) >= _SAME_LOUDNESS_DB:
        parts.append(loudness_words(note.louder_db))
    return f"{where}: {', '.join(parts)}"


def lateness_words(late_ms: float | None) -> str:
    """How late something is: “15 ms late”."""
    if late_ms is None:
        return "–"
    ms = round(abs(late_ms))
    if ms == 0:
        return translate("ComparisonWords", "in time")
    if late_ms < 0:
        return translate("ComparisonWords", "{ms} ms early").format(ms=ms)
    return translate("ComparisonWords", "{ms} ms late").format(ms=ms)


def cents_words(cents: float | None) -> str:
    """How high something is: “8 cents high”."""
    if cents is None:
        return "–"
    shown = round(abs(cents))
    if shown == 0:
        return translate("ComparisonWords", "in tune")
    if cents < 0:
        return translate("ComparisonWords", "{cents} cents low").format(cents=shown)
    return translate("ComparisonWords", "{cents} cents high").format(cents=shown)


def loudness_words(louder_db: float | None) -> str:
    """How loud something is: “3 dB louder”."""
    if louder_db is None:
        return "–"
    decibels = round(abs(louder_db))
    if decibels == 0:
        return translate("ComparisonWords", "as loud")
    if louder_db < 0:
        return translate("ComparisonWords", "{decibels} dB softer").format(decibels=decibels)
    return translate("ComparisonWords", "{decibels} dB louder").format(decibels=decibels)


def share_words(share: float | None) -> str:
    """A part of all: “78 %”."""
    return "–" if share is None else f"{share * 100:.0f} %"


def spread_words(spread_ms: float | None) -> str:
    """How far the notes are apart in lateness: “± 14 ms”."""
    return "–" if spread_ms is None else f"± {spread_ms:.0f} ms"


def summary_rows(compared: ComparedTake, take: Take) -> tuple[SummaryRow, ...]:
    """What is known of a take as a whole."""
    comparison = compared.comparison
    matched = len(comparison.matched)
    pitch = cents_words(comparison.cents)
    if comparison.part is Part.CHORDS:
        pitch = translate("ComparisonWords", "not told of chords")
    elif comparison.part is Part.DRUMS:
        pitch = translate("ComparisonWords", "drums have none")
    return (
        SummaryRow(translate("ComparisonWords", "On average"), lateness_words(comparison.mean_ms)),
        SummaryRow(
            translate("ComparisonWords", "Spread"),
            spread_words(comparison.spread_ms),
            translate("ComparisonWords", "How unsteady it is: two notes of three are nearer."),
        ),
        SummaryRow(
            translate("ComparisonWords", "Within {ms} ms").format(ms=f"{CLOSE_MS:.0f}"),
            share_words(comparison.close_share),
            translate(
                "ComparisonWords", "How many of the notes played are together with the original."
            ),
        ),
        SummaryRow(
            translate("ComparisonWords", "Constant offset"),
            lateness_words(comparison.offset_ms),
            translate(
                "ComparisonWords",
                "The median: what all notes have in common. A habit, or a delay of the devices "
                "that is not measured yet.",
            ),
        ),
        SummaryRow(
            translate("ComparisonWords", "Pitch"),
            pitch,
            translate("ComparisonWords", "The median of the notes whose pitch is sure."),
        ),
        SummaryRow(
            translate("ComparisonWords", "Loudness"),
            loudness_words(comparison.gain_db if matched else None),
            translate("ComparisonWords", "The median; single notes are told against it."),
        ),
        SummaryRow(
            translate("ComparisonWords", "Missed"),
            str(len(comparison.missed)),
            translate("ComparisonWords", "Notes of the original that nobody played."),
        ),
        SummaryRow(
            translate("ComparisonWords", "Extra"),
            str(len(comparison.extra)),
            translate("ComparisonWords", "Notes that the original does not have."),
        ),
        SummaryRow(
            translate("ComparisonWords", "Notes played"),
            translate("ComparisonWords", "{matched} of {all}").format(
                matched=matched, all=matched + len(comparison.missed)
            ),
        ),
        SummaryRow(
            translate("ComparisonWords", "Played at"), f"{decimal(take.tempo_percent, 0)} %"
        ),
    )


def hindrance_words(compared: ComparedTake) -> str:
    """Why nothing, or little, can be said; "" where nothing stands in the way."""
    match compared.hindrance:
        case Hindrance.NOTHING_PLAYED:
            return translate(
                "ComparisonWords",
                "No note was found in this take: was the input silent, or too soft?",
            )
        case Hindrance.NOTHING_TO_PLAY:
            return translate(
                "ComparisonWords", "No note was found in {stem} here: compare it with another stem."
            ).format(stem=stem_name(compared.stem))
        case Hindrance.ANOTHER_PART:
            return translate(
                "ComparisonWords",
                "Little of it belongs to {stem}: this may be another part. Choose another stem, or "
                "take these numbers lightly.",
            ).format(stem=stem_name(compared.stem))
        case None:
            return ""


def limits_words(compared: ComparedTake) -> str:
    """What is not to be believed."""
    if compared.comparison.part is Part.CHORDS:
        return translate(
            "ComparisonWords",
            "Measured from the sound, so it has limits: of chords only the onsets are told, other "
            "instruments in the stem or in the microphone look like notes, and reverb blurs them.",
        )
    return translate(
        "ComparisonWords",
        "Measured from the sound, so it has limits: bleed of other instruments looks like notes, "
        "chords have no single pitch, and reverb and soft attacks blur onsets by some ms.",
    )


def compared_sentence(take: Take, compared: ComparedTake) -> str:
    """The take in a sentence: “Take 3 beside bass: 8 ms late on average, ± 14 ms, …”."""
    trouble = hindrance_words(compared)
    if trouble:
        return f"{take.name}: {trouble}"
    comparison = compared.comparison
    return translate(
        "ComparisonWords",
        "{take} beside {stem}: on average {lateness}, {spread}; {share} within {ms} ms; "
        "{missed} missed, {extra} extra.",
    ).format(
        take=take.name,
        stem=stem_name(compared.stem),
        lateness=lateness_words(comparison.mean_ms),
        spread=spread_words(comparison.spread_ms),
        share=share_words(comparison.close_share),
        ms=f"{CLOSE_MS:.0f}",
        missed=len(comparison.missed),
        extra=len(comparison.extra),
    )


def history_words(take: Take, compared: ComparedTake) -> str:
    """One take among those of its round: “Take 3: 8 ms late, ± 14 ms, 78 % within 20 ms, …”."""
    comparison = compared.comparison
    return translate(
        "ComparisonWords", "{take}: {lateness}, {spread}, {share} within {ms} ms, at {tempo} %"
    ).format(
        take=take.name,
        lateness=lateness_words(comparison.mean_ms),
        spread=spread_words(comparison.spread_ms),
        share=share_words(comparison.close_share),
        ms=f"{CLOSE_MS:.0f}",
        tempo=f"{take.tempo_percent:.0f}",
    )


def beside_words(stem: str) -> str:
    """With which stem it is compared, standing alone."""
    return translate("ComparisonWords", "Beside: {stem}").format(stem=stem_title(stem))


def _pitch_words(cents: float, octaves: int) -> str:
    if abs(cents) >= WRONG_NOTE_CENTS:
        return _other_note_words(round(cents / 100) or (1 if cents > 0 else -1))
    words = cents_words(cents)
    return f"{_octave_words(octaves)}, {words}" if octaves else words


def _other_note_words(semitones: int) -> str:
    if abs(semitones) == 1:
        return (
            translate("ComparisonWords", "another note: 1 semitone high")
            if semitones > 0
            else translate("ComparisonWords", "another note: 1 semitone low")
        )
    words = (
        translate("ComparisonWords", "another note: {count} semitones high")
        if semitones > 0
        else translate("ComparisonWords", "another note: {count} semitones low")
    )
    return words.format(count=abs(semitones))


def _octave_words(octaves: int) -> str:
    if abs(octaves) == 1:
        return (
            translate("ComparisonWords", "an octave higher")
            if octaves > 0
            else translate("ComparisonWords", "an octave lower")
        )
    words = (
        translate("ComparisonWords", "{count} octaves higher")
        if octaves > 0
        else translate("ComparisonWords", "{count} octaves lower")
    )
    return words.format(count=abs(octaves))

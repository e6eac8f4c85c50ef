"""What the export window shows, for what is chosen and known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from app.error_messages import sentence
from app.errors import ExportError
from app.export_choice import ExportChoice, ExportKind, ExportPart, ExportTempo, ExportWhat
from app.export_kind_words import (
    kind_words,
    no_addition_words,
    packed_format_words,
    packed_what_words,
)
from app.export_names import pitch_words, tempo_words
from app.export_order import ExportFormat, ExportOrder
from app.export_plan import plan_export, wanted_click, wanted_loop
from app.export_source import ExportSource
from app.models_report import Option
from app.translation import translate
from app.views.click_text import count_in_words
from app.views.stem_text import stem_name
from app.views.time_text import minutes_and_seconds, minutes_to_milliseconds
from player.multitrack import SAMPLE_RATE
from player.treatment import Treatment

CLICK, COUNT_IN = "click", "count-in"
"""What may be added to the song."""


@dataclass(frozen=True)
class ExportReport:
    """Everything the window shows while nothing is written. names: of the files, with endings.

    hindrance: why they cannot be written now; then there are no names.
    """

    title: str
    kinds: tuple[Option, ...]
    kind_words: str
    what: tuple[Option, ...]
    what_words: str
    parts: tuple[Option, ...]
    part_words: str
    tempos: tuple[Option, ...]
    tempo_words: str
    formats: tuple[Option, ...]
    format_words: str
    additions: tuple[Option, ...]
    addition_words: str
    folder: Path
    names: tuple[str, ...] = ()
    length_words: str = ""
    hindrance: str = ""


def export_report(
    source: ExportSource, choice: ExportChoice, taken: Collection[str]
) -> tuple[ExportReport, ExportOrder | None]:
    """What to show, and what to do if it is agreed to; None if it cannot be done."""
    order: ExportOrder | None = None
    names: tuple[str, ...] = ()
    hindrance = length_words = ""
    try:
        order = plan_export(source, choice, taken)
    except ExportError as error:
        hindrance = sentence(error)
    else:
        names = order.written_names
        length_words = _length_words(order)
    loop = wanted_loop(source, choice)
    can_add = source.click.grid is not None and choice.kind is ExportKind.FILES
    report = ExportReport(
        title=source.title,
        kinds=tuple(
            Option(kind.value, text, is_chosen=kind is choice.kind)
            for kind, text in (
                (ExportKind.FILES, translate("ExportReport", "Sound files")),
                (ExportKind.STEM_FILE, translate("ExportReport", "Stem file")),
                (ExportKind.PROJECT, translate("ExportReport", "DAW project")),
            )
        ),
        kind_words=kind_words(source, choice.kind),
        what=tuple(
            Option(
                what.value,
                text,
                is_chosen=what is choice.wanted_what,
                is_enabled=choice.kind is ExportKind.FILES or what is ExportWhat.STEMS,
            )
            for what, text in (
                (ExportWhat.MIX, translate("ExportReport", "What is heard")),
                (ExportWhat.STEMS, translate("ExportReport", "Every stem")),
                (ExportWhat.HEARD, translate("ExportReport", "Stems that are heard")),
            )
        ),
        what_words=_what_words(source, choice),
        parts=(
            Option(
                ExportPart.SONG.value,
                translate("ExportReport", "Whole song"),
                is_chosen=loop is None,
            ),
            Option(
                ExportPart.LOOP.value,
                translate("ExportReport", "Loop"),
                is_chosen=loop is not None,
                is_enabled=source.loop is not None,
            ),
        ),
        part_words=_part_words(source, choice),
        tempos=tuple(
            Option(tempo.value, text, is_chosen=tempo is choice.tempo)
            for tempo, text in (
                (ExportTempo.SET, translate("ExportReport", "As set")),
                (ExportTempo.RECORDED, translate("ExportReport", "As recorded")),
            )
        ),
        tempo_words=_tempo_words(source.treatment, choice.tempo),
        formats=tuple(
            Option(each.value, each.name, is_chosen=each is choice.wanted_format)
            for each in choice.formats
        ),
        format_words=_format_words(choice),
        additions=tuple(
            Option(value, text, is_chosen=is_chosen, is_enabled=can_add)
            for value, text, is_chosen in (
                (CLICK, translate("ExportReport", "Click"), choice.click),
                (COUNT_IN, translate("ExportReport", "Count-in"), choice.count_in),
            )
        ),
        addition_words=_addition_words(source, choice),
        folder=choice.folder,
        names=names,
        length_words=length_words,
        hindrance=hindrance,
    )
    return report, order


def _what_words(source: ExportSource, choice: ExportChoice) -> str:
    if choice.kind is not ExportKind.FILES:
        return packed_what_words(choice.kind)
    what = choice.what
    if what is ExportWhat.MIX:
        words = source.heard_words
        if not words:
            return translate("ExportReport", "One file, just as you hear it now.")
        return translate("ExportReport", "One file, just as you hear it now: {stems}.").format(
            stems=words
        )
    if what is ExportWhat.STEMS:
        return translate(
            "ExportReport",
            "One file each, as loud as recorded. Together they are the song.",
        )
    heard = " · ".join(
        (*map(stem_name, source.heard_stems), *(name for _, name in source.heard_takes))
    )
    if not heard:
        return translate("ExportReport", "One file each, as loud as recorded.")
    return translate("ExportReport", "One file each, as loud as recorded: {stems}.").format(
        stems=heard
    )


def _part_words(source: ExportSource, choice: ExportChoice) -> str:
    loop = wanted_loop(source, choice)
    if loop is not None:
        start, end = (
            minutes_to_milliseconds(frame / SAMPLE_RATE)
            for frame in (loop.start_frame, loop.end_frame)
        )
        if not source.loop_name:
            return translate("ExportReport", "One round, {start} to {end}").format(
                start=start, end=end
            )
        named = translate("ExportReport", "{loop}: one round, {start} to {end}")
        return named.format(loop=source.loop_name, start=start, end=end)
    if source.loop is None:
        return translate("ExportReport", "There is no loop yet. Drag along a stem to make one.")
    return minutes_and_seconds(source.multitrack.frames / SAMPLE_RATE)


def _tempo_words(treatment: Treatment, tempo: ExportTempo) -> str:
    if treatment.is_none:
        return translate("ExportReport", "Tempo and pitch are as recorded.")
    # On the screen with a true minus sign, which is not for the names of files.
    pitch = pitch_words(treatment.pitch_semitones).replace("-", "−")
    words = " · ".join(filter(None, (tempo_words(treatment.tempo_ratio), pitch)))
    if tempo is ExportTempo.SET:
        return words
    return translate("ExportReport", "Not used: {words}.").format(words=words)


def _addition_words(source: ExportSource, choice: ExportChoice) -> str:
    if choice.kind is not ExportKind.FILES:
        return no_addition_words(choice.kind)
    click = wanted_click(source, choice)
    if source.click.grid is None:
        return translate("ExportReport", "The beats of this song are not known yet.")
    if click is None:
        return translate("ExportReport", "Nothing is added.")
    words = []
    if click.is_on:
        words.append(
            translate("ExportReport", "A click on every beat.")
            if choice.what is ExportWhat.MIX
            else translate("ExportReport", "A click on every beat, in a file of its own.")
        )
    if click.count_in_bars:
        bars = count_in_words(click.count_in_bars)
        words.append(
            translate("ExportReport", "Counted before it begins: {bars}.").format(bars=bars)
        )
    return " ".join(words)


def _format_words(choice: ExportChoice) -> str:
    if choice.kind is not ExportKind.FILES:
        return packed_format_words(choice.wanted_format)
    return {
        ExportFormat.WAV: translate("ExportReport", "Best quality, for any music program. 24 bit."),
        ExportFormat.FLAC: translate(
            "ExportReport", "Sounds exactly like WAV at about half the size. 24 bit."
        ),
        ExportFormat.OGG: translate(
            "ExportReport", "Small. Most phones and all free players play it."
        ),
        ExportFormat.MP3: translate("ExportReport", "Small. Everything plays it."),
    }[choice.file_format]


def _length_words(order: ExportOrder) -> str:
    length = minutes_and_seconds(order.duration_s)
    if len(order.written_names) == 1:
        return translate("ExportReport", "1 file, {length} long").format(length=length)
    if order.project is not None:
        words = translate("ExportReport", "A folder: {count} sound files, each {length} long")
        return words.format(count=len(order.files), length=length)
    return translate("ExportReport", "{count} files, each {length} long").format(
        count=len(order.files), length=length
    )

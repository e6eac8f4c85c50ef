"""What the export window says of stem files and projects."""

from __future__ import annotations

from app.export_choice import ExportKind
from app.export_names import listed
from app.export_order import ExportFormat
from app.export_source import ExportSource
from app.stem_file_groups import stem_file_groups
from app.translation import translate


def kind_words(source: ExportSource, kind: ExportKind) -> str:
    """What each is for."""
    if kind is ExportKind.FILES:
        return translate("ExportReport", "For any program that plays or takes sound.")
    if kind is ExportKind.PROJECT:
        words = translate(
            "ExportReport",
            "For REAPER: every stem, the faders, loops and markers.",
        )
        if source.click.grid is not None:
            words = translate(
                "ExportReport",
                "For REAPER: every stem, the faders, tempo, loops and markers.",
            )
        return words
    words = translate(
        "ExportReport", "For DJ programs like Traktor and Mixxx: four stems in one file."
    )
    together = next(
        (group for _, group in stem_file_groups(source.multitrack.names) if group[1:]), ()
    )
    if together:
        more = translate("ExportReport", "{stems} become one stem.").format(stems=listed(together))
        words = f"{words} {more[:1].upper()}{more[1:]}"
    return words


def packed_what_words(kind: ExportKind) -> str:
    """Which sound is in it."""
    if kind is ExportKind.STEM_FILE:
        return translate("ExportReport", "As loud as recorded, and their sum.")
    return translate("ExportReport", "One file each, as loud as recorded, and takes.")


def no_addition_words(kind: ExportKind) -> str:
    """Why no click can be added."""
    if kind is ExportKind.STEM_FILE:
        return translate("ExportReport", "A stem file has no room for a click.")
    return translate("ExportReport", "The program that opens it clicks itself.")


def packed_format_words(file_format: ExportFormat) -> str:
    """How the sound is kept."""
    return {
        ExportFormat.AAC: translate(
            "ExportReport", "What stem files usually are: small, 256 kbit/s for each stem."
        ),
        ExportFormat.ALAC: translate(
            "ExportReport", "Without any loss, and about five times as large. 24 bit."
        ),
        ExportFormat.WAV: translate(
            "ExportReport", "Every sample as it is, also what is too loud. 32 bit."
        ),
    }[file_format]

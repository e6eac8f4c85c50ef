"""From what is chosen, and what the open song has, to what is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from app.errors import NothingHeardError, SongNotReadError, StemsNotReadyError
from app.export_choice import ExportChoice, ExportKind, ExportPart, ExportTempo, ExportWhat
from app.export_names import (
    file_name,
    joined,
    part_words,
    pitch_words,
    tempo_words,
    written_title,
)
from app.export_order import ExportFile, ExportOrder
from app.export_packing import packed_project, packed_stem_file
from app.export_source import ExportSource
from app.file_names import distinct_names, free_names
from app.translation import translate
from app.views.stem_text import stem_name
from player.click import Click
from player.mixer import gain_factor
from player.transport import LoopRegion
from player.treatment import Treatment

_MIX = "mix"


def wanted_loop(source: ExportSource, choice: ExportChoice) -> LoopRegion | None:
    """The loop, if it is chosen and there is one."""
    return source.loop if choice.part is ExportPart.LOOP else None


def wanted_treatment(source: ExportSource, choice: ExportChoice) -> Treatment:
    """Tempo and pitch as chosen."""
    return source.treatment if choice.tempo is ExportTempo.SET else Treatment()


def wanted_click(source: ExportSource, choice: ExportChoice) -> Click | None:
    """The click and what is counted in, as chosen; None for neither, and without known beats. A
    stem file has no room for it, and a DAW clicks itself.
    """
    if source.click.grid is None or not (choice.click or choice.count_in):
        return None
    if choice.kind is not ExportKind.FILES:
        return None
    bars = max(1, source.click.count_in_bars) if choice.count_in else 0
    mix = replace(source.click.mix, muted=not choice.click)
    return replace(source.click, mix=mix, count_in_bars=bars)


def plan_export(
    source: ExportSource, choice: ExportChoice, taken: Collection[str] = ()
) -> ExportOrder:
    """What to write. taken: the names of files that are in the folder.

    Raises: SongNotReadError, StemsNotReadyError, NothingHeardError.
    """
    if not source.is_decoded:
        raise SongNotReadError
    loop, treatment = wanted_loop(source, choice), wanted_treatment(source, choice)
    click = wanted_click(source, choice)
    start, stop = (
        (0, source.multitrack.frames) if loop is None else (loop.start_frame, loop.end_frame)
    )
    needs_stems = choice.wanted_what is not ExportWhat.MIX or not source.is_untouched
    has_stems = bool(source.multitrack.names) and source.multitrack.is_finished(start, stop)
    if needs_stems and not has_stems:
        raise StemsNotReadyError
    endings = (
        part_words(loop, source.loop_name),
        joined(tempo_words(treatment.tempo_ratio), pitch_words(treatment.pitch_semitones)),
    )
    order = ExportOrder(
        folder=choice.folder,
        file_format=choice.wanted_format,
        files=(),
        sound=source.files,
        treatment=treatment,
        loop=loop,
        click=click,
    )
    if choice.kind is ExportKind.STEM_FILE:
        return packed_stem_file(order, source, endings, taken)
    if choice.kind is ExportKind.PROJECT:
        return packed_project(order, source, endings, taken)
    if choice.what is ExportWhat.MIX:
        files = _mix_files(source, endings, click)
    else:
        files = _stem_files(source, choice.what, endings, click)
    names = free_names([file.name for file in files], choice.file_format.ending, taken)
    return replace(
        order,
        files=tuple(
            replace(file, name=name, title=written_title(file.title))
            for file, name in zip(files, names, strict=True)
        ),
    )


def _mix_files(
    source: ExportSource, endings: tuple[str, ...], click: Click | None
) -> tuple[ExportFile, ...]:
    gains = source.mixer.gains(source.multitrack.buses)
    if not gains.any():
        raise NothingHeardError
    words = source.heard_words
    if click is not None:
        master = gain_factor(source.mixer.master_gain_db)
        gains = np.append(gains, [master, master])
        if click.is_on:
            endings = (*endings, translate("ExportNames", "with click"))
    if not words and not any(endings):
        words = _MIX  # not to be taken for the song's own file
    return (_file(source.title, (words, *endings), gains),)


def _stem_files(
    source: ExportSource, what: ExportWhat, endings: tuple[str, ...], click: Click | None
) -> tuple[ExportFile, ...]:
    """Stems as they are, and takes where it is asked for what is heard; what clicks and counts in
    is a file of its own.
    """
    buses = source.multitrack.buses
    is_heard = what is ExportWhat.HEARD
    stems = source.heard_stems if is_heard else source.multitrack.names
    tracks = [(stem, stem_name(stem)) for stem in stems]
    tracks += source.heard_takes if is_heard else ()
    if not tracks:
        raise NothingHeardError
    files = [
        _file(
            source.title,
            (name, *endings),
            np.repeat([float(bus == track) for bus in buses], 2).astype(np.float32),
        )
        for track, name in tracks
    ]
    if click is not None:
        silent, heard = np.zeros(2, np.float32), np.ones(2, np.float32)
        files = [replace(file, gains=(*file.gains, *map(float, silent))) for file in files]
        gains = np.concatenate([np.repeat(silent, len(buses)), heard])
        files.append(_file(source.title, (translate("ExportNames", "click"), *endings), gains))
    names = distinct_names([file.name for file in files])
    return tuple(replace(file, name=name) for file, name in zip(files, names, strict=True))


def _file(title: str, words: tuple[str, ...], gains: np.ndarray) -> ExportFile:
    return ExportFile(file_name(title, *words), joined(title, *words), tuple(map(float, gains)))

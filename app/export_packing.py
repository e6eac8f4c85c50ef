"""An export that becomes one thing: a stem file, or a folder with a project."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from app.export_names import file_name, joined, written_title
from app.export_order import ExportFile, ExportOrder, ProjectOrder, StemFileOrder
from app.export_source import ExportSource
from app.file_names import distinct_names, free_names, safe_name
from app.project_plan import ExportedPart, plan_project
from app.stem_file_groups import stem_file_groups, stem_label, stem_labels


def packed_stem_file(
    order: ExportOrder, source: ExportSource, endings: Sequence[str], taken: Collection[str]
) -> ExportOrder:
    """The order with the mix and four stems, as loud as recorded, in one file."""
    groups = stem_file_groups(source.multitrack.names)
    buses = source.multitrack.buses
    stems = source.multitrack.names
    files = [_file(source, "mix", _gains(buses, stems))]
    files += [_file(source, name, _gains(buses, group)) for name, group in groups]
    (name,) = free_names((file_name(source.title, *endings),), order.file_format.ending, taken)
    title = written_title(joined(source.title, *endings))
    return replace(
        order, files=tuple(files), stem_file=StemFileOrder(name, title, stem_labels(groups))
    )


def packed_project(
    order: ExportOrder, source: ExportSource, endings: Sequence[str], taken: Collection[str]
) -> ExportOrder:
    """The order with every stem and every take that is placed, as loud as recorded, and a project
    that has the desk, the tempo and the bookmarks.
    """
    buses = [*source.multitrack.names, *(track.name for track in source.multitrack.placed)]
    words = [*source.multitrack.names, *source.takes]
    names = distinct_names([safe_name(stem_label(name)) for name in words])
    files = tuple(
        replace(_file(source, name, _gains(source.multitrack.buses, (bus,))), name=name)
        for bus, name in zip(buses, names, strict=True)
    )
    loop = order.loop
    frames = (0, source.multitrack.frames) if loop is None else (loop.start_frame, loop.end_frame)
    part = ExportedPart(*frames, order.treatment.tempo_ratio)
    project = plan_project(source, part, [f"{name}.{order.file_format.ending}" for name in names])
    title = file_name(source.title, *endings)
    # A folder has no ending.
    (folder,) = free_names((title,), "", [f"{name}." for name in taken])
    return replace(order, files=files, project=ProjectOrder(folder, f"{title}.rpp", project.text()))


def _gains(buses: Sequence[str | None], heard: Collection[str]) -> tuple[float, ...]:
    return tuple(np.repeat([float(bus in heard) for bus in buses], 2).tolist())


def _file(source: ExportSource, name: str, gains: tuple[float, ...]) -> ExportFile:
    return ExportFile(name, written_title(joined(source.title, stem_label(name))), gains)

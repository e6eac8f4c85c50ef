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
from app.theme import DARK, stem_colour
from player.stem_manifest import STEMS_IN_FILE, StemLabel
from separation.recipe import REST

# Programs know the four by their places: drums, bass, the tune, vocals.
_PLACES = {"drums": 0, "bass": 1, "vocals": 3}
_BETWEEN = 2
_TOGETHER = "other"
_SPARE = StemLabel("-", "#808080")


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
    labels = (
        StemLabel(_label(name), stem_colour(DARK, name).name()) if group else _SPARE
        for name, group in groups
    )
    title = written_title(joined(source.title, *endings))
    return replace(order, files=tuple(files), stem_file=StemFileOrder(name, title, tuple(labels)))


def stem_file_groups(names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Which stems of the song the four stems of the file are made of, in the file's order. Fewer
    are filled up with silent ones; of more, those that are not drums, bass or vocals are one.
    """
    if len(names) <= STEMS_IN_FILE:
        groups = [(name, (name,)) for name in sorted(names, key=_place)]
        return groups + [("", ())] * (STEMS_IN_FILE - len(groups))
    kept = [name for name in names if name in _PLACES]
    if not kept:
        kept = [name for name in names if name != _TOGETHER][: STEMS_IN_FILE - 1]
    rest = tuple(name for name in names if name not in kept)
    groups = [(name, (name,)) for name in kept] + [(_TOGETHER, rest)]
    groups.sort(key=lambda group: _place(group[0]))
    return groups + [("", ())] * (STEMS_IN_FILE - len(groups))


def packed_project(
    order: ExportOrder, source: ExportSource, endings: Sequence[str], taken: Collection[str]
) -> ExportOrder:
    """The order with every stem and every take that is placed, as loud as recorded, and a project
    that has the desk, the tempo and the bookmarks.
    """
    buses = [*source.multitrack.names, *(track.name for track in source.multitrack.placed)]
    words = [*source.multitrack.names, *source.takes]
    names = distinct_names([safe_name(_label(name)) for name in words])
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
    return ExportFile(name, written_title(joined(source.title, _label(name))), gains)


def _label(stem: str) -> str:
    """In English whatever the window speaks: other programs, and this one, know stems by it."""
    name = "everything else" if stem == REST else stem
    return name[:1].upper() + name[1:]


def _place(stem: str) -> int:
    return _PLACES.get(stem, _BETWEEN)

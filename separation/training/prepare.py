"""Fetches the sources and renders the items of the training data."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path

from separation.training.items import ItemEntry, ItemPlan, render_item, rendered_entry
from separation.training.lieder import lieder_plans
from separation.training.manifest import write_manifest
from separation.training.parts import part_plans
from separation.training.pop import pop_plans
from separation.training.real_songs import real_plans
from separation.training.rock import rock_plans
from separation.training.soundfonts import Soundfonts
from separation.training.sources import FETCHED, fetch

SEED = 7
KINDS = ("real", "part", "pop", "rock", "sung")
_MANIFEST_EVERY = 10

_log = logging.getLogger(__name__)


def prepare(
    data: Path,
    *,
    mirror: Path | None = None,
    real: Path | None = None,
    kinds: tuple[str, ...] = KINDS,
    soundfonts: Soundfonts,
    processes: int = 2,
) -> list[ItemEntry]:
    """Make or extend the training data in the folder `data`; what is there already stays.

    `mirror`: see `sources.fetch`. `real`: a folder SONG/STEM.ogg of real songs' stems. Only items
    of `kinds` are rendered; the manifest names all that are there.

    Raises: SourceError, FileNotFoundError for a soundfont that is missing, OSError.
    """
    items = data / "items"
    items.mkdir(parents=True, exist_ok=True)
    for source in FETCHED:
        _log.info("%s at %s", source.repository, source.commit[:10])
        fetch(source, data / "sources", mirror)
    entries = {path.name: rendered_entry(items, path.name) for path in sorted(items.iterdir())}
    done = {name: entry for name, entry in entries.items() if entry is not None}
    wanted = [
        plan for plan in plans(data / "sources", real, soundfonts, kinds) if plan.name not in done
    ]
    # a fork would copy the threads' locks of the libraries that are loaded
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        render = partial(render_item, items=items, seed=SEED)
        futures = [pool.submit(render, plan) for plan in wanted]
        for number, future in enumerate(as_completed(futures), 1):
            entry = future.result()
            done[entry.name] = entry
            _log.info("%d of %d: %s, %.0f s", number, len(wanted), entry.name, entry.seconds)
            if number % _MANIFEST_EVERY == 0:
                write_manifest(data, SEED, list(done.values()))
    write_manifest(data, SEED, list(done.values()))
    return list(done.values())


def plans(
    sources: Path, real: Path | None, soundfonts: Soundfonts, kinds: tuple[str, ...]
) -> Iterator[ItemPlan]:
    """Every item of `kinds`: real songs first, then the kinds by turns."""
    by_kind = {
        "part": part_plans(sources),
        "pop": pop_plans(sources, soundfonts),
        "sung": lieder_plans(sources, soundfonts),
        "rock": rock_plans(sources, soundfonts),
    }
    if "real" in kinds and real is not None:
        yield from real_plans(real)
    wanted = (by_kind[kind] for kind in by_kind if kind in kinds)
    for turn in zip_longest(*wanted):
        yield from (plan for plan in turn if plan is not None)

"""Items: the songs and single parts the data consist of, planned first, then rendered and kept."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from separation.training.sound import SAMPLE_RATE, Sound, write
from separation.training.sources import Source
from separation.training.stem_library import stem_path

Stems = Mapping[str, Sound]

_ENTRY_FILE = "item.json"


@dataclass(frozen=True)
class ItemPlan:
    """An item to be rendered: `render` makes its stems of a generator of random numbers.

    `render` gives no stems where the source has nothing fit; the item is then left out.
    """

    name: str
    kind: str
    split: str
    sources: tuple[Source, ...]
    render: Callable[[np.random.Generator], Stems]


@dataclass(frozen=True)
class ItemEntry:
    """What the manifest says about an item."""

    name: str
    kind: str
    split: str
    seconds: float
    stems: tuple[str, ...]
    sources: tuple[str, ...]
    licence: str

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> ItemEntry:
        """The entry as `json.loads` gives it."""
        lists = {key: tuple(entry[key]) for key in ("stems", "sources")}
        return cls(**{**entry, **lists})


def rendered_entry(items: Path, name: str) -> ItemEntry | None:
    """The entry of an item that was rendered before; one without stems had nothing fit."""
    try:
        return ItemEntry.from_json(json.loads((items / name / _ENTRY_FILE).read_text("utf-8")))
    except (OSError, ValueError):
        return None


def render_item(plan: ItemPlan, items: Path, seed: int) -> ItemEntry:
    """Render `plan` into `items`/NAME; the entry is written last, so that it vouches for the rest.

    The random numbers hang on `seed` and the item's name only: items can be added in any order.
    """
    rng = np.random.default_rng([seed, zlib.crc32(plan.name.encode("utf-8"))])
    stems = plan.render(rng)
    folder = items / plan.name
    folder.mkdir(parents=True, exist_ok=True)
    frames = {len(sound) for sound in stems.values()}
    if len(frames) > 1:
        raise ValueError(f"the stems of {plan.name} have different lengths: {sorted(frames)}")
    for stem, sound in stems.items():
        write(stem_path(folder, stem), sound)
    entry = ItemEntry(
        name=plan.name,
        kind=plan.kind,
        split=plan.split,
        seconds=round(max(frames, default=0) / SAMPLE_RATE, 3),
        stems=tuple(sorted(stems)),
        sources=tuple(source.name for source in plan.sources),
        licence=", ".join(sorted({source.licence for source in plan.sources})),
    )
    unfinished = folder / f"{_ENTRY_FILE}.part"
    unfinished.write_text(json.dumps(asdict(entry), indent=1), "utf-8")
    unfinished.replace(folder / _ENTRY_FILE)
    return entry

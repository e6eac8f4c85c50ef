"""The list of what the data hold: DATA/manifest.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from separation.training.items import ItemEntry
from separation.training.sources import EVERYTHING_IS_FREE, FETCHED, PACKAGES

VERSION = 1


def write_manifest(data: Path, seed: int, entries: Sequence[ItemEntry]) -> None:
    """Write the manifest of `entries`, those without stems left out, with the table of sources."""
    sources = [
        {
            "name": source.name,
            "from": f"https://github.com/{source.repository}",
            "version": source.commit,
            "licence": source.licence,
            "purpose": source.purpose,
        }
        for source in (*FETCHED, EVERYTHING_IS_FREE)
    ]
    sources += [
        {
            "name": package.name,
            "from": "package",
            "version": "",
            "licence": package.licence,
            "purpose": package.purpose,
        }
        for package in PACKAGES
    ]
    manifest = {
        "version": VERSION,
        "seed": seed,
        "items": [asdict(entry) for entry in sorted(entries, key=lambda e: e.name) if entry.stems],
        "sources": sources,
    }
    unfinished = data / "manifest.json.part"
    unfinished.write_text(json.dumps(manifest, indent=1), "utf-8")
    unfinished.replace(data / "manifest.json")


def read_entries(data: Path) -> list[ItemEntry]:
    """The items that the manifest names.

    Raises: OSError, ValueError.
    """
    manifest = json.loads((data / "manifest.json").read_text("utf-8"))
    return [ItemEntry.from_json(entry) for entry in manifest["items"]]

"""Measures rendered items: levels, clipping, and whether the stems' names fit their sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from separation.training.items import ItemEntry
from separation.training.mixdown import STEMS
from separation.training.sound import SAMPLE_RATE, active_rms, decibel, energies_below, read
from separation.training.stem_library import stem_path

_CLIPPED = 0.9999
_LOW_HZ = 150.0
_BANDS_HZ = (_LOW_HZ, 1000.0, 6000.0, SAMPLE_RATE / 2)


@dataclass(frozen=True)
class Inspection:
    """What was measured of an item, by stem.

    `level_db`: the active RMS against the active RMS of the sum of the others; None if it is alone.
    `low_share`: its part of all energy below 150 Hz. `bands`: the parts of its own energy below
    150 Hz, to 1 kHz, to 6 kHz and above. `clipped`: frames at full scale.
    """

    entry: ItemEntry
    level_db: Mapping[str, float | None]
    low_share: Mapping[str, float]
    bands: Mapping[str, tuple[float, ...]]
    clipped: int

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against the item, in words; () if nothing does."""
        return (
            *doubtful_labels(self.low_share),
            *(["clipped"] if self.clipped > 20 else []),
        )


def inspect(items: Path, entry: ItemEntry) -> Inspection:
    """Measure the item of `entry` in the folder `items`.

    Raises: soundfile.LibsndfileError.
    """
    stems = {stem: read(stem_path(items / entry.name, stem)) for stem in entry.stems}
    mix = sum(stems.values(), np.zeros_like(next(iter(stems.values()))))
    levels: dict[str, float | None] = {}
    for stem, sound in stems.items():
        alone = len(stems) == 1
        levels[stem] = (
            None if alone else decibel(active_rms(sound)) - decibel(active_rms(mix - sound))
        )
    clipped = sum(int((np.abs(sound) >= _CLIPPED).sum()) for sound in stems.values())
    below = {stem: energies_below(sound, _BANDS_HZ) for stem, sound in stems.items()}
    bands = {stem: _parts(energies) for stem, energies in below.items()}
    return Inspection(entry, levels, low_shares(below), bands, clipped)


def low_shares(below: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Each stem's part of all the energy below 150 Hz, the first of its energies in `below`."""
    total = sum(energies[0] for energies in below.values())
    return {stem: energies[0] / total if total else 0.0 for stem, energies in below.items()}


def doubtful_labels(shares: Mapping[str, float]) -> tuple[str, ...]:
    """Which names do not fit the `low_shares` of a song.

    A song with drums has its low notes in bass and drums. Where another stem holds half of them, a
    bass line or a bass drum was put into it; a song without drums may be a piano's.
    """
    if "drums" not in shares:
        return ()
    found = []
    if shares.get("other", 0.0) > 0.5:
        found.append(f"other holds {shares['other']:.0%} of what is low")
    if shares.get("vocals", 0.0) > 0.3:
        found.append(f"vocals hold {shares['vocals']:.0%} of what is low")
    return tuple(found)


def report(inspections: Sequence[Inspection]) -> Iterator[str]:
    """Lines for a person: for each kind and stem the medians, then every item with doubts."""
    kinds: dict[str, list[Inspection]] = defaultdict(list)
    for inspection in inspections:
        kinds[inspection.entry.kind].append(inspection)
    yield "kind   stem   items  min   against rest  of lows  <150  <1k   <6k   >6k"
    for kind, found in sorted(kinds.items()):
        for stem in STEMS:
            with_stem = [one for one in found if stem in one.bands]
            if with_stem:
                minutes = sum(one.entry.seconds for one in with_stem) / 60
                levels = [level for one in with_stem if (level := one.level_db[stem]) is not None]
                middle = f"{np.median(levels):+5.1f} dB" if levels else "   alone"
                low = float(np.median([one.low_share[stem] for one in with_stem]))
                bands = np.median([one.bands[stem] for one in with_stem], axis=0)
                yield (
                    f"{kind:6} {stem:7}{len(with_stem):5} {minutes:5.1f}   {middle}    "
                    f"{low:5.2f}    " + "  ".join(f"{band:.2f}" for band in bands)
                )
    for inspection in inspections:
        for doubt in inspection.doubts:
            yield f"{inspection.entry.name}: {doubt}"


def _parts(below: Sequence[float]) -> tuple[float, ...]:
    whole = max(below[-1], 1e-12)
    return tuple((high - low) / whole for low, high in pairwise([0.0, *below]))

"""Scores as Markdown tables: one for each kind of song, a row for each way to estimate stems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from separation.models import STEMS
from separation.training.validation import Scores, Song


def score_tables(songs: Sequence[Song], results: Mapping[str, Mapping[str, Scores]]) -> str:
    """SDR in dB, mean over songs of the whole excerpt / of the median of its active seconds.

    results: by the name of the estimate, then by the kind of song.
    """
    kinds = ["all", *sorted({song.kind for song in songs})]
    return "\n".join(_table(kind, songs, results) for kind in kinds)


def _table(kind: str, songs: Sequence[Song], results: Mapping[str, Mapping[str, Scores]]) -> str:
    count = sum(kind in (song.kind, "all") for song in songs)
    rows = [
        f"| {kind} ({count}) | {' | '.join(STEMS)} | mean |",
        f"| --- {'| --- ' * (len(STEMS) + 1)}|",
    ]
    for name, by_kind in results.items():
        scores = by_kind.get(kind, {})
        wholes = [scores[stem][0] for stem in STEMS if stem in scores]
        cells = [_cell(scores, stem) for stem in STEMS]
        mean = f"{sum(wholes) / len(wholes):.2f}" if wholes else "-"
        rows.append(f"| {name} | {' | '.join(cells)} | {mean} |")
    return "\n".join([*rows, ""])


def _cell(scores: Scores, stem: str) -> str:
    if stem not in scores:
        return "-"
    whole, median = scores[stem]
    return f"{whole:.2f} / {median:.2f}"

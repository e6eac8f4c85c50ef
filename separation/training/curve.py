"""The learning curve: a CSV file, a row each time the training says how it is going."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class CurvePoint:
    """minutes, step, audio_s: trained in all sittings. loss: mean since the last point.

    data_share: of the time since then, what went into making batches. The SDRs are those of the
    averaged weights on the quick validation, mean over excerpts; empty where it was not asked for.
    """

    minutes: float
    step: int
    audio_s: float
    loss: float
    learning_rate: float
    data_share: float
    device: str
    vocals_db: float | None = None
    drums_db: float | None = None
    bass_db: float | None = None
    other_db: float | None = None


def append_point(path: Path, point: CurvePoint) -> None:
    """Add a row, and the names of the columns if it is the first."""
    names = [field.name for field in fields(CurvePoint)]
    is_new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(names)
        writer.writerow([_text(getattr(point, name)) for name in names])


def _text(value: float | str | None) -> str:
    if value is None:
        return ""
    return f"{value:.5g}" if isinstance(value, float) else str(value)

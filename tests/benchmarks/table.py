"""One table of figures, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """rows: as many cells as there are columns. notes: sentences that stand below it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"“{self.title}” has rows of another length than its header")

    def markdown(self) -> str:
        """The title, the table and the notes, padded so that it reads as plain text too."""
        cells = (self.columns, *self.rows)
        widths = [max(len(row[index]) for row in cells) for index in range(len(self.columns))]
        header, *body = (_line(row, widths) for row in cells)
        rule = _line(["-" * width for width in widths], widths)
        parts = [f"### {self.title}", "\n".join((header, rule, *body)), *self.notes]
        return "\n\n".join(parts) + "\n"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"

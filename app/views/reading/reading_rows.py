"""Rows on the time axis for what the song says, between its bars and its lanes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import fix_width


class ReadingRows(QWidget):
    """One below another; a row that is hidden takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def add_row(self, cell: QWidget, lane: QWidget) -> QWidget:
        """A cell in the side column, and a lane beside it. Returns the row, to be shown or not."""
        row = QWidget()
        fix_width(cell, tokens.SIDE_COLUMN_PX)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(cell)
        layout.addWidget(lane, 1)
        self._rows.addWidget(row)
        return row

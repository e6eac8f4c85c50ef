"""Headings above the parts of a page, and above the smaller ones of a popup."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app import theme as tokens


def page_heading(text: str) -> QLabel:
    """What stands above a part of a page."""
    heading = popup_heading(text)
    heading.setFont(tokens.font(tokens.SMALL_PX, bold=True))
    return heading


def popup_heading(text: str) -> QLabel:
    """What stands above a group in a popup."""
    heading = QLabel(text)
    heading.setFont(tokens.font(tokens.SMALL_PX))
    heading.setProperty("tone", "muted")
    return heading

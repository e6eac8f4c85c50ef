"""Words and numbers in the language of the window; English where there is no window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale

_numbers: QLocale | None = None
"""How numbers are written; None: as in English."""


def translate(context: str, text: str) -> str:
    """The text in the language of the window, for what is no class of Qt's, which has `tr`.

    Both arguments have to be literals: the list of what is to be translated is read from the code.
    Fields are filled in afterwards: `translate("Context", "{stem} is muted").format(stem=stem)`.
    """
    # The commands do not wait for Qt: who has not loaded it has no translation either.
    qt = sys.modules.get("PySide6.QtCore")
    return text if qt is None else str(qt.QCoreApplication.translate(context, text))


def write_numbers_as(locale: QLocale | None) -> None:
    """Write numbers as this locale does from now on; None: as in English."""
    global _numbers
    _numbers = locale


def decimal(value: float, digits: int) -> str:
    """A number with so many digits after the point, or the comma: 8.8, or 8,8 in German."""
    return f"{value:.{digits}f}".replace(".", decimal_point())


def decimal_point() -> str:
    """What stands between the whole and its parts."""
    return "." if _numbers is None else _numbers.decimalPoint()

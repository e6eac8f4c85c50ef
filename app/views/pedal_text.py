"""How pedals are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.pedals import Pedal, PedalKind


def pedal_title(pedal: Pedal) -> str:
    """A pedal's name: "Pedal 64"; where it is not on the first channel, with that."""
    # Devices count programs and channels from 1, and controllers and notes from 0.
    match pedal.kind:
        case PedalKind.CONTROL:
            text = _tr("Pedal {number}").format(number=pedal.number)
        case PedalKind.NOTE:
            text = _tr("Note {number}").format(number=pedal.number)
        case PedalKind.PROGRAM:
            text = _tr("Program {number}").format(number=pedal.number + 1)
    if pedal.channel:
        text = _tr("{pedal}, channel {channel}").format(pedal=text, channel=pedal.channel + 1)
    return text


def _tr(text: str) -> str:
    return QCoreApplication.translate("PedalText", text)

"""How pedals are called on the screen."""

from __future__ import annotations

from app.pedals import Pedal, PedalKind
from app.translation import translate


def pedal_title(pedal: Pedal) -> str:
    """A pedal's name: "Pedal 64"; where it is not on the first channel, with that."""
    # Devices count programs and channels from 1, and controllers and notes from 0.
    match pedal.kind:
        case PedalKind.CONTROL:
            text = translate("PedalText", "Pedal {number}").format(number=pedal.number)
        case PedalKind.NOTE:
            text = translate("PedalText", "Note {number}").format(number=pedal.number)
        case PedalKind.PROGRAM:
            text = translate("PedalText", "Program {number}").format(number=pedal.number + 1)
    if pedal.channel:
        text = translate("PedalText", "{pedal}, channel {channel}").format(
            pedal=text, channel=pedal.channel + 1
        )
    return text

"""How the click was set the last time: for every song, as the musician is the same."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import QSettings

from app.click_desk import ClickDesk
from player.click import Click, ClickSound
from player.mixer import StemMix

_KEY = "click"


def remember_click(desk: ClickDesk, settings: QSettings) -> None:
    """Set it as it was the last time, but silent, and keep what is chosen from now on."""
    desk.set_click(_stored(str(settings.value(_KEY, "{}")), desk.click))
    desk.changed.connect(lambda click: settings.setValue(_KEY, json.dumps(_fields(click))))


def _fields(click: Click) -> dict[str, object]:
    return {
        "gain_db": click.mix.gain_db,
        "pan": click.mix.pan,
        "accented": click.is_accented,
        "parts": click.parts,
        "sound": click.sound.value,
        "count_in_bars": click.count_in_bars,
        "counts_in_rounds": click.counts_in_rounds,
    }


def _stored(text: str, otherwise: Click) -> Click:
    """What such fields say; as it is without them, or where they make no sense."""
    try:
        fields = json.loads(text)
        mix = StemMix(float(fields["gain_db"]), float(fields["pan"]), muted=True)
        if not (-60.0 <= mix.gain_db <= 6.0 and -1.0 <= mix.pan <= 1.0):
            return otherwise
        return replace(
            otherwise,
            mix=mix,
            is_accented=bool(fields["accented"]),
            parts=int(fields["parts"]),
            sound=ClickSound(fields["sound"]),
            count_in_bars=int(fields["count_in_bars"]),
            counts_in_rounds=bool(fields["counts_in_rounds"]),
        )
    except (ValueError, TypeError, KeyError):
        return otherwise

"""What is written of the click and of the count-in."""

from __future__ import annotations

from app.translation import translate
from player.click import ClickSound


def count_in_words(bars: int) -> str:
    """How much is counted in."""
    return (
        translate("ClickText", "None"),
        translate("ClickText", "1 bar"),
        translate("ClickText", "2 bars"),
    )[bars]


def sound_name(sound: ClickSound) -> str:
    """What a click sounds like."""
    return {
        ClickSound.WOOD: translate("ClickText", "Wood"),
        ClickSound.BEEP: translate("ClickText", "Beep"),
        ClickSound.TICK: translate("ClickText", "Tick"),
    }[sound]

"""Tempo, metre, bars and beats in words and figures."""

from __future__ import annotations

from app.translation import translate
from player.bar_count import BarPlace

UNCERTAIN = 0.6
"""A grid that is less sure than this is shown as one to be looked at.

Where the fewest of 147 generated songs are on the wrong side; nothing was fitted to them, and 20 of
them are sounds without any beat. Of the 123 that are surer of their beats 97 % have them right, of
the 24 others 4 %; of the 117 that are surer of their bars 97 %, of the 30 others 17 %. (Right: an F
of 0.9 at 70 ms.) One figure for both, as both say how many songs like it are right
(`player/beat_confidence.py`).
"""

TUNING_UNCERTAIN = 0.25
"""The same for a tuning, on its own scale: generated songs have 0.45 and more, also in noise, and
are right to a cent; noise and single hits have 0.02 to 0.11.
"""


def tempo_and_metre(tempo_bpm: float, metre: int, unit: int) -> str:
    """As musicians write it: 112 · 4/4; the tempo alone while bars are not known."""
    tempo = str(round(tempo_bpm))
    return f"{tempo} · {metre}/{unit}" if metre else tempo


def short_place(place: BarPlace) -> str:
    """Bar 12 · 3; nothing while bars are not known."""
    if place.beat == 0:
        return ""
    if place.bar == 0:
        return translate("GridText", "Pickup · {beat}").format(beat=place.beat)
    return translate("GridText", "Bar {bar} · {beat}").format(bar=place.bar, beat=place.beat)


def spoken_place(place: BarPlace) -> str:
    """bar 12, beat 3; nothing while bars are not known."""
    if place.beat == 0:
        return ""
    if place.bar == 0:
        return translate("GridText", "pickup, beat {beat}").format(beat=place.beat)
    return translate("GridText", "bar {bar}, beat {beat}").format(bar=place.bar, beat=place.beat)


def confidence_words(beats: float, bars: float, *, is_edited: bool) -> str:
    """How sure the grid is: what a person has set is."""
    if is_edited:
        return translate("GridText", "Set by you")
    words = translate("GridText", "Found: beats {beats} % sure, bars {bars} %")
    if beats < UNCERTAIN:
        words = translate("GridText", "Uncertain: beats {beats} % sure, bars {bars} %")
    elif bars < UNCERTAIN:
        words = translate("GridText", "Bars uncertain: beats {beats} % sure, bars {bars} %")
    return words.format(beats=round(100 * beats), bars=round(100 * bars))


def tuning_words(cents: float, confidence: float) -> str:
    """11 cents above A = 440 Hz, and whether that is sure."""
    by = abs(round(cents))
    words = translate("GridText", "Tuned to A = 440 Hz")
    if by > 0:
        words = translate("GridText", "{by} cents below A = 440 Hz")
        if cents > 0:
            words = translate("GridText", "{by} cents above A = 440 Hz")
    if confidence < TUNING_UNCERTAIN:
        words = translate("GridText", "Uncertain: {words}").format(words=words)
    return words.format(by=by)

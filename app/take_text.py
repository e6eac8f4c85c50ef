"""What is said of takes."""

from __future__ import annotations

from app.takes import Take, Takes
from app.translation import decimal, translate

_LEAST_LOST_S = 0.005


def take_change(before: Takes, after: Takes) -> str:
    """The change from one to the other, in a few words that stand after “Undo”."""
    was = {take.id: take for take in before.all}
    gone = [take for take in before.all if after.of(take.id) is None]
    come = [take for take in after.all if take.id not in was]
    changed = [take for take in after.all if take.id in was and take != was[take.id]]
    if gone:
        words, take = translate("TakeText", "delete “{name}”"), gone[0]
    elif come:
        words, take = translate("TakeText", "bring “{name}” back"), come[0]
    else:
        take = next((each for each in changed if each.is_best), changed[0])
        words = _mix_change(was[take.id], take)
    return words.format(name=take.name)


def _mix_change(was: Take, now: Take) -> str:
    if was.name != now.name:
        return translate("TakeText", "rename “{name}”")
    if was.is_best != now.is_best:
        return (
            translate("TakeText", "“{name}” as the best")
            if now.is_best
            else translate("TakeText", "“{name}” no longer the best")
        )
    if was.mix.muted != now.mix.muted:
        return (
            translate("TakeText", "mute “{name}”")
            if now.mix.muted
            else translate("TakeText", "unmute “{name}”")
        )
    if was.mix.soloed != now.mix.soloed:
        return translate("TakeText", "solo of “{name}”")
    return translate("TakeText", "volume of “{name}”")


def take_details(take: Take) -> str:
    """At which tempo it was played, how often too loud, and what the input lost.

    60 % · 3 times too loud · 2 dropouts, 0.12 s.
    """
    parts = [f"{take.tempo_percent:.0f} %"]
    if take.clips:
        words = (
            translate("TakeText", "once too loud")
            if len(take.clips) == 1
            else translate("TakeText", "{count} times too loud")
        )
        parts.append(words.format(count=len(take.clips)))
    if take.dropouts:
        words = dropout_words(take.dropouts)
        # While it is recorded nobody knows yet how much it is.
        if take.lost_s >= _LEAST_LOST_S:
            lost = decimal(take.lost_s, 2)
            words = translate("TakeText", "{dropouts}, {lost} s").format(dropouts=words, lost=lost)
        parts.append(words)
    return " · ".join(parts)


def dropout_words(dropouts: int) -> str:
    """How often the input lost something."""
    if dropouts == 1:
        return translate("TakeText", "1 dropout")
    return translate("TakeText", "{count} dropouts").format(count=dropouts)

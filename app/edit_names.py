"""What a change of what was set is called in the menu: “Undo mute vocals”."""

from __future__ import annotations

from collections import Counter

from app.bookmarks import Bookmark, Bookmarks, NamedLoop
from app.practice_state import PracticeState
from app.reading.edit_words import reading_change
from app.stem_groups import GroupedMix
from app.take_text import take_change
from app.translation import translate
from app.views.stem_text import stem_name
from player.beat_grid import BeatGrid
from player.beat_grid_edits import REACH_BEATS
from player.mixer import StemMix
from player.transport import LoopRegion


def edit_name(before: PracticeState, after: PracticeState) -> str:
    """The change from one to the other, in a few words that stand after “Undo”."""
    if before.mix != after.mix:
        return _mix_change(before.mix, after.mix)
    if before.click != after.click:
        return _click_change(before.click, after.click)
    if before.bookmarks != after.bookmarks:
        return _bookmark_change(before.bookmarks, after.bookmarks)
    if before.grid != after.grid:
        return _grid_change(before.grid, after.grid)
    if before.takes != after.takes:
        return take_change(before.takes, after.takes)
    if before.reading != after.reading:
        return reading_change(before.reading, after.reading)
    if before.loop != after.loop:
        if after.loop is None:
            return translate("EditNames", "remove the loop")
        return (
            translate("EditNames", "new loop")
            if before.loop is None
            else _loop_change(before.loop, after.loop)
        )
    if before.loop_enabled != after.loop_enabled:
        return (
            translate("EditNames", "loop on")
            if after.loop_enabled
            else translate("EditNames", "loop off")
        )
    if before.tempo_percent != after.tempo_percent:
        return translate("EditNames", "tempo")
    if before.pitch_semitones != after.pitch_semitones:
        return translate("EditNames", "pitch")
    return translate("EditNames", "tuning")


def _mix_change(before: GroupedMix, after: GroupedMix) -> str:
    if before.groups != after.groups:
        return translate("EditNames", "other strips")
    changed = [
        (name, before.shown.strip_of(name), strip)
        for name, strip in after.shown.strips
        if strip != before.shown.strip_of(name)
    ]
    if not changed:
        return translate("EditNames", "volume of the whole song")
    name, was, strip = changed[0]
    if len(changed) > 1:
        now_soloed = [name for name, _, strip in changed if strip.soloed]
        words = (
            translate("EditNames", "solo {stem} alone")
            if now_soloed
            else translate("EditNames", "mute or solo of several stems")
        )
        return words.format(stem=stem_name((now_soloed or [name])[0]))
    if strip.muted != was.muted:
        words = (
            translate("EditNames", "mute {stem}")
            if strip.muted
            else translate("EditNames", "unmute {stem}")
        )
    elif strip.soloed != was.soloed:
        words = (
            translate("EditNames", "solo {stem}")
            if strip.soloed
            else translate("EditNames", "end the solo of {stem}")
        )
    elif strip.solo_safe != was.solo_safe:
        words = translate("EditNames", "solo-safe {stem}")
    elif strip.gain_db != was.gain_db:
        words = translate("EditNames", "volume of {stem}")
    else:
        words = translate("EditNames", "pan of {stem}")
    return words.format(stem=stem_name(name))


def _click_change(before: StemMix, after: StemMix) -> str:
    if before.muted != after.muted:
        return (
            translate("EditNames", "click off")
            if after.muted
            else translate("EditNames", "click on")
        )
    if before.gain_db != after.gain_db:
        return translate("EditNames", "volume of the click")
    return translate("EditNames", "pan of the click")


def _loop_change(before: LoopRegion, after: LoopRegion) -> str:
    is_moved = after.frames == before.frames
    return (
        translate("EditNames", "move the loop")
        if is_moved
        else translate("EditNames", "change the loop")
    )


def _grid_change(before: BeatGrid | None, after: BeatGrid | None) -> str:
    if after is None:
        return translate("EditNames", "back to the beats found")
    words = translate("EditNames", "other beats")
    if before is None:
        return words
    # What was edited goes on to both ends of the song; what was found may not.
    first = max(0, round(after.position(before.beats[0])))
    now = after.beats[first : first + len(before.beats)]
    if len(now) < len(before.beats):
        return words
    moved = Counter(new - old for old, new in zip(before.beats, now, strict=True))
    if moved.keys() == {0}:
        words = translate("EditNames", "other bars")
    elif len(moved) == 1:
        words = translate("EditNames", "shift the beats")
    elif moved.total() - moved[0] < 2 * REACH_BEATS:
        words = translate("EditNames", "move a beat")
    return words


def _bookmark_change(before: Bookmarks, after: Bookmarks) -> str:
    gone = [each for each in before.in_order if each not in after]
    come = [each for each in after.in_order if each not in before]
    if gone and come:
        same_name, same_place = gone[0].name == come[0].name, _place(gone[0]) == _place(come[0])
        words = translate("EditNames", "move “{name}”")
        if same_place:
            words = (
                translate("EditNames", "colour of “{name}”")
                if same_name
                else translate("EditNames", "rename “{name}”")
            )
    elif come:
        words = translate("EditNames", "keep “{name}”")
    else:
        words = translate("EditNames", "remove “{name}”")
    return words.format(name=(gone or come)[0].name)


def _place(bookmark: Bookmark) -> tuple[int, int]:
    end_frame = bookmark.end_frame if isinstance(bookmark, NamedLoop) else bookmark.frame
    return bookmark.frame, end_frame

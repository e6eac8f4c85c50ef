"""Counts in a recording which frames of the song are missing, repeated or silent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from player.multitrack import Samples

# So many frames in a row are enough to know a place in a song of noise or music by.
_KNOWN_BY_FRAMES = 48
_COMPARED_AT_ONCE = 1 << 15
_PROBE_STEP = 16
# Once the song is lost, it is looked for less closely: there may be no more of it.
_LOST_PROBE_STEP = 1024
# A cross-fade takes 8 ms; whatever is like nothing in the song for longer is not looked through.
_LONGEST_ALTERED = 22_050
# How far from its place the song is looked for where it may not jump.
_SEARCHED_FRAMES = 4 * 44_100
# A jump that was asked for goes this far at least: a shorter one is a gap, wherever it leads.
_SHORTEST_JUMP_FRAMES = 22_050
# A cross-fade that began right before the jump runs into the one behind it: the place is counted
# from where the first began.
_EARLIEST_LANDING_FRAMES = 360
# A stream that was got ready too late joins as far in as it is late: not farther than this.
_LATEST_LANDING_FRAMES = 4410


@dataclass(frozen=True)
class FrameCount:
    """What became of the song on its way into a recording, in frames.

    counted: frames looked at. missing: frames of the song that were left out. repeated: frames that
    came again. silent: digital silence where the song has sound. altered: frames like none of the
    song's, such as a cross-fade. gaps: how many times something was missing, repeated or silent.
    jumps: how many times the song went on from a place it was allowed to jump to.
    latest_landing: how many frames behind that place it was at most.
    """

    counted: int = 0
    missing: int = 0
    repeated: int = 0
    silent: int = 0
    altered: int = 0
    gaps: int = 0
    jumps: int = 0
    latest_landing: int = 0


def first_sound(recorded: Samples) -> int:
    """The first frame that is not digital silence; the length where there is none."""
    sounding = np.flatnonzero(recorded.any(axis=1))
    return int(sounding[0]) if len(sounding) else len(recorded)


def find(piece: Samples, song: Samples, *, tolerance: float = 0.0, near: int = 0) -> int | None:
    """Where `piece` stands in the song, the place nearest to `near`; None if nowhere.

    Both float32 (frames, channels). tolerance: how much a sample may differ.
    """
    last = len(song) - len(piece)
    if last < 0:
        return None
    low, high = piece[0, 0] - tolerance, piece[0, 0] + tolerance
    first = song[: last + 1, 0]
    starts = np.flatnonzero((first >= low) & (first <= high))
    # Samples farther and farther in leave few of them over before whole pieces are compared.
    for index in (1, len(piece) // 2, len(piece) - 1):
        starts = starts[np.abs(song[starts + index, 0] - piece[index, 0]) <= tolerance]
    for start in starts[np.argsort(np.abs(starts - near), kind="stable")]:
        if np.abs(song[start : start + len(piece)] - piece).max() <= tolerance:
            return int(start)
    return None


def count_frames(
    recorded: Samples,
    song: Samples,
    *,
    tolerance: float = 0.0,
    landings: Collection[int] = (),
) -> FrameCount:
    """Follow the song through a recording, both float32 (frames, channels).

    The recording begins anywhere in the song. landings: frames of the song it may go on from
    without a frame being missed, such as the starts of loops.
    """
    return _Count(recorded, song, tolerance, landings).run()


class _Count:
    def __init__(
        self, recorded: Samples, song: Samples, tolerance: float, landings: Collection[int]
    ) -> None:
        self._recorded = recorded
        self._song = song
        self._tolerance = tolerance
        self._landings = np.array(sorted(set(landings)), np.int64)
        self._missing = self._repeated = self._silent = self._altered = 0
        self._gaps = self._jumps = self._latest_landing = 0
        # What follows a silence belongs to the same gap.
        self._in_gap = False
        self._is_lost = False

    def run(self) -> FrameCount:
        at, place = 0, self._begin()
        while at < len(self._recorded):
            same = self._same_frames(at, place)
            if same:
                self._in_gap = False
            at, place = at + same, place + same
            if at >= len(self._recorded):
                break
            silent = self._silent_frames(at)
            if silent:
                self._silent += silent
                self._open_gap()
                at += silent
                continue
            altered, new_place = self._resume(at, place)
            self._altered += altered
            if new_place is not None:
                self._note_move(new_place - altered, new_place - (place + altered))
                place = new_place
            else:
                self._in_gap = False
                place += altered
            at += altered
        return FrameCount(
            counted=len(self._recorded),
            missing=self._missing,
            repeated=self._repeated,
            silent=self._silent,
            altered=self._altered,
            gaps=self._gaps,
            jumps=self._jumps,
            latest_landing=self._latest_landing,
        )

    def _begin(self) -> int:
        """The place in the song at which the recording's first frame would stand."""
        for at in range(0, min(_LONGEST_ALTERED, len(self._recorded)), _PROBE_STEP):
            place = self._place_of(at)
            if place is not None:
                return place - at
        raise ValueError("the recording does not begin with anything of this song")

    def _same_frames(self, at: int, place: int) -> int:
        """How many frames from here on are the song's."""
        count = 0
        while True:
            recorded = self._recorded[at + count : at + count + _COMPARED_AT_ONCE]
            song = self._song[max(0, place + count) : place + count + len(recorded)]
            frames = min(len(recorded), len(song)) if place + count >= 0 else 0
            differs = (np.abs(recorded[:frames] - song[:frames]) > self._tolerance).any(axis=1)
            found = np.flatnonzero(differs)
            if len(found):
                return count + int(found[0])
            count += frames
            if frames < _COMPARED_AT_ONCE:
                return count

    def _silent_frames(self, at: int) -> int:
        rest = self._recorded[at:]
        return first_sound(rest) if not rest[:1].any() else 0

    def _resume(self, at: int, place: int) -> tuple[int, int | None]:
        """After how many frames that are not the song's it goes on, and from which of its frames.

        The frames end where silence begins; the place is None there, and where it goes on nowhere.
        """
        longest = min(_LONGEST_ALTERED, len(self._recorded) - at)
        step = _LOST_PROBE_STEP if self._is_lost else _PROBE_STEP
        for skipped in range(0, longest, step):
            silent = np.flatnonzero(
                ~self._recorded[at + skipped : at + min(skipped + step, longest)].any(axis=1)
            )
            new_place = self._place_of(at + skipped, place + skipped)
            if new_place is not None:
                self._is_lost = False
                return self._went_back(at, skipped, new_place)
            if len(silent):
                return max(1, skipped + int(silent[0])), None
        self._is_lost = True
        return longest, None

    def _went_back(self, at: int, skipped: int, place: int) -> tuple[int, int]:
        """The first frame from which on the song is heard again, probed only in steps."""
        while (
            skipped > 0
            and place > 0
            and (
                np.abs(self._recorded[at + skipped - 1] - self._song[place - 1]) <= self._tolerance
            ).all()
        ):
            skipped, place = skipped - 1, place - 1
        return skipped, place

    def _place_of(self, at: int, near: int | None = None) -> int | None:
        """Where in the song the recording is; near its place unless it may have jumped."""
        piece = self._recorded[at : at + _KNOWN_BY_FRAMES]
        if len(piece) < _KNOWN_BY_FRAMES or not piece.any():
            return None
        start, stop = 0, len(self._song)
        if near is not None and not len(self._landings):
            start, stop = max(0, near - _SEARCHED_FRAMES), near + _SEARCHED_FRAMES
        song = self._song[start:stop]
        place = find(piece, song, tolerance=self._tolerance, near=(near or 0) - start)
        return None if place is None else start + place

    def _note_move(self, landing: int, moved: int) -> None:
        """The song went on from `landing`, `moved` frames from where it would have been."""
        if moved == 0:
            return
        late = self._landed_late(landing)
        if late is not None and abs(moved) >= _SHORTEST_JUMP_FRAMES:
            self._jumps += 1
            self._latest_landing = max(self._latest_landing, late)
            return
        self._missing += max(0, moved)
        self._repeated += max(0, -moved)
        self._open_gap()

    def _landed_late(self, landing: int) -> int | None:
        """How far behind the last place to land on; None if that is too far."""
        before = self._landings[self._landings <= landing + _EARLIEST_LANDING_FRAMES]
        late = landing - int(before[-1]) if len(before) else _LATEST_LANDING_FRAMES
        return max(0, late) if late < _LATEST_LANDING_FRAMES else None

    def _open_gap(self) -> None:
        if not self._in_gap:
            self._gaps += 1
        self._in_gap = True

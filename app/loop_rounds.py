"""The rounds of a loop as they are heard: a round counts when it was heard from end to end."""

from __future__ import annotations

from enum import Enum

from player.heard_path import HeardPiece, nearness_frames
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion


class RoundEvent(Enum):
    """What becomes of a round.

    BEGAN: its first frame is heard. ENDED: it was heard to its end, whole. WRAPPED: the loop's end
    is heard, but not all of the round before it. BROKEN: a round that had begun will not be whole.
    """

    BEGAN = "began"
    ENDED = "ended"
    WRAPPED = "wrapped"
    BROKEN = "broken"


class LoopRounds:
    """Listens to the pieces of the song that are heard, and tells what becomes of the rounds.

    loop: the one that is on; None without. is_whole: the round that is on was heard from its start.
    waits: it is silent between two rounds.
    """

    def __init__(self) -> None:
        self.loop: LoopRegion | None = None
        self.is_whole = False
        self._at_frame: float | None = None
        self.waits = False

    @property
    def heard_s(self) -> float:
        """How much of the round that is on was heard, in seconds of the song; 0 outside one."""
        if self.loop is None or self._at_frame is None or not self.is_whole:
            return 0.0
        return max(0.0, self._at_frame - self.loop.start_frame) / SAMPLE_RATE

    def set_loop(self, loop: LoopRegion | None) -> list[RoundEvent]:
        """Go round another one, or none; a round of the loop before is broken."""
        if loop == self.loop:
            return []
        self.loop = loop
        return self._break()

    def stop(self) -> list[RoundEvent]:
        """Nothing plays any more."""
        self._at_frame = None
        return self._break()

    def hear(self, piece: HeardPiece) -> list[RoundEvent]:
        """This is heard now, right after the piece before."""
        loop = self.loop
        came_from = None if piece.is_first else self._at_frame
        waited, self.waits = self.waits and came_from is not None, piece.is_pause
        self._at_frame = piece.stop_frame
        if loop is None:
            return []
        near = nearness_frames(loop, SAMPLE_RATE)
        is_at_head = abs(piece.start_frame - loop.start_frame) <= near
        was_at_end = came_from is not None and abs(came_from - loop.end_frame) <= near
        events = []
        if is_at_head and was_at_end and not waited:
            events.append(RoundEvent.ENDED if self.is_whole else RoundEvent.WRAPPED)
            self.is_whole = False
        elif came_from is None or abs(piece.start_frame - came_from) > near:
            events += self._break()
        if piece.is_pause:
            return events
        starts_in_time = piece.start_frame <= loop.start_frame + near
        if not self.is_whole and starts_in_time and piece.stop_frame > loop.start_frame:
            self.is_whole = True
            events.append(RoundEvent.BEGAN)
        if piece.stop_frame > loop.end_frame + near:
            events += self._break()
        return events

    def seconds_inside(self, piece: HeardPiece) -> float:
        """How long the loop sounded in this piece, in real seconds."""
        length = piece.stop_frame - piece.start_frame
        if self.loop is None or piece.is_pause or length <= 0:
            return 0.0
        first = max(piece.start_frame, self.loop.start_frame)
        last = min(piece.stop_frame, self.loop.end_frame)
        return piece.seconds * max(0.0, last - first) / length

    def _break(self) -> list[RoundEvent]:
        was_whole, self.is_whole = self.is_whole, False
        self.waits = False
        return [RoundEvent.BROKEN] if was_whole else []

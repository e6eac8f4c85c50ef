"""Which pieces of the song were heard, and where the rounds of a loop begin, from anchors alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from player.playback import Playback
from player.stem_stream import Anchor
from player.transport import LoopRegion

_NEAR_S = 0.025


@dataclass(frozen=True)
class HeardPiece:
    """The song from `start_frame` to `stop_frame`, heard in `seconds` without a jump.

    is_pause: it stood still there, in the silence between two rounds. is_first: what was heard
    before it is not known, or was nothing.
    """

    start_frame: float
    stop_frame: float
    seconds: float
    is_pause: bool = False
    is_first: bool = False


class HeardPath:
    """Follows what is heard. However seldom it is asked, no jump between two questions is lost, as
    long as the anchors go back to the question before.
    """

    def __init__(self) -> None:
        self._heard_frame: float | None = None

    def hear(self, playback: Playback, audible_frame: float, sample_rate: int) -> list[HeardPiece]:
        """The pieces heard since the last question, in order.

        audible_frame: the output frame that is heard now. sample_rate: of the output, in Hz.
        """
        anchors = playback.anchors
        if not playback.playing or not anchors:
            self._heard_frame = None
            return []
        since = self._heard_frame
        begins = since is None or since < anchors[0].output_frame
        if since is None or begins:
            since = anchors[0].output_frame
        if audible_frame <= since:
            return []
        self._heard_frame = audible_frame
        ends = [*(anchor.output_frame for anchor in anchors[1:]), math.inf]
        pieces: list[HeardPiece] = []
        for anchor, end in zip(anchors, ends, strict=True):
            first, last = max(since, anchor.output_frame), min(end, audible_frame)
            if first < last:
                piece = HeardPiece(
                    anchor.song_frame_at(first),
                    anchor.song_frame_at(last),
                    (last - first) / sample_rate,
                    is_pause=anchor.ratio == 0.0,
                    is_first=begins and not pieces,
                )
                pieces.append(piece)
        return pieces


def nearness_frames(loop: LoopRegion, sample_rate: int) -> float:
    """How far from an edge of the loop still counts as there: a new tempo is cut in where the sound
    is in phase, and that moves the song by a few milliseconds.
    """
    return min(_NEAR_S * sample_rate, loop.frames / 4)


@dataclass(frozen=True)
class LoopHead:
    """Where a round of a loop begins after another one, in output frames.

    waits_from: where the silence before it begins; `frame` if there is none. counts_in: whether
    beats are counted at the end of that. ratio: song frames per output frame from here on.
    """

    frame: float
    waits_from: float
    ratio: float
    counts_in: bool = False

    def counts_from(self, counted_frames: float) -> float:
        """Where so many frames of the song begin to be counted before it; `frame` if none are."""
        if not self.counts_in:
            return self.frame
        return max(self.waits_from, self.frame - counted_frames / self.ratio)


def loop_heads(anchors: Sequence[Anchor], loop: LoopRegion, sample_rate: int) -> Iterator[LoopHead]:
    """Where rounds of the loop begin, in order."""
    near = nearness_frames(loop, sample_rate)
    waits_from: float | None = None
    for before, anchor in pairwise(anchors):
        if before.ratio == 0.0:
            waits_from = before.output_frame if waits_from is None else waits_from
        else:
            waits_from = None
        if anchor.ratio == 0.0 or abs(anchor.song_frame - loop.start_frame) > near:
            continue
        head = anchor.output_frame
        if waits_from is not None:
            yield LoopHead(head, waits_from, anchor.ratio, before.counts_in)
        elif abs(before.song_frame_at(head) - loop.end_frame) <= near:
            yield LoopHead(head, head, anchor.ratio)

"""What the engine says of itself: frozen, and replaced with every block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from player.stem_stream import Anchor
from player.transport import LoopRegion


def anchor_at(anchors: Sequence[Anchor], output_frame: float) -> Anchor:
    """The anchor that covers an output frame; the first one for frames before it."""
    covering = anchors[0]
    for anchor in anchors:
        if anchor.output_frame > output_frame:
            break
        covering = anchor
    return covering


@dataclass(frozen=True)
class Playback:
    """Where the sound is.

    resume_frame: where Play would go on while stopped.
    anchors: from which output frame on which song frames are heard; in order.
    light_stretch: tempo and pitch run in a lighter quality, because the machine cannot keep up.
    failure: why it stopped by itself, if something went wrong.
    """

    playing: bool
    resume_frame: int
    anchors: tuple[Anchor, ...]
    loop: LoopRegion | None = None
    tempo_ratio: float = 1.0
    pitch_semitones: float = 0.0
    light_stretch: bool = False
    failure: Exception | None = None

    @classmethod
    def stopped_at(cls, frame: int) -> Playback:
        """Nothing plays."""
        return cls(playing=False, resume_frame=frame, anchors=())

    def song_frame_at(self, output_frame: float) -> float:
        """The song frame heard at an output frame."""
        if not self.anchors:
            return float(self.resume_frame)
        anchor = anchor_at(self.anchors, output_frame)
        return anchor.song_frame_at(max(output_frame, anchor.output_frame))

"""One uninterrupted stretch of sound: stems read ahead from a frame, at one tempo and pitch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from player.multitrack import Multitrack, Samples
from player.read_ahead import Jump, ReadAhead
from player.time_stretch import TimeStretch
from player.transport import LoopRegion

_INPUT_BLOCK_FRAMES = 1024


def needs_stretch(tempo_ratio: float, pitch_semitones: float) -> bool:
    """Whether the stems cannot be heard as they are."""
    return tempo_ratio != 1.0 or pitch_semitones != 0.0


@dataclass(frozen=True)
class Anchor:
    """From output frame `output_frame` on, the song is heard from `song_frame` on at `ratio`."""

    output_frame: float
    song_frame: float
    ratio: float

    def song_frame_at(self, output_frame: float) -> float:
        """The frame of the song heard at an output frame after this anchor."""
        return self.song_frame + (output_frame - self.output_frame) * self.ratio


class StemStream:
    """Stems from `song_frame` on, as they will be heard: looped, stretched, not yet mixed.

    At tempo 1 and pitch 0 the stretcher is left out: the frames are the stems' own, bit for bit.
    The engine starts a new stream where something about the way is changed, and cross-fades.
    """

    def __init__(
        self,
        multitrack: Multitrack,
        song_frame: int,
        *,
        loop: LoopRegion | None = None,
        tempo_ratio: float = 1.0,
        pitch_semitones: float = 0.0,
    ) -> None:
        self.read_ahead = ReadAhead(multitrack, song_frame, loop)
        self.tempo_ratio = tempo_ratio
        self.pitch_semitones = pitch_semitones
        self._output_frames = 0
        self._channels = multitrack.channels
        self._flushed = False
        self._stretch: TimeStretch | None = None
        if needs_stretch(tempo_ratio, pitch_semitones):
            self._stretch = TimeStretch(
                multitrack.channels, multitrack.sample_rate, tempo_ratio, pitch_semitones
            )
            self._pending_lead_in = self.read_ahead.lead_in(self._stretch.lead_in_frames)
        self._fresh_anchors = [Anchor(0.0, float(song_frame), tempo_ratio)]
        self._jumps = [Jump(0, song_frame)]

    @property
    def channels(self) -> int:
        """Two for every bus of the multitrack it was made for."""
        return self._channels

    @property
    def at_end(self) -> bool:
        """Whether everything up to the song's end has been given out."""
        return self.read_ahead.at_end and (self._stretch is None or self._flushed)

    @property
    def is_waiting(self) -> bool:
        """Whether the next frames are not decoded yet."""
        frame = self.read_ahead.song_frame
        multitrack = self.read_ahead.multitrack
        return multitrack.readable_frames <= frame < multitrack.frames

    @property
    def is_stretched(self) -> bool:
        """Whether a stretcher is at work."""
        return self._stretch is not None

    @property
    def is_dry(self) -> bool:
        """Whether reading on gives nothing now."""
        return self.at_end or self.is_waiting

    def read(self) -> Samples:
        """The next block as it comes: float32 (channels, n).

        n is 0 at the end, while the stretcher fills up, and where `is_waiting`. `take_anchors`
        says which song frames it holds.
        """
        block, jumps = self.read_ahead.read(_INPUT_BLOCK_FRAMES)
        for jump in jumps:
            at = jump.input_frame / self.tempo_ratio
            self._fresh_anchors.append(Anchor(at, float(jump.song_frame), self.tempo_ratio))
        self._jumps += jumps
        if self._stretch is not None:
            block = self._stretched(self._stretch, block)
        self._output_frames += block.shape[1]
        return block

    def take_anchors(self) -> list[Anchor]:
        """What was not told before of where the song is, in output frames from the stream's start.

        Each anchor is given once; one may come before the frames it speaks of.
        """
        fresh, self._fresh_anchors = self._fresh_anchors, []
        return fresh

    def song_path_from(self, output_frame: float) -> list[tuple[int, int]]:
        """The (start, stop) pieces of the song that are read and not heard yet.

        output_frame: how far it is heard, from the stream's start; may not go back.
        """
        heard = round(output_frame * self.tempo_ratio)
        while len(self._jumps) > 1 and self._jumps[1].input_frame <= heard:
            del self._jumps[0]
        pieces = []
        for index, jump in enumerate(self._jumps):
            is_last = index == len(self._jumps) - 1
            stop = self.read_ahead.frames_read if is_last else self._jumps[index + 1].input_frame
            start = max(heard, jump.input_frame)
            if start < stop:
                shift = jump.song_frame - jump.input_frame
                pieces.append((start + shift, stop + shift))
        return pieces

    def _stretched(self, stretch: TimeStretch, block: Samples) -> Samples:
        """Stretch a block; go on reading until some output is ready or the input is used up."""
        outputs: list[Samples] = []
        if self._pending_lead_in.shape[1]:
            outputs.append(stretch.process(self._pending_lead_in))
            self._pending_lead_in = self._pending_lead_in[:, :0]
        if block.shape[1]:
            outputs.append(stretch.process(block))
        if self.read_ahead.at_end and not self._flushed:
            outputs.append(self._flush(stretch, sum(part.shape[1] for part in outputs)))
        if not outputs:
            return block[:, :0]
        return np.concatenate(outputs, axis=1) if len(outputs) > 1 else outputs[0]

    def _flush(self, stretch: TimeStretch, in_hand: int) -> Samples:
        """The rest of the song out of the stretcher, to the exact length the tempo asks for."""
        self._flushed = True
        wanted = (
            round(self.read_ahead.frames_read / self.tempo_ratio) - self._output_frames - in_hand
        )
        silence = np.zeros((self._channels, _INPUT_BLOCK_FRAMES), np.float32)
        parts: list[Samples] = []
        got = 0
        while got < wanted:
            # Real-time mode gives the tail only as more comes in: silence pushes it out.
            parts.append(stretch.process(silence))
            got += parts[-1].shape[1]
        if not parts:
            return silence[:, :0]
        return np.concatenate(parts, axis=1)[:, :wanted]

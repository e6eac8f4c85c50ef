"""One uninterrupted stretch of sound: stems read ahead from a frame, treated in one way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from player.band_pass import Band, BandPass
from player.multitrack import Multitrack, Samples
from player.rate_conversion import RateConversion
from player.read_ahead import Jump, ReadAhead, SongPiece
from player.time_stretch import TimeStretch
from player.transport import LoopRegion
from player.treatment import Treatment

_INPUT_BLOCK_FRAMES = 1024
_AS_IT_IS = Treatment()


@dataclass(frozen=True)
class Anchor:
    """From output frame `output_frame` on, the song is heard from `song_frame` on at `ratio`.

    ratio: song frames per output frame; 0 in the pause between two rounds of a loop, or while it
    is counted in. counts_in: whether beats are counted before the song goes on.
    """

    output_frame: float
    song_frame: float
    ratio: float
    counts_in: bool = False

    def song_frame_at(self, output_frame: float) -> float:
        """The frame of the song heard at an output frame after this anchor."""
        return self.song_frame + (output_frame - self.output_frame) * self.ratio


class StemStream:
    """Stems from `song_frame` on, as they will be heard: looped, stretched, not yet mixed.

    At tempo 1 and pitch 0 the stretcher is left out, and at the song's own sample rate the
    conversion: the frames are the stems' own then, bit for bit. The engine starts a new stream
    where something about the way is changed, and cross-fades.

    band: what is let through of the song; all of it if None.
    pause_s: silence between two rounds of the loop, in real seconds.
    pause_left_frames: output frames of silence that come before anything else.
    counts_in: whether that is for counting in; counts_in_rounds: whether the end of a pause is.
    output_rate: sample rate of what is given out, in Hz; the song's own if None.
    before: the stream whose place it takes; what that one has filtered is not filtered again.
    """

    def __init__(
        self,
        multitrack: Multitrack,
        song_frame: int,
        *,
        band: Band | None = None,
        loop: LoopRegion | None = None,
        pause_s: float = 0.0,
        pause_left_frames: float = 0.0,
        counts_in: bool = False,
        counts_in_rounds: bool = False,
        treatment: Treatment = _AS_IT_IS,
        output_rate: int | None = None,
        before: StemStream | None = None,
    ) -> None:
        self.treatment = treatment
        self.band = band
        self._band_pass = _band_pass(band, multitrack.sample_rate, before)
        self.output_rate = multitrack.sample_rate if output_rate is None else output_rate
        # Song frames per output frame.
        self.ratio = treatment.tempo_ratio * multitrack.sample_rate / self.output_rate
        pause_left = round(pause_left_frames * self.ratio)
        self.read_ahead = ReadAhead(
            multitrack,
            song_frame,
            loop,
            band_pass=self._band_pass,
            pause_frames=self.pause_frames(pause_s),
            pause_left=pause_left,
        )
        self._counts_in_rounds = counts_in_rounds
        self._output_frames = 0
        self._channels = multitrack.channels
        self._ended = False
        self._stretch: TimeStretch | None = None
        self._conversion: RateConversion | None = None
        self._pending_lead_in = np.zeros((self._channels, 0), np.float32)
        if not treatment.is_none:
            self._stretch = TimeStretch(self._channels, multitrack.sample_rate, treatment)
            self._pending_lead_in = self.read_ahead.lead_in(self._stretch.lead_in_frames)
        if self.output_rate != multitrack.sample_rate:
            self._conversion = RateConversion(
                self._channels, multitrack.sample_rate, self.output_rate
            )
            self._conversion.process(self.read_ahead.lead_in(self._conversion.lead_in_frames))
        self._jumps = [Jump(0, song_frame)]
        if pause_left:
            self._jumps = [Jump(0, song_frame, waits=True), Jump(pause_left, song_frame)]
        self._fresh_anchors = [self._anchor(jump, counts_in) for jump in self._jumps]

    @property
    def channels(self) -> int:
        """Two for every bus of the multitrack it was made for."""
        return self._channels

    @property
    def at_end(self) -> bool:
        """Whether everything up to the song's end has been given out."""
        return self.read_ahead.at_end and (self._is_direct or self._ended)

    @property
    def has_ended(self) -> bool:
        """Whether stretcher or conversion were told that nothing follows: it cannot be read on."""
        return self._ended and not self._is_direct

    @property
    def is_waiting(self) -> bool:
        """Whether the next frames are not decoded yet."""
        frame = self.read_ahead.song_frame
        multitrack = self.read_ahead.multitrack
        return multitrack.readable_frames <= frame < multitrack.frames

    @property
    def _is_direct(self) -> bool:
        return self._stretch is None and self._conversion is None

    @property
    def is_stretched(self) -> bool:
        """Whether a stretcher is at work."""
        return self._stretch is not None

    @property
    def is_dry(self) -> bool:
        """Whether reading on gives nothing now."""
        return self.at_end or self.is_waiting

    @property
    def fed_s(self) -> float:
        """How long what has been put into the stretcher lasts, in real seconds."""
        frames = self.read_ahead.frames_read
        if self._stretch is not None:
            frames += self._stretch.lead_in_frames
        return frames / self.ratio / self.output_rate

    def follow(
        self,
        multitrack: Multitrack,
        loop: LoopRegion | None,
        pause_s: float,
        *,
        counts_in_rounds: bool = False,
    ) -> None:
        """Read on from other stems of the same shape, around another loop."""
        self._counts_in_rounds = counts_in_rounds
        self.read_ahead.multitrack = multitrack
        self.read_ahead.loop = loop
        self.read_ahead.pause_frames = self.pause_frames(pause_s)

    def pause_frames(self, pause_s: float) -> int:
        """How many frames of the song's would last so long when they are heard."""
        return round(pause_s * self.output_rate * self.ratio)

    def read(self) -> Samples:
        """The next block as it comes: float32 (channels, n).

        n is 0 at the end, while stretcher or conversion fill up, and where `is_waiting`.
        `take_anchors` says which song frames it holds.
        """
        block, jumps = self.read_ahead.read(_INPUT_BLOCK_FRAMES)
        self._fresh_anchors += [self._anchor(jump, self._counts_in_rounds) for jump in jumps]
        self._jumps += jumps
        ends = self.read_ahead.at_end and not self._ended
        if self._stretch is not None:
            block = self._stretched(self._stretch, block)
        if self._conversion is not None and (block.shape[1] or ends):
            block = self._conversion.process(block, last=ends and self._stretch is None)
        if ends:
            block = self._to_the_end(block)
        self._output_frames += block.shape[1]
        return block

    def take_anchors(self) -> list[Anchor]:
        """What was not told before of where the song is, in output frames from the stream's start.

        Each anchor is given once; one may come before the frames it speaks of.
        """
        fresh, self._fresh_anchors = self._fresh_anchors, []
        return fresh

    def song_path_from(self, output_frame: float) -> list[SongPiece]:
        """The pieces of the song that are read and not heard yet.

        output_frame: how far it is heard, from the stream's start; may not go back.
        """
        heard = round(output_frame * self.ratio)
        while len(self._jumps) > 1 and self._jumps[1].input_frame <= heard:
            del self._jumps[0]
        read = self.read_ahead.frames_read
        stops = [*(jump.input_frame for jump in self._jumps[1:]), read]
        pieces = []
        for jump, stop in zip(self._jumps, stops, strict=True):
            start, stop = max(heard, jump.input_frame), min(stop, read)
            if start < stop:
                passed = 0 if jump.waits else start - jump.input_frame
                pieces.append(SongPiece(jump.song_frame + passed, stop - start, jump.waits))
        return pieces

    def _anchor(self, jump: Jump, counts_in: bool) -> Anchor:
        output_frame, song_frame = jump.input_frame / self.ratio, float(jump.song_frame)
        if jump.waits:
            return Anchor(output_frame, song_frame, 0.0, counts_in)
        return Anchor(output_frame, song_frame, self.ratio)

    def _stretched(self, stretch: TimeStretch, block: Samples) -> Samples:
        """Stretch a block, and before the first one what leads into it."""
        outputs: list[Samples] = []
        if self._pending_lead_in.shape[1]:
            outputs.append(stretch.process(self._pending_lead_in))
            self._pending_lead_in = self._pending_lead_in[:, :0]
        if block.shape[1]:
            outputs.append(stretch.process(block))
        if not outputs:
            return block[:, :0]
        return np.concatenate(outputs, axis=1) if len(outputs) > 1 else outputs[0]

    def _to_the_end(self, block: Samples) -> Samples:
        """Add the rest of the song, to the exact length the tempo asks for."""
        self._ended = True
        wanted = round(self.read_ahead.frames_read / self.ratio) - self._output_frames
        silence = np.zeros((self._channels, _INPUT_BLOCK_FRAMES), np.float32)
        parts = [block]
        got = block.shape[1]
        while got < wanted:
            if self._stretch is None:
                parts.append(silence[:, : wanted - got])
            else:
                # Real-time mode gives the tail only as more comes in: silence pushes it out.
                more = self._stretch.process(silence)
                if self._conversion is not None and more.shape[1]:
                    more = self._conversion.process(more)
                parts.append(more)
            got += parts[-1].shape[1]
        return np.concatenate(parts, axis=1)[:, :wanted]


def _band_pass(band: Band | None, sample_rate: int, before: StemStream | None) -> BandPass | None:
    if band is None:
        return None
    filtered = None if before is None else before._band_pass
    if before is not None and before.band == band and filtered is not None:
        return filtered
    return BandPass(band, sample_rate, filtered)

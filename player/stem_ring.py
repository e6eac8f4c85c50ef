"""The sound that is read but not heard yet, still as stems: mixed, re-mixed and spliced here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from player.click import Click
from player.click_track import ClickTrack
from player.limiter import RingLimiter
from player.meters import SLOT_FRAMES, Levels, PeakSlots
from player.mixer import mix_down
from player.multitrack import Samples
from player.output_ring import OutputRing
from player.playback import anchor_at
from player.read_ahead import bus_sum, correlation, crossfade_gains
from player.stem_stream import Anchor, StemStream

Gains = NDArray[np.float32]

# Longer than an `InputRing` holds what came in: who records may be as far behind.
_ANCHOR_HISTORY_S = 8.0
# How much less alike two sounds may be where that moves the beat less.
_NEARLY_IN_PHASE = 0.1


@dataclass(frozen=True, eq=False)
class _GainRamp:
    """Gains that go from one value to another over a few milliseconds and stay there."""

    start_frame: int
    frames: int
    before: Gains
    after: Gains

    def at(self, start_frame: int, frames: int) -> Gains:
        """(channels,) where they stand still, (channels, frames) where they move."""
        if start_frame >= self.start_frame + self.frames:
            return self.after
        position = np.arange(start_frame, start_frame + frames) - self.start_frame
        share = np.clip(position / max(1, self.frames), 0, 1).astype(np.float32)
        return self.before[:, None] + (self.after - self.before)[:, None] * share


@dataclass(frozen=True, eq=False)
class _Tail:
    """What was going to be heard before a splice, float32 (frames, 2): added at its frames."""

    start_frame: int
    samples: Samples

    def add_to(self, out: Samples, start_frame: int) -> None:
        lo = max(start_frame, self.start_frame)
        hi = min(start_frame + len(out), self.start_frame + len(self.samples))
        if lo < hi:
            tail = self.samples[lo - self.start_frame : hi - self.start_frame]
            out[lo - start_frame : hi - start_frame] += tail


_NO_TAIL = _Tail(0, np.zeros((0, 2), np.float32))


class StemRing:
    """Keeps the stems beside the `OutputRing`, frame for frame, and writes their mix into it, with
    the clicks that are heard beside them.

    Because the stems are still here, a mute rewrites what is not heard yet, and a seek or a new
    tempo drops it. Only the fill thread uses it, but for `levels_at`.

    click_track: what is laid from now on.
    """

    def __init__(self, output: OutputRing, fade_frames: int) -> None:
        self._output = output
        self.fade_frames = fade_frames
        self._stems = np.zeros((0, output.capacity_frames), np.float32)
        self.click_track = self._laid_by = ClickTrack(Click(), 0, output.sample_rate)
        self._clicks = np.zeros((2, output.capacity_frames), np.float32)
        self._limiter = RingLimiter(output)
        still = np.zeros(0, np.float32)
        self._gain_ramp = _GainRamp(0, 0, still, still)
        self._tail = self._ringing = _NO_TAIL
        self._anchors: list[Anchor] = []
        self._base_frame = 0
        self._splice_frame = 0
        self._peaks = PeakSlots(0, 1)
        self._master_peaks = PeakSlots(2, output.capacity_frames // SLOT_FRAMES)

    def prepare(self, stream: StemStream, frames: int) -> Samples:
        """Read at least `frames` of a new stream, unless it runs dry: float32 (channels, n)."""
        blocks = [np.zeros((stream.channels, 0), np.float32)]
        ready = 0
        while ready < frames and not stream.is_dry:
            blocks.append(stream.read())
            ready += blocks[-1].shape[1]
        return np.concatenate(blocks, axis=1)

    def splice(
        self,
        cut_frame: int,
        stream: StemStream,
        gains: Gains,
        head: Samples,
        *,
        stream_start_frame: int | None = None,
        fade: bool = True,
    ) -> None:
        """Drop everything from `cut_frame` on and go on with a stream, cross-faded.

        head: float32 (channels, n), what the stream has given for the frames from the cut on.
        stream_start_frame: the output frame at which the stream's very first frame would stand, if
        that is before the cut. fade: False lets the first frame stand as it is.
        """
        tail = self._output.read(cut_frame, min(self.fade_frames, self._output.written - cut_frame))
        # Clicks are not faded over: one that sounds rings on, the others come from the new stream.
        ringing = self._ringing_at(cut_frame)
        tail = self._limiter.undone(cut_frame, tail)
        tail -= self._clicks[:, self._places(cut_frame, cut_frame + len(tail))].T
        if stream.channels != len(self._stems):
            self._stems = np.zeros((stream.channels, self._output.capacity_frames), np.float32)
            slots = self._output.capacity_frames // SLOT_FRAMES
            self._peaks = PeakSlots(stream.channels, slots)
        self._gain_ramp = _GainRamp(cut_frame, 0, gains, gains)
        if head.shape[1] == 0:
            # Nothing to go on with yet (the song's end, or the decoder is behind): only fade out.
            self.fade_out(cut_frame)
            cut_frame = stream_start_frame = self._output.written
            self._ringing = _NO_TAIL
        else:
            self._ringing = ringing
            self._cross_fade(cut_frame, tail, head, gains, fade=fade)
        self._base_frame = cut_frame if stream_start_frame is None else stream_start_frame
        self._splice_frame = cut_frame
        self._take_anchors(stream, cut_frame)
        if head.shape[1]:
            self._put(cut_frame, head)
            if stream.at_end:
                self._end_clicks()

    def hand_over(
        self, cut_frame: int, stream: StemStream, head: Samples, *, stream_start_frame: int
    ) -> None:
        """Go on from `cut_frame` with a stream that brings the same stems as the one before.

        As `splice`, but the stems themselves are cross-faded: gains can still be changed before.
        """
        frames = self.fade_frames
        at = self._places(cut_frame, cut_frame + frames)
        old, new = self._stems[:, at], head[:, :frames]
        fade_out, fade_in = crossfade_gains(frames, correlation(bus_sum(old), bus_sum(new)))
        self._base_frame = stream_start_frame
        self._take_anchors(stream, cut_frame)
        self._put(cut_frame, np.concatenate([old * fade_out + new * fade_in, head[:, frames:]], 1))

    def best_lag(self, cut_frame: int, head: Samples, gains: Gains, longest_frames: int) -> int:
        """How few frames of `head`, up to a limit, to leave out so that it is in phase at a cut.

        Source: the alignment step of WSOLA (Verhelst & Roelands 1993).
        """
        frames = min(self.fade_frames, self._output.written - cut_frame)
        longest_frames = min(longest_frames, head.shape[1] - frames)
        if longest_frames <= 0 or frames <= 0:
            return 0
        tail = self._output.read(cut_frame, frames).sum(axis=1)
        new = np.empty((frames + longest_frames, 2), np.float32)
        mix_down(head[:, : len(new)], gains, new)
        sound = new.sum(axis=1)
        alike = np.correlate(sound, tail, "valid")
        sums = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
        energy = sums[frames:] - sums[:-frames]
        alike /= np.sqrt(np.maximum(energy * float(np.vdot(tail, tail)), 1e-12))
        return int(np.flatnonzero(alike >= alike.max() - _NEARLY_IN_PHASE)[0])

    def append(self, stream: StemStream) -> int:
        """Read one more block of the stream behind what is there; returns its frames."""
        while not stream.is_dry:
            block = stream.read()
            self._take_anchors(stream, self._splice_frame)
            frames = int(block.shape[1])
            if frames:
                self._put(self._output.written, block)
                if stream.at_end:
                    self._end_clicks()
                return frames
        return 0

    def remix(self, cut_frame: int, gains: Gains) -> None:
        """Bring in new gains from `cut_frame` on, ramped, rewriting what is not heard yet."""
        # What stands before the last splice is of another stream: its stems are gone.
        cut = min(max(cut_frame, self._splice_frame), self._output.written)
        before = self._gain_ramp.at(cut, 1)
        before = before[:, 0] if before.ndim == 2 else before
        self._gain_ramp = _GainRamp(cut, self.fade_frames, before, gains)
        self._mix(cut, self._output.written)

    def change_click(self, cut_frame: int, track: ClickTrack) -> None:
        """Click otherwise from `cut_frame` on, faded over, rewriting what is not heard yet."""
        self.click_track = track
        self._ringing = _NO_TAIL
        cut = min(max(cut_frame, self._splice_frame), self._output.written)
        frames = min(self._output.written - cut, self.fade_frames)
        at = self._places(cut, cut + frames)
        before = self._clicks[:, at]
        self._lay_clicks(cut, self._output.written)
        fade_out, fade_in = crossfade_gains(frames, 1.0)
        self._clicks[:, at] = before * fade_out + self._clicks[:, at] * fade_in
        self._mix(cut, self._output.written)

    def _end_clicks(self) -> None:
        """Let the one that sounds where the song ends fade."""
        stop = self._output.written
        frames = min(self.fade_frames, stop - self._splice_frame)
        at = self._places(stop - frames, stop)
        self._clicks[:, at] *= crossfade_gains(frames, 1.0)[0]
        self._mix(stop - frames, stop)

    def fade_out(self, cut_frame: int) -> None:
        """End the sound at `cut_frame` with a short fade."""
        frames = max(0, min(self.fade_frames, self._output.written - cut_frame))
        ramp, _ = crossfade_gains(frames, 1.0)
        self._output.write(cut_frame, self._output.read(cut_frame, frames) * ramp[:, None])
        self._output.written = cut_frame + frames

    def forget_positions(self) -> None:
        """Before a new beginning: where the sound was says nothing about where it will be."""
        self._anchors.clear()
        self._ringing = _NO_TAIL

    def stream_frame(self, output_frame: float) -> float:
        """An output frame, counted from the start of the current stream; 0 before it."""
        return max(0.0, output_frame - self._base_frame)

    def anchor_at(self, output_frame: float) -> Anchor:
        """Which song frames are heard around an output frame."""
        return anchor_at(self._anchors, output_frame)

    def song_frame_at(self, output_frame: float) -> float:
        """The song frame heard at an output frame."""
        return self.anchor_at(output_frame).song_frame_at(output_frame)

    def pause_left_at(self, output_frame: int) -> float:
        """Output frames until the pause between two rounds is over; 0 outside one."""
        if self.anchor_at(output_frame).ratio != 0.0:
            return 0.0
        ends = [anchor.output_frame for anchor in self._anchors if anchor.ratio != 0.0]
        return next((end - output_frame for end in ends if end > output_frame), 0.0)

    def recent_anchors(self) -> tuple[Anchor, ...]:
        """The anchors of what is audible, will be, or was a few seconds ago."""
        horizon = self._output.heard - _ANCHOR_HISTORY_S * self._output.sample_rate
        while len(self._anchors) > 1 and self._anchors[1].output_frame < horizon:
            del self._anchors[0]
        return tuple(self._anchors)

    def levels_at(self, output_frame: float) -> Levels:
        """Peaks at an output frame that has been heard; any thread may ask."""
        peaks, gains = self._peaks.at(output_frame), self._gain_ramp.after
        if len(peaks) != len(gains):
            return Levels()
        heard = (np.array(peaks) * gains).reshape(-1, 2).max(axis=1)
        return Levels(tuple(heard.tolist()), max(self._master_peaks.at(output_frame)))

    def _cross_fade(
        self, cut_frame: int, tail: Samples, head: Samples, gains: Gains, *, fade: bool
    ) -> None:
        """Fade `head` (channels, frames) in, in place, and keep the old tail to fade out."""
        frames = min(self.fade_frames, head.shape[1])
        padded = np.zeros((frames, 2), np.float32)
        padded[: min(frames, len(tail))] = tail[:frames]
        new = np.empty((frames, 2), np.float32)
        mix_down(head[:, :frames], gains, new)
        fade_out, fade_in = crossfade_gains(frames, correlation(padded, new))
        self._tail = _Tail(cut_frame, padded * fade_out[:, None])
        if fade:
            head[:, :frames] *= fade_in

    def _put(self, start_frame: int, block: Samples) -> None:
        """Write a block over whatever stands at `start_frame`, and let the sound end behind it.

        `written` moves last and in one step: the callback never finds less than there is.
        """
        frames = block.shape[1]
        capacity = self._output.capacity_frames
        at = start_frame % capacity
        first = min(frames, capacity - at)
        self._stems[:, at : at + first] = block[:, :first]
        self._stems[:, : frames - first] = block[:, first:]
        self._peaks.write(start_frame, block)
        self._lay_clicks(start_frame, start_frame + frames)
        self._mix(start_frame, start_frame + frames)
        self._output.written = start_frame + frames

    def _lay_clicks(self, start_frame: int, stop_frame: int) -> None:
        clicks = self.click_track.samples(
            self._anchors, start_frame, stop_frame, self._splice_frame
        )
        self._ringing.add_to(clicks.T, start_frame)
        self._clicks[:, self._places(start_frame, stop_frame)] = clicks
        self._laid_by = self.click_track

    def _ringing_at(self, cut_frame: int) -> _Tail:
        """What is left of the clicks that have begun before a cut."""
        rest = self._laid_by.begun(self._anchors, cut_frame, self._splice_frame).T
        self._ringing.add_to(rest, cut_frame)
        return _Tail(cut_frame, rest)

    def _places(self, start_frame: int, stop_frame: int) -> NDArray[np.int64]:
        """Where output frames are kept."""
        return np.arange(start_frame, stop_frame) % self._output.capacity_frames

    def _mix(self, start_frame: int, stop_frame: int) -> None:
        capacity = self._output.capacity_frames
        while start_frame < stop_frame:
            at = start_frame % capacity
            frames = min(stop_frame - start_frame, capacity - at)
            out = np.empty((frames, 2), np.float32)
            gains = self._gain_ramp.at(start_frame, frames)
            mix_down(self._stems[:, at : at + frames], gains, out)
            clicks = self._clicks[:, at : at + frames]
            out += clicks.T
            self._tail.add_to(out, start_frame)
            self._limiter.limit(start_frame, out, clicks)
            self._output.write(start_frame, out)
            self._master_peaks.write(start_frame, out.T)
            start_frame += frames

    def _take_anchors(self, stream: StemStream, since_frame: int) -> None:
        """Note where the stream's frames are heard; what lies before `since_frame` is not."""
        for anchor in stream.take_anchors():
            output_frame = self._base_frame + anchor.output_frame
            late = max(0.0, since_frame - output_frame)
            while self._anchors and self._anchors[-1].output_frame >= output_frame + late:
                self._anchors.pop()
            self._anchors.append(
                replace(
                    anchor,
                    output_frame=output_frame + late,
                    song_frame=anchor.song_frame + late * anchor.ratio,
                )
            )

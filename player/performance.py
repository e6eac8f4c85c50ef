"""What is being played: streams are begun, followed, spliced and ended here, by the fill thread."""

from __future__ import annotations

import time

import numpy as np

from player.click import Click
from player.click_track import ClickTrack
from player.heard_path import loop_heads
from player.meters import Levels
from player.mixer import gain_factor
from player.multitrack import SAMPLE_RATE, Samples
from player.output_ring import OutputRing
from player.playback import Playback
from player.read_already import is_read_true, kept_in_loop
from player.settings import Settings
from player.stem_ring import StemRing
from player.stem_stream import StemStream
from player.stretch_quality import StretchQuality
from player.successor import Successor
from player.treatment import Treatment

FADE_S = 0.008
# How far ahead of the callback sound may be rewritten: more than one burst of a usual device.
_REMIX_MARGIN_S = 0.03
_LONGEST_MARGIN_S = 0.5
_SAFETY_S = 0.005
_LONGEST_LAG_S = 0.01
# Shares of the read-ahead: when there is time to prepare the best quality beside the light one, and
# when there is none left.
_ENOUGH = 0.9
_TOO_LATE = 0.4
# The device may take a burst or two right after a splice, before the next block is there.
_PREPARED_FRAMES = 3072
# Never written over: what is being heard, with its levels and its way to the device.
_KEPT_FRAMES = 32_768


class Performance:
    """Turns settings into sound in a ring, and keeps what is not heard yet true to them.

    resume_frame: where `begin` starts.
    """

    def __init__(self, ring: OutputRing) -> None:
        self.resume_frame = 0
        self._ring = ring
        self._stems = StemRing(ring, fade_frames=round(FADE_S * SAMPLE_RATE))
        self._stream: StemStream | None = None
        self._successor: Successor | None = None
        # Until its first frame is heard, what comes before it is another stream's.
        self._handed_over: Successor | None = None
        self._quality = StretchQuality()
        self._clicks_as: tuple[Click, int, int, float] | None = None

    @property
    def is_playing(self) -> bool:
        """Whether a stream is running."""
        return self._stream is not None

    def begin(self, settings: Settings, *, counts_in: bool = True) -> None:
        """Play from `resume_frame`; from the start of loop or song if that is the end.

        counts_in: whether that may be counted in, if the settings say so.
        """
        frame = self.resume_frame
        if frame >= settings.multitrack.frames:
            frame = settings.loop.start_frame if settings.loop is not None else 0
        wait_frames = self._frames(settings.count_in_s(frame)) if counts_in else 0
        stream, head, took_s = self._prepared(settings, frame, wait_frames)
        # What a decoder's edge or the song's end cuts short says nothing of the machine's speed.
        if not stream.is_dry and self._quality.judge(stream.treatment, took_s, stream.fed_s):
            stream, head, _ = self._prepared(settings, frame, wait_frames)
        self._stems.forget_positions()
        # At the very start of a song there is nothing to fade from: its first frames are exact.
        cut = max(self._ring.written, self._ring.heard)
        self._stems.click_track = self._click_track(settings)
        self._stems.splice(cut, stream, settings.gains(), head, fade=frame > 0)
        self._stream = stream
        self._ring.playing = True

    def pause(self) -> None:
        """Fade out, and remember where."""
        if self._stream is None:
            return
        cut = min(self._ring.heard + self._frames(_REMIX_MARGIN_S), self._ring.written)
        frame = round(self._stems.song_frame_at(cut))
        self.resume_frame = min(frame, self._stream.read_ahead.multitrack.frames)
        self._ring.playing = False
        self._stems.fade_out(cut)
        self._end_stream()
        self._quality.rest()

    def change_rate(self, settings: Settings) -> None:
        """Go on at another sample rate; the device is told by the ring, and waits until then."""
        if settings.output_rate == self._ring.sample_rate:
            return
        was_playing, ring = self.is_playing, self._ring
        if was_playing:
            self.resume_frame = round(self._stems.song_frame_at(ring.heard))
            self.drop()
        ring.written = ring.heard
        if was_playing:
            self.begin(settings, counts_in=False)
        ring.sample_rate = settings.output_rate

    def drop(self) -> None:
        """End at once, whatever the state."""
        self._ring.playing = False
        self._end_stream()

    def follow(self, settings: Settings, *, from_loop_head: bool = False) -> None:
        """Bring what is not heard yet in line with the settings; nothing if it is already.

        from_loop_head: where the next round of the loop is read already, what comes before it, and
        before what is counted for it, may stay as it is.
        """
        stream = self._stream
        if stream is None:
            return
        if settings.treatment.is_none:
            self._quality.begin_again()
        if self._successor is not None and not settings.reads_like(self._successor.settings):
            self._successor = None
        if self._is_outdated(stream, settings):
            self._quality.hurry(settings.treatment)
            self._begin_anew(stream, settings, from_loop_head=from_loop_head)
        else:
            stream.follow(
                settings.multitrack,
                settings.loop,
                settings.wait_s,
                counts_in_rounds=settings.counts_in_rounds,
            )
            track = self._click_track(settings)
            if track is not self._stems.click_track:
                cut = self._ring.heard + self._frames(_REMIX_MARGIN_S)
                self._stems.change_click(cut, track)

    def seek(self, settings: Settings, song_frame: int) -> None:
        """Go on from another place."""
        self.resume_frame = song_frame
        if self._stream is not None:
            self._quality.hurry(settings.treatment)
            # Whoever goes elsewhere while it is counted in wants to be counted in there.
            counts_in = self._stems.anchor_at(self._ring.heard).counts_in
            wait_frames = self._frames(settings.count_in_s(song_frame)) if counts_in else 0
            self._splice(settings, None, song_frame, wait_frames)

    def remix(self, settings: Settings) -> None:
        """Bring in new gains."""
        if self._stream is not None:
            cut = self._ring.heard + self._frames(_REMIX_MARGIN_S)
            self._stems.remix(cut, settings.gains())

    def fill(self, settings: Settings) -> bool:
        """Read one block on, if the ring wants it; whether anything came of it."""
        stream = self._stream
        room = self._ring.capacity_frames - _KEPT_FRAMES
        wanted = min(self._frames(settings.read_ahead_s), room)
        if stream is None:
            return False
        if self._successor is not None:
            self._prepare_successor(self._successor, settings)
            return True
        has_time = self._ring.lead_frames >= _ENOUGH * wanted and not stream.is_dry
        if self._quality.is_hurried and has_time:
            self._begin_successor(settings, wanted)
            return True
        if self._ring.lead_frames >= wanted:
            return False
        began_s = time.perf_counter()
        frames = self._stems.append(stream)
        if stream.is_stretched:
            took_s, lasts_s = time.perf_counter() - began_s, frames / self._ring.sample_rate
            if self._quality.turns(took_s, lasts_s, self._ring.lead_frames / wanted):
                self._begin_anew(stream, settings)
                return True
        # Waiting for the decoder, and the rest of a song that ends, are no underruns.
        self._ring.playing = not stream.is_dry
        if stream.at_end and self._ring.lead_frames <= 0:
            self.resume_frame = stream.read_ahead.multitrack.frames
            self._end_stream()
            self._quality.rest()
        return frames > 0

    def playback(self, settings: Settings, failure: Exception | None) -> Playback:
        """Where the sound is."""
        return Playback(
            playing=self.is_playing,
            resume_frame=self.resume_frame,
            anchors=self._stems.recent_anchors() if self.is_playing else (),
            loop=settings.loop,
            tempo_ratio=settings.treatment.tempo_ratio,
            pitch_semitones=settings.treatment.pitch_semitones,
            light_stretch=self.is_playing and self._quality.is_too_slow,
            failure=failure,
        )

    def levels_at(self, output_frame: float) -> Levels:
        """Peaks at an output frame that has been heard; any thread may ask."""
        return self._stems.levels_at(output_frame)

    def _is_outdated(self, stream: StemStream, settings: Settings) -> bool:
        """Whether what is read and not heard yet would come out different with these settings."""
        last = self._handed_over
        if last is not None and last.stream is stream and self._ring.heard < last.cut_frame:
            # What another stream has read is not known any more.
            return not settings.reads_like(last.settings)
        if (
            stream.read_ahead.multitrack.buses != settings.multitrack.buses
            or stream.output_rate != settings.output_rate
            or stream.band != settings.band
            or not stream.treatment.sounds_like(self._quality.chosen(settings.treatment))
        ):
            return True
        due = self._ring.heard + self._frames(_REMIX_MARGIN_S)
        if self._stems.anchor_at(due).counts_in and not settings.counts_in:
            return True
        heard = self._stems.stream_frame(self._ring.heard)
        return not is_read_true(stream, heard, settings)

    def _begin_anew(
        self, stream: StemStream, settings: Settings, *, from_loop_head: bool = False
    ) -> None:
        """Go on from where it is, treated and read as the settings say now."""
        preparation_s = self._quality.preparation_s(settings.treatment)
        cut = earliest = self._cut_ahead(_REMIX_MARGIN_S + 1.5 * preparation_s)
        if from_loop_head:
            cut = max(earliest, self._before_next_round(settings, earliest))
        frame = kept_in_loop(round(self._stems.song_frame_at(cut)), stream, settings)
        pause_left = self._stems.pause_left_at(cut)
        if self._stems.anchor_at(cut).counts_in:
            # What is left to be counted goes by at the new tempo; the pause before it stays.
            counted = self._stems.click_track.counted_frames(frame) / stream.ratio
            change = stream.treatment.tempo_ratio / settings.treatment.tempo_ratio
            pause_left += min(pause_left, counted) * ((change if settings.counts_in else 0.0) - 1.0)
        self._splice(settings, cut, frame, pause_left)
        if cut > earliest and self._stream is not None:
            self._handed_over = Successor(self._stream, cut, settings, 0, time.perf_counter())

    def _before_next_round(self, settings: Settings, earliest_frame: int) -> int:
        """Where to cut so that the next round is the new stream's from its first frame on, and all
        that is counted before it.
        """
        if settings.loop is None:
            return earliest_frame
        heads = loop_heads(self._stems.recent_anchors(), settings.loop, self._ring.sample_rate)
        head = next((head for head in heads if head.frame > earliest_frame), None)
        if head is None:
            return earliest_frame
        # The fade between both, and what finding the phase may take, is over by then.
        ahead_frames = self._stems.fade_frames + self._frames(_LONGEST_LAG_S)
        waits = int(head.waits_from) - ahead_frames
        self._append_until(waits + self._stems.fade_frames)
        counted_frames = self._stems.click_track.counted_frames(settings.loop.start_frame)
        counts = head.counts_from(counted_frames)
        # A long silence is not all read yet: the rest of it is the new stream's then.
        return max(waits, min(int(counts) - ahead_frames, self._ring.written - ahead_frames))

    def _splice(
        self, settings: Settings, cut: int | None, song_frame: int, pause_left: float = 0.0
    ) -> None:
        """Throw away what is not heard yet and go on from `song_frame`, cross-faded.

        cut: the output frame at which `song_frame` is due; should the callback be further by the
        time the new stream is ready, it is joined as far in as it is late. None: as soon as ready.
        pause_left: output frames of silence before it.
        """
        began_s = time.perf_counter()
        before, self._successor, self._handed_over = self._stream, None, None
        counts_in = self._stems.anchor_at(self._ring.heard if cut is None else cut).counts_in
        stream = self._new_stream(settings, song_frame, pause_left, counts_in=counts_in)
        head = self._stems.prepare(stream, _PREPARED_FRAMES)
        longest_lag = 0
        if cut is not None and before and not stream.treatment.sounds_like(before.treatment):
            # The same sound, stretched and not, is in phase again a little further on.
            longest_lag = self._frames(_LONGEST_LAG_S)
        if cut is None:
            cut = self._cut_ahead(_REMIX_MARGIN_S)
        while True:
            overtaken_to = min(self._ring.heard + self._frames(_SAFETY_S), self._ring.written)
            late = max(0, overtaken_to - cut)
            missing = late + longest_lag + _PREPARED_FRAMES - head.shape[1]
            if missing <= 0 or stream.is_dry:
                break
            head = np.concatenate([head, self._stems.prepare(stream, missing)], axis=1)
        if not stream.is_dry:
            self._quality.note_preparation(stream.treatment, time.perf_counter() - began_s)
        self._stems.click_track = self._click_track(settings)
        gains, head = settings.gains(), head[:, late:]
        lag = self._stems.best_lag(cut + late, head, gains, longest_lag)
        start = cut - lag
        self._stems.splice(cut + late, stream, gains, head[:, lag:], stream_start_frame=start)
        self._stream = stream

    def _begin_successor(self, settings: Settings, wanted_frames: int) -> None:
        """Begin to prepare, for where the ring ends now, the best quality beside the light one."""
        cut = self._ring.written - self._stems.fade_frames
        stream = self._new_stream(
            settings,
            round(self._stems.song_frame_at(cut)),
            self._stems.pause_left_at(cut),
            counts_in=self._stems.anchor_at(cut).counts_in,
            treatment=settings.treatment,
        )
        least_lead = round(_TOO_LATE * wanted_frames)
        self._successor = Successor(stream, cut, settings, least_lead, time.perf_counter())

    def _prepare_successor(self, successor: Successor, settings: Settings) -> None:
        """Go on preparing; let it take over when it is ready, or give up when it gets late."""
        stream, cut = successor.stream, successor.cut_frame
        successor.blocks.append(stream.read())
        if self._ring.lead_frames < successor.least_lead_frames:
            self._successor = None
            self._quality.give_up()
            return
        ready = sum(block.shape[1] for block in successor.blocks)
        longest_lag = self._frames(_LONGEST_LAG_S)
        if ready < longest_lag + _PREPARED_FRAMES and not stream.is_dry:
            return
        self._successor = None
        self._quality.take_over()
        if not stream.is_dry:
            took_s = time.perf_counter() - successor.began_s
            self._quality.note_preparation(stream.treatment, took_s)
        head = np.concatenate(successor.blocks, axis=1)
        successor.blocks.clear()
        lag = self._stems.best_lag(cut, head, settings.gains(), longest_lag)
        self._stems.hand_over(cut, stream, head[:, lag:], stream_start_frame=cut - lag)
        self._stream, self._handed_over = stream, successor

    def _end_stream(self) -> None:
        """Let go of the song, too: one that is closed is not kept in memory."""
        self._stream = self._successor = self._handed_over = None

    def _cut_ahead(self, margin_s: float) -> int:
        """A frame ahead of the callback, with enough of the old sound behind it to fade out."""
        margin_frames = self._frames(min(margin_s, _LONGEST_MARGIN_S))
        self._append_until(self._ring.heard + margin_frames + self._frames(FADE_S))
        return min(self._ring.heard + margin_frames, self._ring.written)

    def _append_until(self, output_frame: int) -> None:
        """Read on until so much is there, or nothing comes."""
        assert self._stream is not None
        while self._ring.written < output_frame and self._stems.append(self._stream):
            pass

    def _click_track(self, settings: Settings) -> ClickTrack:
        """How the settings say that it clicks; the same as before where they say the same."""
        gain = gain_factor(settings.mixer.master_gain_db)
        wanted = (settings.click, settings.multitrack.frames, settings.output_rate, gain)
        if wanted != self._clicks_as:
            self._clicks_as = wanted
            return ClickTrack(*wanted)
        return self._stems.click_track

    def _prepared(
        self, settings: Settings, song_frame: int, wait_frames: int
    ) -> tuple[StemStream, Samples, float]:
        """A new stream, its first frames, and how many seconds they took."""
        began_s = time.perf_counter()
        stream = self._new_stream(settings, song_frame, wait_frames, counts_in=wait_frames > 0)
        head = self._stems.prepare(stream, _PREPARED_FRAMES)
        took_s = time.perf_counter() - began_s
        if not stream.is_dry:
            self._quality.note_preparation(stream.treatment, took_s)
        return stream, head, took_s

    def _new_stream(
        self,
        settings: Settings,
        song_frame: int,
        pause_left_frames: float = 0.0,
        *,
        counts_in: bool = False,
        treatment: Treatment | None = None,
    ) -> StemStream:
        return StemStream(
            settings.multitrack,
            song_frame,
            band=settings.band,
            loop=settings.loop,
            pause_s=settings.wait_s,
            pause_left_frames=pause_left_frames,
            counts_in=counts_in,
            counts_in_rounds=settings.counts_in_rounds,
            treatment=treatment or self._quality.chosen(settings.treatment),
            output_rate=settings.output_rate,
            before=self._stream,
        )

    def _frames(self, seconds: float) -> int:
        return round(seconds * self._ring.sample_rate)

"""The tones that sound: begun, held and ended by the fill thread."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from player.tone import Tone
from player.tone_ring import ToneRing

# A click on a note is heard for this long, however short it was; a lost button is let go at last.
_LEAST_S, _LONGEST_S = 0.45, 30.0
# Kept ready. The fill thread may be busy with a stretch meanwhile.
_READ_AHEAD_S = 0.5
_PIECE_FRAMES = 4096
# How far ahead of the callback a tone that sounds may be rewritten, as in a remix of the song.
_MARGIN_S = 0.03
_SHORT_FADE_S = 0.04


class TonePlayer:
    """Sounds one tone at a time; the one before it fades out below it.

    Costs nothing while there is none.
    """

    def __init__(self, ring: ToneRing) -> None:
        self._ring = ring
        self._tones: tuple[Tone, ...] = ()

    def start(self, frequency_hz: float, gain: float, sample_rate: int) -> None:
        """Begin a tone, at once where there is none; gain is a factor."""
        self.end(at_once=True)
        start = self._cut_frame(sample_rate)
        end = start + round(_LONGEST_S * sample_rate)
        self._tones += (Tone(frequency_hz, start, end, sample_rate, gain),)
        self._rewrite(start)
        self.fill()

    def end(self, *, at_once: bool) -> None:
        """Let the tone fade out, when it has sounded for as long as the shortest, or at once."""
        if not self._tones:
            return
        tone = self._tones[-1]
        end = cut = self._cut_frame(tone.sample_rate)
        if not at_once:
            end = max(end, tone.start_frame + round(_LEAST_S * tone.sample_rate))
        if end < tone.end_frame:
            fade_s = _SHORT_FADE_S if at_once else tone.fade_s
            self._tones = (*self._tones[:-1], replace(tone, end_frame=end, fade_s=fade_s))
            self._rewrite(cut)

    def fill(self) -> None:
        """Keep enough of it ready."""
        ring = self._ring
        self._tones = tuple(tone for tone in self._tones if tone.stop_frame > ring.heard)
        if not self._tones:
            return
        ahead = round(_READ_AHEAD_S * self._tones[-1].sample_rate)
        stop = max(tone.stop_frame for tone in self._tones)
        stop = min(stop, ring.heard + min(ahead, ring.capacity_frames // 2))
        while ring.written < stop:
            # Piece by piece, so that the beginning can be heard while the rest is being made.
            end = min(stop, ring.written + _PIECE_FRAMES)
            self._write(ring.written, end)
            ring.written = end

    def drop(self) -> None:
        """Be silent at once."""
        self._tones = ()
        self._ring.written = self._ring.heard

    def _cut_frame(self, sample_rate: int) -> int:
        """The first frame that the callback is not near yet; its next one if nothing sounds."""
        heard, written = self._ring.heard, self._ring.written
        return max(heard, min(heard + round(_MARGIN_S * sample_rate), written))

    def _rewrite(self, start_frame: int) -> None:
        """Bring what is written and not heard yet in line with the tones."""
        if self._ring.written > start_frame:
            self._write(start_frame, self._ring.written)
        else:
            self._ring.written = start_frame

    def _write(self, start_frame: int, stop_frame: int) -> None:
        frames = stop_frame - start_frame
        sound = np.zeros(frames, np.float32)
        for tone in self._tones:
            sound += tone.samples(start_frame, frames)
        self._ring.write(start_frame, sound)

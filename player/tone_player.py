"""The tones that sound: begun, held and ended by the fill thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from player.tone import Tone, chord_gain
from player.tone_ring import ToneRing

# A click on a note is heard for this long, however short it was; a lost button is let go at last.
_LEAST_S, _LONGEST_S = 0.45, 30.0
_CHORD_S = 1.1
# Kept ready. The fill thread may be busy with a stretch meanwhile.
_READ_AHEAD_S = 0.5
_PIECE_FRAMES = 4096
# How far ahead of the callback a tone that sounds may be rewritten, as in a remix of the song.
_MARGIN_S = 0.03
_SHORT_FADE_S = 0.04


class TonePlayer:
    """Sounds one tone or chord at a time; the one before it fades out below it.

    Costs nothing while there is none.
    """

    def __init__(self, ring: ToneRing) -> None:
        self._ring = ring
        self._tones: tuple[Tone, ...] = ()

    def start(self, frequency_hz: float, gain: float, sample_rate: int) -> None:
        """Begin a tone, at once where there is none; gain is a factor."""
        self._begin((frequency_hz,), gain, sample_rate, _LONGEST_S)

    def sound_chord(self, frequencies_hz: Sequence[float], gain: float, sample_rate: int) -> None:
        """Let these tones sound together for a second, no louder than one of them may be alone."""
        self._begin(frequencies_hz, gain * chord_gain(frequencies_hz), sample_rate, _CHORD_S)

    def _begin(
        self, frequencies_hz: Sequence[float], gain: float, sample_rate: int, seconds: float
    ) -> None:
        self.end(at_once=True)
        start = self._cut_frame(sample_rate)
        end = start + round(seconds * sample_rate)
        self._tones += tuple(Tone(each, start, end, sample_rate, gain) for each in frequencies_hz)
        self._rewrite(start)
        self.fill()

    def end(self, *, at_once: bool) -> None:
        """Let what sounds fade out, when it has sounded for as long as the shortest, or at once."""
        if not self._tones:
            return
        newest = self._tones[-1]
        cut = self._cut_frame(newest.sample_rate)
        self._tones = tuple(
            _ended(tone, cut, at_once=at_once) if tone.start_frame == newest.start_frame else tone
            for tone in self._tones
        )
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


def _ended(tone: Tone, frame: int, *, at_once: bool) -> Tone:
    """A tone that is let go at a frame, unless it ends earlier by itself."""
    end = frame
    if not at_once:
        end = max(end, tone.start_frame + round(_LEAST_S * tone.sample_rate))
    if end >= tone.end_frame:
        return tone
    return replace(tone, end_frame=end, fade_s=_SHORT_FADE_S if at_once else tone.fade_s)

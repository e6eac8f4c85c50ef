"""What notes sound like when they are played as simple tones: a track as long as the song."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from player.multitrack import SAMPLE_RATE, Samples
from player.pitch_names import midi_to_frequency
from player.reading.song_notes import SongNote, SongNotes
from player.tone import Tone

_BLOCK_FRAMES = 1 << 18
# Short enough that notes of a quick run stay apart, long enough to end without a click.
_FADE_S = 0.05
# How much quieter than the loudest a note of no velocity is.
_SOFTEST = 0.35


class NoteSound:
    """The track of some notes, in blocks of float32 (frames,) at 44.1 kHz, as long as the song
    altogether.

    Each note is a tone on its key, in the song's own tuning: a few harmonics below 12 kHz that
    begin and end softly, so that nothing folds back and nothing clicks. tuning_cents: how far the
    song is from A = 440 Hz.
    """

    def __init__(self, notes: SongNotes, song_frames: int, tuning_cents: float = 0.0) -> None:
        self.song_frames = song_frames
        self._tones = [_tone(note, tuning_cents) for note in notes.notes]
        self._starts = [tone.start_frame for tone in self._tones]
        lengths = (tone.stop_frame - tone.start_frame for tone in self._tones)
        self._longest = max(lengths, default=0)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The frames of each block, from the first to before the last."""
        starts = range(0, self.song_frames, _BLOCK_FRAMES)
        return tuple((start, min(self.song_frames, start + _BLOCK_FRAMES)) for start in starts)

    def tones(self, span: tuple[int, int]) -> tuple[Tone, ...]:
        """What sounds in a block: where it is the same, so is its sound."""
        begin, end = span
        first, last = (
            bisect_left(self._starts, begin - self._longest),
            bisect_left(self._starts, end),
        )
        return tuple(tone for tone in self._tones[first:last] if tone.stop_frame > begin)

    def samples(self, span: tuple[int, int]) -> Samples:
        """The sound of a block."""
        begin, end = span
        block = np.zeros(end - begin, np.float32)
        for tone in self.tones(span):
            start, stop = max(begin, tone.start_frame), min(end, tone.stop_frame)
            block[start - begin : stop - begin] += tone.samples(start, stop - start)
        return block


def key_of(midi: float, tuning_cents: float) -> int:
    """The nearest key, as a MIDI number, in a song that is so far from A = 440 Hz."""
    return round(midi - tuning_cents / 100)


def _tone(note: SongNote, tuning_cents: float) -> Tone:
    midi = key_of(note.midi, tuning_cents) + tuning_cents / 100
    gain = _SOFTEST + (1 - _SOFTEST) * min(max(note.velocity, 0.0), 1.0)
    return Tone(
        midi_to_frequency(midi), note.start_frame, note.stop_frame, SAMPLE_RATE, gain, _FADE_S
    )

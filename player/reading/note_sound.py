"""What notes sound like when they are played as simple tones: a track as long as the song."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

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


def note_sound(
    notes: SongNotes,
    song_frames: int,
    tuning_cents: float = 0.0,
    *,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Iterator[Samples]:
    """The track, block after block, float32 (frames,) at 44.1 kHz, as long as the song altogether.

    Each note is a tone on its key, in the song's own tuning: a few harmonics below 12 kHz that
    begin and end softly, so that nothing folds back and nothing clicks. tuning_cents: how far the
    song is from A = 440 Hz. is_wanted: asked before each block; there are no more when it says no.
    """
    tones = [_tone(note, tuning_cents) for note in notes.notes]
    starts = [tone.start_frame for tone in tones]
    longest = max((tone.stop_frame - tone.start_frame for tone in tones), default=0)
    for begin in range(0, song_frames, _BLOCK_FRAMES):
        if not is_wanted():
            return
        end = min(song_frames, begin + _BLOCK_FRAMES)
        block = np.zeros(end - begin, np.float32)
        first, last = bisect_left(starts, begin - longest), bisect_left(starts, end)
        for tone in tones[first:last]:
            start, stop = max(begin, tone.start_frame), min(end, tone.stop_frame)
            if start < stop:
                block[start - begin : stop - begin] += tone.samples(start, stop - start)
        yield block


def key_of(midi: float, tuning_cents: float) -> int:
    """The nearest key, as a MIDI number, in a song that is so far from A = 440 Hz."""
    return round(midi - tuning_cents / 100)


def _tone(note: SongNote, tuning_cents: float) -> Tone:
    midi = key_of(note.midi, tuning_cents) + tuning_cents / 100
    gain = _SOFTEST + (1 - _SOFTEST) * min(max(note.velocity, 0.0), 1.0)
    return Tone(
        midi_to_frequency(midi), note.start_frame, note.stop_frame, SAMPLE_RATE, gain, _FADE_S
    )

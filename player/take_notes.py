"""The notes of a take, found in what was recorded and told in the song's own time and pitch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from player.multitrack import Samples
from player.note_events import NoteEvent, Part, find_notes
from player.take_timeline import TakePart

_MARGIN_S = 0.5
# A hole in the recording begins and ends like a note.
_NEAR_GAP_S = 0.03


def take_notes(
    recorded: Samples,
    sample_rate: int,
    taken: TakePart,
    part: Part,
    *,
    is_wanted: Callable[[], bool] = lambda: True,
) -> tuple[NoteEvent, ...] | None:
    """The notes of one take in order, onsets in song frames; None where nobody wants them any more.

    They are looked for in the recording itself, and not in the track that is laid on the song: a
    stretch moves attacks. A little is told of what was played before and behind it too.

    recorded: float32 (frames, channels), all of the recording. sample_rate: its own, in Hz.
    """
    at, song = np.array(taken.points).T
    first = max(0, int(at[0] - _MARGIN_S * sample_rate))
    last = min(len(recorded), int(np.ceil(at[-1] + _MARGIN_S * sample_rate)))
    found = find_notes(
        recorded[first:last], sample_rate, part, start_frame=first, is_wanted=is_wanted
    )
    if found is None:
        return None
    slope = (song[-1] - song[0]) / (at[-1] - at[0])
    gaps = np.array([gap.frame for gap in taken.gaps])
    notes = []
    for note in found:
        if np.any(np.abs(gaps - note.onset_frame) < _NEAR_GAP_S * sample_rate):
            continue
        beyond = note.onset_frame - np.clip(note.onset_frame, at[0], at[-1])
        frame = float(np.interp(note.onset_frame, at, song)) + beyond * slope
        notes.append(_in_the_song(note, frame, taken.pitch_semitones))
    return tuple(notes)


def _in_the_song(note: NoteEvent, frame: float, higher_semitones: float) -> NoteEvent:
    pitch = note.pitch
    if pitch is not None:
        pitch = replace(pitch, midi=pitch.midi - higher_semitones)
    return replace(note, onset_frame=frame, pitch=pitch)

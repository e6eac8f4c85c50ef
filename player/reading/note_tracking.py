"""The notes that a single voice of a song plays or sings, and the trace of its pitch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from player.note_events import Part, find_onsets
from player.reading.note_segments import NoteSegment, note_segments
from player.reading.note_weights import SURE_OF_NOTE
from player.reading.pitch_trace import BASS, HOP_S, VOCALS, HeardPitch, hear_pitch, sound_at
from player.reading.song_notes import PitchTrace, SongNote, SongNotes

VOICES = ("bass", "vocals")
"""The stems that have notes: in them one voice sounds at a time."""

_RANGES = {"bass": BASS, "vocals": VOCALS}
# An onset that stands out by so many dB strikes the same pitch again. A voice goes on through a
# consonant; a string that is plucked begins anew.
_STRONG_DB = {"bass": 1.6, "vocals": 3.0}
_ONSET_RATE = 22_050
_LEAST_CONFIDENCE = 0.35
# What an attack is, and the end, has another pitch.
_ATTACK_S, _RELEASE_S = 0.03, 0.02
# As loud as most notes of the stem; a velocity is the root of an amplitude.
_USUAL_VELOCITY, _LEAST_VELOCITY = 0.75, 0.05
_VELOCITY_DB = 40.0


def find_notes(
    stem: NDArray[np.float32], sample_rate: int, stem_name: str
) -> tuple[PitchTrace, SongNotes]:
    """Of a stem, float32 (frames, channels), in which one voice sounds at a time.

    stem_name: one of VOICES. Pitch: `pitch_trace`. Borders: `note_segments`. How sure a note is: a
    logistic regression on what is heard of it (`note_weights`). What is hardly sure is left out; it
    is mostly what other stems have left behind.

    Raises: KeyError for another stem.
    """
    heard = hear_pitch(stem, sample_rate, _RANGES[stem_name])
    segments = heard_segments(stem, sample_rate, stem_name, heard)
    if not segments:
        return heard.trace, SongNotes()
    odds = evidence(heard, segments) @ SURE_OF_NOTE[:-1] + SURE_OF_NOTE[-1]
    sure = 1 / (1 + np.exp(-odds))
    kept = [
        (segment, confidence)
        for segment, confidence in zip(segments, sure.tolist(), strict=True)
        if confidence >= _LEAST_CONFIDENCE
    ]
    levels = [float(heard.level_db[segment.values].max()) for segment, _ in kept]
    usual_db = float(np.median(levels)) if levels else 0.0
    hop = HOP_S * sample_rate
    notes = []
    for (segment, confidence), level_db in zip(kept, levels, strict=True):
        start = max(0, round(segment.start * hop))
        velocity = _USUAL_VELOCITY * 10 ** ((level_db - usual_db) / _VELOCITY_DB)
        notes.append(
            SongNote(
                start,
                max(start + 1, round(segment.stop * hop)),
                round(_pitch(heard, segment), 3),
                round(float(np.clip(velocity, _LEAST_VELOCITY, 1.0)), 3),
                round(confidence, 3),
            )
        )
    return heard.trace, SongNotes(tuple(sorted(notes)))


def heard_segments(
    stem: NDArray[np.float32], sample_rate: int, stem_name: str, heard: HeardPitch
) -> list[NoteSegment]:
    """Everything in a stem that may be a note."""
    mono = sound_at(stem, sample_rate, _ONSET_RATE)
    onsets = find_onsets(mono, _ONSET_RATE, Part.MELODY) or []
    hop = HOP_S * _ONSET_RATE
    places = [(frame / hop, strength) for frame, strength in onsets]
    return note_segments(heard, places, _tuning(heard.trace), _STRONG_DB[stem_name])


def evidence(heard: HeardPitch, segments: Sequence[NoteSegment]) -> NDArray[np.float64]:
    """What speaks for each being a note: (segments, 5).

    How probable its pitch is, by its mean; how loud it is beside the stem's loud moments, in units
    of 10 dB; the logarithm of its length; how much its pitch wavers, in semitones; and how far its
    onset stands out, in units of 10 dB.
    """
    rows = []
    for segment in segments:
        midi = heard.trace.midi[segment.values]
        voiced = midi[np.isfinite(midi)]
        loud = float(heard.level_db[segment.values].max()) - heard.loud_db
        wavers = float(np.median(np.abs(voiced - np.median(voiced)))) if len(voiced) else 1.0
        rows.append(
            (
                float(heard.trace.confidence[segment.values].mean()),
                max(loud, -60.0) / 10,
                float(np.log((segment.stop - segment.start) * HOP_S)),
                min(wavers, 1.0),
                min(segment.onset_db, 10.0) / 10,
            )
        )
    return np.array(rows, np.float64).reshape(-1, 5)


def _pitch(heard: HeardPitch, segment: NoteSegment) -> float:
    """The median of what is neither its attack nor its end, in MIDI numbers with a fraction."""
    whole = segment.values
    inner = slice(whole.start + round(_ATTACK_S / HOP_S), whole.stop - round(_RELEASE_S / HOP_S))
    for some in (inner, whole):
        midi = heard.trace.midi[some]
        midi = midi[np.isfinite(midi)]
        if len(midi):
            return float(np.clip(np.median(midi), 0, 127))
    return 60.0


def _tuning(trace: PitchTrace) -> float:
    """How many semitones, -0.5 to 0.5, a voice is above A4 = 440 Hz: the mean direction of all its
    pitches on a circle of one semitone, those that stay where they are counting most.
    """
    midi, moves = trace.midi, np.abs(np.gradient(trace.midi)) if len(trace.midi) > 1 else trace.midi
    counted = np.isfinite(midi) & np.isfinite(moves)
    if not counted.any():
        return 0.0
    weights = trace.confidence[counted] * np.exp(-moves[counted] / 0.1)
    mean = np.sum(weights * np.exp(2j * np.pi * midi[counted]))
    return float(np.angle(mean) / (2 * np.pi))

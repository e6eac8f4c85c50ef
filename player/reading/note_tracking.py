"""The notes that a single voice of a song plays or sings, and the trace of its pitch."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
_ONSET_RATE = 22_050
_LEAST_CONFIDENCE = 0.25
# What an attack is, and the end, has another pitch.
_ATTACK_S, _RELEASE_S = 0.03, 0.02
# As loud as most notes of the stem; a velocity is the root of an amplitude.
_USUAL_VELOCITY, _LEAST_VELOCITY = 0.75, 0.05
_VELOCITY_DB = 40.0


@dataclass(frozen=True)
class PossibleNote:
    """Something that may be a note. start_s, stop_s: in seconds of the stem. midi: its pitch, with
    a fraction. level_db: its loudest moment's, in dB of full scale. evidence: what speaks for it
    being one (`EVIDENCE`).
    """

    start_s: float
    stop_s: float
    midi: float
    level_db: float
    evidence: tuple[float, ...]


EVIDENCE = ("probable", "loud", "long", "wavers", "onset")
"""How probable its pitch is, by its mean; how loud it is beside the stem's loud moments, in units
of 10 dB; the logarithm of its length in seconds; how much its pitch wavers, in semitones; and how
far its onset stands out, in units of 10 dB.
"""


def find_notes(
    stem: NDArray[np.float32], sample_rate: int, stem_name: str
) -> tuple[PitchTrace, SongNotes]:
    """Of a stem, float32 (frames, channels), in which one voice sounds at a time.

    stem_name: one of VOICES. Pitch: `pitch_trace`. Borders: `note_segments`. How sure a note is: a
    logistic regression on what is heard of it (`note_weights`). What is hardly sure is left out; it
    is mostly what other stems have left behind.

    Raises: KeyError for another stem.
    """
    trace, possible = possible_notes(stem, sample_rate, stem_name)
    kept = [
        (note, confidence)
        for note, confidence in ((each, _sureness(each)) for each in possible)
        if confidence >= _LEAST_CONFIDENCE
    ]
    usual_db = float(np.median([note.level_db for note, _ in kept])) if kept else 0.0
    notes = []
    for note, confidence in kept:
        start = max(0, round(note.start_s * sample_rate))
        velocity = _USUAL_VELOCITY * 10 ** ((note.level_db - usual_db) / _VELOCITY_DB)
        notes.append(
            SongNote(
                start,
                max(start + 1, round(note.stop_s * sample_rate)),
                round(note.midi, 3),
                round(min(max(velocity, _LEAST_VELOCITY), 1.0), 3),
                round(confidence, 3),
            )
        )
    return trace, SongNotes(tuple(sorted(notes)))


def possible_notes(
    stem: NDArray[np.float32], sample_rate: int, stem_name: str
) -> tuple[PitchTrace, list[PossibleNote]]:
    """Everything that may be a note, in order and without overlaps. As `find_notes`."""
    voice = _RANGES[stem_name]
    heard = hear_pitch(stem, sample_rate, voice)
    mono = sound_at(stem, sample_rate, _ONSET_RATE)
    hop = HOP_S * _ONSET_RATE
    onsets = [
        (frame / hop, strength)
        for frame, strength in find_onsets(mono, _ONSET_RATE, Part.MELODY) or []
    ]
    segments = note_segments(heard, onsets, _tuning(heard.trace), voice.late_s / HOP_S)
    # Of two parts of a note one may be all breath.
    pitched = [each for each in segments if np.isfinite(heard.trace.midi[each.values]).any()]
    return heard.trace, [_possible(heard, segment) for segment in pitched]


def _possible(heard: HeardPitch, segment: NoteSegment) -> PossibleNote:
    midi = heard.trace.midi[segment.values]
    voiced = midi[np.isfinite(midi)]
    level_db = float(heard.level_db[segment.values].max())
    wavers = float(np.median(np.abs(voiced - np.median(voiced))))
    return PossibleNote(
        segment.start * HOP_S,
        segment.stop * HOP_S,
        _pitch(heard, segment),
        level_db,
        (
            float(heard.trace.confidence[segment.values].mean()),
            max(level_db - heard.loud_db, -60.0) / 10,
            math.log((segment.stop - segment.start) * HOP_S),
            min(wavers, 1.0),
            min(segment.onset_db, 10.0) / 10,
        ),
    )


def _sureness(note: PossibleNote) -> float:
    """0 to 1."""
    *weights, constant = SURE_OF_NOTE
    odds = sum(w * e for w, e in zip(weights, note.evidence, strict=True)) + constant
    return 1 / (1 + math.exp(-odds))


def _pitch(heard: HeardPitch, segment: NoteSegment) -> float:
    """The median of what is neither its attack nor its end, in MIDI numbers with a fraction."""
    whole = segment.values
    inner = slice(whole.start + round(_ATTACK_S / HOP_S), whole.stop - round(_RELEASE_S / HOP_S))
    midi = heard.trace.midi[inner]
    if not np.isfinite(midi).any():
        midi = heard.trace.midi[whole]
    return float(np.nanmedian(midi))


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

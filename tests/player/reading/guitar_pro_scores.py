"""Guitar Pro songs to be written, for tests."""

from __future__ import annotations

import io

import guitarpro as gp

VERSIONS = {"gp3": (3, 0, 0), "gp4": (4, 0, 6), "gp5": (5, 1, 0)}
BASS_STRINGS = (43, 38, 33, 28)

Beats = list[tuple[int, bool, list[tuple[int, int]]]]
"""Of a bar: denominator, whether it is dotted, and (string, fret) of its notes; none for a rest."""


def song(bars: list[Beats], *, strings: tuple[int, ...] = (64, 59, 55, 50, 45, 40)) -> gp.Song:
    """A song of one track in 4/4."""
    made = gp.Song(title="A song", tempo=90)
    track = made.tracks[0]
    track.name = "Lead"
    track.strings = [gp.GuitarString(n, midi) for n, midi in enumerate(strings, start=1)]
    for _ in bars[1:]:
        made.newMeasure()
    for number, header in enumerate(made.measureHeaders):
        header.number = number + 1
        header.start = gp.Duration.quarterTime * (1 + 4 * number)
    for measure, beats in zip(track.measures, bars, strict=True):
        fill(measure, beats)
    return made


def fill(measure: gp.Measure, beats: Beats) -> None:
    """Write the first voice of a bar."""
    voice = measure.voices[0]
    start = measure.header.start
    for denominator, dotted, notes in beats:
        beat = gp.Beat(voice, duration=gp.Duration(denominator, dotted), start=start)
        beat.status = gp.BeatStatus.normal if notes else gp.BeatStatus.rest
        beat.notes = [
            gp.Note(beat, value=fret, string=string, type=gp.NoteType.normal)
            for string, fret in notes
        ]
        voice.beats.append(beat)
        start += beat.duration.time


def written(made: gp.Song, version: str = "gp5") -> bytes:
    """The bytes of its file."""
    stream = io.BytesIO()
    gp.write(made, stream, version=VERSIONS[version])
    return stream.getvalue()

"""Guitar Pro 3 to 5: tablature of several tracks, read by PyGuitarPro."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import guitarpro

from player.reading.score import (
    Clef,
    ClefSign,
    Jump,
    NoteValue,
    PartBar,
    Score,
    ScoreBar,
    ScoreEvent,
    ScoreNote,
    ScorePart,
    Sign,
    Technique,
)
from player.reading.score_limits import (
    MOST_STRINGS,
    Deadline,
    TooLargeError,
    metre,
    one_line,
    within_limits,
)
from player.reading.staff_drums import drum_place, is_cymbal
from player.reading.written_pitch import spelled

# The largest that musicians share have some 1 MB.
_MOST_BYTES = 3 * 2**20
_MOST_ENDINGS = 8
# Strings that reach lower than a baritone guitar's are a bass's.
_LOWEST_GUITAR_MIDI = 33
_TICKS = guitarpro.Duration.quarterTime
_SIGNS = {"Segno": Sign.SEGNO, "Coda": Sign.CODA, "Fine": Sign.FINE}
_TO_CODA = "Da Coda"
_GUITAR_CLEF = Clef(ClefSign.G, 2, -1)
_BASS_CLEF = Clef(ClefSign.F, 4, -1)


def parse_guitar_pro(data: bytes, deadline: Deadline) -> Score:
    """Read a file's bytes. Raises: TooLargeError, and whatever PyGuitarPro meets with in a damaged
    file.
    """
    if len(data) > _MOST_BYTES:
        raise TooLargeError(f"{len(data)} bytes")
    song = guitarpro.parse(_Stream(data, deadline))
    events = sum(
        len(voice.beats)
        for track in song.tracks
        for measure in track.measures
        for voice in measure.voices
    )
    within_limits(len(song.measureHeaders), events)
    return Score(one_line(song.title), _bars(song), tuple(_parts(song, deadline)))


class _Stream(io.BytesIO):
    """A file that ends when its time is up: every loop over a count in it reads from it."""

    def __init__(self, data: bytes, deadline: Deadline) -> None:
        super().__init__(data)
        self._deadline = deadline
        self._left_to_check = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._left_to_check -= 1
        if self._left_to_check < 0:
            self._deadline.check()
            self._left_to_check = 100
        return super().read(size)


def _bars(song: Any) -> tuple[ScoreBar, ...]:
    endings = _endings(song.measureHeaders)
    tempos = _tempos(song)
    bars = []
    for index, header in enumerate(song.measureHeaders):
        signature = header.timeSignature
        beats, unit = metre(signature.numerator, signature.denominator.value)
        sign = _SIGNS.get(header.direction.name) if header.direction else None
        way = header.fromDirection.name if header.fromDirection else ""
        signs = {sign} if sign else set()
        if way == _TO_CODA:
            signs.add(Sign.TO_CODA)
        jump = Jump.DA_CAPO if way.startswith("Da Capo") else None
        if way.startswith("Da Segno"):
            jump = Jump.DAL_SEGNO
        bars.append(
            ScoreBar(
                number=str(index + 1),
                quarters=Fraction(4 * beats, unit),
                metre=(beats, unit),
                repeat_begins=header.isRepeatOpen,
                repeat_times=header.repeatClose + 1 if header.repeatClose > 0 else 0,
                endings=endings[index],
                signs=frozenset(signs),
                jump=jump,
                section=one_line(header.marker.title) if header.marker else "",
                bpm=tempos.get(index),
            )
        )
    return tuple(bars)


def _endings(headers: Sequence[Any]) -> list[frozenset[int]]:
    """In which rounds each bar is played. A bracket stands over the bars up to the repeat sign that
    ends it; without one, over its own bar.
    """
    found: list[frozenset[int]] = [frozenset()] * len(headers)
    for index, header in enumerate(headers):
        mask = header.repeatAlternative
        if mask <= 0:
            continue
        rounds = frozenset(bit + 1 for bit in range(_MOST_ENDINGS) if mask >> bit & 1)
        found[index] = rounds
        for last in range(index, len(headers)):
            ends_elsewhere = last > index and (
                headers[last].repeatAlternative > 0 or headers[last].isRepeatOpen
            )
            if ends_elsewhere:
                break
            if headers[last].repeatClose > 0:
                found[index : last + 1] = [rounds] * (last + 1 - index)
                break
    return found


def _tempos(song: Any) -> dict[int, float]:
    """Quarters per minute from which bar on; a change within a bar counts from its beginning."""
    tempos = {0: float(song.tempo)}
    for track in song.tracks:
        for index, measure in enumerate(track.measures):
            for beat in (beat for voice in measure.voices for beat in voice.beats):
                change = beat.effect.mixTableChange if beat.effect else None
                if change is not None and change.tempo is not None:
                    tempos[index] = float(change.tempo.value)
    return {index: bpm for index, bpm in tempos.items() if 10 <= bpm <= 1000}


def _parts(song: Any, deadline: Deadline) -> Iterator[ScorePart]:
    for index, track in enumerate(song.tracks):
        part = _Part.of(track)
        bars = []
        for measure in track.measures:
            deadline.check()
            bars.append(part.bar(measure))
        name = one_line(track.name) or f"{index + 1}"
        strings = () if part.is_drums else part.strings
        yield ScorePart(name, tuple(bars), strings, is_drums=part.is_drums)


@dataclass(frozen=True)
class _Part:
    """What all bars of a track need. strings: with the capo."""

    strings: tuple[int, ...]
    is_drums: bool
    clef: Clef

    @classmethod
    def of(cls, track: Any) -> _Part:
        strings = tuple(string.value + max(0, track.offset) for string in track.strings)
        if not 0 < len(strings) <= MOST_STRINGS:
            raise ValueError(f"{len(strings)} strings")
        if track.isPercussionTrack:
            return cls(strings, True, Clef(ClefSign.PERCUSSION, 3))
        is_bass = min(strings) < _LOWEST_GUITAR_MIDI
        return cls(strings, False, _BASS_CLEF if is_bass else _GUITAR_CLEF)

    def bar(self, measure: Any) -> PartBar:
        header = measure.header
        length = Fraction(
            header.timeSignature.numerator * 4, header.timeSignature.denominator.value
        )
        fifths = header.keySignature.value[0]
        voices = (
            tuple(self._events(voice.beats, header.start, length, fifths))
            for voice in measure.voices
        )
        return PartBar(tuple(voice for voice in voices if voice), fifths, self.clef)

    def _events(
        self, beats: Sequence[Any], bar_start: int, length: Fraction, fifths: int
    ) -> Iterator[ScoreEvent]:
        for beat in sorted(beats, key=lambda each: each.start):
            start = Fraction(beat.start - bar_start) / _TICKS
            value = _value(beat.duration)
            # Bars may hold more than their metre; what is too much has no place.
            if beat.status is guitarpro.BeatStatus.empty or start >= length:
                continue
            duration = min(value.quarters, length - start)
            notes = [self._note(note, fifths) for note in beat.notes]
            grace = [
                self._sounding(one.string, one.effect.grace.fret, fifths)
                for one in beat.notes
                if one.effect.grace is not None and not one.effect.grace.isDead
            ]
            if grace:
                yield ScoreEvent(start, Fraction(0), NoteValue(16), _from_high(grace))
            yield ScoreEvent(start, duration, value, _from_high(notes))

    def _note(self, note: Any, fifths: int) -> ScoreNote:
        sounding = self._sounding(note.string, note.value, fifths)
        return replace(
            sounding,
            is_tied=note.type is guitarpro.NoteType.tie,
            techniques=frozenset(_techniques(note)),
        )

    def _sounding(self, string: int, fret: int, fifths: int) -> ScoreNote:
        if not (0 < string <= len(self.strings) and 0 <= fret < 128):
            raise ValueError(f"no fret {fret} on string {string}")
        if self.is_drums:
            return ScoreNote(drum_place(fret), is_unpitched=True, has_cross=is_cymbal(fret))
        return ScoreNote(spelled(self.strings[string - 1] + fret, fifths), string, fret)


def _from_high(notes: Sequence[ScoreNote]) -> tuple[ScoreNote, ...]:
    return tuple(sorted(notes, key=lambda note: -note.pitch.midi))


def _value(duration: Any) -> NoteValue:
    if duration.value not in (1, 2, 4, 8, 16, 32, 64, 128):
        raise ValueError(f"no note value: {duration.value}")
    tuplet = (duration.tuplet.enters, duration.tuplet.times)
    return NoteValue(duration.value, int(duration.isDotted), tuplet)


def _techniques(note: Any) -> Iterator[Technique]:
    effect = note.effect
    for technique, is_there in (
        (Technique.DEAD, note.type is guitarpro.NoteType.dead),
        (Technique.HAMMER, effect.hammer),
        (Technique.SLIDE, bool(effect.slides)),
        (Technique.BEND, bool(effect.isBend)),
        (Technique.GHOST, effect.ghostNote),
        (Technique.VIBRATO, effect.vibrato),
        (Technique.HARMONIC, effect.isHarmonic),
        (Technique.PALM_MUTE, effect.palmMute),
        (Technique.LET_RING, effect.letRing),
        (Technique.STACCATO, effect.staccato),
        (Technique.TRILL, effect.isTrill),
    ):
        if is_there:
            yield technique

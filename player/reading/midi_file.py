"""Notes, drums, beats, sections and words of a song as a MIDI file, and such files read."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mido

from player.beat_grid import BeatGrid
from player.errors import FileUnreadableError, MidiUnreadableError
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.note_quantising import tuning_of
from player.reading.song_notes import SongNote, SongNotes
from player.reading.tempo_map import MetreChange, TempoChange, TempoMap, grid_of, tempo_map

_DRUM_CHANNEL = 9
_CHANNELS = [channel for channel in range(16) if channel != _DRUM_CHANNEL]
_DRUM_KEYS = {Drum.KICK: 36, Drum.SNARE: 38, Drum.HIHAT: 42}
# As General MIDI numbers them: both bass drums; the stick, both snares; closed, foot and open.
_DRUMS_OF_KEYS = {
    35: Drum.KICK,
    36: Drum.KICK,
    37: Drum.SNARE,
    38: Drum.SNARE,
    40: Drum.SNARE,
    42: Drum.HIHAT,
    44: Drum.HIHAT,
    46: Drum.HIHAT,
}
_HIT_TICKS = 120
# A bass played with fingers, a choir's "ooh"; a grand piano for any other.
_PROGRAMS = {"bass": 33, "vocals": 53}
_DRUMS, _SUNG = "drums", "vocals"

_MOST_BYTES = 4 << 20
_MOST_SECONDS = 24 * 3600
_MOST_BEATS = 200_000


@dataclass(frozen=True)
class MidiSong:
    """What a MIDI file says of a song. parts: notes by the name of their part. grid: None where
    beats are not known. markers, lyrics: song frames and what stands there.
    """

    parts: Mapping[str, SongNotes] = field(default_factory=dict)
    drum_hits: DrumHits = field(default_factory=DrumHits)
    grid: BeatGrid | None = None
    markers: tuple[tuple[int, str], ...] = ()
    lyrics: tuple[tuple[int, str], ...] = ()


def write_midi(path: Path, song: MidiSong, sample_rate: int) -> None:
    """Write a file that begins when the song begins, a track for each part and one for the drums
    (channel 10), all of it or nothing.

    Notes are where they are in the song, in whole keys after the part's tuning; the tempo follows
    every beat of the grid.

    Raises: OSError.
    """
    tempos = tempo_map(song.grid, sample_rate)

    def tick(frame: int) -> int:
        return tempos.tick_at(frame / sample_rate)

    file = mido.MidiFile(type=1, ticks_per_beat=tempos.ticks_per_quarter, charset="utf-8")
    markers = [(tick(frame), text) for frame, text in song.markers]
    last_tick = tick(song.grid.beats[-1]) if song.grid is not None else 0
    file.tracks.append(_conductor(tempos, markers, last_tick))
    for channel, (name, notes) in zip(_CHANNELS, song.parts.items(), strict=False):
        program = _PROGRAMS.get(name, 0)
        events: list[tuple[int, Any]] = [
            (0, mido.Message("program_change", channel=channel, program=program))
        ]
        words = song.lyrics if name == _SUNG else ()
        events += [(tick(frame), mido.MetaMessage("lyrics", text=text)) for frame, text in words]
        tuning = tuning_of(notes)
        for note in notes.notes:
            key = min(max(round(note.midi - tuning), 0), 127)
            start = tick(note.start_frame)
            stop = max(start + 1, tick(note.stop_frame))
            events += _note(channel, key, start, stop, note.velocity)
        file.tracks.append(_track(name, events))
    if song.drum_hits.hits:
        events = []
        for hit in song.drum_hits.hits:
            start = tick(hit.frame)
            key = _DRUM_KEYS[hit.drum]
            events += _note(_DRUM_CHANNEL, key, start, start + _HIT_TICKS, hit.velocity)
        file.tracks.append(_track(_DRUMS, events))
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        file.save(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_midi(path: Path, sample_rate: int) -> MidiSong:
    """What a MIDI file says, in song frames, its first tick being the song's first frame.

    Parts are named after their tracks; a track without a name, after its number. Drums are what is
    on channel 10 and one of the three `Drum`s by General MIDI.

    Raises: FileUnreadableError, MidiUnreadableError.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FileUnreadableError(path, error.strerror or str(error)) from error
    if len(content) > _MOST_BYTES:
        raise MidiUnreadableError(path, f"it is larger than {_MOST_BYTES >> 20} MB")
    try:
        # Any text can be read so; what is UTF-8 is known by being so.
        file = mido.MidiFile(file=io.BytesIO(content), charset="latin-1", clip=True)
        return _song(file, sample_rate)
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise MidiUnreadableError(path, str(error) or type(error).__name__) from error
    except mido.KeySignatureError as error:
        raise MidiUnreadableError(path, str(error)) from error


def _conductor(
    tempos: TempoMap, markers: Sequence[tuple[int, str]], last_tick: int
) -> mido.MidiTrack:
    events: list[tuple[int, Any]] = []
    for metre in tempos.metres:
        message = mido.MetaMessage(
            "time_signature", numerator=min(metre.beats, 255), denominator=metre.unit
        )
        events.append((metre.tick, message))
    events += [
        (tempo.tick, mido.MetaMessage("set_tempo", tempo=tempo.quarter_us))
        for tempo in tempos.tempos
    ]
    events += [(tick, mido.MetaMessage("marker", text=text)) for tick, text in markers]
    end = max([last_tick, *(tick for tick, _ in events)])
    return _track("", [*events, (end, mido.MetaMessage("end_of_track"))])


def _note(
    channel: int, key: int, start: int, stop: int, velocity: float
) -> list[tuple[int, mido.Message]]:
    loud = min(max(round(velocity * 127), 1), 127)
    return [
        (start, mido.Message("note_on", channel=channel, note=key, velocity=loud)),
        (stop, mido.Message("note_off", channel=channel, note=key, velocity=0)),
    ]


def _track(name: str, events: Iterable[tuple[int, Any]]) -> mido.MidiTrack:
    """Of messages with their ticks; a note that ends ends before another begins."""
    track = mido.MidiTrack()
    if name:
        track.append(mido.MetaMessage("track_name", name=name, time=0))
    at = 0
    for tick, message in sorted(events, key=lambda each: (each[0], each[1].type == "note_on")):
        track.append(message.copy(time=tick - at))
        at = tick
    return track


def _song(file: mido.MidiFile, sample_rate: int) -> MidiSong:
    if file.ticks_per_beat <= 0:
        raise ValueError("its time is in frames of a film")
    timed = [_with_ticks(track) for track in file.tracks]
    everything = sorted((pair for some in timed for pair in some), key=lambda pair: pair[0])
    tempos = _tempo_map(everything, file.ticks_per_beat)
    last_tick = everything[-1][0] if everything else 0
    if tempos.time_s(last_tick) > _MOST_SECONDS:
        raise ValueError("it is longer than a day")

    def frame(tick: int) -> int:
        return round(tempos.time_s(tick) * sample_rate)

    parts: dict[str, SongNotes] = {}
    hits: list[DrumHit] = []
    for number, events in enumerate(timed, start=1):
        name = next((_text(m.name) for _, m in events if m.type == "track_name"), "")
        notes = []
        for start, stop, channel, key, velocity in _notes(events):
            if channel != _DRUM_CHANNEL:
                start_frame = frame(start)
                stop_frame = max(start_frame + 1, frame(stop))
                notes.append(SongNote(start_frame, stop_frame, float(key), velocity / 127))
            elif key in _DRUMS_OF_KEYS:
                hits.append(DrumHit(frame(start), _DRUMS_OF_KEYS[key], velocity / 127))
        if notes:
            free = name if name and name not in parts else f"{name} {number}".strip()
            parts[free] = SongNotes(tuple(sorted(notes)))
    return MidiSong(
        parts,
        DrumHits(tuple(sorted(hits))),
        grid_of(tempos, last_tick, sample_rate, _MOST_BEATS),
        tuple((frame(tick), _text(m.text)) for tick, m in everything if m.type == "marker"),
        tuple((frame(tick), _text(m.text)) for tick, m in everything if m.type == "lyrics"),
    )


def _with_ticks(track: mido.MidiTrack) -> list[tuple[int, Any]]:
    at, events = 0, []
    for message in track:
        at += message.time
        events.append((at, message))
    return events


def _tempo_map(events: Sequence[tuple[int, Any]], ticks_per_quarter: int) -> TempoMap:
    tempos = [TempoChange(0, 500_000)]
    metres: list[MetreChange] = []
    for tick, message in events:
        if message.type == "set_tempo":
            if tempos[-1].tick == tick:
                tempos.pop()
            tempos.append(TempoChange(tick, max(message.tempo, 1)))
        elif message.type == "time_signature":
            if metres and metres[-1].tick == tick:
                metres.pop()
            metres.append(MetreChange(tick, max(message.numerator, 1), message.denominator))
    if metres and metres[0].tick > 0:
        metres.insert(0, MetreChange(0, 4, 4))
    return TempoMap(tuple(tempos), tuple(metres), ticks_per_quarter)


def _notes(events: Sequence[tuple[int, Any]]) -> list[tuple[int, int, int, int, int]]:
    """Start and stop in ticks, channel, key, velocity. What is struck again ends before; what never
    ends, ends with its track.
    """
    found = []
    sounding: dict[tuple[int, int], tuple[int, int]] = {}
    for tick, message in events:
        if message.type not in ("note_on", "note_off"):
            continue
        at = message.channel, message.note
        if at in sounding:
            start, velocity = sounding.pop(at)
            found.append((start, tick, *at, velocity))
        if message.type == "note_on" and message.velocity:
            sounding[at] = tick, message.velocity
    end = events[-1][0] if events else 0
    found += [(start, end, *at, velocity) for at, (start, velocity) in sounding.items()]
    return found


def _text(read: str) -> str:
    """What was read as Latin-1, where it is UTF-8 in truth."""
    try:
        return read.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return read

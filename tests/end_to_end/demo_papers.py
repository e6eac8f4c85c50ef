"""Papers for the demo song: words to sing, and its bass as a tab and its melody as a score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.musicxml_file import SheetMusic, write_musicxml
from player.reading.song_notes import SongNote, SongNotes
from resources.demo.score import BEATS_PER_BAR, BEATS_PER_MINUTE, Note, Section, beat_to_s
from resources.demo.woodshed_blues import SONG, TITLE
from tests.player.reading.guitar_pro_scores import BASS_STRINGS, Beats, song, written

_VERSE = (
    "Down in the woodshed, counting to four",
    "One bar at sixty, and then do one more",
    "Fingers are clumsy, and slow is my ear",
    "Slower is faster, the bass becomes clear",
)
_CHORUS = (
    "Woodshed, woodshed, close the door",
    "Play it till it hurts no more",
    "Loop it, slow it, all night through",
    "Till one day the song plays you",
)
_BREAK = ("Ooh, the saw is singing", "Ooh, and so are you")
# The first bar that each is sung in; a line lasts two bars.
_SUNG = ((4, _VERSE), (12, _CHORUS), (20, _BREAK), (24, _CHORUS[:3]))
_LINE_BEATS = 2 * BEATS_PER_BAR
_REST_BEATS = 1.5
# Before the first beat of the recording.
_LEAD_IN_S = 0.12
# By its beats, the longest first: the denominator, and whether it is dotted.
_DURATIONS = {
    4.0: (1, False),
    3.0: (2, True),
    2.0: (2, False),
    1.5: (4, True),
    1.0: (4, False),
    0.5: (8, False),
}


def write_lyrics(path: Path) -> None:
    """Write an LRC file that knows where each word begins."""
    path.write_text("\n".join(_lines()), "utf-8")


def write_tab(path: Path) -> None:
    """Write the bass as Guitar Pro has it."""
    made = song(_tab_bars(), strings=BASS_STRINGS)
    made.title, made.tempo, made.tracks[0].name = TITLE, round(BEATS_PER_MINUTE), "Bass"
    path.write_bytes(written(made))


def write_melody(path: Path) -> None:
    """Write what is sung as MusicXML."""
    beat = 60 / BEATS_PER_MINUTE * SAMPLE_RATE
    beats = sum(map(_beats, SONG))
    frames = tuple(round(at * beat) for at in range(beats + 1))
    grid = BeatGrid(frames, tuple(range(0, beats, BEATS_PER_BAR)))
    notes = (_song_note(note, beat) for note in _line(lambda section: section.lead))
    write_musicxml(path, SheetMusic(TITLE, grid, {"Vocals": SongNotes(tuple(notes))}), SAMPLE_RATE)


@dataclass(frozen=True)
class BassNote:
    """When the bass plays it, in seconds of the song, and how high, as a MIDI number."""

    start_s: float
    stop_s: float
    midi: int


def bass_notes() -> list[BassNote]:
    """All notes of the bass, as they are heard."""
    return [
        BassNote(_at_s(start), _at_s(start + note.beats), note.pitch)
        for start, note in _line(lambda section: section.bass)
    ]


def _lines() -> list[str]:
    lines: list[str] = []
    for bar, texts in _SUNG:
        for number, text in enumerate(texts):
            start, words = bar * BEATS_PER_BAR + number * _LINE_BEATS, text.split()
            step = (_LINE_BEATS - _REST_BEATS) / len(words)
            timed = (f"<{_clock(start + index * step)}>{word}" for index, word in enumerate(words))
            lines.append(f"[{_clock(start)}]" + " ".join(timed))
    return lines


def _at_s(beat: float) -> float:
    return _LEAD_IN_S + beat_to_s(beat)


def _clock(beat: float) -> str:
    minutes, seconds = divmod(_at_s(beat), 60)
    return f"{round(minutes):02}:{seconds:05.2f}"


def _beats(section: Section) -> int:
    return BEATS_PER_BAR * len(section.chords)


def _line(notes_of: Callable[[Section], tuple[Note, ...]]) -> list[tuple[float, Note]]:
    """Notes of all sections, and the beats of the song at which they begin."""
    at, notes = 0, list[tuple[float, Note]]()
    for section in SONG:
        notes += [(at + note.start_beat, note) for note in notes_of(section)]
        at += _beats(section)
    return notes


def _song_note(placed: tuple[float, Note], beat_frames: float) -> SongNote:
    start, note = placed
    stop = start + note.beats
    return SongNote(round(start * beat_frames), round(stop * beat_frames), note.pitch, 0.8, 1.0)


def _tab_bars() -> list[Beats]:
    bars: list[Beats] = [[] for _ in range(sum(map(_beats, SONG)) // BEATS_PER_BAR)]
    ends = [0.0] * len(bars)
    for start, note in _line(lambda section: section.bass):
        bar = int(start // BEATS_PER_BAR)
        inside = start - bar * BEATS_PER_BAR
        bars[bar] += _rests(inside - ends[bar])
        bars[bar].append((*_DURATIONS[note.beats], [_fretted(note.pitch)]))
        ends[bar] = inside + note.beats
    for bar, end in zip(bars, ends, strict=True):
        bar += _rests(BEATS_PER_BAR - end)
    return bars


def _rests(beats: float) -> Beats:
    rests: Beats = []
    for length, duration in _DURATIONS.items():
        if beats >= length:
            rests.append((*duration, []))
            beats -= length
    return rests


def _fretted(midi: int) -> tuple[int, int]:
    """String and fret, as near to the nut as it can be."""
    string = next(number for number, open_midi in enumerate(BASS_STRINGS) if midi >= open_midi)
    return string + 1, midi - BASS_STRINGS[string]

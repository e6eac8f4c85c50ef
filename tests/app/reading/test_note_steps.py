"""From note to note by the keyboard: where the playhead goes, and what is said there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.reading.note_steps import NoteSteps
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.song_key import Key
from player.reading.song_notes import SongNote, SongNotes
from tests.app.beat_grids import BARS, BEAT
from tests.app.reading.silent_song import arrive, go_to, open_silence

# Bar 1 has a quarter and an eighth, bar 2 a half.
NOTES = SongNotes(
    (
        SongNote(BARS[0], BARS[0] + BEAT, 42.0),
        SongNote(BARS[0] + 3 * BEAT // 2, BARS[0] + 2 * BEAT, 43.0),
        SongNote(BARS[1], BARS[1] + 2 * BEAT, 40.0, 0.8, 0.3),
    )
)


@pytest.fixture
def steps(session: PracticeSession) -> NoteSteps:
    open_silence(session)
    session.reading.set_notes("bass", NOTES)
    return NoteSteps(session.reading, session.song_beats, session.transport, session)


@pytest.fixture
def told(steps: NoteSteps) -> list[str]:
    heard: list[str] = []
    steps.told.connect(heard.append)
    return heard


def test_a_bass_line_can_be_written_down_by_ear(
    qtbot: QtBot, steps: NoteSteps, told: list[str], session: PracticeSession
) -> None:
    for note in NOTES.notes:
        steps.step("bass", 1)
        arrive(qtbot, session, note.start_frame)
    steps.step("bass", 1)
    assert told == [
        "F♯2, bar 1, beat 1, a quarter",
        "G2, beat 2 and, an eighth",
        "E2, bar 2, beat 1, a half, uncertain",
        "There is no further note.",
    ]
    steps.step("bass", -1)
    assert told[-1] == "G2, bar 1, beat 2 and, an eighth"


def test_flats_follow_the_key(steps: NoteSteps, told: list[str], session: PracticeSession) -> None:
    session.reading.set_key(Key(5))
    steps.step("bass", 1)
    assert told == ["G♭2, bar 1, beat 1, a quarter"]


def test_it_starts_from_the_playhead(
    qtbot: QtBot, steps: NoteSteps, told: list[str], session: PracticeSession
) -> None:
    go_to(qtbot, session, BARS[0] + BEAT)
    steps.step("bass", -1)
    arrive(qtbot, session, BARS[0])
    steps.step("bass", -1)
    assert [words.partition(",")[0] for words in told] == ["F♯2", "There is no further note."]


def test_hits_at_once_are_one_step(
    qtbot: QtBot, steps: NoteSteps, told: list[str], session: PracticeSession
) -> None:
    hits = DrumHits(
        (
            DrumHit(BARS[0], Drum.KICK),
            DrumHit(BARS[0] + 200, Drum.HIHAT),
            DrumHit(BARS[0] + BEAT, Drum.SNARE),
        )
    )
    session.reading.found = replace(session.reading.found, drum_hits=hits)
    steps.step("drums", 1)
    arrive(qtbot, session, BARS[0])
    steps.step("drums", 1)
    arrive(qtbot, session, BARS[0] + BEAT)
    assert told == ["kick + hi-hat, bar 1, beat 1", "snare, beat 2"]


def test_where_nothing_is_known_it_says_so(steps: NoteSteps, told: list[str]) -> None:
    steps.step("vocals", 1)
    steps.step("drums", 1)
    assert told == ["No notes of this stem are known."] * 2

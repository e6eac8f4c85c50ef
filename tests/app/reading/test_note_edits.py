"""Notes changed by hand in a session: every change is one step of undo."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.reading.note_edits import Grip, NoteEdits
from player.reading.song_notes import SongNote, SongNotes
from tests.app.beat_grids import BEAT
from tests.app.reading.silent_song import FRAMES, go_to, open_silence

SIXTEENTH = BEAT // 4
# On the second and on the fourth beat of the grid.
LOW = SongNote(2 * BEAT, 3 * BEAT, 40.0, 0.5, 0.4)
HIGH = SongNote(4 * BEAT, 5 * BEAT, 43.0, 0.6, 0.5)


@pytest.fixture
def session(session: PracticeSession) -> PracticeSession:
    """With beats, and notes of the bass, but no sound."""
    open_silence(session)
    session.reading.set_notes("bass", SongNotes((LOW, HIGH)))
    session.history.begin()
    return session


@pytest.fixture
def edits(session: PracticeSession) -> NoteEdits:
    made = NoteEdits(
        session.reading, session.song_beats, session.transport, session.history, session
    )
    made.begin("bass")
    return made


def kept(session: PracticeSession) -> list[tuple[int, int, float]]:
    notes = session.reading.notes["bass"].notes
    return [(note.start_frame, note.stop_frame, note.midi) for note in notes]


AS_IT_WAS = [(2 * BEAT, 3 * BEAT, 40.0), (4 * BEAT, 5 * BEAT, 43.0)]


def test_a_drag_is_seen_at_once_kept_when_it_is_let_go_and_undone_at_once(
    session: PracticeSession, edits: NoteEdits
) -> None:
    heard: list[float] = []
    edits.sounded.connect(heard.append)
    edits.choose(LOW, adds=False)
    edits.take_hold(LOW, Grip.BODY)
    for semitones in (1, 2):
        edits.drag(0.0, semitones, is_free=False)
    assert [note.midi for note in edits.notes.notes] == [42.0, 43.0]
    assert heard == [40.0, 41.0, 42.0]
    assert kept(session) == AS_IT_WAS
    edits.drop()
    assert kept(session) == [(2 * BEAT, 3 * BEAT, 42.0), AS_IT_WAS[1]]
    # It is the chosen one still, and sure now.
    (chosen,) = edits.chosen
    assert (chosen.midi, chosen.confidence) == (42.0, 1.0)
    assert session.history.stack.count() == 1
    session.history.undo()
    assert kept(session) == AS_IT_WAS
    assert not edits.chosen


def test_two_drags_are_two_steps(session: PracticeSession, edits: NoteEdits) -> None:
    for _ in range(2):
        (note,) = edits.notes.notes[:1]
        edits.choose(note, adds=False)
        edits.take_hold(note, Grip.BODY)
        edits.drag(0.0, 1, is_free=False)
        edits.drop()
    assert session.history.stack.count() == 2


def test_it_comes_to_rest_at_sixteenths_unless_it_is_free(edits: NoteEdits) -> None:
    edits.choose(LOW, adds=False)
    edits.take_hold(LOW, Grip.BODY)
    edits.drag(1.3 * SIXTEENTH, 0, is_free=False)
    assert edits.notes.notes[0].start_frame == 2 * BEAT + round(SIXTEENTH)
    edits.drag(100, 0, is_free=True)
    assert edits.notes.notes[0].start_frame == 2 * BEAT + 100
    # Up and down alone leaves it where it is, also beside the grid.
    edits.drag(0.0, 1, is_free=False)
    assert edits.notes.notes[0].start_frame == 2 * BEAT


def test_its_ends_move_by_themselves(session: PracticeSession, edits: NoteEdits) -> None:
    edits.choose(HIGH, adds=False)
    edits.take_hold(HIGH, Grip.STOP)
    edits.drag(-2.2 * SIXTEENTH, 5, is_free=False)
    edits.drop()
    start, stop, midi = kept(session)[1]
    assert (start, midi) == (4 * BEAT, 43.0)
    assert stop == pytest.approx(5 * BEAT - 2 * SIXTEENTH, abs=2)


def test_a_cancelled_drag_leaves_nothing(session: PracticeSession, edits: NoteEdits) -> None:
    edits.choose(LOW, adds=False)
    edits.take_hold(LOW, Grip.BODY)
    edits.drag(SIXTEENTH, 3, is_free=False)
    edits.cancel_drag()
    assert edits.notes.notes == (LOW, HIGH)
    assert edits.chosen == {LOW}
    edits.drop()
    assert kept(session) == AS_IT_WAS
    assert session.history.stack.count() == 0


def test_several_move_together(session: PracticeSession, edits: NoteEdits) -> None:
    edits.choose(LOW, adds=False)
    edits.choose(HIGH, adds=True)
    edits.raise_by(-1)
    assert [midi for *_, midi in kept(session)] == [39.0, 42.0]
    # A click on one of them keeps all for a drag, and chooses it alone when there was none.
    one = max(edits.chosen)
    edits.choose(one, adds=False)
    assert len(edits.chosen) == 2
    edits.choose_only(one)
    assert edits.chosen == {one}
    edits.choose(one, adds=True)
    assert not edits.chosen


def test_a_new_note_stands_on_the_grid_and_on_a_key(
    session: PracticeSession, edits: NoteEdits
) -> None:
    edits.add(6 * BEAT + 300, 45.3)
    (new,) = edits.chosen
    assert (new.start_frame, new.midi, new.confidence) == (6 * BEAT, 45.0, 1.0)
    assert new.stop_frame - new.start_frame == pytest.approx(SIXTEENTH, abs=2)
    assert len(kept(session)) == 3
    session.history.undo()
    assert kept(session) == AS_IT_WAS


def test_a_new_note_follows_the_tuning_of_the_others(
    session: PracticeSession, edits: NoteEdits
) -> None:
    session.reading.set_notes("bass", SongNotes((SongNote(0, BEAT, 40.2),)))
    edits.add(6 * BEAT, 45.3)
    assert next(iter(edits.chosen)).midi == pytest.approx(45.2)


def test_a_note_at_the_end_fits_into_the_song(edits: NoteEdits) -> None:
    edits.add(FRAMES - 10, 45.0, is_free=True)
    (new,) = edits.chosen
    assert new.stop_frame == FRAMES
    assert new.start_frame < FRAMES - 1000


def test_the_keyboard_goes_from_note_to_note_and_changes_them(
    session: PracticeSession, edits: NoteEdits
) -> None:
    told: list[SongNote] = []
    edits.told.connect(told.append)
    edits.step_choice(1, extends=False)
    assert told == [LOW]
    edits.step_choice(1, extends=True)
    assert edits.chosen == {LOW, HIGH}
    edits.step_choice(1, extends=False)
    assert edits.chosen == {HIGH}
    edits.step_edge(Grip.BODY, 1)
    edits.step_edge(Grip.STOP, 1)
    edits.step_edge(Grip.START, -1)
    start, stop, _ = kept(session)[1]
    assert start == pytest.approx(4 * BEAT, abs=3)
    assert stop == pytest.approx(5 * BEAT + 2 * SIXTEENTH, abs=3)
    edits.remove()
    assert kept(session) == AS_IT_WAS[:1]
    # The next one is at hand, or the last that is left.
    assert edits.chosen == {LOW}


def test_a_note_is_made_at_the_playhead(
    qtbot: QtBot, session: PracticeSession, edits: NoteEdits
) -> None:
    go_to(qtbot, session, 6 * BEAT + 40)
    edits.add_here()
    (new,) = edits.chosen
    assert (new.start_frame, new.midi) == (6 * BEAT, 43.0)


def test_without_beats_steps_are_even_and_drags_are_free(
    session: PracticeSession, edits: NoteEdits
) -> None:
    session.song_beats.set_grid(None)
    edits.choose(LOW, adds=False)
    edits.take_hold(LOW, Grip.BODY)
    edits.drag(123, 0, is_free=False)
    assert edits.notes.notes[0].start_frame == 2 * BEAT + 123
    edits.cancel_drag()
    edits.step_edge(Grip.BODY, 1)
    assert kept(session)[0][0] == 2 * BEAT + 2205


def test_what_cannot_be_done_says_why(session: PracticeSession, edits: NoteEdits) -> None:
    refused: list[str] = []
    edits.refused.connect(refused.append)
    edits.raise_by(1)
    edits.remove()
    assert refused == ["Choose a note first."] * 2
    edits.begin("vocals")
    edits.step_choice(1, extends=False)
    edits.quantise("vocals")
    session.song_beats.set_grid(None)
    edits.quantise("bass")
    assert [words.partition(":")[0] for words in refused[2:]] == [
        "There is no note yet",
        "No notes of this stem are known.",
        "The beats of this song are not known",
    ]
    assert kept(session) == AS_IT_WAS


def test_notes_go_to_the_grid_all_or_the_chosen(session: PracticeSession, edits: NoteEdits) -> None:
    late = SongNotes((SongNote(2 * BEAT + 700, 3 * BEAT - 900, 40.0), HIGH))
    session.reading.set_notes("bass", late)
    edits.choose(HIGH, adds=False)
    edits.quantise("bass")
    assert session.reading.notes["bass"] == late
    edits.choose(None, adds=False)
    edits.quantise("bass")
    assert kept(session) == AS_IT_WAS
    session.history.undo()
    assert session.reading.notes["bass"] == late


def test_what_was_found_counts_again(session: PracticeSession, edits: NoteEdits) -> None:
    edits.go_back_to_found("bass")
    assert "bass" not in session.reading.notes
    assert edits.notes == SongNotes()


def test_undo_while_something_is_dragged_lets_it_go(
    session: PracticeSession, edits: NoteEdits
) -> None:
    edits.choose(LOW, adds=False)
    edits.raise_by(1)
    (note,) = edits.chosen
    edits.take_hold(note, Grip.BODY)
    edits.drag(0.0, 5, is_free=False)
    session.history.undo()
    assert edits.notes.notes == (LOW, HIGH)
    edits.drop()
    assert kept(session) == AS_IT_WAS

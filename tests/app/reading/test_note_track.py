"""Notes as tones beside the song: made off the GUI thread, made anew when they are changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.reading.errors import NotesNotHeardError
from app.reading.note_track import NoteTrack
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE
from player.reading.note_sound import NoteSound
from player.reading.song_notes import SongNote, SongNotes

# Two blocks of it.
FRAMES = 8 * SAMPLE_RATE
NOTES = SongNotes((SongNote(10_000, 30_000, 45.0),))
HIGHER = SongNotes((SongNote(10_000, 30_000, 57.0),))


@pytest.fixture
def track(session: PracticeSession) -> Iterator[NoteTrack]:
    session.transport.set_song_frames(FRAMES)
    session.reading.set_notes("bass", NOTES)
    made = NoteTrack(session.reading, session.transport, session)
    yield made
    made.close()


def sound(track: NoteTrack) -> np.ndarray:
    (placed,) = track.heard_tracks()
    return np.asarray(placed.samples)


def rendered(notes: SongNotes) -> np.ndarray:
    sound = NoteSound(notes, FRAMES)
    mono = np.concatenate([sound.samples(span) for span in sound.spans])
    return np.repeat(mono[:, None], 2, axis=1)


def test_they_are_heard_as_soon_as_their_sound_is_made(qtbot: QtBot, track: NoteTrack) -> None:
    assert not track.heard_tracks()
    track.set_heard("bass", True)
    assert track.is_heard("bass")
    # Not before: the mixer has no strip for what is not there.
    assert not track.strips()
    qtbot.waitUntil(lambda: bool(track.heard_tracks()))
    np.testing.assert_allclose(sound(track), rendered(NOTES), atol=1e-9)
    ((name, mix),) = track.strips()
    assert (name, mix) == ("notes/bass", StemMix(solo_safe=True))
    track.set_heard("bass", False)
    assert not track.heard_tracks()


def test_whatever_is_soloed_they_are_heard(qtbot: QtBot, track: NoteTrack) -> None:
    track.set_heard("bass", True)
    qtbot.waitUntil(lambda: bool(track.strips()))
    mixer = MixerState((("bass", StemMix(soloed=True)), *track.strips()))
    assert mixer.is_audible("notes/bass")


def test_a_change_is_heard_soon(qtbot: QtBot, track: NoteTrack, session: PracticeSession) -> None:
    track.set_heard("bass", True)
    qtbot.waitUntil(lambda: bool(track.heard_tracks()))
    (before,) = track.heard_tracks()
    session.reading.set_notes("bass", HIGHER)
    # What is being made is not silence meanwhile.
    assert track.heard_tracks() == (before,)
    with qtbot.waitSignal(track.heard_changed):
        pass
    np.testing.assert_allclose(sound(track), rendered(HIGHER), atol=1e-9)


def test_only_what_is_other_is_made_anew(
    qtbot: QtBot, track: NoteTrack, session: PracticeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = SongNote(7 * SAMPLE_RATE, FRAMES - 1, 50.0)
    session.reading.set_notes("bass", SongNotes((*NOTES.notes, late)))
    track.set_heard("bass", True)
    qtbot.waitUntil(lambda: bool(track.heard_tracks()))
    spans = []
    samples = NoteSound.samples
    monkeypatch.setattr(
        NoteSound, "samples", lambda sound, span: spans.append(span) or samples(sound, span)
    )
    with qtbot.waitSignal(track.heard_changed):
        session.reading.set_notes("bass", NOTES)
    assert [stop for _, stop in spans] == [FRAMES]
    np.testing.assert_allclose(sound(track), rendered(NOTES), atol=1e-9)


def test_other_notes_cost_nothing(
    qtbot: QtBot, track: NoteTrack, session: PracticeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.note_track.NoteSound", lambda *_: pytest.fail("made"))
    session.reading.set_notes("vocals", NOTES)
    assert not track.heard_tracks()


def test_their_level_is_theirs(qtbot: QtBot, track: NoteTrack) -> None:
    track.set_heard("bass", True)
    qtbot.waitUntil(lambda: bool(track.strips()))
    with qtbot.waitSignals([track.heard_changed, track.chosen_changed]):
        track.set_gain(-6.0)
    assert track.strips()[0][1].gain_db == -6.0
    track.set_gain(99.0)
    assert track.gain_db == 6.0


def test_another_song_begins_in_silence(qtbot: QtBot, track: NoteTrack) -> None:
    track.set_heard("bass", True)
    qtbot.waitUntil(lambda: bool(track.heard_tracks()))
    track.begin_song()
    assert not track.heard_tracks()
    assert not track.is_heard("bass")


def test_a_full_disk_is_a_sentence(
    qtbot: QtBot, track: NoteTrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.reading.note_track.tempfile.TemporaryFile", full)
    with qtbot.waitSignal(track.failed) as failed:
        track.set_heard("bass", True)
    (error,) = failed.args
    assert isinstance(error, NotesNotHeardError)
    assert not track.is_heard("bass")

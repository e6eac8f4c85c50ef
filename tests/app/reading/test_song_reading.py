"""The open song's reading: looked for once its beats are known, corrected, kept, undone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.reading import worker
from app.reading.edits_file import EditsFile, edits_path
from app.reading.errors import EditsDamagedError, ReadingFailedError
from app.reading.found_reading import FoundHarmony, FoundNotes, Part, PartValue
from app.reading.reading_edits import ReadingEdits
from app.reading.reading_order import ReadingOrder, ReadingSounds
from app.reading.reading_search import ReadingSearch
from app.reading.reading_store import ReadingStore, stamp
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord, Quality
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.section_map import Section, SectionMap
from player.reading.song_key import FoundKey, Key
from player.reading.song_notes import PitchTrace, SongNote, SongNotes
from tests.app.conftest import MakeSong, wait_for_stems
from tests.songs.generator import Plan, generate
from tests.songs.grooves import STRAIGHT

FOUND: dict[Part, PartValue] = {
    Part.HARMONY: FoundHarmony(
        ChordChart((ChordSpan(0, 10, Chord(0), 0.5),)), FoundKey(Key(0), 0.4)
    ),
    Part.SECTIONS: SectionMap((Section(0, 10, "A"),)),
    Part.BASS: FoundNotes(
        PitchTrace(np.array([0]), np.array([40], np.float32), np.array([1], np.float32)),
        SongNotes((SongNote(0, 10, 40),)),
    ),
    Part.DRUMS: DrumHits((DrumHit(3, Drum.KICK),)),
}
OTHER = ChordChart((ChordSpan(0, 10, Chord(9, Quality.MINOR)),))
RealRun = Callable[[ReadingSearch, Callable[[Part, PartValue], None]], None]
REAL_RUN: RealRun = ReadingSearch.run


@pytest.fixture
def orders(session: PracticeSession, monkeypatch: pytest.MonkeyPatch) -> list[ReadingOrder]:
    """What was looked for, by a stand-in that finds the same in every song."""
    orders: list[ReadingOrder] = []

    def run(search: ReadingSearch, found: Callable[[Part, PartValue], None]) -> None:
        orders.append(search._order)
        for part in search._order.parts:
            if part in FOUND:
                found(part, FOUND[part])

    monkeypatch.setattr(ReadingSearch, "run", run)
    return orders


def open_song(qtbot: QtBot, session: PracticeSession, path: Path) -> None:
    with qtbot.waitSignals([session.song_begun, session.reading.read], timeout=10_000):
        session.open(path)


def test_ready_stems_are_read(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[ReadingOrder]
) -> None:
    reading, told = session.reading, list[str]()
    reading.notes_changed.connect(told.append)
    with qtbot.waitSignals([reading.chords_changed, reading.sections_changed]):
        session.open(stem_folder)
    qtbot.waitUntil(lambda: not reading.is_looking and reading.drum_hits is not None)
    assert reading.chords == FOUND[Part.HARMONY].chords
    assert (reading.key, reading.key_confidence) == (Key(0), 0.4)
    assert reading.sections == FOUND[Part.SECTIONS]
    assert list(reading.notes) == list(reading.traces) == ["bass"] == told
    assert sorted(part for order in orders for part in order.parts) == sorted(Part)
    sounds = orders[0].sounds
    assert [path.stem for path in sounds.pitched] == ["other"]
    assert len(sounds.mix) == 4


def test_a_song_is_read_by_its_stems_when_they_are_there(
    qtbot: QtBot, session: PracticeSession, make_song: MakeSong, orders: list[ReadingOrder]
) -> None:
    open_song(qtbot, session, make_song(seconds=5.0))
    wait_for_stems(qtbot, session)
    qtbot.waitUntil(lambda: session.reading.chords is not None)
    assert {order.sounds.source for order in orders} == {session.song_recipe.key}
    assert orders[0].sounds.bass is not None
    assert orders[0].sounds.bass.is_file()
    open_song(qtbot, session, make_song("other.wav", seed=1))
    assert session.reading.chords is None


def test_what_a_person_sets_wins_and_is_undone(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[ReadingOrder]
) -> None:
    reading, history = session.reading, session.history
    open_song(qtbot, session, stem_folder)
    qtbot.waitUntil(lambda: reading.chords is not None)
    found = reading.chords
    with qtbot.waitSignal(reading.chords_changed):
        reading.set_chords(OTHER)
    assert reading.chords == OTHER
    assert history.undo_name == "other chords"
    reading.set_capo(3)
    reading.set_key(Key(4))
    assert reading.key_confidence == 1.0
    for name in ("other key", "capo", "other chords"):
        assert history.undo_name == name
        history.undo()
    assert reading.edits == ReadingEdits()
    assert reading.chords == found
    history.redo()
    assert reading.chords == OTHER


def test_it_is_there_again_the_next_time(
    qtbot: QtBot,
    session: PracticeSession,
    stem_folder: Path,
    make_song: MakeSong,
    orders: list[ReadingOrder],
) -> None:
    open_song(qtbot, session, stem_folder)
    notes = SongNotes((SongNote(5, 9, 41),))
    session.reading.set_notes("bass", notes)
    session.reading.set_capo(2)
    open_song(qtbot, session, make_song())
    assert session.reading.edits == ReadingEdits()
    assert not session.history.stack.canUndo()
    open_song(qtbot, session, stem_folder)
    assert session.reading.notes["bass"] == notes
    assert session.reading.capo == 2
    assert not session.history.stack.canUndo(), "what was set another day is not undone"


def test_who_is_quicker_than_the_disk_loses_nothing(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[ReadingOrder]
) -> None:
    open_song(qtbot, session, stem_folder)
    assert session.song is not None
    file = EditsFile(edits_path(session.song.folder.path.name))
    session.reading.close()
    file.write(ReadingEdits(Key(5), 1))
    anew = PracticeSession()
    try:
        anew.reading.open(session.song.folder.path.name)
        anew.reading.set_capo(7)
        with qtbot.waitSignal(anew.reading.read):
            pass
        assert anew.reading.edits == ReadingEdits(Key(5), 7)
    finally:
        anew.close()
    assert file.read() == ReadingEdits(Key(5), 7)


def test_moved_beats_are_read_anew_and_what_was_found_stays_meanwhile(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[ReadingOrder]
) -> None:
    open_song(qtbot, session, stem_folder)
    qtbot.waitUntil(lambda: len(orders) == 2 and session.reading.chords is not None)
    session.reading._settling.setInterval(1)
    grid = BeatGrid((0, 5000, 10_000))
    session.song_beats.set_grid(grid)
    assert session.reading.chords is not None
    qtbot.waitUntil(lambda: len(orders) == 4)
    assert orders[-1].grid == grid
    assert orders[-1].store.stamp != orders[0].store.stamp
    session.history.undo()
    qtbot.waitUntil(lambda: len(orders) == 6)
    assert orders[-1].grid == session.song_beats.found
    assert orders[-1].store.stamp == orders[0].store.stamp


def test_notes_of_stems_that_another_separation_has_not_are_gone(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[ReadingOrder]
) -> None:
    reading = session.reading
    open_song(qtbot, session, stem_folder)
    qtbot.waitUntil(lambda: not reading.is_looking and reading.drum_hits is not None)
    assert session.song is not None
    two = {name: session.song.tracks[name] for name in ("vocals", "other")}
    reading.look(replace(session.song, tracks=two), None)
    assert not reading.notes
    assert reading.drum_hits is None
    assert reading.chords == FOUND[Part.HARMONY].chords


def test_another_song_ends_the_search(
    qtbot: QtBot,
    session: PracticeSession,
    stem_folder: Path,
    make_song: MakeSong,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cancelled = threading.Event()

    def run(_: ReadingSearch, found: Callable[[Part, PartValue], None]) -> None:
        assert cancelled.wait(30)
        found(Part.SECTIONS, FOUND[Part.SECTIONS])
        raise ReadingFailedError("cancelled")

    cancel = ReadingSearch.cancel
    monkeypatch.setattr(ReadingSearch, "run", run)
    monkeypatch.setattr(ReadingSearch, "cancel", lambda each: (cancelled.set(), cancel(each))[1])
    failures: list[Exception] = []
    session.reading.failed.connect(failures.append)
    open_song(qtbot, session, stem_folder)
    qtbot.waitUntil(lambda: session.reading.is_looking)
    with qtbot.waitSignal(session.song_begun):
        session.open(make_song(seconds=1.0))
    assert not session.reading.is_looking
    qtbot.wait(50)
    assert session.reading.sections is None
    assert not failures


def test_a_damaged_file_is_said_and_what_is_set_now_is_kept(
    qtbot: QtBot, session: PracticeSession, stem_folder: Path, orders: list[ReadingOrder]
) -> None:
    open_song(qtbot, session, stem_folder)
    assert session.song is not None
    path = edits_path(session.song.folder.path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    with qtbot.waitSignal(session.reading.failed) as failed:
        open_song(qtbot, session, stem_folder)
    assert isinstance(failed.args[0], EditsDamagedError)
    session.reading.set_capo(1)
    session.reading.close()
    assert EditsFile(path).read().capo == 1


def write(folder: Path, **stems: np.ndarray) -> dict[str, Path]:
    paths = {name: folder / f"{name}.wav" for name in stems}
    for name, samples in stems.items():
        soundfile.write(paths[name], samples, SAMPLE_RATE, subtype="FLOAT")
    return paths


def test_the_child_process_reads_a_song_and_the_second_time_none_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = generate(Plan("4/4", STRAIGHT[0], 112.0, 5, seconds=14.0))
    paths = write(tmp_path, mix=song.mix, drums=song.stems["drums"])
    sounds = ReadingSounds("mix", len(song.mix), (paths["mix"],), drums=paths["drums"])
    assert sounds.parts == (Part.HARMONY, Part.SECTIONS, Part.DRUMS)
    store = ReadingStore(tmp_path / "reading", stamp("mix", sounds.frames, song.grid))
    order = ReadingOrder(sounds, song.grid, sounds.parts, store)
    assert ReadingOrder.decode(order.encode()) == order
    told: dict[Part, PartValue] = {}
    REAL_RUN(ReadingSearch(order), told.__setitem__)
    assert set(told) == set(sounds.parts)
    chords = told[Part.HARMONY].chords
    assert chords.spans[-1].stop_frame <= sounds.frames
    assert any(span.chord is not None for span in chords.spans)
    monkeypatch.setattr("separation.child_process.sys.executable", "/nowhere/python")
    again: dict[Part, PartValue] = {}
    REAL_RUN(ReadingSearch(order), again.__setitem__)
    assert again[Part.HARMONY] == told[Part.HARMONY]


def test_a_part_that_goes_wrong_does_not_end_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: ReadingOrder) -> PartValue:
        raise ValueError("no such sound")

    silence = np.zeros((SAMPLE_RATE, 2), np.float32)
    paths = write(tmp_path, mix=silence, drums=silence)
    sounds = ReadingSounds("mix", SAMPLE_RATE, (paths["mix"],), drums=paths["drums"])
    store = ReadingStore(tmp_path / "reading", "stamp")
    monkeypatch.setitem(worker._FINDERS, Part.SECTIONS, refuse)
    line = ReadingOrder(sounds, None, sounds.parts, store).encode()
    assert list(worker._answers(line)) == [
        {"part": Part.HARMONY},
        {"part": Part.SECTIONS, "error": "no such sound"},
        {"part": Part.DRUMS},
    ]
    assert store.read(Part.DRUMS) == DrumHits()


def test_a_search_that_cannot_begin_or_finds_no_sound_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds = ReadingSounds("mix", 10, (tmp_path / "gone.wav",))
    store = ReadingStore(tmp_path / "reading", "stamp")
    order = ReadingOrder(sounds, None, sounds.parts, store)
    with pytest.raises(ReadingFailedError, match="gone"):
        REAL_RUN(ReadingSearch(order), lambda *_: None)
    cancelled = ReadingSearch(order)
    cancelled.cancel()
    REAL_RUN(cancelled, lambda *_: pytest.fail("nothing is there"))
    monkeypatch.setattr("separation.child_process.sys.executable", "/nowhere/python")
    with pytest.raises(ReadingFailedError):
        REAL_RUN(ReadingSearch(order), lambda *_: None)

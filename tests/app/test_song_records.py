"""A song comes back as it was left."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.practice_state import PracticeState
from app.song_record import SongRecord, SongView
from app.song_record_file import (
    read_record,
    read_records,
    record_path,
    write_record,
)
from app.stem_groups import GroupedMix, StemGroups
from player.beat_grid import BeatGrid
from player.mixer import StemMix
from player.transport import LoopRegion
from tests.app.conftest import MakeSong

ONE_S = 44_100

_gains = st.floats(-60, 6)
_strips = st.builds(StemMix, _gains, st.floats(-1, 1), st.booleans(), st.booleans(), st.booleans())


@st.composite
def _mixes(draw: st.DrawFn) -> GroupedMix:
    stems = tuple(draw(st.lists(st.text(min_size=1), min_size=3, max_size=6, unique=True)))
    mix = GroupedMix.untouched(StemGroups(stems).beside(draw(st.sampled_from((*stems, None)))))
    shown = mix.shown
    for strip in mix.groups.strips:
        shown = shown.with_strip(strip, draw(_strips))
    return replace(
        mix,
        shown=replace(shown, master_gain_db=draw(_gains)),
        absent=tuple(draw(st.dictionaries(st.text(min_size=1), _strips, max_size=2)).items()),
        absent_alone=draw(st.none() | st.text(min_size=1)),
    )


_records = st.builds(
    SongRecord,
    path=st.just(Path("/songs/Lied ü.ogg").absolute()),
    title=st.text(),
    duration_s=st.floats(0, 1e5),
    opened_at_s=st.floats(0, 1e10),
    mix=_mixes(),
    loop=st.none() | st.just(LoopRegion(3, 9)),
    loop_enabled=st.booleans(),
    tempo_percent=st.floats(25, 200),
    pitch_semitones=st.floats(-12, 12),
    tuning_hz=st.floats(415, 466),
    position_frame=st.integers(0, 10**9),
    grid=st.none() | st.just(BeatGrid((0, 20_000, 41_000, 60_000), (1, 3), 8)),
    view=st.builds(
        SongView,
        st.floats(0, 1e4),
        st.floats(0, 1e4),
        st.text(),
        st.booleans(),
        st.integers(0, 4000),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_records)
def test_what_is_written_is_read(record: SongRecord) -> None:
    write_record("song", record)
    read = read_record("song")
    assert read is not None
    master = record.mix.shown.master_gain_db
    own = replace(record.mix.own, master_gain_db=master)
    assert read == replace(record, mix=replace(record.mix, own=own))


def test_damaged_records_are_as_if_they_were_not_there() -> None:
    path = record_path("damaged")
    write_record("damaged", SongRecord(Path("a.ogg"), "A", 3.0, 5.0))
    whole = path.read_text("utf-8")
    fields = json.loads(whole)
    damaged = ["", whole[:-9], "[]", "null"]
    needed = fields.keys() - {"grid"}
    damaged += [json.dumps({k: v for k, v in fields.items() if k != name}) for name in needed]
    damaged += [
        json.dumps({**fields, name: "x"})
        for name in ("mixer", "view", "loop", "tempo_percent", "grid")
    ]
    # A grid that is none.
    damaged.append(json.dumps({**fields, "grid": {"beats": [5], "downbeats": [], "unit": 4}}))
    for text in damaged:
        path.write_text(text, "utf-8")
        assert read_record("damaged") is None, text
    path.write_text(whole, "utf-8")
    assert dict(read_records())["damaged"].title == "A"


def test_a_record_is_no_shock_for_ears_and_no_trap() -> None:
    path = record_path("loud")
    write_record("loud", SongRecord(Path("a.ogg"), "A", 3.0, 5.0))
    fields = json.loads(path.read_text("utf-8"))
    fields["mixer"]["master_gain_db"] = 200
    path.write_text(json.dumps(fields), "utf-8")
    record = read_record("loud")
    assert record is not None
    assert record.mix.shown.master_gain_db == 6.0
    path.write_text(json.dumps({**fields, "position_frame": float("inf")}), "utf-8")
    assert read_record("loud") is None


def test_a_file_name_that_is_no_text_is_remembered() -> None:
    path = Path(os.fsdecode(b"/songs/caf\xe9.ogg")).absolute()
    write_record("odd", SongRecord(path, "Café", 3.0, 5.0))
    record = read_record("odd")
    assert record is not None
    assert record.path == path


def remembered(window: MainWindow) -> Path:
    assert window.session.song is not None
    return record_path(window.session.song.folder.path.name)


def reopen(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    assert session.song is not None
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=20_000):
        session.open(session.song.path)


def test_what_a_newer_one_has_written_stays(qtbot: QtBot, multitrack: MainWindow) -> None:
    multitrack.session.transport.set_tempo(60)
    path = remembered(multitrack)
    multitrack.session.records.save()
    qtbot.waitUntil(lambda: json.loads(path.read_text("utf-8"))["tempo_percent"] == 60)
    newer = path.read_text("utf-8").replace('"version": 1', '"version": 2')
    session = multitrack.session
    session.records.leave()
    session.records._pool.run(lambda: path.write_text(newer, "utf-8"), lambda _: None)
    with qtbot.waitSignal(session.records.failed, timeout=20_000):
        reopen(qtbot, multitrack)
    session.transport.set_tempo(75)
    session.records.save()
    session.records.close()
    assert path.read_text("utf-8") == newer


def test_who_is_quicker_than_the_disk_loses_nothing_else(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    session.transport.set_tempo(60)
    session.desk.set_muted("bass", True)
    session.song_begun.connect(lambda *_: session.transport.set_pitch(1))
    reopen(qtbot, multitrack)
    assert session.transport.pitch_semitones == 1
    assert session.transport.tempo_percent == 60
    assert session.desk.shown.strip_of("bass").muted


def test_what_was_set_for_stems_that_are_not_here_now_is_kept(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    session.desk.set_stems((*session.desk.groups.stems, "guitar", "piano"))
    session.desk.set_gain("guitar", -12.0)
    session.desk.set_muted("piano", True)
    reopen(qtbot, multitrack)
    assert "guitar" not in session.desk.groups.stems
    session.desk.set_gain("bass", -3.0)
    reopen(qtbot, multitrack)
    session.desk.set_stems((*session.desk.groups.stems, "guitar", "piano"))
    shown = session.desk.shown
    assert shown.strip_of("guitar") == StemMix(gain_db=-12.0)
    assert shown.strip_of("piano").muted
    assert shown.strip_of("bass").gain_db == -3.0


def test_who_is_quicker_than_the_disk_does_not_lose_what_is_not_here(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    session.desk.set_stems((*session.desk.groups.stems, "guitar"))
    session.desk.set_gain("guitar", -12.0)
    session.song_begun.connect(lambda *_: session.desk.set_muted("bass", True))
    reopen(qtbot, multitrack)
    assert session.desk.shown.strip_of("bass").muted
    session.desk.set_stems((*session.desk.groups.stems, "guitar"))
    assert session.desk.shown.strip_of("guitar").gain_db == -12.0


def test_a_record_from_before_there_were_absent_stems_is_read() -> None:
    path = record_path("old")
    write_record("old", SongRecord(Path("a.ogg"), "A", 3.0, 5.0))
    fields = json.loads(path.read_text("utf-8"))
    del fields["mixer"]["absent"], fields["mixer"]["absent_alone"]
    path.write_text(json.dumps(fields), "utf-8")
    record = read_record("old")
    assert record is not None
    assert record.mix == GroupedMix()


def test_what_was_seen_is_remembered_whole(qtbot: QtBot, multitrack: MainWindow) -> None:
    page = multitrack.song_page
    page.axis.show(0.5, 1.5)
    page.spectrogram_source_chosen.emit("bass")
    for _ in range(2):
        reopen(qtbot, multitrack)
    multitrack.session.records.close()
    view = json.loads(remembered(multitrack).read_text("utf-8"))["view"]
    assert (view["spectrogram_source"], view["start_s"], view["stop_s"]) == ("bass", 0.5, 1.5)


def test_a_song_that_seems_too_short_at_first_gets_its_loop_back(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session, records = multitrack.session, multitrack.session.records
    whole = session.song
    assert whole is not None
    session.transport.set_loop(2 * ONE_S, 3 * ONE_S)
    records.save()
    short = replace(whole, frames=ONE_S, decoded_frames=ONE_S // 2)
    session.transport.clear_loop()
    session.history.begin()
    session.transport.set_song_frames(ONE_S)
    records.open(short)
    qtbot.waitSignal(records.has_read).wait()
    assert session.transport.loop is None
    session.transport.set_song_frames(whole.frames)
    records.grow(whole)
    assert session.transport.loop == LoopRegion(2 * ONE_S, 3 * ONE_S)


def test_a_song_comes_back_as_it_was_left(
    qtbot: QtBot, multitrack: MainWindow, make_song: MakeSong
) -> None:
    session, page = multitrack.session, multitrack.song_page
    first = session.song
    assert first is not None
    session.desk.set_muted("vocals", True)
    session.desk.set_gain("bass", -4.5)
    session.transport.set_loop(ONE_S, 2 * ONE_S)
    session.transport.set_tempo(60)
    session.transport.set_pitch(-2)
    session.transport.seek(ONE_S // 2)
    qtbot.waitUntil(lambda: session.transport.position_frame() == ONE_S // 2)
    page.axis.show(0.5, 1.5)
    page.spectrogram_source_chosen.emit("drums")
    left: PracticeState = session.history.state

    other = make_song(seconds=2.0)
    with qtbot.waitSignal(session.song_begun, timeout=20_000):
        session.open(other)
    assert session.history.state != left
    assert session.transport.tempo_percent == 100

    with qtbot.waitSignal(session.records.restored, timeout=20_000):
        session.open(first.path)
    assert session.history.state == left
    assert not session.history.stack.canUndo()
    assert page.lane_area.strips["vocals"].mute.isChecked()
    assert (page.axis.start_s, page.axis.stop_s) == (0.5, 1.5)
    assert page.spectrogram.chips.chip("drums").isChecked()
    qtbot.waitUntil(lambda: session.transport.position_frame() == ONE_S // 2)

"""How takes are kept: read again as written, left alone where they cannot be read, tidied."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.bookmarks_file import data_root
from app.errors import TakesDamagedError, TakesUnreadableError
from app.take_folder import TakeFolder, TakesOnDisk
from app.takes import Take, Takes
from player.mixer import StemMix
from player.multitrack import SAMPLE_RATE
from player.recording_file import RecordingFile
from player.recording_log import HeardAnchor, LogEntry, RecordingHead, entry_line, head_line
from player.stem_stream import Anchor
from player.stream_clock import ClockReading

TAKE = Take(
    "20260101_120000_1-2",
    "Mine",
    10,
    20,
    60.0,
    2,
    0.25,
    (11, 15),
    StemMix(-3.0, muted=True),
    is_best=True,
    lead_frames=4,
)
LOCKS = ("writer.lock", "open.lock")
KEPT = TakesOnDisk(Takes((TAKE,)), frozenset({"20260101_120000_1"}))


@pytest.fixture
def folder() -> TakeFolder:
    """A song's, with nothing in it."""
    return TakeFolder("abc")


def test_they_are_read_as_they_were_written(folder: TakeFolder) -> None:
    assert folder.read() == TakesOnDisk()
    folder.write(KEPT)
    assert folder.read() == KEPT
    assert {path.name for path in folder.path.iterdir()} == {"takes.json", *LOCKS}


def test_they_lie_with_what_must_not_be_lost(folder: TakeFolder) -> None:
    assert folder.path == data_root() / "takes" / "abc"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 1, "takes": [{"id": 3}]}'])
def test_what_makes_no_sense_is_put_aside(folder: TakeFolder, text: str) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "takes.json").write_text(text)
    with pytest.raises(TakesDamagedError) as damaged:
        folder.read()
    assert damaged.value.aside.read_text() == text
    assert folder.read() == TakesOnDisk()


def test_what_a_newer_program_wrote_stays(folder: TakeFolder) -> None:
    text = '{"version": 99, "takes": []}'
    folder.path.mkdir(parents=True)
    (folder.path / "takes.json").write_text(text)
    for do in (folder.read, lambda: folder.write(KEPT)):
        with pytest.raises(TakesUnreadableError):
            do()
    assert (folder.path / "takes.json").read_text() == text


@pytest.mark.parametrize("take_id", ["../../x-1", "a\\b-1", "no number", ""])
def test_no_file_elsewhere_is_named(folder: TakeFolder, take_id: str) -> None:
    folder.write(KEPT)
    path = folder.path / "takes.json"
    fields = json.loads(path.read_text())
    fields["takes"][0]["id"] = take_id
    path.write_text(json.dumps(fields))
    with pytest.raises(TakesDamagedError):
        folder.read()


def test_no_gain_is_a_shock(folder: TakeFolder) -> None:
    folder.write(KEPT)
    path = folder.path / "takes.json"
    path.write_text(path.read_text().replace("-3.0", "90.0"))
    assert folder.read().takes.all[0].mix.gain_db == 6.0


def test_what_belongs_to_deleted_takes_goes_and_nothing_else(folder: TakeFolder) -> None:
    folder.write(KEPT)
    names = ["20260101_120000_1.wav", "20260101_120000_1.log", f"{TAKE.id}.track.wav"]
    gone = ["20250101_120000_1.wav", "20250101_120000_1.log", "20260101_120000_1-0.track.wav"]
    unknown = ["20270101_120000_1.wav", "20270101_120000_1.log", "notes.txt"]
    for name in (*names, *gone, *unknown):
        (folder.path / name).write_text("")
    recordings = KEPT.recordings | {"20250101_120000_1"}
    folder.write(TakesOnDisk(KEPT.takes, recordings))
    # While it is open somewhere a deletion can be undone there.
    TakeFolder("abc").read()
    assert (folder.path / gone[0]).exists()
    folder.let_go()
    TakeFolder("abc").read()
    left = {path.name for path in folder.path.iterdir()}
    assert left == {"takes.json", *LOCKS, *names, *unknown}


def test_two_recordings_of_one_second_are_two(folder: TakeFolder) -> None:
    first = folder.new_recording()
    folder.path.mkdir(parents=True)
    first.with_suffix(".log").write_text("")
    second = folder.new_recording()
    assert first != second
    assert Path(second).parent == folder.path


def record(path: Path) -> None:
    """A click 15 ms before the first beat, after a count-in of a second; its song goes on from 5 s
    for two seconds.
    """
    path.parent.mkdir(parents=True)
    sound = np.zeros((3 * SAMPLE_RATE, 1), np.float32)
    sound[round(0.985 * SAMPLE_RATE) :][:40] = 0.5
    with RecordingFile(path.with_suffix(".wav"), 1, SAMPLE_RATE) as file:
        file.append(sound)
    readings = [ClockReading(frame, 10 + frame / SAMPLE_RATE) for frame in range(0, 120_000, 2000)]
    song = 5.0 * SAMPLE_RATE
    anchors = [Anchor(0.0, song, 0.0), Anchor(float(SAMPLE_RATE), song, 1.0)]
    entry = LogEntry(
        readings, readings, [HeardAnchor(each, 0.0) for each in anchors], 3 * SAMPLE_RATE
    )
    head = RecordingHead(SAMPLE_RATE, SAMPLE_RATE, 0.0, 0.0)
    path.with_suffix(".log").write_text(head_line(head) + entry_line(entry))


def test_an_early_attack_is_heard_and_a_track_that_is_gone_is_made_again(
    folder: TakeFolder,
) -> None:
    record(folder.path / "one")
    (laid,) = folder.take_apart(folder.path / "one", 20 * SAMPLE_RATE)
    take, track = laid.take, laid.track
    assert (take.start_frame, take.stop_frame) == (5 * SAMPLE_RATE, 7 * SAMPLE_RATE)
    click = track.start_frame + int(np.argmax(np.abs(track.samples[:, 0]) > 0.2))
    assert click == pytest.approx(4.985 * SAMPLE_RATE, abs=2)
    folder.write(TakesOnDisk(Takes((take,)), frozenset({"one"})))
    (folder.path / f"{take.id}.track.wav").unlink()
    (kept,) = folder.read().takes.all
    again = folder.load(kept, 20 * SAMPLE_RATE).track
    assert again.start_frame == track.start_frame
    np.testing.assert_array_equal(again.samples, track.samples)


def test_two_windows_lose_nothing_of_each_other(folder: TakeFolder) -> None:
    folder.write(KEPT)
    other = TakeFolder("abc")
    seen = other.read()
    mine = replace(TAKE, id="20260102_120000_1-0", name="Mine, too")
    theirs = replace(TAKE, id="20260103_120000_1-0", name="Theirs")
    folder.write(TakesOnDisk(KEPT.takes.add(mine).renamed(TAKE.id, "Better"), KEPT.recordings))
    written = TakesOnDisk(seen.takes.add(theirs), seen.recordings | {"20260103_120000_1"})
    kept = other.write(written)
    assert [take.name for take in kept.takes.all] == ["Better", "Mine, too", "Theirs"]
    assert kept.recordings == {"20260101_120000_1", "20260103_120000_1"}
    assert TakeFolder("abc").read() == kept


def test_what_was_learnt_of_others_can_be_deleted_and_is_not_brought_back(
    folder: TakeFolder,
) -> None:
    folder.write(KEPT)
    other = TakeFolder("abc")
    seen = other.read()
    theirs = replace(TAKE, id="20260103_120000_1-0", name="Theirs")
    other.write(TakesOnDisk(seen.takes.add(theirs), seen.recordings))
    # It does not know of it yet: this is no deletion.
    kept = folder.write(KEPT)
    assert kept.takes.of(theirs.id)
    folder.learn(KEPT, kept)
    assert folder.write(TakesOnDisk(kept.takes.remove(theirs.id))).takes == KEPT.takes
    assert TakeFolder("abc").read().takes == KEPT.takes


def test_a_list_that_makes_no_sense_is_put_aside_before_it_is_replaced(folder: TakeFolder) -> None:
    folder.write(KEPT)
    (folder.path / "takes.json").write_text("{}")
    with pytest.raises(TakesDamagedError) as damaged:
        folder.write(KEPT)
    assert damaged.value.aside.read_text() == "{}"
    assert folder.read() == KEPT

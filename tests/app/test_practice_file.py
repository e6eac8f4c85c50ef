"""What was practised, on the disk: what is written is read again, and nobody's work is lost."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.error_messages import sentence
from app.errors import PracticeDamagedError, PracticeFromNewerError, PracticeNotKeptError
from app.practice_file import (
    Added,
    Moved,
    Practice,
    PracticeFile,
    TrainerKept,
    practice_root,
    read_days,
)
from app.practice_log import LoopDay, PracticeLog
from app.tempo_training import TrainerPlan
from player.transport import LoopRegion
from tests.app.test_practice_log import DAY, RIFF, VERSE, logs
from tests.app.test_tempo_training import plans

ROUND = Added(PracticeLog({DAY: 60.0}, {RIFF: {DAY: LoopDay(30.0, {70: 1}, {70: 1})}}))


@pytest.fixture
def file() -> PracticeFile:
    return PracticeFile.of_song("song")


@given(logs, st.builds(TrainerKept, plans, st.booleans(), st.integers(0, 9)))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, log: PracticeLog, trainer: TrainerKept
) -> None:
    file = PracticeFile(tmp_path_factory.mktemp("practice") / "song.json")
    kept = file.change([Added(log)], trainer)
    assert kept == Practice(log, trainer)
    assert file.read() == kept


def test_without_a_file_nothing_was_practised(file: PracticeFile) -> None:
    assert file.read() == Practice()


def test_windows_add_to_each_other(file: PracticeFile) -> None:
    other = PracticeFile(file.path)
    other.read()
    file.change([ROUND], None)
    kept = other.change([ROUND, Moved(RIFF, VERSE)], None)
    assert kept.log.rounds(VERSE) == 2
    assert kept.log.days == {DAY: 120.0}


def test_who_does_not_set_the_trainer_leaves_it(file: PracticeFile) -> None:
    trainer = TrainerKept(TrainerPlan(50, 90, 10, 3, is_gated=True), is_on=True, rounds=2)
    file.change([], trainer)
    assert file.change([ROUND], None).trainer == trainer


def test_what_others_have_written_beside_it_stays(file: PracticeFile) -> None:
    file.change([ROUND], None)
    fields = json.loads(file.path.read_text("utf-8"))
    file.path.write_text(json.dumps({**fields, "theirs": [1, 2]}), "utf-8")
    file.change([ROUND], None)
    assert json.loads(file.path.read_text("utf-8"))["theirs"] == [1, 2]


@given(st.lists(st.floats(0, 900), max_size=12))
def test_what_was_counted_is_the_same_when_it_is_read(
    tmp_path_factory: pytest.TempPathFactory, seconds: list[float]
) -> None:
    file = PracticeFile(tmp_path_factory.mktemp("practice") / "song.json")
    counted = PracticeLog()
    for each in seconds:
        change = Added(PracticeLog({DAY: each}, {RIFF: {DAY: LoopDay(each / 3)}}))
        counted = change.applied(counted)
        assert file.change([change], None).log == counted
    assert file.read().log == counted


def test_a_plan_that_makes_no_sense_costs_no_round(file: PracticeFile) -> None:
    file.change([ROUND], None)
    fields = json.loads(file.path.read_text("utf-8"))
    for nonsense in (None, {"from_percent": 900}, {"from_percent": "x"}):
        file.path.write_text(json.dumps({**fields, "trainer": nonsense}), "utf-8")
        assert file.read() == Practice(ROUND.log)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "days": {"yesterday": 3}, "loops": []}']
)
def test_what_makes_no_sense_is_put_aside(file: PracticeFile, text: str) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_text(text, "utf-8")
    with pytest.raises(PracticeDamagedError) as caught:
        file.change([ROUND], None)
    assert caught.value.aside.read_text("utf-8") == text
    assert str(caught.value.aside) in sentence(caught.value)
    assert file.read().log == ROUND.log


def test_a_newer_file_is_left_alone(file: PracticeFile) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_text('{"version": 2}', "utf-8")
    for act in (file.read, lambda: file.change([ROUND], None)):
        with pytest.raises(PracticeFromNewerError) as caught:
            act()
    assert "newer Woodshed" in sentence(caught.value)
    assert file.path.read_text("utf-8") == '{"version": 2}'


def test_a_full_disk_leaves_what_was_there(
    file: PracticeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.change([ROUND], None)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(PracticeNotKeptError) as caught:
            file.change([ROUND], None)
    assert "No space left" in sentence(caught.value)
    assert file.read().log == ROUND.log
    assert [path.suffix for path in file.path.parent.iterdir() if path.suffix == ".part"] == []


def test_the_minutes_of_all_songs_are_added_up(file: PracticeFile) -> None:
    file.change([ROUND], None)
    PracticeFile.of_song("another").change([ROUND], None)
    (practice_root() / "broken.json").write_text("?", "utf-8")
    assert read_days() == {DAY: 120.0}


def test_days_are_written_as_people_write_them(file: PracticeFile) -> None:
    file.change([ROUND], None)
    fields = json.loads(Path(file.path).read_text("utf-8"))
    assert fields["days"] == {date(2026, 3, 14).isoformat(): 60.0}
    assert fields["loops"][0]["start_frame"] == LoopRegion(1000, 2000).start_frame

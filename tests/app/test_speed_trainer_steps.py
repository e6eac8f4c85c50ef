"""The speed trainer on an engine that goes step by step: what is heard when, to the frame."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.tempo_training import TrainerPlan
from player.beat_grid import BeatGrid
from player.click import Click
from player.mixer import StemMix
from player.multitrack import SAMPLE_RATE, Multitrack
from player.transport import LoopRegion, SetClick, SetMultitrack
from tests.app.conftest import delete_now
from tests.player.conftest import WorkClock
from tests.player.songs import sine_song

LOOP = LoopRegion(20_000, 60_000)
DAYS = [date(2026, 3, 14), date(2026, 3, 15)]


class Steps:
    """A session whose engine is this thread's, and whose device takes when it is told."""

    def __init__(self, session: PracticeSession, song: Multitrack) -> None:
        self.session = session
        self.trainer, self.transport, self.diary = session.trainer, session.transport, session.diary
        self.engine = session.engine
        self.engine.post(SetMultitrack(song))
        self.transport.set_song_frames(song.frames)
        self.transport.jump_to_loop(LOOP)
        self.stepped(1)

    def stepped(self, times: int) -> None:
        for _ in range(times):
            wishes = self.engine._take_messages(0.0)
            assert wishes is not None
            self.engine._act(wishes)

    def hear(self, frames: int) -> None:
        """The device takes so many, a picture every 735 of them."""
        out = np.zeros((735, 2), np.float32)
        for _ in range(round(frames / 735)):
            self.stepped(6)
            self.engine.ring.take(out)
            self.trainer.tick()

    def hear_until_left(self, frames: int) -> None:
        """Until that little of the round that is on is left."""
        while self.engine.position_frame() < LOOP.end_frame - frames:
            self.hear(735)

    @property
    def rounds(self) -> dict[int, int]:
        days = self.diary.log.loops.get(LOOP, {})
        return {p: n for each in days.values() for p, n in each.rounds.items()}


@pytest.fixture
def stepped_session(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, no_sound_device: None
) -> Iterator[PracticeSession]:
    monkeypatch.setattr("player.performance.time", WorkClock())
    session = PracticeSession()
    ring = session.engine.ring
    monkeypatch.setattr(ring, "audible_frame", lambda: float(ring.heard))
    yield session
    session.close()
    delete_now(session)


@pytest.fixture
def steps(stepped_session: PracticeSession) -> Steps:
    return Steps(stepped_session, sine_song(seconds=4.0))


def train(steps: Steps, *, every: int = 1, gated: bool = False) -> None:
    steps.trainer.set_plan(TrainerPlan(100, 140, 20, every, is_gated=gated))
    steps.trainer.start()
    steps.transport.set_playing(True)


def test_the_new_tempo_is_heard_from_the_head_of_the_round(steps: Steps) -> None:
    train(steps)
    steps.hear_until_left(4_000)
    assert steps.transport.tempo_percent == 120  # asked for, and not heard yet
    assert steps.rounds == {}
    anchors = steps.engine.playback().anchors
    end = next(anchor for anchor in anchors[1:] if anchor.ratio == pytest.approx(1.2))
    assert LOOP.end_frame - end.song_frame < 0.02 * SAMPLE_RATE
    steps.hear(8_000)
    assert steps.rounds == {100: 1}
    assert steps.trainer.training is not None
    assert steps.trainer.training.tempo_percent == 120
    steps.hear_until_left(4_000)
    steps.hear(8_000)
    assert steps.rounds == {100: 1, 120: 1}


def test_a_seek_counts_no_round_and_the_tempo_goes_back(steps: Steps) -> None:
    train(steps)
    steps.hear_until_left(6_000)
    assert steps.transport.tempo_percent == 120
    steps.transport.seek(LOOP.start_frame + 15_000)
    steps.hear(4_410)
    assert steps.transport.tempo_percent == 100
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.rounds == {}
    assert steps.transport.tempo_percent == 100
    steps.hear_until_left(4_000)
    steps.hear(8_000)
    assert steps.rounds == {100: 1}
    assert steps.transport.tempo_percent == 120


def test_in_the_pause_the_key_means_the_round_before(steps: Steps) -> None:
    steps.transport.set_pause(1.0)
    train(steps, gated=True)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.rounds == {100: 1}
    assert steps.trainer._rounds.waits
    steps.trainer.mark_clean()
    assert steps.diary.log.highest_clean(LOOP) == 100
    assert not steps.trainer.pending
    assert steps.transport.tempo_percent == 100
    steps.hear(SAMPLE_RATE)
    assert steps.transport.tempo_percent == 120
    heard_at = [anchor.ratio for anchor in steps.engine.playback().anchors if anchor.ratio]
    assert heard_at[-1] == pytest.approx(1.2)
    # Silence is no practice.
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    sounded_s = LOOP.frames * (1 + 1 / 1.2) / SAMPLE_RATE
    assert steps.diary.log.seconds(LOOP) == pytest.approx(sounded_s, abs=0.1)


def test_a_pre_roll_leads_into_a_whole_round(steps: Steps) -> None:
    steps.transport.set_pre_roll(0.2)
    steps.transport.to_start()
    steps.transport.set_playing(True)
    steps.hear(8_000)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.rounds == {100: 1}


def test_pictures_that_stand_still_lose_no_round(steps: Steps) -> None:
    steps.transport.set_playing(True)
    steps.hear(735)
    out = np.zeros((735, 2), np.float32)
    for _ in range(round(1.7 * SAMPLE_RATE / 735)):
        steps.stepped(6)
        steps.engine.ring.take(out)
    steps.trainer.tick()
    assert steps.rounds == {100: 1}
    heard_s = steps.engine.ring.heard / SAMPLE_RATE
    steps.diary.keep()
    assert sum(steps.diary.log.days.values()) == pytest.approx(heard_s, abs=0.02)


def test_what_is_played_after_midnight_is_the_next_days(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = DAYS[0]
    monkeypatch.setattr(steps.trainer, "_today", lambda: today)
    steps.transport.set_playing(True)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    today = DAYS[1]
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    days = steps.diary.log.loops[LOOP]
    assert [days[day].round_count for day in DAYS] == [1, 1]


def test_another_loop_begins_to_count_anew_and_keeps_the_tempo(steps: Steps) -> None:
    train(steps, every=2)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.trainer.training is not None
    assert steps.trainer.training.rounds == 1
    steps.transport.toggle_loop()
    steps.hear(735)
    steps.transport.toggle_loop()
    steps.hear(735)
    assert steps.trainer.training.rounds == 1
    steps.transport.jump_to_loop(LoopRegion(30_000, 70_000))
    steps.hear(735)
    assert steps.trainer.training.rounds == 0
    assert steps.transport.tempo_percent == 100


def clean_round(steps: Steps) -> None:
    """Hear one round to its end and into the next, and mark it."""
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    steps.trainer.mark_clean()
    steps.hear(735)


@pytest.mark.parametrize("how", ["another loop", "a hand on the tempo", "another plan"])
def test_a_mark_that_is_taken_back_slows_nothing_else_down(steps: Steps, how: str) -> None:
    train(steps, gated=True)
    clean_round(steps)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.transport.tempo_percent == 120
    if how == "another loop":
        steps.transport.jump_to_loop(LoopRegion(30_000, 70_000))
        steps.hear(735)
        tempo = 120
    elif how == "another plan":
        steps.trainer.set_plan(TrainerPlan(100, 160, 10, is_gated=True))
        tempo = 120
    else:
        steps.transport.set_tempo(130)
        tempo = 130
    steps.trainer.take_mark_back()
    assert steps.diary.log.highest_clean(LOOP) is None
    assert steps.trainer.training is not None
    assert steps.trainer.training.due_percent is None
    assert steps.trainer.training.at_head().tempo_percent == tempo


def test_a_mark_that_is_taken_back_slows_down_what_it_has_made_faster(steps: Steps) -> None:
    train(steps, gated=True)
    clean_round(steps)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.transport.tempo_percent == 120
    steps.trainer.take_mark_back()
    assert steps.trainer.training is not None
    assert steps.trainer.training.at_head().tempo_percent == 100


def test_steps_are_no_edits_and_what_was_set_before_can_be_undone(steps: Steps) -> None:
    steps.transport.set_pitch(2.0)
    count = steps.session.history.stack.count()
    steps.transport.set_playing(True)
    steps.trainer.set_plan(TrainerPlan(100, 140, 20, 1))
    steps.trainer.start()
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.transport.tempo_percent == 120
    assert steps.session.history.stack.count() == count
    steps.session.history.stack.undo()
    assert (steps.transport.tempo_percent, steps.transport.pitch_semitones) == (120, 0)


def test_a_round_that_was_partly_slower_counts_as_that(steps: Steps) -> None:
    steps.transport.set_playing(True)
    steps.hear(10_000)
    steps.transport.set_tempo(80)
    steps.hear(10_000)
    steps.transport.set_tempo(110)
    steps.hear_until_left(2_000)
    steps.hear(6_000)
    assert steps.rounds == {80: 1}


# What is counted before a round.

BEAT = 5_000
COUNTED = Click(
    BeatGrid(tuple(range(0, 170_000, BEAT)), tuple(range(0, 34, 4))),
    StemMix(),
    count_in_bars=1,
    counts_in_rounds=True,
)


class Counting(Steps):
    """Steps in silence with a click, and all that the device has taken."""

    def __init__(self, session: PracticeSession) -> None:
        super().__init__(session, sine_song(seconds=4.0, level=0.0))
        self.engine.post(SetClick(COUNTED))
        self.blocks: list[np.ndarray] = []

    def hear(self, frames: int) -> None:
        """As many, kept."""
        taken = self.engine.ring.heard
        while self.engine.ring.heard < taken + frames:
            out = np.zeros((735, 2), np.float32)
            self.stepped(6)
            self.engine.ring.take(out)
            self.trainer.tick()
            self.blocks.append(out[:, 0])

    def spacing(self) -> list[int]:
        """From each click that was heard to the next."""
        loud = np.flatnonzero(np.abs(np.concatenate(self.blocks)) > 1e-2)
        starts = np.diff(loud, prepend=-SAMPLE_RATE) > 500
        return np.diff(loud[starts]).tolist()


@pytest.fixture
def counting(stepped_session: PracticeSession) -> Counting:
    return Counting(stepped_session)


@pytest.mark.parametrize("pause_s", [0.0, 0.4])
def test_a_faster_round_is_counted_in_as_fast(counting: Counting, pause_s: float) -> None:
    counting.transport.set_pause(pause_s)
    train(counting)
    # Three rounds of eight beats, each after four that are counted: at 100, 120 and 140 %.
    counting.hear(round(12 * BEAT * (1 + 1 / 1.2 + 1 / 1.4) + 2 * pause_s * SAMPLE_RATE))
    assert counting.rounds.keys() >= {100, 120}
    found = counting.spacing()
    pause = pause_s * SAMPLE_RATE
    wanted = []
    for percent in (100, 120, 140):
        beat = BEAT * 100 / percent
        wanted += [beat] * 11 + [beat + pause]
    # A new tempo comes in before the pause, within the last beat of the round: a little of that
    # goes by at the new one.
    assert len(found) >= 33
    for index, (spacing, due) in enumerate(zip(found, wanted, strict=False)):
        within = 200 if index % 12 == 11 else 3
        assert spacing == pytest.approx(due, abs=within), index


def test_a_round_marked_clean_while_the_next_is_counted_in_counts_on_faster(
    counting: Counting,
) -> None:
    train(counting, gated=True)
    counting.hear(round(13.1 * BEAT))
    assert counting.rounds == {100: 1}
    counting.trainer.mark_clean()
    counting.hear(round(9 * BEAT / 1.2))
    found = counting.spacing()
    assert found[12:13] == [BEAT]
    assert found[14:] == pytest.approx([BEAT / 1.2] * len(found[14:]), abs=3)
    assert len(found) >= 20
    assert BEAT / 1.2 - 3 <= found[13] <= BEAT


def test_a_round_marked_clean_in_the_pause_is_counted_in_faster_from_its_first_beat(
    counting: Counting,
) -> None:
    counting.transport.set_pause(0.5)
    train(counting, gated=True)
    counting.hear(12 * BEAT + round(0.1 * SAMPLE_RATE))
    counting.trainer.mark_clean()
    counting.hear(round(11 * BEAT / 1.2 + 0.5 * SAMPLE_RATE))
    found = counting.spacing()
    assert found[11] == pytest.approx(BEAT + 0.5 * SAMPLE_RATE, abs=200)
    assert found[12:] == pytest.approx([BEAT / 1.2] * len(found[12:]), abs=3)
    assert len(found) >= 20

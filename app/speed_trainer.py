"""The speed trainer: hears the rounds of the loop, counts them, and sets the tempo of the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.edit_history import EditHistory
from app.loop_rounds import LoopRounds, RoundEvent
from app.practice_diary import PracticeDiary
from app.practice_file import TrainerKept
from app.song_records import SongRecords
from app.tempo_training import TrainerPlan, Training
from app.transport_controls import TransportControls
from player.engine import Engine
from player.heard_path import HeardPath, loop_heads
from player.multitrack import SAMPLE_RATE
from player.playback import Playback
from player.transport import LoopRegion

# A new tempo is prepared that long before the round it is for: it is ready then, and a mute that
# comes in between is not heard late.
_AHEAD_S = 0.25
# A key that is pressed so soon after a round means that one; not beyond a third of the next.
_JUST_AFTER_S = 3.0
_JUST_AFTER_PART = 1 / 3


@dataclass(frozen=True)
class CleanMark:
    """A round that was marked clean: of which loop, on which day, at which tempo in percent."""

    loop: LoopRegion
    day: date
    percent: float


class SpeedTrainer(QObject):
    """Holds the plan and how far it has come. `tick` is to be called with every picture shown.

    Rounds, marks and minutes are counted in the diary, also while no training is on. `pending`: the
    round that is on will count as clean when its end is heard.

    `changed()`: what is shown of it. `marked(mark)`: a round is clean, or will be at its end.
    `taken_back(mark)`: it was not. `refused(sentence)`: nothing was marked, or taken back.
    """

    changed = Signal()
    marked = Signal(object)
    taken_back = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        engine: Engine,
        transport: TransportControls,
        diary: PracticeDiary,
        history: EditHistory,
        records: SongRecords,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._transport = transport
        self._diary = diary
        self._history = history
        self._records = records
        self._today = today
        self._path = HeardPath()
        self._rounds = LoopRounds()
        self._round_percent = transport.tempo_percent
        self._sets_tempo = False
        self._resumes = False
        self._has_tempo = False
        self._trained: LoopRegion | None = None
        self._has_just_ended = False
        self._last_round: CleanMark | None = None
        self._last_mark: CleanMark | None = None
        # The mark that has made it as fast as it is, or will be from the next head on.
        self._step_mark: CleanMark | None = None
        self.plan = TrainerPlan()
        self.training: Training | None = None
        self.pending = False
        transport.tempo_changed.connect(self._on_tempo_changed)
        transport.playing_changed.connect(self._on_playing_changed)
        diary.read.connect(self._resume)
        records.has_read.connect(self._on_tempo_restored)

    # The song.

    def open(self, key: str) -> None:
        """Another song begins; how the trainer was left there comes a moment later."""
        self._diary.open(key)
        self._resumes, self._has_tempo = True, False

    def leave(self) -> None:
        """The song is about to be another: keep how the trainer is."""
        self._settle()
        self._diary.keep()
        self._resumes = False
        self.plan, self.training = TrainerPlan(), None
        self._last_round = self._last_mark = self._step_mark = self._trained = None
        self.changed.emit()

    def close(self) -> None:
        """End with the session; how the trainer is, is kept."""
        self._settle()
        self._diary.close()

    def _settle(self) -> None:
        """What was earned stays, also where its round is not heard any more."""
        self._hear_no_more()
        if self.training is not None and self.training.due_percent is not None:
            self.training = self.training.at_head()
            self._set_tempo(self.training.tempo_percent)
            self._show()

    def _on_tempo_restored(self) -> None:
        self._has_tempo = True
        self._resume()

    def _resume(self) -> None:
        """Go on as it was left, as soon as the tempo is what it was."""
        if not (self._resumes and self._has_tempo and self._diary.is_read):
            return
        self._resumes = False
        kept = self._diary.trainer
        self.plan = kept.plan
        if kept.is_on:
            self.training = Training(kept.plan, self._transport.tempo_percent, kept.rounds)
        self.changed.emit()

    # What a hand does.

    def set_plan(self, plan: TrainerPlan) -> None:
        """Train by this plan; one that is under way goes on from its tempo."""
        self._resumes = False
        if plan == self.plan:
            return
        self.plan, self._step_mark = plan, None
        if self.training is not None:
            self.training = Training(plan, self._transport.tempo_percent)
        self._show()

    def start(self) -> None:
        """Begin, at the plan's first tempo."""
        self._resumes = False
        self._transport.set_tempo(float(self.plan.from_percent))
        self._round_percent = self._transport.tempo_percent
        self.training = Training(self.plan, self._transport.tempo_percent)
        self._step_mark = None
        self._show()

    def stop(self) -> None:
        """End it; the tempo stays."""
        self._resumes = False
        self.training = None
        self._show()

    def toggle(self) -> None:
        """Begin, or end."""
        if self.training is None:
            self.start()
        else:
            self.stop()

    def mark_clean(self) -> None:
        """The round that is on was clean, or the one that is just over."""
        last = self._last_round
        if last is not None and last is not self._last_mark and self._is_just_after():
            self._count_mark(last)
            if self.training is not None and self.plan.is_gated:
                self._step_mark = last
                self._set_training(self.training.rising())
        elif self.pending:
            self.refused.emit(self.tr("This round is marked clean already."))
        elif self._rounds.is_whole and self._rounds.loop is not None:
            self.pending = True
            self.marked.emit(self._mark_of(self._rounds.loop))
            self._show()
        elif self._transport.active_loop is None:
            self.refused.emit(self.tr("Only rounds of a loop can be clean: set one first."))
        else:
            self.refused.emit(self.tr("Only a round that is heard from its start can be clean."))

    def take_mark_back(self) -> None:
        """The round that was marked last was not clean; where that has made it faster, the next
        round is as slow as before.
        """
        loop, mark = self._rounds.loop, self._last_mark
        if self.pending and loop is not None:
            self.pending = False
            self._keep_tempo_of_round()
            self.taken_back.emit(self._mark_of(loop))
        elif mark is not None:
            self._last_mark = None
            self._diary.mark_clean(mark.day, mark.loop, round(mark.percent), taken_back=True)
            if self.training is not None and mark is self._step_mark:
                self._step_mark = None
                self._set_training(self.training.without_mark(mark.percent))
            self.taken_back.emit(mark)
        else:
            self.refused.emit(self.tr("No round was marked clean."))
        self._show()

    def _is_just_after(self) -> bool:
        rounds, loop = self._rounds, self._rounds.loop
        if rounds.waits or not self._transport.playing:
            return True
        if loop is None or not rounds.is_whole:
            return False
        limit_s = loop.frames / SAMPLE_RATE * _JUST_AFTER_PART
        real_s = rounds.heard_s * 100 / self._round_percent
        return not self.pending and rounds.heard_s <= limit_s and real_s <= _JUST_AFTER_S

    def _mark_of(self, loop: LoopRegion) -> CleanMark:
        return CleanMark(loop, self._today(), self._round_percent)

    def _count_mark(self, mark: CleanMark) -> None:
        self._last_mark = mark
        self._diary.mark_clean(mark.day, mark.loop, round(mark.percent))
        self.marked.emit(mark)

    # What is heard.

    def tick(self) -> None:
        """Take in what was heard since the last picture."""
        transport, rounds = self._transport, self._rounds
        loop = transport.loop if transport.loop_enabled and transport.box is None else None
        if loop != rounds.loop:
            self._take(rounds.set_loop(loop))
            self._last_round = None
        if loop is not None and loop != self._trained:
            self._on_other_loop(loop)
        playback, ring = self._engine.playback(), self._engine.ring
        audible_frame = ring.audible_frame()
        for piece in self._path.hear(playback, audible_frame, ring.sample_rate):
            inside_s = rounds.seconds_inside(piece)
            if not piece.is_pause:
                self._diary.count_seconds(self._today(), piece.seconds, loop, inside_s)
            self._take(rounds.hear(piece))
        if not playback.playing:
            self._hear_no_more()
        if loop is not None:
            self._prepare_tempo(playback, loop, audible_frame)

    def _on_other_loop(self, loop: LoopRegion) -> None:
        """What was heard of the loop before does not count for this one."""
        before, self._trained = self._trained, loop
        if self.training is not None and before is not None:
            self._step_mark = None
            self._set_training(self.training.at_tempo(self.training.tempo_percent))

    def _take(self, events: list[RoundEvent]) -> None:
        for event in events:
            if event is RoundEvent.ENDED:
                self._on_round_heard()
            elif event is RoundEvent.BROKEN:
                self.pending = False
                if self._transport.playing:
                    self._last_round = None
                self._keep_tempo_of_round()
                self._show()
            elif event is RoundEvent.BEGAN:
                if not self._has_just_ended:
                    self._last_round = None
                self._has_just_ended = False
                if self.training is not None:
                    self.training = self.training.at_head()
                    self._set_tempo(self.training.tempo_percent)
                self._round_percent = self._transport.tempo_percent
                self._show()

    def _on_round_heard(self) -> None:
        loop = self._rounds.loop
        assert loop is not None
        self._last_round, self._has_just_ended = self._mark_of(loop), True
        self._diary.count_round(self._today(), loop, round(self._round_percent))
        clean, self.pending = self.pending, False
        if clean:
            self._last_mark = self._last_round
            self._step_mark = self._last_round if self.plan.is_gated else None
            self._diary.mark_clean(self._today(), loop, round(self._round_percent))
        if self.training is not None:
            self.training = self.training.after_round(clean=clean)
        self._show()

    def _prepare_tempo(self, playback: Playback, loop: LoopRegion, audible_frame: float) -> None:
        """Ask for the next round's tempo a moment before that round begins, or the wait in which
        it is counted in: at the tempo that it will have.
        """
        training = self.training
        if training is None:
            return
        ring = self._engine.ring
        heads = loop_heads(playback.anchors, loop, ring.sample_rate)
        head = next((head for head in heads if head.frame > audible_frame), None)
        if head is None:
            return
        due = head.waits_from if head.counts_in else head.frame
        if due - ring.heard > _AHEAD_S * ring.sample_rate:
            return
        if self._rounds.is_whole:
            training = training.after_round(clean=self.pending)
        self._set_tempo(training.at_head().tempo_percent)

    def _keep_tempo_of_round(self) -> None:
        """What was asked for ahead is not to come."""
        if self.training is not None:
            self._set_tempo(self.training.tempo_percent)

    def _set_training(self, training: Training) -> None:
        self.training = training
        if not self._transport.playing:
            self.training = training.at_head()
            self._set_tempo(self.training.tempo_percent)
            self._round_percent = self._transport.tempo_percent
        self._show()

    def _set_tempo(self, percent: float) -> None:
        """No edit of a hand: nobody wants to undo it step by step."""
        if percent == self._transport.tempo_percent:
            return
        self._sets_tempo = True
        try:
            self._history.rebase(lambda: self._transport.set_tempo(percent, from_loop_head=True))
        finally:
            self._sets_tempo = False
        self._records.save()

    def _on_tempo_changed(self, percent: float) -> None:
        if self._sets_tempo:
            return
        # A round that was partly slower counts as that.
        slowest = min(self._round_percent, percent) if self._rounds.is_whole else percent
        self._round_percent = slowest
        self._step_mark = None
        if self.training is not None:
            self.training = self.training.at_tempo(percent)
            self._show()

    def _on_playing_changed(self, playing: bool) -> None:
        if not playing:
            self._diary.keep()

    def _hear_no_more(self) -> None:
        self._has_just_ended = False
        self._take(self._rounds.stop())
        if self.training is not None and self.training.due_percent is not None:
            self._set_training(self.training)

    def _show(self) -> None:
        training = self.training
        rounds = 0 if training is None else training.rounds
        if not self._resumes and self._diary.is_read:
            self._diary.set_trainer(TrainerKept(self.plan, training is not None, rounds))
        self.changed.emit()

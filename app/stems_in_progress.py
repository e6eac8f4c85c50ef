"""A song's separation as the window follows it: the stems so far, how long still, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.background import Courier
from app.error_messages import sentence
from app.model_words import device_in_words, memory_short_words, title_words
from app.song_cache import mark_used
from app.song_loading import MIX_TRACK, Song
from player.multitrack import Multitrack
from player.transport import LoopRegion
from separation.errors import (
    FULL_DISK,
    SeparationCancelledError,
    StoreDamagedError,
    StoreWriteError,
)
from separation.events import (
    Cancelled,
    Failed,
    Finished,
    MemoryShort,
    ModelLoaded,
    Progress,
    SeparationEvent,
    SpanFinished,
)
from separation.job import SeparationJob, SeparationRequest
from separation.recipe import Recipe
from separation.spans import Span, SpanSet
from separation.stem_store import StemStore

# make_room(needed bytes, then): `then(whether anything went)` is called later.
MakeRoom = Callable[[int, Callable[[bool], None]], None]


@dataclass(frozen=True)
class Activity:
    """What is being done, how much of it (0 to 1; None: not known yet), and for how long still."""

    text: str
    fraction: float | None = None
    seconds_left: float | None = None


class StemsInProgress(QObject):
    """Separates one song in the background.

    `span_finished(start_frame, stop_frame)`: `multitrack()` has more to give. `activity_changed`:
    an `Activity`, or None at the end. `memory_short(sentence)`: it goes on, but slower.
    `failed(error)`: why it ends. `ended(sentence)`: over; the sentence is empty if all went well.
    Where the disk is full, songs that are not open make room by `make_room`.
    """

    span_finished = Signal(int, int)
    activity_changed = Signal(object)
    memory_short = Signal(str)
    failed = Signal(object)
    ended = Signal(str)

    def __init__(
        self,
        song: Song,
        recipe: Recipe,
        device: str,
        make_room: MakeRoom,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.song = song
        self.recipe = recipe
        self._make_room = make_room
        self._is_cancelled = self._is_retired = False
        self._playhead_frame = 0
        self._chosen_device = device
        self._device = "cpu"
        self._finished = SpanSet()
        self._store: StemStore | None = None
        self._activity: Activity | None = None
        self.has_ended = False
        self._courier = Courier(self._on_event, self)
        self._job: SeparationJob | None = None

    def start(self, playhead_frame: int) -> None:
        """Take what an earlier session has finished, or begin, or go on where it stopped.

        If it was cancelled before, it only ends.
        """
        if self._is_cancelled:
            self._end(sentence(SeparationCancelledError()))
            return
        self._playhead_frame = playhead_frame
        mark_used(self.song.folder.stem_store(self.recipe.key))
        self._open_store()
        if self._store is not None and self._store.is_complete:
            self._add(Span(0, self.song.frames))
            self._end("")
            return
        self._start_job()

    def _start_job(self) -> None:
        # What is not complete is opened when the child speaks of it: it may have to start again.
        self._store = None
        self._finished = SpanSet()
        self._set_activity(
            Activity(self.tr("Getting {title} ready").format(title=title_words(self.recipe.model)))
        )
        request = SeparationRequest(
            mix_path=self.song.folder.track(MIX_TRACK),
            store_folder=self.song.folder.stem_store(self.recipe.key),
            recipe=self.recipe,
            device=self._chosen_device,
            playhead_frame=self._playhead_frame,
        )
        self._job = SeparationJob(request, self._courier.send)
        self._job.start()

    @property
    def is_running(self) -> bool:
        """Whether a child process of it may still be there."""
        return self._job is not None and self._job.is_running

    @property
    def is_complete(self) -> bool:
        """Whether every frame is separated."""
        return self._finished.frames == self.song.frames

    def multitrack(self) -> Multitrack:
        """The stems as far as they are finished, and the mix for the rest."""
        if self._store is None:
            return self.song.multitrack()
        return Multitrack(
            names=self._store.stems,
            stems=tuple(self._store.array(stem) for stem in self._store.stems),
            frames=self.song.frames,
            mix=None if self.is_complete else self.song.tracks[MIX_TRACK],
            finished=tuple((span.start_frame, span.stop_frame) for span in self._finished),
        )

    def set_focus(self, playhead_frame: int, loop: LoopRegion | None) -> None:
        """Say what is needed first."""
        self._playhead_frame = playhead_frame
        if self._job is not None:
            region = None if loop is None else (loop.start_frame, loop.end_frame)
            self._job.set_focus(playhead_frame, region)

    def cancel(self) -> None:
        """Stop; what is finished stays. `ended` follows."""
        self._is_cancelled = True
        if self._job is not None:
            self._job.cancel()

    def retire(self) -> None:
        """Stop and say nothing any more; `wait` is still to be called, from any thread."""
        self._is_retired = True
        self._courier.close()
        self.cancel()

    def wait(self) -> None:
        """Until the child process is gone."""
        if self._job is not None:
            self._job.join()

    def _on_event(self, event: SeparationEvent) -> None:
        match event:
            case ModelLoaded(device=device):
                self._device = device
                self._set_activity(Activity(self._doing, 0.0))
            case MemoryShort(device=device, now_on=now_on):
                self._device = now_on
                self.memory_short.emit(memory_short_words(device, now_on))
            case SpanFinished(start_frame, stop_frame):
                if self._store is None:
                    self._open_store()
                self._add(Span(start_frame, stop_frame))
            case Progress(fraction, seconds_left):
                self._set_activity(Activity(self._doing, fraction, seconds_left))
            case Finished():
                self._end("")
            case Cancelled():
                self._end(sentence(SeparationCancelledError()))
            case Failed(StoreWriteError() as refusal) if refusal.cause.errno in FULL_DISK:
                room_bytes = len(self.recipe.stems) * self.song.track_bytes
                self._make_room(room_bytes, lambda made: self._on_room(made, refusal))
            case Failed(error):
                self.failed.emit(error)
                self._end(sentence(error))

    def _on_room(self, made: bool, refusal: StoreWriteError) -> None:
        """Other songs have made room, or there is nothing left that could go."""
        if self._is_retired:
            return
        if self._is_cancelled:
            self._end(sentence(SeparationCancelledError()))
        elif made:
            self._start_job()
        else:
            self._end(sentence(refusal))

    @property
    def _doing(self) -> str:
        title = title_words(self.recipe.model)
        if self._device == "cpu":
            return self.tr("Separating with {title}").format(title=title)
        return self.tr("Separating with {title} on the {device}").format(
            title=title, device=device_in_words(self._device)
        )

    def _open_store(self) -> None:
        try:
            store = StemStore.open(self.song.folder.stem_store(self.recipe.key))
        except StoreDamagedError:
            return
        fits = store.identity.weights_digest == self.recipe.model.weights_digest
        if fits and store.frames == self.song.frames:
            self._store = store

    def _add(self, span: Span) -> None:
        if self._store is None or self._finished.contains(span):
            return
        self._finished = self._finished.add(span)
        self.span_finished.emit(span.start_frame, span.stop_frame)

    def _end(self, message: str) -> None:
        self.has_ended = True
        self._set_activity(None)
        self.ended.emit(message)

    def _set_activity(self, activity: Activity | None) -> None:
        if activity != self._activity:
            self._activity = activity
            self.activity_changed.emit(activity)

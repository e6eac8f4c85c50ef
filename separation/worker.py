"""The process that separates: started by a job, told what to do on stdin, answers on stdout.

It is a process of its own because importing torch and running a model would hold up the audio
callback, and because a crash or an out-of-memory kill must not take the app down. It ends as soon
as its stdin closes, that is, when its parent dies.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
from contextlib import ExitStack
from typing import BinaryIO

from separation.errors import (
    NotEnoughMemoryError,
    SeparationCancelledError,
    SeparationError,
    WavUnusableError,
)
from separation.events import Cancelled, Ending, Failed, Finished, MemoryShort, ModelLoaded, News
from separation.lanes import Lanes
from separation.mapped_wav import WavReader
from separation.mix_level import MixLevel
from separation.segment_order import Focus
from separation.separator import announce_finished, separate
from separation.stem_store import StoreIdentity
from separation.stem_store_writer import StemStoreWriter
from separation.timed_model import TimedModel, remember_cost
from separation.worker_protocol import AskFocus, Cancel, Message, WorkOrder, decode, encode


class _Line:
    """The line to the job: answers are queued, a cancel is noted, a hang-up ends the process."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self.cancelled = threading.Event()
        self._incoming = incoming
        self._outgoing = outgoing
        self._answers: queue.SimpleQueue[Message] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="job line", daemon=True).start()

    def say(self, message: Message) -> None:
        try:
            self._outgoing.write(encode(message))
            self._outgoing.flush()
        except OSError:
            os._exit(1)  # nobody is listening any more

    def next_answer(self) -> Message:
        return self._answers.get()

    def ask_focus(self) -> Focus:
        self.say(AskFocus())
        answer = self.next_answer()
        if isinstance(answer, Cancel):
            raise SeparationCancelledError
        assert isinstance(answer, Focus)
        return answer

    def _listen(self) -> None:
        try:
            for line in self._incoming:
                message = decode(line)
                if isinstance(message, Cancel):
                    self.cancelled.set()
                self._answers.put(message)
        finally:
            # The job is gone, perhaps in the middle of a line. The store takes no harm from this:
            # it is made to be killed at any moment.
            os._exit(1)


def main() -> None:
    """Separate what the job asks for, and say how it ended."""
    # Ctrl+C in a terminal reaches the child too, but it is for the parent to say what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = _take_line()
    order = line.next_answer()
    assert isinstance(order, WorkOrder)
    ending: Ending
    try:
        _separate(order, line)
        ending = Finished(order.store_folder)
    except SeparationCancelledError:
        ending = Cancelled()
    except SeparationError as error:
        ending = Failed(error)
    except MemoryError:
        ending = Failed(NotEnoughMemoryError("cpu"))
    line.say(ending)
    os._exit(0)  # taking torch down in order takes a second and helps nobody


def _take_line() -> _Line:
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints from now on goes to stderr, not into the protocol.
    os.dup2(2, 1)
    return _Line(incoming, outgoing)


def _separate(order: WorkOrder, line: _Line) -> None:
    recipe = order.recipe
    mix = WavReader(order.mix_path)
    if mix.channels != 2 or mix.sample_rate != recipe.model.sample_rate:
        raise WavUnusableError(order.mix_path, f"is not stereo at {recipe.model.sample_rate} Hz")
    identity = StoreIdentity.of(recipe, mix.frames, MixLevel.of(mix))
    with ExitStack() as afterwards, StemStoreWriter(order.store_folder, identity) as store:
        announce_finished(store, line.say)
        if store.unfinished_segments:
            # Imported late: a song that is complete does not wait for torch.
            from separation.model_loading import load_model

            model = TimedModel(load_model(recipe, order.device, line.say))
            line.say(ModelLoaded(recipe.model.name, model.device))

            def lanes() -> Lanes:
                return Lanes.for_device(model.device, order.cores)

            memory_was_short = False

            def say(event: News) -> None:
                nonlocal memory_was_short
                memory_was_short = memory_was_short or isinstance(event, MemoryShort)
                line.say(event)

            def remember() -> None:
                # In fewer lanes than usual it takes longer, and each segment less.
                if not memory_was_short:
                    remember_cost(recipe, model, lanes())

            lanes().take_threads()
            afterwards.callback(remember)
            separate(
                mix,
                store,
                model,
                lanes=lanes,
                focus=line.ask_focus,
                on_event=say,
                cancelled=line.cancelled.is_set,
            )


if __name__ == "__main__":
    main()

"""Writes down what an input gives while the song plays: the sound, and where in the song it was."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from player.audio_input import AudioInput
from player.clipping import FULL_SCALE
from player.errors import InputGoneError, PlayerError, RecordingWriteError
from player.input_ring import InputBlock
from player.multitrack import Samples
from player.output_ring import OutputRing
from player.playback import Playback
from player.recording_log import HeardAnchor, RecordingHead
from player.recording_sheet import RecordingSheet
from player.rounds_so_far import RoundSoFar, RoundsSoFar
from player.sparse_readings import SparseReadings
from player.stream_clock import ClockReading

_LOOK_S = 0.02
# What was heard last is played to a moment later, and takes a while to come in.
_TAIL_S = 0.8
_SILENT_LIMIT_S = 2.0
_KEPT_S = 0.5
# Ten seconds of them.
_EARLY_READINGS = 200

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InputLevels:
    """peaks: of the channels since it was asked last, full scale 1.0. clipped: whether the input
    was too loud since then. dropouts: how often it has lost something. recorded_s: how much is
    written.
    """

    peaks: tuple[float, ...] = ()
    clipped: bool = False
    dropouts: int = 0
    recorded_s: float = 0.0


class TakeRecorder:
    """Listens to an input in a thread of its own, and records from `begin` to `end`.

    playback: asked for what is heard, from this thread. `ended(path or None, error or None)` is
    called in a thread of the recorder's, once for each recording: where it is, without its suffix,
    and why it ended if that was not wished. An input that fails while nothing is recorded is told
    so too.
    """

    def __init__(
        self,
        source: AudioInput,
        output: OutputRing,
        playback: Callable[[], Playback],
        ended: Callable[[Path | None, PlayerError | None], None],
    ) -> None:
        self._source = source
        self._output = output
        self._playback = playback
        self._ended = ended
        self._heard_from_s = time.perf_counter()
        self._wishes: list[tuple[Path, float] | None] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._sheet: RecordingSheet | None = None
        self._rounds: RoundsSoFar | None = None
        self._ends_at_s = self._closes_at_s = np.inf
        self._round_trip_s = self._came_in_until_s = self._needed_until_s = 0.0
        self._ending: threading.Thread | None = None
        self._peaks = np.zeros(source.ring.channels, np.float32)
        self._clipped = False
        self._has_failed = False
        self._early: list[ClockReading] = []
        self._early_sparse = SparseReadings(source.sample_rate)
        self._before: list[tuple[Samples, list[InputBlock]]] = []
        self._watch = _OutputWatch(output, playback)
        self._thread = threading.Thread(target=self._run, name="woodshed-takes", daemon=True)
        self._thread.start()

    def begin(self, path: Path, round_trip_s: float) -> None:
        """Record from now on, to this path with the suffixes of sound and log."""
        with self._lock:
            self._wishes.append((path, round_trip_s))

    def end(self) -> None:
        """Record what is still on its way, and then no more."""
        with self._lock:
            self._wishes.append(None)

    def close(self) -> None:
        """Record what is still on its way, and wait for it; what was recorded is kept and told."""
        self._closing.set()
        self._thread.join()
        if self._ending is not None:
            self._ending.join()

    def levels(self) -> InputLevels:
        """How loud it was since this was asked last; any thread may."""
        peaks, self._peaks = self._peaks, np.zeros_like(self._peaks)
        clipped, self._clipped = self._clipped, False
        # Once: it may end meanwhile.
        sheet = self._sheet
        if sheet is None:
            return InputLevels(tuple(peaks.tolist()), clipped)
        recorded_s = sheet.frames / self._source.sample_rate
        return InputLevels(tuple(peaks.tolist()), clipped, sheet.dropouts, recorded_s)

    def rounds(self) -> tuple[str, tuple[RoundSoFar, ...]]:
        """The name of what is or was recorded last, and what it looks like; any thread may ask."""
        rounds = self._rounds
        return ("", ()) if rounds is None else (rounds.name, rounds.shown)

    @property
    def is_listening(self) -> bool:
        """Whether the input has not failed."""
        return self._thread.is_alive() and not self._has_failed

    def _run(self) -> None:
        try:
            while self._goes_on():
                self._follow_wishes()
                self._listen()
                if self._sheet is not None and time.perf_counter() > self._ends_at_s:
                    self._finish(None)
        except Exception as error:  # a thread that dies in silence would be worse than any
            self._has_failed = True
            if not isinstance(error, PlayerError):
                _log.exception("recording stopped")
            self._finish(error if isinstance(error, PlayerError) else PlayerError(str(error)))
            return
        self._finish(None)

    def _goes_on(self) -> bool:
        """Wait a moment; whether there is something to listen for after it."""
        if not self._closing.wait(_LOOK_S):
            return True
        if self._sheet is None:
            return False
        now_s = time.perf_counter()
        if self._closes_at_s == np.inf:
            self._closes_at_s = now_s + _TAIL_S
            _, when_s, latency_s, block_frames = self._output.clock
            block_s = block_frames / self._output.sample_rate
            # When the last that was taken is played to.
            self._needed_until_s = when_s + latency_s + block_s + self._round_trip_s
            self._needed_until_s = max(now_s, self._needed_until_s)
        if now_s > self._closes_at_s or self._came_in_until_s >= self._needed_until_s:
            return False
        time.sleep(_LOOK_S)
        return True

    def _follow_wishes(self) -> None:
        with self._lock:
            wishes, self._wishes = self._wishes, []
        for wish in wishes:
            if wish is None:
                self._ends_at_s = min(self._ends_at_s, time.perf_counter() + _TAIL_S)
                continue
            path, round_trip_s = wish
            if self._sheet is not None:
                self._finish(None)
            head = RecordingHead(
                self._source.sample_rate,
                self._output.sample_rate,
                round_trip_s,
                self._source.started_at_s,
                self._output.begun_frame,
            )
            self._ends_at_s = np.inf
            self._round_trip_s = round_trip_s
            self._watch.begin()
            self._rounds = RoundsSoFar(path.name, head)
            channels = self._source.ring.channels
            try:
                self._sheet = RecordingSheet(path, channels, head, self._early.copy())
            except OSError as error:
                self._ended(None, RecordingWriteError(error))
            else:
                for samples, blocks in self._before:
                    self._sheet.take(samples, blocks)
                    self._rounds.come_in(samples, blocks)

    def _listen(self) -> None:
        samples, blocks = self._source.ring.take()
        now_s = time.perf_counter()
        if blocks:
            self._heard_from_s = now_s
            self._came_in_until_s = blocks[-1].at_s + blocks[-1].frames / self._source.sample_rate
            self._measure(samples)
        elif now_s - self._heard_from_s > _SILENT_LIMIT_S or not self._source.is_alive:
            raise InputGoneError
        self._keep(samples, blocks)
        sheet = self._sheet
        if sheet is None:
            return
        sheet.take(samples, blocks)
        heard = self._watch.look()
        sheet.note_output(*heard)
        if self._rounds is not None:
            self._rounds.hear(*heard)
            self._rounds.come_in(samples, blocks)
        try:
            sheet.write(now_s)
        except OSError as error:
            self._finish(RecordingWriteError(error))

    def _keep(self, samples: Samples, blocks: list[InputBlock]) -> None:
        """What came just before a recording belongs to it: the wish may be a little late."""
        if blocks:
            self._before.append((samples, blocks))
        kept_frames = round(_KEPT_S * self._source.sample_rate)
        while sum(len(each) for each, _ in self._before[1:]) > kept_frames:
            # The clock of an input is known the better the longer it has run.
            for block in self._before.pop(0)[1]:
                reading = ClockReading(block.frame, block.at_s, block.follows_loss)
                self._early += self._early_sparse.add(reading)
        del self._early[:-_EARLY_READINGS]

    def _measure(self, samples: Samples) -> None:
        peaks = np.abs(samples).max(axis=0)
        self._peaks = np.maximum(self._peaks, peaks)
        self._clipped = self._clipped or bool(peaks.max() >= FULL_SCALE)

    def _finish(self, error: PlayerError | None) -> None:
        sheet, self._sheet = self._sheet, None
        self._ends_at_s = np.inf
        if sheet is None:
            if error is not None:
                self._ended(None, error)
            return
        before = self._ending

        def end() -> None:
            if before is not None:
                before.join()
            cause = error
            try:
                sheet.close(complete=not isinstance(error, RecordingWriteError))
            except OSError as refusal:
                cause = cause or RecordingWriteError(refusal)
            self._ended(sheet.path if sheet.frames else None, cause)

        # A disk may take longer over it than what is heard now is known.
        self._ending = threading.Thread(target=end, name="woodshed-takes-end", daemon=True)
        self._ending.start()


class _OutputWatch:
    """Reads from time to time how far the output is heard, when, and of which song frames."""

    def __init__(self, output: OutputRing, playback: Callable[[], Playback]) -> None:
        self._output = output
        self._playback = playback
        self.begin()

    def begin(self) -> None:
        """Tell everything that is heard from here on."""
        self._silent_frames: int | None = None
        self._clock: object = None
        self._last_anchor = -np.inf
        self._has_begun = False

    def look(self) -> tuple[ClockReading | None, list[HeardAnchor], int]:
        """What is new: a reading, anchors that are heard by now, and how far it is heard."""
        playback, silent, clock = self._playback(), self._output.silent_frames, self._output.clock
        heard, when_s, latency_s, block_frames = clock
        reading = None
        unsteady = silent != self._output.silent_frames or clock is not self._output.clock
        if block_frames and clock is not self._clock and not unsteady:
            self._clock = clock
            breaks = self._silent_frames is not None and silent != self._silent_frames
            self._silent_frames = silent
            reading = ClockReading(heard - block_frames, when_s + latency_s, breaks)
        anchors = []
        for index, anchor in enumerate(playback.anchors):
            behind = playback.anchors[index + 1 :]
            is_past = bool(behind) and behind[0].output_frame <= heard - block_frames
            if not self._has_begun and is_past:
                continue  # it was over before the recording began
            if self._last_anchor < anchor.output_frame <= heard:
                self._has_begun = True
                self._last_anchor = anchor.output_frame
                anchors.append(HeardAnchor(anchor, playback.pitch_semitones))
        return reading, anchors, heard

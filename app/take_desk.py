"""Takes of the open song: recorded while it plays, kept beside it, heard and mixed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Pool
from app.errors import TakeNotKeptError, TakesDamagedError
from app.growing_takes import GrowingTakes
from app.sound_input import SoundInput
from app.sound_output import SoundOutput
from app.take_folder import LaidTake, TakeFolder, TakesOnDisk
from app.takes import Take, Takes
from app.transport_controls import TransportControls
from player.audio_input import InputChoice
from player.engine import Engine
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, StemMix
from player.multitrack import PlacedTrack
from player.rounds_so_far import RoundSoFar
from player.waveform_peaks import WaveformPeaks

_SETTLED_MS = 500


class TakeDesk(QObject):
    """Records while it is armed and the song plays, a take for every round.

    `changed(takes)`; `edited()`: by a hand; `grown()`: by what was recorded or read.
    `heard_changed()`: what the engine is to play beside the stems is other, or mixed otherwise.
    `armed_changed(armed)`, `recording_changed(recording)`. `taken(takes)`: how many takes a
    recording gave. `failed(error)`. round_trip_s: what is taken off, from a calibration.
    """

    changed = Signal(object)
    edited = Signal()
    grown = Signal()
    heard_changed = Signal()
    armed_changed = Signal(bool)
    recording_changed = Signal(bool)
    taken = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        engine: Engine,
        output: SoundOutput,
        transport: TransportControls,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._transport = transport
        # One thread: what is written last stays, and no take is laid while another is.
        self._pool = Pool(1, self)
        self._folder: TakeFolder | None = None
        self._song_frames = 0
        self._refused: Exception | None = None
        self._on_disk = TakesOnDisk()
        self._laid: dict[str, LaidTake] = {}
        self._growing = GrowingTakes()
        self._heard: tuple[tuple[str, StemMix], ...] = ()
        self.input = SoundInput(engine, output, self)
        self.state = Takes()
        self.is_armed = self.is_recording = False
        self.round_trip_s = 0.0
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self._write)
        self.input.recorded.connect(self._on_recorded)
        self.input.failed.connect(self._on_input_failed)
        self.input.changed.connect(self._follow)
        transport.playing_changed.connect(lambda _: self._follow())

    @property
    def folder(self) -> TakeFolder | None:
        """Where they are kept; None where they cannot be."""
        return self._folder

    def open(self, key: str, song_frames: int) -> None:
        """Those of another song, which come a moment later."""
        self._stop_recording()
        self._let_go()
        folder = self._folder = TakeFolder(key)
        self._song_frames = song_frames
        self._refused = None
        self._on_disk = TakesOnDisk()
        self._laid.clear()
        self._growing.clear()
        self._show(Takes())
        self._tell_heard()
        self._pool.run(folder.read, lambda result: self._on_read(folder, result))

    def close(self) -> None:
        """End recording, and wait until everything is written."""
        self.input.shut_down()
        self._let_go()
        self._pool.finish()

    def _let_go(self) -> None:
        if self._settling.isActive():
            self._write()
        folder, self._folder = self._folder, None
        if folder is not None:
            self._pool.run(folder.let_go, lambda _: None)

    # Recording.

    def set_armed(self, armed: bool, choice: InputChoice | None = None) -> None:
        """Record whenever the song plays, or do not; with another choice from another device."""
        if choice is not None:
            self.input.choice = choice
        if armed and self._refused is not None:
            self.failed.emit(self._refused)
            # The button that was pressed is up again.
            self.armed_changed.emit(False)
            return
        if armed and (not self.is_armed or choice is not None):
            self._stop_recording()
            self.input.open(self.input.choice)
        elif not armed and self.is_armed:
            self._stop_recording()
            self.input.close()
        if armed != self.is_armed:
            self.is_armed = armed
            self.armed_changed.emit(armed)

    def _follow(self) -> None:
        """Begin where everything is ready, end where the song has stopped."""
        is_ready = self.is_armed and self.input.is_open and self._folder is not None
        if is_ready and self._transport.playing and not self.is_recording:
            assert self._folder is not None
            recording = self._folder.new_recording()
            if self.input.begin(recording, self.round_trip_s):
                self._growing.begin(recording.name)
                self._set_recording(True)
        elif self.is_recording and not (is_ready and self._transport.playing):
            self._stop_recording()

    def _stop_recording(self) -> None:
        if self.is_recording:
            self.input.end()
            self._set_recording(False)

    def _set_recording(self, recording: bool) -> None:
        self.is_recording = recording
        self.recording_changed.emit(recording)

    def _on_input_failed(self, error: Exception) -> None:
        self._growing.fail()
        self.changed.emit(self.state)
        if self.is_recording:
            self._set_recording(False)
        if not self.input.is_open and self.is_armed:
            self.is_armed = False
            self.armed_changed.emit(False)
        self.failed.emit(error)

    def _on_recorded(self, recording: Path) -> None:
        folder, frames, name = self._folder, self._song_frames, recording.name
        if folder is None or recording.parent != folder.path:
            return
        # What is left behind may have been found before it was taken apart here.
        if not self._growing.is_being_laid(name) and name not in self._on_disk.recordings:
            self._growing.is_on_disk(name)
            self._pool.run(
                lambda: folder.take_apart(recording, frames),
                lambda result: self._on_taken_apart(folder, recording, result),
            )

    def _on_taken_apart(
        self, folder: TakeFolder, recording: Path, result: list[LaidTake] | Exception
    ) -> None:
        if folder is not self._folder:
            return
        self._growing.end(recording.name)
        recordings = self._on_disk.recordings
        if isinstance(result, Exception):
            self.changed.emit(self.state)
            # It stays on the disk, and is tried again when the song is opened next.
            self.failed.emit(_told(result))
            return
        self._on_disk = replace(self._on_disk, recordings=recordings | {recording.name})
        takes = self.state
        for laid in result:
            named = replace(laid.take, name=takes.next_name(self.tr("Take {number}")))
            self._laid[named.id] = replace(laid, take=named)
            takes = takes.add(named)
        self._show(takes)
        self.grown.emit()
        self._tell_heard()
        self._write()
        self.taken.emit(len(result))

    # Changes.

    def rename(self, take: Take, text: str) -> None:
        """Call it what was typed; nothing typed changes nothing."""
        name = " ".join(text.split())
        if name:
            self._change(self.state.renamed(take.id, name))

    def set_muted(self, take: Take, muted: bool) -> None:
        """Let it be heard, or not."""
        self._mix(take, replace(take.mix, muted=muted))

    def set_soloed(self, take: Take, soloed: bool) -> None:
        """Hear it and no stem, beside others that are soloed."""
        self._mix(take, replace(take.mix, soloed=soloed, muted=take.mix.muted and not soloed))

    def set_gain(self, take: Take, gain_db: float) -> None:
        """How loud it is."""
        gain_db = min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, gain_db))
        self._mix(take, replace(take.mix, gain_db=gain_db))

    def set_best(self, take: Take, is_best: bool) -> None:
        """Mark it as the best of its round, or do not any more."""
        self._change(self.state.with_best(take.id, is_best))

    def delete(self, take: Take) -> None:
        """Remove it; its sound stays on the disk until this song is opened again."""
        self._change(self.state.remove(take.id))

    def restore(self, state: Takes) -> None:
        """All of them as they were."""
        self._change(state)

    def export(self, take: Take, path: Path) -> None:
        """Write what was played to this file."""
        folder = self._folder
        if folder is not None:
            self._pool.run(lambda: folder.export(take, path), self._on_exported)

    def _on_exported(self, result: Exception | None) -> None:
        if result is not None:
            self.failed.emit(_told(result))

    # What is heard and seen.

    def peaks(self, take: Take) -> WaveformPeaks | None:
        """Its waveform, if it is known by now."""
        laid = self._laid.get(take.id)
        return None if laid is None else laid.peaks

    def growing(self) -> list[tuple[Take, RoundSoFar]]:
        """What becomes takes and is none yet, as far as it has come in, the oldest first."""
        self._growing.has_come_in(*self.input.rounds())
        return self._growing.as_takes(self.state, self.tr("Take {number}"))

    def heard_tracks(self) -> tuple[PlacedTrack, ...]:
        """What is to be played beside the stems."""
        return tuple(self._laid[take.id].track for take in self._heard_takes())

    def heard_files(self) -> tuple[tuple[Take, Path], ...]:
        """The same takes, and where their tracks lie."""
        return tuple((take, self._laid[take.id].path) for take in self._heard_takes())

    def _heard_takes(self) -> list[Take]:
        known = (take for take in self.state.all if take.id in self._laid)
        return [take for take in known if not take.mix.muted]

    def strips(self) -> tuple[tuple[str, StemMix], ...]:
        """What the mixer is to do with it."""
        return tuple(
            (take.bus, take.mix)
            for take in self.state.all
            if take.id in self._laid and not take.mix.muted
        )

    # Keeping.

    def _mix(self, take: Take, mix: StemMix) -> None:
        self._change(self.state.mixed(take.id, mix))

    def _change(self, state: Takes) -> None:
        if state != self.state:
            self._show(state)
            # A fader that is moved is written when it rests.
            self._settling.start()
            self.edited.emit()
            self._tell_heard()

    def _show(self, state: Takes) -> None:
        self.state = state
        self.changed.emit(state)

    def _tell_heard(self) -> None:
        # A stretcher for every take would be much: those that are muted are not read at all.
        heard = self.strips()
        if heard != self._heard:
            self._heard = heard
            self.heard_changed.emit()

    def _write(self) -> None:
        self._settling.stop()
        folder = self._folder
        self._on_disk = on_disk = replace(self._on_disk, takes=self.state)
        if folder is not None:
            self._pool.run(
                lambda: folder.write(on_disk),
                lambda kept: self._on_written(folder, on_disk, kept),
            )

    def _on_written(
        self, folder: TakeFolder, written: TakesOnDisk, kept: TakesOnDisk | Exception
    ) -> None:
        if isinstance(kept, Exception):
            self.failed.emit(_told(kept))
        elif folder is self._folder and kept != written:
            self._pool.run(lambda: folder.learn(written, kept), lambda _: None)
            takes = kept.takes.rebased(written.takes, self.state)
            recordings = self._on_disk.recordings | kept.recordings
            self._on_disk = TakesOnDisk(takes, recordings)
            self._show(takes)
            self.grown.emit()
            self._tell_heard()
            self._load(folder)

    def _load(self, folder: TakeFolder) -> None:
        """Bring the sound of every take that has none yet."""
        frames = self._song_frames
        for take in self.state.all:
            if take.id not in self._laid:
                self._pool.run(
                    partial(self._loaded, folder, take, frames),
                    lambda laid: self._on_loaded(folder, laid),
                )

    def _loaded(self, folder: TakeFolder, take: Take, song_frames: int) -> LaidTake | None:
        """In the pool's thread; nothing of a song that is not open any more."""
        return folder.load(take, song_frames) if folder is self._folder else None

    def _on_read(self, folder: TakeFolder, result: TakesOnDisk | Exception) -> None:
        if folder is not self._folder:
            return
        if isinstance(result, Exception):
            self.failed.emit(result)
            if not isinstance(result, TakesDamagedError):
                # What cannot be read must not be replaced.
                self._folder, self._refused = None, result
                if self.is_armed:
                    self.set_armed(False)
                return
            result = TakesOnDisk()
        self._on_disk = result
        self._show(result.takes)
        self.grown.emit()
        self._tell_heard()
        self._load(folder)
        self._pool.run(
            lambda: folder.left_behind(result), lambda left: self._on_left_behind(folder, left)
        )

    def _on_loaded(self, folder: TakeFolder, laid: LaidTake | Exception | None) -> None:
        if folder is not self._folder or laid is None:
            return
        if isinstance(laid, Exception):
            self.failed.emit(_told(laid))
            return
        self._laid[laid.take.id] = laid
        self.changed.emit(self.state)
        self._tell_heard()

    def _on_left_behind(self, folder: TakeFolder, left: list[Path] | Exception) -> None:
        if folder is self._folder and not isinstance(left, Exception):
            for recording in left:
                self._on_recorded(recording)


def _told(error: Exception) -> Exception:
    return TakeNotKeptError(error) if isinstance(error, OSError) else error

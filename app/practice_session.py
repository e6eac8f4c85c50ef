"""One musician with one song: opens it, plays it, has it separated, and keeps its pictures."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.bar_loops import BarLoops
from app.cache_keeper import CacheKeeper
from app.click_desk import ClickDesk
from app.edit_history import EditHistory
from app.error_messages import sentence
from app.grid_edits import GridEdits
from app.heard_beside import HeardBeside
from app.loop_edits import LoopEdits
from app.mixing_desk import MixingDesk
from app.picture_feed import feed_mix, feed_rest, feed_stems
from app.practice_diary import PracticeDiary
from app.reading.song_reading import SongReading
from app.song_beats import SongBeats
from app.song_bookmarks import SongBookmarks
from app.song_loader import SongLoader
from app.song_loading import Song
from app.song_pictures import SongPictures
from app.song_records import SongRecords
from app.sound_output import SoundOutput
from app.speed_trainer import SpeedTrainer
from app.stems_in_progress import StemsInProgress
from app.take_comparisons import TakeComparisons
from app.take_desk import TakeDesk
from app.transport_controls import TransportControls
from player.engine import Engine
from player.errors import OutputError, OutputGoneError
from player.multitrack import Multitrack
from player.transport import SetMultitrack, SetReadAhead
from separation.recipe import EMBEDDED_RECIPE, Recipe

# Sound kept ready: little when nothing else works, more beside a model or a decoder.
_CALM_READ_AHEAD_S = 0.5
_BUSY_READ_AHEAD_S = 1.5
_FOCUS_EVERY_S = 0.25


class PracticeSession(QObject):
    """Ties the engine, the open song, its separation and its pictures together.

    Every method returns at once; what came of it is told by a signal. Frames are the song's, at
    44.1 kHz. `tick` is to be called with every picture shown.

    `opening(file name)`; `open_failed()`: what was open stays. `song_begun(song, stem names)`;
    `song_grown(song)`: more of it is decoded. `stems_changed()`: the open song is
    separated anew, perhaps into others. `finished_changed(spans)`: (start_frame, stop_frame)
    in which the stems can be heard. `activity_changed(activity or None)`.
    `separation_stopped(sentence)`: before it was complete; `separation_failed(error)`: because of
    this; `separation_ended()`: in any case. `message(text, kind)`.
    """

    opening = Signal(str)
    open_failed = Signal()
    song_begun = Signal(object, object)
    song_grown = Signal(object)
    stems_changed = Signal()
    finished_changed = Signal(object)
    activity_changed = Signal(object)
    separation_stopped = Signal(str)
    separation_failed = Signal(object)
    separation_ended = Signal()
    message = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recipe = self.song_recipe = EMBEDDED_RECIPE
        self._device = "auto"
        self._opening = False
        self.engine = Engine()
        self.desk = MixingDesk(self.engine, self)
        self.desk.groups_changed.connect(self._picture_rest)
        self.transport = TransportControls(self.engine, self)
        self.loop_edits = LoopEdits(self.transport, self)
        self.song_beats = SongBeats(self.loop_edits, self)
        self.click = ClickDesk(self.engine, self.song_beats, self)
        self.bookmarks = SongBookmarks(self.transport, self)
        self.output = SoundOutput(self.engine, self)
        self.takes = TakeDesk(self.engine, self.output, self.transport, self)
        self.beside = HeardBeside(self.desk, self.takes, self)
        self.comparisons = TakeComparisons(self.takes, lambda: self.multitrack, self)
        self.finished_changed.connect(lambda _: self.comparisons.look_again())
        self.reading = SongReading(self.song_beats, self)
        edited = (self.bookmarks, self.click, self.song_beats, self.takes, self.reading)
        self.history = EditHistory(self.desk, self.transport, *edited, self)
        self.grid_edits = GridEdits(self.song_beats, self.transport, self.history, self)
        self.bar_loops = BarLoops(self.song_beats, self.transport, self.history, self)
        self.records = SongRecords(self.history, self.transport, self)
        self.diary = PracticeDiary(self.bookmarks, self)
        self.trainer = SpeedTrainer(
            self.engine, self.transport, self.diary, self.history, self.records, self
        )
        self.pictures = SongPictures(self)
        self.cache = CacheKeeper(self)
        self.song: Song | None = None
        self.multitrack = self._played = Multitrack((), (), 0)
        self._stems: StemsInProgress | None = None
        self._retired: list[StemsInProgress] = []
        self._retirement = Pool(1, self)
        self._focus_told_at_s = 0.0
        self._loader = SongLoader(self)
        self._loader.begun.connect(self._on_song_begun)
        self._loader.grown.connect(self._on_song_grown)
        self._loader.failed.connect(self._on_loading_failed)
        self.output.failed.connect(lambda text: self.message.emit(text, "warning"))
        self.output.lost.connect(self._on_output_lost)
        self.transport.failed.connect(lambda error: self.message.emit(sentence(error), "error"))
        keepers = (
            self.cache,
            self.song_beats,
            self.records,
            self.diary,
            self.bookmarks,
            self.takes,
            self.comparisons,
            self.reading,
        )
        for keeper in keepers:
            keeper.failed.connect(lambda error: self.message.emit(sentence(error), "warning"))
        self.beside.tracks_changed.connect(lambda: self._play_from(self.multitrack))

    def start(self) -> None:
        """Start the engine and open the sound device."""
        self.engine.start()
        self.output.open()

    def close(self) -> None:
        """End every thread and child process."""
        self._loader.close()
        # Its last step is remembered with the song.
        self.trainer.close()
        self.records.close()
        self.history.close()
        self._retire_stems()
        self._retirement.close()
        _wait_for(self._retired)
        self.bookmarks.close()
        self.song_beats.close()
        self.reading.close()
        self.comparisons.close()
        self.takes.close()
        self.pictures.close()
        self.cache.close()
        self.output.close()
        self.engine.stop()

    @property
    def next_stems(self) -> tuple[str, ...]:
        """What the next song will be separated into."""
        return self._recipe.stems

    def set_recipe(self, recipe: Recipe, device: str = "auto") -> None:
        """Separate the songs from the next one on by this recipe, on auto, cpu, cuda or mps."""
        self._recipe = recipe
        self._device = device

    def open(self, path: Path) -> None:
        """Open a song or a folder of stems in place of what is open."""
        self._opening = True
        self.opening.emit(path.name)
        self._loader.open(path)

    def tick(self) -> None:
        """Keep up with the engine, and tell the separation where the musician is."""
        self.transport.tick()
        self.trainer.tick()
        self.output.check()
        now_s = time.monotonic()
        if self._stems is not None and now_s - self._focus_told_at_s >= _FOCUS_EVERY_S:
            self._focus_told_at_s = now_s
            position = round(self.transport.position_frame())
            self._stems.set_focus(position, self.transport.active_loop)

    def stem_levels(self) -> dict[str, float]:
        """Peaks of what is audible now, by strip, and the master's under its own name."""
        levels = self.engine.levels()
        named = dict.fromkeys(self.multitrack.names, 0.0)
        for bus, peak in zip(self._played.buses, levels.buses, strict=False):
            if bus is not None:
                named[bus] = peak
        return self.desk.groups.levels(named) | {"master": levels.master}

    @property
    def is_separated(self) -> bool:
        """Whether the stems can be heard everywhere."""
        return self.song is not None and self.multitrack.mix is None

    @property
    def can_separate(self) -> bool:
        """Whether there is something to separate and nobody at it."""
        song = self.song
        if song is None or song.is_multitrack or not song.is_decoded:
            return False
        return not self.is_separated and not self.is_separating

    @property
    def is_separating(self) -> bool:
        """Whether stems are being made."""
        return self._stems is not None and not self._stems.has_ended

    @property
    def is_idle(self) -> bool:
        """Whether nothing is played, opened or separated."""
        song = self.song
        is_opening = self._opening or (song is not None and not song.is_decoded)
        return not (is_opening or self.is_separating or self.transport.playing)

    def separate_anew(self) -> None:
        """Separate the open song once more, by the recipe that is for the next one. It plays on,
        the mix at first; stems of the same name keep their place on the desk.
        """
        song = self.song
        if song is None or song.is_multitrack or not song.is_decoded:
            return
        self._retire_stems()
        self.song_recipe = self._recipe
        self._play_from(song.multitrack())
        # Stems of the same name are others now.
        self.pictures.begin_song(song.frames)
        feed_mix(self.pictures, song, 0)
        self.desk.set_stems(self.song_recipe.stems)
        self.history.begin()
        self.stems_changed.emit()
        self.finished_changed.emit(())
        self.separate()

    def separate(self) -> None:
        """Separate what is not separated yet; also again, after a cancel or a failure."""
        song = self.song
        if song is None or not self.can_separate:
            return
        self._retire_stems()
        stems = self._stems = StemsInProgress(
            song, self.song_recipe, self._device, self.cache.make_room, self
        )
        stems.span_finished.connect(self._on_span_finished)
        stems.activity_changed.connect(self.activity_changed)
        stems.memory_short.connect(lambda text: self.message.emit(text, "warning"))
        stems.failed.connect(self.separation_failed)
        stems.ended.connect(self._on_separation_ended)
        self.engine.post(SetReadAhead(_BUSY_READ_AHEAD_S))
        if any(each.is_running for each in self._retired):
            # One of them may still be writing these very stems. They are waited for in that thread.
            self._retirement.run(lambda: None, lambda _: self._begin(stems))
        else:
            self._begin(stems)

    def _begin(self, stems: StemsInProgress) -> None:
        if stems is self._stems:
            stems.start(round(self.transport.position_frame()))

    def cancel_separation(self) -> None:
        """Stop separating; what is finished stays."""
        if self._stems is not None:
            self._stems.cancel()

    def _on_song_begun(self, song: Song) -> None:
        self.trainer.leave()
        self.records.leave()
        self._retire_stems()
        self.activity_changed.emit(None)
        if self.song is not None:
            self.song.folder.let_go()
        self._opening = False
        self.song = song
        self.song_recipe = self._recipe
        names = tuple(song.tracks) if song.is_multitrack else self.song_recipe.stems
        self.multitrack = self._played = song.multitrack()
        self.engine.post(SetMultitrack(self.multitrack))
        self.engine.post(SetReadAhead(_BUSY_READ_AHEAD_S))
        self.transport.set_song_frames(song.frames)
        self.transport.reset()
        self.desk.reset(names)
        # A line that is still being dragged is not put back into another song.
        self.grid_edits.begin_song()
        self.song_beats.begin_song()
        self.bookmarks.open(song.folder.path.name)
        self.takes.open(song.folder.path.name, song.frames)
        self.reading.open(song.folder.path.name)
        self.history.begin()
        self.pictures.begin_song(song.frames)
        self.records.open(song)
        self.trainer.open(song.folder.path.name)
        self.song_begun.emit(song, names)
        self.finished_changed.emit(())
        feed_mix(self.pictures, song, 0)
        self._on_decoded_further(song)

    def _on_song_grown(self, song: Song) -> None:
        assert self.song is not None
        before, self.song = self.song, song
        known = before.decoded_frames
        self._play_from(song.multitrack())
        if song.frames != before.frames:
            # The file had promised another length.
            self.history.rebase(lambda: self.transport.set_song_frames(song.frames))
            self.pictures.begin_song(song.frames)
            known = 0
        self.records.grow(song)
        feed_mix(self.pictures, song, known)
        self.song_grown.emit(song)
        self._on_decoded_further(song)

    def _on_decoded_further(self, song: Song) -> None:
        if not song.is_decoded:
            return
        if song.truncated:
            text = self.tr("The end of this file is missing. What is there can be played.")
            self.message.emit(text, "warning")
        elif song.bad_samples:
            text = self.tr(
                "%n damaged samples in this file were replaced by silence.", "", song.bad_samples
            )
            self.message.emit(text, "warning")
        self.song_beats.look(song)
        if song.is_multitrack:
            feed_stems(self.pictures, song.tracks, song.folder.peaks, (0, song.frames))
            self._picture_rest()
            self.reading.look(song, None)
            self.finished_changed.emit(((0, song.frames),))
            self.engine.post(SetReadAhead(_CALM_READ_AHEAD_S))
        else:
            self.separate()
        self.cache.tidy()

    def _on_loading_failed(self, error: Exception) -> None:
        self._opening = False
        self.message.emit(sentence(error), "error")
        self.open_failed.emit()

    def _on_span_finished(self, start_frame: int, stop_frame: int) -> None:
        assert self._stems is not None
        folder, recipe = self._stems.song.folder, self._stems.recipe.key
        multitrack = self._stems.multitrack()
        self._play_from(multitrack)
        span = (start_frame, stop_frame)
        stems = dict(zip(multitrack.names, multitrack.stems, strict=True))
        feed_stems(self.pictures, stems, partial(folder.stem_peaks, recipe), span)
        feed_rest(self.pictures, self.desk.groups, multitrack, (span,))
        self.finished_changed.emit(multitrack.finished)

    def _on_separation_ended(self, text: str) -> None:
        self.engine.post(SetReadAhead(_CALM_READ_AHEAD_S))
        if self.song is not None:
            recipe = self.song_recipe if self.is_separated else None
            if recipe is not None:
                self.song_beats.look_at_stems(self.song, recipe)
            self.reading.look(self.song, recipe)
        self.cache.tidy()
        self.separation_ended.emit()
        if text:
            self.separation_stopped.emit(text)

    def _on_output_lost(self, error: OutputError) -> None:
        was_playing = self.transport.playing
        self.transport.set_playing(False)
        if was_playing or isinstance(error, OutputGoneError):
            self.message.emit(sentence(error), "warning")

    def _play_from(self, multitrack: Multitrack) -> None:
        self.multitrack = multitrack
        self._played = replace(multitrack, placed=self.beside.tracks())
        self.engine.post(SetMultitrack(self._played, same_song=True))

    def _picture_rest(self) -> None:
        whole = ((0, self.multitrack.frames),)
        spans = whole if self.is_separated else self.multitrack.finished
        feed_rest(self.pictures, self.desk.groups, self.multitrack, spans)

    def _retire_stems(self) -> None:
        if self._stems is None:
            return
        stems, self._stems = self._stems, None
        stems.retire()
        self._retired.append(stems)
        self._retirement.run(stems.wait, lambda _: self._on_retired(stems))

    def _on_retired(self, stems: StemsInProgress) -> None:
        self._retired.remove(stems)
        stems.deleteLater()
        # Its song could not go as long as its stems were written.
        self.cache.tidy()


def _wait_for(retired: list[StemsInProgress]) -> None:
    for each in retired:
        each.wait()

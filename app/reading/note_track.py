"""The notes of stems as tones that are played beside the song, made anew when they are changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Pool
from app.reading.errors import NotesNotHeardError
from app.reading.song_reading import SongReading
from app.transport_controls import TransportControls
from player.mixer import MAXIMUM_GAIN_DB, MINIMUM_GAIN_DB, StemMix
from player.multitrack import PlacedTrack
from player.reading.note_quantising import tuning_of
from player.reading.note_sound import note_sound
from player.reading.song_notes import SongNotes

# No stem is called that: stems have the names of files, and a file's has no slash.
_BUS = "notes/"
# A hand that changes one note changes the next soon after.
_SETTLED_MS = 150


class NoteTrack(QObject):
    """Plays the notes of those stems that were asked for, whatever is soloed.

    `heard_changed()`: what the engine is to play is other, or mixed otherwise; `chosen_changed()`:
    by a hand. `failed(error)`: they cannot be played.
    """

    heard_changed = Signal()
    chosen_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        reading: SongReading,
        transport: TransportControls,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._transport = transport
        self._pool = Pool(1, self)
        self._chosen: tuple[str, ...] = ()
        self._gain_db = 0.0
        self._tracks: dict[str, PlacedTrack] = {}
        self._newest: dict[str, object] = {}
        self._outdated: set[str] = set()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._make)
        reading.notes_changed.connect(self._on_notes_changed)

    @property
    def gain_db(self) -> float:
        """How loud all of them are."""
        return self._gain_db

    def set_gain(self, gain_db: float) -> None:
        """How loud all of them are."""
        gain_db = min(MAXIMUM_GAIN_DB, max(MINIMUM_GAIN_DB, gain_db))
        if gain_db != self._gain_db:
            self._gain_db = gain_db
            self.chosen_changed.emit()
            self.heard_changed.emit()

    def is_heard(self, stem: str) -> bool:
        """Whether the notes of this stem are to be played."""
        return stem in self._chosen

    def set_heard(self, stem: str, heard: bool) -> None:
        """Play the notes of this stem, as soon as their sound is made, or do not any more."""
        if heard == self.is_heard(stem):
            return
        others = tuple(each for each in self._chosen if each != stem)
        self._chosen = (*others, stem) if heard else others
        if heard:
            self._outdated.add(stem)
            self._make()
        else:
            self._newest.pop(stem, None)
            self._tracks.pop(stem, None)
        self.chosen_changed.emit()
        self.heard_changed.emit()

    def begin_song(self) -> None:
        """Forget another song's."""
        self._settling.stop()
        self._outdated.clear()
        self._newest.clear()
        self._tracks.clear()
        if self._chosen:
            self._chosen = ()
            self.chosen_changed.emit()
            self.heard_changed.emit()

    def close(self) -> None:
        """Make nothing any more."""
        self._settling.stop()
        self._newest.clear()
        self._pool.close()

    def heard_tracks(self) -> tuple[PlacedTrack, ...]:
        """What is to be played beside the stems."""
        return tuple(self._tracks[stem] for stem in self._chosen if stem in self._tracks)

    def strips(self) -> tuple[tuple[str, StemMix], ...]:
        """What the mixer is to do with it. Who solos a stem wants to hear its notes beside it."""
        mix = StemMix(self._gain_db, solo_safe=True)
        return tuple((_BUS + stem, mix) for stem in self._chosen if stem in self._tracks)

    def _on_notes_changed(self, stem: str) -> None:
        if self.is_heard(stem):
            self._outdated.add(stem)
            self._settling.start()

    def _make(self) -> None:
        frames = self._transport.song_frames
        for stem in sorted(self._outdated):
            # What is asked for next ends what is being made.
            order = self._newest[stem] = object()
            work = partial(
                _sounding,
                stem,
                self._reading.notes.get(stem, SongNotes()),
                frames,
                partial(self._is_newest, stem, order),
            )
            self._pool.run(work, partial(self._on_made, stem, order))
        self._outdated.clear()

    def _is_newest(self, stem: str, order: object) -> bool:
        return self._newest.get(stem) is order

    def _on_made(self, stem: str, order: object, result: PlacedTrack | Exception | None) -> None:
        if not self._is_newest(stem, order):
            return
        if isinstance(result, PlacedTrack):
            self._tracks[stem] = result
            self.heard_changed.emit()
        elif result is not None:
            self.set_heard(stem, False)
            self.failed.emit(NotesNotHeardError(result) if isinstance(result, OSError) else result)


def _sounding(
    stem: str,
    notes: SongNotes,
    song_frames: int,
    is_wanted: Callable[[], bool],
) -> PlacedTrack | None:
    """In the pool's thread. On the disk, and not in memory: it may be an hour long.

    Raises: OSError.
    """
    if not song_frames:
        return None
    cents = 100 * tuning_of(notes)
    with tempfile.TemporaryFile() as file:
        for block in note_sound(notes, song_frames, cents, is_wanted=is_wanted):
            file.write(block.tobytes())
        if not is_wanted():
            return None
        file.flush()
        # The mapping keeps the file, and both sides are the same frames.
        mono = np.memmap(file, np.float32, "r", shape=(song_frames, 1))
    return PlacedTrack(_BUS + stem, 0, np.broadcast_to(mono, (song_frames, 2)))

"""The notes of stems as tones that are played beside the song, made anew when they are changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
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
from player.reading.note_sound import NoteSound
from player.reading.song_notes import SongNotes

# No stem is called that: stems have the names of files, and a file's has no slash.
_BUS = "notes/"
# A hand that changes one note changes the next soon after.
_SETTLED_MS = 150


@dataclass(frozen=True, eq=False)
class _Made:
    """The sound of a stem's notes, and the track that was written of it."""

    sound: NoteSound
    track: PlacedTrack


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
        self._made: dict[str, _Made] = {}
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
            self._made.pop(stem, None)
        self.chosen_changed.emit()
        self.heard_changed.emit()

    def begin_song(self) -> None:
        """Forget another song's."""
        self._settling.stop()
        self._outdated.clear()
        self._newest.clear()
        self._made.clear()
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
        return tuple(self._made[stem].track for stem in self._chosen if stem in self._made)

    def strips(self) -> tuple[tuple[str, StemMix], ...]:
        """What the mixer is to do with it. Who solos a stem wants to hear its notes beside it."""
        mix = StemMix(self._gain_db, solo_safe=True)
        return tuple((_BUS + stem, mix) for stem in self._chosen if stem in self._made)

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
                _made,
                stem,
                self._reading.notes.get(stem, SongNotes()),
                frames,
                self._made.get(stem),
                partial(self._is_newest, stem, order),
            )
            self._pool.run(work, partial(self._on_made, stem, order))
        self._outdated.clear()

    def _is_newest(self, stem: str, order: object) -> bool:
        return self._newest.get(stem) is order

    def _on_made(self, stem: str, order: object, result: _Made | Exception | None) -> None:
        if not self._is_newest(stem, order):
            return
        if isinstance(result, _Made):
            self._made[stem] = result
            self.heard_changed.emit()
        elif result is not None:
            self.set_heard(stem, False)
            self.failed.emit(NotesNotHeardError(result) if isinstance(result, OSError) else result)


def _made(
    stem: str,
    notes: SongNotes,
    song_frames: int,
    before: _Made | None,
    is_wanted: Callable[[], bool],
) -> _Made | None:
    """In the pool's thread. On the disk, and not in memory: it may be an hour long. Blocks in which
    nothing is other than before are taken from there.

    Raises: OSError.
    """
    if not song_frames:
        return None
    # To the cent: one note that is changed by hand does not make all others sound otherwise.
    sound = NoteSound(notes, song_frames, round(100 * tuning_of(notes)))
    if before is not None and before.sound.song_frames != song_frames:
        before = None
    with tempfile.TemporaryFile() as file:
        for span in sound.spans:
            if not is_wanted():
                return None
            if before is not None and before.sound.tones(span) == sound.tones(span):
                block = np.ascontiguousarray(before.track.samples[slice(*span), 0])
            else:
                block = sound.samples(span)
            file.write(block.tobytes())
        file.flush()
        # The mapping keeps the file, and both sides are the same frames.
        mono = np.memmap(file, np.float32, "r", shape=(song_frames, 1))
    return _Made(sound, PlacedTrack(_BUS + stem, 0, np.broadcast_to(mono, (song_frames, 2))))

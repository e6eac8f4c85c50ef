"""The score beside the open song: read from its file, laid on the song's beats, and corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.practice_session import PracticeSession
from app.reading.opened_score import Notation, OpenedScore
from player.multitrack import SAMPLE_RATE
from player.reading.laid_part import LaidPart
from player.reading.score import Score
from player.reading.score_alignment import ScoreAlignment
from player.reading.score_file import read_score
from player.reading.score_timeline import ScoreTimeline

# Who presses a key to the music means the beat.
_REACH_S = 0.15


class ScoreDesk(QObject):
    """Reads the file that the song's corrections name, and says where each of its notes is.

    `changed()`: another score, part, notation or place in the song, or none any more.
    `opened(score)`: a person has opened it. `failed(error)`: a file could not be read.
    """

    changed = Signal()
    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, session: PracticeSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = session.reading
        self._pool = Pool(1, self)
        self._wanted: Path | None = None
        self._read: tuple[Path, Score] | None = None
        self._timeline: ScoreTimeline | None = None
        self._laid: LaidPart | None = None
        self._reading.score_changed.connect(self._on_score_changed)
        session.song_beats.grid_changed.connect(lambda _: self._lay())
        session.song_begun.connect(lambda *_: self._forget())

    # What there is.

    @property
    def choice(self) -> OpenedScore | None:
        """Which score is opened, also while its file is being read or has gone."""
        return self._reading.score

    @property
    def score(self) -> Score | None:
        """The score, once it was read."""
        choice, read = self.choice, self._read
        return (
            read[1] if choice is not None and read is not None and read[0] == choice.path else None
        )

    @property
    def is_reading(self) -> bool:
        """Whether its file is being read."""
        return self._wanted is not None

    @property
    def laid(self) -> LaidPart | None:
        """The part that is shown, at its place in the song."""
        return self._laid

    @property
    def part(self) -> int:
        """Which part that is."""
        choice, score = self.choice, self.score
        return 0 if choice is None or score is None else min(choice.part, len(score.parts) - 1)

    @property
    def notation(self) -> Notation:
        """How it is written: tab only where there are strings."""
        if self._laid is None or not self._laid.part.strings:
            return Notation.STAFF
        chosen = None if self.choice is None else self.choice.notation
        return chosen or Notation.TAB

    @property
    def held(self) -> frozenset[int]:
        """The played bars whose beginnings a person has put somewhere."""
        return frozenset() if self.choice is None else self.choice.alignment.held

    # What a hand does.

    def open(self, path: Path) -> None:
        """Open a file as the score of the open song."""
        self._begin(path, lambda score: self._take(path, score))

    def close_score(self) -> None:
        """Show no score any more."""
        self._reading.set_score(None)

    def set_part(self, index: int) -> None:
        """Show another part."""
        self._set(part=index)

    def step_part(self, by: int) -> None:
        """Show the next part or, with -1, the one before; after the last comes the first."""
        score = self.score
        if score is not None:
            self.set_part((self.part + by) % len(score.parts))

    def set_notation(self, notation: Notation) -> None:
        """Show it as tab or on a staff."""
        self._set(notation=notation)

    def begin_here(self) -> None:
        """The score's first whole bar begins at the playhead, at a beat that is near to it."""
        timeline, choice = self._timeline, self.choice
        if timeline is None or choice is None:
            return
        frame = self._at_beat(self._session.transport.position_frame())
        self._set(alignment=choice.alignment.begins_at(timeline.first_anchor.played, frame))

    def hold_here(self) -> None:
        """The bar line of the score that is nearest to the playhead belongs there."""
        if self._timeline is not None:
            position = self._session.transport.position_frame()
            starts = self._timeline.bar_frames[:-1]
            played = int(np.abs(starts - position).argmin())
            self.drag_bar(played, self._at_beat(position))

    def drag_bar(self, played: int, frame: int) -> None:
        """Put the beginning of a played bar at a frame; what is held already stays."""
        timeline, choice = self._timeline, self.choice
        if timeline is None or choice is None:
            return
        # Who corrects a late bar has found the first one to be right.
        begun = choice.alignment.anchors or (timeline.first_anchor,)
        self._set(alignment=ScoreAlignment(begun).with_anchor(played, frame))

    def end_drag(self) -> None:
        """The mouse has let go."""
        self._session.history.end_move()

    def free_bar(self, played: int) -> None:
        """Let go of the beginning of a bar."""
        if self.choice is not None:
            self._set(alignment=self.choice.alignment.without_anchor(played))

    def close(self) -> None:
        """Read nothing any more."""
        self._wanted = None
        self._pool.close()

    def _set(self, **changes: object) -> None:
        if self.choice is not None:
            self._reading.set_score(replace(self.choice, **changes))  # type: ignore[arg-type]

    def _at_beat(self, frame: float) -> int:
        grid = self._session.song_beats.grid
        if grid is not None:
            beat = grid.frame_at(round(grid.position(frame)))
            if abs(beat - frame) <= _REACH_S * SAMPLE_RATE:
                return round(beat)
        return round(frame)

    # The file.

    def _forget(self) -> None:
        """What was being opened was for another song."""
        if self._wanted is not None and self.choice is None:
            self._wanted = None
            self.changed.emit()

    def _begin(self, path: Path, then: Callable[[Score], None]) -> None:
        self._wanted = path

        def read() -> Score:
            return read_score(path, lambda: self._wanted == path)

        def done(result: Score | Exception) -> None:
            if self._wanted != path:
                return
            self._wanted = None
            if isinstance(result, Score):
                self._read = (path, result)
                then(result)
            else:
                self.changed.emit()
                self.failed.emit(result)
                if self.choice is not None and self.choice.path != path:
                    self._on_score_changed()  # the one that was there may not have been read yet

        self._pool.run(read, done)
        self.changed.emit()

    def _take(self, path: Path, score: Score) -> None:
        choice = self.choice
        if choice is not None and choice.path == path:
            self._lay()  # read anew: it may have been changed
        else:
            self._reading.set_score(OpenedScore(path, _first_part(score)))
        self.opened.emit(score)

    def _on_score_changed(self) -> None:
        choice = self.choice
        if choice is None:
            self._wanted = None
        elif self.score is None and self._wanted != choice.path:
            self._laid = None
            self._begin(choice.path, lambda _: self._lay())
            return
        self._lay()

    def _lay(self) -> None:
        score, choice = self.score, self.choice
        if score is None or choice is None:
            self._timeline = self._laid = None
        else:
            grid = self._session.song_beats.grid
            self._timeline = ScoreTimeline(score, choice.alignment, grid, SAMPLE_RATE)
            self._laid = LaidPart(score.parts[self.part], self._timeline)
        self.changed.emit()


def _first_part(score: Score) -> int:
    """The first with something in it, those with strings before others."""
    ranked = sorted(
        range(len(score.parts)),
        key=lambda index: (not score.parts[index].has_notes, not score.parts[index].strings, index),
    )
    return ranked[0]

"""What is spoken of beats and bars: where one has gone to, and what has become of them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.announcer import Announcer
from app.practice_session import PracticeSession
from app.views.grid_text import spoken_place, tempo_and_metre
from player.bar_count import bar_place, tempo_around_bpm
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE


class SpokenGrid(QObject):
    """Tells an announcer of steps from bar to bar, and of other beats that a hand has set."""

    def __init__(self, session: PracticeSession, announcer: Announcer) -> None:
        super().__init__(announcer)
        self._session = session
        self._announcer = announcer
        session.bar_loops.stepped.connect(self._on_stepped)
        session.song_beats.grid_changed.connect(self._on_grid_changed)
        for refused in (session.grid_edits.refused, session.bar_loops.refused):
            refused.connect(lambda text: announcer.tell("grid", text))
        session.grid_edits.moving_changed.connect(self._on_moving_changed)

    def _on_stepped(self, frame: int) -> None:
        grid = self._session.song_beats.grid
        if grid is not None:
            self._announcer.tell("place", spoken_place(bar_place(grid, frame)))

    def _on_grid_changed(self, grid: BeatGrid | None) -> None:
        if grid is None or not self._session.song_beats.is_edited:
            return
        frame = self._session.transport.position_frame()
        tempo = tempo_and_metre(
            tempo_around_bpm(grid, frame, SAMPLE_RATE), *self._session.grid_edits.metre_here()
        )
        words = [self.tr("Beats: {tempo}").format(tempo=tempo)]
        words += filter(None, [spoken_place(bar_place(grid, frame))])
        self._announcer.tell("grid", ", ".join(words))

    def _on_moving_changed(self, moving: bool) -> None:
        text = self.tr("Lines can be moved") if moving else self.tr("Lines stay where they are")
        self._announcer.tell("grid", text)

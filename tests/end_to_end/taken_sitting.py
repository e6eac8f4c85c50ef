"""What a musician has recorded and practised, while pictures are taken of it."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.main_window import MainWindow
from app.song_cache import SongFolder
from app.take_folder import TakeFolder
from player.multitrack import SAMPLE_RATE
from tests.app.recorded_takes import leave_recording
from tests.end_to_end import demo_papers
from tests.played_parts import BASS, Played, sound

if TYPE_CHECKING:
    from tests.end_to_end.photographer import Photographer

_TEMPO = 0.75
_FROM_S, _TO_S = 26.67, 36.0
# Of each note in turn, as a beginner plays it.
_LATE_MS = (4.0, 18.0, -9.0, 46.0, 11.0, -38.0, 2.0, 15.0)
_CENTS = (0.0, 6.0, -4.0, 3.0, -31.0, 2.0)
_NAME = "20260314_190000_1"
# Of each day with practice, the latest last: how many days ago, minutes, percents of clean rounds.
_DAYS = ((12, 9, (60,)), (9, 16, (60, 65)), (8, 12, (65,)), (5, 21, (65, 70)), (1, 18, (70, 75)))


class TakenSitting:
    """Leaves a take of the demo song's bass and some days of practice; looks at both."""

    def __init__(self, window: MainWindow, song: Path) -> None:
        self._window = window
        self._session = window.session
        self._song = song

    def plan(self, photographer: Photographer) -> None:
        """Say what is looked at, and when a picture is taken."""
        session, trigger = self._session, self._window.menus.shortcuts.trigger
        photographer.after(0.1, self._practise)
        photographer.after(1.0, lambda: trigger("trainer.progress"))
        photographer.after(1.0, lambda: photographer.shoot_beside("progress"))
        photographer.after(0.1, self._leave_take)
        photographer.when(lambda: bool(session.takes.state.all), lambda: None)
        photographer.when(self._is_compared, self._look_at_it)
        photographer.after(1.5, lambda: photographer.shoot_beside("comparison"))
        photographer.after(0.5, lambda: photographer.shoot("takes"))

    def _practise(self) -> None:
        diary, loop = self._session.diary, self._session.transport.loop
        assert loop is not None
        for days_ago, minutes, percents in _DAYS:
            day = date.today() - timedelta(days=days_ago)
            diary.count_seconds(day, 60.0 * minutes, loop, 50.0 * minutes)
            for percent in percents:
                for _ in range(minutes // 3):
                    diary.count_round(day, loop, percent)
                diary.mark_clean(day, loop, percent)

    def _leave_take(self) -> None:
        """As a program leaves it that has died: opening the song makes a take of it."""
        transport = self._session.transport
        transport.set_playing(False)
        transport.set_pitch(0)
        self._window.mixer_choices.choose_instrument("bass")
        folder = TakeFolder(SongFolder.of_song(self._song).path.name)
        leave_recording(
            folder,
            _NAME,
            0.5 * sound(BASS, _played(), tail_s=0.5),
            song_frame=round(_FROM_S * SAMPLE_RATE),
            tempo_ratio=_TEMPO,
        )
        os.utime(folder.path / f"{_NAME}.log", (0, 0))
        self._session.open(self._song)

    def _is_compared(self) -> bool:
        takes, comparisons = self._session.takes.state.all, self._session.comparisons
        return self._session.is_separated and comparisons.of(takes[0]) is not None

    def _look_at_it(self) -> None:
        self._window.song_page.axis.show(_FROM_S - 1, _TO_S + 1)
        self._window.song_page.lower_panel.choose_page("spectrogram")
        self._window.comparisons.open_newest()


def _played() -> list[Played]:
    """The bass from there to there, at that tempo, with these mistakes."""
    notes = [note for note in demo_papers.bass_notes() if _FROM_S <= note.start_s < _TO_S]
    return [
        Played(
            (note.start_s - _FROM_S) / _TEMPO + _LATE_MS[number % len(_LATE_MS)] / 1000,
            0.9 * (note.stop_s - note.start_s) / _TEMPO,
            note.midi + _CENTS[number % len(_CENTS)] / 100,
        )
        for number, note in enumerate(notes)
    ]

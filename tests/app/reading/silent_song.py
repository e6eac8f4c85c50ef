"""A song of silence in a session, for tests of what is done along it."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE, Multitrack
from player.transport import SetMultitrack
from tests.app.beat_grids import GRID, SONG_S

FRAMES = round(SONG_S * SAMPLE_RATE)


def open_silence(session: PracticeSession) -> None:
    """Silence with the beats of `GRID`."""
    silence = np.broadcast_to(np.zeros(2, np.float32), (FRAMES, 2))
    session.engine.post(SetMultitrack(Multitrack(("bass",), (silence,), FRAMES)))
    session.transport.set_song_frames(FRAMES)
    session.song_beats.set_grid(GRID)


def go_to(qtbot: QtBot, session: PracticeSession, frame: int) -> None:
    """Put the playhead there, and wait until it is."""
    session.transport.seek(frame)
    arrive(qtbot, session, frame)


def arrive(qtbot: QtBot, session: PracticeSession, frame: int) -> None:
    """Wait until the playhead is there."""
    qtbot.waitUntil(lambda: round(session.transport.position_frame()) == frame)

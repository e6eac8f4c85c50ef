from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.reading.opened_score import Notation
from app.reading.score_desk import ScoreDesk
from player.errors import ScoreDamagedError, ScoreMissingError
from player.reading.score_alignment import Anchor
from tests.app.beat_grids import BARS, BEAT, GRID
from tests.player.reading.guitar_pro_scores import Beats, song, written

_BAR: Beats = [(4, False, [(6, fret)]) for fret in range(4)]


@pytest.fixture
def tab(tmp_path: Path) -> Path:
    """Four bars for a guitar."""
    path = tmp_path / "riff.gp5"
    path.write_bytes(written(song([_BAR] * 4)))
    return path


@pytest.fixture
def desk(qtbot: QtBot, session: PracticeSession) -> ScoreDesk:
    """Of a session whose song has known beats."""
    session.song_beats.set_grid(GRID)
    made = ScoreDesk(session, session)
    session.destroyed.connect(made.close)
    return made


def _open(qtbot: QtBot, desk: ScoreDesk, path: Path) -> None:
    with qtbot.waitSignal(desk.opened, timeout=10_000):
        desk.open(path)


def _starts(desk: ScoreDesk) -> list[int]:
    assert desk.laid is not None
    return desk.laid.timeline.bar_frames.tolist()[:-1]


def test_a_score_lies_on_the_bars_of_the_song(qtbot: QtBot, desk: ScoreDesk, tab: Path) -> None:
    _open(qtbot, desk, tab)
    assert _starts(desk) == list(BARS[:4])
    assert desk.notation is Notation.TAB
    assert desk.held == frozenset()
    desk.close()


def test_corrections_are_kept_and_undone(
    qtbot: QtBot, desk: ScoreDesk, tab: Path, session: PracticeSession
) -> None:
    _open(qtbot, desk, tab)
    history = session.history
    desk.drag_bar(2, BARS[2] + 1000)
    desk.drag_bar(2, BARS[2] + 2 * BEAT)
    desk.end_drag()
    # The first bar stays, and those between share what there is.
    assert _starts(desk) == [BARS[0], BARS[1] + BEAT, BARS[2] + 2 * BEAT, BARS[3] + 2 * BEAT]
    assert desk.held == {0, 2}
    assert session.reading.edits.score is not None
    assert history.undo_name == "move the score"
    desk.free_bar(2)
    assert _starts(desk) == list(BARS[:4])
    history.undo()
    assert desk.held == {0, 2}
    history.undo()
    assert desk.held == frozenset()
    assert _starts(desk) == list(BARS[:4])
    history.undo()
    assert desk.choice is None
    assert desk.laid is None
    history.redo()
    assert _starts(desk) == list(BARS[:4])
    desk.close()


def test_the_first_bar_comes_to_the_beat_that_is_meant(
    qtbot: QtBot, desk: ScoreDesk, tab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _open(qtbot, desk, tab)
    transport = desk._session.transport
    monkeypatch.setattr(transport, "position_frame", lambda: BARS[1] + 3000.0)
    desk.begin_here()
    assert _starts(desk) == list(BARS[1:5])
    monkeypatch.setattr(transport, "position_frame", lambda: BARS[1] + 0.5 * BEAT)
    desk.begin_here()
    assert desk.choice is not None
    assert desk.choice.alignment.anchors == (Anchor(0, BARS[1] + BEAT // 2),)
    desk.close()


def test_the_nearest_bar_line_comes_to_the_playhead(
    qtbot: QtBot, desk: ScoreDesk, tab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _open(qtbot, desk, tab)
    transport = desk._session.transport
    monkeypatch.setattr(transport, "position_frame", lambda: BARS[2] + BEAT + 900.0)
    desk.hold_here()
    assert _starts(desk) == [BARS[0], BARS[1] + BEAT // 2, BARS[2] + BEAT, BARS[3] + BEAT]
    desk.close()


def test_other_beats_move_the_score(
    qtbot: QtBot, desk: ScoreDesk, tab: Path, session: PracticeSession
) -> None:
    _open(qtbot, desk, tab)
    session.song_beats.set_grid(None)
    assert _starts(desk)[:2] == [0, round(4 * 60 * 44100 / 90)]  # its own tempo
    desk.close()


def test_a_file_that_cannot_be_read_leaves_what_there_was(
    qtbot: QtBot, desk: ScoreDesk, tab: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.gp5"
    bad.write_bytes(tab.read_bytes()[:200])
    with qtbot.waitSignal(desk.failed, timeout=10_000) as failed:
        desk.open(bad)
    assert isinstance(failed.args[0], ScoreDamagedError)
    assert desk.choice is None
    _open(qtbot, desk, tab)
    with qtbot.waitSignal(desk.failed, timeout=10_000):
        desk.open(bad)
    assert _starts(desk) == list(BARS[:4])
    desk.close()


def test_a_score_that_has_gone_is_told_and_can_be_closed(
    qtbot: QtBot, desk: ScoreDesk, tab: Path, session: PracticeSession
) -> None:
    _open(qtbot, desk, tab)
    kept = session.reading.edits
    desk.close_score()
    desk._read = None  # as after a start
    tab.unlink()
    with qtbot.waitSignal(desk.failed, timeout=10_000) as failed:
        session.reading.restore(kept)
    assert isinstance(failed.args[0], ScoreMissingError)
    assert desk.laid is None
    assert desk.choice is not None
    assert not desk.is_reading
    desk.close_score()
    assert desk.choice is None
    desk.close()


def test_parts_follow_each_other(qtbot: QtBot, desk: ScoreDesk, tmp_path: Path) -> None:
    made = song([_BAR])
    drums = song([[(4, False, [(1, 36)])] * 4], strings=(0, 0, 0, 0, 0, 0)).tracks[0]
    drums.song, drums.isPercussionTrack, drums.name = made, True, "Drums"
    drums.channel.channel = 9
    made.tracks.insert(0, drums)
    path = tmp_path / "two.gp5"
    path.write_bytes(written(made))
    _open(qtbot, desk, path)
    assert desk.part == 1  # the one with strings
    desk.set_notation(Notation.STAFF)
    assert desk.notation is Notation.STAFF
    desk.set_notation(Notation.TAB)
    desk.step_part(1)
    assert desk.part == 0
    assert desk.notation is Notation.STAFF  # drums have no strings
    desk.step_part(-1)
    assert desk.part == 1
    assert desk.notation is Notation.TAB
    desk.close()

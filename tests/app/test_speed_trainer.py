"""The speed trainer, pressed through: real rounds of a short loop, real keys, a restart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bookmarks import NamedLoop
from app.main_window import MainWindow
from app.practice_file import Added, PracticeFile, practice_root
from app.practice_log import LoopDay, PracticeLog
from app.practice_session import PracticeSession
from app.tempo_training import TrainerPlan
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion, SetTempo
from tests.app.conftest import MakeSong, delete_now
from tests.app.screen_reader import Listener

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LOOP = LoopRegion(SAMPLE_RATE // 2, SAMPLE_RATE // 2 + 4 * SAMPLE_RATE // 5)
TODAY = date.today()
LIMIT_MS = 20_000


def loop_it(window: MainWindow, loop: LoopRegion = LOOP) -> None:
    window.session.transport.jump_to_loop(loop)


def play(window: MainWindow) -> None:
    QTest.mouseClick(window.transport_bar.play, LEFT)


def train(window: MainWindow, plan: TrainerPlan) -> None:
    """Set the plan in the popup as a hand does, and start."""
    QTest.mouseClick(window.transport_bar.trainer.button, LEFT)
    popup = window.trainer_hand.popup
    assert popup.isVisible()
    for field, value in (
        (popup.to_percent, plan.to_percent),
        (popup.from_percent, plan.from_percent),
        (popup.step, plan.step_percent),
        (popup.rounds, plan.every_rounds),
    ):
        field.edit()
        field.editor.setText(str(value))
        field.editor.take()
    QTest.mouseClick(popup.gate.chips["clean" if plan.is_gated else "every"], LEFT)
    assert window.session.trainer.plan == plan
    QTest.mouseClick(popup.toggle, LEFT)
    popup.hide()


def rounds(window: MainWindow, loop: LoopRegion = LOOP) -> int:
    return window.session.diary.log.rounds(loop)


def wait_for_rounds(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: rounds(window) >= count, timeout=LIMIT_MS)


def is_told(qtbot: QtBot, listener: Listener, text: str) -> None:
    qtbot.waitUntil(lambda: any(text in told for told in listener.texts))


def tempos(window: MainWindow) -> dict[int, int]:
    """How many whole rounds were heard at each tempo."""
    return dict(window.session.diary.log.loops[LOOP][TODAY].rounds)


def test_every_second_round_is_faster_up_to_the_top(qtbot: QtBot, multitrack: MainWindow) -> None:
    transport, cell = multitrack.session.transport, multitrack.transport_bar.trainer
    loop_it(multitrack)
    train(multitrack, TrainerPlan(140, 165, 20, 2))
    assert transport.tempo_percent == 140
    assert cell.caption.text() == "1/2 → 160 %"
    assert cell.button.isChecked()
    play(multitrack)
    wait_for_rounds(qtbot, multitrack, 1)
    assert cell.caption.text() == "2/2 → 160 %"
    assert cell.button.accessibleDescription() == "Round 2 of 2 at 140 %, next 160 %"
    wait_for_rounds(qtbot, multitrack, 6)
    assert tempos(multitrack) == {140: 2, 160: 2, 165: 2}
    assert transport.tempo_percent == 165
    assert cell.caption.text() == "top"


def test_the_new_tempo_is_asked_for_from_the_head_of_the_loop(
    qtbot: QtBot, multitrack: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, posted = multitrack.session.engine, list[object]()
    loop_it(multitrack)
    train(multitrack, TrainerPlan(100, 120, 20, 1))
    post = engine.post
    monkeypatch.setattr(engine, "post", lambda each: (posted.append(each), post(each)))
    play(multitrack)
    wait_for_rounds(qtbot, multitrack, 2)
    assert [each for each in posted if isinstance(each, SetTempo)] == [SetTempo(1.2, True)]


def test_gated_it_waits_for_a_clean_round(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    window, transport = practising, practising.session.transport
    loop_it(window)
    train(window, TrainerPlan(100, 140, 20, 4, is_gated=True))
    window.activateWindow()
    play(window)
    wait_for_rounds(qtbot, window, 1)
    assert transport.tempo_percent == 100
    qtbot.waitUntil(lambda: 0.4 < window.session.trainer._rounds.heard_s < 0.5)
    QTest.keyClick(window, Qt.Key.Key_K)
    assert window.session.trainer.pending
    assert window.transport_bar.trainer.caption.text() == "✓ → 120 %"
    is_told(qtbot, listener, "Clean at 100 %, next 120 %")
    qtbot.waitUntil(lambda: transport.tempo_percent == 120, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: window.session.diary.log.highest_clean(LOOP) == 100)
    wait_for_rounds(qtbot, window, rounds(window) + 2)
    assert transport.tempo_percent == 120
    # Just after the round: it is the one before that is meant.
    wait_for_rounds(qtbot, window, rounds(window) + 1)
    QTest.keyClick(window, Qt.Key.Key_K)
    assert not window.session.trainer.pending
    assert window.session.diary.log.highest_clean(LOOP) == 120
    assert transport.tempo_percent == 120
    qtbot.waitUntil(lambda: transport.tempo_percent == 140, timeout=LIMIT_MS)
    # It was not, after all.
    QTest.keyClick(window, Qt.Key.Key_K, SHIFT)
    assert window.session.diary.log.highest_clean(LOOP) == 100
    qtbot.waitUntil(lambda: transport.tempo_percent == 120, timeout=LIMIT_MS)


def test_a_mark_on_the_round_that_is_on_is_taken_back(qtbot: QtBot, multitrack: MainWindow) -> None:
    trainer = multitrack.session.trainer
    loop_it(multitrack)
    train(multitrack, TrainerPlan(100, 140, 20, 4, is_gated=True))
    play(multitrack)
    qtbot.waitUntil(lambda: trainer._rounds.heard_s > 0.2)
    multitrack.menus.shortcuts.trigger("trainer.clean")
    assert trainer.pending
    multitrack.menus.shortcuts.trigger("trainer.take_back")
    assert not trainer.pending
    wait_for_rounds(qtbot, multitrack, 2)
    assert multitrack.session.transport.tempo_percent == 100
    assert multitrack.session.diary.log.highest_clean(LOOP) is None


def test_a_hand_on_the_tempo_is_where_it_goes_on(qtbot: QtBot, multitrack: MainWindow) -> None:
    transport, trainer = multitrack.session.transport, multitrack.session.trainer
    loop_it(multitrack)
    train(multitrack, TrainerPlan(100, 180, 20, 2))
    play(multitrack)
    wait_for_rounds(qtbot, multitrack, 1)
    transport.set_tempo(150)
    assert trainer.training is not None
    assert (trainer.training.tempo_percent, trainer.training.rounds) == (150, 0)
    qtbot.waitUntil(lambda: transport.tempo_percent == 170, timeout=LIMIT_MS)
    multitrack.menus.shortcuts.trigger("trainer.toggle")
    assert trainer.training is None
    wait_for_rounds(qtbot, multitrack, rounds(multitrack) + 3)
    assert transport.tempo_percent == 170


def test_stopping_in_the_middle_counts_no_round(qtbot: QtBot, multitrack: MainWindow) -> None:
    session = multitrack.session
    loop_it(multitrack)
    play(multitrack)
    qtbot.waitUntil(lambda: session.trainer._rounds.heard_s > 0.3)
    play(multitrack)
    qtbot.waitUntil(lambda: not session.engine.playback().playing)
    play(multitrack)
    qtbot.waitUntil(lambda: session.trainer._rounds.is_whole, timeout=LIMIT_MS)
    assert rounds(multitrack) == 0
    wait_for_rounds(qtbot, multitrack, 1)
    seconds = session.diary.log.seconds(LOOP)
    assert 1.2 < seconds < 5.0


def test_a_round_cannot_be_clean_where_none_is(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    trainer, refused = practising.session.trainer, list[str]()
    trainer.refused.connect(refused.append)
    QTest.keyClick(practising, Qt.Key.Key_K)
    loop_it(practising)
    QTest.keyClick(practising, Qt.Key.Key_K)
    QTest.keyClick(practising, Qt.Key.Key_K, SHIFT)
    assert refused == [
        "Only rounds of a loop can be clean: set one first.",
        "Only a round that is heard from its start can be clean.",
        "No round was marked clean.",
    ]
    is_told(qtbot, listener, "No round was marked clean.")


def test_the_keys_of_the_window_mark_while_the_popup_is_open(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    refused, popup = list[str](), multitrack.trainer_hand.popup
    multitrack.session.trainer.refused.connect(refused.append)
    QTest.mouseClick(multitrack.transport_bar.trainer.button, LEFT)
    assert popup.clean.text() == "Clean  K"
    QTest.keyClick(popup.toggle, Qt.Key.Key_K)
    QTest.keyClick(popup.toggle, Qt.Key.Key_K, SHIFT)
    assert refused == [
        "Only rounds of a loop can be clean: set one first.",
        "No round was marked clean.",
    ]


def test_when_the_key_comes_after_stopping_it_is_faster_from_there(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    transport = multitrack.session.transport
    loop_it(multitrack)
    train(multitrack, TrainerPlan(100, 140, 20, 4, is_gated=True))
    play(multitrack)
    wait_for_rounds(qtbot, multitrack, 1)
    play(multitrack)
    assert not transport.playing
    multitrack.menus.shortcuts.trigger("trainer.clean")
    assert multitrack.session.diary.log.highest_clean(LOOP) == 100
    assert transport.tempo_percent == 120


def test_a_loop_that_is_named_or_gets_other_bounds_keeps_what_was_practised(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    bookmarks, diary = session.bookmarks, session.diary
    loop_it(multitrack)
    diary.count_round(TODAY, LOOP, 70)
    diary.mark_clean(TODAY, LOOP, 70)
    named = bookmarks.keep_loop()
    assert isinstance(named, NamedLoop)
    lane = multitrack.song_page.bookmark_lane
    assert lane.accessibleDescription() == "Loop 1 · clean at 70 %"
    bookmarks.rename(named, "Riff")
    other = LoopRegion(LOOP.start_frame, LOOP.end_frame + 5000)
    session.transport.set_loop(other.start_frame, other.end_frame)
    bookmarks.set_to_current_loop(bookmarks.state.loops[0])
    assert diary.log.highest_clean(other) == 70
    assert LOOP not in diary.log.loops
    assert lane.accessibleDescription() == "Riff · clean at 70 %"
    session.history.stack.undo()
    assert diary.log.highest_clean(LOOP) == 70


Restart = Callable[[], MainWindow]


@pytest.fixture
def opened(
    qapp: QApplication, qtbot: QtBot, no_sound_device: None, tmp_path: Path, stem_folder: Path
) -> Iterator[Restart]:
    """Ends the window there is, and starts the app with the song again."""
    open_now: list[MainWindow] = []

    def end() -> None:
        while open_now:
            window = open_now.pop()
            session = window.session
            window.close()
            session.close()
            delete_now(window)
            delete_now(session)

    def start() -> MainWindow:
        end()
        session = PracticeSession()
        session.start()
        settings = QSettings(str(tmp_path / "again.ini"), QSettings.Format.IniFormat)
        window = MainWindow(session, settings)
        open_now.append(window)
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignals(
            [session.diary.read, session.bookmarks.read, session.records.has_read],
            timeout=10_000,
        ):
            session.open(stem_folder)
        return window

    yield start
    end()
    qapp.setStyleSheet("")


def test_trainer_and_progress_are_there_after_a_restart(qtbot: QtBot, opened: Restart) -> None:
    window = opened()
    loop_it(window)
    train(window, TrainerPlan(100, 160, 20, 2))
    play(window)
    wait_for_rounds(qtbot, window, 3)
    window.menus.shortcuts.trigger("trainer.clean")
    play(window)
    assert tempos(window) == {100: 2, 120: 1}
    counted = window.session.diary.log.seconds(LOOP)

    window = opened()
    trainer, diary = window.session.trainer, window.session.diary
    qtbot.waitUntil(lambda: trainer.training is not None)
    assert trainer.plan == TrainerPlan(100, 160, 20, 2)
    assert trainer.training is not None
    assert window.session.transport.tempo_percent == trainer.training.tempo_percent == 120
    assert trainer.training.rounds == 1
    assert tempos(window) == {100: 2, 120: 1}
    assert diary.log.highest_clean(LOOP) == 120
    assert diary.log.seconds(LOOP) == pytest.approx(counted, abs=0.5)
    assert window.transport_bar.trainer.caption.text() == "2/2 → 140 %"
    # The tick that finds the loop on again does not begin anew.
    trainer.tick()
    assert trainer.training.rounds == 1
    file = next(practice_root().glob("*.json"))
    assert json.loads(file.read_text("utf-8"))["trainer"]["is_on"]


@pytest.mark.parametrize("how", ["quit", "another song"])
def test_a_step_that_was_earned_is_kept_before_it_is_heard(
    qtbot: QtBot, opened: Restart, make_song: MakeSong, stem_folder: Path, how: str
) -> None:
    window, loop = opened(), LoopRegion(SAMPLE_RATE // 2, 5 * SAMPLE_RATE // 2)
    loop_it(window, loop)
    train(window, TrainerPlan(100, 160, 20, 4, is_gated=True))
    play(window)
    qtbot.waitUntil(lambda: rounds(window, loop) == 1, timeout=LIMIT_MS)
    window.menus.shortcuts.trigger("trainer.clean")
    assert window.session.trainer.training is not None
    assert window.session.trainer.training.due_percent == 120
    if how == "quit":
        window = opened()
    else:
        session = window.session
        for path in (make_song(seconds=2.0), stem_folder):
            with qtbot.waitSignals([session.diary.read, session.records.has_read], timeout=10_000):
                session.open(path)
    trainer = window.session.trainer
    qtbot.waitUntil(lambda: trainer.training is not None)
    assert window.session.transport.tempo_percent == 120


def test_two_windows_lose_nothing_of_each_other(qtbot: QtBot, opened: Restart) -> None:
    window = opened()
    diary = window.session.diary
    file = diary._file
    assert file is not None
    theirs = PracticeLog({TODAY: 60.0}, {LOOP: {TODAY: LoopDay(60.0, {80: 3}, {80: 1})}})
    PracticeFile(file.path).change([Added(theirs)], None)
    diary.count_round(TODAY, LOOP, 70)
    diary.keep()
    qtbot.waitUntil(lambda: diary.log.rounds(LOOP) == 4)
    assert diary.log.highest_clean(LOOP) == 80

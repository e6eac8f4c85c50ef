"""Work that may hang, and what it must not hold up."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from app.leavable_thread import LeavableThread
from tests.app.conftest import delete_now


def test_work_is_done_in_order_and_answered_here(qtbot: QtBot) -> None:
    thread = LeavableThread("test")
    answers: list[tuple[object, threading.Thread]] = []
    for number in range(3):
        thread.run(
            lambda number=number: (number, threading.current_thread()),
            lambda answer: answers.append((answer[0], threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == [(number, threading.main_thread()) for number in range(3)]
    assert thread.close(5.0)
    delete_now(thread)


def test_an_error_is_an_answer(qtbot: QtBot) -> None:
    thread = LeavableThread("test")
    answers: list[object] = []
    thread.run(lambda: 1 / 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], ZeroDivisionError)
    assert thread.close(5.0)
    delete_now(thread)


def test_it_can_be_left_hanging(qtbot: QtBot) -> None:
    thread = LeavableThread("test")
    hung, answers = threading.Event(), list[object]()
    thread.run(hung.wait, answers.append)
    assert not thread.close(0.1)
    delete_now(thread)
    hung.set()
    qtbot.wait(100)
    assert answers == []


def test_unused_it_is_closed_at_once(qtbot: QtBot) -> None:
    thread = LeavableThread("test")
    assert thread.close(5.0)
    delete_now(thread)

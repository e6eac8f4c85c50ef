"""What a command says while it separates."""

from __future__ import annotations

import sys

import pytest

from app.commands.progress_bar import ProgressBar
from separation.events import MemoryShort, Progress


def test_a_card_that_is_too_small_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressBar("song.ogg") as bar:
        for _ in range(2):
            bar.show(MemoryShort("cuda", "cpu"))
        bar.show(Progress(0.5, None))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("song.ogg: The ")
    assert "not enough memory" in line


def test_a_terminal_gets_a_bar_that_goes_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with ProgressBar("song.ogg") as bar:
        bar.show(Progress(0.5, 120.0))
    drawn = capsys.readouterr().err
    assert "song.ogg" in drawn
    assert " 50%" in drawn
    assert drawn.endswith("\r\033[K")


def test_elsewhere_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressBar("song.ogg") as bar:
        bar.show(Progress(0.5, 120.0))
    assert capsys.readouterr().err == ""

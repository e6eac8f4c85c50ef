"""What is no score, or more than one, is told of at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from player.errors import ScoreFormatError, ScoreTooLargeError
from player.reading.score_file import read_score
from tests.player.reading.guitar_pro_scores import Beats, song, written


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gp5")
    with pytest.raises(ScoreFormatError):
        read_score(tmp_path / "pipe.gp5")


def test_what_repeats_make_of_a_small_file_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.reading.score_limits.MOST_EVENTS", 20)
    bars: list[Beats] = [[(4, False, [(6, fret)]) for fret in range(4)] for _ in range(2)]
    made = song(bars)
    path = tmp_path / "repeated.gp5"
    path.write_bytes(written(made))
    assert len(read_score(path).bars) == 2
    made.measureHeaders[0].isRepeatOpen = True
    made.measureHeaders[1].repeatClose = 6
    path.write_bytes(written(made))
    with pytest.raises(ScoreTooLargeError):
        read_score(path)

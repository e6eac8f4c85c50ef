"""The log of a recording: what of it is whole counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.errors import RecordingUnreadableError
from player.recording_log import LogEntry, RecordingHead, entry_line, head_line, read_log
from player.stream_clock import ClockReading

HEAD = RecordingHead(48_000, 44_100, 0.01, 3.0)


def line(at_s: float) -> str:
    return entry_line(LogEntry([ClockReading(at_s * 48_000, at_s)], heard_frame=round(at_s)))


@pytest.mark.parametrize("torn", ['{"in": [[1,', "[]\n", '{"in": 3, "out": []}\n', "\0\0\0\n"])
def test_a_line_that_is_not_whole_is_left_out(tmp_path: Path, torn: str) -> None:
    path = tmp_path / "one.log"
    torn = torn if torn.endswith("\n") else torn + line(2.0)
    path.write_text(head_line(HEAD) + line(1.0) + torn + line(3.0) + '{"in')
    log = read_log(path)
    assert log.head == HEAD
    assert [each.at_s for each in log.input_readings] == [1.0, 3.0]
    assert log.heard_frame == 3


@pytest.mark.parametrize("text", ["", "{}\n", "[1]\n", '{"version": 9}\n', "\n"])
def test_without_a_head_nothing_is_known(tmp_path: Path, text: str) -> None:
    path = tmp_path / "one.log"
    path.write_text(text + line(1.0) if text else text)
    with pytest.raises(RecordingUnreadableError):
        read_log(path)

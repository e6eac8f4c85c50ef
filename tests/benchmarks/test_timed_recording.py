"""The clock of a recording goes by the pieces that were not late."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from tests.benchmarks.timed_recording import TimedRecording


def test_late_pieces_do_not_move_the_clock() -> None:
    recording = TimedRecording()
    began_s, piece_s = 1000.0, 441 / SAMPLE_RATE
    samples = np.arange(10 * 441 * 2, dtype=np.float32).reshape(10, -1)
    for index, late_s in enumerate((0.08, 0.03, 0.0, 0.2, 0.19, 0.18, 0.05, 0.0, 0.01, 0.3)):
        arrives_s = began_s + (index + 1) * piece_s + late_s
        recording.add(samples[index].tobytes(), arrives_s)
    assert recording.frames == 4410
    assert recording.frame_at(began_s + 0.05) == pytest.approx(0.05 * SAMPLE_RATE, abs=1)
    np.testing.assert_array_equal(recording.samples.reshape(-1), samples.reshape(-1))


def test_a_frame_that_is_not_whole_yet_waits() -> None:
    recording = TimedRecording()
    recording.add(bytes(20), 1.0)
    assert recording.samples.shape == (2, 2)

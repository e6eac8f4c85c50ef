"""The clock of a recording goes by the pieces that were not late."""

from __future__ import annotations

import numpy as np
import pytest

from tests.end_to_end.sound_card import SAMPLE_RATE
from tests.end_to_end.timed_recording import TimedRecording

BLOCK_S = 0.02


def test_late_pieces_do_not_move_the_clock() -> None:
    recording = TimedRecording(BLOCK_S)
    began_s, piece_s = 1000.0, 441 / SAMPLE_RATE
    samples = np.arange(10 * 441 * 2, dtype=np.float32).reshape(10, -1)
    for index, late_s in enumerate((0.08, 0.03, 0.0, 0.2, 0.19, 0.18, 0.05, 0.0, 0.01, 0.3)):
        arrives_s = began_s + (index + 1) * piece_s + late_s
        recording.add(samples[index].tobytes(), arrives_s)
    assert recording.played_at_s(2205) == pytest.approx(began_s + BLOCK_S + 0.05, abs=1e-6)
    np.testing.assert_array_equal(recording.samples.reshape(-1), samples.reshape(-1))


def test_a_frame_that_is_not_whole_yet_waits() -> None:
    recording = TimedRecording(BLOCK_S)
    recording.add(bytes(20), 1.0)
    assert recording.samples.shape == (2, 2)

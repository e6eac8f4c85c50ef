"""A recording whose devices are changed: two, of which none claims what is the other's."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.audio_input import AudioInput, InputChoice
from player.audio_output import AudioOutput, OutputChoice
from player.multitrack import SAMPLE_RATE
from player.output_ring import OutputRing
from player.recording_file import read_recording
from player.recording_log import (
    HeardAnchor,
    LogEntry,
    RecordingHead,
    RecordingLog,
    read_log,
)
from player.recording_sheet import LOG_SUFFIX, SOUND_SUFFIX
from player.silent_output import SilentOutput
from player.stem_stream import Anchor
from player.stream_clock import ClockReading
from player.take_recorder import TakeRecorder
from player.take_timeline import TakePart, take_parts
from tests.player.hand_fed_input import BLOCK, HandFedInput, HandFedSong
from tests.sound_system import SoundSystem

BLOCK_S = BLOCK / SAMPLE_RATE
SONG = HeardAnchor(Anchor(0.0, 0.0, 1.0), 0.0)


def recording(
    at_s: list[float], *, opened_at_s: float, came_in_by_s: float, begun_frame: int = 0
) -> RecordingLog:
    """Blocks came in at these times, while the output played its frame 0 at 0 s."""
    last_s = at_s[-1] + 1.0
    entry = LogEntry(
        [ClockReading(index * BLOCK, each) for index, each in enumerate(at_s)],
        [ClockReading(each * SAMPLE_RATE, each) for each in np.arange(0.0, last_s, 0.05).tolist()],
        [SONG],
        round(last_s * SAMPLE_RATE),
        came_in_by_s,
    )
    return RecordingLog.of(
        RecordingHead(SAMPLE_RATE, SAMPLE_RATE, 0.0, opened_at_s, begun_frame), [entry]
    )


def only_part(log: RecordingLog) -> TakePart:
    (part,) = take_parts(log, len(log.input_readings) * BLOCK)
    return part


@given(
    seed=st.integers(0, 2**32 - 1),
    unsteady_s=st.floats(0.0, 0.009),
    counts=st.tuples(st.integers(40, 90), st.integers(40, 90)),
    latency_s=st.floats(-BLOCK_S, 0.05),
)
def test_two_inputs_one_after_the_other_never_claim_the_same(
    seed: int, unsteady_s: float, counts: tuple[int, int], latency_s: float
) -> None:
    # The second one gives at once what comes next, and what both say of when is not quite true.
    count = sum(counts)
    late_s = np.random.default_rng(seed).uniform(0.0, unsteady_s, count)
    given_s = 0.5 + np.arange(1, count + 1) * BLOCK_S + late_s
    told_s = (given_s - BLOCK_S - latency_s).tolist()
    changed_s = float(given_s[counts[0] - 1])
    first = recording(told_s[: counts[0]], opened_at_s=0.4, came_in_by_s=changed_s)
    second = recording(told_s[counts[0] :], opened_at_s=changed_s, came_in_by_s=10.0)
    one, two = only_part(first), only_part(second)
    assert two.start_frame >= one.stop_frame
    # It costs no more than what they are wrong by.
    lost_s = (two.start_frame - one.stop_frame) / SAMPLE_RATE
    assert lost_s <= abs(latency_s) + BLOCK_S + 2 * unsteady_s


def test_what_was_told_truly_is_all_kept() -> None:
    told_s = [1.0 + index * BLOCK_S for index in range(100)]
    part = only_part(recording(told_s, opened_at_s=1.0, came_in_by_s=2.0))
    assert (part.start_frame, part.stop_frame) == (SAMPLE_RATE, 2 * SAMPLE_RATE)


@pytest.mark.parametrize("begun_s", [0.0, 0.8, 1.5])
def test_from_an_output_nothing_is_heard_that_was_played_before_it_began(begun_s: float) -> None:
    told_s = [1.0 + index * BLOCK_S for index in range(200)]
    begun_frame = round(begun_s * SAMPLE_RATE)
    log = recording(told_s, opened_at_s=1.0, came_in_by_s=3.0, begun_frame=begun_frame)
    part = only_part(log)
    assert part.start_frame == max(SAMPLE_RATE, begun_frame)
    assert part.points[0][0] == pytest.approx(part.start_frame - SAMPLE_RATE, abs=1)
    assert part.stop_frame == 3 * SAMPLE_RATE


def test_a_recorder_writes_down_what_is_certain(tmp_path: Path) -> None:
    song, source = HandFedSong(), HandFedInput()
    for _ in range(100):
        song.hear()
    # Another output goes on from there; the first it takes is on its way for longer than this.
    song.ring.begun_frame = song.ring.heard
    recorder = TakeRecorder(
        source,  # type: ignore[arg-type]
        song.ring,
        song.playback,
        lambda *_: None,
    )
    recorder.begin(tmp_path / "one", 0.0)
    next_s = time.perf_counter()
    for _ in range(90):
        song.ring.written += BLOCK
        song.ring.take(np.empty((BLOCK, 2), np.float32), 0.2)
        source.feed(np.full((BLOCK, 1), 0.25, np.float32))
        next_s += BLOCK_S
        time.sleep(max(0.0, next_s - time.perf_counter()))
    recorder.close()
    closed_s = time.perf_counter()
    log = read_log((tmp_path / "one").with_suffix(LOG_SUFFIX))
    samples, _ = read_recording((tmp_path / "one").with_suffix(SOUND_SUFFIX))
    assert log.head.opened_at_s == source.started_at_s
    assert log.input_readings[-1].at_s < log.came_in_by_s < closed_s
    (part,) = take_parts(log, len(samples))
    assert part.start_frame == log.head.output_begun_frame == 100 * BLOCK


def test_an_input_knows_since_when_it_gives(sound_system: SoundSystem) -> None:
    before_s = time.perf_counter()
    source = AudioInput(InputChoice())
    source.start()
    assert before_s < source.started_at_s < time.perf_counter()


def test_an_output_begins_where_the_one_before_it_ended(sound_system: SoundSystem) -> None:
    ring = OutputRing()
    ring.written = 3000
    first = AudioOutput(ring, OutputChoice())
    first.start()
    sound_system.last.pull(1000)
    assert ring.begun_frame == 0
    first.stop()
    AudioOutput(ring, OutputChoice()).start()
    assert ring.begun_frame == 1000
    sound_system.last.pull(500)
    silence = SilentOutput(ring)
    silence.start()
    assert ring.begun_frame == 1500
    silence.stop()

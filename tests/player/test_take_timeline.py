"""From what was heard when to which frames of a recording belong to which song frames."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.recording_log import HeardAnchor, LogEntry, RecordingHead, RecordingLog
from player.stem_stream import Anchor
from player.stream_clock import ClockReading
from player.take_timeline import TakePart, take_parts

BLOCK = 1100


def log(
    seconds: float,
    anchors: list[tuple[float, float, float]],
    *,
    heard_s: float,
    round_trip_s: float = 0.0,
    input_rate: int = SAMPLE_RATE,
    output_rate: int = SAMPLE_RATE,
    input_drift: float = 0.0,
    lost: tuple[float, float] = (np.inf, 0.0),
    output_lost: tuple[float, float] = (np.inf, 0.0),
    pitches: tuple[float, ...] = (),
) -> RecordingLog:
    """The input is opened at 10 s, the output's frame 0 is heard at 11 s."""
    head = RecordingHead(input_rate, output_rate, round_trip_s, 0.0)
    entry = LogEntry(heard_frame=round(heard_s * output_rate))
    for frame in range(0, round(seconds * input_rate), BLOCK):
        is_behind = frame / input_rate > lost[0]
        at_s = 10.0 + frame / input_rate * (1 + input_drift) + lost[1] * is_behind
        entry.input_readings.append(ClockReading(frame, at_s))
    for frame in range(0, round(heard_s * output_rate), BLOCK):
        is_behind = frame / output_rate > output_lost[0]
        at_s = 11.0 + frame / output_rate + output_lost[1] * is_behind
        entry.output_readings.append(ClockReading(frame, at_s))
    for index, anchor in enumerate(anchors):
        pitch = pitches[index] if pitches else 0.0
        entry.anchors.append(HeardAnchor(Anchor(*anchor), pitch))
    return RecordingLog.of(head, [entry])


def place(part: TakePart, recorded_frame: float) -> float:
    at, song = np.array(part.points).T
    return float(np.interp(recorded_frame, at, song))


@pytest.mark.parametrize("ratio", [1.0, 0.6, 1.3])
@pytest.mark.parametrize("round_trip_s", [0.0, 0.013, -0.004])
def test_a_take_at_any_tempo_is_where_it_was_played(ratio: float, round_trip_s: float) -> None:
    made = log(30, [(0.0, 5000.0, ratio)], heard_s=20, round_trip_s=round_trip_s)
    (part,) = take_parts(made, 30 * SAMPLE_RATE)
    assert part.ratio == pytest.approx(ratio)
    assert part.start_frame == 5000
    assert part.stop_frame == round(5000 + 20 * SAMPLE_RATE * ratio)
    for heard_s in (0.5, 7.3, 19.5):
        frame = (1.0 + heard_s + round_trip_s) * SAMPLE_RATE
        assert place(part, frame) == pytest.approx(5000 + heard_s * SAMPLE_RATE * ratio, abs=1)


def test_every_round_of_a_loop_is_a_part() -> None:
    length = 2 * SAMPLE_RATE
    anchors = [(n * length / 0.5, 1000.0, 0.5) for n in range(4)]
    parts = take_parts(log(20, anchors, heard_s=14), 20 * SAMPLE_RATE)
    assert [(part.start_frame, part.stop_frame) for part in parts[:3]] == [
        (1000, 1000 + length)
    ] * 3
    # The last round was left in its middle.
    assert (parts[3].start_frame, parts[3].stop_frame) == (1000, 1000 + SAMPLE_RATE)


def test_in_the_pause_between_two_rounds_nothing_is_played() -> None:
    second = float(SAMPLE_RATE)
    anchors = [(0.0, 0.0, 1.0), (2 * second, 0.0, 0.0), (3 * second, 0.0, 1.0)]
    parts = take_parts(log(10, anchors, heard_s=5), 10 * SAMPLE_RATE)
    assert [(p.start_frame, p.stop_frame) for p in parts] == [(0, 2 * SAMPLE_RATE)] * 2
    assert place(parts[1], 4 * second) == pytest.approx(0, abs=1)


@pytest.mark.parametrize("ratio", [1.0, 0.6])
def test_an_early_attack_after_a_count_in_and_what_rings_on_belong_to_it(ratio: float) -> None:
    second, song = float(SAMPLE_RATE), 5.0 * SAMPLE_RATE
    anchors = [
        (0.0, song, 0.0),
        (2 * second, song, ratio),
        (4 * second, song, 0.0),
        (6 * second, song, ratio),
    ]
    parts = take_parts(log(14, anchors, heard_s=8), 14 * SAMPLE_RATE)
    nominal = (round(song), round(song + 2 * second * ratio))
    assert [(p.start_frame, p.stop_frame) for p in parts] == [nominal] * 2
    for each, heard_s in zip(parts, (2.0, 6.0), strict=True):
        first = (1.0 + heard_s) * SAMPLE_RATE
        # Fifteen milliseconds early is as much before the beat, at the tempo it was played at.
        assert place(each, first - 0.015 * second) == pytest.approx(
            song - 0.015 * second * ratio, abs=1
        )
        assert each.track_start_frame < song - 0.1 * second * ratio
    # The last one was cut by Stop.
    assert [each.tail_frames > 0.3 * second * ratio for each in parts] == [True, False]
    ringing = (1.0 + 4.0 + 0.3) * second
    assert place(parts[0], ringing) == pytest.approx(song + 2.3 * second * ratio, abs=1)
    # Nothing is in both.
    assert parts[0].points[-1][0] < parts[1].points[0][0]


def test_of_a_short_pause_both_rounds_have_something_and_nothing_is_in_both() -> None:
    second, song = float(SAMPLE_RATE), 5.0 * SAMPLE_RATE
    anchors = [(0.0, song, 1.0), (2 * second, song, 0.0), (2.3 * second, song, 1.0)]
    one, two = take_parts(log(10, anchors, heard_s=5), 10 * SAMPLE_RATE)
    assert (one.tail_frames, two.lead_frames) == pytest.approx((0.1 * second, 0.2 * second), abs=1)
    assert one.points[-1][0] == pytest.approx(two.points[0][0], abs=1)


def test_what_rings_on_into_the_last_wait_has_all_of_it() -> None:
    second = float(SAMPLE_RATE)
    anchors = [(0.0, 0.0, 1.0), (2 * second, 0.0, 0.0)]
    (part,) = take_parts(log(10, anchors, heard_s=2.4), 10 * SAMPLE_RATE)
    assert part.tail_frames == pytest.approx(0.4 * second, abs=2)


def test_before_the_song_s_start_nothing_can_be() -> None:
    second = float(SAMPLE_RATE)
    anchors = [(0.0, 2000.0, 0.0), (2 * second, 2000.0, 1.0)]
    (part,) = take_parts(log(10, anchors, heard_s=5), 10 * SAMPLE_RATE)
    assert (part.track_start_frame, part.start_frame) == (0, 2000)


def test_rounds_that_follow_at_once_keep_what_came_in_during_them() -> None:
    second, song = float(SAMPLE_RATE), 5.0 * SAMPLE_RATE
    anchors = [(0.0, song, 1.0), (2 * second, song, 1.0)]
    one, two = take_parts(log(10, anchors, heard_s=4), 10 * SAMPLE_RATE)
    assert one.points[-1][0] == pytest.approx(two.points[0][0], abs=1)
    assert (one.tail_frames, two.lead_frames) == (0.0, 0.0)


def test_another_tempo_or_pitch_begins_another_part() -> None:
    second = float(SAMPLE_RATE)
    anchors = [(0.0, 0.0, 1.0), (2 * second, 2 * second, 0.8), (4 * second, 3.6 * second, 0.8)]
    made = log(10, anchors, heard_s=6, pitches=(0.0, 0.0, 2.0))
    parts = take_parts(made, 10 * SAMPLE_RATE)
    assert [(round(p.ratio, 3), p.pitch_semitones) for p in parts] == [
        (1.0, 0.0),
        (0.8, 0.0),
        (0.8, 2.0),
    ]


def test_a_splice_in_phase_is_no_jump() -> None:
    second = float(SAMPLE_RATE)
    anchors = [(0.0, 0.0, 0.75), (2 * second, 1.5 * second + 300, 0.75)]
    (part,) = take_parts(log(8, anchors, heard_s=5), 8 * SAMPLE_RATE)
    assert place(part, 4 * second) == pytest.approx(0.75 * 3 * second + 300, abs=1)


def test_what_is_left_at_once_is_no_take() -> None:
    second = float(SAMPLE_RATE)
    anchors = [(0.0, 0.0, 1.0), (0.1 * second, 5 * second, 1.0)]
    (part,) = take_parts(log(8, anchors, heard_s=5), 8 * SAMPLE_RATE)
    assert part.start_frame == 5 * SAMPLE_RATE


def test_ten_minutes_of_two_devices_whose_clocks_part() -> None:
    made = log(605, [(0.0, 0.0, 1.0)], heard_s=600, input_drift=1e-4)
    (part,) = take_parts(made, 605 * SAMPLE_RATE)
    for heard_s in (1, 300, 599):
        frame = (1.0 + heard_s) * SAMPLE_RATE / (1 + 1e-4)
        wrong_s = place(part, frame) / SAMPLE_RATE - heard_s
        assert abs(wrong_s) < 0.0005


@pytest.mark.parametrize(("input_rate", "output_rate"), [(48_000, 44_100), (44_100, 48_000)])
def test_devices_of_other_rates(input_rate: int, output_rate: int) -> None:
    ratio = 0.6 * SAMPLE_RATE / output_rate
    made = log(15, [(0.0, 0.0, ratio)], heard_s=10, input_rate=input_rate, output_rate=output_rate)
    (part,) = take_parts(made, 15 * input_rate)
    assert part.ratio == pytest.approx(0.6)
    assert place(part, 6 * input_rate) == pytest.approx(5 * 0.6 * SAMPLE_RATE, abs=1)


def test_what_comes_after_a_dropout_is_in_its_place_and_the_dropout_is_known() -> None:
    made = log(14, [(0.0, 0.0, 1.0)], heard_s=12, lost=(6.0, 0.1))
    (part,) = take_parts(made, 14 * SAMPLE_RATE)
    (gap,) = part.gaps
    assert gap.lost_s == pytest.approx(0.1, abs=0.001)
    assert gap.frame == pytest.approx(6 * SAMPLE_RATE, abs=2 * BLOCK)
    assert place(part, 3 * SAMPLE_RATE) == pytest.approx(2 * SAMPLE_RATE, abs=50)
    assert place(part, 9 * SAMPLE_RATE) == pytest.approx(8.1 * SAMPLE_RATE, abs=50)
    # Just before and just behind it, too.
    assert place(part, gap.frame - 1000) == pytest.approx(gap.frame - SAMPLE_RATE - 1000, abs=60)
    assert place(part, gap.frame + 1000) == pytest.approx(
        gap.frame - 0.9 * SAMPLE_RATE + 1000, abs=60
    )


@pytest.mark.parametrize("later_s", [-0.1, 0.1])
def test_a_song_that_goes_on_from_another_device(later_s: float) -> None:
    made = log(14, [(0.0, 0.0, 1.0)], heard_s=12, output_lost=(6.0, later_s))
    (part,) = take_parts(made, 14 * SAMPLE_RATE)
    assert not part.gaps
    # The first frame from the other one, and when it was heard.
    first = next(n for n in range(0, 10 * SAMPLE_RATE, BLOCK) if n / SAMPLE_RATE > 6.0)
    moved = first + (1.0 + later_s) * SAMPLE_RATE
    before = moved - max(0.0, later_s) * SAMPLE_RATE
    for away in (100, 2000, 20_000, 200_000):
        assert place(part, before - away) == pytest.approx(before - away - SAMPLE_RATE, abs=1)
        assert place(part, moved + away) == pytest.approx(first + away, abs=1)


def test_an_input_that_goes_on_from_another_device() -> None:
    made = log(14, [(0.0, 0.0, 1.0)], heard_s=12, lost=(6.0, -0.1))
    (part,) = take_parts(made, 14 * SAMPLE_RATE)
    # Nothing is missing there: some of it came in twice, or was nothing.
    assert not part.gaps
    first = next(n for n in range(0, 10 * SAMPLE_RATE, BLOCK) if n / SAMPLE_RATE > 6.0)
    for away in (100, 2000, 20_000, 200_000):
        before = first - 0.1 * SAMPLE_RATE - away
        assert place(part, before) == pytest.approx(before - SAMPLE_RATE, abs=1)
        expected = first + away - 1.1 * SAMPLE_RATE
        assert place(part, first + away) == pytest.approx(expected, abs=1)


def test_a_recording_that_ends_early_is_kept_as_far_as_it_goes() -> None:
    (part,) = take_parts(log(8, [(0.0, 0.0, 1.0)], heard_s=7), 4 * SAMPLE_RATE)
    assert part.stop_frame == pytest.approx(3 * SAMPLE_RATE, abs=2)


def test_without_readings_nothing_is_known() -> None:
    assert take_parts(log(0, [], heard_s=0), 1000) == ()

"""Measures the round trip: plays clicks on one device and listens with another."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from player.audio_input import AudioInput, InputChoice
from player.audio_output import AudioOutput, OutputChoice
from player.errors import CalibrationSilentError, CalibrationUnsteadyError
from player.output_ring import OutputRing
from player.round_trip import CLICKS_AT_S, TRAIN_S, RoundTrip, click_train, find_round_trip
from player.stream_clock import ClockReading, StreamClock

# Sound servers tell their delays wrong in the first moments of a stream.
_SETTLING_S = 2.2
# The longest way there and back.
_TAIL_S = 1.0
_LOOK_S = 0.01
_MOST_TIMES = 4
_AGREE_S = 0.0015


def calibrate(
    output_choice: OutputChoice,
    input_choice: InputChoice,
    is_wanted: Callable[[], bool] = lambda: True,
) -> RoundTrip | None:
    """What comes back later than the devices say; None when it is not wanted any more.

    The devices are opened anew until two measurements agree: one may have caught a stream whose
    delay was told wrong. Takes twelve seconds or more, and both devices, which nobody else may have
    open here.

    Raises: OutputError, InputError, CalibrationError.
    """
    measured: list[RoundTrip] = []
    for _ in range(_MOST_TIMES):
        trip = _once(output_choice, input_choice, is_wanted)
        if trip is None:
            return None
        for other in measured:
            if abs(trip.delay_s - other.delay_s) <= _AGREE_S:
                return _together(trip, other)
        measured.append(trip)
    raise CalibrationUnsteadyError(
        max(abs(trip.delay_s - measured[0].delay_s) for trip in measured)
    )


def _together(one: RoundTrip, other: RoundTrip) -> RoundTrip:
    """The mean of two that agree."""
    apart_s = abs(one.delay_s - other.delay_s)
    return RoundTrip(
        (one.delay_s + other.delay_s) / 2,
        max(one.spread_s, other.spread_s, apart_s),
        min(one.found, other.found),
        one.clicks,
    )


def _once(
    output_choice: OutputChoice, input_choice: InputChoice, is_wanted: Callable[[], bool]
) -> RoundTrip | None:
    """One measurement."""
    ring = OutputRing(capacity_frames=1 << 19)
    # Before the output: where there is no input, nothing is played.
    source = AudioInput(input_choice)
    try:
        output = AudioOutput(ring, output_choice)
        try:
            ring.sample_rate = output.sample_rate
            output.start()
            source.start()
            return _measured(ring, source, is_wanted)
        finally:
            output.stop()
    finally:
        source.stop()


def _measured(
    ring: OutputRing, source: AudioInput, is_wanted: Callable[[], bool]
) -> RoundTrip | None:
    opened_at_s = time.perf_counter()
    pieces, heard_in, heard_out = [], [], []
    clock: object = None
    has_begun = False
    while (passed_s := time.perf_counter() - opened_at_s) < _SETTLING_S + TRAIN_S + _TAIL_S:
        if not is_wanted():
            return None
        if passed_s > _SETTLING_S and not has_begun:
            has_begun = True
            train = click_train(ring.sample_rate)
            ring.write(0, train)
            ring.written = len(train)
        samples, blocks = source.ring.take()
        pieces.append(samples)
        heard_in += [ClockReading(each.frame, each.at_s, each.follows_loss) for each in blocks]
        if ring.clock is not clock:
            clock = heard, when_s, latency_s, frames = ring.clock
            if frames:
                heard_out.append(ClockReading(heard - frames, when_s + latency_s))
        time.sleep(_LOOK_S)
    if not heard_in or not heard_out:
        raise CalibrationSilentError
    came_in = StreamClock(heard_in, source.sample_rate, opened_at_s)
    went_out = StreamClock(heard_out, ring.sample_rate)
    expected = [came_in.frame_at(went_out.time_at(at_s * ring.sample_rate)) for at_s in CLICKS_AT_S]
    return find_round_trip(np.concatenate(pieces), source.sample_rate, expected)

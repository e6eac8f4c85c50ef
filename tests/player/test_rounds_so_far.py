"""A recording that goes on: its rounds are where they are played, as loud as they come in."""

from __future__ import annotations

import numpy as np
import pytest

from player.input_ring import InputBlock
from player.multitrack import SAMPLE_RATE
from player.recording_log import HeardAnchor, RecordingHead
from player.rounds_so_far import RoundsSoFar
from player.stem_stream import Anchor
from player.stream_clock import ClockReading

BLOCK = 441
LOOP = 22_050
WHOLE = 1e9


class Recording:
    """Played from 11 s on, in blocks of ten milliseconds; the input has run since 10 s."""

    def __init__(self, ratio: float = 1.0, round_trip_s: float = 0.0, rate: int = SAMPLE_RATE):
        self.rounds = RoundsSoFar("one", RecordingHead(SAMPLE_RATE, rate, round_trip_s, 10.0))
        self.ratio = ratio
        self.rate = rate
        self.frame = 0
        self.anchors: list[HeardAnchor] = []
        self.off_s = 0.0

    def loop(self, start: float, frames: float, rounds: int) -> None:
        """It plays so many rounds."""
        for number in range(rounds):
            anchor = Anchor(number * frames / self.ratio, start, self.ratio)
            self.anchors.append(HeardAnchor(anchor, 0.0))

    def give(self, seconds: float, level: float, *, lost: bool = False) -> None:
        """So much more comes in, at this level."""
        for _ in range(round(seconds * SAMPLE_RATE / BLOCK)):
            at_s = 10.0 + self.frame / SAMPLE_RATE
            heard = round((at_s - 11.0) * self.rate)
            new = [each for each in self.anchors if each.anchor.output_frame <= heard]
            self.anchors = self.anchors[len(new) :]
            reading = ClockReading(heard, at_s + self.off_s) if heard >= 0 else None
            self.rounds.hear(reading, new, max(0, heard) + BLOCK)
            samples = np.full((BLOCK, 1), level, np.float32)
            samples[::2] *= -0.5
            self.rounds.come_in(samples, [InputBlock(self.frame, BLOCK, at_s, lost)])
            self.frame += BLOCK
            lost = False


def test_a_lane_grows_with_what_comes_in() -> None:
    made = Recording()
    made.loop(1000, WHOLE, 1)
    made.give(1.2, 0.5)
    assert not made.rounds.shown, "too short for a take"
    made.give(0.8, 0.5)
    (shown,) = made.rounds.shown
    assert shown.start_frame == 1000
    assert shown.stop_frame == pytest.approx(1000 + SAMPLE_RATE, abs=2 * BLOCK)
    made.give(1.0, 0.25)
    (grown,) = made.rounds.shown
    assert grown.stop_frame == pytest.approx(shown.stop_frame + SAMPLE_RATE, abs=2)
    minima, maxima = grown.min_max(0, 4 * SAMPLE_RATE, 4)
    np.testing.assert_allclose(maxima, [0.5, 0.5, 0.25, 0.0])
    np.testing.assert_allclose(minima, [-0.25, -0.25, -0.125, 0.0])
    # What was shown before is as it was: nobody writes into it.
    np.testing.assert_allclose(shown.min_max(2 * SAMPLE_RATE, 3 * SAMPLE_RATE, 1)[1], [0.0])


@pytest.mark.parametrize("ratio", [0.6, 1.0, 1.3])
@pytest.mark.parametrize("round_trip_s", [0.0, 0.05])
def test_a_sound_stands_where_it_was_played_at_any_tempo(ratio: float, round_trip_s: float) -> None:
    made = Recording(ratio, round_trip_s)
    made.loop(0, WHOLE, 1)
    made.give(3.0 + round_trip_s, 0.1)
    made.give(0.1, 0.9)
    made.give(1.0, 0.1)
    (shown,) = made.rounds.shown
    assert shown.ratio == pytest.approx(ratio)
    _, maxima = shown.min_max(0, 5 * SAMPLE_RATE, 5000)
    loud = np.flatnonzero(maxima > 0.8)
    # It came in two seconds after the song had begun, less what the way takes.
    assert loud[0] / 1000 == pytest.approx(2 * ratio, abs=0.02)
    assert loud[-1] / 1000 == pytest.approx(2.1 * ratio, abs=0.02)
    assert not (maxima[: loud[0]] == 0.0).any(), "holes in the picture"


def test_every_round_is_one_as_it_ends() -> None:
    made = Recording()
    made.loop(LOOP, LOOP, 5)
    made.give(1.0, 0.3)
    for number in range(1, 5):
        made.give(0.5, number / 10)
        assert len(made.rounds.shown) == number
    for number, shown in enumerate(made.rounds.shown, 1):
        assert shown.start_frame == LOOP
        assert shown.min_max(LOOP + 2000, 2 * LOOP - 2000, 1)[1] == pytest.approx([number / 10])
    assert made.rounds.shown[0].stop_frame == pytest.approx(2 * LOOP, abs=2)


def test_what_was_lost_and_what_was_too_loud_is_counted_for_its_round() -> None:
    made = Recording()
    made.loop(0, LOOP, 2)
    made.give(1.1, 0.3)
    made.give(0.1, 0.3, lost=True)
    made.give(0.4, 0.3)
    made.give(0.05, 1.0)
    made.give(0.2, 0.3)
    made.give(0.05, 1.0)
    made.give(0.3, 0.3)
    first, second = made.rounds.shown
    assert (first.dropouts, second.dropouts) == (1, 0)
    assert first.clips == ()
    assert [place / SAMPLE_RATE for place in second.clips] == pytest.approx([0.1, 0.35], abs=0.02)


def test_a_clock_that_is_unsteady_leaves_no_holes() -> None:
    made = Recording()
    made.loop(0, WHOLE, 1)
    made.give(1.2, 0.3)
    random = np.random.default_rng(1)
    for _ in range(200):
        made.off_s = float(random.uniform(-0.01, 0.01))
        made.give(0.01, 0.3)
    (shown,) = made.rounds.shown
    seen = shown.min_max(shown.start_frame, shown.stop_frame - 1000, 300)[1]
    assert (seen > 0).all()


def test_before_the_song_begins_there_is_none() -> None:
    made = Recording()
    made.give(0.9, 0.3)
    assert made.rounds.shown == ()
    assert made.rounds.name == "one"


def test_a_rate_of_the_output_of_its_own() -> None:
    made = Recording(ratio=SAMPLE_RATE / 48_000, rate=48_000)
    made.loop(0, WHOLE, 1)
    made.give(3.0, 0.3)
    (shown,) = made.rounds.shown
    assert shown.ratio == pytest.approx(1.0)
    assert shown.stop_frame == pytest.approx(2 * SAMPLE_RATE, abs=2 * BLOCK)

"""Random hands on the engine against a plain model of which frames of the song must be heard.

The song is louder with every frame, so that a sample tells which frame it is. The stretcher is
replaced by one that interpolates, so that this holds at every tempo as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Samples
from player.stretch_quality import StretchQuality
from player.transport import LoopRegion, Message, Pause, Play, Seek, SetLoop, SetMixer, SetTempo
from player.treatment import Treatment
from tests.player.test_performance import SteppedEngine, ramp_song

pytestmark = pytest.mark.usefixtures("work_clock")

FRAMES = 8 * SAMPLE_RATE
# Within so many frames everything that was asked for has to be heard: 110 ms, and the fade.
LIMIT = round(0.118 * SAMPLE_RATE)
# What needs no new stretcher is heard sooner.
SOON = round(0.045 * SAMPLE_RATE)
SEAM_S = 0.0075


class InterpolatingStretch:
    """Has the delay and the blocks of a stretcher, but its output can be computed by hand."""

    _HELD_BACK = 700

    def __init__(self, channels: int, _sample_rate: int, treatment: Treatment) -> None:
        self.lead_in_frames = 512
        self._ratio = treatment.tempo_ratio
        self._input = np.zeros((channels, 0), np.float32)
        self._given = 0

    def process(self, block: Samples) -> Samples:
        self._input = np.concatenate([self._input, block], axis=1)
        reach = self._input.shape[1] - self.lead_in_frames - self._HELD_BACK - 1
        wanted = np.arange(self._given, max(self._given, int(reach / self._ratio)))
        at = self.lead_in_frames + wanted * self._ratio
        low = at.astype(np.int64)
        share = (at - low).astype(np.float32)
        self._given += len(wanted)
        out: Samples = self._input[:, low] * (1 - share) + self._input[:, low + 1] * share
        return out


@pytest.fixture(autouse=True)
def plain_stretcher_and_steady_margins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.stem_stream.TimeStretch", InterpolatingStretch)
    # However slow the machine that tests it is.
    monkeypatch.setattr(StretchQuality, "note_preparation", lambda *_: None)
    monkeypatch.setattr("player.stretch_load._TOO_MUCH", float("inf"))


@dataclass
class Model:
    """What a musician expects: a place in the song that moves on by the tempo, around the loop.

    Between a wish and its limit it is not said when the wish is heard; so the place is an interval,
    and None where the model does not say. maybe_over: nor whether the song has come to its end.
    """

    low: float | None = 0.0
    high: float = 0.0
    playing: bool = False
    ratio: float = 1.0
    loop: LoopRegion | None = None
    muted: bool = False
    since_wish: int = LIMIT
    since_pause: int = SOON
    maybe_over: bool = False
    said: int = field(default=0, compare=False)

    @property
    def seam(self) -> int:
        """Cross-faded output frames behind a loop's end."""
        return round(SEAM_S * SAMPLE_RATE / self.ratio) + 2

    def path(self, frame: float, count: int) -> np.ndarray:
        """Where `count` output frames are read from, beginning at `frame`."""
        places = frame + self.ratio * np.arange(count)
        loop = self.loop
        if loop is not None and frame < loop.end_frame:
            rounds = np.floor((places - loop.start_frame) / loop.frames)
            places = places - np.maximum(rounds, 0) * loop.frames
        return places

    def pass_by(self, count: int) -> None:
        """Time goes on."""
        self.since_wish += count
        self.since_pause += count
        if self.playing and self.low is not None:
            low, high = self.path(self.low, count + 1)[-1], self.path(self.high, count + 1)[-1]
            if self._ends(low) or self._ends(high):
                self.maybe_over = not (self._ends(low) and self._ends(high))
                self.low = None if self.maybe_over else FRAMES
                self.high = FRAMES
                self.playing = self.maybe_over
            else:
                self.low, self.high = low, high

    def wish(self, action: tuple[Any, ...]) -> None:
        """Something is asked for, to be heard within the limit."""
        late = SOON * self.ratio if self.playing else 0.0
        match action:
            case ("play",):
                if not self.playing:
                    self.playing = True
                    # What fades out is heard to its end first.
                    late = SOON * self.ratio if self.since_pause < SOON else 0.0
                    if self.low is not None and self.high >= FRAMES:
                        start = 0 if self.loop is None else self.loop.start_frame
                        self.low = float(start) if self.low >= FRAMES else None
                        self.high = start
                self.maybe_over = False
            case ("pause",):
                self.playing = self.maybe_over = False
                self.since_pause = 0
            case ("seek", frame):
                self._go_to(frame)
                late = 0.0
            case ("tempo", ratio):
                late = LIMIT * max(ratio, self.ratio) if self.playing else 0.0
                self.ratio = ratio
            case ("loop", start, length):
                before, self.loop = self.loop, LoopRegion(start, min(FRAMES, start + length))
                self._stay_in_loop(before, LIMIT * self.ratio if self.playing else 0.0)
                late = 0.0
            case ("no loop",):
                self._widen(LIMIT * self.ratio if self.playing else 0.0)
                self.loop, late = None, 0.0
            case ("mute", muted):
                self.muted = muted
        self._widen(late)
        self.since_wish = 0

    def check(self, heard: np.ndarray) -> None:
        """Compare what was heard, as frames of the song; NaN is silence."""
        skip = max(0, LIMIT - self.since_wish)
        if self.playing and self.loop is not None and self.low != self.high:
            skip += self._frames_of_a_seam(heard[skip:])
        self.pass_by(min(skip, len(heard)))
        heard = heard[skip:]
        if not len(heard):
            return
        if not self.playing or self.muted:
            if self.low is None and self.playing:
                self.pass_by(len(heard))
                return
            assert np.isnan(heard).all()
            self.pass_by(len(heard))
            return
        if np.isnan(heard[0]):
            # Over, if it may be.
            assert self.low is None or self._ends(self.high + 1 + LIMIT * self.ratio)
            assert np.isnan(heard).all()
            was_sought = self.maybe_over and self.high < FRAMES
            self.playing = self.maybe_over = False
            self.low, self.high = (None if was_sought else float(FRAMES)), FRAMES
            return
        self.maybe_over = False
        is_known = self.low is not None and self.low == self.high
        assert is_known or self._holds(heard[0]), (heard[0], self)
        self.said += 1
        expected = self.path(self.high if is_known else float(heard[0]), len(heard))
        over = expected >= FRAMES - 1
        assert np.isnan(heard[expected >= FRAMES + 1]).all()
        judged = ~over
        if self.loop is not None:
            # A hundredth of a frame decides on which side of the end a sample lies.
            judged &= np.abs(expected - self.loop.end_frame) > 2 + 2 * self.ratio
        for jump in np.flatnonzero(np.abs(np.diff(expected) - self.ratio) > 0.5) + 1:
            judged[jump : jump + self.seam] = False
        # A seam may have begun shortly before this block.
        if self.loop is not None and expected[0] < self.loop.start_frame + self.seam * self.ratio:
            judged[: self.seam] = False
        # The best stretch taking over from the light one may move it by two frames of sound.
        atol = 2.5 * max(1.0, self.ratio)
        np.testing.assert_allclose(heard[judged], expected[judged], atol=atol)
        self.low = self.high = float(expected[0])
        self.pass_by(len(heard))

    def _frames_of_a_seam(self, heard: np.ndarray) -> int:
        """How long to wait before the place can be read off what is heard: not off a cross-fade."""
        steady = np.abs(np.diff(heard) - self.ratio) < 0.3
        found = np.flatnonzero(steady[:-1] & steady[1:])
        if np.isnan(heard).any() or not len(found):
            return 0 if np.isnan(heard).any() else min(self.seam, len(heard))
        return min(self.seam, int(found[0]))

    def _go_to(self, frame: int) -> None:
        """It begins there anywhere between now and the limit."""
        self.low = self.high = float(frame)
        if self.maybe_over:
            self.low = None
        elif self.playing:
            self.low -= LIMIT * self.ratio
            if self._has_the_end_in(self.low, frame):
                self.low = None

    def _stay_in_loop(self, before: LoopRegion | None, late: float) -> None:
        """A loop whose end is put in front of the playhead takes it along."""
        assert self.loop is not None
        if not self.playing or self.low is None:
            return
        low, high = self.low - late, self.high + late
        edges = [self.loop.start_frame, self.loop.end_frame]
        edges += [] if before is None else [before.start_frame, before.end_frame]
        if self.low > self.high or any(low <= edge <= high for edge in edges):
            self.low = None
        elif before is not None and before.contains(low) and low >= self.loop.end_frame:
            self._go_to(self.loop.start_frame)
        else:
            self.low, self.high = low, high

    def _widen(self, by: float) -> None:
        """The wish is heard a little earlier or later; around a loop's end nothing is said."""
        if self.low is None or not by:
            return
        low, high = self.low - by, self.high + by
        is_sure = self.low <= self.high and not self._has_the_end_in(low, high)
        self.low, self.high = (low if is_sure else None), high

    def _has_the_end_in(self, low: float, high: float) -> bool:
        """Whether some of the places wrap and some do not, or all of a loop is in question."""
        loop = self.loop
        return loop is not None and (low <= loop.end_frame <= high or high - low >= loop.frames)

    def _holds(self, frame: float) -> bool:
        if self.low is None:
            return True
        if self.low <= self.high:
            return self.low - 2 <= frame <= self.high + 2
        return frame >= self.low - 2 or frame <= self.high + 2

    @staticmethod
    def _ends(frame: float) -> bool:
        # Places are read off what was heard, to a hundredth of a frame.
        return frame > FRAMES - 0.5


def heard_frames(block: Samples) -> np.ndarray:
    """Which frames of the song a block holds; NaN where it is silent."""
    left = block[:, 0].astype(np.float64)
    return np.where(left == 0.0, np.nan, left * FRAMES - 1)


def placed(action: tuple[Any, ...], model: Model) -> tuple[Any, ...]:
    """A loop that is meant for where the playhead is: around it, or just passed."""
    here = min(round(model.high), FRAMES - LIMIT)
    match action:
        case ("loop ahead", before, after):
            start = max(0, here - before)
            return ("loop", start, min(FRAMES, here + after) - start + 1)
        case ("loop behind", length, gap):
            end = max(length + 1, here - gap)
            return ("loop", end - length, length)
        case ("loop to the end", length):
            return ("loop", FRAMES - length, length)
    return action


def message_for(action: tuple[Any, ...]) -> Message:
    match action:
        case ("play",):
            return Play()
        case ("pause",):
            return Pause()
        case ("seek", frame):
            return Seek(frame)
        case ("tempo", ratio):
            return SetTempo(ratio)
        case ("loop", start, length):
            return SetLoop(LoopRegion(start, min(FRAMES, start + length)))
        case ("mute", muted):
            return SetMixer(MixerState((("ramp", StemMix(muted=muted)),)))
        case _:
            return SetLoop(None)


def played(action: tuple[Any, ...]) -> Iterator[int]:
    """So many frames a device takes, burst by burst."""
    left = action[1]
    while left:
        yield min(1_102, left)
        left -= min(1_102, left)


wishes = st.one_of(
    st.tuples(st.just("play")),
    st.tuples(st.just("pause")),
    st.tuples(st.just("seek"), st.integers(0, FRAMES - 1)),
    st.tuples(st.just("tempo"), st.sampled_from([0.25, 0.5, 0.75, 1.0, 1.3, 2.0])),
    st.tuples(st.just("loop"), st.integers(0, FRAMES - 30_000), st.integers(2_205, 60_000)),
    st.tuples(st.just("loop ahead"), st.integers(0, 30_000), st.integers(LIMIT, 30_000)),
    st.tuples(st.just("loop behind"), st.integers(4_000, 30_000), st.integers(0, 30_000)),
    st.tuples(st.just("loop to the end"), st.integers(2_205, 60_000)),
    st.tuples(st.just("seek"), st.integers(FRAMES - 30_000, FRAMES - 1)),
    st.tuples(st.just("no loop")),
    st.tuples(st.just("mute"), st.booleans()),
)
plays = st.tuples(st.just("take"), st.integers(1, 30_000))


@given(st.lists(st.tuples(wishes, plays), max_size=14))
# The song ends as a block does, before it is said where the playhead is.
@example(
    [
        (("seek", 318_919), ("take", 30_000)),
        (("play",), ("take", 5_204)),
        (("seek", 0), ("take", 5_205)),
    ]
)
@settings(max_examples=120)
def test_what_must_be_heard_is_heard(moves: list[tuple[tuple[Any, ...], tuple[str, int]]]) -> None:
    stepped, model = SteppedEngine(ramp_song(FRAMES)), Model()
    stepped.post(Play())
    model.wish(("play",))
    for wish, takes in [(("mute", False), ("take", 20_000)), *moves]:
        wish = placed(wish, model)
        stepped.step(2)  # it notices that the song is over
        stepped.post(message_for(wish))
        model.wish(wish)
        for count in played(takes):
            stepped.step(12)
            block = np.empty((count, 2), np.float32)
            stepped.engine.ring.take(block)
            model.check(heard_frames(block))
    assert model.said > 0
